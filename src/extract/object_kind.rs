//! What an object is by its words, what frames call it, and whether it suits a relation.

use super::{Phrase, Proposition, lexicon};
use crate::model::{Annotation, EntityType, Token};
use std::collections::BTreeMap;

/// What a frame calls an object that is a clause that states, or one that asks: `conclude that`, `question whether`.
const THAT: &str = "that";
const WHETHER: &str = "whether";

/// What a frame calls an object that is a clause of either kind: `recall <clause>`.
pub(super) const CLAUSE: &str = "<clause>";

/// What a frame calls the lack of an object: `drop <none>`.
const NONE: &str = "<none>";

/// What a frame calls an object that an adjective behind it tells of: `find <complement>`.
pub(super) const COMPLEMENT: &str = "<complement>";

/// What a frame calls an object that someone does: `make <deed>` for `made them leave`.
pub(super) const DEED: &str = "<deed>";

/// What a frame calls an infinitive behind the object: `tell * <errand>` for `told them to leave`.
const ERRAND: &str = "<errand>";

/// Whether a frame's word for the object is for one that the verb has itself, and that is no clause.
pub(super) fn is_noun(word: &str) -> bool {
    !matches!(word, THAT | WHETHER | NONE)
}

/// What the frames may call the object of a proposition, the most telling first.
pub(super) fn names(
    annotation: &Annotation,
    kinds: &BTreeMap<(u32, u32), EntityType>,
    proposition: &Proposition,
) -> Vec<String> {
    let Some(object) = proposition.object else { return vec![NONE.to_owned()] };
    if proposition.rule.starts_with("clause.report") {
        if is_bare_deed(annotation, object) {
            return [DEED].map(str::to_owned).to_vec();
        }
        let word = if is_question(annotation, object) { WHETHER } else { THAT };
        return [word, CLAUSE].map(str::to_owned).to_vec();
    }
    let inner = counted(annotation, object).map(|head| Phrase { head, ..object });
    let kind = kinds.get(&(object.sentence, inner.unwrap_or(object).head)).and_then(|k| kind_word(*k));
    let complement = has_complement(annotation, proposition).then_some(COMPLEMENT);
    let deed = is_clause(annotation, object).then_some(DEED);
    let kinds = [complement, deed, kind].into_iter().flatten().map(str::to_owned);
    let nouns = [Some(object), inner].into_iter().flatten().flat_map(|o| shortened(&object_noun(annotation, o)));
    nouns.chain(kinds).collect()
}

/// The noun of which there is an amount, for that is what the verb is about: `voters` in `a number of voters`.
fn counted(annotation: &Annotation, object: Phrase) -> Option<u32> {
    let all = tokens(annotation, object);
    // `a number of clerks`, `one of the clerks`
    let amount = |t: &&Token| match t.upos {
        "NOUN" => lexicon::listed("amount", &t.lemma.to_lowercase()),
        upos => upos == "NUM",
    };
    head(annotation, object).filter(amount)?;
    let below = |t: &Token, at: usize| t.parent() == Some(at);
    let of = |i: usize| all.iter().any(|t| below(t, i) && t.relation() == "case" && t.lemma == "of");
    let noun = |i: &usize| below(&all[*i], object.head as usize) && all[*i].relation() == "nmod" && of(*i);
    (object.head as usize + 1..=object.last as usize).find(noun).map(|i| i as u32)
}

/// What a frame calls an object of this kind: `lead <organization>`.
fn kind_word(kind: EntityType) -> Option<&'static str> {
    match kind {
        EntityType::Person => Some("<person>"),
        EntityType::Organization => Some("<organization>"),
        EntityType::Place | EntityType::Facility => Some("<place>"),
        EntityType::Group => Some("<group>"),
        _ => None,
    }
}

