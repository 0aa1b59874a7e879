//! Words that exclude each other: `ontology/lexicon/antonyms.tsv`, and WordNet's antonyms where that is silent.

use super::wordnet;
use crate::extract::lexicon;
use std::collections::HashMap;
use std::sync::LazyLock;

/// How two words exclude each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Opposition {
    /// Both cannot be so at one time.
    Exclusive,
    /// One may follow the other: `arrest`, `release`.
    Turn,
    /// Two views of one event, with its parts exchanged: `buy`, `sell`.
    Converse,
}

/// A row of the table, and the column of a word in it (0 or 1).
type Place = (u32, u8, Opposition);

/// For each word, the rows that it stands in.
static ROWS: LazyLock<HashMap<&str, Vec<Place>>> = LazyLock::new(|| {
    let mut rows: HashMap<&str, Vec<Place>> = HashMap::new();
    for (number, row) in lexicon::rows(include_str!("../../../ontology/lexicon/antonyms.tsv")).enumerate() {
        let manner = match row.get(2).copied() {
            Some("turn") => Opposition::Turn,
            Some("converse") => Opposition::Converse,
            _ => Opposition::Exclusive,
        };
        for (column, words) in row.iter().take(2).enumerate() {
            for word in words.split(',').map(str::trim) {
                rows.entry(word).or_default().push((number as u32, column as u8, manner));
            }
        }
    }
    rows
});

/// WordNet's letter of a part of speech, and a dictionary form.
pub type Key<'a> = (char, &'a str);

/// Whether two words (`rise`, `come_down`) exclude each other. Symmetric.
pub fn opposed(a: Key, b: Key) -> bool {
    opposition(a, b).is_some()
}

/// How two words exclude each other, if they do. Symmetric.
pub fn opposition(a: Key, b: Key) -> Option<Opposition> {
    if a.1 == b.1 {
        return None;
    }
    let (one, other) = (places(a.1), places(b.1));
    // Two words that stand on one side of some row are alike there, and too vague to oppose elsewhere.
    let alike = one.iter().any(|place| other.contains(place));
    let across = |x: &Place| other.iter().any(|y| x.0 == y.0 && x.1 != y.1);
    let manner = one.iter().filter(|x| !alike && across(x)).map(|x| x.2).max();
    let known = wordnet::antonyms(a, b) || by_affix(a, b) || by_affix(b, a);
    manner.or(known.then_some(Opposition::Exclusive))
}

fn places(word: &str) -> &'static [Place] {
    ROWS.get(word).map_or(&[], Vec::as_slice)
}

/// `lawful`, `unlawful`; `painful`, `painless`; `confirm`, `unconfirmed`. Verbs with such a prefix do something else: `earth`,
/// `unearth`.
fn by_affix(plain: Key, negative: Key) -> bool {
    const PREFIXES: [&str; 4] = ["un", "non", "non-", "anti-"];
    const LONG: usize = 4;
    let word = plain.1.len() >= LONG && negative.0 != 'v' && plain.1 != "less";
    let stem = |ending| plain.1.strip_suffix(ending).filter(|stem: &&str| stem.len() >= 3);
    let participle =
        |word: &str| plain.0 == 'v' && word.strip_suffix("ed").is_some_and(|w| plain.1.trim_end_matches('e') == w);
    let same = |word: &str| word == plain.1 && plain.0 != 'v' || participle(word);
    let prefixed = PREFIXES.iter().any(|p| negative.1.strip_prefix(p).is_some_and(same));
    word && (prefixed || stem("ful").is_some_and(|stem| negative.1.strip_suffix("less") == Some(stem)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opposites_of_one_meaning() {
        for (a, b) in [("rise", "come_down"), ("buy", "sell"), ("accept", "turn_down")] {
            assert!(opposed(('v', a), ('v', b)) && opposed(('v', b), ('v', a)), "{a} {b}");
        }
        for (a, b) in [("confirmed", "unconfirmed"), ("painful", "painless")] {
            assert!(opposed(('a', a), ('a', b)) && opposed(('a', b), ('a', a)), "{a} {b}");
        }
        for (a, b) in [("rise", "climb"), ("buy", "accept"), ("rise", "rise"), ("earth", "unearth")] {
            assert!(!opposed(('v', a), ('v', b)), "{a} {b}");
        }
        assert!(!opposed(('r', "less"), ('r', "unless")));
    }

    #[test]
    fn the_table_is_read_whole() {
        let rows = lexicon::rows(include_str!("../../../ontology/lexicon/antonyms.tsv"));
        assert!(rows.into_iter().all(|row| row.len() == 2 || row.len() == 3));
        assert_eq!(opposition(('v', "arrest"), ('v', "release")), Some(Opposition::Turn));
        assert_eq!(opposition(('v', "buy"), ('v', "sell")), Some(Opposition::Converse));
    }
}
