//! Where the names of a sentence begin and end: what the model cuts short or apart is made whole.

use super::{lexicon, nominals, places};
use crate::model::{EntityType, Name, Sentence, Token};

/// The names of a sentence, whole: the two halves of a people (`Puerto` and `Ricans`) are one, and so is a name around a nickname.
pub(super) fn of(sentence: &Sentence, text: &str) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::with_capacity(sentence.names.len());
    for name in &sentence.names {
        let is_people = |first: u32| {
            let (from, to) = (sentence.tokens.get(first as usize)?.span, sentence.tokens.get(name.last as usize)?.span);
            places::of_demonym(from.cover(to).of(text))
        };
        match names.last_mut().filter(|l| l.last + 1 == name.first && is_people(l.first).is_some()) {
            Some(half) => (half.last, half.kind) = (name.last, EntityType::Group),
            None => names.push(Name { first: first_word(sentence, text, name), ..*name }),
        }
    }
    let mut whole = completed(sentence, text, with_nicknames(sentence, names));
    whole.iter_mut().for_each(|name| bound(sentence, text, name));
    whole
}

/// `Otto Lind Sr.` is one name; the letter of a party before a place is no part of its name (`D-Ohio`).
fn bound(sentence: &Sentence, text: &str, name: &mut Name) {
    let word = |i: u32| sentence.tokens.get(i as usize).map_or("", |t| t.span.of(text));
    let suffix = |i: u32| lexicon::listed("suffix", &word(i).to_lowercase().replace('.', ""));
    if name.kind == EntityType::Person && name.last > name.first && suffix(name.last + 1) {
        name.last += 1;
    }
    let party = matches!(word(name.first), "D" | "R" | "I") && word(name.first + 1) == "-";
    if name.kind != EntityType::Person && party && name.last > name.first + 1 {
        name.first += 2;
    }
}

/// `Otto (Ole) Lind`, `Otto “Ole” Lind`: what the nickname between marks parts is one name.
fn with_nicknames(sentence: &Sentence, names: Vec<Name>) -> Vec<Name> {
    let mark = |word: u32| matches!(xpos(sentence, word), "``" | "''" | "-LRB-" | "-RRB-");
    let mut whole: Vec<Name> = Vec::with_capacity(names.len());
    for mut name in names {
        let opened = |before: &&mut Name| {
            let people = before.kind == EntityType::Person && name.kind == EntityType::Person;
            let gap = if mark(before.last) { before.last + 1 } else { before.last + 2 };
            // The nickname is one word, and its closing mark is followed by the rest.
            people && name.first == gap && mark(gap - 1) && mark(name.first + 1) && name.last > name.first + 1
        };
        match whole.last_mut().filter(opened) {
            Some(before) => before.last = name.last,
            None => {
                while name.last > name.first && mark(name.last) {
                    name.last -= 1;
                }
                whole.push(name);
            }
        }
    }
    whole
}

fn xpos(sentence: &Sentence, word: u32) -> &str {
    sentence.tokens.get(word as usize).map_or("", |token| token.xpos)
}

/// Names that end in the middle, with the name that their last word leads to: `Centre for Music of` with `Hill Town`, `Ana
/// Duchess` with `Norfolk`.
fn completed(sentence: &Sentence, text: &str, names: Vec<Name>) -> Vec<Name> {
    let mut whole: Vec<Name> = Vec::with_capacity(names.len());
    for name in names {
        let is_led_to = |before: &Name| {
            let leads = |word: u32| upos(sentence, word) == "ADP";
            before.last + 1 == name.first && leads(before.last)
                || before.last + 2 == name.first && leads(before.last + 1) && is_noble(sentence, text, before)
        };
        match whole.last_mut().filter(|before| is_led_to(before)) {
            Some(before) => before.last = name.last,
            None => whole.push(name),
        }
    }
    for name in &mut whole {
        let trails = |word: u32| matches!(upos(sentence, word), "ADP" | "CCONJ" | "DET");
        while name.last > name.first && trails(name.last) {
            name.last -= 1;
        }
    }
    whole
}

fn upos(sentence: &Sentence, word: u32) -> &str {
    sentence.tokens.get(word as usize).map_or("", |token| token.upos)
}

/// Whether a person's name ends in a title that a place belongs to: `Duchess of Norfolk`.
fn is_noble(sentence: &Sentence, text: &str, name: &Name) -> bool {
    let titles = ["Duke", "Duchess", "Prince", "Princess", "Earl", "Countess", "Archbishop", "Bishop"];
    let titled = |t: &Token| titles.contains(&t.span.of(text));
    let of = |t: &Token| t.lemma == "of";
    let (last, next) = (sentence.tokens.get(name.last as usize), sentence.tokens.get(name.last as usize + 1));
    name.kind == EntityType::Person && last.is_some_and(titled) && next.is_some_and(of)
}

/// The first word of a name: the adjective before it, where that is written like a name and the name itself is a common noun
/// (`the Islamic State`, of which the model may see `State` alone).
fn first_word(sentence: &Sentence, text: &str, name: &Name) -> u32 {
    let common = name.kind != EntityType::Person && name.first == name.last && {
        sentence.tokens.get(name.first as usize).is_some_and(|t| nominals::noun(&t.lemma.to_lowercase()).is_some())
    };
    let before = name.first.checked_sub(1).filter(|before| common && *before > 0);
    let described = |before: &u32| {
        let token = &sentence.tokens[*before as usize];
        let capital = token.span.of(text).starts_with(char::is_uppercase);
        token.upos == "ADJ" && token.parent() == Some(name.first as usize) && capital
    };
    before.filter(described).unwrap_or(name.first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::sample;

    fn names(table: &str) -> Vec<String> {
        let (document, annotation) = sample::annotated(table);
        let sentence = &annotation.sentences[0];
        let span = |n: &Name| sentence.tokens[n.first as usize].span.cover(sentence.tokens[n.last as usize].span);
        of(sentence, &document.text).iter().map(|n| span(n).of(&document.text).to_owned()).collect()
    }

    #[test]
    fn a_nickname_between_marks_parts_no_name() {
        let found = names(
            "Otto Otto PROPN NNP 7 nsubj person:1
             “ “ PUNCT `` 3 punct
             Ole Ole PROPN NNP 1 appos person:3
             ” ” PUNCT '' 3 punct
             Lind Lind PROPN NNP 1 flat
             and and CCONJ CC 7 cc
             Ida Ida PROPN NNP 1 conj person:1
             ( ( PUNCT -LRB- 9 punct
             Roth Roth PROPN NNP 7 appos person:1
             ) ) PUNCT -RRB- 9 punct
             left leave VERB VBD 0 root",
        );
        assert_eq!(found, ["Otto “ Ole ” Lind", "Ida", "Roth"]);
    }
}
