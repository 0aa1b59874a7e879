//! Which column of a table, or field of a JSON record, holds what: as the user says, else as its name says.

use super::finish::Meta;
use super::{clean_value, date};

/// Names of columns as the user gives them; what is not given is guessed from the headers.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// The article's text.
    pub text: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its day of publication.
    pub date: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where.
    pub url: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
}

/// Known names, letters and digits only, best first.
const TEXT: &[&str] = &[
    "text",
    "articlebody",
    "articletext",
    "fulltext",
    "maintext",
    "bodytext",
    "body",
    "content",
    "contenttext",
    "contenthtml",
    "articlecontent",
    "story",
    "article",
    "plaintext",
    "cleantext",
    "cleanedtext",
    "rawtext",
    "html",
];
/// Taken for the text only beside a title.
const SUMMARY: &[&str] = &["description", "summary", "abstract", "snippet", "lead"];
const TITLE: &[&str] = &["title", "headline", "articletitle", "heading", "hed"];
const DATE: &[&str] = &[
    "date",
    "publicationdate",
    "datepublished",
    "publisheddate",
    "publishdate",
    "publishedat",
    "published",
    "pubdate",
    "datepublish",
    "articledate",
    "datetime",
    "publicationtime",
    "createdat",
    "day",
];
const PUBLISHER: &[&str] = &[
    "publisher",
    "outlet",
    "sourcename",
    "publication",
    "newspaper",
    "media",
    "sitename",
    "site",
    "source",
    "sourcedomain",
    "domain",
    "provider",
    "feed",
];
const URL: &[&str] = &["url", "link", "articleurl", "weburl", "permalink", "sourceurl", "canonicalurl", "uri", "href"];
const AUTHOR: &[&str] = &["author", "authors", "byline", "creator", "writer", "reporter"];
const LANGUAGE: &[&str] = &["language", "lang"];
const NAME: &[&str] = &["filename", "file", "path", "filepath", "stem", "name", "document", "doc", "docid", "id"];

/// Where each field stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fields {
    pub text: Option<usize>,
    title: Option<usize>,
    date: Option<usize>,
    publisher: Option<usize>,
    url: Option<usize>,
    author: Option<usize>,
    language: Option<usize>,
    /// The file's name, in a metadata table.
    pub name: Option<usize>,
}

impl Fields {
    /// Finds the fields among `headers`.
    pub(super) fn find(headers: &[String], columns: &Columns) -> Fields {
        let names: Vec<String> = headers.iter().map(|h| folded(h)).collect();
        let known = |known: &[&str]| known.iter().find_map(|k| names.iter().position(|n| n == k));
        let field = |given: &Option<String>, list: &[&str]| match given {
            Some(given) => headers.iter().position(|h| h.trim() == given.trim()),
            None => known(list),
        };
        let title = field(&columns.title, TITLE);
        let summary = || if title.is_some() { known(SUMMARY) } else { None };
        Fields {
            text: field(&columns.text, TEXT).or_else(|| if columns.text.is_none() { summary() } else { None }),
            title,
            date: field(&columns.date, DATE),
            publisher: field(&columns.publisher, PUBLISHER),
            url: field(&columns.url, URL),
            author: field(&columns.author, AUTHOR),
            language: known(LANGUAGE),
            name: known(NAME),
        }
    }

    /// The metadata that the values hold.
    pub(super) fn meta(&self, value: impl Fn(usize) -> Option<String>) -> Meta {
        let get = |at: Option<usize>| at.and_then(&value).and_then(|v| clean_value(&v));
        Meta {
            title: get(self.title),
            author: get(self.author),
            publisher: get(self.publisher),
            date: get(self.date).and_then(|d| date::parse(&d)),
            url: get(self.url),
            language: get(self.language),
        }
    }
}

/// Small letters and digits alone: `Publication_Date` and `publicationDate` are the same name.
fn folded(header: &str) -> String {
    header.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(names: &[&str]) -> Vec<String> {
        names.iter().map(|n| (*n).to_owned()).collect()
    }

    #[test]
    fn headers_are_guessed_and_overruled() {
        let names = headers(&["id", "Headline", "Publication_Date", "summary", "body", "source"]);
        let fields = Fields::find(&names, &Columns::default());
        assert_eq!((fields.text, fields.title, fields.date, fields.publisher), (Some(4), Some(1), Some(2), Some(5)));
        let columns = Columns { text: Some("summary".to_owned()), ..Columns::default() };
        assert_eq!(Fields::find(&names, &columns).text, Some(3));
        assert_eq!(Fields::find(&headers(&["name", "age"]), &Columns::default()).text, None);
    }
}
