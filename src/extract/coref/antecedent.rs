//! The antecedent of a pronoun: every mention before it that fits is weighed ([`evidence`]), the weights of the mentions of
//! one entity are added, and an entity that does not outweigh the others and the chance that none is meant is not taken
//! (a log-linear mention ranker with an empty antecedent, after Denis and Baldridge 2007 and Durrett and Klein 2013).

use super::clusters::Clusters;
use super::features::Features;
use super::pronoun::{self, Person, Scene};
use super::{evidence, preference, referent};
use crate::extract::tree::Tree;
use crate::extract::{Phrase, lexicon, source};
use crate::model::{EntityType, Span};
use crate::nlp::math::exp_negative;
use std::collections::BTreeMap;

/// How many sentences back an antecedent may stand, those within a quotation between not counted.
const REACH: u32 = 3;

/// How many sentences are looked at, those within quotations among them.
const FARTHEST: u32 = 40;

/// The mention that a pronoun stands for, if one is sure enough.
pub(super) fn find(
    scene: &Scene,
    clusters: &mut Clusters,
    pronoun: (usize, Person),
    speaker: Option<usize>,
) -> Option<usize> {
    if let Some(gloss) = preference::glossed(scene, pronoun.0) {
        return Some(gloss);
    }
    let preferred = preference::preferred(scene, pronoun.0);
    let mut allowed = Allowed::new(scene, clusters, pronoun, speaker);
    // `As for Ana, she …`: a topic set before the clause is no argument of its verb.
    let topics: Vec<usize> = preferred.iter().map(|m| clusters.find(*m)).collect();
    allowed.excluded.retain(|entity| speaker.is_some() || !topics.contains(entity));
    if let Some(found) = preferred.into_iter().find(|m| allowed.allows(clusters, *m)) {
        return Some(found);
    }
    let context = scene.context;
    let here = context.candidates[pronoun.0].phrase;
    let from = context.ranges[here.sentence.saturating_sub(FARTHEST) as usize].start;
    let near = |m: &usize| scene.speakers.back(context, (*m, pronoun.0)) <= REACH;
    let before = |m: &usize| context.candidates[*m].phrase.sentence < here.sentence || allowed.precedes(*m);
    let within = (from..pronoun.0).filter(|m| near(m) && before(m));
    let found: Vec<usize> = within.filter(|m| allowed.allows(clusters, *m)).collect();
    let beside = found.iter().any(|m| context.candidates[*m].phrase.sentence == here.sentence);
    if pronoun.1 == Person::It
        && speaker.is_none()
        && let Some(body) = preference::body(scene, clusters, pronoun.0).filter(|m| allowed.allows(clusters, *m))
    {
        return Some(body);
    }
    let expected = preference::expected(scene, pronoun.0).filter(|m| !beside && allowed.allows(clusters, *m));
    expected.or_else(|| heaviest(scene, clusters, pronoun, &found))
}

/// The mention of the entity with the most weight, if that is enough.
fn heaviest(scene: &Scene, clusters: &mut Clusters, pronoun: (usize, Person), found: &[usize]) -> Option<usize> {
    let weighed = evidence::weigh(scene, clusters, pronoun, found);
    let top = weighed.iter().map(|(_, w)| *w).fold(evidence::none(scene, pronoun), f32::max);
    let mut total = exp_negative(evidence::none(scene, pronoun) - top);
    let mut shares: BTreeMap<usize, (f32, usize)> = BTreeMap::new();
    for (mention, weight) in weighed {
        let share = exp_negative(weight - top);
        total += share;
        let entity = shares.entry(clusters.find(mention)).or_insert((0.0, mention));
        *entity = (entity.0 + share, mention);
    }
    let best = shares.into_values().max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))?;
    (best.0 >= evidence::least(pronoun.1) * total).then_some(best.1)
}

/// What grammar allows as an antecedent.
struct Allowed<'a, 's> {
    scene: &'s Scene<'a>,
    mention: usize,
    kind: Person,
    /// Clusters that the pronoun cannot mean: its speaker, and the other arguments of its verb.
    excluded: Vec<usize>,
    /// What is said to have been said by the pronoun: who speaks is not named in it.
    said: &'a [Span],
    /// Where it has what only bodies and states have, whether that is a company.
    has: Option<bool>,
}

