//! What settles a pronoun without a search: the topic that its sentence names (`As for Ana, …`, `said of the plan, “…”`),
//! the subject that a clause before it waits for (`While he was away, Otto …`), and the body that goes on acting.

use super::Context;
use super::clusters::Clusters;
use super::pronoun::Scene;
use crate::extract::lexicon;
use crate::extract::reporting::{self, Part};
use crate::extract::tree::Tree;
use crate::extract::{Phrase, Report};
use crate::model::EntityType;

/// Mentions of the pronoun's sentence that it stands for if they fit, the surest first.
pub(super) fn preferred(scene: &Scene, mention: usize) -> Vec<usize> {
    let (tree, pronoun) = scene.place(mention);
    let sentence = scene.context.candidates[mention].phrase.sentence;
    let named = topic(tree, pronoun).into_iter().chain(spoken_of(scene, mention));
    named.filter_map(|head| scene.context.at(sentence, head as u32)).filter(|m| *m != mention).collect()
}

/// The name that an editor sets in brackets behind a pronoun: `She [Ana Roth] is right`.
pub(super) fn glossed(scene: &Scene, mention: usize) -> Option<usize> {
    let (tree, pronoun) = scene.place(mention);
    let phrase = scene.context.candidates[mention].phrase;
    let bracket = |w: usize| w > 0 && matches!(tree.tokens[w - 1].lemma.as_str(), "[" | "(");
    let gloss = tree.related(pronoun, "appos").find(|a| {
        let first = tree.borders(*a).0;
        let opened = matches!(tree.tokens[first].lemma.as_str(), "[" | "(") || bracket(first);
        tree.tokens[*a].upos == "PROPN" && first <= pronoun + 2 && opened
    })?;
    scene.context.at(phrase.sentence, gloss as u32).filter(|m| *m != mention)
}

/// The mention that a pronoun before it waits for: `While he was away, Otto …`.
pub(super) fn expected(scene: &Scene, mention: usize) -> Option<usize> {
    let (tree, pronoun) = scene.place(mention);
    let sentence = scene.context.candidates[mention].phrase.sentence;
    scene.context.at(sentence, awaited(tree, pronoun)? as u32).filter(|m| *m != mention)
}

/// `As for Ana, she …`: the phrase that opens the sentence.
fn topic(tree: &Tree, pronoun: usize) -> Option<usize> {
    let opens = |c: &usize| tree.is(*c, &["as"]) && tree.related(*c, "fixed").any(|f| tree.is(f, &["for", "to"]));
    (0..pronoun).find(|i| tree.related(*i, "case").any(|c| opens(&c)))
}

/// `said of the plan, “It …”`, `“He is away,” she said of Otto`: what the report around the pronoun is said to be about.
fn spoken_of(scene: &Scene, mention: usize) -> Option<usize> {
    let (tree, pronoun) = scene.place(mention);
    let at = tree.tokens[pronoun].span;
    let about = |n: &usize| tree.related(*n, "case").any(|c| tree.is(c, &["of", "about", "regarding"]));
    let sentence = scene.context.candidates[mention].phrase.sentence;
    let mut around = reports(scene.context, sentence).filter(|r| r.content.iter().any(|c| c.contains(at)));
    let said = |head: usize| tree.related(head, "obl").chain(tree.related(head, "nmod")).find(|n| about(n));
    around.find_map(|r| said(r.cue.head as usize))
}

/// The body that `it` means where it does what bodies do, behind a sentence that such a body is the subject of or speaks in: `The
/// ministry denied it. On Friday it announced …`.
pub(super) fn body(scene: &Scene, clusters: &mut Clusters, pronoun: usize) -> Option<usize> {
    let (tree, at) = scene.place(pronoun);
    let main = |v: usize| tree.tokens[v].head == 0 || tree.tokens[v].relation() == "parataxis";
    let verb = tree.parent(at).filter(|v| tree.tokens[at].deprel == "nsubj" && main(*v))?;
    let lemma = tree.lemma(verb);
    let acts = reporting::entry(Part::Verb, &lemma).is_some() || lexicon::listed("body_acts", &lemma);
    let here = scene.context.candidates[pronoun].phrase.sentence;
    (1..=here.min(2)).filter(|_| acts && tree.tokens[verb].upos == "VERB").find_map(|back| {
        let range = scene.context.ranges[(here - back) as usize].clone();
        let mut found: Vec<usize> = Vec::new();
        let speaks = |m: usize| reports_by(scene.context, scene.context.candidates[m].phrase).next().is_some();
        for m in range.filter(|m| is_subject(scene, *m) || speaks(*m)) {
            let known = clusters.features(m);
            let root = clusters.find(m);
            if known.kind == Some(EntityType::Organization) && known.plural != Some(true) && !found.contains(&root) {
                found.push(root);
            }
        }
        (!found.is_empty()).then(|| (found.len() == 1).then(|| found[0]))
    })?
}

/// Whether a mention is the subject of its sentence's main verb.
fn is_subject(scene: &Scene, m: usize) -> bool {
    let (tree, head) = scene.place(m);
    tree.tokens[head].deprel == "nsubj" && tree.parent(head).is_some_and(|verb| tree.tokens[verb].head == 0)
}

/// The reports whose cue stands in a sentence.
pub(super) fn reports<'a>(context: &Context<'a>, sentence: u32) -> impl Iterator<Item = &'a Report> {
    let from = context.reports.partition_point(|r| r.cue.sentence < sentence);
    context.reports[from..].iter().take_while(move |r| r.cue.sentence == sentence)
}

/// The reports whose source is a phrase, their cue in its sentence.
pub(super) fn reports_by<'a>(context: &Context<'a>, source: Phrase) -> impl Iterator<Item = &'a Report> {
    let is_source = move |s: Phrase| (s.sentence, s.head) == (source.sentence, source.head);
    reports(context, source.sentence).filter(move |r| r.source.is_some_and(is_source))
}

/// `While he was away, Otto …`, `In her speech, Ana …`: the subject of the clause that the pronoun's phrase or clause opens.
fn awaited(tree: &Tree, pronoun: usize) -> Option<usize> {
    let mut at = pronoun;
    while let Some(parent) = tree.parent(at) {
        if matches!(tree.tokens[at].relation(), "advcl" | "obl") && parent > at {
            let mut subjects = tree.children(parent).filter(|c| tree.tokens[*c].relation() == "nsubj");
            return subjects.find(|s| *s > tree.borders(at).1 && tree.tokens[*s].upos != "PRON");
        }
        at = parent;
    }
    None
}
