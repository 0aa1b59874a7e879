//! Split antecedents: what stands for several named ones together (`Otto and Ida met. They …`, `both men`, `the two sides`).

use super::clusters::Clusters;
use super::pronoun::Scene;
use super::referent;
use crate::extract::coordination::conjuncts;
use crate::extract::nominals::{self, Gender};
use crate::extract::tree::Tree;
use crate::extract::{lexicon, places};
use crate::model::{EntityType, MentionKind};
use std::collections::BTreeMap;

/// For mentions that stand for several, one mention of each of them.
pub(super) type Joint = BTreeMap<usize, Vec<usize>>;

/// How many sentences back those stand whom a description means.
const REACH: u32 = 2;

/// What those together must be.
#[derive(Clone, Copy)]
enum Wanted {
    /// Of one kind, whatever it is.
    Alike,
    /// People, of this gender if it is told.
    People(Option<Gender>),
    /// States.
    States,
    /// Bodies or groups.
    Bodies,
}

impl Wanted {
    fn suits(self, scene: &Scene, clusters: &mut Clusters, m: usize) -> bool {
        let known = clusters.features(m);
        let candidate = &scene.context.candidates[m];
        let named = candidate.kind == MentionKind::Name && known.named;
        let name = candidate.core_span(scene.context.annotation).of(&scene.context.document.text);
        let body = matches!(known.kind, Some(EntityType::Place | EntityType::Organization | EntityType::Group));
        named
            && match self {
                Self::Alike => body || known.is_person(),
                Self::People(gender) => {
                    known.is_person() && (gender.is_none() || known.gender.is_none() || known.gender == gender)
                }
                Self::States => places::of_name(name).is_some_and(|p| p.kind == "country"),
                Self::Bodies => body,
            }
    }
}

/// Those for whom `they` stands: the ones joined as the subject of this sentence's first clause or of the one before.
pub(super) fn they(scene: &Scene, clusters: &mut Clusters, pronoun: usize) -> Option<Vec<usize>> {
    let (tree, head) = scene.place(pronoun);
    let sentence = scene.context.candidates[pronoun].phrase.sentence;
    if tree.tokens[head].deprel == "nmod:poss" {
        return None;
    }
    let before = |s: u32| sentence.checked_sub(s);
    let near = [before(0), before(1)].into_iter().flatten();
    let subject = |tree: &Tree, i: usize| tree.tokens[i].relation() == "nsubj";
    near.filter(|s| *s == sentence || same_block(scene, *s, sentence)).find_map(|s| {
        let groups = joined(scene, clusters, (s, pronoun), Wanted::Alike);
        let group = groups.into_iter().rfind(|g| {
            let (tree, first) = scene.place(g[0]);
            subject(tree, first)
        })?;
        // `Otto and Ida met the voters. They …`
        let rivals = (group[group.len() - 1] + 1..pronoun).any(|m| is_several(scene, clusters, m));
        (!rivals).then_some(group)
    })
}

/// Those whom `both`, `the two sides` or `both women` mean: two joined before, or the only two of the kind in the nearest
/// sentence that names any.
pub(super) fn described(scene: &Scene, clusters: &mut Clusters, mention: usize) -> Option<Vec<usize>> {
    let (tree, head) = scene.place(mention);
    let kind = scene.context.candidates[mention].entity_type;
    let wanted = wanted(tree, head, kind)?;
    let sentence = scene.context.candidates[mention].phrase.sentence;
    let clause = referent::clause(tree, head);
    (0..=REACH.min(sentence)).find_map(|back| {
        let here = (sentence - back, mention);
        if let Some(pair) = joined(scene, clusters, here, wanted).into_iter().rfind(|g| g.len() == 2) {
            return Some(Some(pair));
        }
        // `Peru urged both sides`: Peru is neither.
        let beside = |m: usize| back == 0 && referent::clause(tree, scene.place(m).1) == clause;
        let mut found: Vec<usize> = Vec::new();
        for m in scene.context.ranges[here.0 as usize].clone().filter(|m| *m < mention && !beside(*m)) {
            let root = clusters.find(m);
            // `Otto's party` is no second man.
            let owner = scene.place(m).0.tokens[scene.place(m).1].deprel == "nmod:poss";
            let owner = owner && matches!(wanted, Wanted::People(_));
            if !owner && wanted.suits(scene, clusters, m) && found.iter().all(|f| clusters.find(*f) != root) {
                found.push(m);
            }
        }
        let two = found.len() == 2 && !matches!(wanted, Wanted::Alike);
        (!found.is_empty()).then(|| two.then_some(found))
    })?
}

