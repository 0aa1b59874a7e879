//! The reporting lexicon (`ontology/lexicon/reporting.tsv`): which words report speech or thought, where their content
//! stands, and how the source stands to it.

use crate::model::Stance;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Where the reported content stands. The table's head explains each with an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Frame {
    /// A quotation or a clause beside the reporting clause.
    Quote,
    /// A complement clause.
    That,
    /// An indirect question.
    Question,
    /// An infinitive or participle without a subject of its own.
    Infinitive,
    /// An object and what is said of it.
    Object,
    /// An object with an infinitive.
    ObjectInfinitive,
    /// An object with a predicate.
    Predicate,
    /// A subject with an infinitive.
    Raised,
    /// The object of this preposition.
    Preposition(&'static str),
    /// (Nouns) the source stands as a possessor.
    Possessor,
}

/// Whether a noun names an occasion or medium of speech: `in an interview`, `on television`.
pub fn is_venue(noun: &str) -> bool {
    LISTS.contains(&("venue", noun))
}

/// Whether a word judges what its object names, which it takes as given: `condemned her use of force`.
pub fn judges(word: &str) -> bool {
    LISTS.contains(&("judging", word))
}

/// Whether the object of a verb of speech is who is spoken to: `told her that …`.
pub fn addresses(verb: &str) -> bool {
    LISTS.contains(&("addressing", verb))
}

/// Parts of speech of reporting words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// `say`
    Verb,
    /// `statement`
    Noun,
    /// `hopeful`
    Adjective,
}

/// The frames of one reporting word, in the order of the table.
#[derive(Clone, Debug, Default)]
pub struct Entry(Vec<(Frame, Stance)>);

impl Entry {
    /// The stance when the content stands in this frame; none if it cannot stand there.
    pub fn stance(&self, frame: Frame) -> Option<Stance> {
        self.0.iter().find(|(f, _)| *f == frame).map(|(_, stance)| *stance)
    }

    /// The stance in the first of the frames that the word has.
    pub fn any(&self, frames: &[Frame]) -> Option<Stance> {
        frames.iter().find_map(|f| self.stance(*f))
    }

    /// Prepositions whose object is content, with the stance.
    pub fn prepositions(&self) -> impl Iterator<Item = (&'static str, Stance)> + '_ {
        self.0.iter().filter_map(|(f, stance)| match f {
            Frame::Preposition(p) => Some((*p, *stance)),
            _ => None,
        })
    }
}

static ENTRIES: LazyLock<HashMap<Part, HashMap<&'static str, Entry>>> = LazyLock::new(|| {
    let mut entries: HashMap<Part, HashMap<_, Entry>> = HashMap::new();
    for (part, stance, frames, lemmas) in rows() {
        for lemma in lemmas.split(',') {
            let entry = entries.entry(part).or_default().entry(lemma).or_default();
            entry.0.extend(frames.split(' ').filter_map(frame).map(|f| (f, stance)));
        }
    }
    entries
});

/// Whether a verb reports in this frame: `say` in `She said that it rained`.
pub fn reports(verb: &str, frame: Frame) -> bool {
    entry(Part::Verb, verb).is_some_and(|e| e.stance(frame).is_some())
}

/// The entry of a reporting word, by lemma in lower case (`point out` with its particle).
pub fn entry(part: Part, lemma: &str) -> Option<&'static Entry> {
    ENTRIES.get(&part)?.get(lemma)
}

/// Words in the plain lists of the table, with the name of their list.
static LISTS: LazyLock<HashSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    let lines = include_str!("../../ontology/lexicon/reporting.tsv").lines().filter(|l| !l.starts_with('#'));
    let lists = lines.filter_map(|l| l.split_once('\t')).filter(|(_, words)| !words.contains('\t'));
    lists.flat_map(|(name, words)| words.split(',').map(move |w| (name, w))).collect()
});

fn rows() -> impl Iterator<Item = (Part, Stance, &'static str, &'static str)> {
    let table = include_str!("../../ontology/lexicon/reporting.tsv");
    table.lines().filter(|l| !l.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        Some((part(cells.next()?)?, stance(cells.next()?)?, cells.next()?, cells.next()?))
    })
}

fn part(word: &str) -> Option<Part> {
    Some(match word {
        "verb" => Part::Verb,
        "noun" => Part::Noun,
        "adj" => Part::Adjective,
        _ => return None,
    })
}

fn stance(word: &str) -> Option<Stance> {
    Some(match word {
        "states" => Stance::States,
        "claims" => Stance::Claims,
        "denies" => Stance::Denies,
        "doubts" => Stance::Doubts,
        "hopes" => Stance::Hopes,
        "asks" => Stance::Asks,
        _ => return None,
    })
}

fn frame(word: &'static str) -> Option<Frame> {
    Some(match word {
        "quote" => Frame::Quote,
        "that" => Frame::That,
        "wh" => Frame::Question,
        "to" => Frame::Infinitive,
        "obj" => Frame::Object,
        "objto" => Frame::ObjectInfinitive,
        "as" => Frame::Predicate,
        "raised" => Frame::Raised,
        "poss" => Frame::Possessor,
        _ => Frame::Preposition(word.strip_prefix('+')?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        let table = include_str!("../../ontology/lexicon/reporting.tsv");
        let lines: Vec<&str> = table.lines().filter(|l| !l.starts_with('#') && l.matches('\t').count() == 3).collect();
        assert_eq!(rows().count(), lines.len());
        for (_, _, frames, lemmas) in rows() {
            assert!(frames.split(' ').all(|f| frame(f).is_some()), "{frames}: {lemmas}");
            assert!(lemmas.split(',').all(|l| l == l.trim() && !l.is_empty()), "{lemmas}");
        }
        assert!(ENTRIES[&Part::Verb].len() >= 300);
    }

    #[test]
    fn stances_differ_by_frame() {
        let doubt = entry(Part::Verb, "doubt").and_then(|e| e.stance(Frame::That));
        assert_eq!(doubt, Some(Stance::Doubts));
        let claim = entry(Part::Verb, "claim").expect("listed");
        assert_eq!(claim.stance(Frame::That), Some(Stance::Claims));
        assert_eq!(claim.stance(Frame::Predicate), None);
        assert!(entry(Part::Verb, "walk").is_none());
    }
}
