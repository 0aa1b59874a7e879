//! What a pronoun can stand for, and what it cannot: a predicate, a role after `as`, a day, nobody in particular.

use super::Context;
use super::features::Features;
use super::pronoun::{Person, Scene};
use crate::extract::nominals::{self, Noun};
use crate::extract::tree::Tree;
use crate::model::{EntityType, MentionKind};

/// Whether mention `m`, of whose cluster `features` are known, can be what a pronoun of this kind stands for.
pub(super) fn suits(scene: &Scene, features: Features, m: usize, pronoun: (Person, Features)) -> bool {
    let (kind, wanted) = pronoun;
    let candidate = &scene.context.candidates[m];
    // A relative pronoun is what it relates to: `the deal, which was late when it came`.
    let relates = || is_relative(scene.context, m) && features.kind.is_some();
    if candidate.kind == MentionKind::Pronoun && scene.person(m) != Some(kind) && !relates()
        || is_predicate(scene, m)
        || is_capacity(scene, m)
    {
        return false;
    }
    let adjective =
        candidate.kind == MentionKind::Name && candidate.entity_type == EntityType::Group && kind != Person::They;
    match kind {
        Person::He => {
            !is_bare(scene.context, m)
                && !is_anybody(scene.context, m)
                && features.is_person()
                && (features.gender.is_none() || features.gender == wanted.gender)
        }
        Person::It => {
            !adjective
                && is_noun(scene.context, m)
                && features.plural != Some(true)
                && features.kind != Some(EntityType::Person)
                && !is_time(scene.context, m)
        }
        Person::They => {
            let body = matches!(features.kind, Some(EntityType::Organization | EntityType::Group));
            !is_time(scene.context, m)
                && (features.plural == Some(true)
                    || body && features.plural != Some(false)
                    || candidate.kind == MentionKind::Pronoun)
        }
        Person::I => false,
    }
}

fn is_relative(context: &Context, m: usize) -> bool {
    matches!(context.head(m).xpos, "WDT" | "WP")
}

/// `She is a lawyer`, `became a senator`: what is said of somebody is no second somebody.
fn is_predicate(scene: &Scene, m: usize) -> bool {
    let (tree, head) = scene.place(m);
    let complement = || tree.tokens[head].relation() == "xcomp" && tree.tokens[head].upos == "NOUN";
    tree.related(head, "cop").next().is_some() || complement()
}

/// `as a senator`: in what capacity, not who.
fn is_capacity(scene: &Scene, m: usize) -> bool {
    let (tree, head) = scene.place(m);
    let alone = |c: &usize| tree.is(*c, &["as", "than"]) && tree.related(*c, "fixed").next().is_none();
    scene.context.candidates[m].kind != MentionKind::Name && tree.related(head, "case").any(|c| alone(&c))
}

/// A role without an article: `as president`.
fn is_bare(context: &Context, m: usize) -> bool {
    let candidate = &context.candidates[m];
    candidate.kind == MentionKind::Nominal && candidate.phrase.first == candidate.phrase.head
}

/// `every voter`, `your child`, `a person`: nobody in particular.
fn is_anybody(context: &Context, m: usize) -> bool {
    let phrase = context.candidates[m].phrase;
    let first = &context.annotation.sentences[phrase.sentence as usize].tokens[phrase.first as usize];
    let vague = || {
        ["a", "an", "one"].contains(&first.lemma.to_lowercase().as_str())
            && ["person", "individual", "somebody", "someone"].contains(&context.head(m).lemma.as_str())
    };
    context.candidates[m].kind == MentionKind::Nominal
        && (["every", "any", "each", "no", "your"].contains(&first.lemma.to_lowercase().as_str()) || vague())
}

/// Whether the mention's head is a noun or pronoun: nothing refers back to `the little`.
fn is_noun(context: &Context, m: usize) -> bool {
    matches!(context.head(m).upos, "NOUN" | "PROPN" | "PRON")
}

/// Days, years and amounts are not referred to by pronouns, nor are words that name nothing.
fn is_time(context: &Context, m: usize) -> bool {
    let token = context.head(m);
    let vague = [
        "day",
        "week",
        "month",
        "year",
        "time",
        "hour",
        "percent",
        "morning",
        "night",
        "today",
        "yesterday",
        "way",
        "reason",
        "part",
        "lot",
        "fact",
        "kind",
        "sort",
        "thing",
        "moment",
        "end",
        "sense",
        "point",
        "something",
        "anything",
        "nothing",
        "everything",
        "what",
        "one",
    ];
    matches!(token.upos, "NUM" | "SYM") || vague.contains(&token.lemma.to_lowercase().as_str())
}

/// `its prime minister`, `its parent company`: whether what is the pronoun's is somebody or a body, as only a body or a state has one.
pub(super) fn of_body(tree: &Tree, pronoun: usize) -> bool {
    let noun = tree.parent(pronoun).filter(|_| tree.tokens[pronoun].deprel == "nmod:poss");
    let led = |n: Noun| matches!(n.kind, EntityType::Person | EntityType::Organization);
    noun.is_some_and(|n| tree.tokens[n].upos == "NOUN" && nominals::noun(&tree.lemma(n)).is_some_and(led))
}

/// The clause that a word stands in: its verb or predicate, or the word at the top.
pub(super) fn clause(tree: &Tree, mut i: usize) -> usize {
    while let Some(p) = tree.parent(i).filter(|_| tree.tokens[i].deprel != "nmod:poss") {
        if matches!(tree.tokens[i].relation(), "nsubj" | "obj" | "iobj" | "obl" | "csubj") {
            return p;
        }
        if !matches!(tree.tokens[i].relation(), "nmod" | "conj" | "flat" | "appos" | "compound") {
            return i;
        }
        i = p;
    }
    i
}
