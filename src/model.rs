//! The data model: what flows from a file to the graph.
//!
//! ```text
//! Document → Annotation → DocumentClaims → Entity, Statement → Graph
//! ```
//!
//! Text is stored once, in [`Document::text`], and is always read through a [`Span`]; that is how every
//! edge of the graph can show the characters it came from.

use serde::{Deserialize, Serialize};

/// A range of bytes in a document's main text, at character boundaries.
///
/// Outputs for people and scripts give *character* offsets ([`CharIndex`] converts).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// The text under the span; empty where the span does not lie in `text`.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The part that lies within `outer`; empty where they do not meet.
    pub fn within(self, outer: Span) -> Span {
        Span { start: self.start.max(outer.start), end: self.end.min(outer.end) }
    }

    /// Whether `other` lies wholly within.
    pub fn contains(&self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(&self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span covers nothing.
    pub fn is_empty(&self) -> bool {
        self.start >= self.end
    }
}

/// Converts byte offsets of one text to character offsets.
#[derive(Clone, Debug)]
pub struct CharIndex {
    /// Number of characters before each block of 64 bytes.
    blocks: Vec<u32>,
    text: String,
}

impl CharIndex {
    /// Indexes `text`; linear time.
    pub fn new(text: &str) -> Self {
        let mut blocks = Vec::with_capacity(text.len() / 64 + 1);
        let mut chars = 0;
        for (i, byte) in text.bytes().enumerate() {
            if i % 64 == 0 {
                blocks.push(chars);
            }
            chars += u32::from(byte & 0xC0 != 0x80);
        }
        Self { blocks, text: text.to_owned() }
    }

    /// The number of characters before byte `offset`.
    pub fn chars_before(&self, offset: u32) -> u32 {
        let offset = (offset as usize).min(self.text.len());
        let Some(&before) = self.blocks.get(offset / 64) else {
            return self.text.chars().count() as u32;
        };
        let rest = &self.text.as_bytes()[offset / 64 * 64..offset];
        before + rest.iter().filter(|b| **b & 0xC0 != 0x80).count() as u32
    }
}

/// What a block of a document's main text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// The headline of the document.
    Title,
    /// A heading within it.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list.
    Item,
}

/// A block of the main text. No sentence crosses a block's border.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Where it stands in [`Document::text`].
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// A part of the input that was left out of the main text, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dropped {
    /// The text as found.
    pub text: String,
    /// The rule that dropped it (`advertisement`, `cookie notice`, `byline`, …).
    pub reason: String,
}

/// One article, as read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Content hash (BLAKE3 of source-independent content: text, title, publisher, date, url), 32 hex digits.
    pub id: String,
    /// Path as given on the command line (with `#n` for the n-th record of a container) or URL.
    pub source: String,
    /// Where the article was published, if known.
    pub url: Option<String>,
    /// Headline, if known; when it is also part of `text`, its block is a [`BlockKind::Title`].
    pub title: Option<String>,
    /// Who wrote it, if known.
    pub author: Option<String>,
    /// Who published it, if known.
    pub publisher: Option<String>,
    /// Day of publication: from metadata, path or dateline; never guessed.
    pub date: Option<jiff::civil::Date>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// The main text.
    pub text: String,
    /// The blocks of `text`, in order.
    pub blocks: Vec<Block>,
    /// What was left out.
    pub dropped: Vec<Dropped>,
}

/// Kinds of names, of entities, and of the mentions of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityType {
    /// A human being.
    Person,
    /// A company, party, ministry, court, army, newspaper.
    Organization,
    /// A state, city, region, sea, mountain.
    Place,
    /// A building, airport, bridge, road.
    Facility,
    /// A people, a religious or political group; also as an adjective (`Russian`).
    Group,
    /// A named happening.
    Event,
    /// A book, law, treaty, film, product.
    Work,
    /// Anything else that takes part in a claim (`a ceasefire`, `five regions`).
    Thing,
}

/// A named span of a sentence, found by the language engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// First token, 0-based within the sentence.
    pub first: u32,
    /// Last token, inclusive.
    pub last: u32,
    /// What kind of name.
    pub kind: EntityType,
}

