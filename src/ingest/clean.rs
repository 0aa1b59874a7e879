//! What of a page is the article and what is not.
//!
//! News text is dirty even as plain text: advertisements, cookie notices, bylines, share buttons, other articles'
//! headlines. Each line is judged by the rules of `ontology/lexicon/boilerplate.tsv` ([`rules`]), clutter that is glued
//! to a paragraph is cut off first ([`cut`]), and what only its neighbours give away is found last ([`lists`]).
//! Nothing is lost: kept and dropped together are the input.

mod cut;
mod dateline;
mod lists;
mod rules;

use super::blocks::{Piece, ends_sentence};
use crate::model::{BlockKind, Dropped};
use rules::Zone;

/// The pieces that are the article, and those that are not, both in order.
pub(super) struct Cleaned {
    /// The article.
    pub kept: Vec<Piece>,
    /// The rest, each with the name of the rule that dropped it.
    pub dropped: Vec<Dropped>,
    /// How many of the dropped stood before the article's first paragraph: what they say (byline, date) is about it.
    pub leading: usize,
}

/// A piece and, once it is known for clutter, the reason.
struct Line {
    piece: Piece,
    reason: Option<&'static str>,
}

impl Line {
    fn words(&self) -> usize {
        self.piece.words().split_whitespace().count()
    }

    /// Whether this is surely running text.
    fn is_prose(&self) -> bool {
        let words = self.words();
        !matches!(self.piece.kind, Some(BlockKind::Title | BlockKind::Heading))
            && (words >= 25 || words >= 10 && ends_sentence(self.piece.words()))
    }
}

/// Parts the article from the page around it.
pub(super) fn clean(pieces: Vec<Piece>) -> Cleaned {
    let mut lines: Vec<Line> =
        pieces.into_iter().flat_map(cut::apart).map(|piece| Line { piece, reason: None }).collect();
    mark_by_rule(&mut lines);
    lists::mark_comments(&mut lines);
    lists::mark_followers(&mut lines);
    lists::mark_repetitions(&mut lines);
    lists::mark_headline_lists(&mut lines);
    lists::mark_furniture(&mut lines);
    dateline::part(&mut lines);
    sort_out(lines)
}

/// Judges each line by the table: first what is clutter anywhere, which shows where the article begins and ends, then
/// what is clutter only before or after it.
fn mark_by_rule(lines: &mut [Line]) {
    for line in lines.iter_mut() {
        line.reason = reason(line, Zone::Body);
    }
    let is_article = |l: &Line| l.reason.is_none() && l.is_prose();
    let first = lines.iter().position(is_article).unwrap_or(lines.len());
    let last = lines.iter().rposition(is_article).unwrap_or(lines.len());
    for (i, line) in lines.iter_mut().enumerate() {
        let zone = if i < first {
            Zone::Top
        } else if i > last {
            Zone::Bottom
        } else {
            Zone::Body
        };
        line.reason = reason(line, zone);
    }
}

fn reason(line: &Line, zone: Zone) -> Option<&'static str> {
    if !line.piece.words().contains(char::is_alphanumeric) {
        return Some("separator");
    }
    rules::matching(&line.piece.text, zone).map(|rule| rule.name)
}

/// Kept pieces to one side, dropped ones to the other.
fn sort_out(lines: Vec<Line>) -> Cleaned {
    let mut cleaned = Cleaned { kept: Vec::new(), dropped: Vec::new(), leading: 0 };
    let mut in_article = false;
    for line in lines {
        match line.reason {
            None => {
                in_article |= line.is_prose();
                cleaned.kept.push(line.piece);
            }
            Some(reason) => {
                cleaned.leading += usize::from(!in_article);
                cleaned.dropped.push(Dropped { text: line.piece.text, reason: reason.to_owned() });
            }
        }
    }
    cleaned
}

#[cfg(test)]
mod tests {
    use super::super::blocks::{kinds, of_plain_text};
    use super::*;
    use proptest::prelude::*;

    /// The page as cleaned, one line each: `kind text` for what is kept, then `- reason: text`.
    fn shown(page: &str) -> String {
        let cleaned = clean(of_plain_text(page));
        let kinds = kinds(&cleaned.kept, None);
        let kept = cleaned.kept.iter().zip(kinds).map(|(p, kind)| format!("{kind:?} {}\n", p.words()));
        let dropped = cleaned.dropped.iter().map(|d| format!("- {}: {}\n", d.reason, d.text));
        kept.chain(dropped).collect()
    }

    #[test]
    fn a_page_as_copied_from_a_browser() {
        insta::assert_snapshot!(shown(include_str!("../../tests/fixtures/ingest/browser_copy.txt")));
    }

    #[test]
    fn a_page_with_a_sidebar_of_other_headlines() {
        insta::assert_snapshot!(shown(include_str!("../../tests/fixtures/ingest/sidebar.txt")));
    }

    #[test]
    fn two_articles_run_together() {
        insta::assert_snapshot!(shown(include_str!("../../tests/fixtures/ingest/run_together.txt")));
    }

    #[test]
    fn a_live_blog_keeps_its_entries() {
        insta::assert_snapshot!(shown(include_str!("../../tests/fixtures/ingest/live_blog.txt")));
    }

    #[test]
    fn a_page_with_topics_captions_and_comments() {
        insta::assert_snapshot!(shown(include_str!("../../tests/fixtures/ingest/comments.txt")));
    }

    fn letters(text: &str) -> Vec<char> {
        let mut letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        letters.sort_unstable();
        letters
    }

    proptest! {
        #[test]
        fn kept_and_dropped_are_the_input(
            lines in proptest::collection::vec("(Advertisement|By Maria Lund|3 hours ago|Most read|[A-Z][a-z]{2,8}( [A-Za-z]{2,9}){0,14}[.]?|\\PC{0,40})", 0..30)
        ) {
            let pieces: Vec<Piece> = lines.iter().map(Piece::new).collect();
            let before: String = pieces.iter().map(|p| p.text.as_str()).collect();
            let cleaned = clean(pieces);
            let after: String =
                cleaned.kept.iter().map(|p| p.text.as_str()).chain(cleaned.dropped.iter().map(|d| d.text.as_str())).collect();
            prop_assert_eq!(letters(&before), letters(&after));
        }
    }
}
