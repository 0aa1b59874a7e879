//! CSV and TSV: a table of articles (a text column) or of events (a mapping).

use super::columns::Fields;
use super::finish::{Body, Context, Pending, Raw};
use super::format::{Records, one};
use super::mapping::{Mapping, Row};
use super::{IngestError, Item, Place, html};
use csv::{Reader, ReaderBuilder, StringRecord};
use std::io::{self, BufRead};
use std::sync::Arc;

/// A CSV reader over UTF-8 text whose delimiter is the one that the first line has most of.
pub(super) fn reader<R: BufRead>(mut text: R, delimiter: Option<u8>) -> io::Result<Reader<R>> {
    let sample = text.fill_buf()?;
    let line = sample.split(|b| *b == b'\n').next().unwrap_or_default();
    let delimiter = delimiter.unwrap_or_else(|| guess_delimiter(line));
    // Tab-separated tables do not quote: a lone quotation mark must not swallow the rest of the file.
    let quoting = delimiter != b'\t' || line.contains(&b'"');
    Ok(ReaderBuilder::new().flexible(true).has_headers(false).delimiter(delimiter).quoting(quoting).from_reader(text))
}

fn guess_delimiter(line: &[u8]) -> u8 {
    let count = |d: u8| line.iter().filter(|b| **b == d).count();
    // On a tie the first of these wins.
    [b'\t', b',', b';', b'|'].into_iter().rev().max_by_key(|d| count(*d)).unwrap_or(b',')
}

/// The rows of a table.
pub(super) fn open<R: BufRead + Send + 'static>(name: String, text: R, context: &Arc<Context>) -> Records {
    let mut reader = match reader(text, None) {
        Ok(reader) => reader,
        Err(cause) => {
            let error = IngestError::io(&name, Place::File, cause);
            return one(Item::Failed { source: name, error });
        }
    };
    let mut first = StringRecord::new();
    let headers: Vec<String> = match reader.read_record(&mut first) {
        Ok(true) => first.iter().map(|h| h.trim_start_matches('\u{FEFF}').to_owned()).collect(),
        Ok(false) => return one(Item::Skipped { source: name, reason: "no text".to_owned() }),
        Err(error) => {
            let error = malformed(&name, 1, &error);
            return one(Item::Failed { source: name, error });
        }
    };
    match layout(&headers, context) {
        Some((layout, pending)) => {
            let pending = pending.then_some(first);
            Box::new(Rows { name, reader, layout, context: Arc::clone(context), pending, number: 0, broken: false })
        }
        None => {
            let reason = format!(
                "neither a text column nor an event table; its columns are {} (name the text column, or give a mapping)",
                headers.iter().take(20).map(String::as_str).collect::<Vec<_>>().join(", ")
            );
            let error = IngestError::malformed(&name, Place::File, reason);
            one(Item::Failed { source: name, error })
        }
    }
}

/// What the rows are.
enum Layout {
    Articles(Fields, usize),
    Events(Arc<Mapping>, Arc<Vec<String>>),
}

/// Decides what the rows are from the first line, and whether that line is itself a row.
fn layout(first: &[String], context: &Context) -> Option<(Layout, bool)> {
    let columns = &context.options.columns;
    let events = match &context.mapping {
        Some(mapping) => mapping.fits(first).map(|names| (Arc::clone(mapping), names)),
        None if columns.text.is_none() => Mapping::recognise(first),
        None => None,
    };
    if let Some((mapping, names)) = events {
        let headerless = names.is_some();
        let headers = names.unwrap_or_else(|| first.to_vec());
        return Some((Layout::Events(mapping, Arc::new(headers)), headerless));
    }
    let fields = Fields::find(first, columns);
    fields.text.is_some().then_some((Layout::Articles(fields, first.len()), false))
}

struct Rows<R> {
    name: String,
    reader: Reader<R>,
    layout: Layout,
    context: Arc<Context>,
    /// A first line that is no header.
    pending: Option<StringRecord>,
    number: u64,
    broken: bool,
}

impl<R: BufRead> Iterator for Rows<R> {
    type Item = Pending;

    fn next(&mut self) -> Option<Pending> {
        if self.broken {
            return None;
        }
        self.number += 1;
        let mut record = StringRecord::new();
        let read = match self.pending.take() {
            Some(first) => {
                record = first;
                Ok(true)
            }
            None => self.reader.read_record(&mut record),
        };
        let source = format!("{}#{}", self.name, self.number);
        match read {
            Ok(false) => None,
            Ok(true) => Some(self.item(source, &record)),
            Err(error) => {
                self.broken = matches!(error.kind(), csv::ErrorKind::Io(_));
                Some(Pending::ready(Item::Failed { source, error: malformed(&self.name, self.number, &error) }))
            }
        }
    }
}

impl<R> Rows<R> {
    fn item(&self, source: String, record: &StringRecord) -> Pending {
        let width = match &self.layout {
            Layout::Articles(_, width) => *width,
            Layout::Events(_, headers) => headers.len(),
        };
        if record.len() != width {
            let reason = format!("{} fields where the table has {width} columns", record.len());
            let error = IngestError::malformed(&self.name, Place::Record(self.number), reason);
            return Pending::ready(Item::Failed { source, error });
        }
        match &self.layout {
            Layout::Articles(fields, _) => {
                let text = fields.text.and_then(|at| record.get(at)).unwrap_or_default();
                let meta = fields.meta(|at| record.get(at).map(str::to_owned));
                Pending::raw(Raw { source, body: body_of(text), meta }, &self.context)
            }
            Layout::Events(mapping, headers) => Pending::ready(Item::Row(Box::new(Row {
                source,
                number: self.number,
                mapping: Arc::clone(mapping),
                headers: Arc::clone(headers),
                values: record.iter().map(str::to_owned).collect(),
            }))),
        }
    }
}

/// A field's text, plain or HTML.
pub(super) fn body_of(text: &str) -> Body {
    if html::looks_like_html(text) { Body::Fragment(text.to_owned()) } else { Body::Plain(text.to_owned()) }
}

fn malformed(name: &str, number: u64, error: &csv::Error) -> IngestError {
    IngestError::malformed(name, Place::Record(number), error)
}
