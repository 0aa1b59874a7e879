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

/// How many marks are looked at for where a quotation ends.
const MOST_MARKS: usize = 64;

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
    let next = document.blocks.iter().skip(1).map(|b| opening(b.span.of(&document.text)));
    let blocks = document.blocks.iter().zip(next.chain([None]));
    blocks.flat_map(|(b, next)| Block { text: b.span.of(&document.text), span: b.span, next }.quotations()).collect()
}

/// The kind of mark that opens a paragraph.
fn opening(text: &str) -> Option<Kind> {
    let first = text.chars().next().filter(|c| is_quote(*c) || *c == '«')?;
    marks(&text[..text.char_indices().nth(3).map_or(text.len(), |(i, _)| i)])
        .first()
        .filter(|m| m.start == 0 && m.may_open && first != '\u{2019}')
        .map(|m| m.kind)
}

/// A paragraph, and the kind of mark that opens the next one.
struct Block<'a> {
    text: &'a str,
    span: Span,
    next: Option<Kind>,
}

impl Block<'_> {
    fn quotations(&self) -> Vec<Quotation> {
        let marks = marks(self.text);
        let mut found = Vec::new();
        let mut open: Option<&Mark> = None;
        let mut depth = 0;
        // What may still belong to a quotation that begins at a mark.
        let near = |i: usize| &marks[i..marks.len().min(i + MOST_MARKS)];
        for (i, mark) in marks.iter().enumerate() {
            let Some(o) = open else {
                open = Some(mark).filter(|m| m.may_open);
                continue;
            };
            let same = o.kind == mark.kind;
            if same && mark.may_close && !self.is_apostrophe(near(i)) && mark.end - o.start <= LONGEST {
                if depth == 0 {
                    found.push(quotation(self.span, o.start, mark.end, false));
                    open = None;
                } else {
                    depth -= 1;
                }
            } else if mark.may_open && !mark.may_close {
                match o.kind {
                    Kind::Double if same && self.nests(near(i)) => depth += 1,
                    Kind::Single if same || !self.closes(near(i)) => open = Some(mark),
                    _ => {}
                }
            }
        }
        let end = self.text.trim_end().len();
        let unclosed = open.filter(|o| o.kind == Kind::Double || self.next == Some(o.kind));
        found.extend(unclosed.map(|o| quotation(self.span, o.start, end, true)));
        found
    }

    /// Whether the first of these marks opens a quotation within one with the same marks: the marks behind close both, or the outer
    /// one goes on in the next paragraph.
    fn nests(&self, marks: &[Mark]) -> bool {
        let mut depth = 1;
        for mark in marks.iter().filter(|m| m.kind == marks[0].kind) {
            depth += if mark.may_close { -1 } else { 1 };
            if depth == 0 {
                return true;
            }
        }
        depth == 1 && marks.len() > 1 && self.next == Some(marks[0].kind)
    }

    /// Whether single marks stay open over the quotation in double marks that the first of these marks opens: they close behind it.
    fn closes(&self, marks: &[Mark]) -> bool {
        let inner = marks.iter().position(|m| m.kind == Kind::Double && m.may_close && !m.may_open);
        let behind = inner.map_or(&[][..], |i| &marks[i + 1..]);
        let next = behind.iter().find(|m| m.kind == Kind::Single && (m.may_open || self.ends_speech(m)));
        next.is_some_and(|m| !m.may_open) || inner.is_some() && next.is_none() && self.next == Some(Kind::Single)
    }

    /// Whether the first of these marks, which may close, is the apostrophe of a plural (`the clerks' union`): what it stands in is
    /// closed later.
    fn is_apostrophe(&self, marks: &[Mark]) -> bool {
        let mark = &marks[0];
        let plural = mark.kind == Kind::Single && self.text[..mark.start].ends_with('s');
        let goes_on = self.text[mark.end..].strip_prefix(' ').is_some_and(|t| t.starts_with(char::is_lowercase));
        let later = marks[1..].iter().find(|m| m.kind == Kind::Single && (m.may_open || self.ends_speech(m)));
        plural && goes_on && later.map_or(self.next == Some(Kind::Single), |m| !m.may_open)
    }

    /// Whether a mark closes behind the punctuation of what is spoken.
    fn ends_speech(&self, mark: &Mark) -> bool {
        mark.may_close && self.text[..mark.start].ends_with([',', '.', '?', '!'])
    }
}

