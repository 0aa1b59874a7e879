//! Normal forms of names: what is left when case, accents, punctuation, titles, legal forms and
//! differences of transliteration are set aside.

use crate::extract::places;
use crate::model::EntityType;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A name reduced to the words that tell its bearer apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameKey {
    /// Folded words; never empty.
    pub words: Vec<String>,
    /// Whether a title, suffix, legal form or article was set aside.
    pub trimmed: bool,
}

struct Parts {
    titles: BTreeSet<&'static str>,
    suffixes: BTreeSet<&'static str>,
    legal: BTreeSet<&'static str>,
}

static PARTS: LazyLock<Parts> = LazyLock::new(|| {
    let table = include_str!("../../ontology/lexicon/name_parts.tsv");
    let words = |kind: &str| {
        let rows = table.lines().filter_map(|line| line.split_once('\t'));
        rows.filter(|(k, _)| *k == kind).flat_map(|(_, words)| words.split(',')).collect()
    };
    Parts { titles: words("title"), suffixes: words("suffix"), legal: words("legal") }
});

/// The normal form of `label` as the name of something of that kind; none where no letter or digit is left.
pub fn key(label: &str, kind: EntityType) -> Option<NameKey> {
    let plain = words(label);
    let initials = join_initials(&plain);
    let kept = match kind {
        EntityType::Person => trim_person(&initials),
        _ => trim_other(&plain),
    };
    let trimmed = kept.len() < if kind == EntityType::Person { initials.len() } else { plain.len() };
    let words: Vec<String> = kept.iter().map(|word| fold_spelling(word)).filter(|word| !word.is_empty()).collect();
    (!words.is_empty()).then_some(NameKey { words, trimmed })
}

/// Whether a word, in lower case, is a title before a name: `president`, `mr`.
pub(crate) fn is_title(word: &str) -> bool {
    PARTS.titles.contains(word)
}

/// Whether a person's name ends in a suffix (`Jr.`) after a first and a last name.
pub(crate) fn has_suffix(label: &str) -> bool {
    let words = words(label);
    words.len() > 2 && words.last().is_some_and(|word| PARTS.suffixes.contains(word.as_str()))
}

/// The usual English name of a place that goes by several (`U.S.`, `Britain`), from the table of places.
pub fn usual_place_name(label: &str) -> Option<&'static str> {
    places::of_name(label).map(|place| place.name)
}

