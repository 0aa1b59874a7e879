//! What can go wrong with a graph directory.

use std::path::{Path, PathBuf};

/// Why a graph directory could not be read or changed, or a query not be answered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// Nothing was built there yet.
    #[error("{}: no graph here; make one with `claimgraph build INPUT… -g {}`", .0.display(), .0.display())]
    NoGraph(PathBuf),
    /// Somebody else is changing the directory.
    #[error("{}: another claimgraph is changing this graph; try again when it is done", .0.display())]
    Locked(PathBuf),
    /// The file system.
    #[error("{}: {cause}", path.display())]
    Io {
        /// The file or directory.
        path: PathBuf,
        /// What the system said.
        #[source]
        cause: std::io::Error,
    },
    /// A file of the directory does not read as what it should be.
    #[error("{}: {reason}", path.display())]
    Corrupt {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The gazetteer that the graph is linked by is not there or does not read.
    #[error(
        "the graph is linked by a gazetteer that does not open: {cause}; give another with `claimgraph add --gazetteer`"
    )]
    Gazetteer {
        /// Its file.
        path: PathBuf,
        /// Why it does not open.
        cause: crate::resolve::gazetteer::GazetteerError,
    },
    /// The query is not SPARQL.
    #[error("the query does not parse: {0}")]
    Syntax(String),
    /// The query asks another server, which was not allowed.
    #[error("the query asks another server, {0}; claimgraph stays offline unless you allow it with --federated")]
    Federated(String),
    /// The query could not be evaluated.
    #[error("the query failed: {0}")]
    Evaluation(String),
}

impl StoreError {
    /// Keeps the path with what the system said about it.
    pub(crate) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        move |cause| Self::Io { path: path.to_owned(), cause }
    }

    pub(super) fn corrupt(path: &Path, reason: impl ToString) -> Self {
        Self::Corrupt { path: path.to_owned(), reason: reason.to_string() }
    }
}
