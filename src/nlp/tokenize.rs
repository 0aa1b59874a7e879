//! Words by the conventions of the English UD treebanks.

use crate::model::Span;

/// A syntactic word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands in the text.
    pub span: Span,
    /// Whether it is part of the same multiword token as the word before it (`n't` in `don't`).
    pub joined: bool,
}
