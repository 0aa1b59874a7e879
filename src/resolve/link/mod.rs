//! Linking: which Wikidata item an entity is, or that none can be told.
//!
//! ```text
//! names of a document ─ context, score ─→ odds of each candidate there ─ assign ─→ a link for each group of names
//! ```

mod assign;
mod context;
mod holder;
mod office;
mod score;
mod team;

pub(super) use assign::{Linked, assign, join_items};

use serde::{Deserialize, Serialize};

/// What linking found for an entity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The item (`Q7747`); none where nothing fits or where it cannot be told which.
    pub item: Option<String>,
    /// How sure that is, 0 to 1; how close it came where there is no item.
    pub score: f32,
    /// Whether the user decided it.
    pub decided: bool,
    /// What was weighed, best first; empty where the gazetteer knows no such name.
    pub candidates: Vec<Weighed>,
}

/// An item that was weighed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Weighed {
    /// The item (`Q7747`).
    pub item: String,
    /// Its usual name.
    pub label: String,
    /// A few words on it.
    pub description: String,
    /// How well it fits, 0 to 1.
    pub score: f32,
    /// What spoke for and against it, in words (`holds the office named`, `of another country than the text`).
    pub reasons: Vec<String>,
}
