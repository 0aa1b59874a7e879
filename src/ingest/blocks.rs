//! Blocks of a text: paragraphs, headings and list items from lines that may be hard-wrapped, glued or blank.

use crate::model::BlockKind;
use regex::Regex;
use std::sync::LazyLock;

/// A block before the main text is put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its text on one line, list marker included.
    pub text: String,
    /// Bytes of the list marker (`- `, `3. `) at its start, which is no part of the language.
    pub marker: usize,
    /// What markup says it is; none where only its shape can tell.
    pub kind: Option<BlockKind>,
}

impl Piece {
    /// A piece whose kind its shape must tell.
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), marker: 0, kind: None }
    }

    /// A piece that markup declares.
    pub(super) fn of_kind(text: impl Into<String>, kind: BlockKind) -> Self {
        Self { kind: Some(kind), ..Self::new(text) }
    }

    /// The text without its list marker.
    pub(super) fn words(&self) -> &str {
        self.text.get(self.marker..).unwrap_or_default()
    }
}

/// Cuts plain text into blocks: at blank lines, at line ends that do not fall within a sentence, and where a lost
/// line break has glued a sentence's end to the next block (`… uncertain.Talks Resume`).
pub(super) fn of_plain_text(text: &str) -> Vec<Piece> {
    let lines: Vec<String> = text.split(is_line_break).map(tidy).collect();
    let width = wrap_width(&lines);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut previous: Option<&str> = None;
    for line in &lines {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            previous = None;
            continue;
        }
        match (previous, pieces.last_mut()) {
            (Some(above), Some(piece)) if continues(above, line, width) => {
                piece.text.push(' ');
                piece.text.push_str(trimmed);
            }
            _ => pieces.push(Piece::new(trimmed)),
        }
        previous = Some(line);
    }
    pieces.into_iter().flat_map(unglue).map(mark_item).collect()
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// One line without control and zero-width characters, every kind of space a plain one, runs of spaces within it
/// single; its indentation stays.
fn tidy(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut started = false;
    for c in line.chars() {
        let c = match c {
            '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}' | '\u{AD}' => continue,
            '\t' => ' ',
            c if c.is_control() => continue,
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if c == ' ' && started && out.ends_with(' ') {
            continue;
        }
        started |= c != ' ';
        out.push(c);
    }
    out.truncate(out.trim_end().len());
    out
}

/// Widest line of a hard-wrapped text, in characters.
const WIDEST_WRAP: usize = 120;
/// Narrowest line width that anybody wraps at.
const NARROWEST_WRAP: usize = 40;

/// The width at which the text is hard-wrapped, if it is: most lines that have a next one in the same group could
/// not have taken its first word, and many of the next ones begin with a small letter, as headlines in a row do not.
fn wrap_width(lines: &[String]) -> Option<usize> {
    let mut lengths: Vec<usize> = lines.iter().filter(|l| !l.is_empty()).map(|l| l.chars().count()).collect();
    lengths.sort_unstable();
    let width = *lengths.get((lengths.len() * 95 / 100).min(lengths.len().checked_sub(1)?))?;
    if !(NARROWEST_WRAP..=WIDEST_WRAP).contains(&width) {
        return None;
    }
    let (mut pairs, mut full, mut small) = (0usize, 0usize, 0usize);
    for (above, below) in lines.iter().zip(lines.iter().skip(1)).filter(|(a, b)| !a.is_empty() && !b.is_empty()) {
        pairs += 1;
        full += usize::from(is_full(above, below, width));
        small += usize::from(below.trim_start().starts_with(char::is_lowercase));
    }
    (pairs > 1 && full * 10 >= pairs * 6 && small * 10 >= pairs * 4).then_some(width)
}

/// Whether the first word of `below` would not have fitted on `above`.
fn is_full(above: &str, below: &str, width: usize) -> bool {
    let word = below.split_whitespace().next().map_or(0, |w| w.chars().count());
    above.chars().count() + 1 + word > width
}

/// Whether `below` goes on with the paragraph of `above`, the line directly before it.
fn continues(above: &str, below: &str, width: Option<usize>) -> bool {
    let indented = below.starts_with(' ') && !above.starts_with(' ');
    let start = below.trim_start();
    if indented && ends_sentence(above) || item_marker(start) > 0 {
        return false;
    }
    if width.is_some_and(|width| is_full(above, below, width)) {
        return true;
    }
    !ends_sentence(above) && breaks_within_phrase(above, start)
}

/// Whether a line break stands where no block can end: before a small letter, or after a comma or a function word.
fn breaks_within_phrase(above: &str, below: &str) -> bool {
    const OPEN: &[&str] = &[
        "a", "an", "and", "as", "at", "between", "but", "by", "for", "from", "had", "has", "have", "in", "into", "is",
        "its", "of", "on", "or", "said", "that", "the", "their", "to", "was", "were", "which", "who", "will", "with",
    ];
    let last = above.split_whitespace().next_back().unwrap_or_default();
    // A word or two before a break may be a button (`Sign in`).
    let words = above.split_whitespace().count();
    below.starts_with(char::is_lowercase) && words > 1 || last.ends_with(',') || words > 2 && OPEN.contains(&last)
}

/// Whether the text ends as a sentence does: in a stop, perhaps within closing quotation marks or brackets.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(is_closer).ends_with(['.', '!', '?', '…', ':', ';'])
}

