//! The tokeniser's tables: abbreviations, contractions, pieces of words (`ontology/lexicon`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// What an abbreviation's full stop depends on (see `abbreviations.tsv`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// `Mr.`: a name follows.
    Title,
    /// `No.`: a number follows.
    Number,
    /// `Sat.`, `Jan.`
    Calendar,
    /// `Inc.`
    Name,
    /// `etc.`
    Other,
}

/// All tables, read once.
pub(super) struct Lexicon {
    abbreviations: BTreeMap<&'static str, Abbreviation>,
    contractions: BTreeMap<&'static str, Vec<usize>>,
    pieces: BTreeMap<&'static str, BTreeSet<&'static str>>,
    emoticons: Vec<&'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let pieces = pieces(include_str!("../../../ontology/lexicon/tokens.tsv"));
    let mut emoticons: Vec<&'static str> = pieces.get("emoticon").into_iter().flatten().copied().collect();
    emoticons.sort_by_key(|e| std::cmp::Reverse(e.len()));
    Lexicon {
        abbreviations: abbreviations(include_str!("../../../ontology/lexicon/abbreviations.tsv")),
        contractions: contractions(include_str!("../../../ontology/lexicon/contractions.tsv")),
        pieces,
        emoticons,
    }
});

/// The tables.
pub(super) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

/// The rows of a table: two columns, lines with `#` left out.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'))
}

fn abbreviations(table: &'static str) -> BTreeMap<&'static str, Abbreviation> {
    let kind = |name| match name {
        "title" => Abbreviation::Title,
        "number" => Abbreviation::Number,
        "calendar" => Abbreviation::Calendar,
        "name" => Abbreviation::Name,
        _ => Abbreviation::Other,
    };
    rows(table).map(|(word, name)| (word, kind(name))).collect()
}

/// Each contraction with the lengths of its parts in bytes.
fn contractions(table: &'static str) -> BTreeMap<&'static str, Vec<usize>> {
    rows(table).map(|(word, parts)| (word, parts.split('|').map(str::len).collect())).collect()
}

fn pieces(table: &'static str) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let mut pieces: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for (kind, piece) in rows(table) {
        pieces.entry(kind).or_default().insert(piece);
    }
    pieces
}

impl Lexicon {
    /// The kind of the abbreviation `word` (without its final stop); `Inc` also answers for `INC`.
    pub(super) fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        self.abbreviations.get(word).copied().or_else(|| {
            let upper = word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase());
            let title = || format!("{}{}", &word[..1], word[1..].to_ascii_lowercase());
            upper.then(|| self.abbreviations.get(title().as_str()).copied()).flatten()
        })
    }

    /// The lengths of the parts of a contraction written without apostrophe, whatever its case.
    pub(super) fn contraction(&self, word: &str) -> Option<&[usize]> {
        if !(2..=8).contains(&word.len()) || (word.len() == 2 && word == "IM") {
            return None;
        }
        self.contractions.get(word.to_ascii_lowercase().as_str()).map(Vec::as_slice)
    }

    /// Whether the table has `piece` under `kind`.
    pub(super) fn is(&self, kind: &str, piece: &str) -> bool {
        self.pieces.get(kind).is_some_and(|set| set.contains(piece))
    }

    /// The longest emoticon that `text` begins with.
    pub(super) fn emoticon(&self, text: &str) -> Option<&'static str> {
        self.emoticons.iter().find(|e| text.starts_with(**e)).copied()
    }
}
