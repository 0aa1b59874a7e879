//! Noun phrases that refer back: relative pronouns, appositions, roles (`the Russian president`), the same head again.

use super::Context;
use super::clusters::Clusters;
use super::description::{self, Role};
use crate::extract::lexicon;
use crate::model::{EntityType, MentionKind, Token};
use std::collections::BTreeMap;

/// How many sentences back the same head is looked for.
const REACH: u32 = 12;

/// How many phrases with the same head are looked at.
const MOST: usize = 20;

/// Relative pronouns stand for the noun that their clause modifies.
pub(super) fn relatives(context: &Context, clusters: &mut Clusters) {
    for mention in 0..context.candidates.len() {
        let candidate = &context.candidates[mention];
        let tokens = &context.annotation.sentences[candidate.phrase.sentence as usize].tokens;
        let pronoun = &tokens[candidate.phrase.head as usize];
        if candidate.kind == MentionKind::Pronoun && matches!(pronoun.xpos, "WP" | "WDT" | "WP$") {
            let noun = modified_noun(tokens, candidate.phrase.head as usize);
            if let Some(antecedent) = noun.and_then(|n| context.at(candidate.phrase.sentence, n as u32)) {
                clusters.merge(antecedent, mention);
            }
        }
    }
}

/// The noun that the relative clause around word `i` modifies.
fn modified_noun(tokens: &[Token], i: usize) -> Option<usize> {
    let mut at = i;
    for _ in 0..6 {
        let token = &tokens[at];
        if token.deprel == "acl:relcl" {
            return token.parent().filter(|p| *p < i);
        }
        at = token.parent().filter(|p| *p < tokens.len())?;
    }
    None
}

/// `Umerov, Ukraine's lead negotiator,` and `the chairman, Ana Roth,`.
pub(super) fn appositions(context: &Context, clusters: &mut Clusters) {
    for mention in 0..context.candidates.len() {
        let candidate = &context.candidates[mention];
        let tokens = &context.annotation.sentences[candidate.phrase.sentence as usize].tokens;
        let head = &tokens[candidate.phrase.head as usize];
        if head.relation() != "appos" || candidate.kind == MentionKind::Pronoun {
            continue;
        }
        let Some(other) = head.parent().and_then(|p| context.at(candidate.phrase.sentence, p as u32)) else { continue };
        let both_named = candidate.kind == MentionKind::Name && context.candidates[other].kind == MentionKind::Name;
        let listed = tokens.iter().any(|t| t.relation() == "conj" && t.head == candidate.phrase.head + 1);
        let (host, gap) = (&context.candidates[other].phrase, 3);
        let adjacent = host.last < candidate.phrase.first && candidate.phrase.first - host.last <= gap
            || bears_two_titles(tokens, host.head, candidate.phrase.head);
        let comments = lexicon::listed("sums_up", &head.lemma.to_lowercase());
        if !both_named && !listed && adjacent && !comments && context.candidates[other].kind != MentionKind::Pronoun {
            clusters.merge_if_compatible(other, mention);
        }
    }
}

/// `the founder and head of the firm, Ana Roth,`: two titles with one article between them and the name.
fn bears_two_titles(tokens: &[Token], title: u32, name: u32) -> bool {
    let below = |t: &&Token, head: u32, relation: &str| t.head == head + 1 && t.relation() == relation;
    let joined = |i: &u32| below(&&tokens[*i as usize], title, "conj") && tokens[*i as usize].xpos == "NN";
    let second = (title + 1..name).find(joined).filter(|_| tokens[title as usize].xpos == "NN");
    second.is_some_and(|second| !tokens.iter().any(|t| below(&t, second, "det") || below(&t, second, "nmod:poss")))
}

