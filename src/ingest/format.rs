//! Which format a file is in, by its extension and else by its content, and the reader for it.

use super::finish::{Body, Context, Meta, Pending, Raw};
use super::walk::Source;
use super::{IngestError, Item, MAX_DOCUMENT_BYTES, Place, decode, delimited, feed, json, warc};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

/// The input formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Plain,
    /// Markdown (CommonMark).
    Markdown,
    /// A web page.
    Html,
    /// JSON Lines, one article a line.
    Jsonl,
    /// A JSON file: an article or a list of them.
    Json,
    /// A delimited table (CSV, TSV), of articles or of events.
    Table,
    /// An RSS or Atom feed.
    Feed,
    /// A web archive.
    Warc,
}

impl Format {
    /// All formats with their names on the command line.
    pub const ALL: [(Format, &'static str); 8] = [
        (Format::Plain, "text"),
        (Format::Markdown, "markdown"),
        (Format::Html, "html"),
        (Format::Jsonl, "jsonl"),
        (Format::Json, "json"),
        (Format::Table, "csv"),
        (Format::Feed, "feed"),
        (Format::Warc, "warc"),
    ];

    /// The format that a file's extension stands for.
    fn of_extension(extension: &str) -> Option<Format> {
        Some(match extension.to_ascii_lowercase().as_str() {
            "txt" | "text" => Format::Plain,
            "md" | "markdown" | "mkd" => Format::Markdown,
            "html" | "htm" | "xhtml" | "shtml" => Format::Html,
            "jsonl" | "ndjson" | "jsonlines" => Format::Jsonl,
            "json" => Format::Json,
            "csv" | "tsv" | "tab" => Format::Table,
            "rss" | "atom" | "rdf" => Format::Feed,
            "warc" => Format::Warc,
            _ => return None,
        })
    }

    /// The format that the first bytes of a file give away; none for plain text.
    fn of_content(bytes: &[u8]) -> Option<Format> {
        let text = decode::text(bytes, None);
        let start = text.trim_start().get(..).unwrap_or_default();
        let head: String = start.chars().take(600).collect::<String>().to_lowercase();
        if head.starts_with("warc/1.") || head.starts_with("warc/0.") {
            Some(Format::Warc)
        } else if ["<rss", "<feed", "<rdf:rdf"].iter().any(|root| head.contains(root)) && head.starts_with('<') {
            Some(Format::Feed)
        } else if ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| head.contains(tag))
            && head.starts_with('<')
        {
            Some(Format::Html)
        } else if head.starts_with('{') || head.starts_with("[{") {
            let line = start.lines().next().unwrap_or_default();
            let whole = serde_json::from_str::<serde_json::Value>(line).is_ok();
            Some(if whole && head.starts_with('{') { Format::Jsonl } else { Format::Json })
        } else {
            let names: Vec<String> = start.lines().next()?.split(['\t', ',', ';']).map(str::to_owned).collect();
            let fields = super::columns::Fields::find(&names, &Default::default());
            (names.len() > 1 && fields.text.is_some() && names.iter().all(|n| n.split_whitespace().count() < 4))
                .then_some(Format::Table)
        }
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.iter().find(|(_, n)| *n == name).map(|(format, _)| *format);
        found.ok_or_else(|| format!("unknown format {name:?}; one of {}", Self::ALL.map(|(_, n)| n).join(", ")))
    }
}

/// The documents of one source.
pub(super) type Records = Box<dyn Iterator<Item = Pending> + Send>;

type Bytes = Box<dyn BufRead + Send>;

/// A single item that needs no further work.
pub(super) fn one(item: Item) -> Records {
    Box::new(std::iter::once(Pending::ready(item)))
}

/// Opens a source and reads its documents one after the other.
pub(super) fn open(source: Source, context: &Arc<Context>) -> Records {
    let name = source.name();
    if let Source::Found(path) = &source
        && is_about_folder(path)
    {
        let reason = "describes its folder; name the file itself to read it".to_owned();
        return one(Item::Skipped { source: name, reason });
    }
    if matches!(source, Source::Graph(_)) {
        return one(Item::Skipped { source: name, reason: "a graph directory".to_owned() });
    }
    let opened = match &source {
        Source::Stdin => Ok(Box::new(BufReader::new(io::stdin())) as Bytes),
        Source::Named(path) | Source::Found(path) => open_file(path),
        Source::Graph(_) | Source::Missing(..) => Err(io::ErrorKind::NotFound.into()),
    };
    let decompressed = opened.and_then(|bytes| decompress(bytes, &name));
    match (source, decompressed) {
        (Source::Missing(source, error), _) => one(Item::Failed { source, error }),
        (source, Ok((bytes, inner_name))) => {
            let found = matches!(source, Source::Found(_));
            dispatch(name, bytes, &inner_name, found, context)
        }
        (_, Err(cause)) => {
            let error = IngestError::io(&name, Place::File, cause);
            one(Item::Failed { source: name, error })
        }
    }
}

