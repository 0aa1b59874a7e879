//! What an object is by its words, and whether it suits a relation.

use super::{Phrase, Proposition, lexicon};
use crate::model::{Annotation, Token};

/// Whether the object suits the relation: a property is no thing (`sounded the drum`), a quantity has a number.
pub(super) fn may_take(annotation: &Annotation, rule: &str, relation: &str, object: Phrase) -> bool {
    let words = tokens(annotation, object).get(object.first as usize..=object.last as usize).unwrap_or_default();
    match relation {
        "has_property" => !rule.starts_with("clause.object") || is_quality(annotation, object),
        "has_quantity" | "costs" => words.iter().any(|t| t.xpos == "CD" || t.upos == "SYM"),
        _ => true,
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
    let marks = words.iter().filter(|t| matches!(t.relation(), "case" | "mark") && matches!(t.upos, "ADP" | "SCONJ"));
    marks.filter(|t| t.parent().is_some_and(|p| phrases.contains(&p))).map(|t| t.lemma.to_lowercase()).collect()
}

fn head(annotation: &Annotation, object: Phrase) -> Option<&Token> {
    tokens(annotation, object).get(object.head as usize)
}

/// The words of the sentence that a phrase stands in.
pub(super) fn tokens(annotation: &Annotation, phrase: Phrase) -> &[Token] {
    annotation.sentences.get(phrase.sentence as usize).map(|s| s.tokens.as_slice()).unwrap_or_default()
}
