//! From clusters to entities: label, kind, aliases and descriptions.

use super::clusters::Clusters;
use super::description::Role;
use super::{Context, Entities, pronoun};
use crate::extract::{lexicon, places};
use crate::model::{EntityType, LocalEntity, LocalEntityId, Mention, MentionKind, Span};
use std::collections::BTreeMap;

/// The entities of the document, in the order of their first mentions.
pub(super) fn entities(context: &Context, clusters: &mut Clusters, roles: &[Role]) -> Entities {
    let mut ids: BTreeMap<usize, LocalEntityId> = BTreeMap::new();
    let mut members: Vec<Vec<usize>> = Vec::new();
    let mut of = Vec::with_capacity(context.candidates.len());
    for mention in 0..context.candidates.len() {
        let id = *ids.entry(clusters.find(mention)).or_insert(members.len() as LocalEntityId);
        if id as usize == members.len() {
            members.push(Vec::new());
        }
        members[id as usize].push(mention);
        of.push(id);
    }
    let mut described: BTreeMap<LocalEntityId, Vec<String>> = BTreeMap::new();
    for role in roles {
        described.entry(of[role.bearer]).or_default().push(role.text.clone());
    }
    let entity = |(id, m): (usize, &Vec<usize>)| {
        entity(context, m, described.remove(&(id as LocalEntityId)).unwrap_or_default())
    };
    let mut entities: Vec<LocalEntity> = members.iter().enumerate().map(entity).collect();
    // `his mother` is called after him: `Otto Lind's mother`.
    let mut owned: Vec<(usize, String)> = Vec::new();
    for (id, members) in members.iter().enumerate().filter(|(id, _)| !entities[*id].named) {
        let owner = nominal(context, members).and_then(|m| possessor(context, m)).map(|p| of[p] as usize);
        if let Some(owner) = owner.filter(|o| *o != id && entities[*o].named).map(|o| entities[o].label.clone()) {
            let mark = if owner.ends_with('s') { "'" } else { "'s" };
            owned.push((id, format!("{owner}{mark} {}", entities[id].label)));
        }
    }
    for (id, label) in owned {
        entities[id].label = label;
    }
    Entities { entities, of, several: BTreeMap::new() }
}

/// The first of some mentions that is a noun phrase without a name, and gives the label.
fn nominal(context: &Context, members: &[usize]) -> Option<usize> {
    members.iter().copied().find(|m| context.candidates[*m].kind == MentionKind::Nominal)
}

/// `his mother`, `Norway's plan`: the mention whose it is.
fn possessor(context: &Context, m: usize) -> Option<usize> {
    let phrase = context.candidates[m].phrase;
    let tokens = &context.annotation.sentences[phrase.sentence as usize].tokens;
    let owns = |i: &u32| tokens[*i as usize].deprel == "nmod:poss" && tokens[*i as usize].head == phrase.head + 1;
    (phrase.first..phrase.head).find(owns).and_then(|i| context.at(phrase.sentence, i))
}

fn entity(context: &Context, members: &[usize], mut descriptions: Vec<String>) -> LocalEntity {
    let names: Vec<usize> =
        members.iter().copied().filter(|m| context.candidates[*m].kind == MentionKind::Name).collect();
    let kind = kind(context, members, &names);
    let label = if names.is_empty() { plain_phrase(context, members) } else { full_name(context, &names) };
    let mut aliases: Vec<String> = names.iter().map(|m| name_text(context, *m)).filter(|n| *n != label).collect();
    for list in [&mut aliases, &mut descriptions] {
        list.sort();
        list.dedup();
    }
    let mentions = members.iter().map(|m| mention(context, *m)).collect();
    LocalEntity { label, kind, aliases, descriptions, named: !names.is_empty(), mentions }
}

fn mention(context: &Context, m: usize) -> Mention {
    let candidate = &context.candidates[m];
    Mention {
        span: candidate.phrase.span(context.annotation),
        head: words(context, candidate.phrase.sentence, candidate.core),
        sentence: candidate.phrase.sentence,
        kind: candidate.kind,
    }
}

