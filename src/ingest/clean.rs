//! What of a page is the article and what is not.

use super::blocks::Piece;
use crate::model::Dropped;

/// The pieces that are the article, and those that are not, both in order.
pub(super) struct Cleaned {
    /// The article.
    pub kept: Vec<Piece>,
    /// The rest, each with the name of the rule that dropped it.
    pub dropped: Vec<Dropped>,
}

/// Parts the article from the page around it.
pub(super) fn clean(pieces: Vec<Piece>) -> Cleaned {
    Cleaned { kept: pieces, dropped: Vec::new() }
}