/// What is spoken within quotations, in marks of the other kind: `“She said, ‘Thank you.’ Then she left.”`
pub(super) fn nested(text: &str, quotations: &[Quotation]) -> Vec<Span> {
    let mut found = Vec::new();
    for quotation in quotations {
        let inner = quotation.span.of(text);
        let all = marks(inner);
        let outer = all.first().map(|m| m.kind);
        let mut open = None;
        for mark in all.iter().filter(|m| Some(m.kind) != outer) {
            let before = inner[..mark.start].trim_end();
            let begins = before.ends_with([',', ':']) && inner[mark.end..].starts_with(char::is_uppercase);
            match open {
                None if mark.may_open && begins => open = Some(mark.start),
                Some(start) if mark.may_close && before.ends_with([',', '.', '?', '!']) => {
                    let base = quotation.span.start as usize;
                    found.push(Span::new(base + start, base + mark.end));
                    open = None;
                }
                _ => {}
            }
        }
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
    // `“It rained,”Roth said`: a blank is missing.
    let glued = before.is_some_and(|b| matches!(b, ',' | '.' | '?' | '!')) && after.is_some_and(char::is_uppercase);
    let ends = before.is_some_and(|b| !b.is_whitespace()) && (glued || after.is_none_or(|a| !a.is_alphanumeric()));
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
    use super::find;
    use crate::model::{Block, BlockKind, Document, Span};

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
        assert_eq!(quoted(&[r#""It rained,"Roth said."#]), [r#""It rained,""#]);
    }

    #[test]
    fn speech_within_speech_has_marks_of_the_other_kind() {
        let text = "“She said, ‘Thank you. It’s late.’ Then the clerks’ union left.”";
        let mut document = Document { text: text.to_owned(), ..Document::default() };
        document.blocks.push(Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph });
        let inner = super::nested(text, &find(&document));
        assert_eq!(inner.iter().map(|s| s.of(text)).collect::<Vec<_>>(), ["‘Thank you. It’s late.’"]);
    }

    #[test]
    fn apostrophes_are_no_quotations() {
        assert_eq!(quoted(&["The dogs' owner won't say it's the '90s."]), Vec::<String>::new());
    }

    #[test]
    fn a_quotation_runs_over_paragraphs() {
        let found = quoted(&["“First we wait.", "“Then we go,” he said."]);
        assert_eq!(found, ["“First we wait.", "“Then we go,”"]);
        let found = quoted(&["She added: 'First we wait.", "'Then we'll go. It's late.'", "Rain fell."]);
        assert_eq!(found, ["'First we wait.", "'Then we'll go. It's late.'"]);
    }

    #[test]
    fn a_quotation_within_a_quotation_does_not_end_it() {
        let whole = r#""I was in the "Top Ten," which is nice. Thanks.""#;
        assert_eq!(quoted(&[whole]), [whole]);
        let whole = r#"'When I ask and they say: "Oh, sure," that's no help.'"#;
        assert_eq!(quoted(&[whole]), [whole]);
        assert_eq!(quoted(&["'The clerks' union is late,' he said."]), ["'The clerks' union is late,'"]);
        assert_eq!(quoted(&[r#""Yes, he said. "No.""#]), [r#""Yes, he said. "No.""#]);
        assert_eq!(quoted(&[r#"In the '90s "it rained," he said."#]), [r#""it rained,""#]);
    }
}