/// What a noun phrase asks of the two that it means, if it means two that are known.
fn wanted(tree: &Tree, head: usize, kind: EntityType) -> Option<Wanted> {
    let both = |i: usize| tree.is(i, &["both"]);
    let definite = tree.children(head).any(|c| c < head && tree.is(c, &["the", "these"]));
    let alone = tree.related(head, "nmod").next().is_none() && tree.related(head, "acl").next().is_none();
    let two = |i: usize| tree.is(i, &["two"]);
    if both(head) && tree.tokens[head].relation() != "cc:preconj"
        || definite && (two(head) || tree.is(head, &["pair", "duo"]))
    {
        return alone.then_some(Wanted::Alike);
    }
    let counted = tree.children(head).any(|c| c < head && (both(c) || definite && two(c)));
    if !counted || !alone || !matches!(tree.tokens[head].xpos, "NNS" | "NNPS") {
        return None;
    }
    let noun = tree.lemma(head);
    match kind {
        EntityType::Person => Some(Wanted::People(nominals::noun(&noun).and_then(|n| n.gender))),
        _ if lexicon::listed("state_of_two", &noun) => Some(Wanted::States),
        EntityType::Organization => Some(Wanted::Bodies),
        _ => None,
    }
}

/// The names of a sentence that are joined by `and`, as groups in text order, before a mention.
fn joined(
    scene: &Scene,
    clusters: &mut Clusters,
    (sentence, mention): (u32, usize),
    wanted: Wanted,
) -> Vec<Vec<usize>> {
    let context = scene.context;
    let mut groups = Vec::new();
    for m in context.ranges[sentence as usize].clone().filter(|m| *m < mention) {
        let (tree, head) = scene.place(m);
        if tree.tokens[head].relation() == "conj" || tree.related(head, "conj").next().is_none() {
            continue;
        }
        let heads = conjuncts(tree, head);
        let and = heads.iter().skip(1).flat_map(|h| tree.related(*h, "cc")).all(|c| tree.is(c, &["and", "&"]));
        let group: Vec<usize> = heads.iter().filter_map(|h| context.at(sentence, *h as u32)).collect();
        let whole = group.len() == heads.len() && group.len() > 1 && group.iter().all(|g| *g < mention);
        if and && whole && alike(clusters, &group) && group.iter().all(|g| wanted.suits(scene, clusters, *g)) {
            groups.push(group);
        }
    }
    groups
}

/// Whether all are people or none is.
fn alike(clusters: &mut Clusters, group: &[usize]) -> bool {
    let people = group.iter().filter(|m| clusters.features(**m).is_person()).count();
    people == 0 || people == group.len()
}

fn is_several(scene: &Scene, clusters: &mut Clusters, m: usize) -> bool {
    let (tree, head) = scene.place(m);
    let argument = matches!(tree.tokens[head].relation(), "nsubj" | "obj" | "obl");
    argument && clusters.features(m).plural == Some(true)
}

fn same_block(scene: &Scene, a: u32, b: u32) -> bool {
    let block = |s: u32| scene.context.annotation.sentences[s as usize].block;
    block(a) == block(b) || block(a) + 1 == block(b)
}

#[cfg(test)]
mod tests {
    use crate::extract::{extract, sample};
    use crate::model::{DocumentClaims, Slot};

    fn said(table: &str) -> Vec<String> {
        let (document, annotation) = sample::annotated(table);
        let claims = extract(&document, &annotation);
        let label = |found: &DocumentClaims, slot: &Slot| {
            let entity = slot.entity().map(|e| found.entities[e as usize].label.clone());
            entity.unwrap_or_else(|| slot.span.of(&document.text).to_owned())
        };
        let line = |c: &crate::model::Claim| {
            let object = c.object.as_ref().map(|o| label(&claims, o)).unwrap_or_default();
            format!("{} {} {object}", label(&claims, &c.subject), c.predicate)
        };
        claims.claims.iter().map(line).collect()
    }

    const MEETING: &str = "Otto Otto PROPN NNP 4 nsubj person:1
        and and CCONJ CC 3 cc
        Ida Ida PROPN NNP 1 conj person:1
        sang sing VERB VBD 0 root
        . . PUNCT . 4 punct

        ";

    #[test]
    fn what_both_do_each_does() {
        let told = |rest: &str| said(&format!("{MEETING}{rest}"))[2..].to_vec();
        assert_eq!(
            told("They they PRON PRP 2 nsubj\nleft leave VERB VBD 0 root\nPeru Peru PROPN NNP 2 obj place:1"),
            ["Otto leave Peru", "Ida leave Peru"]
        );
        assert_eq!(
            told("Both both DET DT 2 nsubj\nleft leave VERB VBD 0 root\nPeru Peru PROPN NNP 2 obj place:1"),
            ["Otto leave Peru", "Ida leave Peru"]
        );
        let women = "Both both DET DT 2 det\nstates state NOUN NNS 3 nsubj\nleft leave VERB VBD 0 root\n\
                     Peru Peru PROPN NNP 3 obj place:1";
        assert_eq!(told(women), ["states leave Peru"]);
    }

    #[test]
    fn who_addresses_both_sides_is_neither() {
        let found = said(
            "Peru Peru PROPN NNP 2 nsubj place:1
             fought fight VERB VBD 0 root
             Chile Chile PROPN NNP 2 obj place:1
             . . PUNCT . 2 punct

             Brazil Brazil PROPN NNP 2 nsubj place:1
             warned warn VERB VBD 0 root
             the the DET DT 5 det
             two two NUM CD 5 nummod
             sides side NOUN NNS 2 obj",
        );
        assert_eq!(found[1..], ["Brazil warn Peru", "Brazil warn Chile"]);
    }
}
