//! Those of a group, one by one: the named ones (`three mayors, including Ana Roth`), and each for the other (`they blame each other`).

use super::{Saying, View};
use crate::extract::arguments::Oblique;
use crate::extract::coordination::conjuncts;
use crate::extract::lexicon;
use crate::extract::tree::Tree;
use crate::extract::verb_group::Kind;

/// Those of a group that are named: `Ana Roth` and `Ben Cole` in `three mayors, including Ana Roth and Ben Cole`.
pub(super) fn named(tree: &Tree, group: usize) -> Vec<usize> {
    // `such as` is `such` with `as` below it.
    let included = |n: usize| tree.related(n, "case").any(|c| tree.is(c, &["include", "including", "such"]));
    let name = |n: &usize| tree.tokens[*n].xpos == "NNP";
    let parts = tree.related(group, "nmod").filter(|n| *n > group && included(*n));
    parts.flat_map(|n| conjuncts(tree, n)).filter(name).collect()
}

/// The noun of which there is an amount: `strikes` in `dozens of strikes`.
pub(super) fn counted(tree: &Tree, amount: usize) -> Option<usize> {
    let of = |n: &usize| *n > amount && tree.related(*n, "case").any(|c| tree.is(c, &["of"]));
    let listed = lexicon::listed("amount", &tree.lemma(amount)) && tree.child(amount, &["nmod:poss"]).is_none();
    tree.related(amount, "nmod").find(of).filter(|_| listed)
}

/// `each other`, `one another`
pub(super) fn each_other(tree: &Tree, head: usize) -> bool {
    let pair = |first: &str, second: &str| {
        let behind = tree.is(head, &[first]) && tree.children(head).any(|c| tree.is(c, &[second]));
        behind || tree.is(head, &[second]) && head > 0 && tree.is(head - 1, &[first])
    };
    pair("each", "other") || pair("one", "another")
}

impl View<'_> {
    /// What two who are named do with each other, by the name of the deed: `Peru and Chile met`, `Peru and Chile held talks`.
    pub(super) fn mutual(&self, deed: &str, last: usize, obliques: &[Oblique]) -> Option<Saying> {
        let named = |s: &usize| self.tree.tokens[*s].upos == "PROPN";
        let two = self.clause.surface_subjects.len() == 2 && self.clause.surface_subjects.iter().all(named);
        let active = self.clause.group.kind == Kind::Active && self.clause.group.particle.is_none();
        let other = obliques.iter().any(|o| o.preposition == "with");
        (two && active && !other).then(|| {
            let saying = Saying::new("clause.oblique", format!("{deed}_with"), (self.clause.first, last), Vec::new());
            Saying { mutual: true, ..saying }.with(self.remaining(obliques, None))
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::object_examples::check;

    #[test]
    fn each_blames_the_other() {
        check(
            "Peru Peru PROPN NNP 4 nsubj place:1
             and and CCONJ CC 3 cc
             Chile Chile PROPN NNP 1 conj place:1
             blamed blame VERB VBD 0 root
             each each DET DT 4 obj
             other other ADJ JJ 5 fixed",
            &["Peru | blame | Chile", "Chile | blame | Peru"],
        );
    }

    #[test]
    fn two_who_meet_meet_each_other() {
        let met = |second: &str| {
            format!(
                "Peru Peru PROPN NNP 4 nsubj place:1
                 and and CCONJ CC 3 cc
                 Chile Chile PROPN NNP 1 conj place:1
                 {second}"
            )
        };
        let both = ["Peru | meet_with | Chile", "Chile | meet_with | Peru"];
        check(&met("met meet VERB VBD 0 root"), &both);
        let held = "held hold VERB VBD 0 root\nmeeting meeting NOUN NN 4 obj";
        check(&met(held), &both);
        check(&met("left leave VERB VBD 0 root"), &["Peru | leave | ", "Chile | leave | "]);
    }

    #[test]
    fn those_of_a_group_who_are_named_do_what_it_does() {
        check(
            "Mayors mayor NOUN NNS 4 nsubj
             including include VERB VBG 3 case
             Ida Ida PROPN NNP 1 nmod person:1
             left leave VERB VBD 0 root",
            &["Mayors including Ida | leave | ", "Ida | leave | "],
        );
    }
    #[test]
    fn an_amount_of_deeds_is_those_deeds() {
        check(
            "Ida Ida PROPN NNP 2 nsubj person:1
             launched launch VERB VBD 0 root
             dozens dozen NOUN NNS 2 obj
             of of ADP IN 5 case
             raids raid NOUN NNS 3 nmod
             on on ADP IN 7 case
             towns town NOUN NNS 5 nmod",
            &["Ida | raid | towns"],
        );
    }

    #[test]
    fn what_has_nothing_to_do_with_a_thing_has_no_part_in_it() {
        check(
            "Rain rain NOUN NN 2 nsubj
             has have VERB VBZ 0 root
             nothing nothing PRON NN 2 obj
             to to PART TO 5 mark
             do do VERB VB 3 acl
             with with ADP IN 7 case
             luck luck NOUN NN 5 obl",
            &["Rain | not_have_to_do_with | luck"],
        );
    }
}
