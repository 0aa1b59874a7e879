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
    let next =
        |word: &str| tree.children(head).any(|c| tree.is(c, &[word])) || head > 0 && tree.is(head - 1, &["each"]);
    tree.is(head, &["each"]) && next("other")
        || tree.is(head, &["other"]) && next("each")
        || tree.is(head, &["one"]) && next("another")
}
