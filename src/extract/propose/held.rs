//! What somebody holds a person or thing to be: `called her a coward`, `dismissed the report as fake`.
//!
//! The verb tells who judges (the report of [`attribution`](crate::extract::attribution)); here stands what is so in their eyes.

use super::{View, question_word};
use crate::extract::Proposition;
use crate::extract::coordination::{conjuncts, noun_phrase};
use crate::extract::lexicon;
use crate::extract::modality::Context;
use crate::extract::relative;
use crate::extract::reporting::{self, Frame};
use crate::extract::tree::Tree;
use crate::extract::verb_group::Kind;
use crate::model::Modality;

impl View<'_> {
    /// Adds what the object is held to be, one proposition for each thing and each predicate of it.
    pub(super) fn held(&self, found: &mut Vec<Proposition>) {
        let (tree, head) = (self.tree, self.head());
        let lemma = tree.lemma(head);
        let holds = || reporting::reports(&lemma, Frame::Predicate);
        if self.clause.frame.context != Context::PLAIN || !holds() {
            return;
        }
        let Some((thing, predicate)) = self.judged().filter(|(thing, p)| names_quality(tree, *thing, *p)) else {
            return;
        };
        let thought = lexicon::listed("held_in_mind", &lemma);
        let (name, modality) = if thought { ("may_be", Modality::Possible) } else { ("be", Modality::Actual) };
        for thing in conjuncts(tree, thing) {
            for quality in conjuncts(tree, predicate).into_iter().filter(|q| is_quality(tree, *q)) {
                found.push(Proposition {
                    subject: noun_phrase(tree, thing),
                    predicate: name.to_owned(),
                    predicate_phrase: tree.phrase(quality, quality, quality),
                    relation: (tree.tokens[quality].upos == "ADJ").then(|| "has_property".to_owned()),
                    object: Some(noun_phrase(tree, quality)),
                    arguments: Vec::new(),
                    polarity: Context::PLAIN.polarity,
                    modality,
                    rule: "clause.held",
                });
            }
        }
    }

    /// The thing judged, and what it is held to be.
    fn judged(&self) -> Option<(usize, usize)> {
        let (tree, head) = (self.tree, self.head());
        let passive = self.clause.group.kind == Kind::Passive;
        if passive {
            let thing = tree.child(head, &["nsubj:pass"]).filter(|_| tree.child(head, &["obl:agent"]).is_some())?;
            return Some((relative::antecedent(tree, thing), self.predicate_behind(head)?));
        }
        // `called [Peru] [a partner]`, with two objects
        if let (Some(named), Some(name)) = (tree.child(head, &["iobj"]), tree.child(head, &["obj"])) {
            return Some((named, name));
        }
        let thing = self.own_object().filter(|o| *o > head && !relative::relative_pronoun(tree, *o))?;
        Some((thing, self.predicate_behind(thing)?))
    }

    /// The predicate behind word `after`: bare, or with `as`.
    fn predicate_behind(&self, after: usize) -> Option<usize> {
        let tree = self.tree;
        let marks = |c: usize| {
            tree.children(c).filter(move |m| *m < c && matches!(tree.tokens[*m].relation(), "case" | "mark"))
        };
        let as_phrase = |c: usize| marks(c).count() == 1 && marks(c).all(|m| tree.is(m, &["as"]));
        let bare = |c: usize| marks(c).next().is_none();
        // `condemned his call for a ban`, the call taken for what he is
        let names = lexicon::listed("names_so", &tree.lemma(self.head()));
        let behind = |c: &usize| match tree.tokens[*c].relation() {
            "xcomp" => names && bare(*c) || as_phrase(*c),
            "obl" | "advcl" => as_phrase(*c),
            _ => false,
        };
        tree.children(self.head()).filter(|c| *c > after).find(behind)
    }
}

/// Whether a thing is said to be something: not `found it hard to sleep`.
fn names_quality(tree: &Tree, thing: usize, predicate: usize) -> bool {
    let clause = |c: usize| matches!(tree.tokens[c].relation(), "xcomp" | "ccomp" | "advcl" | "csubj");
    let expletive = tree.is(thing, &["it"])
        && (tree.children(predicate).any(clause)
            || tree.parent(thing).is_some_and(|v| tree.children(v).any(|c| c > predicate && clause(c))));
    !expletive && is_quality(tree, predicate)
}

fn is_quality(tree: &Tree, word: usize) -> bool {
    let token = &tree.tokens[word];
    let own = tree.child(word, &["nsubj", "cop", "aux", "obj"]);
    let participle = token.xpos == "VBN" && tree.child(word, &["obl:agent", "obl"]).is_none();
    (participle || matches!(token.upos, "ADJ" | "NOUN" | "PROPN"))
        && own.is_none_or(|c| tree.tokens[c].relation() == "nsubj")
        && !question_word(tree, word)
        && !tree.is(word, &["such", "it", "same", "follows", "part", "way"])
}

#[cfg(test)]
mod tests {
    use crate::extract::object_examples::check;

    #[test]
    fn what_a_thing_is_called_it_is_to_the_speaker() {
        check(
            "Ida Ida PROPN NNP 2 nsubj person:1
             called call VERB VBD 0 root
             Otto Otto PROPN NNP 2 obj person:1
             rude rude ADJ JJ 2 xcomp
             and and CCONJ CC 6 cc
             vain vain ADJ JJ 4 conj",
            &["Ida | label | Otto", "Otto | be | rude", "Otto | be | vain"],
        );
    }

    #[test]
    fn what_is_hard_to_do_is_nothing() {
        check(
            "Ida Ida PROPN NNP 2 nsubj person:1
             found find VERB VBD 0 root
             it it PRON PRP 2 obj
             hard hard ADJ JJ 2 xcomp
             to to PART TO 6 mark
             sleep sleep VERB VB 4 advcl",
            &["Ida | find | it hard to sleep"],
        );
    }
}