fn is_closer(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']')
}

/// The length of the list marker that the line begins with, its space included; 0 for none.
fn item_marker(line: &str) -> usize {
    static MARKER: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^(?:[-*•‣▪◦●·~–—]\s+|\(?(?:\d{1,2}|[a-zA-Z])[.)]\s+)").ok());
    let Some(found) = MARKER.as_ref().and_then(|m| m.find(line)) else { return 0 };
    // `J. Smith` and `A. The` begin with initials, not with a list's letter.
    let is_initial = found.as_str().starts_with(|c: char| c.is_alphabetic());
    if is_initial || line.len() == found.len() { 0 } else { found.len() }
}

fn mark_item(mut piece: Piece) -> Piece {
    piece.marker = item_marker(&piece.text);
    // `- Advertisement -` is a decorated line, no item.
    if piece.text.ends_with(['-', '–', '—', '*', '~']) {
        piece.marker = 0;
    }
    if piece.marker > 0 {
        piece.kind = Some(BlockKind::Item);
    }
    piece
}

/// Cuts a block where a lost line break has glued two: a small letter or closing mark, a stop, and at once a capital
/// with a small letter after it.
fn unglue(piece: Piece) -> Vec<Piece> {
    static GLUE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r#"([\p{L}\d]+)[.!?]+[”"’')\]]*(?:[“"‘(]?\p{Lu}[\p{Ll}’']|[“"‘]\p{Lu})"#).ok());
    let Some(glue) = GLUE.as_ref() else { return vec![piece] };
    let text = piece.text.as_str();
    let mut cuts = Vec::new();
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|rest| glue.captures(rest)) {
        let (Some(all), Some(word)) = (found.get(0), found.get(1)) else { break };
        let stop = from + word.end();
        let start = text[stop..].find(|c: char| c.is_uppercase()).map_or(stop, |i| stop + i);
        let start = text[..start].char_indices().next_back().filter(|(_, c)| is_opener(*c)).map_or(start, |(i, _)| i);
        if is_sentence_end(word.as_str()) && !is_address(text, stop) {
            cuts.push(start);
        }
        from += all.end().max(word.end() + 1);
    }
    cut_at(&piece, &cuts)
}

fn is_opener(c: char) -> bool {
    matches!(c, '“' | '‘' | '(')
}

/// Whether a stop after `word` ends a sentence rather than an abbreviation.
fn is_sentence_end(word: &str) -> bool {
    const TITLES: &[&str] = &[
        "Dr", "Mr", "Mrs", "Ms", "St", "Sen", "Rep", "Gov", "Gen", "Col", "Capt", "Sgt", "Lt", "Maj", "Prof", "Rev",
        "Hon", "Jr", "Sr", "No", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
        "vs", "Inc", "Corp", "Ltd", "Co", "Mt", "Ft", "Adm", "Amb", "Supt", "Dept", "Univ", "Art", "Vol", "Fig",
    ];
    word.chars().count() > 1 && !TITLES.contains(&word)
}

/// Whether the stop at `at` stands in a web address or file name (`www.Example.com`, `Booking.Com/deals`).
fn is_address(text: &str, at: usize) -> bool {
    let start = text[..at].rfind(char::is_whitespace).map_or(0, |i| i + 1);
    let end = text[at..].find(char::is_whitespace).map_or(text.len(), |i| at + i);
    let token = text[start..end].to_lowercase();
    let token = token.trim_end_matches(|c: char| !c.is_alphanumeric());
    token.contains("://")
        || token.contains("www.")
        || token.contains('@')
        || [".com", ".org", ".net", ".co.uk", ".gov", ".io", ".js", ".tv"].iter().any(|end| token.ends_with(end))
}

/// The pieces between the cuts; markers and declared kinds stay with the first.
fn cut_at(piece: &Piece, cuts: &[usize]) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(cuts.len() + 1);
    let mut start = 0;
    for end in cuts.iter().copied().chain([piece.text.len()]) {
        let Some(text) = piece.text.get(start..end).map(str::trim).filter(|t| !t.is_empty()) else { continue };
        let first = pieces.is_empty();
        pieces.push(if first { Piece { text: text.to_owned(), ..piece.clone() } } else { Piece::new(text) });
        start = end;
    }
    pieces
}

