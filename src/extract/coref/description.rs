//! Descriptions of named things: titles before a name, appositions, predicates (`Macron is the president of France`).

use super::Context;
use super::clusters::Clusters;
use crate::extract::{lexicon, nominals, places};
use crate::model::{EntityType, MentionKind, Sentence};
use std::collections::BTreeMap;

/// A role that the document gives to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Role {
    /// The mention that bears it.
    pub bearer: usize,
    /// Its head noun, in lower case: `president`.
    pub noun: String,
    /// The place whose role it is, by its usual name: `Russia`.
    pub place: Option<&'static str>,
    /// The whole description as written, without an article.
    pub text: String,
}

/// Abbreviated titles.
const TITLES: [(&str, &str); 14] = [
    ("sen", "senator"),
    ("rep", "representative"),
    ("gov", "governor"),
    ("gen", "general"),
    ("col", "colonel"),
    ("capt", "captain"),
    ("lt", "lieutenant"),
    ("sgt", "sergeant"),
    ("prof", "professor"),
    ("dr", "doctor"),
    ("pres", "president"),
    ("sens", "senator"),
    ("reps", "representative"),
    ("premier", "prime minister"),
];

/// Collects the roles of named things, in text order.
pub(super) fn collect(context: &Context, clusters: &mut Clusters) -> Vec<Role> {
    let mut roles = Vec::new();
    for mention in 0..context.candidates.len() {
        let candidate = &context.candidates[mention];
        if candidate.kind == MentionKind::Name {
            roles.extend(before_name(context, mention));
        } else if candidate.kind == MentionKind::Nominal {
            roles.extend(apposed(context, clusters, mention));
            roles.extend(predicated(context, mention));
        }
    }
    roles
}

/// The nouns before a name: `Kremlin spokesman` in `Kremlin spokesman Dmitry Peskov`.
fn before_name(context: &Context, mention: usize) -> Vec<Role> {
    let candidate = &context.candidates[mention];
    let sentence = &context.annotation.sentences[candidate.phrase.sentence as usize];
    let (first, core) = (candidate.phrase.first as usize, candidate.core.0 as usize);
    if candidate.entity_type != EntityType::Person || first >= core {
        return Vec::new();
    }
    let is_noun = |i: &usize| matches!(sentence.tokens[*i].upos, "NOUN" | "PROPN");
    let Some(head) = (first..core).rev().find(is_noun) else { return Vec::new() };
    let from = if sentence.tokens[first].upos == "DET" { first + 1 } else { first };
    role(context, sentence, mention, (from, head, head)).into_iter().collect()
}

/// The role told by the words `from..=to` with head noun `head`.
fn role(
    context: &Context,
    sentence: &Sentence,
    bearer: usize,
    (from, head, to): (usize, usize, usize),
) -> Option<Role> {
    let tokens = sentence.tokens.get(from..=to)?;
    let lemma = sentence.tokens[head].lemma.to_lowercase();
    let plain = lemma.trim_end_matches('.');
    let noun = TITLES.iter().find(|(short, _)| *short == plain).map_or(plain, |(_, long)| long);
    let noun = match sentence.tokens.get(head.wrapping_sub(1)) {
        Some(t) if noun == "minister" && t.lemma.eq_ignore_ascii_case("prime") => "prime minister",
        _ => noun,
    };
    nominals::noun(noun)
        .filter(|n| n.kind == EntityType::Person)
        .or_else(|| (noun == "prime minister").then(|| nominals::noun("minister")).flatten())?;
    let text = tokens
        .first()?
        .span
        .cover(tokens.last()?.span)
        .of(&context.document.text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    Some(Role { bearer, noun: noun.to_owned(), place: place_among(context, sentence, from, to), text })
}

/// The place that a description speaks of: `Russian`, `of Russia`, `Kremlin`.
fn place_among(context: &Context, sentence: &Sentence, from: usize, to: usize) -> Option<&'static str> {
    let text = |a: usize, b: usize| sentence.tokens[a].span.cover(sentence.tokens[b].span).of(&context.document.text);
    let named = |a: usize, b: usize| {
        let words = text(a, b);
        places::of_modifier(words).map(|p| p.name).or_else(|| places::of_seat(words).map(|s| s.state))
    };
    (from..=to).find_map(|i| {
        let pair = (i < to).then(|| named(i, i + 1)).flatten();
        pair.or_else(|| named(i, i).filter(|_| text(i, i).starts_with(char::is_uppercase)))
    })
}

