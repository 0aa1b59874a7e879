//! CoNLL-U, the exchange format of Universal Dependencies: read with its words kept, written with offsets.
//!
//! Specification: <https://universaldependencies.org/format.html>. `TokenRange` and `SpaceAfter` in MISC are
//! used as UDPipe does, `NE` holds a name's kind with a `B-` or `I-` mark.

use crate::model::{Block, BlockKind, CharIndex, Sentence, Span, Token};
use crate::nlp::tokenize::Word;
use crate::nlp::{names, numeric};
use std::fmt::Write;
use std::ops::Range;

/// A malformed line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}:{line}: {reason}")]
pub struct ConlluError {
    /// The file, as given.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

/// A word line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The word as written (FORM).
    pub form: String,
    /// Dictionary form (LEMMA).
    pub lemma: String,
    /// Universal part of speech (UPOS).
    pub upos: String,
    /// Part of speech of the treebank (XPOS).
    pub xpos: String,
    /// Number of the head word; 0 for the root, none where the file has `_` (HEAD).
    pub head: Option<u32>,
    /// Relation to the head (DEPREL).
    pub deprel: String,
    /// Whether a space follows (no `SpaceAfter=No` in MISC).
    pub space_after: bool,
}

/// A range line: several words that are written as one (`don't`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Multiword {
    /// Index of the first word, from 0.
    pub first: usize,
    /// Index of the last word, inclusive.
    pub last: usize,
    /// The words as written.
    pub form: String,
    /// Whether a space follows.
    pub space_after: bool,
}

/// A sentence as the file has it, without its empty nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConlluSentence {
    /// The comment lines, without line ends, `#` included.
    pub comments: Vec<String>,
    /// The words.
    pub rows: Vec<Row>,
    /// The multiword tokens, in order, not overlapping.
    pub multiwords: Vec<Multiword>,
}

impl ConlluSentence {
    /// The value of a comment `# key = value`, or the empty text of a comment `# key`.
    pub fn comment(&self, key: &str) -> Option<&str> {
        self.comments.iter().find_map(|line| {
            let rest = line.strip_prefix('#')?.trim_start().strip_prefix(key)?;
            match rest.trim_start().strip_prefix('=') {
                Some(value) => Some(value.trim()),
                None => rest.is_empty().then_some(""),
            }
        })
    }

    /// Whether the sentence opens a paragraph or a document.
    pub fn opens_paragraph(&self) -> bool {
        ["newpar", "newpar id", "newdoc", "newdoc id"].iter().any(|key| self.comment(key).is_some())
    }

    /// The tokens as written: form, indices of the first and last word, whether a space follows.
    fn surface(&self) -> Vec<(&str, usize, usize, bool)> {
        let mut tokens = Vec::with_capacity(self.rows.len());
        let mut multiwords = self.multiwords.iter().peekable();
        let mut i = 0;
        while i < self.rows.len() {
            if let Some(m) = multiwords.next_if(|m| m.first == i) {
                tokens.push((m.form.as_str(), m.first, m.last, m.space_after));
                i = m.last + 1;
            } else {
                tokens.push((self.rows[i].form.as_str(), i, i, self.rows[i].space_after));
                i += 1;
            }
        }
        tokens
    }
}

/// Reads all sentences of `source`. Line ends may be LF or CRLF; `path` serves the error message alone.
pub fn read(source: &str, path: &str) -> Result<Vec<ConlluSentence>, ConlluError> {
    let mut sentences = Vec::new();
    let mut current = ConlluSentence::default();
    let mut number = 0;
    for line in source.strip_prefix('\u{feff}').unwrap_or(source).lines() {
        number += 1;
        let fail = |reason| ConlluError { path: path.to_owned(), line: number, reason };
        if line.trim().is_empty() {
            close(&mut current, &mut sentences).map_err(fail)?;
        } else if line.starts_with('#') {
            current.comments.push(line.to_owned());
        } else {
            read_line(line, &mut current).map_err(fail)?;
        }
    }
    close(&mut current, &mut sentences).map_err(|reason| ConlluError {
        path: path.to_owned(),
        line: number,
        reason,
    })?;
    Ok(sentences)
}

