//! claimgraph builds a knowledge graph of **who did, said, plans, demands or denies what** from news text.
//!
//! ```text
//!  ingest          nlp               extract            resolve                          store, export
//!  file → Document → Annotation      → DocumentClaims   → Entities, Statements → Graph   → RDF, files, answers
//!  └───────────── map: one document, pure, parallel ──┘ └─ reduce: all documents, deterministic ─┘
//! ```
#![warn(missing_docs)]

pub mod export;
pub mod extract;
pub mod graph;
pub mod ingest;
pub mod model;
pub mod nlp;
pub mod resolve;
pub mod store;
pub mod vocab;