/// Lower-case words without accents and punctuation: `U.S.` is `us`, `Côte d'Ivoire` is `cote divoire`.
pub fn words(label: &str) -> Vec<String> {
    let possessive = label.strip_suffix("'s").or_else(|| label.strip_suffix("\u{2019}s")).unwrap_or(label);
    let mut words = vec![String::new()];
    for c in possessive.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            '.' | '\'' | '\u{2019}' | '\u{2018}' | '`' => {}
            c if c.is_alphanumeric() => {
                let word = words.last_mut();
                word.into_iter().for_each(|word| push_plain(word, c));
            }
            _ => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Letters that Unicode does not decompose, then lower case.
fn push_plain(word: &mut String, c: char) {
    match c {
        'ß' | 'ẞ' => word.push_str("ss"),
        'æ' | 'Æ' => word.push_str("ae"),
        'œ' | 'Œ' => word.push_str("oe"),
        'ø' | 'Ø' => word.push('o'),
        'ł' | 'Ł' => word.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => word.push('d'),
        'þ' | 'Þ' => word.push_str("th"),
        'ı' => word.push('i'),
        c => word.extend(c.to_lowercase()),
    }
}

/// `J. K. Rowling`, `J.K. Rowling` and `JK Rowling` are written alike: leading initials become one word.
fn join_initials(words: &[String]) -> Vec<String> {
    let count = words.iter().take_while(|word| word.chars().count() == 1).count();
    match count {
        0 | 1 => words.to_vec(),
        _ => [words[..count].concat()].into_iter().chain(words[count..].iter().cloned()).collect(),
    }
}

fn trim_person(words: &[String]) -> &[String] {
    let mut rest = words;
    while let [first, tail @ ..] = rest
        && !tail.is_empty()
        && tail != ["minister"]
        && (first == "the" || PARTS.titles.contains(first.as_str()))
    {
        rest = tail;
    }
    while let [head @ .., last] = rest
        && head.len() > 1
        && PARTS.suffixes.contains(last.as_str())
    {
        rest = head;
    }
    rest
}

fn trim_other(words: &[String]) -> &[String] {
    let mut rest = words;
    if let [first, tail @ ..] = rest
        && first == "the"
        && !tail.is_empty()
    {
        rest = tail;
    }
    while let [head @ .., last] = rest
        && !head.is_empty()
        && PARTS.legal.contains(last.as_str())
    {
        rest = head;
    }
    rest
}

/// Folds what transliterations differ in: doubled letters; `y`, `j` and `i`; a final `ey` or `iy`.
/// Short words are left alone, since one letter tells them apart (`Lyn`, `Lin`); in those of five letters only the
/// second of a doubled one is left out.
fn fold_spelling(word: &str) -> String {
    let length = word.chars().count();
    if length < 5 || word.chars().any(|c| c.is_ascii_digit()) {
        return word.to_owned();
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.chars() {
        let c = if length > 5 && matches!(c, 'y' | 'j') { 'i' } else { c };
        if !folded.ends_with(c) {
            folded.push(c);
        }
    }
    match folded.strip_suffix("ei") {
        Some(stem) => format!("{stem}i"),
        None => folded,
    }
}

/// Whether `short` is made of the first letters of the words of `long` (`fbi`, `Federal Bureau of Investigation`),
/// with or without those of its small words.
pub fn is_initials(short: &str, long: &[String]) -> bool {
    const SMALL: [&str; 8] = ["of", "the", "and", "for", "in", "on", "to", "de"];
    let initials = |small: bool| -> String {
        long.iter().filter(|w| small || !SMALL.contains(&w.as_str())).filter_map(|w| w.chars().next()).collect()
    };
    long.len() > 1 && (initials(true) == short || initials(false) == short)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str, kind: EntityType) -> bool {
        key(a, kind).map(|k| k.words) == key(b, kind).map(|k| k.words)
    }

    #[test]
    fn spellings_of_one_name_meet() {
        for (a, b) in [
            ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
            ("Zelenskiy", "ZELENSKY"),
            ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
            ("President Maria Sandu", "Maria Sandu"),
            ("Sen. John McCain", "John McCain"),
            ("Sammy Davis Jr.", "Sammy Davis"),
            ("J. R. Ewing", "JR Ewing"),
        ] {
            assert!(same(a, b, EntityType::Person), "{a} and {b}");
        }
        for (a, b) in [("the Acme Corp.", "Acme"), ("Siemens AG", "Siemens"), ("Côte d’Ivoire", "Cote d'Ivoire")] {
            assert!(same(a, b, EntityType::Organization), "{a} and {b}");
        }
    }

    #[test]
    fn different_names_stay_apart() {
        for (a, b) in [("Lyn", "Lin"), ("Bell", "Bel"), ("Ann Lee", "Anne Lee"), ("George Bush", "Jeb Bush")] {
            assert!(!same(a, b, EntityType::Person), "{a} and {b}");
        }
        assert!(!same("Boeing 737", "Boeing 747", EntityType::Work));
    }

    #[test]
    fn a_title_alone_is_a_name_and_odd_text_has_none() {
        assert_eq!(key("Pope", EntityType::Person).map(|k| k.words), Some(vec!["pope".to_owned()]));
        assert_eq!(key("…", EntityType::Thing), None);
        assert_eq!(key("", EntityType::Person), None);
    }

    #[test]
    fn initials_may_skip_small_words() {
        assert!(is_initials("fbi", &words("Federal Bureau of Investigation")));
        assert!(is_initials("uae", &words("United Arab Emirates")));
        assert!(!is_initials("fda", &words("Federal Bureau of Investigation")));
    }
}