/// Ends a sentence: its heads and ranges must point at its words. Comments without words wait for the next sentence.
fn close(current: &mut ConlluSentence, sentences: &mut Vec<ConlluSentence>) -> Result<(), String> {
    let count = current.rows.len();
    if let Some(m) = current.multiwords.iter().find(|m| m.last >= count) {
        return Err(format!("the sentence ends within the range {}-{}", m.first + 1, m.last + 1));
    }
    if let Some(head) = current.rows.iter().filter_map(|r| r.head).find(|h| *h as usize > count) {
        return Err(format!("head {head} in a sentence of {count} words"));
    }
    if count > 0 {
        sentences.push(std::mem::take(current));
    }
    Ok(())
}

fn read_line(line: &str, sentence: &mut ConlluSentence) -> Result<(), String> {
    let columns: Vec<&str> = line.split('\t').collect();
    let &[id, form, lemma, upos, xpos, _feats, head, deprel, _deps, misc] = columns.as_slice() else {
        return Err(format!("{} columns, not 10 separated by tabs", columns.len()));
    };
    if id.contains('.') {
        return Ok(());
    }
    if form.trim().is_empty() {
        return Err("empty form".to_owned());
    }
    let space_after = !misc.split('|').any(|m| m == "SpaceAfter=No");
    if let Some((first, last)) = id.split_once('-') {
        let (first, last) = (read_number(first)?, read_number(last)?);
        let free = sentence.multiwords.last().is_none_or(|m| m.last + 1 < first);
        if first != sentence.rows.len() + 1 || last < first || !free {
            return Err(format!("range {id} after word {}", sentence.rows.len()));
        }
        sentence.multiwords.push(Multiword { first: first - 1, last: last - 1, form: form.to_owned(), space_after });
        return Ok(());
    }
    if read_number(id)? != sentence.rows.len() + 1 {
        return Err(format!("word {id} after word {}", sentence.rows.len()));
    }
    let head = if head == "_" { None } else { Some(read_number(head)? as u32) };
    let [form, lemma, upos, xpos, deprel] = [form, lemma, upos, xpos, deprel].map(str::to_owned);
    sentence.rows.push(Row { form, lemma, upos, xpos, head, deprel, space_after });
    Ok(())
}

fn read_number(text: &str) -> Result<usize, String> {
    text.parse::<u32>().map(|n| n as usize).map_err(|_| format!("`{text}` is not a number"))
}

/// Sentences laid out in one text, their words kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The text: sentences joined by a space, paragraphs by a blank line.
    pub text: String,
    /// The paragraphs.
    pub blocks: Vec<Block>,
    /// The sentences, one for each that was read.
    pub sentences: Vec<PlacedSentence>,
}

/// A sentence's place in a [`Layout`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlacedSentence {
    /// Where it stands in the text.
    pub span: Span,
    /// Index of its block.
    pub block: u32,
    /// Its words.
    pub words: Vec<Word>,
}

/// Lays the sentences out as the text that they came from: spaces after `SpaceAfter`, or after `# text` where that
/// holds the same characters.
pub fn lay_out(sentences: &[ConlluSentence]) -> Layout {
    let mut layout = Layout::default();
    let mut space_before = true;
    for sentence in sentences {
        let new_block = layout.blocks.is_empty() || sentence.opens_paragraph();
        match (layout.blocks.is_empty(), new_block) {
            (true, _) => {}
            (false, true) => layout.text.push_str("\n\n"),
            (false, false) if space_before => layout.text.push(' '),
            (false, false) => {}
        }
        let placed = place(sentence, layout.text.len(), layout.blocks.len() as u32 - u32::from(!new_block));
        layout.text.push_str(&placed.1);
        if new_block {
            layout.blocks.push(Block { span: placed.0.span, kind: BlockKind::Paragraph });
        } else if let Some(block) = layout.blocks.last_mut() {
            block.span = block.span.cover(placed.0.span);
        }
        space_before = sentence.surface().last().is_none_or(|t| t.3);
        layout.sentences.push(placed.0);
    }
    layout
}

