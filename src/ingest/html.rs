//! Web pages: the main content as blocks, and what the page says about itself in meta elements and JSON-LD.

use super::blocks::Piece;
use super::finish::Meta;
use super::{clean_value, date};
use crate::model::BlockKind;
use serde_json::Value;
use trafilatura::dom::{Document as Dom, NodeId};

/// Main content and metadata of a whole page.
pub(super) fn page(html: &str) -> (Vec<Piece>, Meta) {
    let dom = Dom::parse(html);
    let meta = metadata(&dom);
    let mut pieces = main_content(html).map(|content| blocks(&Dom::parse(&content))).unwrap_or_default();
    if pieces.is_empty() {
        pieces = blocks(&dom);
    }
    add_headline(&mut pieces, meta.title.as_deref());
    (pieces, meta)
}

/// The blocks of a piece of HTML that is content throughout (a feed's entry, a field of a record).
pub(super) fn fragment(html: &str) -> Vec<Piece> {
    blocks(&Dom::parse(html))
}

/// Whether a text field holds HTML rather than plain text.
pub(super) fn looks_like_html(text: &str) -> bool {
    const TAGS: &[&str] = &["<p>", "<p ", "</p>", "<br", "<div", "<html", "</a>", "<li>", "<span", "</h2>"];
    TAGS.iter().filter(|tag| text.contains(**tag)).take(2).count() >= 1
}

/// The page without navigation, advertisements and footers, as HTML.
fn main_content(html: &str) -> Option<String> {
    let options = trafilatura::Options::default()
        .with_fallback(true)
        .with_exclude_comments(true)
        .with_html_date_mode(trafilatura::HtmlDateMode::Disabled);
    // Broken pages must not end the run, whatever the extractor makes of them.
    let result = std::panic::catch_unwind(|| trafilatura::extract(html, &options)).ok()?.ok()?;
    (!result.content_text.trim().is_empty()).then_some(result.content_html)
}

/// A headline that the main content lacks stands before it: it says who did what as the article does.
pub(super) fn add_headline(pieces: &mut Vec<Piece>, title: Option<&str>) {
    let Some(title) = title else { return };
    let key = super::blocks::folded(title);
    let is_there = pieces.iter().take(5).any(|p| super::blocks::folded(p.words()) == key);
    if !is_there && !key.is_empty() && !pieces.iter().take(2).any(|p| p.kind == Some(BlockKind::Title)) {
        pieces.insert(0, Piece::of_kind(title, BlockKind::Title));
    }
}

const SKIPPED: &[&str] = &[
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "footer",
    "aside",
    "form",
    "button",
    "select",
    "iframe",
    "svg",
    "head",
    "figcaption",
    "textarea",
];
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "body",
    "br",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Text blocks in document order.
fn blocks(dom: &Dom) -> Vec<Piece> {
    let mut walk = Walk::default();
    let mut stack = vec![(dom.root(), true)];
    while let Some((node, entering)) = stack.pop() {
        let tag = if dom.is_element(node) { dom.tag_name(node).to_owned() } else { String::new() };
        if !entering {
            walk.leave(&tag);
            continue;
        }
        if SKIPPED.contains(&tag.as_str()) {
            continue;
        }
        if dom.is_text(node) {
            walk.text.push_str(&dom.text_content(node));
            continue;
        }
        if BLOCKS.contains(&tag.as_str()) {
            walk.flush();
            walk.enter(&tag);
            stack.push((node, false));
        }
        stack.extend(dom.child_nodes(node).into_iter().rev().map(|child| (child, true)));
    }
    walk.flush();
    walk.pieces
}

/// The state of a walk through the page.
#[derive(Default)]
struct Walk {
    pieces: Vec<Piece>,
    text: String,
    kinds: Vec<BlockKind>,
}

impl Walk {
    fn enter(&mut self, tag: &str) {
        match tag {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.kinds.push(BlockKind::Heading),
            "li" => self.kinds.push(BlockKind::Item),
            _ => {}
        }
    }

