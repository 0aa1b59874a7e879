//! Those of a group, one by one: the named ones (`three mayors, including Ana Roth`), and each for the other (`they blame each other`).

use crate::extract::coordination::conjuncts;
use crate::extract::tree::Tree;

/// Those of a group that are named: `Ana Roth` and `Ben Cole` in `three mayors, including Ana Roth and Ben Cole`.
pub(super) fn named(tree: &Tree, group: usize) -> Vec<usize> {
    let included = |n: usize| tree.related(n, "case").any(|c| tree.is(c, &["include", "including"]));
    let name = |n: &usize| tree.tokens[*n].xpos == "NNP";
    let parts = tree.related(group, "nmod").filter(|n| *n > group && included(*n));
    parts.flat_map(|n| conjuncts(tree, n)).filter(name).collect()
}

/// `each other`, `one another`
pub(super) fn each_other(tree: &Tree, head: usize) -> bool {
    let pair = |first: &str, second: &str| {
        let behind = tree.is(head, &[first]) && tree.children(head).any(|c| tree.is(c, &[second]));
        behind || tree.is(head, &[second]) && head > 0 && tree.is(head - 1, &[first])
    };
    pair("each", "other") || pair("one", "another")
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
    fn those_of_a_group_who_are_named_do_what_it_does() {
        check(
            "Mayors mayor NOUN NNS 4 nsubj
             including include VERB VBG 3 case
             Ida Ida PROPN NNP 1 nmod person:1
             left leave VERB VBD 0 root",
            &["Mayors including Ida | leave | ", "Ida | leave | "],
        );
    }
}