/// The sentence's text and the spans of its words when that text begins at byte `start`.
fn place(sentence: &ConlluSentence, start: usize, block: u32) -> (PlacedSentence, String) {
    let tokens = sentence.surface();
    let (text, spans) = sentence
        .comment("text")
        .and_then(|text| Some((text.to_owned(), align(text, &tokens)?)))
        .unwrap_or_else(|| join(&tokens));
    let mut words = Vec::with_capacity(sentence.rows.len());
    for (&(_, first, last, _), span) in tokens.iter().zip(spans) {
        split_token(&sentence.rows[first..=last], span.of(&text), start + span.start as usize, &mut words);
    }
    (PlacedSentence { span: Span::new(start, start + text.len()), block, words }, text)
}

/// Where the tokens stand in `text`; none if other characters than white space lie between them.
fn align(text: &str, tokens: &[(&str, usize, usize, bool)]) -> Option<Vec<Span>> {
    let mut at = 0;
    let mut spans = Vec::with_capacity(tokens.len());
    for (form, ..) in tokens {
        let rest = text.get(at..)?;
        at += rest.len() - rest.trim_start().len();
        text.get(at..)?.strip_prefix(form)?;
        spans.push(Span::new(at, at + form.len()));
        at += form.len();
    }
    text.get(at..)?.trim().is_empty().then_some(spans)
}

/// The tokens with the spaces that `SpaceAfter` says.
fn join(tokens: &[(&str, usize, usize, bool)]) -> (String, Vec<Span>) {
    let mut text = String::new();
    let mut spans = Vec::with_capacity(tokens.len());
    for (i, (form, _, _, space_after)) in tokens.iter().enumerate() {
        spans.push(Span::new(text.len(), text.len() + form.len()));
        text.push_str(form);
        if *space_after && i + 1 < tokens.len() {
            text.push(' ');
        }
    }
    (text, spans)
}

/// The words of one token. Forms that do not make up the token (`du` = `de` + `le`) each get the whole of it.
fn split_token(rows: &[Row], surface: &str, start: usize, words: &mut Vec<Word>) {
    let exact = rows.iter().map(|r| r.form.len()).sum::<usize>() == surface.len()
        && rows.iter().try_fold(surface, |rest, r| rest.strip_prefix(r.form.as_str())).is_some();
    let mut at = start;
    for (i, row) in rows.iter().enumerate() {
        let span = if exact { Span::new(at, at + row.form.len()) } else { Span::new(start, start + surface.len()) };
        words.push(Word { span, joined: i > 0 });
        at += row.form.len();
    }
}

/// The comment lines of a sentence of our own: `# sent_id`, `# text`, and the marks of a new document or paragraph.
pub fn comments(id: &str, text: &str, new_document: Option<&str>, new_paragraph: bool) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(new_document.map(|d| format!("# newdoc id = {}", one_line(d))));
    if new_paragraph {
        lines.push("# newpar".to_owned());
    }
    lines.push(format!("# sent_id = {}", one_line(id)));
    lines.push(format!("# text = {}", one_line(text)));
    lines
}

/// White space, line ends included, as single spaces.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Writes analysed sentences of one text.
pub struct Writer<'t> {
    text: &'t str,
    index: CharIndex,
    /// Characters before the text.
    before: usize,
}

impl<'t> Writer<'t> {
    /// A writer for sentences of `text`, whose offsets it gives in characters.
    pub fn new(text: &'t str) -> Self {
        Self { text, index: CharIndex::new(text), before: 0 }
    }

    /// The same for a text that is a part of another, `before` characters after its beginning.
    pub fn starting_at(self, before: usize) -> Self {
        Self { before, ..self }
    }

    /// Appends `sentence` to `out`. `words` are the words as tokenised, those of the sentence or more, in text order:
    /// they say which tokens are written as one.
    pub fn sentence(&self, out: &mut String, comments: &[String], sentence: &Sentence, words: &[Word]) {
        for line in comments {
            let _ = writeln!(out, "{line}");
        }
        let names = name_marks(self.text, sentence);
        for token in multiword_groups(sentence, words) {
            let (first, last) = (token.start, token.end - 1);
            if last > first {
                let span = sentence.tokens[first].span.cover(sentence.tokens[last].span);
                let (form, misc) = (form(span, self.text), self.misc(span, true, None));
                let _ = writeln!(out, "{}-{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}", first + 1, last + 1);
            }
            for i in token {
                self.word(
                    out,
                    i,
                    &sentence.tokens[i],
                    &self.misc(sentence.tokens[i].span, first == last, names[i].as_deref()),
                );
            }
        }
        out.push('\n');
    }