fn words(context: &Context, sentence: u32, (first, last): (u32, u32)) -> Span {
    let tokens = &context.annotation.sentences[sentence as usize].tokens;
    tokens[first as usize].span.cover(tokens[last as usize].span)
}

/// What the tables know by its name, or what most of the names, or else of the mentions, say that it is.
fn kind(context: &Context, members: &[usize], names: &[usize]) -> EntityType {
    if let Some(known) =
        names.iter().find_map(|m| known_kind(&name_text(context, *m), context.candidates[*m].entity_type))
    {
        return known;
    }
    let voters = if names.is_empty() { members } else { names };
    let mut votes: BTreeMap<EntityType, usize> = BTreeMap::new();
    for m in voters {
        let vote = context.candidates[*m].entity_type;
        let somewhere = vote == EntityType::Person && stands_within(context, *m);
        let vote = if somewhere || place_of_adjective(context, *m).is_some() { EntityType::Place } else { vote };
        *votes.entry(vote).or_default() += if vote == EntityType::Thing { 0 } else { 2 };
    }
    votes.into_iter().max_by_key(|(kind, n)| (*n, std::cmp::Reverse(*kind))).map_or(EntityType::Thing, |(kind, _)| kind)
}

/// `in Odesa`: a name of one word behind a preposition of place is no person's.
fn stands_within(context: &Context, m: usize) -> bool {
    let (phrase, core) = (context.candidates[m].phrase, context.candidates[m].core);
    let tokens = &context.annotation.sentences[phrase.sentence as usize].tokens;
    let placed = |t: &crate::model::Token| {
        t.head == phrase.head + 1 && t.relation() == "case" && matches!(t.lemma.as_str(), "in" | "near" | "outside")
    };
    core.0 == core.1 && phrase.first == phrase.last && tokens.iter().any(placed)
}

/// Countries, capitals and seats of government are known by name, whatever the engine takes them for.
fn known_kind(name: &str, found: EntityType) -> Option<EntityType> {
    let country = places::of_name(name).filter(|p| p.kind == "country").map(|_| EntityType::Place);
    let seat = || {
        places::of_seat(name).map(|s| match s.kind {
            "capital" => EntityType::Place,
            "seat" | "government" | "parliament" | "ministry" => EntityType::Organization,
            _ => found,
        })
    };
    if found == EntityType::Person && name.contains(' ') { None } else { country.or_else(seat) }
}

/// The place for a demonym that modifies a noun: `Russia` for `Russian` in `Russian troops`.
fn place_of_adjective(context: &Context, m: usize) -> Option<places::Place> {
    let candidate = &context.candidates[m];
    let head = &context.annotation.sentences[candidate.phrase.sentence as usize].tokens[candidate.phrase.head as usize];
    let modifies = matches!(head.relation(), "amod" | "compound") || head.upos == "ADJ";
    places::of_demonym(&name_text(context, m)).filter(|_| modifies)
}

/// The fullest name as written: the most words, then the most often, then the first. An adjective gives way to a name.
fn full_name(context: &Context, names: &[usize]) -> String {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (order, m) in names.iter().enumerate().filter(|(_, m)| place_of_adjective(context, **m).is_none()) {
        counts.entry(name_text(context, *m)).or_insert((0, order)).0 += 1;
    }
    let shouted = |name: &str| name.len() > 5 && !name.chars().any(char::is_lowercase);
    let best = counts.into_iter().max_by_key(|(name, (count, order))| {
        (!shouted(name), name.split(' ').count(), name.len(), *count, std::cmp::Reverse(*order))
    });
    let adjective = || names.first().and_then(|m| place_of_adjective(context, *m)).map(|p| p.name.to_owned());
    best.map(|(name, _)| name).or_else(adjective).unwrap_or_default()
}