/// Whether a file tells of the folder that it lies in, and so is no article of it.
fn is_about_folder(path: &Path) -> bool {
    const NAMES: &[&str] =
        &["readme", "license", "licence", "changelog", "contributing", "copying", "notice", "authors", "manifest"];
    let stem = path.file_stem().map(|s| s.to_string_lossy().to_lowercase()).unwrap_or_default();
    let text = path.extension().is_none_or(|e| matches!(e.to_string_lossy().as_ref(), "md" | "txt" | "rst" | "MD"));
    text && NAMES.contains(&stem.as_str())
}

fn open_file(path: &Path) -> io::Result<Bytes> {
    Ok(Box::new(BufReader::with_capacity(64 << 10, File::open(path)?)))
}

/// The bytes without gzip or Zstandard around them, seen from the bytes themselves, and the name without that extension.
fn decompress(mut bytes: Bytes, name: &str) -> io::Result<(Bytes, String)> {
    let head = bytes.fill_buf()?;
    let inner = || match name.rsplit_once('.') {
        Some((stem, "gz" | "gzip" | "zst" | "zstd")) => stem.to_owned(),
        _ => name.to_owned(),
    };
    Ok(if head.starts_with(&[0x1F, 0x8B]) {
        let plain = flate2::bufread::MultiGzDecoder::new(bytes);
        (Box::new(BufReader::with_capacity(64 << 10, plain)) as Bytes, inner())
    } else if head.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]) {
        let plain = zstd::stream::read::Decoder::with_buffer(bytes)?;
        (Box::new(BufReader::with_capacity(64 << 10, plain)) as Bytes, inner())
    } else {
        (bytes, name.to_owned())
    })
}

/// Picks the reader. `found` files (in folders) are read only if their name or content says that they are documents.
fn dispatch(name: String, mut bytes: Bytes, inner_name: &str, found: bool, context: &Arc<Context>) -> Records {
    let head = match bytes.fill_buf() {
        Ok(head) => head,
        Err(cause) => {
            let error = IngestError::io(&name, Place::File, cause);
            return one(Item::Failed { source: name, error });
        }
    };
    let skipped = |reason: &str| one(Item::Skipped { source: name.clone(), reason: reason.to_owned() });
    if head.is_empty() {
        return skipped("empty file");
    }
    let extension = Path::new(inner_name).extension().map(|e| e.to_string_lossy().into_owned());
    let named = context.options.format.or_else(|| Format::of_extension(extension.as_deref()?));
    let head = &head[..head.len().min(8 << 10)];
    if named != Some(Format::Warc)
        && let Some(kind) = binary_kind(head)
    {
        return skipped(kind);
    }
    let Some(format) = named.or_else(|| Format::of_content(head)) else {
        return match extension {
            Some(extension) if found => {
                skipped(&format!("not a known format (.{extension}); name the file itself to read it as text"))
            }
            _ => read_as(Format::Plain, name, bytes, context),
        };
    };
    read_as(format, name, bytes, context)
}

/// What a file is that is no text.
fn binary_kind(head: &[u8]) -> Option<&'static str> {
    const KINDS: &[(&[u8], &str)] =
        &[(b"%PDF", "PDF (save it as text)"), (b"PK\x03\x04", "zip archive or office document (save it as text)")];
    if let Some((_, kind)) = KINDS.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(kind);
    }
    let marked = head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]);
    let control = head.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31)).count();
    (!marked && (head.contains(&0) || control * 20 > head.len())).then_some("binary file")
}

fn read_as(format: Format, name: String, bytes: Bytes, context: &Arc<Context>) -> Records {
    match format {
        Format::Plain | Format::Markdown | Format::Html => whole(format, name, bytes, context),
        Format::Warc => warc::open(name, bytes, context),
        Format::Feed => feed::open(name, bytes, context),
        Format::Jsonl | Format::Json | Format::Table => match decode::utf8_stream(bytes) {
            Err(cause) => {
                let error = IngestError::io(&name, Place::File, cause);
                one(Item::Failed { source: name, error })
            }
            Ok(text) => match format {
                Format::Jsonl => json::lines(name, text, context),
                Format::Json => json::file(name, text, context),
                _ => delimited::open(name, text, context),
            },
        },
    }
}

/// A file that is one document.
fn whole(format: Format, name: String, bytes: Bytes, context: &Arc<Context>) -> Records {
    let bytes = match read_whole(&name, bytes) {
        Ok(bytes) => bytes,
        Err(error) => return one(Item::Failed { source: name, error }),
    };
    let body = match format {
        Format::Html => Body::Html { bytes, charset: None },
        Format::Markdown => Body::Markdown(decode::text(&bytes, None)),
        _ => Body::Plain(decode::text(&bytes, None)),
    };
    let raw = Raw { source: name, body, meta: Meta::default() };
    Box::new(std::iter::once(Pending::raw(raw, context)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_about_their_folder_are_no_articles() {
        let about = |path: &str| is_about_folder(Path::new(path));
        assert!(about("news/README.md") && about("news/readme.txt") && about("LICENSE"));
        assert!(!about("news/readme.html") && !about("news/2024-01-02_readme.md") && !about("news/flood.txt"));
    }
}