    fn word(&self, out: &mut String, i: usize, token: &Token, misc: &str) {
        let (id, form, lemma) = (i + 1, form(token.span, self.text), filled(&token.lemma));
        let (upos, xpos, deprel) = (filled(token.upos), filled(token.xpos), filled(token.deprel));
        let _ = writeln!(out, "{id}\t{form}\t{lemma}\t{upos}\t{xpos}\t_\t{}\t{deprel}\t_\t{misc}", token.head);
    }

    /// The last column; `spaced` where the line is to say whether a space follows.
    fn misc(&self, span: Span, spaced: bool, name: Option<&str>) -> String {
        let mut misc = name.map(|n| format!("NE={n}|")).unwrap_or_default();
        let rest = self.text.get(span.end as usize..).unwrap_or_default();
        if spaced && rest.starts_with(|c: char| !c.is_whitespace()) {
            misc.push_str("SpaceAfter=No|");
        }
        let [start, end] = [span.start, span.end].map(|at| self.before + self.index.chars_before(at) as usize);
        let _ = write!(misc, "TokenRange={start}:{end}");
        misc
    }
}

/// The ranges of tokens that are written as one; most have one token.
fn multiword_groups(sentence: &Sentence, words: &[Word]) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::with_capacity(sentence.tokens.len());
    for (i, token) in sentence.tokens.iter().enumerate() {
        let joined = words.binary_search_by_key(&token.span, |w| w.span).is_ok_and(|w| words[w].joined);
        match groups.last_mut() {
            Some(group) if joined => group.end = i + 1,
            _ => groups.push(i..i + 1),
        }
    }
    groups
}

fn form(span: Span, text: &str) -> String {
    filled(&one_line(span.of(text))).to_owned()
}

/// An empty column is written `_`.
fn filled(column: &str) -> &str {
    if column.is_empty() { "_" } else { column }
}

