//! Entities over all documents.
