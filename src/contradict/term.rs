//! What fills a slot, in the form that claims are compared in: a name, a described thing, a number of things.
//!
//! Names are compared by entity. Things without a name are compared by their head noun and by what stands around it: `the port of Odesa`
//! is not `the port of Mykolaiv`, and `two missiles` and `four missiles` are numbers of one kind of thing.

use super::symbol::{Symbol, Symbols};
use crate::model::{
    BlockKind, Bound, DocumentClaims, EntityId, LocalEntityId, MentionKind, Quantity, Slot, Span, Value,
};
use crate::nlp::numeral;
use crate::resolve::{Node, Resolution};

/// A filled slot.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// The entity, where it has a name.
    pub name: Option<EntityId>,
    /// The entity of one document, where it has none.
    pub local: Option<EntityId>,
    /// Its head noun, in the singular and in lower case; the first word of the name for what has one.
    pub head: Symbol,
    /// The other words of content, sorted; without numbers.
    pub words: Vec<Symbol>,
    /// Those of `words` that are written with a capital, sorted.
    pub anchors: Vec<Symbol>,
    /// Whether `the`, `this` or a possessive makes it definite.
    pub definite: bool,
    /// Whether it only points (`it`, `they`) or speaks of anybody (`people`, `nothing`).
    pub empty: bool,
    /// How many, where it is counted or measured.
    pub count: Option<Quantity>,
    /// The phrase as written.
    pub text: Symbol,
    /// How the entity is called; the phrase where there is none.
    pub label: Symbol,
}

/// What indexes a term: the entity of a name, else the head noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// Nothing fills the slot.
    None,
    /// A named entity.
    Name(EntityId),
    /// Things called so.
    Head(Symbol),
}

const FUNCTION: [&str; 44] = [
    "the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your", "of", "in",
    "on", "at", "to", "for", "from", "with", "by", "and", "or", "about", "some", "any", "more", "than", "least",
    "most", "over", "under", "nearly", "almost", "up", "all", "each", "s", "around", "only", "other", "another",
];
const DEFINITE: [&str; 11] = ["the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my"];
const EMPTY: [&str; 46] = [
    "it",
    "they",
    "them",
    "he",
    "she",
    "him",
    "we",
    "us",
    "i",
    "me",
    "you",
    "this",
    "that",
    "these",
    "those",
    "who",
    "which",
    "one",
    "ones",
    "other",
    "people",
    "person",
    "man",
    "woman",
    "someone",
    "somebody",
    "anyone",
    "anybody",
    "everyone",
    "everybody",
    "nobody",
    "nothing",
    "something",
    "anything",
    "everything",
    "thing",
    "lot",
    "way",
    "part",
    "some",
    "many",
    "most",
    "all",
    "each",
    "both",
    "reason",
];

/// Longer phrases have clauses in them that describe something else.
const LONGEST_DESCRIPTION: usize = 8;

