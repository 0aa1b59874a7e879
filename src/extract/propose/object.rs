//! What a verb says of its object: one in the clause, one left out of a relative clause, or one shared with another verb.

use super::{Saying, View, question_word};
use crate::extract::arguments;
use crate::extract::control::Source;
use crate::extract::coordination::noun_phrase;
use crate::extract::lexicon;
use crate::extract::relative;
use crate::extract::tree::Tree;
use crate::model::Role;

impl View<'_> {
    pub(super) fn active(&self) -> Option<Saying> {
        let tree = self.tree;
        let object = self
            .own_object()
            .map(|o| relative::antecedent(tree, o))
            .or_else(|| self.gap())
            .or_else(|| self.shared_object());
        match object {
            Some(object) if question_word(tree, object) => None,
            Some(object) => {
                Some(self.light(object).or_else(|| self.naming(object)).unwrap_or_else(|| self.transitive(object)))
            }
            None => self.intransitive(),
        }
    }

    /// The object in the clause, one that is no relative pronoun rather than one that is.
    pub(super) fn own_object(&self) -> Option<usize> {
        let objects = || self.tree.related(self.head(), "obj").filter(|o| !set_off(self.tree, self.head(), *o));
        objects().find(|o| !relative::relative_pronoun(self.tree, *o)).or_else(|| objects().next())
    }

    /// The antecedent of a relative clause with a subject of its own and no object: `the deal (that) he signed`.
    pub(super) fn gap(&self) -> Option<usize> {
        let (tree, head) = (self.tree, self.head());
        let relative = |i: usize| tree.tokens[i].deprel == "acl:relcl";
        let top = if relative(head) {
            head
        } else {
            Some(head)
                .filter(|h| tree.tokens[*h].relation() == "xcomp")
                .and_then(|h| tree.parent(h))
                .filter(|p| relative(*p))?
        };
        let taken = tree.children(head).any(|c| matches!(tree.tokens[c].relation(), "ccomp" | "xcomp" | "obj"))
            || tree
                .children(top)
                .any(|c| tree.tokens[c].relation() == "advmod" && tree.is(c, &["where", "when", "why", "how"]))
            || tree.related(head, "obl").any(|o| {
                relative::antecedent(tree, o) != o
                    || tree.related(o, "case").next().is_none() && !arguments::is_time(tree, o)
            });
        let subject = tree.child(top, &["nsubj"])?;
        let noun = tree.parent(top)?;
        // `the reason that prices fell`
        let taken = taken || lexicon::listed("clause_noun", &tree.lemma(noun));
        let taken = taken || tree.related(subject, "nmod").any(|p| tree.is(p, &["whose", "who"]));
        (!taken && relative::antecedent(tree, subject) == subject).then(|| tree.parent(top)).flatten()
    }

    /// The first conjunct's object, when it stands behind this verb: `captured and held the town`.
    pub(super) fn shared_object(&self) -> Option<usize> {
        let (tree, head) = (self.tree, self.head());
        let first = tree.parent(head).filter(|_| self.clause.source == Source::Shared)?;
        let object = tree.child(first, &["obj"]).filter(|o| *o > head)?;
        let bare = !tree.children(head).any(|c| matches!(tree.tokens[c].relation(), "obl" | "ccomp" | "xcomp"));
        bare.then_some(object)
    }

    /// `called them thugs`, `labelled the plan unacceptable`: what is named, and what it is named.
    pub(super) fn naming(&self, object: usize) -> Option<Saying> {
        let (tree, head) = (self.tree, self.head());
        let named = tree.child(head, &["iobj"]);
        let described = named.is_some()
            || tree.related(head, "xcomp").any(|c| tree.tokens[c].upos != "VERB" || tree.tokens[c].xpos == "VBN");
        if !described || !tree.is(head, &["call", "name", "dub", "label", "brand", "term", "style"]) {
            return None;
        }
        let mut arguments = self.remaining(&self.obliques(), Some(object));
        arguments.extend(self.complements(head));
        let objects = match named {
            Some(named) => {
                arguments.push((Role::Other, noun_phrase(tree, object)));
                self.phrases(named)
            }
            None => self.phrases(object),
        };
        Some(Saying::new("clause.object", "label".into(), self.words(), objects).with(arguments))
    }

    pub(super) fn transitive(&self, object: usize) -> Saying {
        let (tree, head) = (self.tree, self.head());
        let mut arguments = self.remaining(&self.obliques(), Some(object));
        arguments
            .extend(tree.child(head, &["iobj"]).map(|r| (Role::Recipient, arguments::coordinated_phrase(tree, r))));
        arguments.extend(self.complements(head));
        if let Some(event) = self.event_object(object) {
            return Saying { arguments, ..event };
        }
        Saying::new("clause.object", self.verb(), self.words(), self.phrases(object)).with(arguments)
    }
}

/// Whether a comma, one alone, parts a phrase from the word that it hangs from: what comments is no object.
pub(super) fn set_off(tree: &Tree, head: usize, phrase: usize) -> bool {
    let first = tree.borders(phrase).0;
    let comma = |i: usize| tree.tokens[i].lemma == ",";
    first > head + 1 && comma(first - 1) && (head + 1..first - 1).all(|i| !comma(i))
}
