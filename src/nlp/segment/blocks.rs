//! The blocks of plain text: paragraphs, headings and list items, found by lines.
//!
//! A blank line always divides. A single line break means a space in text whose lines were broken at some width,
//! and a new paragraph in text with one paragraph (or headline) a line; which one is decided for each stretch of lines
//! without blank ones, from the lengths of its lines.

use crate::model::{Block, BlockKind, Span};

/// Fewest and most characters that lines broken at a fixed width have, save the last of each paragraph.
const WRAP_WIDTH: std::ops::RangeInclusive<usize> = 40..=130;
/// A line of this many characters, or fewer, without a stop at its end, standing alone, may be a heading.
const LONGEST_HEADING: usize = 120;

/// A line: its span without the white space around it, and its length in characters.
#[derive(Clone, Copy)]
struct Line {
    span: Span,
    length: usize,
}

/// The blocks of `text`, in order. They cover all that is not white space.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut stretch = Vec::new();
    let long_lines = has_long_lines(text);
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{c}', '\u{85}']) {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            let line_break_of_two = line == "\n" && text[..at].ends_with('\r');
            if !line_break_of_two {
                close(text, &mut stretch, long_lines, &mut blocks);
            }
        } else {
            let start = at + (line.len() - line.trim_start().len());
            stretch.push(Line { span: Span::new(start, start + trimmed.len()), length: trimmed.chars().count() });
        }
        at += line.len();
    }
    close(text, &mut stretch, long_lines, &mut blocks);
    blocks
}

/// Whether a fifth of the lines and more are too long to have been broken at a width.
fn has_long_lines(text: &str) -> bool {
    let lines = text.lines().filter(|l| !l.trim().is_empty());
    let (long, all) = lines.fold((0, 0), |(long, all), l| {
        (long + usize::from(l.len() > *WRAP_WIDTH.end() && l.chars().count() > *WRAP_WIDTH.end()), all + 1)
    });
    long * 5 > all
}

/// Makes blocks of lines between blank ones.
fn close(text: &str, stretch: &mut Vec<Line>, long_lines: bool, blocks: &mut Vec<Block>) {
    let width = width(text, stretch);
    let wrapped = !long_lines && is_wrapped(text, stretch, width);
    let mut open: Option<Block> = None;
    for (i, line) in stretch.iter().enumerate() {
        let item = begins_item(line.span.of(text));
        match &mut open {
            Some(block) if wrapped && !item && fills(text, stretch, i, width) => {
                block.span = block.span.cover(line.span)
            }
            _ => {
                blocks.extend(open.take());
                let kind = if item { BlockKind::Item } else { BlockKind::Paragraph };
                open = Some(Block { span: line.span, kind });
            }
        }
    }
    let alone = stretch.len() == 1;
    blocks.extend(
        open.map(|b| if alone && is_heading(b.span.of(text)) { Block { kind: BlockKind::Heading, ..b } } else { b }),
    );
    stretch.clear();
}

/// Whether the lines were broken at some width: the longest is of a usual width, every line but paragraphs' last ones
/// could not have taken the next line's first word, and most of them end within a sentence.
fn is_wrapped(text: &str, lines: &[Line], width: usize) -> bool {
    let breaks = lines.len().saturating_sub(1);
    if breaks == 0 || !WRAP_WIDTH.contains(&width) {
        return false;
    }
    let full = (1..lines.len()).filter(|&i| could_not_take(text, lines, i, width)).count();
    let within = (1..lines.len())
        .filter(|&i| !ends_sentence(lines[i - 1].span.of(text)) || starts_small(lines[i].span.of(text)));
    full * 4 >= breaks * 3 && within.count() * 2 >= breaks
}

/// The longest line; a single word (an address) is as long as it is and does not count.
fn width(text: &str, lines: &[Line]) -> usize {
    let several = |l: &&Line| l.span.of(text).contains(char::is_whitespace);
    lines.iter().filter(several).map(|l| l.length).max().unwrap_or_default()
}

/// Whether line `i` goes on with the line before it: that one was full, or `i` begins with a small letter.
fn fills(text: &str, lines: &[Line], i: usize, width: usize) -> bool {
    could_not_take(text, lines, i, width) || starts_small(lines[i].span.of(text))
}

/// Whether the first word of line `i` had no room at the end of the line before it.
fn could_not_take(text: &str, lines: &[Line], i: usize, width: usize) -> bool {
    let word = lines[i].span.of(text).split_whitespace().next().unwrap_or_default().chars().count();
    lines[i - 1].length + 1 + word > width
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', ')', ']']).ends_with(['.', '!', '?', ':', '…'])
}

fn starts_small(line: &str) -> bool {
    line.starts_with(char::is_lowercase)
}

/// Short, without a stop, and more than a mark.
fn is_heading(line: &str) -> bool {
    line.chars().count() <= LONGEST_HEADING && !ends_sentence(line) && line.contains(char::is_alphabetic)
}

/// `- x`, `• x`, `1. x`, `(a) x`, `2) x`
fn begins_item(line: &str) -> bool {
    let Some((mark, rest)) = line.split_once(char::is_whitespace) else { return false };
    let number = mark.trim_start_matches('(').trim_end_matches(['.', ')']);
    let counted = mark.ends_with(['.', ')']) && (1..=2).contains(&number.len());
    let counter = number.bytes().all(|b| b.is_ascii_digit()) || number.len() == 1 && mark.ends_with(')');
    !rest.trim().is_empty() && (is_bullet(mark) || counted && counter)
}

/// A mark that stands before an item of a list.
pub(super) fn is_bullet(mark: &str) -> bool {
    matches!(mark, "-" | "*" | "•" | "·" | "–" | "—" | "●" | "▪" | "■" | "◦" | "‣" | "→" | "►" | "✓")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        blocks(text).iter().map(|b| b.span.of(text)).collect()
    }

    const WRAPPED: &str = "The harbour commission met on Tuesday to discuss the new ferry line between\n\
        the two islands. Its chair said that the first boats would sail before the\n\
        summer, if the weather allows. No objections were raised.";

    #[test]
    fn blank_lines_divide() {
        assert_eq!(parts("One.\n\nTwo.\r\n\r\n  Three. \n \n"), ["One.", "Two.", "Three."]);
        assert!(parts(" \n\n").is_empty());
    }

    #[test]
    fn lines_broken_at_a_width_are_one_paragraph() {
        assert_eq!(parts(WRAPPED), [WRAPPED]);
        let two = format!("Ferries to sail again\n\n{WRAPPED}");
        assert_eq!(blocks(&two).iter().map(|b| b.kind).collect::<Vec<_>>(), [BlockKind::Heading, BlockKind::Paragraph]);
    }

    #[test]
    fn a_paragraph_a_line_stays_so() {
        let text = "Council backs ferry\nThe council voted for the ferry line on Monday evening.\n\
            It was a long debate, said the mayor, and not everybody was pleased with how it ended or with what it will cost.\n\
            The vote was 12 to 9.";
        assert_eq!(parts(text).len(), 4);
    }

    #[test]
    fn headlines_in_a_list_stay_apart() {
        assert_eq!(
            parts("Storm closes three schools in the north\nMayor to step down\nFerry line wins backing").len(),
            3
        );
    }

    #[test]
    fn items_are_blocks() {
        let text = "Demands:\n- more boats\n- lower fares\n1. A timetable\n(2) A vote";
        let kinds: Vec<_> = blocks(text).iter().map(|b| b.kind).collect();
        assert_eq!(kinds[1..], [BlockKind::Item; 4]);
        assert_eq!(parts("3.5 per cent was too much").len(), 1);
    }
}
