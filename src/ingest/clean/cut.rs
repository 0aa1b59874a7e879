//! Clutter glued to a paragraph: `… remains uncertain.Accept Read More`, `Advertisement The minister said …`.

use super::rules::{self, Cut, Zone};
use crate::ingest::blocks::Piece;

/// A paragraph has at least this many words; shorter lines are judged whole.
const PARAGRAPH_WORDS: usize = 8;
/// Most words of a line glued before a sentence.
const PREFIX_WORDS: usize = 4;

/// Cuts glued clutter off a paragraph; the parts are judged as lines of their own afterwards.
pub(super) fn apart(piece: Piece) -> Vec<Piece> {
    if piece.words().split_whitespace().nth(PARAGRAPH_WORDS).is_none()
        || rules::matching(&piece.text, Zone::Body).is_some()
    {
        return vec![piece];
    }
    let text = piece.text.as_str();
    let starts = sentence_starts(text, piece.marker);
    let mut cuts: Vec<usize> = Vec::new();
    for &start in &starts {
        if let Some(end) = glued_before(text, start) {
            cuts.extend([start, end]);
        }
    }
    // The longest tail of whole sentences that is clutter.
    let tail = starts.iter().copied().skip(1).find(|start| is_clutter(&text[*start..], Cut::End));
    cuts.extend(tail);
    cuts.sort_unstable();
    cuts.dedup();
    split(&piece, &cuts)
}

/// Where sentences begin, roughly: after a stop with its closing marks.
fn sentence_starts(text: &str, from: usize) -> Vec<usize> {
    let mut starts = vec![from];
    let mut after_stop = false;
    for (i, c) in text.char_indices().filter(|(i, _)| *i >= from) {
        match c {
            '.' | '!' | '?' | '…' => after_stop = true,
            '"' | '”' | '’' | '\'' | ')' | ']' | ' ' => {}
            _ => {
                if after_stop && (c.is_uppercase() || matches!(c, '©' | '-' | '–' | '—' | '|')) {
                    starts.push(i);
                }
                after_stop = false;
            }
        }
    }
    starts
}

fn is_clutter(text: &str, least: Cut) -> bool {
    rules::matching(text, Zone::Body).is_some_and(|rule| rule.cut >= least)
}

/// The end of a line of clutter that stands at `start`, glued before a sentence.
fn glued_before(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    let mut ends: Vec<usize> = Vec::new();
    let mut words = 0;
    let mut previous = ' ';
    for (i, c) in rest.char_indices() {
        let camel = previous.is_lowercase() && c.is_uppercase();
        let spaced = previous == ' ' && i > 0;
        if camel || spaced && starts_sentence(&rest[i..]) {
            ends.push(i);
        }
        words += usize::from(c == ' ');
        if words > PREFIX_WORDS {
            break;
        }
        previous = c;
    }
    ends.into_iter().rev().find(|end| is_clutter(&rest[..*end], Cut::Both)).map(|end| start + end)
}

/// Whether the text begins as only a sentence does: with a quotation mark or a capitalised function word. (Any other
/// capital may go on with a name: `Advertisement Standards officials`.)
fn starts_sentence(text: &str) -> bool {
    const STARTERS: &[&str] = &[
        "A",
        "After",
        "All",
        "Although",
        "An",
        "And",
        "As",
        "At",
        "Before",
        "But",
        "By",
        "For",
        "From",
        "He",
        "Her",
        "His",
        "However",
        "I",
        "If",
        "In",
        "It",
        "Its",
        "Many",
        "Meanwhile",
        "On",
        "One",
        "Our",
        "She",
        "Since",
        "So",
        "Some",
        "That",
        "The",
        "Their",
        "There",
        "These",
        "They",
        "This",
        "Those",
        "To",
        "We",
        "What",
        "When",
        "While",
        "With",
        "You",
    ];
    let word = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    text.starts_with(['“', '"', '‘']) || STARTERS.contains(&word)
}

fn split(piece: &Piece, cuts: &[usize]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut from = 0;
    for to in cuts.iter().copied().chain([piece.text.len()]) {
        let part = piece.text.get(from..to).unwrap_or_default();
        from = to;
        if part.trim().is_empty() {
            continue;
        }
        let lead = part.len() - part.trim_start().len();
        let first = pieces.is_empty() && to > piece.marker;
        let marker = if first { piece.marker.saturating_sub(lead) } else { 0 };
        pieces.push(Piece { text: part.trim().to_owned(), marker, kind: piece.kind });
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = apart(Piece::new(text)).into_iter().map(|p| p.text).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn clutter_after_the_last_sentence() {
        let article = "Without a settlement this week the outlook for the fishing fleet remains uncertain.";
        check(&format!("{article}Accept Read More"), &[article, "Accept Read More"]);
        check(&format!("{article} Read Morenews"), &[article, "Read Morenews"]);
        check(&format!("{article} © 2025 Harbour Gazette"), &[article, "© 2025 Harbour Gazette"]);
    }

    #[test]
    fn clutter_before_a_sentence() {
        check(
            "AdvertisementThe minister said on Tuesday that boats would stay ashore for now.",
            &["Advertisement", "The minister said on Tuesday that boats would stay ashore for now."],
        );
        check(
            "The minister spoke on Tuesday. Advertisement He said that boats would stay ashore.",
            &["The minister spoke on Tuesday.", "Advertisement", "He said that boats would stay ashore."],
        );
    }

    #[test]
    fn whole_paragraphs_stay_whole() {
        for text in [
            "Advertisement Standards officials fined the company four million crowns on Monday.",
            "Accept the offer or leave, the owner told the crew of the second boat on Monday.",
        ] {
            assert_eq!(apart(Piece::new(text)).len(), 1, "{text}");
        }
    }
}
