//! Errors that the parser makes again and again, set right before anything is read off the trees.

use super::relative::{is_plural, relative_pronoun};
use super::reporting::{self, Frame, Part};
use super::tree::Tree;
use super::{governed, lexicon, nominals};
use crate::model::{Annotation, EntityType, Sentence};
use crate::nlp::verbs::is_verb;
use std::borrow::Cow;

/// What a word should have been.
pub(super) struct Change {
    word: usize,
    head: usize,
    deprel: &'static str,
    xpos: &'static str,
    upos: &'static str,
}

impl Change {
    /// The word as it is, hung from `head`.
    pub(super) fn under(tree: &Tree, word: usize, head: usize) -> Self {
        let token = &tree.tokens[word];
        Self { word, head, deprel: token.deprel, xpos: token.xpos, upos: token.upos }
    }

    /// The word hung from `head` by `deprel`.
    pub(super) fn relation(tree: &Tree, word: usize, head: usize, deprel: &'static str) -> Self {
        Self { deprel, ..Self::under(tree, word, head) }
    }
}

/// The analysis with its known errors set right. A word is only hung from one above it, so that trees stay trees.
pub fn repaired(annotation: &Annotation) -> Cow<'_, Annotation> {
    let mut repaired = Cow::Borrowed(annotation);
    for (index, sentence) in annotation.sentences.iter().enumerate() {
        for change in changes(sentence) {
            let token = &mut repaired.to_mut().sentences[index].tokens[change.word];
            token.head = if change.head == change.word { 0 } else { change.head as u32 + 1 };
            (token.deprel, token.xpos, token.upos) = (change.deprel, change.xpos, change.upos);
        }
    }
    repaired
}

fn changes(sentence: &Sentence) -> Vec<Change> {
    let tree = Tree::new(0, sentence);
    (0..tree.len())
        .filter_map(|i| {
            let Some(parent) = tree.parent(i) else { return verb_for_noun(&tree, i, i) };
            governed::set_right(&tree, i, parent)
                .or_else(|| lone_recipient(&tree, i, parent))
                .or_else(|| recipient(&tree, i, parent))
                .or_else(|| asked(&tree, i, parent))
                .or_else(|| second_statement(&tree, i, parent))
                .or_else(|| gerund(&tree, i, parent))
                .or_else(|| means(&tree, i, parent))
                .or_else(|| reduced_passive(&tree, i, parent))
                .or_else(|| second_role(&tree, i, parent))
                .or_else(|| verb_for_noun(&tree, i, parent))
                .or_else(|| below_verb_for_noun(&tree, i, parent))
                .or_else(|| finite_conjunct(&tree, i, parent))
                .or_else(|| told_within(&tree, i, parent))
                .or_else(|| nearest_named(&tree, i, parent))
                .or_else(|| afterthought(&tree, i, parent))
        })
        .collect()
}

/// `charged the banker with fraud`: without an object beside it no recipient, but the object; not so of verbs of telling, nor in
/// `the letter he sent Roth`.
fn lone_recipient(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let says = reporting::entry(Part::Verb, &tree.lemma(verb)).is_some_and(|e| e.stance(Frame::That).is_some());
    let told = says && !tree.is(verb, &["charge"]);
    let alone = tree.child(verb, &["obj", "ccomp", "xcomp"]).is_none();
    let behind = tree.tokens[i].deprel == "iobj" && i > verb;
    let change = Change { deprel: "obj", ..Change::under(tree, i, verb) };
    (behind && alone && !told && !tells_of_object(tree, verb)).then_some(change)
}

/// `the letter he sent Roth`: whom something is given is its recipient, where the clause has its object in what it tells of.
fn recipient(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let gives =
        tree.is(verb, &["send", "give", "offer", "show", "pay", "hand", "lend", "award", "grant", "promise", "owe"]);
    let gap = tells_of_object(tree, verb) && tree.child(verb, &["iobj"]).is_none();
    let named = matches!(tree.tokens[i].upos, "PROPN" | "PRON") && i > verb && tree.tokens[i].deprel == "obj";
    (gives && gap && named).then(|| Change { deprel: "iobj", ..Change::under(tree, i, verb) })
}

/// Whether a relative clause has a subject of its own, so that it may tell of its object: `the letter he sent`.
fn tells_of_object(tree: &Tree, verb: usize) -> bool {
    let own = |s: usize| !relative_pronoun(tree, s);
    tree.tokens[verb].deprel == "acl:relcl" && tree.child(verb, &["nsubj"]).is_some_and(own)
}

