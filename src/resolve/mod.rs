//! From the entities of single documents to those of the corpus, and from claims to statements.
//!
//! ```text
//! DocumentNames of all documents ─ cluster ─ describe ─→ Resolution     (who is who)
//! DocumentClaims + Resolution ─ claim ─→ ResolvedClaim ─ statement ─→ Statement, with its support
//! ```
//!
//! Only names are held for all documents at once; the claims pass through one document at a time.

mod claim;
mod cluster;
mod describe;
mod name;
mod statement;

pub use claim::{Node, ResolvedClaim, Speaker, claims, quantity_label, quantity_name};
pub use statement::{Statement, StatementId, Statements};

use crate::model::{DocumentClaims, Entity, EntityId, EntityType, LocalEntityId};
use std::collections::BTreeMap;

/// What resolution needs to know of one entity of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalName {
    /// Best name.
    pub label: String,
    /// What it is.
    pub kind: EntityType,
    /// Other names.
    pub aliases: Vec<String>,
    /// Roles and descriptions.
    pub descriptions: Vec<String>,
    /// Whether any mention is a proper name.
    pub named: bool,
    /// How often it is mentioned.
    pub mentions: u32,
}

/// The entities of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentNames {
    /// The document's id.
    pub document: String,
    /// Its entities, in their order in [`DocumentClaims::entities`].
    pub names: Vec<LocalName>,
}

impl From<&DocumentClaims> for DocumentNames {
    fn from(claims: &DocumentClaims) -> Self {
        let name = |entity: &crate::model::LocalEntity| LocalName {
            label: entity.label.clone(),
            kind: entity.kind,
            aliases: entity.aliases.clone(),
            descriptions: entity.descriptions.clone(),
            named: entity.named,
            mentions: entity.mentions.len() as u32,
        };
        Self { document: claims.document.id.clone(), names: claims.entities.iter().map(name).collect() }
    }
}

/// Who is who: the entities of the corpus, and which of them each entity of each document is.
#[derive(Clone, Debug, Default)]
pub struct Resolution {
    /// The entities, sorted by name.
    pub entities: Vec<Entity>,
    by_document: BTreeMap<String, Vec<EntityId>>,
}

impl Resolution {
    /// The entity that a document's entity is.
    pub fn id(&self, document: &str, local: LocalEntityId) -> Option<EntityId> {
        self.by_document.get(document)?.get(local as usize).copied()
    }

    /// The entities of a document, in their order there.
    pub fn ids(&self, document: &str) -> &[EntityId] {
        self.by_document.get(document).map_or(&[], Vec::as_slice)
    }

    /// The description of an entity.
    pub fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id as usize)
    }
}

/// Resolves the entities of all documents. The order of `documents` does not matter; near-linear time.
pub fn resolve(mut documents: Vec<DocumentNames>) -> Resolution {
    documents.sort_by(|a, b| a.document.cmp(&b.document));
    documents.dedup_by(|a, b| a.document == b.document);
    let groups = cluster::groups(&documents);
    describe::describe(&documents, groups)
}