impl<'a, 's> Allowed<'a, 's> {
    fn new(
        scene: &'s Scene<'a>,
        clusters: &mut Clusters,
        (mention, kind): (usize, Person),
        speaker: Option<usize>,
    ) -> Self {
        let context = scene.context;
        let (tree, here) = scene.place(mention);
        let bound = tree.tokens[here].deprel == "nmod:poss" || pronoun::form(context, mention).contains("sel");
        let clause = referent::clause(tree, here);
        let head = |m: usize| context.candidates[m].phrase.head as usize;
        // `his support for Otto` is not Otto's.
        let owned = tree.parent(here).filter(|_| tree.tokens[here].deprel == "nmod:poss");
        let beside = |m: &usize| {
            let argument = !bound
                && referent::clause(tree, head(*m)) == clause
                && !vouches(tree, head(*m))
                && !modifies_subject(tree, head(*m));
            *m != mention && (argument || owned.is_some_and(|noun| complements(tree, head(*m), noun)))
        };
        let range = context.ranges[context.candidates[mention].phrase.sentence as usize].clone();
        let understood = understood_subject(tree, here).filter(|_| !bound);
        let beside = |m: &usize| beside(m) || understood == Some(head(*m));
        let mut excluded: Vec<usize> = range.filter(beside).map(|m| clusters.find(m)).collect();
        excluded.extend(speaker.map(|s| clusters.find(s)));
        let said = contents_of(scene, context.candidates[mention].phrase);
        let body = kind == Person::It && referent::of_body(tree, here);
        let has = owned.filter(|_| body).map(|noun| lexicon::listed("stands_for_body", &tree.lemma(noun)));
        Self { scene, mention, kind, excluded, said, has }
    }

    fn allows(&self, clusters: &mut Clusters, m: usize) -> bool {
        let context = self.scene.context;
        let span = context.candidates[m].phrase.span(context.annotation);
        let wanted = context.features[self.mention];
        !self.excluded.contains(&clusters.find(m))
            && !overlaps(self.scene, m, self.mention)
            && !self.said.iter().any(|s| s.contains(span))
            && self.has.is_none_or(|company| is_body(clusters.features(m), company))
            && referent::suits(self.scene, clusters.features(m), m, (self.kind, wanted))
    }

    /// Whether a mention of the pronoun's sentence has its head before it.
    fn precedes(&self, m: usize) -> bool {
        let candidates = &self.scene.context.candidates;
        candidates[m].phrase.head < candidates[self.mention].phrase.head
    }
}

/// `Critics of Otto accused him`: who only tells which ones act may be whom they act upon.
fn modifies_subject(tree: &Tree, word: usize) -> bool {
    let subject = tree.parent(word).filter(|_| tree.tokens[word].deprel == "nmod");
    subject.is_some_and(|s| tree.tokens[s].relation() == "nsubj" && tree.tokens[s].upos == "NOUN")
}

/// The understood subject of the clause whose object or complement a word is: who calls in `Ana left Otto, calling him a fool`.
fn understood_subject(tree: &Tree, word: usize) -> Option<usize> {
    let verb = tree.parent(word).filter(|_| matches!(tree.tokens[word].relation(), "obj" | "iobj" | "obl"))?;
    // `praised Otto for inviting her`: whose deed it is depends on the verb above.
    let own = tree.related(verb, "nsubj").next().is_some();
    let marked = |words: &[&str]| tree.related(verb, "mark").any(|m| tree.is(m, words));
    let shares = match tree.tokens[verb].relation() {
        "advcl" => !marked(&["for", "of", "from"]) && tree.finite(verb).is_none(),
        "xcomp" => true,
        "conj" => tree.tokens[verb].upos == "VERB",
        _ => false,
    };
    (shares && !own).then(|| source::subject(tree, verb))?
}

/// Whether a noun is what another one is for or about: `Otto` in `support for Otto`.
fn complements(tree: &Tree, word: usize, noun: usize) -> bool {
    let about = |c: usize| tree.is(c, &["for", "of", "against", "with", "to", "on"]);
    tree.tokens[word].relation() == "nmod" && tree.parent(word) == Some(noun) && tree.related(word, "case").any(about)
}

/// `according to Ana`: who vouches for a clause may well be spoken of in it.
fn vouches(tree: &Tree, word: usize) -> bool {
    tree.related(word, "case").any(|c| tree.is(c, &["accord", "according"]))
}

/// What is reported of the phrase as its source.
fn contents_of<'a>(scene: &Scene<'a>, source: Phrase) -> &'a [Span] {
    preference::reports_by(scene.context, source).next().map(|r| r.content.as_slice()).unwrap_or_default()
}

/// A body or a state, or a name that may be one; a company belongs to no state.
fn is_body(known: Features, company: bool) -> bool {
    match known.kind {
        Some(EntityType::Organization) => true,
        Some(EntityType::Place | EntityType::Group) => !company,
        None => known.named,
        _ => false,
    }
}

fn overlaps(scene: &Scene, a: usize, b: usize) -> bool {
    let (a, b) = (scene.context.candidates[a].phrase, scene.context.candidates[b].phrase);
    a.sentence == b.sentence && a.first <= b.head && b.head <= a.last
}