/// `Asked whether it rained, Roth nodded`: who is asked, not who asks.
fn asked(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let opens = i == 0 && verb > i && tree.tokens[i].relation() == "advcl" && tree.tokens[i].xpos == "VBD";
    let bare = tree.related(i, "nsubj").chain(tree.related(i, "obj")).next().is_none();
    let asks = tree.is(i, &["ask", "press", "question", "quiz", "tell", "remind"]);
    (opens && bare && asks).then(|| Change { deprel: "advcl", xpos: "VBN", ..Change::under(tree, i, verb) })
}

/// `said it rains but stayed`: a second verb in the past like that of saying, and unlike what is said, is the speaker's.
fn second_statement(tree: &Tree, i: usize, first: usize) -> Option<Change> {
    let verb = tree.parent(first).filter(|_| tree.tokens[first].relation() == "ccomp" && first < i)?;
    let says = reporting::entry(Part::Verb, &tree.lemma(verb)).is_some_and(|e| e.stance(Frame::That).is_some());
    let past = |v: usize| tree.tokens[v].xpos == "VBD";
    let own = tree.children(i).any(|c| matches!(tree.tokens[c].relation(), "nsubj" | "mark" | "expl"));
    if tree.tokens[i].relation() != "conj" || own || !says || !past(verb) || verb > first {
        return None;
    }
    let finite = |v: usize| tree.related(v, "aux").chain(tree.related(v, "cop")).chain([v]).min().unwrap_or(v);
    // `said it will be cleared and returned`
    let participle = tree.tokens[first].xpos == "VBN";
    let speakers =
        past(i) && finite(i) == i && !participle && matches!(tree.tokens[finite(first)].xpos, "VBZ" | "VBP" | "MD");
    (speakers || withholds(tree, i)).then(|| Change::under(tree, i, verb))
}

/// `but would not say more`: what a speaker does not tell.
fn withholds(tree: &Tree, i: usize) -> bool {
    let not = tree.related(i, "advmod").any(|a| tree.is(a, &["not"]));
    let modal = tree.related(i, "aux").any(|a| tree.is(a, &["would", "could", "do"]));
    let but = tree.related(i, "cc").any(|c| tree.is(c, &["but"]));
    lexicon::listed("withheld", &tree.lemma(i)) && not && modal && but
}

/// `risks losing the town`: a gerund right behind a verb that takes one is its object.
fn gerund(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let follows = i == verb + 1 && tree.tokens[i].xpos == "VBG" && tree.tokens[i].relation() == "advcl";
    let takes = || lexicon::complement(&tree.lemma(verb), "v", "ing").is_some() && tree.child(verb, &["obj"]).is_none();
    (follows && takes()).then(|| Change { deprel: "xcomp", ..Change::under(tree, i, verb) })
}

/// `kept the town by paying`: how something is done hangs from the verb, not from its object.
fn means(tree: &Tree, i: usize, object: usize) -> Option<Change> {
    let verb = tree.parent(object).filter(|_| tree.tokens[object].relation() == "obj")?;
    let by = tree.related(i, "mark").any(|m| tree.is(m, &["by"]));
    let behind = tree.tokens[i].relation() == "acl" && tree.tokens[i].xpos == "VBG";
    (by && behind).then(|| Change { deprel: "advcl", ..Change::under(tree, i, verb) })
}

/// `Roth, mayor of Lund and a teacher, left`: what is joined to an apposition is a second one rather than somebody beside the name.
fn second_role(tree: &Tree, i: usize, name: usize) -> Option<Change> {
    let and = tree.related(i, "cc").next().filter(|_| tree.tokens[i].relation() == "conj")?;
    let first = tree.related(name, "appos").find(|a| tree.borders(*a).1 + 1 == and)?;
    let role = |w: usize| tree.tokens[w].upos == "NOUN" && nominals::is_person(&tree.lemma(w));
    let set_off = tree.tokens.get(tree.borders(i).1 + 1).is_none_or(|t| t.upos == "PUNCT");
    let described = tree.tokens[name].upos == "PROPN" && role(first) && role(i) && !is_plural(tree, i);
    (described && set_off).then(|| Change { deprel: "appos", ..Change::under(tree, i, name) })
}

