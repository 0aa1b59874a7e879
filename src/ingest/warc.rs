//! Web archives (WARC 1.0 and 1.1, ISO 28500), plain or one gzip member a record: the HTML pages among the responses.
//!
//! The `warc` crate was tried: it reads a record of any length into memory and cannot go on after a bad one.

use super::finish::{Body, Context, Meta, Pending, Raw};
use super::format::Records;
use super::{IngestError, Item, MAX_DOCUMENT_BYTES, Place};
use std::io::{self, BufRead, Read};
use std::sync::Arc;

/// The pages of an archive.
pub(super) fn open<R: BufRead + Send + 'static>(name: String, bytes: R, context: &Arc<Context>) -> Records {
    Box::new(Pages { name, bytes, context: Arc::clone(context), number: 0, ended: false })
}

struct Pages<R> {
    name: String,
    bytes: R,
    context: Arc<Context>,
    number: u64,
    ended: bool,
}

/// The header fields that matter.
#[derive(Default)]
struct Header {
    kind: String,
    length: u64,
    target: Option<String>,
    content_type: String,
}

impl<R: BufRead> Iterator for Pages<R> {
    type Item = Pending;

    fn next(&mut self) -> Option<Pending> {
        while !self.ended {
            self.number += 1;
            let place = Place::Record(self.number);
            let source = format!("{}#{}", self.name, self.number);
            let failed = |error| Some(Pending::ready(Item::Failed { source: source.clone(), error }));
            match self.record() {
                Ok(Some(Record::Page(body, meta))) => {
                    return Some(Pending::raw(Raw { source, body, meta }, &self.context));
                }
                Ok(Some(Record::Other)) => {}
                Ok(Some(Record::Bad(reason))) => return failed(IngestError::malformed(&self.name, place, reason)),
                Ok(Some(Record::TooLarge)) => {
                    return failed(IngestError::TooLarge { path: self.name.clone(), place });
                }
                Ok(None) => self.ended = true,
                Err(cause) => {
                    self.ended = true;
                    return failed(IngestError::io(&self.name, place, cause));
                }
            }
        }
        None
    }
}

enum Record {
    /// A response with a page.
    Page(Body, Meta),
    /// A request, an image, an answer without success.
    Other,
    /// Not well-formed; the reader stands behind it.
    Bad(String),
    /// A page larger than a document may be; the reader stands behind it.
    TooLarge,
}

impl<R: BufRead> Pages<R> {
    /// Reads one record; none at the end.
    fn record(&mut self) -> io::Result<Option<Record>> {
        let Some(skipped) = self.seek_version()? else { return Ok(None) };
        if skipped {
            // What lay between two records is told once; the record itself is read the next time round.
            return Ok(Some(Record::Bad("bytes that belong to no record were passed over".to_owned())));
        }
        let mut version = String::new();
        read_text_line(&mut self.bytes, &mut version)?;
        let header = match self.header()? {
            Ok(header) => header,
            Err(reason) => return Ok(Some(Record::Bad(reason))),
        };
        let cut_off = |read: u64| Record::Bad(format!("cut off: {read} of {} bytes", header.length));
        let page = header.kind == "response" && header.content_type.starts_with("application/http");
        if !page || header.length > MAX_DOCUMENT_BYTES as u64 {
            let read = skip(&mut self.bytes, header.length)?;
            let whole = if page { Record::TooLarge } else { Record::Other };
            return Ok(Some(if read < header.length { cut_off(read) } else { whole }));
        }
        let mut body = Vec::new();
        self.bytes.by_ref().take(header.length).read_to_end(&mut body)?;
        if (body.len() as u64) < header.length {
            return Ok(Some(cut_off(body.len() as u64)));
        }
        Ok(Some(response(&body, header.target)))
    }

    /// Moves to the next line that begins a record. Some(true) if anything but blank lines had to be passed over.
    fn seek_version(&mut self) -> io::Result<Option<bool>> {
        let mut skipped = false;
        loop {
            let ahead = self.bytes.fill_buf()?;
            if ahead.is_empty() {
                return Ok(skipped.then_some(true));
            }
            if ahead.starts_with(b"WARC/") || (ahead.len() < 5 && b"WARC/".starts_with(ahead)) {
                return Ok(Some(skipped));
            }
            let blank = matches!(ahead[0], b'\r' | b'\n');
            skipped |= !blank;
            if blank { self.bytes.consume(1) } else { self.bytes.skip_until(b'\n').map(|_| ())? }
        }
    }

