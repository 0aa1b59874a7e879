//! Names of one thing: the same name, short forms and surnames, acronyms, other names and demonyms of a place.

use super::Context;
use super::clusters::Clusters;
use crate::extract::lexicon;
use crate::extract::nominals::{self, Gender};
use crate::extract::places;
use crate::model::{BlockKind, EntityType, MentionKind, Token};
use std::collections::{BTreeMap, BTreeSet};

/// A name mention, read as a list of words in lower case.
struct Named {
    mention: usize,
    words: Vec<String>,
    kind: EntityType,
    /// The suffix set aside (`jr`).
    suffix: Option<String>,
    /// Whether it begins with an acronym, which is nobody's given name: `WTO Lind`.
    is_labelled: bool,
}

/// Merges mentions that are names of one thing.
pub(super) fn merge(context: &Context, clusters: &mut Clusters) {
    let mut names: Vec<Named> = (0..context.candidates.len()).filter_map(|i| read(context, i)).collect();
    tell_juniors_apart(&mut names);
    same_words(context, clusters, &names);
    let full = full_names(clusters, &names);
    surnames(context, clusters, &names, &full);
    short_forms(context, clusters, &names);
}

fn read(context: &Context, mention: usize) -> Option<Named> {
    let candidate = &context.candidates[mention];
    if candidate.kind != MentionKind::Name {
        return None;
    }
    let tokens = &context.annotation.sentences[candidate.phrase.sentence as usize].tokens;
    let core = &tokens[candidate.core.0 as usize..=candidate.core.1 as usize];
    let plain = |w: &str| w.to_lowercase().replace(['.', '\u{2019}', '\''], "");
    let mut words: Vec<String> = core
        .iter()
        .filter(|t| t.xpos != "POS" && t.upos != "PUNCT")
        .map(|t| plain(t.span.of(&context.document.text)))
        .collect();
    words.retain(|w| !w.is_empty() && w != "the");
    let mut suffix = None;
    if candidate.entity_type == EntityType::Person {
        // `Duchess of Norfolk`: the place names nobody.
        words.truncate(words.iter().position(|w| w == "of").unwrap_or(words.len()).max(1));
        // `Prime Minister` alone is nobody called Minister.
        while words.len() > 1 && lexicon::listed("title", &words[0]) && words[1..] != ["minister"] {
            words.remove(0);
        }
        // `Otto Jr.` keeps what tells him from his father.
        while words.len() > 2 && lexicon::listed("suffix", &words[words.len() - 1]) {
            suffix = words.pop();
        }
    }
    let text = |t: &Token| t.span.of(&context.document.text);
    let capitals = |t: &Token| text(t).len() > 2 && text(t).chars().all(char::is_uppercase);
    let is_labelled = words.len() > 1 && core.first().is_some_and(capitals) && !core.last().is_some_and(capitals);
    (!words.is_empty()).then_some(Named { mention, words, kind: candidate.entity_type, suffix, is_labelled })
}

/// `Otto Lind Jr.` is another than an `Otto Lind` named before him; one who is first named with the suffix may drop it.
fn tell_juniors_apart(names: &mut [Named]) {
    let mut bare: BTreeSet<Vec<String>> = BTreeSet::new();
    let mut juniors: BTreeSet<Vec<String>> = BTreeSet::new();
    for name in names.iter_mut().filter(|n| n.kind == EntityType::Person && n.words.len() > 1) {
        match name.suffix.take() {
            None if !juniors.contains(&name.words) => {
                bare.insert(name.words.clone());
            }
            Some(suffix) if bare.contains(&name.words) => name.words.push(suffix),
            Some(_) => {
                juniors.insert(name.words.clone());
            }
            None => {}
        }
    }
}

/// The same words, or other names and adjectives of the same place.
fn same_words(context: &Context, clusters: &mut Clusters, names: &[Named]) {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let couples = couples(context, names);
    for name in names {
        let own = match (context.features[name.mention].gender, &name.words[..]) {
            (gender, [word]) if couples.contains(word.as_str()) => format!("{word} {gender:?}"),
            _ => name.words.join(" "),
        };
        let key = place_key(context, name).unwrap_or(own);
        let at = *first.entry(key).or_insert(name.mention);
        clusters.merge(at, name.mention);
    }
}

/// Surnames that both a man and a woman of the document bear: `Mr. Roth` is not `Mrs. Roth`.
fn couples<'n>(context: &Context, names: &'n [Named]) -> BTreeSet<&'n str> {
    let mut genders: BTreeMap<&str, BTreeSet<Gender>> = BTreeMap::new();
    for name in names.iter().filter(|n| n.kind == EntityType::Person) {
        let gender = context.features[name.mention].gender;
        genders.entry(name.words[name.words.len() - 1].as_str()).or_default().extend(gender);
    }
    genders.into_iter().filter(|(_, genders)| genders.len() > 1).map(|(word, _)| word).collect()
}

