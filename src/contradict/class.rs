//! Classes that nothing belongs to at once: `ontology/lexicon/disjoint.tsv`.

use super::proposition::{Proposition, Propositions};
use super::term::Term;
use super::weigh::Difference;
use super::{Gate, Kind};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Noun → the sides that it stands on: number of the row, number of the side.
static SIDES: LazyLock<HashMap<&'static str, Vec<(usize, usize)>>> = LazyLock::new(|| {
    let mut sides: HashMap<&str, Vec<(usize, usize)>> = HashMap::new();
    let table = include_str!("../../ontology/lexicon/disjoint.tsv");
    let rows = table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    for (row, line) in rows.enumerate() {
        for (side, cell) in line.split('\t').enumerate() {
            for noun in cell.split(',').map(str::trim) {
                sides.entry(noun).or_default().push((row, side));
            }
        }
    }
    sides
});

/// Whether nothing is both: `civilian`, `soldier`. Nouns in the singular, lower case. Symmetric.
pub fn disjoint(a: &str, b: &str) -> bool {
    let sides = |noun| SIDES.get(noun).map(Vec::as_slice).unwrap_or_default();
    let apart = |x: &(usize, usize)| sides(b).iter().any(|y| x.0 == y.0 && x.1 != y.1);
    a != b && sides(a).iter().any(apart) && !sides(a).iter().any(|x| sides(b).contains(x))
}

/// The longest noun of a phrase that the table knows: `bulk carrier` before `carrier`.
fn noun(all: &Propositions, term: &Term) -> String {
    let label = all.symbols.word(term.label).to_lowercase();
    let words: Vec<&str> = label.split_whitespace().collect();
    let mut tails = (0..words.len()).map(|at| words[at..].join(" "));
    let known = |tail: &String| SIDES.contains_key(tail.as_str());
    tails.find(known).unwrap_or_else(|| all.symbols.word(term.head).to_owned())
}

/// Whether two claims put one named thing, or one thing of one text, into two classes.
pub fn differ(all: &Propositions, a: &Proposition, b: &Proposition) -> Option<Difference> {
    let both = a.relation == Some("is_a") && b.relation == Some("is_a") && a.standing.affirmed && b.standing.affirmed;
    let (p, q) = (a.patient.as_ref()?, b.patient.as_ref()?);
    if !both || !disjoint(&noun(all, p), &noun(all, q)) {
        return None;
    }
    let alike = a.agent.as_ref()?.likeness(b.agent.as_ref()?, a.place.0 == b.place.0);
    if alike < 0.6 {
        return None;
    }
    let said = format!("“{}” and “{}”", all.symbols.word(a.clause), all.symbols.word(b.clause));
    if a.standing.weak || b.standing.weak || a.standing.modality != b.standing.modality {
        return Some(Difference::LetGo(Kind::Class, Gate::Hedged, format!("{said}: one is no plain statement")));
    }
    Some(Difference::Conflict(Kind::Class, 0.9 * alike, format!("{said}: nothing is both")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_both() {
        assert!(disjoint("civilian", "soldier") && disjoint("soldier", "civilian"));
        assert!(!disjoint("soldier", "fighter"));
        assert!(!disjoint("civilian", "teacher"));
    }
}