/// The lemmas of the object's head noun and the compounds right before it.
fn object_noun(annotation: &Annotation, object: Phrase) -> String {
    let tokens = tokens(annotation, object);
    let before = (object.first..object.head)
        .rev()
        .take_while(|i| tokens.get(*i as usize).is_some_and(|t| t.relation() == "compound"));
    let mut words: Vec<u32> = before.collect();
    words.reverse();
    words.push(object.head);
    words.iter().filter_map(|i| tokens.get(*i as usize)).map(|t| t.lemma.to_lowercase()).collect::<Vec<_>>().join(" ")
}

/// The object as given and without its first words: `drone strike`, `strike`.
pub(super) fn shortened(object: &str) -> Vec<String> {
    let lower = object.to_lowercase();
    let words: Vec<&str> = lower.split([' ', '_']).collect();
    (0..words.len()).map(|i| words[i..].join(" ")).collect()
}

/// Whether the object suits the relation: a property is no thing (`sounded the drum`), a quantity has a number.
pub(super) fn may_take(annotation: &Annotation, rule: &str, relation: &str, object: Phrase) -> bool {
    let words = tokens(annotation, object).get(object.first as usize..=object.last as usize).unwrap_or_default();
    match relation {
        "has_property" => !rule.starts_with("clause.object") || is_quality(annotation, object),
        // `took first place`: nothing took place.
        "happen" => {
            words.len() == 1 || !lexicon::listed("bare_idiom", &tokens(annotation, object)[object.head as usize].lemma)
        }
        "has_quantity" | "costs" => words.iter().any(|t| t.xpos == "CD" || t.upos == "SYM"),
        _ => true,
    }
}

/// Whether a relation may hold of the subject: no approach is employed, no memory is married, and people who are held somewhere do not
/// take place.
pub(super) fn may_be_said_of(
    annotation: &Annotation,
    kinds: &BTreeMap<(u32, u32), EntityType>,
    relation: &str,
    subject: Phrase,
) -> bool {
    let thing = |t: &Token| {
        let kind = kinds.get(&(subject.sentence, subject.head));
        let counted = ["part", "some_people"].iter().any(|l| lexicon::listed(l, &t.lemma)) || t.lemma.ends_with("ful");
        let named = kind.is_some_and(|k| !matches!(k, EntityType::Thing | EntityType::Event | EntityType::Work));
        matches!(t.xpos, "NN" | "NNS") && !named && !counted
    };
    let being = |t: &Token| {
        matches!(kinds.get(&(subject.sentence, subject.head)), Some(EntityType::Person | EntityType::Group))
            || super::nominals::is_person(&t.lemma)
    };
    match relation {
        "takes_place_in" => !head(annotation, subject).is_some_and(being),
        _ => !lexicon::listed("of_people", relation) || !head(annotation, subject).is_some_and(thing),
    }
}

/// `six points`, `40 miles`
pub(super) fn is_measure(annotation: &Annotation, object: Phrase) -> bool {
    let counts = |t: &Token| t.relation() == "nummod" && t.parent() == Some(object.head as usize);
    head(annotation, object).is_some_and(|t| lexicon::listed("measure", &t.lemma))
        && tokens(annotation, object).iter().any(counts)
}

/// `the trouble is that it rains`
pub(super) fn is_clause(annotation: &Annotation, object: Phrase) -> bool {
    let outer = |t: &Token| t.deprel == "nsubj:outer" && t.parent() == Some(object.head as usize);
    head(annotation, object).is_some_and(|t| t.upos == "VERB") || tokens(annotation, object).iter().any(outer)
}

/// `the road is long`: an adjective after a copula.
pub(super) fn is_quality(annotation: &Annotation, object: Phrase) -> bool {
    head(annotation, object).is_some_and(|t| matches!(t.upos, "ADJ" | "ADV")) && !is_clause(annotation, object)
}

