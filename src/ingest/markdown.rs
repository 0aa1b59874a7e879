//! Markdown (CommonMark) with optional front matter.

use super::blocks::Piece;
use super::finish::Meta;
use super::{clean_value, date};
use crate::model::BlockKind;
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

/// Blocks and the front matter's metadata. Code is left out: it is no language.
pub(super) fn parse(text: &str) -> (Vec<Piece>, Meta) {
    let (meta, body) = front_matter(text);
    let mut state = State::default();
    for event in Parser::new(body) {
        state.take(event);
    }
    state.flush();
    (state.pieces, meta)
}

#[derive(Default)]
struct State {
    pieces: Vec<Piece>,
    text: String,
    kind: Option<BlockKind>,
    items: usize,
    silent: usize,
}

impl State {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                self.flush();
                self.kind = Some(if level == HeadingLevel::H1 { BlockKind::Title } else { BlockKind::Heading });
            }
            Event::Start(Tag::Item) => {
                self.flush();
                self.items += 1;
            }
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. }) => self.silent += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Image) => self.silent = self.silent.saturating_sub(1),
            Event::End(TagEnd::Item) => {
                self.flush();
                self.items = self.items.saturating_sub(1);
            }
            Event::End(TagEnd::Heading(_)) => {
                self.flush();
                self.kind = None;
            }
            Event::Start(Tag::Paragraph | Tag::BlockQuote(_) | Tag::List(_))
            | Event::End(TagEnd::Paragraph)
            | Event::Rule => {
                self.flush();
            }
            Event::Text(text) | Event::Code(text) if self.silent == 0 => self.text.push_str(&text),
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            _ => {}
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let words: Vec<&str> = text.split_whitespace().collect();
        if !words.is_empty() {
            let kind = self.kind.or((self.items > 0).then_some(BlockKind::Item));
            self.pieces.push(Piece { text: words.join(" "), marker: 0, kind });
        }
    }
}

/// `key: value` lines between two `---` lines at the very start.
fn front_matter(text: &str) -> (Meta, &str) {
    let none = || (Meta::default(), text);
    let Some(rest) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")) else { return none() };
    let Some(end) = rest.find("\n---") else { return none() };
    let mut meta = Meta::default();
    for (key, value) in rest[..end].lines().filter_map(|line| line.split_once(':')) {
        let Some(value) = clean_value(value.trim().trim_matches(['"', '\''])) else { continue };
        match key.trim().to_lowercase().as_str() {
            "title" => meta.title = Some(value),
            "author" | "authors" => meta.author = Some(value),
            "publisher" | "source" | "site" => meta.publisher = Some(value),
            "date" | "published" => meta.date = date::parse(&value),
            "url" | "link" => meta.url = Some(value),
            "lang" | "language" => meta.language = Some(value),
            _ => {}
        }
    }
    let after = &rest[end + 4..];
    (meta, after.find('\n').map_or("", |i| &after[i + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_and_front_matter() {
        let text = "---\ntitle: \"Pilots Walk Out\"\ndate: 2024-03-03\n---\n# Pilots Walk Out\n\nThe *pilots* of [Bergen](http://x.example)\n\
                    walked out.\n\n## Demands\n\n- more pay\n- rest\n\n```\ncode: 1;\n```\n";
        let (pieces, meta) = parse(text);
        let shown: Vec<_> = pieces.iter().map(|p| (p.kind, p.words())).collect();
        assert_eq!(
            shown,
            [
                (Some(BlockKind::Title), "Pilots Walk Out"),
                (None, "The pilots of Bergen walked out."),
                (Some(BlockKind::Heading), "Demands"),
                (Some(BlockKind::Item), "more pay"),
                (Some(BlockKind::Item), "rest"),
            ]
        );
        assert_eq!((meta.title.as_deref(), meta.date), (Some("Pilots Walk Out"), Some(jiff::civil::date(2024, 3, 3))));
    }
}