/// `the Russian president`, `the senator`, `the French leader`: the one that the document gives such a role.
pub(super) fn roles(context: &Context, clusters: &mut Clusters, roles: &[Role]) {
    let bearers = description::by_cluster(clusters, roles);
    for mention in (0..context.candidates.len()).filter(|m| refers_back(context, *m)) {
        if context.features[mention].plural != Some(false) || clusters.features(mention).named {
            continue;
        }
        let Some(wanted) = description::of_nominal(context, mention) else { continue };
        let score = |role: &&Role| {
            let place = match (wanted.place, role.place) {
                (Some(a), Some(b)) if a == b => 2,
                (Some(_), Some(_)) => return 0,
                (None, _) => 1,
                (Some(_), None) => 1,
            };
            if description::covers(&wanted.noun, &role.noun) && description::agree(&wanted, role) { place } else { 0 }
        };
        let best = |roles: &Vec<&Role>| roles.iter().map(score).max().unwrap_or(0);
        let top = bearers.values().map(best).max().unwrap_or(0);
        let fitting: Vec<usize> =
            bearers.iter().filter(|(_, r)| top > 0 && best(r) == top).map(|(cluster, _)| *cluster).collect();
        let owner = match fitting[..] {
            [one] => Some(one),
            _ => nearest_before(context, clusters, &fitting, mention).filter(|_| wanted.place.is_none()),
        };
        // A leader whom the text names only later, it is told of which country: `The German chancellor left. Friedrich Merz …`
        let leads = lexicon::listed("leads_state", &wanted.noun) && wanted.place.is_none();
        let mut named = |owner: &usize| !leads || (0..mention).any(|m| clusters.find(m) == clusters.find(*owner));
        if let Some(owner) = owner.filter(|o| named(o)) {
            clusters.merge_if_compatible(owner, mention);
        }
    }
}

/// The one of some clusters that was mentioned last before `mention`, not further back than a few sentences.
fn nearest_before(context: &Context, clusters: &mut Clusters, among: &[usize], mention: usize) -> Option<usize> {
    let sentence = context.candidates[mention].phrase.sentence;
    (0..mention)
        .rev()
        .take_while(|m| context.candidates[*m].phrase.sentence + 5 > sentence)
        .map(|m| clusters.find(m))
        .find(|root| among.contains(root))
}

/// Whether a nominal is definite and so may refer to what was mentioned before.
fn refers_back(context: &Context, mention: usize) -> bool {
    let candidate = &context.candidates[mention];
    let tokens = &context.annotation.sentences[candidate.phrase.sentence as usize].tokens;
    if candidate.kind != MentionKind::Nominal || is_predicate(tokens, candidate.phrase.head) {
        return false;
    }
    let own = |t: &&Token| t.head == candidate.phrase.head + 1;
    tokens[candidate.phrase.first as usize..=candidate.phrase.head as usize].iter().filter(own).any(|t| {
        t.deprel == "det" && matches!(t.lemma.to_lowercase().as_str(), "the" | "this" | "that" | "these" | "those")
    })
}

/// `was the chairman`, `became the chairman`, `as the chairman`: what is said of somebody refers to nobody else.
fn is_predicate(tokens: &[Token], head: u32) -> bool {
    let own = |t: &Token| t.head == head + 1;
    let marked = tokens.iter().any(|t| own(t) && (t.relation() == "cop" || t.relation() == "case" && t.lemma == "as"));
    let token = &tokens[head as usize];
    let above = token.parent().and_then(|p| tokens.get(p)).map_or("", |t| t.lemma.as_str());
    marked || matches!(token.relation(), "obj" | "xcomp") && matches!(above, "become" | "remain")
}

/// `the plan` after `a peace plan`: the same head noun, and no modifier that the earlier phrase lacks.
pub(super) fn same_head(context: &Context, clusters: &mut Clusters) {
    let mut by_head: BTreeMap<(String, bool), Vec<usize>> = BTreeMap::new();
    for mention in 0..context.candidates.len() {
        let candidate = &context.candidates[mention];
        if candidate.kind != MentionKind::Nominal || is_vague(context, mention) {
            continue;
        }
        let tokens = &context.annotation.sentences[candidate.phrase.sentence as usize].tokens;
        let head = &tokens[candidate.phrase.head as usize];
        let key = (head.lemma.to_lowercase(), matches!(head.xpos, "NNS" | "NNPS"));
        let earlier = by_head.entry(key).or_default();
        if refers_back(context, mention) || owned(tokens, candidate.phrase.head) {
            let fits = |m: &&usize| {
                let other = &context.candidates[**m];
                other.phrase.sentence + REACH >= candidate.phrase.sentence
                    && !overlapping(context, **m, mention)
                    && includes(&modifiers(context, **m), &modifiers(context, mention))
                    && relation_to(context, **m) == relation_to(context, mention)
            };
            let fitting: Vec<usize> = earlier.iter().rev().take(MOST).filter(fits).copied().collect();
            let found = the_one(context, clusters, &fitting, mention);
            if let Some(antecedent) = found.filter(|m| !another_body_since(context, clusters, *m, mention)) {
                clusters.merge_if_compatible(antecedent, mention);
            }
        }
        // Who is to become the mayor is not the mayor.
        if candidate.entity_type != EntityType::Person || !is_predicate(tokens, candidate.phrase.head) {
            earlier.push(mention);
        }
    }
}

