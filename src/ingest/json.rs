//! JSON Lines (one article a line) and JSON files (an article, a list of them, or an object that holds a list).

use super::columns::Fields;
use super::delimited::body_of;
use super::finish::{Context, Pending, Raw};
use super::format::{Records, one, read_whole};
use super::html::name_of;
use super::{IngestError, Item, MAX_DOCUMENT_BYTES, Place};
use serde_json::{Map, Value};
use std::io::{BufRead, Read};
use std::sync::Arc;

/// JSON Lines.
pub(super) fn lines<R: BufRead + Send + 'static>(name: String, text: R, context: &Arc<Context>) -> Records {
    Box::new(Lines { name, text, context: Arc::clone(context), line: 0, ended: false })
}

struct Lines<R> {
    name: String,
    text: R,
    context: Arc<Context>,
    line: u64,
    ended: bool,
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Pending;

    fn next(&mut self) -> Option<Pending> {
        while !self.ended {
            self.line += 1;
            let source = format!("{}#{}", self.name, self.line);
            let place = Place::Line(self.line);
            match read_line(&mut self.text, &self.name, place) {
                Ok(None) => self.ended = true,
                Ok(Some(line)) if line.iter().all(u8::is_ascii_whitespace) => {}
                Ok(Some(line)) => return Some(article(source, &self.name, place, &line, &self.context)),
                Err(error) => {
                    self.ended = matches!(error, IngestError::Io { .. });
                    return Some(Pending::ready(Item::Failed { source, error }));
                }
            }
        }
        None
    }
}

/// The next line, none at the end. A line too long to be an article is passed over and reported.
fn read_line<R: BufRead>(text: &mut R, name: &str, place: Place) -> Result<Option<Vec<u8>>, IngestError> {
    let io = |cause| IngestError::io(name, place, cause);
    let mut line = Vec::new();
    let limit = MAX_DOCUMENT_BYTES as u64;
    let read = text.by_ref().take(limit).read_until(b'\n', &mut line).map_err(io)?;
    if read == 0 {
        return Ok(None);
    }
    if read as u64 == limit && line.last() != Some(&b'\n') {
        text.skip_until(b'\n').map_err(io)?;
        return Err(IngestError::TooLarge { path: name.to_owned(), place });
    }
    Ok(Some(line))
}

fn article(source: String, name: &str, place: Place, line: &[u8], context: &Arc<Context>) -> Pending {
    match serde_json::from_slice::<Value>(line.trim_ascii_end()) {
        Ok(Value::Object(object)) => record(source, name, place, &object, context),
        Ok(_) => failed(source, name, place, "not a JSON object"),
        Err(error) => failed(source, name, place, format!("{} (column {})", bare_message(&error), error.column())),
    }
}

/// The parser's message without its own line number, which counts from the record's start.
fn bare_message(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.split(" at line ").next().unwrap_or(&message).to_owned()
}

fn failed(source: String, name: &str, place: Place, reason: impl std::fmt::Display) -> Pending {
    Pending::ready(Item::Failed { source, error: IngestError::malformed(name, place, reason) })
}

/// One article as a JSON object.
fn record(source: String, name: &str, place: Place, object: &Map<String, Value>, context: &Arc<Context>) -> Pending {
    let (keys, values): (Vec<String>, Vec<&Value>) = object.iter().map(|(k, v)| (k.clone(), v)).unzip();
    let fields = Fields::find(&keys, &context.options.columns);
    let Some(text) = fields.text.and_then(|at| name_of(values[at])) else {
        let reason =
            format!("no text field; its fields are {}", keys.iter().take(20).cloned().collect::<Vec<_>>().join(", "));
        return failed(source, name, place, reason);
    };
    let meta = fields.meta(|at| name_of(values[at]));
    // The field as written: `name_of` has made its line breaks single spaces.
    let text = fields.text.and_then(|at| values[at].as_str()).unwrap_or(&text);
    Pending::raw(Raw { source, body: body_of(text), meta }, context)
}

/// A JSON file read whole.
pub(super) fn file(name: String, text: impl Read, context: &Arc<Context>) -> Records {
    let bytes = match read_whole(&name, text) {
        Ok(bytes) => bytes,
        Err(error) => return one(Item::Failed { source: name, error }),
    };
    let value: Value = match serde_json::from_slice(&bytes) {
        Ok(value) => value,
        // Lines of JSON in a file named `.json` are common.
        Err(error) if error.line() > 1 && bytes.starts_with(b"{") => {
            return lines(name, std::io::Cursor::new(bytes), context);
        }
        Err(error) => {
            let error = IngestError::malformed(&name, Place::Line(error.line() as u64), bare_message(&error));
            return one(Item::Failed { source: name, error });
        }
    };
    match value {
        Value::Object(object) => match articles_within(&object) {
            Some(items) => list(name, items, context),
            None => {
                let record = record(name.clone(), &name, Place::File, &object, context);
                Box::new(std::iter::once(record))
            }
        },
        Value::Array(items) => list(name, items, context),
        _ => {
            let error = IngestError::malformed(&name, Place::File, "neither an object nor a list of objects");
            one(Item::Failed { source: name, error })
        }
    }
}

/// The one list of objects in an object that is a wrapper (`{"articles": […]}`) and no article.
fn articles_within(object: &Map<String, Value>) -> Option<Vec<Value>> {
    let keys: Vec<String> = object.keys().cloned().collect();
    let has_text = Fields::find(&keys, &Default::default()).text.is_some_and(|at| object[&keys[at]].is_string());
    let is_list = |v: &&Value| v.as_array().is_some_and(|items| items.first().is_some_and(Value::is_object));
    let mut lists = object.values().filter(is_list);
    match (has_text, lists.next(), lists.next()) {
        (false, Some(items), None) => items.as_array().cloned(),
        _ => None,
    }
}

fn list(name: String, items: Vec<Value>, context: &Arc<Context>) -> Records {
    let context = Arc::clone(context);
    Box::new((1u64..).zip(items).map(move |(n, item)| {
        let source = format!("{name}#{n}");
        match item {
            Value::Object(object) => record(source, &name, Place::Record(n), &object, &context),
            _ => failed(source, &name, Place::Record(n), "not a JSON object"),
        }
    }))
}
