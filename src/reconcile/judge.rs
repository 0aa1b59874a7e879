//! Which candidates are taken without asking: those of the right class that are far better than the rest.

use super::Candidate;
use crate::model::EntityType;
use crate::vocab;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a candidate must reach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// The least score, of 100.
    pub score: f64,
    /// How far the next candidate must be behind.
    pub margin: f64,
}

/// What is made of the candidates for an entity.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// It is that item, and why.
    Link {
        /// The item.
        item: String,
        /// Why, in words.
        why: String,
    },
    /// Somebody should look at it, and why.
    Review(String),
    /// There is no candidate.
    Nothing,
}

/// The type of entity of each class in `ontology/lexicon/wikidata_classes.tsv`; none for what is no entity.
static CLASSES: LazyLock<BTreeMap<&str, Option<EntityType>>> =
    LazyLock::new(|| rows().map(|(kind, class)| (class, kind)).collect());

fn rows() -> impl Iterator<Item = (Option<EntityType>, &'static str)> {
    let table = include_str!("../../ontology/lexicon/wikidata_classes.tsv");
    let kind = |name: &str| vocab::CLASSES.into_iter().find(|k| vocab::class_name(*k).eq_ignore_ascii_case(name));
    table.lines().filter(|line| !line.starts_with('#')).filter_map(move |line| {
        let mut cells = line.split('\t');
        Some((kind(cells.next()?), cells.next()?))
    })
}

/// The class of Wikidata that a service is asked for where it is asked for that type of entity.
pub fn class_of(kind: EntityType) -> Option<&'static str> {
    rows().find(|(known, _)| *known == Some(kind)).map(|(_, class)| class)
}

/// Whether a candidate can be an entity of that type: it has a class of this type, or none that is known.
fn is_of_type(candidate: &Candidate, kind: EntityType, asked: Option<&str>) -> bool {
    if candidate.classes.iter().any(|class| Some(class.as_str()) == asked) {
        return true;
    }
    let mut known = candidate.classes.iter().filter_map(|class| CLASSES.get(class.as_str())).peekable();
    known.peek().is_none() || known.any(|known| *known == Some(kind))
}

/// Weighs the candidates for an entity of that type, which the service was asked for as an instance of `asked`.
pub fn judge(candidates: &[Candidate], kind: EntityType, asked: Option<&str>, bar: Bar) -> Verdict {
    if candidates.is_empty() {
        return Verdict::Nothing;
    }
    let mut right: Vec<(&Candidate, String)> = candidates
        .iter()
        .filter(|candidate| is_of_type(candidate, kind, asked))
        .filter_map(|candidate| Some((candidate, vocab::wikidata_item(&candidate.id)?)))
        .collect();
    right.sort_by(|a, b| b.0.score.unwrap_or(-1.0).total_cmp(&a.0.score.unwrap_or(-1.0)));
    let Some((best, item)) = right.first() else {
        return Verdict::Review("no candidate is a Wikidata item of the right type".to_owned());
    };
    let Some(score) = best.score else { return Verdict::Review("the service gave no usable score".to_owned()) };
    let next = right.iter().find(|(_, other)| other != item).and_then(|(candidate, _)| candidate.score);
    let behind = next.map_or_else(|| "no other candidate".to_owned(), |next| format!("the next has {next:.0}"));
    match () {
        () if score < bar.score => Verdict::Review(format!("the best has {score:.0} of 100")),
        () if score - next.unwrap_or(0.0) < bar.margin => Verdict::Review(format!("the best has {score:.0}, {behind}")),
        () => Verdict::Link { item: item.clone(), why: format!("{}, score {score:.0} of 100, {behind}", best.name) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(id: &str, score: Option<f64>, classes: &[&str]) -> Candidate {
        let classes = classes.iter().map(|&class| class.to_owned()).collect();
        Candidate { id: id.to_owned(), name: id.to_lowercase(), description: String::new(), score, classes }
    }

    fn verdict(candidates: &[Candidate]) -> Verdict {
        judge(candidates, EntityType::Person, Some("Q5"), Bar { score: 90.0, margin: 10.0 })
    }

    fn is_linked_to(verdict: &Verdict, item: &str) -> bool {
        matches!(verdict, Verdict::Link { item: linked, .. } if linked == item)
    }

    #[test]
    fn a_clear_winner_is_linked() {
        let found = verdict(&[candidate("Q1", Some(100.0), &["Q5"]), candidate("Q2", Some(60.0), &["Q5"])]);
        assert!(is_linked_to(&found, "Q1"), "{found:?}");
        assert!(is_linked_to(&verdict(&[candidate("Q1", Some(95.0), &[])]), "Q1"), "class not known");
        let same = [candidate("Q1", Some(100.0), &["Q5"]), candidate("Q1", Some(99.0), &["Q5"])];
        assert!(is_linked_to(&verdict(&same), "Q1"), "one item in two languages");
    }

    #[test]
    fn what_is_of_another_type_does_not_count() {
        let found = verdict(&[candidate("Q1", Some(100.0), &["Q515"]), candidate("Q2", Some(95.0), &["Q5"])]);
        assert!(is_linked_to(&found, "Q2"), "{found:?}");
        assert!(matches!(verdict(&[candidate("Q1", Some(100.0), &["Q101352"])]), Verdict::Review(_)));
    }

    #[test]
    fn doubt_goes_to_review() {
        for (candidates, reason) in [
            (vec![candidate("Q1", Some(80.0), &["Q5"])], "80 of 100"),
            (vec![candidate("Q1", Some(100.0), &["Q5"]), candidate("Q2", Some(95.0), &["Q5"])], "the next has 95"),
            (vec![candidate("Q1", None, &["Q5"])], "no usable score"),
            (vec![candidate("118540238", Some(100.0), &["Q5"])], "no candidate is a Wikidata item"),
        ] {
            assert!(matches!(verdict(&candidates), Verdict::Review(why) if why.contains(reason)), "{reason}");
        }
        assert_eq!(verdict(&[]), Verdict::Nothing);
    }

    #[test]
    fn every_type_of_entity_but_things_has_a_class() {
        for kind in vocab::CLASSES.into_iter().filter(|kind| *kind != EntityType::Thing) {
            assert!(class_of(kind).is_some(), "{kind:?}");
        }
        assert!(rows().all(|(_, class)| vocab::wikidata_item(class).is_some()));
    }
}
