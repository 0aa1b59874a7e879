//! Standing facts that take no role noun: ages, places within places, seats of companies, abbreviations.
//!
//! `Smith, 54,`; `Paris, France`; `Ukraine's Sumy`; `the London-based bank`; `the World Bank (WB)`; `Ted Cruz (R-Texas)`.

use super::coordination::noun_phrase;
use super::places;
use super::title::{self, Reader};
use super::tree::Tree;
use super::{Phrase, Proposition};
use crate::model::{EntityType, Modality, Name, Polarity};

/// Adds the facts of one sentence.
pub fn find(reader: &Reader, found: &mut Vec<Proposition>) {
    for name in reader.names {
        let fact = match name.kind {
            EntityType::Person => age(reader, name).or_else(|| constituency(reader, name)),
            EntityType::Place => enclosing(reader, name),
            _ => None,
        };
        found.extend(fact);
        found.extend(party(reader, name));
        found.extend(abbreviation(reader, name));
    }
    found.extend((0..reader.tree.len()).filter_map(|i| based(reader, i)));
}

fn fact(subject: Phrase, (predicate, relation): (&str, &str), object: Phrase, rule: &'static str) -> Proposition {
    let predicate_phrase = Phrase { head: subject.head, ..object };
    Proposition {
        subject,
        predicate: predicate.to_owned(),
        predicate_phrase: Phrase { head: object.head, ..predicate_phrase },
        relation: Some(relation.to_owned()),
        object: Some(object),
        arguments: Vec::new(),
        polarity: Polarity::Affirmed,
        modality: Modality::Actual,
        rule,
    }
}

fn phrase(tree: &Tree, name: &Name) -> Phrase {
    let (first, last) = (name.first as usize, name.last as usize);
    let head = (first..=last).find(|i| tree.parent(*i).is_none_or(|p| p < first || p > last)).unwrap_or(first);
    tree.phrase(head, first, last)
}

/// The form of word `i`; empty beyond the end.
fn form<'t>(reader: &Reader<'t>, i: usize) -> &'t str {
    reader.tree.tokens.get(i).map(|t| t.span.of(reader.text)).unwrap_or_default()
}

/// `Jane Roe, 54,` and `Jane Roe (54)`.
fn age(reader: &Reader, name: &Name) -> Option<Proposition> {
    let at = name.last as usize + 2;
    let opened = matches!(form(reader, at - 1), "," | "(");
    let closed = matches!(form(reader, at + 1), "," | ")" | "." | ";");
    let years: u32 = form(reader, at).parse().ok().filter(|y| (1..=120).contains(y))?;
    let linked = reader.tree.within(at, phrase(reader.tree, name).head as usize);
    (opened && closed && linked && years > 0)
        .then(|| fact(phrase(reader.tree, name), ("has_age", "has_age"), reader.tree.phrase(at, at, at), "facts.age"))
}

/// `Democrat Ida Roth`
fn party(reader: &Reader, name: &Name) -> Option<Proposition> {
    let before = (name.first as usize).checked_sub(1).filter(|_| name.kind == EntityType::Person)?;
    let called = reader.tree.tokens[before].deprel == "nmod:desc" && reader.tree.tokens[before].upos != "ADJ";
    let object = reader.tree.phrase(before, before, before);
    (called && title::is_party(&form(reader, before).to_lowercase()))
        .then(|| fact(phrase(reader.tree, name), ("member_of", "party_member_of"), object, "facts.party"))
}

/// `Ted Cruz (R-Texas)`, `Ted Cruz, R-Texas,`: the state that a legislator represents.
fn constituency(reader: &Reader, name: &Name) -> Option<Proposition> {
    let at = name.last as usize + 2;
    let party = |w: &str| matches!(w, "R" | "D" | "I" | "R." | "D.");
    let dash = matches!(form(reader, at + 1), "-" | "\u{2013}" | "\u{2014}");
    let state = reader.names.iter().find(|n| n.first as usize == at + 2 && n.kind == EntityType::Place)?;
    if !party(form(reader, at)) || !dash {
        return None;
    }
    let object = phrase(reader.tree, state);
    matches!(form(reader, at - 1), "(" | ",")
        .then(|| fact(phrase(reader.tree, name), ("legislator_of", "legislator_of"), object, "facts.constituency"))
}