/// A syntactic word. UD conventions throughout (<https://universaldependencies.org/en/>).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the document's text.
    pub span: Span,
    /// Dictionary form.
    pub lemma: String,
    /// Universal part of speech (`VERB`, `PROPN`, …).
    pub upos: &'static str,
    /// Penn Treebank tag (`VBD`, `NNP`, …).
    pub xpos: &'static str,
    /// Index of the head token + 1 within the sentence; 0 for the root.
    pub head: u32,
    /// Relation to the head, with its subtype (`nsubj:pass`).
    pub deprel: &'static str,
    /// How sure the model is of head, relation and tag together, in percent.
    pub certainty: u8,
}

impl Token {
    /// Index of the head within the sentence; none for the root.
    pub fn parent(&self) -> Option<usize> {
        (self.head as usize).checked_sub(1)
    }

    /// The relation without its subtype: `nsubj` for `nsubj:pass`.
    pub fn relation(&self) -> &'static str {
        // Asked of every word hundreds of times; `str::split` is slower on so short a name.
        self.deprel.bytes().position(|b| b == b':').map_or(self.deprel, |end| &self.deprel[..end])
    }
}

/// One sentence with its analysis: a single-rooted tree over `tokens`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands in the document's text.
    pub span: Span,
    /// The block it belongs to, an index into [`Document::blocks`].
    pub block: u32,
    /// Its words in order.
    pub tokens: Vec<Token>,
    /// Its names, in order, not overlapping.
    pub names: Vec<Name>,
}

/// The language analysis of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotation {
    /// The sentences in order.
    pub sentences: Vec<Sentence>,
}

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionKind {
    /// `Emmanuel Macron`
    Name,
    /// `the French president`
    Nominal,
    /// `he`
    Pronoun,
}

/// A span that names, describes or refers to an entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The whole phrase.
    pub span: Span,
    /// The phrase's head word, or the name alone when it has one (`Dmitry Peskov` in `Kremlin spokesman Dmitry Peskov`).
    pub head: Span,
    /// Index of the sentence.
    pub sentence: u32,
    /// How it refers.
    pub kind: MentionKind,
}

/// A cluster of mentions within one document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalEntity {
    /// Best name: the fullest proper name as written, else the head phrase in its plainest form.
    pub label: String,
    /// What it is.
    pub kind: EntityType,
    /// Other names used for it in the document, sorted, without repetition.
    pub aliases: Vec<String>,
    /// Roles and descriptions given to it (`president of Russia`, `former U.S. president`), sorted.
    pub descriptions: Vec<String>,
    /// Whether any mention is a proper name.
    pub named: bool,
    /// All mentions, in text order.
    pub mentions: Vec<Mention>,
}

/// An index into [`DocumentClaims::entities`].
pub type LocalEntityId = u32;

/// How a number bounds the quantity meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// `nine`
    Exact,
    /// `about 40`, `some 40`
    About,
    /// `at least nine`
    AtLeast,
    /// `more than nine`, `over nine`
    MoreThan,
    /// `at most`, `up to nine`
    AtMost,
    /// `fewer than nine`, `under nine`, `nearly nine`
    LessThan,
}

/// A number with its unit and how it bounds: `over 5,000 casualties per week`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The number, or the lower end of a range.
    pub value: f64,
    /// The upper end of a range (`24 to 48 hours`).
    pub upper: Option<f64>,
    /// What is counted or measured, in dictionary form (`casualty`, `hour`, `USD`, `percent`).
    pub unit: Option<String>,
    /// How the number bounds.
    pub bound: Bound,
    /// Per what (`week`).
    pub per: Option<String>,
}

/// A time as written and, where the document's date allows it, as an interval of days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// What kind of expression.
    pub kind: TimeKind,
    /// ISO 8601: `2025-05-19`, `2025-05`, `2025`, an interval `2025-05-12/2025-05-18`, a duration `P3Y`,
    /// or a repeated one `R/P1W`; none when the text does not say and the document's date is unknown.
    pub value: Option<String>,
    /// How a duration bounds: [`Bound::MoreThan`] for `over two years`; exact for all else.
    pub bound: Bound,
}

/// Kinds of time expressions (after TIMEX3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeKind {
    /// A point or interval: `Monday`, `September 2022`.
    Date,
    /// `for over two years`, `24 to 48 hours`
    Duration,
    /// `since March 2022`: open to the end
    Since,
    /// `until 2014`, `by the end of August`: open to the beginning
    Until,
    /// `per week`, `every Monday`
    Frequency,
}

/// What fills a slot of a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Value {
    /// An entity of the document.
    Entity(LocalEntityId),
    /// A number.
    Quantity(Quantity),
    /// A time.
    Time(Time),
    /// Another claim of the document, by index into [`DocumentClaims::claims`].
    Claim(u32),
    /// The text itself.
    Text,
}