/// `found the talk dull`, `considers the work done`, `called them friends`: words behind the object tell of it.
pub(super) fn has_complement(annotation: &Annotation, proposition: &Proposition) -> bool {
    let at = proposition.predicate_phrase;
    let telling = |t: &Token| matches!(t.upos, "ADJ" | "NOUN" | "PROPN") || t.xpos == "VBN";
    let tells = |t: &Token| t.parent() == Some(at.head as usize) && t.relation() == "xcomp" && telling(t);
    tokens(annotation, at).iter().any(tells)
}

/// The prepositions of the phrases behind the object, its own or the verb's: `as` in `saw the plan as a threat`.
pub(super) fn prepositions_behind(annotation: &Annotation, proposition: &Proposition) -> Vec<String> {
    let Some(object) = proposition.object else { return Vec::new() };
    let words = tokens(annotation, object);
    let hosts = [proposition.predicate_phrase.head, object.head];
    let phrase = |i: &usize| {
        let token = &words[*i];
        let hangs = token.parent().is_some_and(|p| hosts.iter().any(|h| *h as usize == p));
        hangs && matches!(token.relation(), "obl" | "nmod" | "advcl" | "xcomp")
    };
    let phrases: Vec<usize> = (object.head as usize + 1..words.len()).filter(phrase).collect();
    let behind = |t: &&Token| t.parent().is_some_and(|p| phrases.contains(&p));
    let marks = words.iter().filter(|t| matches!(t.relation(), "case" | "mark") && matches!(t.upos, "ADP" | "SCONJ"));
    let verb =
        Some(proposition.predicate_phrase.head as usize).filter(|_| !proposition.rule.starts_with("clause.report"));
    let asked = |t: &&Token| t.xpos == "TO" && t.parent().is_some_and(|p| verb.is_some() && words[p].parent() == verb);
    let errand = words.iter().filter(behind).find(asked).map(|_| ERRAND.to_owned());
    marks.filter(behind).map(|t| t.lemma.to_lowercase()).chain(errand).collect()
}

/// `whether it rains`, `who left`
fn is_question(annotation: &Annotation, object: Phrase) -> bool {
    let asks = |t: &Token| t.xpos.starts_with('W') || matches!(t.lemma.to_lowercase().as_str(), "whether" | "if");
    tokens(annotation, object).get(object.first as usize).is_some_and(asks)
}

/// `the choir sing` in `heard the choir sing`: a bare infinitive with its subject.
fn is_bare_deed(annotation: &Annotation, object: Phrase) -> bool {
    let all = tokens(annotation, object);
    let hangs = |t: &Token| t.parent() == Some(object.head as usize);
    let helped = |t: &Token| hangs(t) && matches!(t.relation(), "aux" | "cop" | "mark");
    head(annotation, object).is_some_and(|t| t.xpos == "VB")
        && all.iter().any(|t| hangs(t) && t.relation() == "nsubj")
        && !all.iter().any(helped)
}

fn head(annotation: &Annotation, object: Phrase) -> Option<&Token> {
    tokens(annotation, object).get(object.head as usize)
}

/// The words of the sentence that a phrase stands in.
pub(super) fn tokens(annotation: &Annotation, phrase: Phrase) -> &[Token] {
    annotation.sentences.get(phrase.sentence as usize).map(|s| s.tokens.as_slice()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::{clause, mentions, relation};
    use crate::extract::sample;

    #[test]
    fn frames_tell_what_is_stated_from_what_is_asked() {
        let determined = |mark: &str, tags: &str| {
            let (document, annotation) = sample::annotated(&format!(
                "Ida Ida PROPN NNP 2 nsubj person:1
                 determined determine VERB VBD 0 root
                 {mark} {mark} {tags} 5 mark
                 it it PRON PRP 5 nsubj
                 broke break VERB VBD 2 ccomp"
            ));
            let mut found = clause::find(&document, &annotation);
            relation::fill(&annotation, &mentions::find(&document, &annotation), &mut found);
            found.into_iter().next().and_then(|p| p.relation)
        };
        assert_eq!(determined("that", "SCONJ IN").as_deref(), Some("know"));
        assert_eq!(determined("why", "ADV WRB"), None);
    }
}