/// Gives every piece its kind: what markup says, else what its shape and neighbours tell.
pub(super) fn kinds(pieces: &[Piece], title: Option<&str>) -> Vec<BlockKind> {
    let mut kinds: Vec<BlockKind> = (0..pieces.len()).map(|i| kind_at(pieces, i)).collect();
    let headline = title.map(folded).unwrap_or_default();
    let first_body = kinds.iter().position(|k| *k == BlockKind::Paragraph).unwrap_or(kinds.len());
    let named = pieces.iter().take(5).position(|p| !headline.is_empty() && folded(p.words()) == headline);
    let first_heading = kinds[..first_body].iter().position(|k| *k == BlockKind::Heading);
    let declared = kinds.iter().position(|k| *k == BlockKind::Title);
    if let Some(at) = declared.or(named).or(first_heading) {
        kinds[at] = BlockKind::Title;
    }
    kinds
}

/// Letters and digits alone, in small letters: two headlines are the same when these are.
pub(super) fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn kind_at(pieces: &[Piece], at: usize) -> BlockKind {
    let piece = &pieces[at];
    if let Some(kind) = piece.kind {
        return kind;
    }
    let followed = pieces.get(at + 1).is_some();
    if followed && is_heading_shape(piece.words()) { BlockKind::Heading } else { BlockKind::Paragraph }
}

/// Longest heading, in words.
const HEADING_WORDS: usize = 22;

/// Whether a line has the shape of a heading: short, and without a stop, or with one but capitalised throughout.
pub(super) fn is_heading_shape(text: &str) -> bool {
    let words = text.split_whitespace().count();
    if words == 0 || words > HEADING_WORDS || text.chars().count() > 160 || text.starts_with(char::is_lowercase) {
        return false;
    }
    let bare = text.trim_end_matches(is_closer);
    if bare.ends_with([',', ';', ':', '—', '–', '-']) {
        return false;
    }
    let quoted = text.starts_with(['"', '“', '”']);
    let stopped = bare.ends_with(['.', '!', '…']);
    if stopped || quoted { is_title_case(text) && words <= 16 } else { true }
}

/// Whether nearly all longer words are capitalised, and there are at least three of them.
pub(super) fn is_title_case(text: &str) -> bool {
    let long = text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|w| w.chars().count() > 3);
    let (mut capital, mut all) = (0usize, 0usize);
    for word in long {
        all += 1;
        capital += usize::from(word.starts_with(|c: char| !c.is_lowercase()));
    }
    all >= 3 && capital * 10 >= all * 8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(BlockKind, &str)]) {
        let pieces = of_plain_text(text);
        let kinds = kinds(&pieces, None);
        let found: Vec<_> = kinds.into_iter().zip(pieces.iter().map(Piece::words)).collect();
        assert_eq!(found, expected);
    }

    use BlockKind::{Heading, Item, Paragraph, Title};

    #[test]
    fn one_line_a_paragraph() {
        check(
            "Ministers Agree on Fishing Quotas\nThe two ministers met in Bergen on Tuesday.\nA Long Night of Bargaining\nThey \
             settled on 4,000 tonnes.",
            &[
                (Title, "Ministers Agree on Fishing Quotas"),
                (Paragraph, "The two ministers met in Bergen on Tuesday."),
                (Heading, "A Long Night of Bargaining"),
                (Paragraph, "They settled on 4,000 tonnes."),
            ],
        );
    }

    #[test]
    fn hard_wrapped_lines_are_joined() {
        check(
            "The harbour authority of the northern port has asked its pilots to stay\nashore until the storm has passed, a \
             spokesman told local radio. Ferries\nto the islands will not sail before Thursday at noon, he said.\n\nFishermen \
             were less patient. They left on Tuesday night and came home\nwith empty nets.",
            &[
                (
                    Paragraph,
                    "The harbour authority of the northern port has asked its pilots to stay ashore until the storm has \
                     passed, a spokesman told local radio. Ferries to the islands will not sail before Thursday at noon, he \
                     said.",
                ),
                (Paragraph, "Fishermen were less patient. They left on Tuesday night and came home with empty nets."),
            ],
        );
    }

    #[test]
    fn a_break_within_a_phrase_is_no_border() {
        check(
            "The agreement with\nNorway was signed by the ministers,\nwho shook hands.",
            &[(Paragraph, "The agreement with Norway was signed by the ministers, who shook hands.")],
        );
    }

    #[test]
    fn glued_blocks_come_apart() {
        check(
            "The prospect remains uncertain.Port Strike Enters Second Week\nThe U.S.Army and Dr.Jones of example.Com agree.",
            &[
                (Paragraph, "The prospect remains uncertain."),
                (Heading, "Port Strike Enters Second Week"),
                (Paragraph, "The U.S.Army and Dr.Jones of example.Com agree."),
            ],
        );
    }

    #[test]
    fn list_markers_are_no_language() {
        check(
            "They agreed on three points.\n- Boats stay ashore.\n2. Nets are counted.\nJ. Smith was there.",
            &[
                (Paragraph, "They agreed on three points."),
                (Item, "Boats stay ashore."),
                (Item, "Nets are counted."),
                (Paragraph, "J. Smith was there."),
            ],
        );
    }
}
