//! Event identity: do two claims speak of one occurrence or state, at one time?

use super::opposite::{self, Opposition};
use super::proposition::Proposition;
use super::term::{Key, Term};
use crate::extract::relation;
use crate::model::Modality;

/// What ties two predicates together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tie {
    /// They say the same; how surely.
    Same(f32),
    /// The second says more than the first, or the reverse: `bombed` is a kind of `attacked`.
    Kind(f32),
    /// Both cannot hold; how surely.
    Opposite(f32),
    /// One ends what the other brought about.
    Undoes,
}

/// When two claims put what they speak of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum When {
    /// At one time, as far as can be told; how surely.
    Same(f32),
    /// At different times.
    Apart,
}

/// Relations too wide for two of their verbs to mean the same.
const WIDE: [&str; 17] = [
    "act",
    "state",
    "describe",
    "has_property",
    "has",
    "agree",
    "believe",
    "want",
    "change",
    "use",
    "take",
    "give",
    "do",
    "go_to",
    "request",
    "show",
    "has_part",
];
/// Contests are held again and again: who lost one may have won another.
const CONTESTS: [&str; 3] = ["win", "lose", "defeat"];
/// Relations of attitude: one can hold both of one object, in different respects.
const ATTITUDES: [&str; 9] = ["praise", "criticise", "hope", "fear", "emphasise", "downplay", "state", "rise", "fall"];
/// Relations that say how something is, not what happened.
const STATES: [&str; 12] = [
    "has_property",
    "is_a",
    "located_in",
    "has_role",
    "support",
    "oppose",
    "want",
    "believe",
    "has",
    "owns",
    "know",
    "member_of",
];

/// What ties the predicates of two propositions, if anything.
pub fn tie(a: &Proposition, b: &Proposition) -> Option<Tie> {
    if a.predicate == b.predicate {
        return Some(Tie::Same(1.0));
    }
    let (x, y) = (a.relation?, b.relation?);
    let wide = |r: &str| WIDE.contains(&r);
    if x == y {
        return (!wide(x)).then_some(Tie::Same(0.85));
    }
    if relation::is_a(x, y) || relation::is_a(y, x) {
        let general = if relation::is_a(x, y) { y } else { x };
        return (!wide(general)).then_some(Tie::Kind(0.8));
    }
    let attitude = |r: &str| ATTITUDES.iter().any(|attitude| relation::is_a(r, attitude));
    let contest = |r: &str| CONTESTS.iter().any(|contest| relation::is_a(r, contest));
    let dated = a.days.is_some() && b.days.is_some();
    let vague = a.patient.is_none() || attitude(x) || attitude(y) || !dated && (contest(x) || contest(y));
    match opposite::opposition(x, y)? {
        Opposition::Opposite if vague => Some(Tie::Opposite(0.45)),
        Opposition::Opposite => Some(Tie::Opposite(0.9)),
        Opposition::Undoes => Some(Tie::Undoes),
    }
}

/// How surely the slots of two propositions are filled with the same things, 0 to 1; numbers set aside.
pub fn likeness(a: &Proposition, b: &Proposition) -> f32 {
    let same_document = a.place.0 == b.place.0;
    let straight = slot(&a.agent, &b.agent, same_document) * slot(&a.patient, &b.patient, same_document);
    let symmetric = a.relation.and_then(relation::get).is_some_and(|r| r.symmetric);
    let both = a.agent.is_some() && b.agent.is_some() && a.patient.is_some() && b.patient.is_some();
    let likeness = match symmetric && both {
        true => straight.max(slot(&a.agent, &b.patient, same_document) * slot(&a.patient, &b.agent, same_document)),
        false => straight,
    };
    // A title leaves out what makes its nouns definite.
    let titled = same_document && a.in_title != b.in_title && likeness >= 0.5;
    if titled {
        return likeness.max(0.8);
    }
    // `he came`, `he can`: of which coming, another document seldom tells.
    let bare = |p: &Proposition| p.patient.is_none() && p.days.is_none() && p.location.is_none() && p.others.is_empty();
    if bare(a) && bare(b) || !same_document && (bare(a) || bare(b)) {
        return likeness * 0.7;
    }
    // Something must hold them together across documents: a name, or a description that has one.
    let anchored = |p: &Proposition| [&p.agent, &p.patient].into_iter().flatten().any(is_anchored);
    let held = same_document || (anchored(a) && anchored(b));
    if held { likeness } else { likeness * 0.6 }
}

fn is_anchored(term: &Term) -> bool {
    term.name.is_some() || !term.anchors.is_empty()
}

/// A passive need not say who acts; an intransitive claim has nothing acted on.
fn slot(a: &Option<Term>, b: &Option<Term>, same_document: bool) -> f32 {
    match (a, b) {
        (Some(a), Some(b)) => a.likeness(b, same_document),
        (None, None) => 1.0,
        _ => 0.9,
    }
}

/// Whether two propositions can be compared at all: what one leaves out, the other's form must leave open.
pub fn comparable(a: &Proposition, b: &Proposition) -> bool {
    let same_shape = a.patient.is_some() == b.patient.is_some();
    same_shape && (a.agent.is_some() == b.agent.is_some() || a.patient.is_some())
}

/// When two claims put what they speak of: by the days that they give, else by the days of publication.
pub fn when(a: &Proposition, b: &Proposition) -> When {
    match (a.days, b.days) {
        (Some(x), Some(y)) => overlap(x, y),
        (Some(days), None) => with_publication(days, a, b),
        (None, Some(days)) => with_publication(days, b, a),
        (None, None) => published(a, b),
    }
}

fn overlap(x: (i32, i32), y: (i32, i32)) -> When {
    const MONTH: i32 = 31;
    let long = |days: (i32, i32)| days.1 - days.0 > MONTH;
    match x.0 <= y.1 && y.0 <= x.1 {
        true if long(x) || long(y) => When::Same(0.75),
        true => When::Same(1.0),
        false => When::Apart,
    }
}

/// One says when; the other is news of the days before its publication, or of a plan for the days after.
fn with_publication(days: (i32, i32), dated: &Proposition, other: &Proposition) -> When {
    let Some(published) = other.date else { return published_unknown(dated, other) };
    let (before, after) = if other.standing.modality == Modality::Planned { (1, 14) } else { (3, 1) };
    match overlap(days, (published - before, published + after)) {
        When::Same(sure) => When::Same(sure * 0.95),
        When::Apart => When::Apart,
    }
}

fn published(a: &Proposition, b: &Proposition) -> When {
    const LASTING: i32 = 30;
    let (Some(x), Some(y)) = (a.date, b.date) else { return published_unknown(a, b) };
    match (x - y).abs() {
        0..=1 => When::Same(1.0),
        2..=3 => When::Same(0.9),
        4..=7 => When::Same(0.75),
        days if days <= LASTING && is_state(a) && is_state(b) => When::Same(0.75),
        _ => When::Apart,
    }
}

fn published_unknown(a: &Proposition, b: &Proposition) -> When {
    When::Same(if a.place.0 == b.place.0 { 1.0 } else { 0.9 })
}

/// Whether it says how something is or is meant to be, not what happened.
pub fn is_state(p: &Proposition) -> bool {
    p.standing.modality == Modality::Planned
        || p.relation.is_some_and(|r| STATES.iter().any(|state| relation::is_a(r, state)))
}

/// The key of a slot; what is empty (`it`, `people`) indexes nothing.
pub fn key(term: &Option<Term>) -> Option<Key> {
    match term {
        None => Some(Key::None),
        Some(term) if term.empty => None,
        Some(term) => Some(term.key()),
    }
}