/// A name as written, on one line and without an article or possessive mark.
fn name_text(context: &Context, m: usize) -> String {
    let candidate = &context.candidates[m];
    let span = words(context, candidate.phrase.sentence, candidate.core);
    let text = span.of(&context.document.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.trim_end_matches("'s").trim_end_matches("\u{2019}s");
    ["the ", "The ", "Mr. ", "Mrs. ", "Ms. ", "Mr ", "Mrs "]
        .iter()
        .find_map(|p| text.strip_prefix(p))
        .unwrap_or(text)
        .to_owned()
}

/// The pronoun of some pronouns in its plain form: of the third person where there is one.
fn nominative(context: &Context, members: &[usize]) -> String {
    let plain = |m: &usize| match pronoun::form(context, *m).as_str() {
        "me" | "my" | "mine" | "myself" | "i" => "I".to_owned(),
        "us" | "our" | "ours" | "ourselves" => "we".to_owned(),
        "him" | "his" | "himself" => "he".to_owned(),
        "her" | "hers" | "herself" => "she".to_owned(),
        "its" | "itself" => "it".to_owned(),
        "them" | "their" | "theirs" | "themselves" => "they".to_owned(),
        form => form.to_owned(),
    };
    let mut forms = members.iter().map(plain);
    let first = forms.next().unwrap_or_default();
    if first == "I" { forms.find(|form| form != "I").unwrap_or(first) } else { first }
}

/// The first noun phrase without its article, possessor and prepositional phrases; a pronoun where there is no noun.
fn plain_phrase(context: &Context, members: &[usize]) -> String {
    let Some(m) = nominal(context, members) else { return nominative(context, members) };
    let candidate = &context.candidates[m];
    let tokens = &context.annotation.sentences[candidate.phrase.sentence as usize].tokens;
    let (mut first, last) = (candidate.phrase.first, candidate.core.1.max(candidate.phrase.head));
    let head = candidate.phrase.head;
    let possessor_end = (first..head)
        .filter(|i| tokens[*i as usize].deprel == "nmod:poss" && tokens[*i as usize].head == head + 1)
        .max();
    if let Some(end) = possessor_end {
        let marks = (end..head).filter(|i| tokens[*i as usize].xpos == "POS").max().unwrap_or(end);
        first = marks.max(end) + 1;
    }
    while first < candidate.core.0 && matches!(tokens[first as usize].upos, "DET" | "PRON" | "PUNCT" | "CCONJ") {
        first += 1;
    }
    let mut span = words(context, candidate.phrase.sentence, (first.min(head), of_what(context, m).unwrap_or(last)));
    // `$20,000`: a sign alone says nothing.
    if !span.of(&context.document.text).contains(char::is_alphanumeric) {
        span = words(context, candidate.phrase.sentence, (first.min(head), candidate.phrase.last));
    }
    let text = span.of(&context.document.text).split_whitespace().collect::<Vec<_>>().join(" ");
    // `Some`, `One of the banks` at the start of a sentence
    let common = first == head && matches!(tokens[head as usize].upos, "DET" | "PRON");
    let initial = text.chars().next().filter(|_| common);
    match initial {
        Some(initial) => initial.to_lowercase().chain(text.chars().skip(1)).collect(),
        None => text,
    }
}

/// `a lot of voters`, `one of the banks`: the last word of what a quantity alone would not tell.
fn of_what(context: &Context, m: usize) -> Option<u32> {
    let phrase = context.candidates[m].phrase;
    let tokens = &context.annotation.sentences[phrase.sentence as usize].tokens;
    let head = tokens.get(phrase.head as usize)?;
    let next = tokens.get(phrase.head as usize + 1).filter(|t| t.lemma == "of")?;
    let amount =
        matches!(head.upos, "DET" | "PRON" | "NUM" | "ADJ") || lexicon::listed("amount", &head.lemma.to_lowercase());
    let short = (phrase.head + 2..phrase.head + 8).contains(&phrase.last);
    (amount && next.relation() == "case" && short).then_some(phrase.last)
}