/// `Paris, France`; `Varachyne in Ukraine's Sumy region`; `Ukraine's Kharkiv`.
fn enclosing(reader: &Reader, name: &Name) -> Option<Proposition> {
    let tree = reader.tree;
    let inner = phrase(tree, name);
    let head = inner.head as usize;
    let place_after = |i: usize| {
        reader.names.iter().find(|n| n.first as usize <= i && i <= n.last as usize && n.kind == EntityType::Place)
    };
    for child in tree.children(head) {
        let token = &tree.tokens[child];
        let inside = child > inner.last as usize;
        let comma = inside && child == name.last as usize + 2 && form(reader, name.last as usize + 1) == ",";
        let within =
            inside && tree.related(child, "case").any(|c| tree.is(c, &["in", "near"]) && c == name.last as usize + 1);
        let owner = child < head && token.deprel == "nmod:poss";
        let region = |i: usize| {
            place_after(i).is_some()
                || super::nominals::noun(&tree.lemma(i)).is_some_and(|n| n.kind == EntityType::Place)
        };
        let located = match token.relation() {
            "appos" | "nmod" | "list" | "flat" if comma => {
                place_after(child).is_some_and(|n| !goes_on(reader, n) && !are_alike(reader, name, n))
            }
            "nmod" if within => region(child),
            "nmod" if owner => place_after(child).is_some(),
            _ => false,
        };
        if located {
            let object = if within { noun_phrase(tree, child) } else { place_after(child).map(|n| phrase(tree, n))? };
            return Some(fact(inner, ("located_in", "located_in"), object, "facts.place"));
        }
    }
    None
}

/// Whether both are states, or both countries, so that neither lies in the other: `Ohio, Florida`.
fn are_alike(reader: &Reader, a: &Name, b: &Name) -> bool {
    let tokens = &reader.tree.tokens;
    let text = |n: &Name| tokens[n.first as usize].span.cover(tokens[n.last as usize].span).of(reader.text);
    let (first, second) = (places::of_name(text(a)), places::of_name(text(b)));
    first.zip(second).is_some_and(|(x, y)| x.kind == y.kind && x.name != y.name)
}

/// Whether a list of places goes on behind the second: `Lima, Quito and Bogota`, but not `Lima, Peru, and Quito, Ecuador`.
fn goes_on(reader: &Reader, second: &Name) -> bool {
    let after = second.last as usize + 1;
    let separates = |i: usize| matches!(form(reader, i), "," | "and" | "or");
    let next = (after..after + 2).take_while(|i| separates(*i)).last().map(|i| i + 1);
    let third = next.and_then(|i| reader.names.iter().find(|n| n.first as usize == i && n.kind == EntityType::Place));
    third.is_some_and(|third| {
        let end = third.last as usize + 1;
        let fourth = || reader.names.iter().any(|n| n.first as usize == end + 1 && n.kind == EntityType::Place);
        form(reader, end) != "," || !fourth() || form(reader, end + 2) == ","
    })
}

/// `the London-based bank HSBC`, `Tokyo - based Sony`.
fn based(reader: &Reader, i: usize) -> Option<Proposition> {
    let tree = reader.tree;
    if form(reader, i).eq_ignore_ascii_case("based") && tree.tokens[i].relation() == "amod" {
        let place = tree.children(i).filter(|c| *c < i).find(|c| matches!(tree.tokens[*c].upos, "PROPN" | "NOUN"))?;
        let company = tree.parent(i)?;
        let first = tree.borders(place).0;
        let object = tree.phrase(place, first, place);
        if tree.tokens[place].upos != "PROPN" || !reader.is_place(object) {
            return None;
        }
        let subject = Phrase { first: (i as u32 + 1).min(company as u32), ..noun_phrase(tree, company) };
        return Some(fact(subject, ("based_in", "headquartered_in"), object, "facts.based"));
    }
    None
}

/// `the World Health Organization (WHO)`.
fn abbreviation(reader: &Reader, name: &Name) -> Option<Proposition> {
    let open = name.last as usize + 1;
    let short = form(reader, open + 1);
    if form(reader, open) != "(" || form(reader, open + 2) != ")" || name.last == name.first {
        return None;
    }
    let letters: String = short.chars().filter(|c| c.is_alphabetic()).collect();
    let initials: String = (name.first..=name.last)
        .flat_map(|i| form(reader, i as usize).split('-'))
        .filter_map(|w| w.chars().next())
        .filter(|c| c.is_uppercase())
        .collect();
    let same = letters.len() > 1 && letters.chars().all(char::is_uppercase) && letters == initials;
    same.then(|| {
        let object = reader.tree.phrase(open + 1, open + 1, open + 1);
        fact(phrase(reader.tree, name), ("also_known_as", "same_as"), object, "facts.abbreviation")
    })
}