    /// The header fields up to the blank line.
    fn header(&mut self) -> io::Result<Result<Header, String>> {
        let mut header = Header::default();
        let mut length = None;
        loop {
            let mut line = String::new();
            if read_text_line(&mut self.bytes, &mut line)? == 0 {
                return Ok(Err("cut off within its header".to_owned()));
            }
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "warc-type" => header.kind = value.to_ascii_lowercase(),
                "content-length" => length = value.parse().ok(),
                "warc-target-uri" => header.target = Some(value.trim_matches(['<', '>']).to_owned()),
                "content-type" => header.content_type = value.to_ascii_lowercase(),
                _ => {}
            }
        }
        Ok(match length {
            Some(length) => Ok(Header { length, ..header }),
            None => Err("no Content-Length".to_owned()),
        })
    }
}

/// Longest header line.
const MAX_LINE: u64 = 64 << 10;

fn read_text_line<R: BufRead>(bytes: &mut R, line: &mut String) -> io::Result<usize> {
    let mut buffer = Vec::new();
    let read = bytes.by_ref().take(MAX_LINE).read_until(b'\n', &mut buffer)?;
    line.push_str(&String::from_utf8_lossy(&buffer));
    Ok(read)
}

/// Passes over `length` bytes; how many there were.
fn skip<R: BufRead>(bytes: &mut R, length: u64) -> io::Result<u64> {
    io::copy(&mut bytes.by_ref().take(length), &mut io::sink())
}

/// Parts an HTTP response; only a successful one with HTML is a page.
fn response(message: &[u8], url: Option<String>) -> Record {
    let end = message.windows(4).position(|w| w == b"\r\n\r\n").map(|i| (i, i + 4));
    let end = end.or_else(|| message.windows(2).position(|w| w == b"\n\n").map(|i| (i, i + 2)));
    let Some((head, body)) = end else { return Record::Bad("an HTTP response without a body".to_owned()) };
    let head = String::from_utf8_lossy(&message[..head]).into_owned();
    let mut lines = head.lines();
    let ok = lines.next().and_then(|status| status.split_whitespace().nth(1)).is_some_and(|code| code.starts_with('2'));
    let fields: Vec<(String, &str)> =
        lines.filter_map(|l| l.split_once(':')).map(|(n, v)| (n.trim().to_ascii_lowercase(), v.trim())).collect();
    let field =
        |name: &str| fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.to_ascii_lowercase()).unwrap_or_default();
    let content_type = field("content-type");
    if !ok || !(content_type.contains("html") || content_type.is_empty()) {
        return Record::Other;
    }
    let mut bytes = message[body..].to_vec();
    if field("transfer-encoding").contains("chunked")
        && let Some(joined) = unchunk(&bytes)
    {
        bytes = joined;
    }
    match decompress(&bytes, &field("content-encoding")) {
        Ok(Some(plain)) => bytes = plain,
        Ok(None) => {}
        Err(reason) => return Record::Bad(reason),
    }
    let charset = content_type.split_once("charset=").map(|(_, c)| c.trim_matches(['"', ' ', ';']).to_owned());
    Record::Page(Body::Html { bytes, charset }, Meta { url, ..Meta::default() })
}

/// Undoes the transfer coding `chunked` (RFC 9112 §7.1); none where the body is not in it, as many archives' are not.
fn unchunk(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::new();
    loop {
        let end = bytes.windows(2).take(20).position(|w| w == b"\r\n")?;
        let size = std::str::from_utf8(&bytes[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        if size == 0 {
            return Some(joined);
        }
        let chunk = bytes.get(end + 2..(end + 2).checked_add(size)?)?;
        joined.extend_from_slice(chunk);
        bytes = bytes.get(end + 2 + size + 2..)?;
    }
}

/// Undoes the content coding; none where there is none.
fn decompress(bytes: &[u8], coding: &str) -> Result<Option<Vec<u8>>, String> {
    let mut plain = Vec::new();
    let limit = MAX_DOCUMENT_BYTES as u64;
    let read = match coding {
        "gzip" | "x-gzip" if bytes.starts_with(&[0x1F, 0x8B]) => {
            flate2::read::MultiGzDecoder::new(bytes).take(limit).read_to_end(&mut plain)
        }
        "deflate" => flate2::read::ZlibDecoder::new(bytes).take(limit).read_to_end(&mut plain),
        // Crawlers often store the page decoded and keep the header.
        _ => {
            return if coding == "br" && !looks_like_text(bytes) {
                Err("coded with Brotli".to_owned())
            } else {
                Ok(None)
            };
        }
    };
    read.map(|_| Some(plain)).map_err(|e| format!("content coding {coding}: {e}"))
}

fn looks_like_text(bytes: &[u8]) -> bool {
    bytes.iter().take(512).filter(|b| **b == b'<' || b.is_ascii_alphanumeric() || b.is_ascii_whitespace()).count() * 10
        >= bytes.len().min(512) * 6
}