impl Term {
    /// Reads a slot of a document. What has no name is described by all phrases that the document uses for it.
    pub fn read(
        slot: &Slot,
        node: &Node,
        document: &DocumentClaims,
        resolution: &Resolution,
        symbols: &mut Symbols,
    ) -> Self {
        let phrase = slot.span.of(&document.document.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let (name, local, label) = match node {
            Node::Entity(id) => match resolution.entity(*id) {
                Some(entity) if entity.named => (Some(*id), None, entity.label.clone()),
                Some(entity) => (None, Some(*id), entity.label.clone()),
                None => (None, None, phrase.clone()),
            },
            _ => (None, None, phrase.clone()),
        };
        let count = match &slot.value {
            Value::Quantity(quantity) => {
                let unit = quantity.unit.as_deref().map(singular);
                Some(Quantity { unit, ..quantity.clone() })
            }
            _ => None,
        };
        let mut term = Self::of_phrase(&phrase, &label, count, symbols);
        (term.name, term.local) = (name, local);
        term.empty &= name.is_none() && term.count.is_none();
        if let (None, Value::Entity(local)) = (name, &slot.value) {
            term.add_anchors(document, *local, symbols);
        }
        term
    }

    /// The names within the other phrases for the same thing: `the port` was `the port of Odesa` before.
    fn add_anchors(&mut self, document: &DocumentClaims, local: LocalEntityId, symbols: &mut Symbols) {
        let Some(entity) = document.entities.get(local as usize) else { return };
        // Capitals in a title tell nothing.
        let title =
            document.document.blocks.iter().find(|block| block.kind == BlockKind::Title).map(|block| block.span);
        let in_text = |span: Span| !title.is_some_and(|title| title.contains(span));
        for mention in entity.mentions.iter().filter(|mention| mention.kind == MentionKind::Nominal) {
            let phrase = mention.span.of(&document.document.text);
            if phrase.split_whitespace().count() > LONGEST_DESCRIPTION || !in_text(mention.span) {
                continue;
            }
            let capitals = content(phrase).skip(1).filter(|word| word.chars().next().is_some_and(char::is_uppercase));
            for word in capitals.map(|word| singular(&word.to_lowercase())) {
                let symbol = symbols.number(&word);
                for list in [&mut self.words, &mut self.anchors] {
                    if let Err(place) = list.binary_search(&symbol) {
                        list.insert(place, symbol);
                    }
                }
            }
        }
    }

    fn of_phrase(phrase: &str, label: &str, count: Option<Quantity>, symbols: &mut Symbols) -> Self {
        let lower = phrase.to_lowercase();
        let first = lower.split_whitespace().next().unwrap_or_default();
        let unit = count.as_ref().and_then(|quantity| quantity.unit.clone());
        let head = unit.unwrap_or_else(|| head_of(label));
        let count = count.or_else(|| leading_count(phrase, &head));
        let (mut words, mut anchors) = (Vec::new(), Vec::new());
        for word in content(phrase).filter(|word| singular(&word.to_lowercase()) != head) {
            let symbol = symbols.number(&singular(&word.to_lowercase()));
            words.push(symbol);
            if word.chars().next().is_some_and(char::is_uppercase) {
                anchors.push(symbol);
            }
        }
        for list in [&mut words, &mut anchors] {
            list.sort_unstable();
            list.dedup();
        }
        let possessive = phrase.contains("'s ") || phrase.contains("’s ");
        Self {
            name: None,
            local: None,
            empty: EMPTY.contains(&head.as_str()) && words.is_empty(),
            head: symbols.number(&head),
            words,
            anchors,
            definite: DEFINITE.contains(&first) || possessive,
            count,
            text: symbols.number(phrase),
            label: symbols.number(label),
        }
    }

    /// What indexes it.
    pub fn key(&self) -> Key {
        self.name.map_or(Key::Head(self.head), Key::Name)
    }

    /// How surely two terms mean the same, 0 to 1; numbers set aside.
    pub fn likeness(&self, other: &Self, same_document: bool) -> f32 {
        match (self.name, other.name) {
            (Some(a), Some(b)) => return if a == b { 1.0 } else { 0.0 },
            (None, None) => {}
            _ => return 0.0,
        }
        if self.local.is_some() && self.local == other.local {
            return if self.empty { 0.7 } else { 0.95 };
        }
        if self.head != other.head || self.empty || other.empty {
            return 0.0;
        }
        let anchors = overlap(&self.anchors, &other.anchors);
        let words = overlap(&self.words, &other.words);
        let both_definite = self.definite && other.definite;
        match (anchors, words) {
            (Overlap::Apart | Overlap::Crossing, _) => 0.0,
            (Overlap::Equal, Overlap::Equal) => 0.95,
            (Overlap::Equal, Overlap::Within) => 0.85,
            (Overlap::Equal, _) => 0.5,
            (_, Overlap::Apart | Overlap::Crossing) => 0.2,
            // `the port of Odesa` and `the port`: the same where one text has spoken of no other.
            (Overlap::Within, _) if same_document => 0.75,
            (Overlap::Within, _) => 0.6,
            (Overlap::Nothing, Overlap::Equal) => 0.85,
            (Overlap::Nothing, Overlap::Nothing) if both_definite && same_document => 0.8,
            (Overlap::Nothing, Overlap::Nothing) if both_definite => 0.7,
            (Overlap::Nothing, Overlap::Nothing) => 0.55,
            (Overlap::Nothing, Overlap::Within) if same_document || both_definite => 0.6,
            (Overlap::Nothing, Overlap::Within) => 0.5,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Overlap {
    /// Neither has any.
    Nothing,
    Equal,
    /// One has all of the other's and more, or the other has none.
    Within,
    /// Each has some of its own.
    Crossing,
    Apart,
}

fn overlap(a: &[Symbol], b: &[Symbol]) -> Overlap {
    let shared = a.iter().filter(|word| b.binary_search(word).is_ok()).count();
    match (a.len(), b.len()) {
        (0, 0) => Overlap::Nothing,
        _ if shared == a.len() && shared == b.len() => Overlap::Equal,
        _ if shared == a.len() || shared == b.len() => Overlap::Within,
        _ if shared > 0 => Overlap::Crossing,
        _ => Overlap::Apart,
    }
}

/// The last word before what follows with a preposition: `port` of `port of Odesa`.
fn head_of(label: &str) -> String {
    let lower = label.to_lowercase();
    // `at least 16 ships` starts with no noun.
    let words: Vec<&str> = lower.split_whitespace().skip_while(|word| FUNCTION.contains(word)).collect();
    let before = |word: &&str| {
        !matches!(*word, "of" | "in" | "on" | "at" | "for" | "from" | "with" | "to" | "who" | "that" | "which")
    };
    let head = words.iter().take_while(|word| before(word)).last().or(words.first());
    let alone = lower.split_whitespace().next_back().unwrap_or_default();
    singular(head.copied().unwrap_or(alone).trim_matches(|c: char| !c.is_alphanumeric()))
}

fn content(phrase: &str) -> impl Iterator<Item = &str> {
    let split = |c: char| !(c.is_alphanumeric() || c == '-' || c == '.');
    let words = phrase.split(split).map(|word| word.trim_matches(['-', '.']));
    words.filter(|word| {
        let lower = word.to_lowercase();
        let number = numeral::digits(&lower).is_some() || numeral::small_number(&lower).is_some();
        !word.is_empty()
            && !number
            && !FUNCTION.contains(&lower.as_str())
            && !matches!(lower.as_str(), "hundred" | "thousand" | "million" | "billion" | "dozen")
    })
}

/// `Four missiles`, `at least 16 more ships`: the number right before the words of the noun.
fn leading_count(phrase: &str, head: &str) -> Option<Quantity> {
    let words: Vec<&str> = phrase.split_whitespace().collect();
    let atoms = numeral::atoms(words.iter().copied());
    let start = (0..atoms.len().min(5)).find(|at| numeral::read(&atoms, *at).is_some())?;
    let (bound, _) = crate::nlp::quantity::bound_before(&atoms, start);
    let plain_start =
        start == 0 || bound.is_some() || atoms[..start].iter().all(|atom| DEFINITE.contains(&atom.text.as_str()));
    let numeral = numeral::read(&atoms, start).filter(|_| plain_start)?;
    let is_pronoun = numeral.end == atoms.len() || atoms.get(numeral.end).is_some_and(|atom| atom.text == "of");
    let follows = atoms[numeral.end..].iter().any(|atom| singular(&atom.text) == head);
    let vague = if numeral.vague { Bound::AtLeast } else { Bound::Exact };
    (follows && !is_pronoun).then(|| Quantity {
        value: numeral.value,
        upper: numeral.upper,
        unit: Some(head.to_owned()),
        bound: bound.unwrap_or(vague),
        per: None,
    })
}

/// The singular of a noun by its ending; good enough to tell one head noun from another.
pub fn singular(noun: &str) -> String {
    match noun {
        "men" => return "man".to_owned(),
        "women" => return "woman".to_owned(),
        "children" => return "child".to_owned(),
        "people" => return "person".to_owned(),
        _ => {}
    }
    let keeps = ["ss", "us", "is", "ics"].iter().any(|ending| noun.ends_with(ending));
    match noun.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        Some(stem) => format!("{stem}y"),
        None if keeps || noun.len() < 4 => noun.to_owned(),
        None => {
            let hissing = ["ches", "shes", "xes", "sses"].iter().any(|ending| noun.ends_with(ending));
            let cut = if hissing { "es" } else { "s" };
            noun.strip_suffix(cut).unwrap_or(noun).to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(phrase: &str, symbols: &mut Symbols) -> Term {
        Term::of_phrase(phrase, phrase, None, symbols)
    }

    fn likeness(a: &str, b: &str) -> f32 {
        let mut symbols = Symbols::default();
        let (a, b) = (term(a, &mut symbols), term(b, &mut symbols));
        assert_eq!(a.likeness(&b, false), b.likeness(&a, false));
        a.likeness(&b, false)
    }

    #[test]
    fn described_things_are_alike_by_head_and_names() {
        assert!(likeness("the port of Riga", "Riga port") > 0.5);
        assert_eq!(likeness("the port of Riga", "the port of Gdansk"), 0.0);
        assert!(likeness("the ferry", "the ferries") > 0.5);
        assert!(likeness("the old ferry", "the new ferry") < 0.4);
        assert_eq!(likeness("it", "it"), 0.0);
    }

    #[test]
    fn counted_things_know_their_number() {
        let mut symbols = Symbols::default();
        let mut count = |phrase: &str| term(phrase, &mut symbols).count.map(|q| (q.value, q.bound));
        assert_eq!(count("Two old lorries"), Some((2.0, Bound::Exact)));
        assert_eq!(count("at least 16 more ships"), Some((16.0, Bound::AtLeast)));
        assert_eq!(count("the ship"), None);
        assert_eq!(count("one of the architects"), None);
    }
}
