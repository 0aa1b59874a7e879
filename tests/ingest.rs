//! Reading files of every format, good and bad, through the library's door.

use claimgraph::ingest::{self, Item, Options};
use claimgraph::model::Document;
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use std::io::Write;
use std::path::Path;

const ARTICLE: &str =
    "The harbour pilots of Bergen walked out on Sunday, their union said. They want higher pay and more rest.";

fn read_with(path: &Path, options: Options) -> Vec<Item> {
    ingest::read(&[path.to_string_lossy().into_owned()], options).unwrap().collect()
}

/// Reads one file of the given name and content.
fn read(name: &str, content: impl AsRef<[u8]>) -> Vec<Item> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(name);
    std::fs::write(&path, content).unwrap();
    read_with(&path, Options::default())
}

fn documents(items: Vec<Item>) -> Vec<Document> {
    items.into_iter().filter_map(|item| if let Item::Document(d) = item { Some(*d) } else { None }).collect()
}

/// `document`, or why there is none, without the folder's name.
fn outcomes(items: &[Item]) -> Vec<String> {
    let outcome = |item: &Item| match item {
        Item::Document(_) => "document".to_owned(),
        Item::Row(_) => "row".to_owned(),
        Item::Skipped { reason, .. } => format!("skipped: {reason}"),
        Item::Failed { error, .. } => error.to_string().rsplit('/').next().unwrap_or_default().to_owned(),
    };
    items.iter().map(outcome).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn compressed_texts() {
    for (name, bytes) in [
        ("a.txt.gz", gzip(ARTICLE.as_bytes())),
        ("a.txt.zst", zstd::encode_all(ARTICLE.as_bytes(), 3).unwrap()),
        ("a.gz", [gzip(&ARTICLE.as_bytes()[..40]), gzip(&ARTICLE.as_bytes()[40..])].concat()),
    ] {
        let found = documents(read(name, bytes));
        assert_eq!(found.len(), 1, "{name}");
        assert_eq!(found[0].text, ARTICLE);
    }
}

#[test]
fn a_truncated_archive_is_reported() {
    let bytes = gzip(ARTICLE.repeat(50).as_bytes());
    let found = outcomes(&read("a.txt.gz", &bytes[..bytes.len() / 2]));
    assert!(found[0].starts_with("a.txt.gz: "), "{found:?}");
}

#[test]
fn json_lines_with_a_broken_one() {
    let good = serde_json::json!({"headline": "Pilots Walk Out", "body": ARTICLE, "published": "2024-03-03",
        "source": {"id": "hg", "name": "Harbour Gazette"}, "url": "https://gazette.example.org/a", "authors": ["Maria Lund", "Piet Hansen"]});
    let items = read("news.jsonl", format!("{good}\n{{\"body\": \"cut\n\n[1]\n{{\"id\": 1}}\n{good}\n"));
    assert_eq!(
        outcomes(&items)[1..4],
        [
            "news.jsonl, line 2: EOF while parsing a string (column 13)",
            "news.jsonl, line 4: not a JSON object",
            "news.jsonl, line 5: no text field; its fields are id",
        ]
    );
    let found = documents(items);
    assert_eq!(found.len(), 2);
    let first = &found[0];
    assert!(first.source.ends_with("news.jsonl#1"));
    assert_eq!(first.title.as_deref(), Some("Pilots Walk Out"));
    assert_eq!(first.publisher.as_deref(), Some("Harbour Gazette"));
    assert_eq!(first.author.as_deref(), Some("Maria Lund, Piet Hansen"));
    assert_eq!(first.date.map(|d| d.to_string()).as_deref(), Some("2024-03-03"));
    assert_eq!(first.text, format!("Pilots Walk Out\n\n{ARTICLE}"));
    assert_eq!(found[0].id, found[1].id, "the same content has the same id");
}

#[test]
fn json_files() {
    let one = serde_json::json!({"title": "A", "text": ARTICLE});
    assert_eq!(outcomes(&read("a.json", serde_json::to_string_pretty(&one).unwrap())), ["document"]);
    assert_eq!(outcomes(&read("a.json", serde_json::json!([one, one]).to_string())), ["document", "document"]);
    let wrapped = serde_json::json!({"status": "ok", "totalResults": 2, "articles": [one, {"content": ARTICLE}]});
    assert_eq!(outcomes(&read("a.json", wrapped.to_string())), ["document", "document"]);
}

#[test]
fn tables_with_ragged_rows() {
    let table = format!("id;title;text\n1;One;\"{ARTICLE}\"\n2;Two\n3;Three;{ARTICLE}\n");
    let items = read("news.csv", table);
    assert_eq!(
        outcomes(&items),
        ["document", "news.csv, record 2: 2 fields where the table has 3 columns", "document"]
    );
    let found = outcomes(&read("people.csv", "name,age\nMaria,30\n"));
    assert!(found[0].contains("neither a text column nor an event table; its columns are name, age"), "{found:?}");
}

#[test]
fn feeds() {
    let feed = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Harbour Gazette</title><link>https://g.example.org</link>\
         <item><title>Pilots Walk Out</title><link>https://g.example.org/a</link><pubDate>Sun, 03 Mar 2024 08:30:00 GMT</pubDate>\
         <description><![CDATA[<p>{ARTICLE}</p>]]></description></item>\
         <item><title>Harbour Museum to Reopen in the Spring After Long Repairs</title></item></channel></rss>"
    );
    for name in ["feed.rss", "feed.xml", "feed"] {
        let found = documents(read(name, &feed));
        assert_eq!(found.len(), 2, "{name}");
        assert_eq!(found[0].text, format!("Pilots Walk Out\n\n{ARTICLE}"));
        assert_eq!(found[0].publisher.as_deref(), Some("Harbour Gazette"));
        assert_eq!(found[0].date.map(|d| d.to_string()).as_deref(), Some("2024-03-03"));
        assert_eq!(found[1].date, None);
    }
}

