//! Which format a file is in, by its extension and else by its content, and the reader for it.

use super::decode;
use super::finish::{Body, Context, Meta, Pending, Raw};
use super::walk::Source;
use super::{IngestError, Item, MAX_DOCUMENT_BYTES, Place};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;

/// The input formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Plain,
}

/// The documents of one source.
pub(super) type Records = Box<dyn Iterator<Item = Pending> + Send>;

/// A single item that needs no further work.
pub(super) fn one(item: Item) -> Records {
    Box::new(std::iter::once(Pending::ready(item)))
}

/// Opens a source and reads its documents one after the other.
pub(super) fn open(source: Source, context: &Arc<Context>) -> Records {
    let name = source.name();
    let opened = match &source {
        Source::Stdin => Ok(Box::new(BufReader::new(io::stdin())) as Box<dyn BufRead + Send>),
        Source::Named(path) | Source::Found(path) => open_file(path),
        Source::Missing(..) => Err(io::ErrorKind::NotFound.into()),
    };
    match (source, opened) {
        (Source::Missing(source, error), _) => one(Item::Failed { source, error }),
        (_, Ok(reader)) => plain(name, reader, context),
        (_, Err(cause)) => {
            let error = IngestError::io(&name, Place::File, cause);
            one(Item::Failed { source: name, error })
        }
    }
}

fn open_file(path: &Path) -> io::Result<Box<dyn BufRead + Send>> {
    Ok(Box::new(BufReader::with_capacity(64 << 10, File::open(path)?)))
}

/// Reads all of `reader`, up to the size of a document.
pub(super) fn read_whole(name: &str, reader: impl Read) -> Result<Vec<u8>, IngestError> {
    let mut bytes = Vec::new();
    reader
        .take(MAX_DOCUMENT_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|cause| IngestError::io(name, Place::File, cause))?;
    if bytes.len() > MAX_DOCUMENT_BYTES {
        return Err(IngestError::TooLarge { path: name.to_owned(), place: Place::File });
    }
    Ok(bytes)
}

fn plain(name: String, reader: impl Read, context: &Arc<Context>) -> Records {
    match read_whole(&name, reader) {
        Ok(bytes) => {
            let body = Body::Plain(decode::text(&bytes, None));
            let raw = Raw { source: name, body, meta: Meta::default() };
            Box::new(std::iter::once(Pending::raw(raw, context)))
        }
        Err(error) => one(Item::Failed { source: name, error }),
    }
}