    fn leave(&mut self, tag: &str) {
        self.flush();
        if matches!(tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li") {
            self.kinds.pop();
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let words: Vec<&str> = text.split_whitespace().collect();
        if !words.is_empty() {
            self.pieces.push(Piece { text: words.join(" "), marker: 0, kind: self.kinds.last().copied() });
        }
    }
}

/// What the page says about itself: meta elements (OpenGraph, Dublin Core, citation), then JSON-LD, then `<time>`,
/// `<title>` and the canonical link.
fn metadata(dom: &Dom) -> Meta {
    let metas = meta_elements(dom);
    let meta = |names: &[&str]| {
        names.iter().find_map(|name| metas.iter().find(|(n, _)| n == name)).and_then(|(_, value)| clean_value(value))
    };
    let first_text = |tag: &str| first(dom, tag).and_then(|node| clean_value(&dom.text_content(node)));
    let from_meta = Meta {
        title: meta(&["og:title", "twitter:title", "dc.title", "citation_title", "headline"]),
        author: meta(&["author", "article:author", "dc.creator", "citation_author", "byl", "parsely-author"])
            .filter(|a| !a.contains("://")),
        publisher: meta(&["og:site_name", "application-name", "dc.publisher", "citation_journal_title"]),
        date: DATES.iter().find_map(|name| date::parse(&meta(&[name])?)),
        url: meta(&["og:url"]).or_else(|| canonical(dom)).filter(|u| u.contains("://")),
        language: meta(&["og:locale", "content-language"]).or_else(|| dom.get_attribute(first(dom, "html")?, "lang")),
    };
    let time = dom
        .get_elements_by_tag_name(dom.root(), "time")
        .into_iter()
        .find_map(|node| date::parse(&dom.get_attribute(node, "datetime").unwrap_or_else(|| dom.text_content(node))));
    let site = from_meta.publisher.clone();
    let from_page = Meta {
        title: first_text("h1").or_else(|| first_text("title").map(|t| without_site(&t, site.as_deref()))),
        date: time,
        ..Meta::default()
    };
    let mut all = from_meta.or(json_ld(dom)).or(from_page);
    all.title = all.title.map(|title| without_site(&title, all.publisher.as_deref()));
    all
}

/// Meta elements that hold the day of publication, best first. The day of a change is not one of them.
const DATES: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "pubdate",
    "publish-date",
    "publishdate",
    "publication_date",
    "sailthru.date",
    "parsely-pub-date",
    "citation_date",
    "citation_publication_date",
    "article.published",
    "published-date",
    "cxenseparse:recs:publishtime",
];

/// Name (or property) in small letters and content of every meta element.
fn meta_elements(dom: &Dom) -> Vec<(String, String)> {
    let elements = dom.get_elements_by_tag_name(dom.root(), "meta").into_iter();
    elements
        .filter_map(|node| {
            let name =
                ["property", "name", "itemprop", "http-equiv"].iter().find_map(|a| dom.get_attribute(node, a))?;
            Some((name.trim().to_lowercase(), dom.get_attribute(node, "content")?))
        })
        .collect()
}

fn first(dom: &Dom, tag: &str) -> Option<NodeId> {
    dom.get_elements_by_tag_name(dom.root(), tag).into_iter().next()
}

