//! The graph of actors, and its measures, one per file.
//!
//! A [`Projection`] says which entities are connected by which statements; its [`Network`] is what measures read.

pub mod balance;
pub mod betweenness;
pub mod brokerage;
pub mod clustering;
pub mod communities;
pub mod core;
pub mod cuts;
pub mod degree;
mod denials;
pub mod distances;
mod filter;
mod measure;
mod network;
pub mod pagerank;
mod projection;
pub mod spectral;
pub mod table;
pub mod windows;

pub use filter::{Family, Filter, UnknownFamily};
pub use measure::{Measure, Scores, UnknownMeasure};
pub use network::{Adjacency, Network};
pub use projection::{Node, Options, Projection, Tie, View};
