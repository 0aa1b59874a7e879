//! The costly, pure half of reading: from a record's body and metadata to a finished document.

use super::blocks::{self, Piece};
use super::clean::{self, Cleaned};
use super::language::{self, Language};
use super::mapping::Mapping;
use super::sidecar::Sidecar;
use super::{Item, Options, date, decode, html, markdown};
use crate::model::{Block, Document, Dropped, Span};
use jiff::civil::Date;
use std::sync::Arc;

/// What is shared by all documents of a run.
pub(super) struct Context {
    /// As given.
    pub options: Options,
    /// The metadata table beside the files.
    pub sidecar: Option<Sidecar>,
    /// The user's mapping for event tables.
    pub mapping: Option<Arc<Mapping>>,
}

/// What a record says about its article. Everything may be unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// Headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Day of publication.
    pub date: Option<Date>,
    /// Where it was published.
    pub url: Option<String>,
    /// Declared language, as a BCP 47 tag.
    pub language: Option<String>,
}

impl Meta {
    /// Fills what is unknown here from `other`.
    pub(super) fn or(self, other: Meta) -> Meta {
        Meta {
            title: self.title.or(other.title),
            author: self.author.or(other.author),
            publisher: self.publisher.or(other.publisher),
            date: self.date.or(other.date),
            url: self.url.or(other.url),
            language: self.language.or(other.language),
        }
    }
}

/// The text of a record in the form it came.
#[derive(Debug)]
pub(super) enum Body {
    /// Lines.
    Plain(String),
    /// Markdown.
    Markdown(String),
    /// A whole web page, not decoded, with the charset that its protocol header names.
    Html {
        /// The page.
        bytes: Vec<u8>,
        /// From the HTTP header.
        charset: Option<String>,
    },
    /// HTML that is content throughout.
    Fragment(String),
}

/// A record as read.
#[derive(Debug)]
pub(super) struct Raw {
    /// Path, with `#n` for the n-th record of a container.
    pub source: String,
    /// Its text.
    pub body: Body,
    /// What it says about itself.
    pub meta: Meta,
}

/// A record read but not yet worked on; [`Pending::finish`] does that.
pub struct Pending(pub(super) State);

pub(super) enum State {
    /// Nothing left to do.
    Ready(Item),
    /// A record to turn into a document.
    Raw(Box<Raw>, Arc<Context>),
}

impl Pending {
    /// Nothing left to do.
    pub(super) fn ready(item: Item) -> Self {
        Self(State::Ready(item))
    }

    /// A record to turn into a document.
    pub(super) fn raw(raw: Raw, context: &Arc<Context>) -> Self {
        Self(State::Raw(Box::new(raw), Arc::clone(context)))
    }

    /// Finds the main content, cleans it, and settles language, date and publisher. Pure.
    pub fn finish(self) -> Item {
        match self.0 {
            State::Ready(item) => item,
            State::Raw(raw, context) => finish(*raw, &context),
        }
    }
}

fn finish(raw: Raw, context: &Context) -> Item {
    let Raw { source, body, meta } = raw;
    let (mut pieces, from_body) = parse(body);
    let beside = context.sidecar.as_ref().and_then(|table| table.of(&source)).cloned().unwrap_or_default();
    // A title that stands beside the text (not within it) is part of the article all the same.
    html::add_headline(&mut pieces, meta.title.as_deref());
    let meta = beside.or(meta).or(from_body);
    let Cleaned { kept, dropped, leading } = if context.options.verbatim {
        Cleaned { kept: pieces, dropped: Vec::new(), leading: 0 }
    } else {
        clean::clean(pieces)
    };
    if !kept.iter().any(|piece| piece.text.contains(char::is_alphanumeric)) {
        let reason = if dropped.is_empty() { "no text" } else { "nothing but boilerplate" };
        return Item::Skipped { source, reason: reason.to_owned() };
    }
    let mut document = Document { source, dropped, ..Document::default() };
    compose(&mut document, &kept, meta.title.as_deref());
    document.language = match language::identify(&document.text) {
        Language::English => Some("en".to_owned()),
        Language::Other(name) if !context.options.any_language => {
            return Item::Skipped { source: document.source, reason: format!("not English ({name})") };
        }
        Language::Other(_) | Language::Unknown => meta.language.as_deref().and_then(primary_subtag),
    };
    describe(&mut document, meta, leading);
    document.id = content_id(&document);
    Item::Document(Box::new(document))
}

