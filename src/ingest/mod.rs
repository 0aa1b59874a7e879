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
mod columns;
mod date;
mod decode;
mod delimited;
pub mod duplicates;
mod error;
mod feed;
mod finish;
mod format;
mod html;
mod json;
mod language;
mod mapping;
mod markdown;
mod pieces;
mod sidecar;
mod walk;
mod warc;

pub use columns::Columns;
pub(crate) use date::parse as parse_date;
pub use error::{IngestError, Place};
pub(crate) use finish::content_id;
pub use finish::{Meta, Pending};
pub use format::Format;
pub use mapping::{Mapping, Row};
pub use pieces::text_pieces;

use crate::model::Document;
use sidecar::Sidecar;
use std::path::PathBuf;
use std::sync::Arc;
use walk::Source;

/// The largest text of one document, in bytes. What is longer is not an article, and would not fit the flat memory
/// that the run promises.
pub const MAX_DOCUMENT_BYTES: usize = 64 << 20;

/// What the reader of the files is told. The default guesses everything.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Read every file as this format, whatever its name and content.
    pub format: Option<Format>,
    /// Names of columns or fields in tables and JSON records, where the guess would be wrong.
    pub columns: Columns,
    /// A table with a column of file names (with or without extension) and any of title, date, publisher, author, URL.
    pub metadata: Option<PathBuf>,
    /// A mapping file for event tables, in place of the built-in ones.
    pub mapping: Option<PathBuf>,
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
    /// A row of an event table, for [`crate::extract::table`].
    Row(Box<Row>),
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
pub fn read(inputs: &[String], options: Options) -> Result<impl Iterator<Item = Item> + Send + use<>, IngestError> {
    Ok(pending(inputs, options)?.map(Pending::finish))
}

/// Like [`read`], but leaves the costly part of each document (main content, cleaning, language) to
/// [`Pending::finish`], which may run on any thread.
///
/// # Errors
/// See [`read`].
pub fn pending(
    inputs: &[String],
    options: Options,
) -> Result<impl Iterator<Item = Pending> + Send + use<>, IngestError> {
    let sidecar = options.metadata.as_deref().map(|path| Sidecar::load(path, &options.columns)).transpose()?;
    let mapping = options.mapping.as_deref().map(Mapping::load).transpose()?;
    let table = options.metadata.as_ref().and_then(|path| path.canonicalize().ok());
    // The metadata table itself is no input, though it may lie in the folder.
    let is_table = move |source: &Source| {
        table.is_some() && matches!(source, Source::Found(path) if path.canonicalize().ok() == table)
    };
    let context = Arc::new(finish::Context { options, sidecar, mapping });
    let sources: Vec<Source> = walk::expand(inputs).into_iter().filter(|source| !is_table(source)).collect();
    Ok(sources.into_iter().flat_map(move |source| {
        let name = source.name();
        told(name, format::open(source, &context))
    }))
}

/// The documents of a source; one that holds none is told as skipped.
fn told(source: String, documents: format::Records) -> format::Records {
    let mut documents = documents.peekable();
    match documents.peek() {
        Some(_) => Box::new(documents),
        None => format::one(Item::Skipped { source, reason: "holds no article".to_owned() }),
    }
}

/// A value of metadata on one line; none where it is empty or says that there is none.
fn clean_value(text: &str) -> Option<String> {
    const NONE: &[&str] = &["none", "null", "nan", "n/a", "na", "unknown", "-", "undefined"];
    let value = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!value.is_empty() && !NONE.contains(&value.to_lowercase().as_str())).then_some(value)
}