/// A filled slot: the phrase as written, and what it stands for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Slot {
    /// The whole phrase as written.
    pub span: Span,
    /// What it stands for.
    pub value: Value,
}

impl Slot {
    /// The entity that it stands for, if it stands for one.
    pub fn entity(&self) -> Option<LocalEntityId> {
        match self.value {
            Value::Entity(entity) => Some(entity),
            _ => None,
        }
    }
}

/// Roles beyond subject and object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Where.
    Place,
    /// When.
    Time,
    /// About what.
    Topic,
    /// What for.
    Purpose,
    /// With what.
    Instrument,
    /// To or for whom.
    Recipient,
    /// Together with whom.
    Partner,
    /// Why.
    Cause,
    /// If or unless what.
    Condition,
    /// How many.
    Quantity,
    /// Any other.
    Other,
}

/// Whether the proposition is affirmed or negated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// It holds.
    Affirmed,
    /// It does not hold.
    Negated,
}

/// In what way the proposition is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// It is or was so.
    Actual,
    /// It is intended, scheduled or expected.
    Planned,
    /// Somebody demands, asks for or orders it.
    Demanded,
    /// Somebody offers or proposes it.
    Offered,
    /// It holds if something else does.
    Conditional,
    /// It may be so.
    Possible,
    /// Somebody hopes for or wants it.
    Desired,
    /// It must or should be so.
    Obliged,
}

/// How a speaker stands to what is attributed to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// `said`, `announced`
    States,
    /// `claimed`, `alleged`
    Claims,
    /// `denied`, `rejected`
    Denies,
    /// `doubted`, `questioned`
    Doubts,
    /// `hoped`, `wished`
    Hopes,
    /// `asked`
    Asks,
}

/// One speaker in the chain of attribution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// Who says so.
    pub speaker: Slot,
    /// The reporting words as written.
    pub cue: Span,
    /// The reporting verb in dictionary form (`announce`, `according_to`).
    pub verb: String,
    /// How the speaker stands to it.
    pub stance: Stance,
}

/// One utterance of one proposition in one sentence of one document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Index of the sentence in [`DocumentClaims::sentences`].
    pub sentence: u32,
    /// Who or what the claim is about.
    pub subject: Slot,
    /// Readable predicate in snake case, modality folded in: `plans_call_with`.
    pub predicate: String,
    /// The predicate's words as written (first to last, gaps included).
    pub predicate_span: Span,
    /// Ontology relation, if one fits: `consult`.
    pub relation: Option<String>,
    /// The object; none for an intransitive claim (`talks stalled`).
    pub object: Option<Slot>,
    /// Further roles, in text order.
    pub arguments: Vec<(Role, Slot)>,
    /// Affirmed or negated.
    pub polarity: Polarity,
    /// In what way the proposition is put.
    pub modality: Modality,
    /// Who says so, outermost first, the document's publisher left out; empty when the article itself says so.
    pub attribution: Vec<Attribution>,
    /// How often such a claim is right, 0 to 1.
    pub confidence: f32,
    /// The extraction rule, for explanation and calibration: `clause.object`.
    pub rule: String,
}

/// All that the map stage finds in one document. Serialisable, and cached by content hash.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DocumentClaims {
    /// The document.
    pub document: Document,
    /// Its sentences.
    pub sentences: Vec<Span>,
    /// The number of words, for the summary.
    pub words: u32,
    /// Its entities.
    pub entities: Vec<LocalEntity>,
    /// Its claims, in text order.
    pub claims: Vec<Claim>,
}

/// What the mentions of one or several documents refer to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// The local part of its IRI: `Donald_Trump`. Unique in a graph.
    pub name: String,
    /// The most frequent of its fullest names.
    pub label: String,
    /// What it is, by the majority of its mentions.
    pub kind: EntityType,
    /// Other names, sorted.
    pub aliases: Vec<String>,
    /// Roles and descriptions, sorted.
    pub descriptions: Vec<String>,
    /// Whether any mention is a proper name; what has none belongs to one document.
    pub named: bool,
    /// Wikidata item (`Q7747`), if linked.
    pub wikidata: Option<String>,
    /// In how many documents it is mentioned.
    pub documents: u32,
    /// How often it is mentioned.
    pub mentions: u32,
}

/// An index into the entities of a graph.
pub type EntityId = u32;