/// `B-PER`, `I-PER` for each token that is part of a name, or else of a numeric expression.
fn name_marks(text: &str, sentence: &Sentence) -> Vec<Option<String>> {
    let mut marks = vec![None; sentence.tokens.len()];
    let names = sentence.names.iter().map(|name| (name.first, name.last, names::label(name.kind)));
    let numbers = numeric::find(text, sentence).into_iter().map(|(first, last, kind)| (first, last, kind.label()));
    for (first, last, label) in names.chain(numbers) {
        let Some(marks) = marks.get_mut(first as usize..=last as usize) else { continue };
        if marks.iter().all(Option::is_none) {
            for (i, mark) in marks.iter_mut().enumerate() {
                *mark = Some(format!("{}-{label}", if i == 0 { 'B' } else { 'I' }));
            }
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EntityType, Name};

    const SAMPLE: &str = "\
# newdoc id = d1\r
# sent_id = a\r
# text = We don't go.\r
1\tWe\twe\tPRON\tPRP\t_\t4\tnsubj\t_\t_\r
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\r
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_\r
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\r
3.1\tever\t_\t_\t_\t_\t_\t_\t_\t_\r
4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\r
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\r
\r
# newpar\r
# sent_id = b\r
1\tÉtienne\tÉtienne\tPROPN\tNNP\t_\t_\t_\t_\tSpaceAfter=No\r
2\t!\t!\tPUNCT\t.\t_\t_\t_\t_\t_";

    fn texts(layout: &Layout) -> Vec<Vec<&str>> {
        layout.sentences.iter().map(|s| s.words.iter().map(|w| w.span.of(&layout.text)).collect()).collect()
    }

    #[test]
    fn reads_words_ranges_and_comments() {
        let read = read(SAMPLE, "x").expect("well-formed");
        assert_eq!(read.len(), 2);
        assert_eq!(read[0].comment("sent_id"), Some("a"));
        assert_eq!(read[0].rows.len(), 5, "the empty node is left out");
        assert_eq!(read[0].multiwords[0].form, "don't");
        assert_eq!((read[0].rows[3].head, read[1].rows[0].head), (Some(0), None));
    }

    #[test]
    fn lays_sentences_out_as_they_were_written() {
        let layout = lay_out(&read(SAMPLE, "x").expect("well-formed"));
        assert_eq!(layout.text, "We don't go.\n\nÉtienne!");
        assert_eq!(texts(&layout), [vec!["We", "do", "n't", "go", "."], vec!["Étienne", "!"]]);
        assert_eq!(layout.blocks.len(), 2);
        assert!(layout.sentences[0].words[2].joined);
    }

    #[test]
    fn forms_that_do_not_make_up_their_token_share_its_span() {
        let source = "1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n1\tde\t_\t_\t_\t_\t_\t_\t_\t_\n2\tle\t_\t_\t_\t_\t_\t_\t_\t_\n";
        assert_eq!(texts(&lay_out(&read(source, "x").expect("well-formed"))), [vec!["du", "du"]]);
    }

    #[test]
    fn errors_name_file_and_line() {
        let broken =
            |line: &str| read(&format!("# sent_id = 1\n{line}\n"), "a.conllu").expect_err("malformed").to_string();
        assert_eq!(broken("1\tone"), "a.conllu:2: 2 columns, not 10 separated by tabs");
        assert_eq!(broken("x\ta\t_\t_\t_\t_\t_\t_\t_\t_"), "a.conllu:2: `x` is not a number");
        assert_eq!(broken("2\ta\t_\t_\t_\t_\t_\t_\t_\t_"), "a.conllu:2: word 2 after word 0");
        assert_eq!(broken("1\ta\t_\t_\t_\t_\t7\t_\t_\t_"), "a.conllu:2: head 7 in a sentence of 1 words");
        assert!(broken("1-2\ta\t_\t_\t_\t_\t_\t_\t_\t_").contains("range 1-2"));
    }

    #[test]
    fn what_is_written_reads_back() {
        let layout = lay_out(&read(SAMPLE, "x").expect("well-formed"));
        let placed = &layout.sentences[1];
        let token = |i: usize| Token {
            span: placed.words[i].span,
            lemma: String::new(),
            upos: "PROPN",
            xpos: "NNP",
            head: i as u32,
            deprel: if i == 0 { "root" } else { "flat" },
            certainty: 100,
        };
        let names = vec![Name { first: 0, last: 0, kind: EntityType::Person }];
        let sentence = Sentence { span: placed.span, block: 1, tokens: vec![token(0), token(1)], names };
        let mut out = String::new();
        Writer::new(&layout.text).sentence(
            &mut out,
            &comments("b", "Étienne\n!", None, true),
            &sentence,
            &placed.words,
        );
        assert_eq!(
            out,
            "# newpar\n# sent_id = b\n# text = Étienne !\n\
             1\tÉtienne\t_\tPROPN\tNNP\t_\t0\troot\t_\tNE=B-PER|SpaceAfter=No|TokenRange=14:21\n\
             2\t!\t_\tPROPN\tNNP\t_\t1\tflat\t_\tTokenRange=21:22\n\n"
        );
        assert_eq!(read(&out, "x").expect("well-formed")[0].rows.len(), 2);
    }

    #[test]
    fn contractions_get_a_range_line() {
        let layout = lay_out(&read(SAMPLE, "x").expect("well-formed"));
        let placed = &layout.sentences[0];
        let token = |w: &Word| Token {
            span: w.span,
            lemma: "x".into(),
            upos: "X",
            xpos: "FW",
            head: 0,
            deprel: "dep",
            certainty: 100,
        };
        let tokens = placed.words.iter().map(token).collect();
        let sentence = Sentence { span: placed.span, tokens, ..Sentence::default() };
        let mut out = String::new();
        Writer::new(&layout.text).sentence(&mut out, &[], &sentence, &placed.words);
        assert!(out.contains("2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tTokenRange=3:8\n2\tdo\t"), "{out}");
        assert!(out.contains("4\tgo\tx\tX\tFW\t_\t0\tdep\t_\tSpaceAfter=No|TokenRange=9:11\n"), "{out}");
    }
}
