//! claimgraph builds a knowledge graph of **who did, said, plans, demands or denies what** from news text.
//!
//! ```text
//!  ingest          nlp               extract            resolve                          store, export
//!  file → Document → Annotation      → DocumentClaims   → Entities, Statements → Graph   → RDF, files, answers
//!  └───────────── map: one document, pure, parallel ──┘ └─ reduce: all documents, deterministic ─┘
//! ```
//!
//! # The story of an article
//!
//! 1. [`ingest::read`] opens files, folders and containers, drops what is not the article, and gives a
//!    [`Document`](model::Document): its text, title, publisher and date. What cannot be read is reported with its reason.
//! 2. [`nlp::Engine::annotate`] finds sentences, words, parts of speech, dependency trees and names.
//! 3. [`extract::extract`] reads claims off the trees: subject, predicate, object, who says so, whether it is
//!    actual or planned, affirmed or denied. The result, [`DocumentClaims`](model::DocumentClaims), is a function of this
//!    one document alone ([`read_document`]) and is cached under the document's content hash ([`store::Cache`]).
//! 4. [`resolve::resolve`] finds which names of which documents mean the same entity, and [`resolve::claims`] and
//!    [`resolve::Statements`] join what says the same thing, counting independent sources.
//!    [`contradict::find`] weighs claims that speak of one event and cannot both be right.
//! 5. [`store::publish`] writes it all as one sorted file of quads, which replaces the old one wholly or not at all.
//! 6. [`store::Graph`] answers SPARQL, [`graph`] measures, [`export::export`] writes files.
//!
//! [`pipeline`] runs steps 1 to 5 over many inputs; the program's commands are a thin layer over it.
#![warn(missing_docs)]

pub mod contradict;
pub mod export;
pub mod extract;
pub mod graph;
pub mod http;
pub mod ingest;
pub mod model;
pub mod nlp;
pub mod pipeline;
pub mod reconcile;
pub mod resolve;
pub mod store;
pub mod vocab;

/// The claims of one document: steps 2 and 3, a pure function of the document and the engine.
pub fn read_document(engine: &nlp::Engine, document: &model::Document) -> model::DocumentClaims {
    extract::extract(document, &engine.annotate(document))
}
