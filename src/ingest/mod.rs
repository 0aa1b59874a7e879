//! Reading files into documents: many formats in, one [`Document`] per article out.
//!
//! ```text
//! inputs ─ walk ─ format (extension, then content) ─ one reader per format ─→ Pending   (cheap, in order, streaming)
//! Pending ─ blocks ─ clean ─ language, date, publisher ─→ Item                          (pure, parallel)
//! ```
//!
//! Nothing is lost silently: whatever does not become a document is an [`Item::Skipped`] with its reason or an
//! [`Item::Failed`] with file, place and reason, and the run goes on.

mod blocks;
mod clean;
mod date;
mod decode;
mod error;
mod finish;
mod format;
mod pieces;
mod walk;

pub use error::{IngestError, Place};
pub use finish::{Meta, Pending};
pub use format::Format;
pub use pieces::text_pieces;

use crate::model::Document;
use std::sync::Arc;

/// The largest text of one document, in bytes. What is longer is not an article, and would not fit the flat memory
/// that the run promises.
pub const MAX_DOCUMENT_BYTES: usize = 64 << 20;

/// What the reader of the files is told. The default guesses everything.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Read every file as this format, whatever its name and content.
    pub format: Option<Format>,
    /// Keep documents of any language; otherwise what is not English is skipped.
    pub any_language: bool,
    /// Keep the text as it is: no boilerplate is dropped.
    pub verbatim: bool,
}

/// What became of one article, record or file.
#[derive(Debug)]
pub enum Item {
    /// An article.
    Document(Box<Document>),
    /// Left out on purpose: not English, no text, not a text file.
    Skipped {
        /// Path, with `#n` for the n-th record of a container.
        source: String,
        /// Why.
        reason: String,
    },
    /// Could not be read.
    Failed {
        /// Path, with `#n` for the n-th record of a container.
        source: String,
        /// Why, and where in the file.
        error: IngestError,
    },
}

/// Reads `inputs` (files, folders, globs, `-` for standard input), in the order of their paths.
///
/// # Errors
/// Only what makes the whole run pointless; what concerns one file or record is an [`Item::Failed`].
pub fn read(inputs: &[String], options: Options) -> Result<impl Iterator<Item = Item> + Send, IngestError> {
    Ok(pending(inputs, options)?.map(Pending::finish))
}

/// Like [`read`], but leaves the costly part of each document (main content, cleaning, language) to
/// [`Pending::finish`], which may run on any thread.
///
/// # Errors
/// See [`read`].
pub fn pending(inputs: &[String], options: Options) -> Result<impl Iterator<Item = Pending> + Send, IngestError> {
    let context = Arc::new(finish::Context { options });
    let sources = walk::expand(inputs);
    Ok(sources.into_iter().flat_map(move |source| format::open(source, &context)))
}
