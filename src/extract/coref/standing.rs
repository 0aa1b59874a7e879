//! Bare descriptions that stand for the one named thing they fit: `the company`, `the country`, `the department`, `the retired
//! surgeon`.

use super::Context;
use super::clusters::Clusters;
use super::pronoun::Scene;
use crate::extract::tree::Tree;
use crate::extract::{lexicon, nominals, places};
use crate::model::{EntityType, MentionKind};

/// How many sentences back the named thing may stand.
const REACH: u32 = 2;

/// How many sentences back a body may stand whose name holds the noun: `the department` of the `Justice Department`.
const NAMED_SO: u32 = 8;

/// What a description stands for: the body whose name holds it, the only named thing of its kind in this and the two sentences
/// before, or the only person there.
pub(super) fn named(scene: &Scene, clusters: &mut Clusters, mention: usize) -> Option<usize> {
    let context = scene.context;
    let (tree, head) = scene.place(mention);
    let definite = tree.child(head, &["det"]).is_some_and(|d| tree.is(d, &["the"]));
    let token = &tree.tokens[head];
    if context.candidates[mention].kind != MentionKind::Nominal || !definite || token.xpos != "NN" {
        return None;
    }
    if let Some(kind) = stands_for(tree, head) {
        return by_name(scene, clusters, mention).or_else(|| of_kind(scene, clusters, mention, kind));
    }
    let described = !clusters.features(mention).named && is_epithet(tree, head);
    if described && scene.speakers.of(context, mention).is_none() { person(scene, clusters, mention) } else { None }
}

/// The mentions before one, as many sentences back.
fn before(context: &Context, mention: usize, back: u32) -> std::ops::Range<usize> {
    let sentence = context.candidates[mention].phrase.sentence;
    context.ranges[sentence.saturating_sub(back) as usize].start..mention
}

/// The only one of some clusters.
fn only(mut owners: Vec<usize>) -> Option<usize> {
    owners.sort_unstable();
    owners.dedup();
    if let [one] = owners[..] { Some(one) } else { None }
}

/// `The Justice Department sued. The department …`: the body whose name holds the noun.
fn by_name(scene: &Scene, clusters: &mut Clusters, mention: usize) -> Option<usize> {
    let context = scene.context;
    let noun = scene.place(mention).0.lemma(scene.place(mention).1);
    let holds = |m: &usize| {
        let other = &context.candidates[*m];
        let core = other.core_span(context.annotation).of(&context.document.text);
        let mut words = core.split(' ');
        other.kind == MentionKind::Name
            && other.entity_type == EntityType::Organization
            && core.contains(' ')
            && words.any(|w| w.eq_ignore_ascii_case(&noun))
    };
    only(before(context, mention, NAMED_SO).filter(holds).map(|m| clusters.find(m)).collect())
}

/// The only named one of a kind.
fn of_kind(scene: &Scene, clusters: &mut Clusters, mention: usize, kind: EntityType) -> Option<usize> {
    let context = scene.context;
    let country = kind == EntityType::Place;
    let named = |m: &usize| {
        let other = &context.candidates[*m];
        let core = other.core_span(context.annotation).of(&context.document.text);
        let is_country = places::of_name(core).is_some_and(|p| p.kind == "country");
        other.kind == MentionKind::Name && if country { is_country } else { other.entity_type == kind && !is_country }
    };
    let noun = scene.place(mention).0.lemma(scene.place(mention).1);
    // `A newspaper called on the Electoral College. The newspaper …`: what was brought in without a name has none.
    let (tree, first) = scene.place(clusters.find(mention));
    let brought_in = tree.child(first, &["det"]).is_some_and(|d| tree.is(d, &["a", "an"]));
    let any = !brought_in && !lexicon::listed("one_of_many", &noun);
    let found = before(context, mention, REACH).filter(|m| any && named(m) && !says_other(context, *m, &noun));
    let mut owners: Vec<usize> = found.map(|m| clusters.find(m)).collect();
    owners.retain(|m| clusters.features(*m).kind != Some(EntityType::Person));
    only(owners)
}

/// Whether a body's name says that it is something else: no company is the `Justice Department`, but it may be an agency.
fn says_other(context: &Context, name: usize, noun: &str) -> bool {
    let core = context.candidates[name].core_span(context.annotation).of(&context.document.text);
    let last = core.rsplit(' ').next().map(str::to_lowercase).unwrap_or_default();
    let told = core.contains(' ') && lexicon::listed("one_of_many", &last);
    told && !matches!(noun, "agency" | "organization" | "organisation" | "charity" | "nonprofit")
}

/// What a noun stands for, where a named body or place of its kind was just spoken of: `the company`, `the technology giant`, `the
/// country`.
fn stands_for(tree: &Tree, head: usize) -> Option<EntityType> {
    let noun = tree.lemma(head);
    let bare = head > 0 && tree.borders(head) == (head - 1, head);
    let branch = || tree.children(head).all(|c| matches!(tree.tokens[c].relation(), "det" | "compound"));
    match noun.as_str() {
        "country" | "nation" => Some(EntityType::Place).filter(|_| bare),
        _ if lexicon::listed("stands_for_body", &noun) || lexicon::listed("one_of_many", &noun) => {
            Some(EntityType::Organization).filter(|_| bare)
        }
        "giant" => Some(EntityType::Organization).filter(|_| branch()),
        _ => None,
    }
}

/// `the retired surgeon`, `the 36-year-old actress`, `the former secretary of state`: whether words describe somebody known rather than
/// bring in somebody new, as `the federal judge` does.
fn is_epithet(tree: &Tree, head: usize) -> bool {
    let token = &tree.tokens[head];
    let apart = matches!(token.relation(), "appos" | "root" | "xcomp" | "conj")
        || tree.related(head, "case").any(|c| tree.is(c, &["as", "than", "like"]));
    let told = |c: usize| {
        let word = tree.lemma(c);
        let ends = |end: &str| word.ends_with(end);
        lexicon::listed("epithet", &word) || ["-old", "-time", "-born", "-winning", "-turned"].iter().any(|e| ends(e))
    };
    let before = (tree.borders(head).0..head).any(|c| tree.parent(c) == Some(head) && told(c));
    // `the retired surgeon who lost`, `the former president of Norway`: which one is told.
    let (_, last) = tree.borders(head);
    let named = (head + 1..=last).any(|i| tree.tokens[i].upos == "PROPN");
    let restricted = tree.related(head, "acl").any(|c| tree.tokens[tree.borders(c).0.saturating_sub(1)].lemma != ",");
    let renowned = lexicon::listed("renowned", &tree.lemma(head));
    nominals::is_person(&tree.lemma(head)) && !apart && (before || renowned) && !named && !restricted
}

/// The only person in reach, by name, that the description may be of.
fn person(scene: &Scene, clusters: &mut Clusters, mention: usize) -> Option<usize> {
    let context = scene.context;
    let wanted = clusters.features(mention);
    let mut owners = Vec::new();
    for m in before(context, mention, 4 * REACH).filter(|m| scene.speakers.back(context, (*m, mention)) <= REACH) {
        let known = clusters.features(m);
        if known.named && known.is_person() && known.agrees(wanted) {
            owners.push(clusters.find(m));
        }
    }
    only(owners)
}