/// The blocks of a body, and what it says about itself.
fn parse(body: Body) -> (Vec<Piece>, Meta) {
    match body {
        Body::Plain(text) => (blocks::of_plain_text(&text), Meta::default()),
        Body::Markdown(text) => markdown::parse(&text),
        Body::Fragment(text) => (html::fragment(&text), Meta::default()),
        Body::Html { bytes, charset } => {
            let charset = charset.or_else(|| declared_charset(&bytes));
            html::page(&decode::text(&bytes, charset.as_deref()))
        }
    }
}

/// The charset that a page's own meta element names within its first bytes.
fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_lowercase();
    let after = head.split_once("charset=")?.1.trim_start_matches(['"', '\'', ' ']);
    let end =
        after.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':' | '.')).unwrap_or(after.len());
    Some(after[..end].to_owned()).filter(|label| !label.is_empty())
}

/// `en` of `en-GB` and `en_US`.
fn primary_subtag(tag: &str) -> Option<String> {
    let primary = tag.split(['-', '_']).next()?.trim().to_lowercase();
    (primary.len() == 2 && primary.chars().all(|c| c.is_ascii_alphabetic())).then_some(primary)
}

/// Puts the main text together: one block a line, a blank line between.
fn compose(document: &mut Document, pieces: &[Piece], title: Option<&str>) {
    let kinds = blocks::kinds(pieces, title);
    for (piece, kind) in pieces.iter().zip(kinds) {
        if !document.text.is_empty() {
            document.text.push_str("\n\n");
        }
        let start = document.text.len() + piece.marker;
        document.text.push_str(&piece.text);
        document.blocks.push(Block { span: Span::new(start, document.text.len()), kind });
    }
}

/// Settles the metadata: what the record says, else what address, path or text say.
fn describe(document: &mut Document, meta: Meta, leading: usize) {
    let headline = document.blocks.iter().find(|b| b.kind == crate::model::BlockKind::Title);
    document.title = meta.title.or_else(|| headline.map(|b| b.span.of(&document.text).to_owned()));
    let above = &document.dropped[..leading.min(document.dropped.len())];
    document.author = meta.author.or_else(|| above.iter().find_map(author_in));
    let in_url = || meta.url.as_deref().and_then(date::in_url);
    let in_path = || date::in_path(&document.source);
    document.date = meta.date.or_else(in_url).or_else(in_path).or_else(|| above.iter().find_map(date_in));
    document.publisher = meta.publisher.or_else(|| meta.url.as_deref().and_then(host));
    document.url = meta.url;
}

/// The name in a byline `By Maria Lund and Piet Hansen, Harbour Gazette`.
fn author_in(dropped: &Dropped) -> Option<String> {
    let text = dropped.text.trim_end_matches('.');
    let names = text.strip_prefix("By ").or_else(|| text.strip_prefix("BY "))?;
    let names = names.split([',', '|', '/', ';']).next()?.split(" for ").next()?.trim();
    (dropped.reason == "byline" && !names.is_empty()).then(|| names.to_owned())
}

/// The date in a time stamp or dateline above the article, where it has a year.
fn date_in(dropped: &Dropped) -> Option<Date> {
    let tells = matches!(dropped.reason.as_str(), "time stamp" | "dateline" | "byline");
    tells.then(|| date::written(&dropped.text).or_else(|| dropped.text.split_whitespace().find_map(date::parse)))?
}

/// The host of a web address, without `www.`.
fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host).to_lowercase();
    host.contains('.').then_some(host)
}

/// 32 hex digits of the BLAKE3 hash of text, title, publisher, date and URL: the same article has the same id
/// wherever its file lies.
pub(crate) fn content_id(document: &Document) -> String {
    let mut hasher = blake3::Hasher::new();
    let date = document.date.map(|d| d.to_string());
    for field in [
        Some(&document.text),
        document.title.as_ref(),
        document.publisher.as_ref(),
        date.as_ref(),
        document.url.as_ref(),
    ] {
        let field = field.map(String::as_str).unwrap_or_default();
        hasher.update(&(field.len() as u64).to_le_bytes());
        hasher.update(field.as_bytes());
    }
    hasher.finalize().to_hex().chars().take(32).collect()
}