fn warc_record(kind: &str, content_type: &str, body: &str) -> Vec<u8> {
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://gazette.example.org/2024/03/03/pilots\r\n\
         Content-Type: {content_type}\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
        body.len()
    )
    .into_bytes()
}

fn warc_page(html: &str) -> Vec<u8> {
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}");
    warc_record("response", "application/http; msgtype=response", &answer)
}

#[test]
fn web_archives() {
    let page = warc_page(&format!(
        "<html><body><article><h1>Pilots Walk Out</h1><p>{ARTICLE}</p><p>{ARTICLE}</p></article></body></html>"
    ));
    let info = warc_record("warcinfo", "application/warc-fields", "software: test\r\n");
    let image = warc_record("response", "application/http", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx");
    let records = [info, page.clone(), image, page];
    let members: Vec<u8> = records.iter().flat_map(|r| gzip(r)).collect();
    for (name, bytes) in [("crawl.warc", records.concat()), ("crawl.warc.gz", members.clone()), ("crawl", members)] {
        let found = documents(read(name, bytes));
        assert_eq!(found.len(), 2, "{name}");
        assert!(found[1].source.ends_with(&format!("{name}#4")));
        assert_eq!(found[0].publisher.as_deref(), Some("gazette.example.org"));
        assert_eq!(found[0].date.map(|d| d.to_string()).as_deref(), Some("2024-03-03"));
        assert_eq!(found[0].title.as_deref(), Some("Pilots Walk Out"));
    }
}

#[test]
fn a_broken_record_does_not_end_the_archive() {
    let page = warc_page(&format!("<html><body><p>{ARTICLE}</p></body></html>"));
    let bad = b"WARC/1.0\r\nWARC-Type: response\r\n\r\nno length here\r\n\r\n".to_vec();
    let cut = page[..page.len() - 60].to_vec();
    let items = read("crawl.warc", [page.clone(), bad, page, cut].concat());
    let found = outcomes(&items);
    assert_eq!(found.iter().filter(|o| *o == "document").count(), 2, "{found:?}");
    assert!(found.iter().any(|o| o.contains("no Content-Length")), "{found:?}");
    assert!(found.last().is_some_and(|o| o.contains("cut off")), "{found:?}");
}

#[test]
fn what_is_no_article_is_skipped_with_its_reason() {
    let french = "Le gouvernement a annoncé mardi de nouvelles mesures pour soutenir les pêcheurs de la côte.";
    for (name, content, reason) in [
        ("a.txt", Vec::new(), "skipped: empty file"),
        ("a.txt", b" \n\n\t\n".to_vec(), "skipped: no text"),
        ("a.txt", b"\x7fELF\x02\x01\x00\x00\x00\x00".to_vec(), "skipped: binary file"),
        ("a.txt", b"%PDF-1.7 ...".to_vec(), "skipped: PDF (save it as text)"),
        ("a.txt", french.as_bytes().to_vec(), "skipped: not English (French)"),
        ("a.txt", b"Advertisement\n".to_vec(), "skipped: nothing but boilerplate"),
    ] {
        assert_eq!(outcomes(&read(name, content)), [reason]);
    }
}

#[test]
fn folders_with_a_metadata_table() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    std::fs::write(at("a.txt"), ARTICLE).unwrap();
    std::fs::write(at("a.ann"), "T1\tcue 0 3\tThe\n").unwrap();
    std::fs::write(at("metadata.tsv"), "file\tpublisher\tdate\ttitle\na\tGazette\t2024-03-03\tPilots Walk Out\n")
        .unwrap();
    let options = Options { metadata: Some(at("metadata.tsv")), ..Options::default() };
    let items = read_with(dir.path(), options);
    assert_eq!(outcomes(&items).len(), 2);
    assert!(outcomes(&items)[0].starts_with("skipped: not a known format (.ann)"));
    let found = documents(items);
    assert_eq!((found[0].publisher.as_deref(), found[0].title.as_deref()), (Some("Gazette"), Some("Pilots Walk Out")));
    assert_eq!(found[0].date.map(|d| d.to_string()).as_deref(), Some("2024-03-03"));
}

