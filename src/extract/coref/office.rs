//! For whom those speak who say `we`: a spokeswoman for her company, a minister for the state.

use super::Context;
use super::clusters::Clusters;
use super::pronoun::Scene;
use crate::extract::lexicon;
use crate::extract::tree::Tree;
use crate::model::{EntityType, MentionKind};
use std::collections::BTreeMap;

/// The body or state of each entity that speaks for one, by the entity's cluster; none where it speaks for several.
pub(super) fn held(scene: &Scene, clusters: &mut Clusters) -> BTreeMap<usize, usize> {
    let context = scene.context;
    let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for m in 0..context.candidates.len() {
        let (tree, head) = scene.place(m);
        for body in offices(tree, head).filter_map(|o| body(context, tree, (m, o))) {
            let body = clusters.find(body);
            let bodies = found.entry(clusters.find(m)).or_default();
            if !bodies.contains(&body) {
                bodies.push(body);
            }
        }
    }
    found.into_iter().filter(|(_, bodies)| bodies.len() == 1).map(|(entity, bodies)| (entity, bodies[0])).collect()
}

/// The words of a noun phrase that name an office which speaks for somebody: its head, a title, an apposition.
fn offices<'t>(tree: &'t Tree, head: usize) -> impl Iterator<Item = usize> + 't {
    let titles =
        tree.children(head).filter(move |c| matches!(tree.tokens[*c].relation(), "nmod" | "compound" | "appos"));
    titles.chain([head]).filter(|o| lexicon::listed("speaks_as_body", &tree.lemma(*o).to_lowercase()))
}

/// `a spokeswoman for Norvik Steel`, `Norvik spokesman Otto Lind`, `Norway's foreign minister`: whom the office is of.
fn body(context: &Context, tree: &Tree, (m, office): (usize, usize)) -> Option<usize> {
    let phrase = context.candidates[m].phrase;
    let of = |c: &usize| match tree.tokens[*c].deprel {
        "nmod" => tree.related(*c, "case").any(|p| tree.is(p, &["for", "of"])),
        "compound" | "nmod:poss" | "amod" => true,
        _ => false,
    };
    let named = |c: usize| {
        let candidate = context.at(phrase.sentence, c as u32)?;
        let kind = context.candidates[candidate].entity_type;
        let is_body = matches!(kind, EntityType::Organization | EntityType::Place);
        (is_body && context.candidates[candidate].kind == MentionKind::Name).then_some(candidate)
    };
    tree.children(office).filter(of).find_map(named)
}
