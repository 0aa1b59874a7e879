//! The grammar of headlines: `Mayor to Resign` is about the future, `Mayor Ready to Resign` has dropped its copula.

use super::control::infinitive;
use super::tree::Tree;

/// Whether the clause is a headline's future: a main verb with a subject of its own and `to`, but no finite verb above.
pub fn future(tree: &Tree, head: usize) -> bool {
    matches!(tree.tokens[head].relation(), "root" | "parataxis" | "conj")
        && infinitive(tree, head)
        && tree.related(head, "nsubj").next().is_some()
        && tree.related(head, "aux").all(|a| tree.is(a, &["to"]))
}