#[test]
fn byline_and_time_stamp_tell_author_and_date() {
    let text = format!(
        "Pilots Walk Out of Bergen Harbour\n\nBy Maria Lund\n\nPublished: 3 March 2024, 08:30 GMT\n\n{ARTICLE}\n"
    );
    let found = documents(read("a.txt", text));
    assert_eq!(found[0].author.as_deref(), Some("Maria Lund"));
    assert_eq!(found[0].date.map(|d| d.to_string()).as_deref(), Some("2024-03-03"));
    assert_eq!(found[0].title.as_deref(), Some("Pilots Walk Out of Bergen Harbour"));
    let dateless = documents(read("a.txt", format!("BERGEN, May 16 (Agency) — {ARTICLE}")));
    assert_eq!(dateless[0].date, None, "a day without a year is no date");
}

#[test]
fn five_megabytes_without_a_line_break() {
    let found = documents(read("a.txt", format!("{ARTICLE} ").repeat(5 << 20 >> 7)));
    assert_eq!(found.len(), 1);
}

#[cfg(unix)]
#[test]
fn unreadable_files_are_reported() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.txt");
    std::fs::write(&path, ARTICLE).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o0)).unwrap();
    // Root reads everything.
    if std::fs::read(&path).is_err() {
        assert!(matches!(read_with(&path, Options::default())[..], [Item::Failed { .. }]));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn arbitrary_bytes_never_panic_and_spans_lie_in_the_text(
        name in prop::sample::select(vec!["a.txt", "a.md", "a.html", "a.jsonl", "a.json", "a.csv", "a.tsv", "a.rss", "a.warc", "a", "a.txt.gz"]),
        start in prop::sample::select(vec!["", "WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n", "<html><p>", "{\"text\":\"", "text,title\n", "<rss>", "---\n", "\u{1F}\u{8B}"]),
        bytes in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        for item in read(name, [start.as_bytes(), &bytes].concat()) {
            if let Item::Document(document) = item {
                for block in &document.blocks {
                    prop_assert!(document.text.get(block.span.start as usize..block.span.end as usize).is_some());
                }
            }
        }
    }
}
