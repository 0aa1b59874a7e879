//! What settles a pronoun without a search: the topic that its sentence names (`As for Ana, …`, `said of the plan, “…”`),
//! and the subject that a clause before it waits for (`While he was away, Otto …`).

use super::Context;
use super::pronoun::Scene;
use crate::extract::tree::Tree;

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

/// The reports whose cue stands in a sentence.
pub(super) fn reports<'a>(context: &Context<'a>, sentence: u32) -> impl Iterator<Item = &'a crate::extract::Report> {
    let from = context.reports.partition_point(|r| r.cue.sentence < sentence);
    context.reports[from..].iter().take_while(move |r| r.cue.sentence == sentence)
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
