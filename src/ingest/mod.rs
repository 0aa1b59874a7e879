//! Reading files into documents.