/// `Rustem Umerov, Ukraine's lead negotiator`: a nominal that appositions have put into a named cluster.
fn apposed(context: &Context, clusters: &mut Clusters, mention: usize) -> Option<Role> {
    if !clusters.features(mention).named {
        return None;
    }
    described(context, mention, mention)
}

/// `Macron is the president of France`, `Macron, who became president`.
fn predicated(context: &Context, mention: usize) -> Option<Role> {
    let candidate = &context.candidates[mention];
    let sentence = &context.annotation.sentences[candidate.phrase.sentence as usize];
    let head = candidate.phrase.head;
    let children = || sentence.tokens.iter().enumerate().filter(|(_, t)| t.head == head + 1);
    let copula = children().any(|(_, t)| t.relation() == "cop");
    let denied = children().any(|(_, t)| t.xpos == "MD" || matches!(t.lemma.as_str(), "not" | "never" | "no"));
    let (subject, _) = children().find(|(_, t)| t.deprel == "nsubj").filter(|_| copula && !denied)?;
    let subject = context.at(candidate.phrase.sentence, subject as u32)?;
    (context.candidates[subject].kind == MentionKind::Name).then_some(())?;
    described(context, subject, mention)
}

fn described(context: &Context, bearer: usize, mention: usize) -> Option<Role> {
    let phrase = context.candidates[mention].phrase;
    let sentence = &context.annotation.sentences[phrase.sentence as usize];
    let article = sentence.tokens[phrase.first as usize].upos == "DET";
    let from = phrase.first as usize + usize::from(article && phrase.first < phrase.head);
    role(context, sentence, bearer, (from, phrase.head as usize, phrase.last as usize))
}

/// Whether somebody described as `role` may be spoken of as `noun`: `the leader` for a president.
pub(super) fn covers(noun: &str, role: &str) -> bool {
    let heads = [
        "president",
        "prime minister",
        "chancellor",
        "king",
        "queen",
        "premier",
        "emir",
        "sultan",
        "dictator",
        "chairman",
        "leader",
    ];
    let lawmakers =
        ["senator", "representative", "congressman", "congresswoman", "mp", "legislator", "lawmaker", "deputy"];
    noun == role
        || matches!(noun, "leader" | "ruler") && heads.contains(&role)
        || matches!(noun, "lawmaker" | "legislator") && lawmakers.contains(&role)
        || matches!(noun, "congressman" | "congresswoman") && role == "representative"
        || noun.starts_with("spokes") && role.starts_with("spokes")
        || noun == "premier" && role == "prime minister"
        || noun == "envoy" && role == "ambassador"
        || noun == "minister" && role == "prime minister"
        || noun == "official" && matches!(role, "spokesman" | "spokeswoman" | "minister" | "secretary" | "spokesperson")
}

/// Whether the modifiers of two descriptions allow them to mean one role: a vice president is no president, and a Democratic
/// candidate no Republican one.
pub(super) fn agree(a: &Role, b: &Role) -> bool {
    let has = |r: &Role, told: fn(&str) -> bool| r.text.split([' ', '-']).any(|w| told(&w.to_lowercase()));
    let deputy = |r| has(r, |w| lexicon::listed("rank", w));
    // `the next president` is none so far.
    let next = |r| has(r, |w| matches!(w, "next" | "future" | "another" | "first"));
    let proper = |r: &Role| -> Vec<String> {
        let before = r.text.split(' ').take_while(|w| !w.eq_ignore_ascii_case(&r.noun));
        before.filter(|w| w.starts_with(char::is_uppercase)).map(str::to_lowercase).collect()
    };
    let (x, y) = (proper(a), proper(b));
    let parties = a.place.is_some() || b.place.is_some() || x.is_empty() || y.is_empty();
    // `the minister` may be the prime minister, the minister for trade is not.
    let other_post = a.noun == "minister" && b.noun == "prime minister" && a.text.contains(' ');
    !other_post && deputy(a) == deputy(b) && next(a) == next(b) && (parties || x.iter().any(|w| y.contains(w)))
}

/// Roles by the cluster that bears them.
pub(super) fn by_cluster<'r>(clusters: &mut Clusters, roles: &'r [Role]) -> BTreeMap<usize, Vec<&'r Role>> {
    let mut map: BTreeMap<usize, Vec<&Role>> = BTreeMap::new();
    for role in roles {
        map.entry(clusters.find(role.bearer)).or_default().push(role);
    }
    map
}

/// The place and noun that a nominal mention speaks of: (`Russia`, `president`) for `the Russian president`.
pub(super) fn of_nominal(context: &Context, mention: usize) -> Option<Role> {
    described(context, mention, mention)
}
