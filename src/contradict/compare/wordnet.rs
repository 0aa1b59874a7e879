//! Kinds of, synonyms, antonyms and derivations of common words, from Princeton WordNet 3.0 (Fellbaum 1998).
//!
//! The table is made by `training/wordnet.py`; `ontology/wordnet/LICENSE` holds for it.

use crate::nlp::verbs::TABLE;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// A part of speech and a dictionary form.
type Key = (char, String);

#[derive(Default)]
struct Net {
    /// First senses of a word, most frequent first.
    senses: HashMap<Key, Vec<u32>>,
    /// More general senses of each sense.
    above: Vec<Vec<u32>>,
    antonyms: HashSet<(char, String, String)>,
    derived: HashSet<(Key, Key)>,
}

static NET: LazyLock<Net> = LazyLock::new(|| read(&TABLE));

fn read(table: &str) -> Net {
    let numbers = |list: &str| list.split(',').filter_map(|n| n.parse().ok()).collect::<Vec<u32>>();
    let letter = |s: &str| s.chars().next().unwrap_or('n');
    let mut net = Net::default();
    for line in table.lines() {
        match line.split('\t').collect::<Vec<_>>()[..] {
            ["s", pos, lemma, senses] => {
                net.senses.insert((letter(pos), lemma.to_owned()), numbers(senses));
            }
            ["h", above] => net.above.push(numbers(above)),
            ["a", pos, one, other] => {
                net.antonyms.insert((letter(pos), one.to_owned(), other.to_owned()));
                net.antonyms.insert((letter(pos), other.to_owned(), one.to_owned()));
            }
            ["d", pos, one, other_pos, other] => {
                let (a, b) = ((letter(pos), one.to_owned()), (letter(other_pos), other.to_owned()));
                net.derived.insert((b.clone(), a.clone()));
                net.derived.insert((a, b));
            }
            _ => {}
        }
    }
    net
}

/// WordNet's letter for a universal part of speech.
pub fn letter(upos: &str) -> char {
    match upos {
        "VERB" | "AUX" => 'v',
        "ADJ" => 'a',
        "ADV" => 'r',
        _ => 'n',
    }
}

fn senses(word: (char, &str), most: usize) -> &'static [u32] {
    let found = NET.senses.get(&(word.0, word.1.to_owned())).map_or(&[][..], Vec::as_slice);
    &found[..found.len().min(most)]
}

/// Whether two words share one of their first two senses.
pub fn synonyms(a: (char, &str), b: (char, &str)) -> bool {
    a.0 == b.0 && senses(a, 2).iter().any(|sense| senses(b, 2).contains(sense))
}

/// Whether `a` is a kind of `b`, at most three levels up from one of its first two senses: `boat`, `vehicle`.
pub fn kind_of(a: (char, &str), b: (char, &str)) -> bool {
    const LEVELS: usize = 3;
    let general = senses(b, 1);
    let mut at: Vec<u32> = senses(a, 2).to_vec();
    for _ in 0..LEVELS {
        at = at.iter().flat_map(|sense| NET.above.get(*sense as usize).into_iter().flatten().copied()).collect();
        if at.iter().any(|sense| general.contains(sense)) {
            return true;
        }
    }
    false
}

/// Whether WordNet has the two as antonyms of one part of speech.
pub fn antonyms(a: (char, &str), b: (char, &str)) -> bool {
    a.0 == b.0 && NET.antonyms.contains(&(a.0, a.1.to_owned(), b.1.to_owned()))
}

/// Whether one is derived from the other: `acquire`, `acquisition`.
pub fn derived(a: (char, &str), b: (char, &str)) -> bool {
    NET.derived.contains(&((a.0, a.1.to_owned()), (b.0, b.1.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_their_kin() {
        assert!(synonyms(('v', "purchase"), ('v', "buy")));
        assert!(!synonyms(('v', "sell"), ('v', "buy")));
        assert!(kind_of(('n', "boat"), ('n', "vehicle")));
        assert!(!kind_of(('n', "vehicle"), ('n', "boat")));
        assert!(antonyms(('v', "rise"), ('v', "fall")) && !antonyms(('n', "rise"), ('v', "fall")));
        assert!(derived(('v', "acquire"), ('n', "acquisition")));
        assert!(!derived(('v', "eat"), ('n', "acquisition")));
    }
}
