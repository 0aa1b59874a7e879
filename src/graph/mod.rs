//! The graph of actors, and its measures, one per file.
//!
//! A [`Projection`] says which entities are connected by which statements; its [`Network`] is what measures read.

pub mod betweenness;
pub mod communities;
pub mod degree;
mod filter;
mod network;
pub mod pagerank;
mod projection;

pub use filter::Filter;
pub use network::{Adjacency, Network};
pub use projection::{Options, Projection, Tie};
