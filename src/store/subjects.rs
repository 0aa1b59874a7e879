//! From an entity of a graph to what a decision speaks of: a name and a type, which stay when a graph is built anew.

use super::Corpus;
use crate::model::{Entity, EntityId};
use crate::resolve::decisions::Subject;

/// Digits of a document's id that tell documents apart.
const DIGITS: usize = 12;

impl Corpus {
    /// What a decision on an entity speaks of, by one of its names; in one document, where it is given by index. Several
    /// where only its documents tell it from another entity of its name and type, or where it has no name.
    pub fn subjects(&self, id: EntityId, name: &str, document: Option<usize>) -> Vec<Subject> {
        let Some(entity) = self.resolution.entity(id) else { return Vec::new() };
        let subject = |document: Option<String>| Subject { name: name.to_owned(), document, kind: Some(entity.kind) };
        let short = |index: usize| self.entries[index].id.chars().take(DIGITS).collect::<String>();
        match document {
            Some(index) => vec![subject(Some(short(index)))],
            None if entity.named && self.is_only_one(id, entity) => vec![subject(None)],
            None => self.documents_of(id).into_iter().map(|index| subject(Some(short(index)))).collect(),
        }
    }

    /// Whether no other entity has both the label and the type of this one.
    fn is_only_one(&self, id: EntityId, entity: &Entity) -> bool {
        let label = entity.label.to_lowercase();
        let same = |other: &Entity| other.kind == entity.kind && other.named && other.label.to_lowercase() == label;
        (0..).zip(&self.resolution.entities).all(|(other_id, other)| other_id == id || !same(other))
    }
}