/// Which of the earlier phrases, nearest first, a phrase takes up: the nearest with the same modifiers, else the only thing that
/// they speak of. After `the Roberts court` and `the Warren court`, `the court` may be either.
fn the_one(context: &Context, clusters: &mut Clusters, fitting: &[usize], mention: usize) -> Option<usize> {
    let own = modifiers(context, mention);
    let same = fitting.iter().copied().find(|m| modifiers(context, *m) == own);
    let nearest = fitting.first().copied()?;
    let root = clusters.find(nearest);
    same.or_else(|| fitting.iter().all(|m| clusters.find(*m) == root).then_some(nearest))
}

/// Whether the sentence before speaks of another body than the one that a bare noun for bodies would take up: `The Lund
/// rebels took the town. The group …`.
fn another_body_since(context: &Context, clusters: &mut Clusters, antecedent: usize, mention: usize) -> bool {
    let place = |m: usize| context.candidates[m].phrase;
    let noun = |m: usize| &context.annotation.sentences[place(m).sentence as usize].tokens[place(m).head as usize];
    let body = |m: usize| match context.candidates[m].entity_type {
        EntityType::Organization | EntityType::Group => true,
        kind => kind == EntityType::Person && noun(m).xpos == "NNS",
    };
    let one = lexicon::listed("any_body", &noun(mention).lemma) && noun(mention).xpos == "NN";
    let listed = one && modifiers(context, mention).is_empty();
    let root = clusters.find(antecedent);
    let since = (antecedent + 1..mention).filter(|m| place(*m).sentence + 1 == place(mention).sentence);
    let mut others = since.filter(|m| body(*m) && matches!(noun(*m).relation(), "nsubj" | "obj"));
    let named = |m: usize, clusters: &mut Clusters| clusters.find(m) == root;
    listed && others.clone().next().is_some() && others.all(|m| !named(m, clusters))
}

fn overlapping(context: &Context, a: usize, b: usize) -> bool {
    let (a, b) = (context.candidates[a].phrase, context.candidates[b].phrase);
    a.sentence == b.sentence && a.first <= b.last && b.first <= a.last
}

/// Whether a possessor names whose it is: `Russia's delegation`.
fn owned(tokens: &[Token], head: u32) -> bool {
    tokens.iter().any(|t| t.deprel == "nmod:poss" && t.head == head + 1 && t.upos == "PROPN")
}

/// Times, quantities and other nouns whose repetition says nothing.
fn is_vague(context: &Context, mention: usize) -> bool {
    let candidate = &context.candidates[mention];
    let tokens = &context.annotation.sentences[candidate.phrase.sentence as usize].tokens;
    let vague = [
        "day", "week", "month", "year", "time", "hour", "minute", "morning", "evening", "night", "percent", "way",
        "thing", "part", "number", "side", "end", "point", "one", "other", "case", "lot", "kind", "fact", "result",
        "people", "moment",
    ];
    let head = &tokens[candidate.phrase.head as usize];
    head.upos != "NOUN" || vague.contains(&head.lemma.to_lowercase().as_str())
}

/// The content words of a phrase other than its head, as lemmas, sorted.
fn modifiers(context: &Context, mention: usize) -> Vec<String> {
    let phrase = context.candidates[mention].phrase;
    let tokens = &context.annotation.sentences[phrase.sentence as usize].tokens;
    let content = |t: &&Token| matches!(t.upos, "NOUN" | "PROPN" | "ADJ" | "NUM" | "VERB");
    let own = |i: &u32| *i != phrase.head;
    let mut words: Vec<String> = (phrase.first..=phrase.last)
        .filter(own)
        .map(|i| &tokens[i as usize])
        .filter(content)
        .map(|t| t.lemma.to_lowercase())
        .collect();
    words.sort();
    words.dedup();
    words
}

/// How a phrase tells its thing from a related one: `parent` in `its parent company`.
fn relation_to(context: &Context, mention: usize) -> Option<String> {
    modifiers(context, mention).into_iter().find(|w| lexicon::listed("related", w))
}

/// Whether all of `part` is in `whole`; both sorted.
fn includes(whole: &[String], part: &[String]) -> bool {
    part.iter().all(|w| whole.binary_search(w).is_ok())
}
