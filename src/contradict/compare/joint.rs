//! Two texts read as one document, so that a name or a pronoun of either can mean what the other names.

use crate::extract::{self, headline};
use crate::model::{Block, Claim, Document, DocumentClaims, LocalEntity, Sentence, Span, Value};
use crate::nlp::Engine;

/// What stands between the two texts: no sentence crosses it.
const GAP: &str = "\n\n";

/// Two texts, analysed together.
pub struct Joint {
    /// Both texts, one behind the other.
    pub document: Document,
    /// The claims of both.
    pub claims: DocumentClaims,
    /// The sentences of both.
    pub sentences: Vec<Sentence>,
    /// The first sentence of the second text.
    pub border: usize,
    /// Where the second text begins, in bytes.
    offset: u32,
    /// The two documents as they were given.
    halves: [Document; 2],
}

impl Joint {
    /// Reads two documents together.
    pub fn new(engine: &Engine, a: &Document, b: &Document) -> Self {
        let document = join(a, b);
        let annotation = engine.annotate(&document);
        let claims = extract::extract(&document, &annotation);
        let offset = (a.text.len() + GAP.len()) as u32;
        let border = annotation.sentences.partition_point(|s| s.span.start < offset);
        let restored = |s: Sentence| headline::restored(&s, &document.text).unwrap_or(s);
        let sentences = annotation.sentences.into_iter().map(restored).collect();
        Self { claims, sentences, border, offset, halves: [a.clone(), b.clone()], document }
    }

    /// The claims of each text alone, with places counted in that text; their entities are those of both.
    pub fn halves(&self) -> [DocumentClaims; 2] {
        let first = self.claims.claims.partition_point(|c| (c.sentence as usize) < self.border);
        [self.half(0, 0..first), self.half(1, first..self.claims.claims.len())]
    }

    fn half(&self, side: usize, range: std::ops::Range<usize>) -> DocumentClaims {
        let start = if side == 0 { 0 } else { self.offset };
        let end = if side == 0 { self.offset } else { u32::MAX };
        let shift = Shift { start, sentences: if side == 0 { 0 } else { self.border as u32 }, claims: range.clone() };
        let own = |span: Span| span.start >= start && span.start < end;
        let spans = self.claims.sentences.iter().copied().filter(|s| own(*s));
        let entity = |entity: &LocalEntity| {
            let mut entity = entity.clone();
            entity.mentions.retain(|m| own(m.span));
            for mention in &mut entity.mentions {
                (mention.span, mention.head) = (shift.span(mention.span), shift.span(mention.head));
                mention.sentence -= shift.sentences;
            }
            entity
        };
        DocumentClaims {
            document: self.halves[side].clone(),
            sentences: spans.map(|s| shift.span(s)).collect(),
            words: 0,
            entities: self.claims.entities.iter().map(entity).collect(),
            claims: self.claims.claims[range].iter().map(|c| shift.claim(c)).collect(),
        }
    }

    /// Which text a sentence stands in, and its number there.
    pub fn side(&self, sentence: usize) -> (usize, usize) {
        if sentence < self.border { (0, sentence) } else { (1, sentence - self.border) }
    }

    /// The place of a span in its own text.
    pub fn own(&self, span: Span) -> Span {
        let start = if span.start < self.offset { 0 } else { self.offset };
        Span { start: span.start - start, end: span.end - start }
    }
}

/// Moves places of the joint document to those of one text.
struct Shift {
    start: u32,
    sentences: u32,
    claims: std::ops::Range<usize>,
}

impl Shift {
    fn span(&self, span: Span) -> Span {
        Span { start: span.start.saturating_sub(self.start), end: span.end.saturating_sub(self.start) }
    }

    fn claim(&self, claim: &Claim) -> Claim {
        let mut claim = claim.clone();
        claim.sentence -= self.sentences;
        claim.predicate_span = self.span(claim.predicate_span);
        let slots = std::iter::once(&mut claim.subject).chain(claim.object.as_mut());
        let slots = slots.chain(claim.arguments.iter_mut().map(|(_, slot)| slot));
        let slots = slots.chain(claim.attribution.iter_mut().map(|a| {
            a.cue = self.span(a.cue);
            &mut a.speaker
        }));
        for slot in slots {
            slot.span = self.span(slot.span);
            if let Value::Claim(number) = slot.value {
                let inside = self.claims.contains(&(number as usize));
                slot.value = if inside { Value::Claim(number - self.claims.start as u32) } else { Value::Text };
            }
        }
        claim
    }
}

fn join(a: &Document, b: &Document) -> Document {
    let text = format!("{}{GAP}{}", a.text, b.text);
    let offset = a.text.len() + GAP.len();
    let moved = |block: &Block| {
        let Span { start, end } = block.span;
        Block { span: Span::new(start as usize + offset, end as usize + offset), kind: block.kind }
    };
    let blocks = a.blocks.iter().copied().chain(b.blocks.iter().map(moved)).collect();
    let date = a.date.filter(|date| b.date == Some(*date));
    Document { text, blocks, date, ..Document::default() }
}
