//! Saved RSS and Atom feeds: one document an entry.

use super::finish::{Body, Context, Meta, Pending, Raw};
use super::format::{Records, one, read_whole};
use super::{IngestError, Item, Place, clean_value, date};
use feed_rs::model::{Entry, Feed};
use std::io::Read;
use std::sync::Arc;

/// The entries of a feed.
pub(super) fn open(name: String, bytes: impl Read, context: &Arc<Context>) -> Records {
    let bytes = match read_whole(&name, bytes) {
        Ok(bytes) => bytes,
        Err(error) => return one(Item::Failed { source: name, error }),
    };
    // A timestamp that the parser cannot read stays unknown: it must not fall back on the clock.
    let parser = feed_rs::parser::Builder::new().build();
    let parsed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| parser.parse(bytes.as_slice())));
    let feed = match parsed {
        Ok(Ok(feed)) => feed,
        Ok(Err(error)) => {
            let error = IngestError::malformed(&name, Place::File, error);
            return one(Item::Failed { source: name, error });
        }
        Err(_) => {
            let error = IngestError::malformed(&name, Place::File, "the feed cannot be parsed");
            return one(Item::Failed { source: name, error });
        }
    };
    let publisher = feed.title.as_ref().and_then(|t| clean_value(&t.content));
    let language = feed.language.clone();
    let context = Arc::clone(context);
    let Feed { entries, .. } = feed;
    Box::new((1u64..).zip(entries).map(move |(n, entry)| {
        let meta = Meta { publisher: publisher.clone(), language: language.clone(), ..metadata(&entry) };
        let raw = Raw { source: format!("{name}#{n}"), body: Body::Fragment(text(entry)), meta };
        Pending::raw(raw, &context)
    }))
}

/// The entry's content, else its summary, else its title alone.
fn text(entry: Entry) -> String {
    let content = entry.content.and_then(|c| c.body).filter(|b| !b.trim().is_empty());
    let summary = entry.summary.map(|s| s.content).filter(|s| !s.trim().is_empty());
    content.or(summary).or(entry.title.map(|t| t.content)).unwrap_or_default()
}

fn metadata(entry: &Entry) -> Meta {
    let link = entry.links.iter().find(|l| l.rel.as_deref().is_none_or(|r| r == "alternate")).or(entry.links.first());
    Meta {
        title: entry.title.as_ref().and_then(|t| clean_value(&t.content)),
        author: entry.authors.first().and_then(|a| clean_value(a.name.as_deref()?)),
        date: entry.published.and_then(|d| date::parse(&d.to_rfc3339())),
        url: link.map(|l| l.href.clone()),
        ..Meta::default()
    }
}
