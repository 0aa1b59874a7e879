//! Hand-written parses for tests, in a compact table: one word a line, `form lemma UPOS XPOS head deprel [name]`,
//! an empty line between sentences. A name is given on its first word as `person:2` (kind, number of words).

use super::{Phrase, Proposition};
use crate::model::{Annotation, Block, BlockKind, Document, EntityType, Name, Sentence, Span, Token};

/// A document and its analysis; the words stand one blank apart.
pub fn annotated(table: &str) -> (Document, Annotation) {
    let (mut text, mut sentences, mut current) = (String::new(), Vec::new(), Sentence::default());
    for line in table.lines().map(str::trim).chain([""]) {
        let fields: Vec<&str> = line.split_whitespace().collect();
        if fields.len() < 6 {
            finish(&mut sentences, &mut current);
            continue;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        let span = Span::new(text.len(), text.len() + fields[0].len());
        text.push_str(fields[0]);
        current.names.extend(fields.get(6).and_then(|f| name(f, current.tokens.len())));
        current.tokens.push(token(&fields, span));
    }
    let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
    let document = Document { text, blocks: vec![block], ..Document::default() };
    (document, Annotation { sentences })
}

/// What the clauses of a table tell: subject and predicate.
pub fn told(table: &str) -> Vec<String> {
    let (document, annotation) = annotated(table);
    let found = lines(&document, &annotation, &super::clause::find(&document, &annotation));
    found.iter().map(|l| l.split(" | ").take(2).collect::<Vec<_>>().join(" | ")).collect()
}

/// Propositions as `subject | predicate | relation | object`, one a line.
pub fn lines(document: &Document, annotation: &Annotation, propositions: &[Proposition]) -> Vec<String> {
    let text = |phrase: Phrase| phrase.span(annotation).of(&document.text).to_owned();
    let line = |p: &Proposition| {
        let object = p.object.map(text).unwrap_or_default();
        format!("{} | {} | {} | {object}", text(p.subject), p.predicate, p.relation.as_deref().unwrap_or("-"))
    };
    propositions.iter().map(line).collect()
}

fn finish(sentences: &mut Vec<Sentence>, current: &mut Sentence) {
    if let (Some(first), Some(last)) = (current.tokens.first(), current.tokens.last()) {
        current.span = first.span.cover(last.span);
        sentences.push(std::mem::take(current));
    }
}

fn token(fields: &[&str], span: Span) -> Token {
    let fixed = |s: &str| -> &'static str { Box::leak(s.to_owned().into_boxed_str()) };
    Token {
        span,
        lemma: fields[1].to_owned(),
        upos: fixed(fields[2]),
        xpos: fixed(fields[3]),
        head: fields[4].parse().unwrap_or(0),
        deprel: fixed(fields[5]),
        certainty: 100,
    }
}

fn name(field: &str, at: usize) -> Option<Name> {
    let (kind, words) = field.split_once(':')?;
    let kind = match kind {
        "person" => EntityType::Person,
        "organization" => EntityType::Organization,
        "place" => EntityType::Place,
        "group" => EntityType::Group,
        _ => EntityType::Thing,
    };
    let words: u32 = words.parse().ok()?;
    Some(Name { first: at as u32, last: at as u32 + words - 1, kind })
}
