//! What can go wrong while reading, with the place kept.

use std::fmt;

/// Where in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole.
    File,
    /// A line, counted from 1.
    Line(u64),
    /// A record of a container, counted from 1.
    Record(u64),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::File => Ok(()),
            Place::Line(n) => write!(f, ", line {n}"),
            Place::Record(n) => write!(f, ", record {n}"),
        }
    }
}

/// Why a file or one of its records could not be read. Every message names the file and the place.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IngestError {
    /// No file, folder or match of that name.
    #[error("{path}: no such file or folder{hint}")]
    NotFound {
        /// As given.
        path: String,
        /// What to do about it, or nothing.
        hint: &'static str,
    },
    /// The file system or a compressed stream failed.
    #[error("{path}{place}: {cause}")]
    Io {
        /// The file.
        path: String,
        /// Where in it.
        place: Place,
        /// What the system said.
        #[source]
        cause: std::io::Error,
    },
    /// Not well-formed in its format.
    #[error("{path}{place}: {reason}")]
    Malformed {
        /// The file.
        path: String,
        /// Where in it.
        place: Place,
        /// What is wrong with it.
        reason: String,
    },
    /// One document larger than [`super::MAX_DOCUMENT_BYTES`].
    #[error("{path}{place}: larger than {} MiB, which is no article", super::MAX_DOCUMENT_BYTES >> 20)]
    TooLarge {
        /// The file.
        path: String,
        /// Where in it.
        place: Place,
    },
}

impl IngestError {
    /// A file that is not well-formed at `place`.
    pub(crate) fn malformed(path: &str, place: Place, reason: impl fmt::Display) -> Self {
        Self::Malformed { path: path.to_owned(), place, reason: reason.to_string() }
    }

    /// A failed read of `path` at `place`.
    pub(crate) fn io(path: &str, place: Place, cause: std::io::Error) -> Self {
        Self::Io { path: path.to_owned(), place, cause }
    }
}
