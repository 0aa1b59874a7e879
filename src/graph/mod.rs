//! Measures of the graph, one per file.

pub mod degree;
