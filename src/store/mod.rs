//! The graph directory and the RDF store.