/// `a clerk surveyed in May left`: a verb in the past that modifies a noun, without subject, is a participle; not so where the noun
/// heads the sentence, whose verb it may be.
fn reduced_passive(tree: &Tree, i: usize, noun: usize) -> Option<Change> {
    let past = tree.tokens[i].deprel == "acl" && tree.tokens[i].xpos == "VBD" && noun < i;
    let bare = tree.children(i).all(|c| !matches!(tree.tokens[c].relation(), "nsubj" | "mark" | "aux" | "expl"));
    let within = matches!(tree.tokens[noun].relation(), "nsubj" | "obj" | "obl" | "nmod" | "iobj" | "appos");
    // `days after the clerks left`
    let after = tree.related(noun, "case").any(|c| tree.is(c, &["before", "after", "since", "until", "as"]));
    (past && bare && within && !after).then(|| Change { xpos: "VBN", ..Change::under(tree, i, noun) })
}

/// `tried to leave and went home`: a finite verb without subject goes on with the finite verb above an infinitive or gerund.
fn finite_conjunct(tree: &Tree, i: usize, first: usize) -> Option<Change> {
    let token = &tree.tokens[i];
    let bare =
        tree.children(i).all(|c| !matches!(tree.tokens[c].relation(), "nsubj" | "aux" | "mark" | "expl" | "cop"));
    let changed = (token.span.end - token.span.start) as usize != token.lemma.len();
    let conjunct = token.relation() == "conj" && token.upos == "VERB" && matches!(token.xpos, "VBZ" | "VBD");
    let open = matches!(tree.tokens[first].xpos, "VB" | "VBG") && finite(tree, first).is_none();
    let applies = conjunct && bare && changed && open;
    if !applies {
        return None;
    }
    let mut at = first;
    while matches!(tree.tokens[at].relation(), "xcomp" | "advcl" | "acl" | "ccomp" | "conj" | "obj") {
        at = tree.parent(at)?;
        if let Some(form) = finite(tree, at) {
            let subject = tree.child(at, &["nsubj", "nsubj:pass"]).is_some();
            return (form == token.xpos && subject && at < first).then(|| Change::under(tree, i, at));
        }
    }
    None
}

/// `the war, which Roth says costs lives`: of two relative clauses with one pronoun, the later is what the earlier one reports.
fn told_within(tree: &Tree, i: usize, noun: usize) -> Option<Change> {
    let relative = |c: usize| tree.tokens[c].deprel == "acl:relcl";
    let pronoun = tree.related(i, "nsubj").find(|s| relative(i) && *s < i && relative_pronoun(tree, *s))?;
    let reports = |v: usize| {
        reporting::entry(Part::Verb, &tree.lemma(v)).is_some_and(|e| e.stance(Frame::That).is_some())
            && tree.child(v, &["nsubj"]).is_some_and(|s| s > pronoun)
            && tree.child(v, &["ccomp", "obj"]).is_none()
    };
    let verb = tree.children(noun).find(|v| relative(*v) && *v > pronoun && *v < i && reports(*v))?;
    Some(Change { deprel: "ccomp", ..Change::under(tree, i, verb) })
}

/// `a depot in Hilltown, a town on the river`: what a name right before it is called is no second name of the thing before.
fn nearest_named(tree: &Tree, i: usize, noun: usize) -> Option<Change> {
    let kind = |w: usize| nominals::noun(&tree.lemma(w)).map(|n| n.kind);
    let name = mark_before(tree, i)?.checked_sub(1)?;
    let place = kind(i).is_some_and(|k| k == EntityType::Place) && kind(noun) != Some(EntityType::Place);
    let below = tree.tokens[name].upos == "PROPN" && tree.tokens[name].relation() == "nmod";
    let described = tree.tokens[i].relation() == "appos" && tree.tokens[noun].upos == "NOUN" && place;
    (described && below && tree.parent(name) == Some(noun)).then(|| Change::under(tree, i, name))
}

/// `asked the town to pay, a demand that it rejected`: a noun behind a comma with a clause of its own comments on all that was said.
fn afterthought(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let comma = mark_before(tree, i).is_some_and(|m| tree.tokens[m].lemma == ",");
    let indefinite = tree.related(i, "det").any(|d| tree.is(d, &["a", "an"]));
    let clause = tree.child(i, &["acl:relcl"]).is_some();
    let object = tree.tokens[i].deprel == "obj" && tree.tokens[i].upos == "NOUN" && i > verb;
    let top = std::iter::successors(Some(verb), |at| tree.parent(*at)).last().filter(|top| *top < i)?;
    (object && comma && indefinite && clause).then(|| Change { deprel: "parataxis", ..Change::under(tree, i, top) })
}

