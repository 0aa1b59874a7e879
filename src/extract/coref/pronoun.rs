//! Pronouns: the speaker of a quotation for `I`, whom somebody speaks for by office for `we`, a ranked antecedent for the others.
//! Any other `we`, `this`, `that` and `you` are left alone: whom a speaker counts in is seldom told.

use super::clusters::Clusters;
use super::joint::{self, Joint};
use super::speakers::Speakers;
use super::{Context, antecedent, office, standing};
use crate::extract::tree::Tree;
use crate::model::MentionKind;
use std::collections::BTreeMap;

/// What a pronoun asks of its antecedent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Person {
    /// `I`
    I,
    /// `he`, `she`
    He,
    /// `it`
    It,
    /// `they`
    They,
}

/// What the search for antecedents sees.
pub(super) struct Scene<'a> {
    pub context: &'a Context<'a>,
    trees: Vec<Tree<'a>>,
    /// For each mention, what its pronoun asks for.
    persons: Vec<Option<Person>>,
    pub speakers: Speakers,
}

impl<'a> Scene<'a> {
    fn new(context: &'a Context<'a>) -> Self {
        let sentences = context.annotation.sentences.iter().enumerate();
        Self {
            context,
            trees: sentences.map(|(i, sentence)| Tree::new(i as u32, sentence)).collect(),
            persons: (0..context.candidates.len()).map(|m| person(context, m)).collect(),
            speakers: Speakers::new(context),
        }
    }

    /// The tree that a mention stands in, and its head there.
    pub(super) fn place(&self, mention: usize) -> (&Tree<'a>, usize) {
        let phrase = self.context.candidates[mention].phrase;
        (&self.trees[phrase.sentence as usize], phrase.head as usize)
    }

    /// What a mention asks for, if it is a personal pronoun.
    pub(super) fn person(&self, mention: usize) -> Option<Person> {
        self.persons[mention]
    }
}

/// Resolves the pronouns of the writer in text order, then those within quotations, then who says `I`; those that stand for several
/// together are told apart from them.
pub(super) fn resolve(context: &Context, clusters: &mut Clusters) -> Joint {
    let scene = Scene::new(context);
    let mut joint = Joint::new();
    let mut quoted = Vec::new();
    let mut spoken = Vec::new();
    for mention in 0..context.candidates.len() {
        let speaker = scene.speakers.of(context, mention);
        match (scene.person(mention), speaker) {
            (Some(Person::I), _) => spoken.extend(speaker.map(|s| (s, mention))),
            (Some(kind), Some(speaker)) => quoted.push((mention, kind, speaker)),
            (Some(kind), None) => {
                let several = if kind == Person::They { joint::they(&scene, clusters, mention) } else { None };
                match several {
                    Some(members) => joint.extend([(mention, members)]),
                    None => {
                        let found = antecedent::find(&scene, clusters, (mention, kind), None);
                        found.into_iter().for_each(|m| clusters.merge(m, mention));
                    }
                }
            }
            (None, _) => {
                joint.extend(joint::described(&scene, clusters, mention).map(|members| (mention, members)));
                let found = standing::named(&scene, clusters, mention);
                found.into_iter().for_each(|m| clusters.merge(m, mention));
            }
        }
    }
    for (mention, kind, speaker) in quoted {
        let found = antecedent::find(&scene, clusters, (mention, kind), Some(speaker));
        found.into_iter().for_each(|m| clusters.merge(m, mention));
    }
    for (speaker, mention) in spoken {
        clusters.merge(speaker, mention);
    }
    let held = office::held(&scene, clusters);
    let we = |m: &usize| context.candidates[*m].kind == MentionKind::Pronoun && is_we(&form(context, *m));
    for mention in (0..context.candidates.len()).filter(we) {
        let speaker = scene.speakers.of(context, mention).map(|s| clusters.find(s));
        speaker.and_then(|s| held.get(&s)).into_iter().for_each(|body| clusters.merge(*body, mention));
    }
    taken_up(&scene, clusters, joint)
}

/// With those pronouns that take up one which stands for several.
fn taken_up(scene: &Scene, clusters: &mut Clusters, joint: Joint) -> Joint {
    let by_root: BTreeMap<usize, Vec<usize>> = joint.iter().map(|(m, all)| (clusters.find(*m), all.clone())).collect();
    let they = (0..scene.context.candidates.len()).filter(|m| scene.person(*m) == Some(Person::They));
    let mut found: Joint = they.filter_map(|m| Some((m, by_root.get(&clusters.find(m))?.clone()))).collect();
    found.extend(joint);
    found
}

fn is_we(form: &str) -> bool {
    matches!(form, "we" | "us" | "our" | "ours" | "ourselves")
}

/// The form of a mention's head, in lower case.
pub(super) fn form(context: &Context, mention: usize) -> String {
    context.head(mention).span.of(&context.document.text).to_lowercase()
}

fn person(context: &Context, mention: usize) -> Option<Person> {
    if context.candidates[mention].kind != MentionKind::Pronoun {
        return None;
    }
    Some(match form(context, mention).as_str() {
        "i" | "me" | "my" | "mine" | "myself" => Person::I,
        "he" | "him" | "his" | "himself" | "she" | "her" | "hers" | "herself" => Person::He,
        "it" | "its" | "itself" => Person::It,
        "they" | "them" | "their" | "theirs" | "themselves" => Person::They,
        _ => return None,
    })
}