fn canonical(dom: &Dom) -> Option<String> {
    let links = dom.get_elements_by_tag_name(dom.root(), "link").into_iter();
    links
        .filter(|link| dom.get_attribute(*link, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")))
        .find_map(|link| dom.get_attribute(link, "href"))
}

/// A page's title without the site's name at its end.
fn without_site(title: &str, site: Option<&str>) -> String {
    let Some(site) = site.filter(|s| !s.is_empty()) else { return title.to_owned() };
    let cut = title.strip_suffix(site).map(|t| t.trim_end_matches([' ', '|', '-', '–', '—', '·', '•', ':', '»']));
    cut.filter(|t| t.split_whitespace().count() >= 2).unwrap_or(title).to_owned()
}

/// The article's description in the page's JSON-LD (schema.org).
fn json_ld(dom: &Dom) -> Meta {
    let scripts = dom.scripts_with_type(&["application/ld+json"]);
    let values = scripts.into_iter().filter_map(|s| serde_json::from_str::<Value>(dom.text_content(s).trim()).ok());
    let values: Vec<Value> = values.collect();
    let Some(article) = values.iter().find_map(|v| find_article(v, 0)) else { return Meta::default() };
    let text = |key: &str| article.get(key).and_then(name_of);
    Meta {
        title: text("headline").or_else(|| text("name")),
        author: text("author"),
        publisher: text("publisher"),
        date: article.get("datePublished").and_then(Value::as_str).and_then(date::parse),
        url: text("url").filter(|u| u.contains("://")),
        language: text("inLanguage"),
    }
}

/// How deep JSON-LD is searched.
const DEEPEST: usize = 8;

fn find_article(value: &Value, depth: usize) -> Option<&Value> {
    if depth > DEEPEST {
        return None;
    }
    match value {
        Value::Array(items) => items.iter().find_map(|v| find_article(v, depth + 1)),
        Value::Object(map) if is_article(value) || map.contains_key("datePublished") => Some(value),
        Value::Object(map) => map.values().find_map(|v| find_article(v, depth + 1)),
        _ => None,
    }
}

fn is_article(value: &Value) -> bool {
    let named = |t: &Value| t.as_str().is_some_and(|t| t.ends_with("Article") || t.ends_with("Posting"));
    match value.get("@type") {
        Some(Value::Array(types)) => types.iter().any(named),
        Some(one) => named(one),
        None => false,
    }
}

/// A string, the `name` of an object, or those of a list.
pub(super) fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => clean_value(text),
        Value::Object(map) => {
            ["name", "title", "@value"].iter().find_map(|k| map.get(*k)?.as_str()).and_then(clean_value)
        }
        Value::Array(items) => {
            let names: Vec<String> = items.iter().take(20).filter_map(name_of).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = include_str!("../../tests/fixtures/ingest/page.html");

    #[test]
    fn metadata_of_a_page() {
        let (_, meta) = page(PAGE);
        assert_eq!(meta.title.as_deref(), Some("Harbour Pilots Walk Out in Bergen"));
        assert_eq!(meta.author.as_deref(), Some("Maria Lund, Piet Hansen"));
        assert_eq!(meta.publisher.as_deref(), Some("Harbour Gazette"));
        assert_eq!(meta.date, Some(jiff::civil::date(2024, 3, 3)));
        assert_eq!(meta.url.as_deref(), Some("https://gazette.example.org/news/pilots-walk-out"));
    }

    #[test]
    fn main_content_of_a_page() {
        let (pieces, _) = page(PAGE);
        let texts: Vec<&str> = pieces.iter().map(Piece::words).collect();
        assert_eq!(texts[0], "Harbour Pilots Walk Out in Bergen");
        assert!(texts.iter().any(|t| t.starts_with("Pilots in the harbour of Bergen walked out")));
        assert!(texts.contains(&"Talks are to resume"));
        assert!(!texts.iter().any(|t| t.contains("Ten walks along the fjord") || t.contains("Privacy")), "{texts:?}");
    }

    #[test]
    fn fragments_keep_their_structure() {
        let pieces =
            fragment("<h2>Demands</h2><p>They want <b>two</b> things:</p><ul><li>pay</li><li>rest</li></ul>tail");
        let shown: Vec<_> = pieces.iter().map(|p| (p.kind, p.words())).collect();
        assert_eq!(
            shown,
            [
                (Some(BlockKind::Heading), "Demands"),
                (None, "They want two things:"),
                (Some(BlockKind::Item), "pay"),
                (Some(BlockKind::Item), "rest"),
                (None, "tail"),
            ]
        );
    }

    #[test]
    fn very_deep_nesting_is_no_trouble() {
        let deep = format!("{}text that stays{}", "<div>".repeat(3000), "</div>".repeat(3000));
        assert!(!fragment(&deep).is_empty());
    }
}