/// The punctuation mark that a phrase begins with or stands behind.
pub(super) fn mark_before(tree: &Tree, phrase: usize) -> Option<usize> {
    let first = tree.borders(phrase).0;
    let mark = |w: &usize| tree.tokens[*w].upos == "PUNCT";
    Some(first).filter(mark).or_else(|| first.checked_sub(1).filter(mark))
}

/// The form of the finite verb of a clause: its own or its auxiliary's.
fn finite(tree: &Tree, verb: usize) -> Option<&'static str> {
    let helper = tree.children(verb).find(|c| matches!(tree.tokens[*c].relation(), "aux" | "cop"));
    Some(tree.tokens[helper.unwrap_or(verb)].xpos).filter(|x| matches!(*x, "VBZ" | "VBP" | "VBD" | "MD"))
}

/// `Polls favor leaving`: a verb that was read as a noun said of the subject. It follows the subject, agrees with it in number and
/// has nothing before it that belongs to nouns.
fn verb_for_noun(tree: &Tree, i: usize, head: usize) -> Option<Change> {
    let subject = verbal_noun(tree, i)?;
    let xpos = if is_plural(tree, subject) { "VBP" } else { "VBZ" };
    Some(Change { xpos, upos: "VERB", ..Change::under(tree, i, head) })
}

/// The subject of a verb that was read as a noun.
fn verbal_noun(tree: &Tree, i: usize) -> Option<usize> {
    let token = &tree.tokens[i];
    let clause = matches!(token.relation(), "root" | "ccomp" | "parataxis" | "conj");
    let subject = tree.child(i, &["nsubj"]).filter(|s| clause && token.upos == "NOUN" && *s < i)?;
    let before =
        |c: usize| c > i || c == subject || matches!(tree.tokens[c].relation(), "advmod" | "mark" | "cc" | "punct");
    let follows = (tree.borders(subject).1 + 1..i).all(|w| tree.tokens[w].upos == "ADV" || tree.tokens[w].xpos == "``");
    let plural = is_plural(tree, subject) || tree.related(subject, "conj").next().is_some();
    let agrees = match (token.xpos, tree.tokens[subject].xpos) {
        ("NN", _) => plural,
        ("NNS", "NN" | "NNP") => !plural,
        _ => false,
    };
    (agrees && follows && tree.children(i).all(before) && is_verb(&tree.lemma(i))).then_some(subject)
}

