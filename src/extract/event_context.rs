//! In what way an event is put that a noun names: by the words before it, above it, and by the verb that governs it
//! (`ontology/lexicon/event_contexts.tsv`).

use super::clause::Clause;
use super::lexicon;
use super::modality::{self, Context};
use super::polarity;
use super::relation::{self, items, rows};
use super::tree::Tree;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word makes of the event beside it: kind of word and word → modality by name, or `negated`.
static WORDS: LazyLock<HashMap<(&'static str, &'static str), &'static str>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for row in rows(include_str!("../../ontology/lexicon/event_contexts.tsv")) {
        let [kind, modality, cell] = row[..] else { continue };
        for word in items(cell) {
            words.entry((kind, word)).or_insert(modality);
        }
    }
    words
});

/// The context of the event that word `noun` names.
pub fn of(tree: &Tree, clauses: &[Option<Clause>], noun: usize) -> Context {
    let effects = adjectives(tree, noun).chain(above(tree, noun));
    let mut context = effects.fold(Context::PLAIN, apply);
    if polarity::negative_determiner(tree, noun).is_some() {
        context = context.negated();
    }
    let around = around(tree, clauses, noun);
    Context {
        polarity: if around.polarity == Context::PLAIN.polarity {
            context.polarity
        } else {
            context.negated().polarity
        },
        ..around.put(context.modality)
    }
}

fn apply(context: Context, effect: &'static str) -> Context {
    match effect {
        "negated" => context.negated(),
        name => context.put(modality::by_name(name)),
    }
}

fn adjectives<'a>(tree: &'a Tree<'a>, noun: usize) -> impl Iterator<Item = &'static str> + 'a {
    let before =
        tree.children(noun).filter(move |c| *c < noun && matches!(tree.tokens[*c].relation(), "amod" | "compound"));
    before.filter_map(|c| effect(tree, "adjective", c))
}

/// What a word makes of the event, by its lemma; participles have a list of their own (`planned`, `cancelled`).
fn effect(tree: &Tree, kind: &'static str, word: usize) -> Option<&'static str> {
    let participle = kind == "adjective" && matches!(tree.tokens[word].xpos, "VBN" | "VBD");
    let kind = if participle { "participle" } else { kind };
    let table: &HashMap<(&str, &str), &'static str> = &WORDS;
    table.get(&(kind, tree.lemma(word).as_str())).copied()
}

/// What the nouns above the event make of it: `the threat of an attack`, `plans for a summit`.
fn above<'a>(tree: &'a Tree<'a>, noun: usize) -> impl Iterator<Item = &'static str> + 'a {
    let step =
        move |i: &usize| tree.parent(*i).filter(|_| matches!(tree.tokens[*i].relation(), "nmod" | "compound" | "acl"));
    std::iter::successors(step(&noun), step).take(4).filter_map(|n| effect(tree, "noun", n))
}

/// The clause around the event, where it decides whether the event is so: verbs of occurrence, verbs that govern the event.
fn around(tree: &Tree, clauses: &[Option<Clause>], noun: usize) -> Context {
    let mut at = noun;
    while matches!(tree.tokens[at].relation(), "conj" | "nmod") {
        match tree.parent(at) {
            Some(p) if tree.tokens[at].relation() == "conj" || effect(tree, "noun", p).is_some() => at = p,
            _ => break,
        }
    }
    let Some(verb) = tree.parent(at) else { return Context::PLAIN };
    let Some(clause) = clauses[verb].as_ref() else { return Context::PLAIN };
    let outer = clause.frame.context;
    let lemma = tree.lemma(verb);
    match tree.tokens[at].relation() {
        "nsubj" if occurs(&lemma) => outer,
        "nsubj" => match effect(tree, "verb", verb).filter(|_| tree.tokens[at].deprel == "nsubj:pass") {
            Some(effect) => apply(outer, effect),
            None => Context::PLAIN,
        },
        // `asked about the attack`: there was one.
        "obl" if tree.related(at, "case").any(|c| tree.is(c, &["about", "regarding"])) => Context::PLAIN,
        // `announced her support`: that is how she gives it.
        "obj" if announces(&lemma) && lexicon::listed("performed", &tree.lemma(at)) => outer,
        "obj" | "obl" | "xcomp" | "ccomp" => match effect(tree, "verb", verb) {
            Some(effect) => apply(Context { polarity: Context::PLAIN.polarity, ..outer }, effect),
            None if outer.modality != Context::PLAIN.modality && carries(&lemma) => outer,
            None => Context::PLAIN,
        },
        _ => Context::PLAIN,
    }
}

fn announces(lemma: &str) -> bool {
    matches!(lemma, "announce" | "declare" | "pledge" | "vow")
}

/// Verbs that say of an event that it is, begins or comes.
fn occurs(lemma: &str) -> bool {
    matches!(lemma, "be" | "take" | "come" | "go")
        || relation::of(lemma, None)
            .is_some_and(|r| matches!(r, "happen" | "begin" | "takes_place_in" | "continue" | "plan"))
}

/// Verbs that bring an event about.
fn carries(lemma: &str) -> bool {
    matches!(
        lemma,
        "hold"
            | "have"
            | "launch"
            | "make"
            | "conduct"
            | "begin"
            | "start"
            | "stage"
            | "resume"
            | "carry"
            | "impose"
            | "sign"
            | "reach"
            | "give"
            | "set"
            | "welcome"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{clause, sample};
    use crate::model::{Modality, Polarity};

    fn context(table: &str, noun: usize) -> (Modality, Polarity) {
        let (_, annotation) = sample::annotated(table);
        let tree = Tree::new(0, &annotation.sentences[0]);
        let clauses = clause::clauses(&tree);
        let context = of(&tree, &clauses, noun);
        (context.modality, context.polarity)
    }

    #[test]
    fn the_words_around_decide() {
        let fears =
            "They they PRON PRP 2 nsubj\nfear fear VERB VBP 0 root\nan a DET DT 4 det\ninvasion invasion NOUN NN 2 obj";
        assert_eq!(context(fears, 3), (Modality::Possible, Polarity::Affirmed));
        let planned = "A a DET DT 3 det\nplanned plan VERB VBN 3 amod\nsummit summit NOUN NN 4 nsubj\nworried worry VERB VBD 0 root\nthem they PRON PRP 4 obj";
        assert_eq!(context(planned, 2), (Modality::Planned, Polarity::Affirmed));
        let threat = "The the DET DT 2 det\nthreat threat NOUN NN 5 nsubj\nof of ADP IN 4 case\nwar war NOUN NN 2 nmod\ngrew grow VERB VBD 0 root";
        assert_eq!(context(threat, 3), (Modality::Possible, Polarity::Affirmed));
        let cancelled = "They they PRON PRP 2 nsubj\ncancelled cancel VERB VBD 0 root\ntalks talk NOUN NNS 2 obj";
        assert_eq!(context(cancelled, 2), (Modality::Actual, Polarity::Negated));
        let plain =
            "The the DET DT 2 det\nraid raid NOUN NN 3 nsubj\nkilled kill VERB VBD 0 root\nnine nine NUM CD 3 obj";
        assert_eq!(context(plain, 1), (Modality::Actual, Polarity::Affirmed));
    }
}