/// A key that all names of one place share: `U.S.`, `United States`, `American` before a noun.
fn place_key(context: &Context, name: &Named) -> Option<String> {
    if name.kind == EntityType::Person {
        return None;
    }
    let candidate = &context.candidates[name.mention];
    let tokens = &context.annotation.sentences[candidate.phrase.sentence as usize].tokens;
    let last = &tokens[candidate.core.1 as usize];
    let text = candidate.core_span(context.annotation).of(&context.document.text);
    let modifies = matches!(last.relation(), "amod" | "compound") || last.upos == "ADJ";
    let adjective = || places::of_demonym(text).filter(|_| modifies);
    places::of_name(text).or_else(adjective).map(|p| format!("place {}", p.name))
}

/// Full names of persons by their last word: the cluster, the first word, how many mentions.
type FullNames = BTreeMap<String, Vec<Bearer>>;

/// A person by full name: the first mention, the given name, and how many mentions there are.
type Bearer = (usize, String, usize);

/// Collects full names of persons, and merges those that differ by middle names alone.
fn full_names(clusters: &mut Clusters, names: &[Named]) -> FullNames {
    let mut full: FullNames = BTreeMap::new();
    let is_office = |n: &Named| n.words[n.words.len() - 1] == "minister";
    let persons = names.iter().filter(|n| n.kind == EntityType::Person && n.words.len() > 1);
    for name in persons.filter(|n| !n.is_labelled && !is_office(n)) {
        let (given, family) = (name.words[0].clone(), name.words[name.words.len() - 1].clone());
        let bearers = full.entry(family).or_default();
        match bearers.iter_mut().find(|(_, g, _)| *g == given) {
            Some((mention, _, count)) => {
                *count += 1;
                clusters.merge(*mention, name.mention);
            }
            None => bearers.push((name.mention, given, 1)),
        }
    }
    without_given_name(clusters, names);
    full
}

/// `Vargas Llosa` for `Mario Vargas Llosa`: a family name of several words.
fn without_given_name(clusters: &mut Clusters, names: &[Named]) {
    let mut tails: BTreeMap<&[String], usize> = BTreeMap::new();
    let people = || names.iter().filter(|n| n.kind == EntityType::Person);
    for name in people().filter(|n| n.words.len() > 2) {
        tails.entry(&name.words[1..]).or_insert(name.mention);
    }
    for name in people().filter(|n| n.words.len() > 1) {
        if let Some(&owner) = tails.get(name.words.as_slice()) {
            clusters.merge(owner, name.mention);
        }
    }
}

/// So many mentions by full name it counts to be named first.
const FIRST_NAMED: usize = 2;

/// `Trump` for `Donald Trump`, and `Hillary` for `Hillary Clinton`.
fn surnames(context: &Context, clusters: &mut Clusters, names: &[Named], full: &FullNames) {
    let mut given: BTreeMap<&str, Vec<&Bearer>> = BTreeMap::new();
    for bearer in full.values().flatten() {
        given.entry(&bearer.1).or_default().push(bearer);
    }
    let others = titled(context, clusters, names, full);
    for name in names.iter().filter(|n| n.words.len() == 1) {
        let word = name.words[0].as_str();
        let is_place =
            name.kind != EntityType::Person && (places::of_name(word).is_some() || places::of_seat(word).is_some());
        if is_place
            || !matches!(
                name.kind,
                EntityType::Person | EntityType::Organization | EntityType::Thing | EntityType::Place
            )
        {
            continue;
        }
        let gender = context.features[name.mention].gender;
        let bearers = full.get(word).into_iter().flatten().chain(others.get(word));
        let fitting: Vec<&Bearer> = bearers.filter(|b| may_be(clusters, b.0, gender)).collect();
        let by_family = likeliest(&fitting);
        let namesakes = given.get(word).filter(|_| name.kind == EntityType::Person);
        let by_given = || namesakes.and_then(|b| likeliest(b));
        let only = || by_given().filter(|_| namesakes.is_some_and(|b| b.len() == 1));
        // Who was named before is meant rather than a namesake to come.
        let known = |owner: &usize| *owner < name.mention;
        if let Some(owner) = by_family.filter(known).or_else(|| by_given().filter(known)).or(by_family).or_else(only) {
            clusters.merge(owner, name.mention);
        }
    }
}

/// The one of some namesakes whom the document names first, for it is more likely about them, or else by far most often: `Otto
/// Lind, whose father, Karl Lind, …, Mr. Lind`.
fn likeliest(bearers: &[&Bearer]) -> Option<usize> {
    let first = bearers.iter().map(|b| b.0).min();
    let named = |b: &Bearer| b.2 + if Some(b.0) == first { FIRST_NAMED } else { 0 };
    bearers.iter().max_by_key(|b| (named(b), std::cmp::Reverse(b.0))).map(|b| b.0)
}