/// What hung from a verb as if it were a noun: `plan to leave`, `amount to a threat`.
fn below_verb_for_noun(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let deprel = match tree.tokens[i].deprel {
        "nmod" => "obl",
        "acl" => "xcomp",
        _ => return None,
    };
    verbal_noun(tree, verb).filter(|_| i > verb).map(|_| Change { deprel, ..Change::under(tree, i, verb) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::sample;

    /// Heads, relations and tags of the words that are set right, as `word head relation tag`.
    fn set_right(table: &str) -> Vec<String> {
        let (document, annotation) = sample::annotated(table);
        let tokens = |a: &Annotation| a.sentences[0].tokens.clone();
        let pairs = tokens(&annotation).into_iter().zip(tokens(&repaired(&annotation)));
        let changed = pairs.filter(|(before, after)| before != after);
        changed.map(|(_, t)| format!("{} {} {} {}", t.span.of(&document.text), t.head, t.deprel, t.xpos)).collect()
    }

    #[test]
    fn a_recipient_alone_is_an_object() {
        let done = |verb: &str| {
            format!(
                "They they PRON PRP 2 nsubj
                 {verb} {verb} VERB VBD 0 root
                 Roth Roth PROPN NNP 2 iobj person:1"
            )
        };
        assert_eq!(set_right(&done("convict")), ["Roth 2 obj NNP"]);
        assert!(set_right(&done("tell")).is_empty());
    }

    #[test]
    fn whom_a_thing_is_sent_receives_it() {
        let found = set_right(
            "letters letter NOUN NNS 0 root
             Ida Ida PROPN NNP 3 nsubj person:1
             sent send VERB VBD 1 acl:relcl
             Roth Roth PROPN NNP 3 obj person:1",
        );
        assert_eq!(found, ["Roth 3 iobj NNP"]);
    }

    #[test]
    fn what_is_joined_to_an_apposition_is_a_second_one() {
        let found = set_right(
            "Roth Roth PROPN NNP 7 nsubj person:1
             , , PUNCT , 3 punct
             mayor mayor NOUN NN 1 appos
             and and CCONJ CC 5 cc
             teacher teacher NOUN NN 1 conj
             , , PUNCT , 1 punct
             left leave VERB VBD 0 root",
        );
        assert_eq!(found, ["teacher 1 appos NN"]);
    }

    #[test]
    fn who_is_asked_asks_nobody() {
        let found = set_right(
            "Asked ask VERB VBD 6 advcl
             about about ADP IN 3 case
             rain rain NOUN NN 1 obl
             , , PUNCT , 1 punct
             Roth Roth PROPN NNP 6 nsubj person:1
             nodded nod VERB VBD 0 root",
        );
        assert_eq!(found, ["Asked 6 advcl VBN"]);
    }

    #[test]
    fn what_the_speaker_did_is_not_said() {
        let said = |second: &str| {
            format!(
                "Roth Roth PROPN NNP 2 nsubj person:1
                 said say VERB VBD 0 root
                 it it PRON PRP 4 nsubj
                 rains rain VERB VBZ 2 ccomp
                 but but CCONJ CC 6 cc
                 {second} VERB {} 4 conj",
                if second.ends_with("stay") { "VBD" } else { "VBZ" }
            )
        };
        assert_eq!(set_right(&said("stayed stay")), ["stayed 2 conj VBD"]);
        assert!(set_right(&said("clears clear")).is_empty());
    }

    #[test]
    fn a_gerund_is_the_object_of_a_verb_that_takes_one() {
        let found = set_right(
            "Roth Roth PROPN NNP 2 nsubj person:1
             risks risk VERB VBZ 0 root
             losing lose VERB VBG 2 advcl
             Hilltown Hilltown PROPN NNP 3 obj place:1",
        );
        assert_eq!(found, ["losing 2 xcomp VBG"]);
    }

    #[test]
    fn how_a_thing_is_done_hangs_from_the_verb() {
        let found = set_right(
            "Ida Ida PROPN NNP 2 nsubj person:1
             kept keep VERB VBD 0 root
             boats boat NOUN NNS 2 obj
             by by SCONJ IN 5 mark
             paying pay VERB VBG 3 acl",
        );
        assert_eq!(found, ["paying 2 advcl VBG"]);
    }

    #[test]
    fn who_is_surveyed_surveys_nobody() {
        let clerk = |relation: &str| {
            format!(
                "clerks clerk NOUN NNS {relation}
                 surveyed survey VERB VBD 1 acl
                 left leave VERB VBD 0 root"
            )
        };
        assert_eq!(set_right(&clerk("3 nsubj")), ["surveyed 1 acl VBN"]);
        assert!(set_right("Harbours harbour NOUN NNS 0 root\nreopened reopen VERB VBD 1 acl").is_empty());
    }

    #[test]
    fn a_verb_is_no_noun_said_of_its_subject() {
        let found = set_right(
            "Miners miner NOUN NNS 2 nsubj
             plan plan NOUN NN 0 root
             to to PART TO 4 mark
             strike strike VERB VB 2 acl",
        );
        assert_eq!(found, ["plan 0 root VBP", "strike 2 xcomp VB"]);
        assert!(set_right("Miners miner NOUN NNS 3 nsubj\na a DET DT 3 det\nrisk risk NOUN NN 0 root").is_empty());
        assert!(set_right("Hilltown Hilltown PROPN NNP 2 nsubj\nplan plan NOUN NN 0 root").is_empty());
    }

    #[test]
    fn a_finite_verb_goes_on_with_a_finite_verb() {
        let went = |form: &str| {
            format!(
                "Roth Roth PROPN NNP 2 nsubj person:1
                 hoped hope VERB VBD 0 root
                 to to PART TO 4 mark
                 rest rest VERB VB 2 xcomp
                 and and CCONJ CC 6 cc
                 {form} 4 conj"
            )
        };
        assert_eq!(set_right(&went("returned return VERB VBD")), ["returned 2 conj VBD"]);
        assert!(set_right(&went("return return VERB VB")).is_empty());
    }
}
