//! Quotations: the spans between quotation marks, over sentences, and over paragraphs where each opens a mark anew.
//!
//! Straight and curly double marks, doubled single marks (`''so''`) and guillemets count; single marks count where they
//! cannot be apostrophes. A mark opens before a word and closes after one.

use crate::model::{Document, Span};

/// A quotation, its marks included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// From the opening mark to the closing one.
    pub span: Span,
    /// Whether it breaks off at the end of its paragraph, to go on in the next.
    pub open: bool,
}

/// A closed quotation longer than this (in bytes) within one paragraph is taken as a slip of the marks.
const LONGEST: usize = 6000;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Double,
    Single,
}

/// Quoted words without the marks of their quotation: `“We won,”` → `We won`. A quotation among other words keeps its marks.
pub(super) fn unquoted(text: &str, words: Span, quotations: &[Quotation]) -> Span {
    let at = quotations.partition_point(|q| q.span.end <= words.start);
    let Some(quotation) = quotations.get(at).filter(|q| q.span.start <= words.start) else { return words };
    let mark = |c: char| is_quote(c) || matches!(c, '\u{201D}' | '\u{2019}' | '«' | '»' | '\u{201E}');
    let inner = words.of(text);
    let from = inner.len() - inner.trim_start_matches(mark).len();
    let whole = quotation.span.end >= words.end;
    let until = if whole { inner.trim_end_matches(|c| mark(c) || matches!(c, ',' | '.')) } else { inner }.len();
    Span::new(words.start as usize + from, words.start as usize + until.max(from))
}

struct Mark {
    kind: Kind,
    start: usize,
    end: usize,
    may_open: bool,
    may_close: bool,
}

/// Finds the quotations of a document, in text order; a quotation within a quotation is left out.
pub fn find(document: &Document) -> Vec<Quotation> {
    let blocks = document.blocks.iter().flat_map(|b| within(&document.text, b.span));
    blocks.collect()
}

fn within(text: &str, block: Span) -> Vec<Quotation> {
    let marks = marks(block.of(text));
    let mut found = Vec::new();
    let mut open: Option<&Mark> = None;
    for mark in &marks {
        match open {
            Some(o) if o.kind == mark.kind && mark.may_close && mark.end - o.start <= LONGEST => {
                found.push(quotation(block, o.start, mark.end, false));
                open = None;
            }
            Some(o) if mark.may_open && !mark.may_close && o.kind == Kind::Single => open = Some(mark),
            None if mark.may_open => open = Some(mark),
            _ => {}
        }
    }
    if let Some(o) = open.filter(|o| o.kind == Kind::Double) {
        found.push(quotation(block, o.start, block.of(text).trim_end().len(), true));
    }
    found
}

fn quotation(block: Span, start: usize, end: usize, open: bool) -> Quotation {
    let base = block.start as usize;
    Quotation { span: Span::new(base + start, base + end), open }
}

fn marks(text: &str) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut skip_to = 0;
    for (at, c) in text.char_indices() {
        if at < skip_to
            || !matches!(
                c,
                '"' | '\u{201C}' | '\u{201D}' | '\'' | '\u{2018}' | '\u{2019}' | '«' | '»' | '`' | '\u{201E}'
            )
        {
            continue;
        }
        let doubled = matches!(c, '\'' | '`' | '\u{2018}' | '\u{2019}') && text[at + c.len_utf8()..].starts_with(c);
        let end = at + c.len_utf8() * if doubled { 2 } else { 1 };
        skip_to = end;
        found.extend(mark(text, at, end, c, doubled));
    }
    found
}

fn mark(text: &str, start: usize, end: usize, c: char, doubled: bool) -> Option<Mark> {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    let begins = before.is_none_or(|b| {
        b.is_whitespace() || matches!(b, '(' | '[' | '-' | '\u{2014}' | '\u{2013}' | '/') || is_quote(b)
    }) && after.is_some_and(|a| !a.is_whitespace());
    let ends = before.is_some_and(|b| !b.is_whitespace()) && after.is_none_or(|a| !a.is_alphanumeric());
    let (may_open, may_close) = match c {
        '\u{201C}' | '«' | '\u{201E}' => (true, false),
        '\u{201D}' | '»' => (false, true),
        _ => (begins, ends && !begins),
    };
    let single = matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '`') && !doubled;
    let may_open = may_open && !(single && c == '\u{2019}');
    let kind = if single { Kind::Single } else { Kind::Double };
    (may_open || may_close).then_some(Mark { kind, start, end, may_open, may_close })
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201C}' | '\'' | '\u{2018}' | '`')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, BlockKind};

    fn quoted(paragraphs: &[&str]) -> Vec<String> {
        let mut document = Document::default();
        for p in paragraphs {
            let start = document.text.len();
            document.text.push_str(p);
            let span = Span::new(start, document.text.len());
            document.blocks.push(Block { span, kind: BlockKind::Paragraph });
            document.text.push('\n');
        }
        find(&document).iter().map(|q| q.span.of(&document.text).to_owned()).collect()
    }

    #[test]
    fn straight_curly_and_doubled_marks() {
        assert_eq!(quoted(&[r#""Yes," he said. "It's time.""#]), [r#""Yes,""#, r#""It's time.""#]);
        assert_eq!(quoted(&["He was “not ready,” she said."]), ["“not ready,”"]);
        assert_eq!(quoted(&["He was ''not ready,'' she said."]), ["''not ready,''"]);
        assert_eq!(quoted(&["‘Not now,’ the workers’ union said"]), ["‘Not now,’"]);
    }

    #[test]
    fn apostrophes_are_no_quotations() {
        assert_eq!(quoted(&["The dogs' owner won't say it's the '90s."]), Vec::<String>::new());
    }

    #[test]
    fn a_quotation_runs_over_paragraphs() {
        let found = quoted(&["“First we wait.", "“Then we go,” he said."]);
        assert_eq!(found, ["“First we wait.", "“Then we go,”"]);
    }
}