fn may_be(clusters: &mut Clusters, bearer: usize, gender: Option<Gender>) -> bool {
    let known = clusters.features(bearer).gender;
    gender.is_none() || known.is_none() || known == gender
}

/// Surnames whose title shows that none of those with a full name is meant: `Mr. Roth` beside `Anna Roth`. One person each.
fn titled(context: &Context, clusters: &mut Clusters, names: &[Named], full: &FullNames) -> BTreeMap<String, Bearer> {
    let mut others: BTreeMap<String, Bearer> = BTreeMap::new();
    for name in names.iter().filter(|n| n.words.len() == 1 && n.kind == EntityType::Person) {
        let gender = context.features[name.mention].gender;
        let Some(bearers) = full.get(&name.words[0]).filter(|_| gender.is_some()) else { continue };
        if !bearers.iter().any(|b| may_be(clusters, b.0, gender)) {
            let other = others.entry(name.words[0].clone()).or_insert((name.mention, String::new(), 0));
            other.2 += 1;
        }
    }
    others
}

/// Acronyms, and the first or last words of the only longer name that has them.
fn short_forms(context: &Context, clusters: &mut Clusters, names: &[Named]) {
    let mut by_form: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let bodies = |n: &&Named| !matches!(n.kind, EntityType::Person | EntityType::Place | EntityType::Group);
    // `Acme`, of which the text tells before it comes to `Acme Health Services`, is another or the whole of which that is a part.
    let mut alone: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names.iter().filter(bodies).filter(|n| n.words.len() == 1 && in_body(context, n)) {
        alone.entry(&name.words[0]).or_insert(name.mention);
    }
    for name in names.iter().filter(bodies).filter(|n| n.words.len() > 1) {
        let first = name.words[0].clone();
        let initials: String = name.words.iter().filter(|w| !is_small(w)).filter_map(|w| w.chars().next()).collect();
        let own_first = nominals::noun(&first).is_none()
            && places::of_modifier(&capitalized(&first)).is_none()
            && !is_small(&first);
        let mut forms = vec![format!("={initials}")];
        let part = name.words.len() > 2 && alone.get(first.as_str()).is_some_and(|m| *m < name.mention);
        forms.extend((own_first && !part).then_some(first));
        forms.extend((name.words.len() > 2).then(|| name.words[..name.words.len() - 1].join(" ")));
        for form in forms {
            by_form.entry(form).or_default().push(name.mention);
        }
    }
    let places: BTreeSet<&[String]> =
        names.iter().filter(|n| n.kind == EntityType::Place).map(|n| n.words.as_slice()).collect();
    for name in names.iter().filter(|n| !matches!(n.kind, EntityType::Person | EntityType::Group)) {
        // `Republican` before a noun is not short for a committee of that party.
        if is_adjective(context, name) {
            continue;
        }
        let word = name.words.join(" ");
        // `United States` is not short for its embassy, nor `Washington` for a newspaper.
        if places::stands_alone(&word) {
            continue;
        }
        // `D.C.` behind a city is no body's acronym.
        let is_acronym =
            (2..=6).contains(&word.len()) && !(name.kind == EntityType::Place && is_apposed(context, name));
        let acronym = is_acronym.then(|| format!("={word}"));
        // `Orlando` stays the city beside the `Orlando Sentinel`.
        let first_words = (!places.contains(name.words.as_slice())).then_some(word);
        let mut owners: Vec<usize> = [first_words, acronym]
            .into_iter()
            .flatten()
            .filter_map(|k| by_form.get(&k))
            .flatten()
            .map(|m| clusters.find(*m))
            .collect();
        owners.sort_unstable();
        owners.dedup();
        if let [owner] = owners[..] {
            clusters.merge_if_compatible(owner, name.mention);
        }
    }
}

/// Whether a name stands in the text rather than in its title, which shortens.
fn in_body(context: &Context, name: &Named) -> bool {
    let sentence = &context.annotation.sentences[context.candidates[name.mention].phrase.sentence as usize];
    context.document.blocks.get(sentence.block as usize).is_some_and(|b| b.kind != BlockKind::Title)
}

/// Whether a name is an adjective as it stands: `Republican senators`.
fn is_adjective(context: &Context, name: &Named) -> bool {
    let candidate = &context.candidates[name.mention];
    let last = &context.annotation.sentences[candidate.phrase.sentence as usize].tokens[candidate.core.1 as usize];
    last.upos == "ADJ" || last.relation() == "amod"
}

/// Whether a name only says where the name before it lies: `D.C.` in `Washington, D.C.`
fn is_apposed(context: &Context, name: &Named) -> bool {
    let head = context.head(name.mention);
    head.relation() == "appos" || head.deprel == "nmod:unmarked"
}

fn is_small(word: &str) -> bool {
    ["of", "and", "for", "the", "in", "on", "to", "de", "&"].contains(&word)
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
