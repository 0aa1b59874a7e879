//! Weighs a pair of claims: what ties them, in what they differ, whether a gate lets them go, and how surely they conflict.

use super::between;
use super::event::{self, Tie, When};
use super::proposition::{Proposition, Propositions};
use super::standing::{self, Meeting};
use super::{Between, Gate, Kind, class, office, place, quantity, time, value};
use crate::model::Role;

/// What the weighing of a pair says.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Both cannot be right.
    Conflict {
        /// In what they differ.
        kind: Kind,
        /// Who contradicts whom.
        between: Between,
        /// How surely.
        score: f32,
        /// Why.
        reason: String,
    },
    /// Both can be right.
    LetGo {
        /// In what they differ.
        kind: Kind,
        /// Why they can.
        gate: Gate,
        /// The same in words.
        reason: String,
    },
}

/// A difference that a detector found.
#[derive(Clone, Debug, PartialEq)]
pub enum Difference {
    /// Both cannot hold of one event; how surely, and why.
    Conflict(Kind, f32, String),
    /// It only looks so.
    LetGo(Kind, Gate, String),
}

/// Two claims that are less alike than this speak of different things.
const LEAST_LIKENESS: f32 = 0.45;

/// How much less a noun (`her support`) says than a clause: it may be of another time, refused or taken back.
const NOMINAL: f32 = 0.6;

/// Weighs two propositions; none where they say nothing of each other.
pub fn weigh(all: &Propositions, a: &Proposition, b: &Proposition) -> Option<Verdict> {
    if a.group == b.group && a.place.0 != b.place.0 {
        return None;
    }
    if a.office.is_some() && b.office.is_some() {
        return conclude(a, b, office::differ(all, a, b)?, 1.0);
    }
    if let Some(difference) = class::differ(all, a, b).or_else(|| place::functional(all, a, b)) {
        return conclude(a, b, difference, 1.0);
    }
    let tie = event::tie(a, b).filter(|_| event::comparable(a, b))?;
    let likeness = event::likeness(a, b);
    let ties = match tie {
        Tie::Same(sure) | Tie::Kind(sure) | Tie::Opposite(sure) => sure,
        Tie::Undoes => 1.0,
    };
    if likeness < LEAST_LIKENESS {
        return None;
    }
    conclude(a, b, differ(all, a, b, tie)?, likeness * ties)
}

/// In what two claims about the same things differ.
fn differ(all: &Propositions, a: &Proposition, b: &Proposition, tie: Tie) -> Option<Difference> {
    let meeting = standing::meet(a.standing, b.standing);
    let said = || format!("“{}” and “{}”", all.symbols.word(a.clause), all.symbols.word(b.clause));
    match (tie, meeting) {
        (Tie::Opposite(_), Meeting::Agree) if a.standing.affirmed => {
            Some(Difference::Conflict(Kind::Opposite, 1.0, format!("{} are opposites", said())))
        }
        (Tie::Undoes, Meeting::Agree) if a.standing.affirmed => {
            let reason = format!("{}: the one ends what the other began", said());
            Some(Difference::LetGo(Kind::Opposite, Gate::DifferentTime, reason))
        }
        (Tie::Opposite(_) | Tie::Undoes, _) => None,
        (_, Meeting::Agree) => agree(all, a, b),
        (_, Meeting::LetGo(gate)) => {
            let opposed = a.standing.affirmed != b.standing.affirmed;
            let reason = format!("{}: one is put as possible, wished, demanded or under a condition", said());
            opposed.then_some(Difference::LetGo(Kind::Polarity, gate, reason))
        }
        (_, Meeting::Polarity(sure)) => Some(opposed(all, a, b, tie, (Kind::Polarity, sure))),
        (_, Meeting::Modality(sure)) => Some(opposed(all, a, b, tie, (Kind::Modality, sure))),
    }
}

/// Both affirmed: their values can differ.
fn agree(all: &Propositions, a: &Proposition, b: &Proposition) -> Option<Difference> {
    if !a.standing.affirmed {
        return None;
    }
    value::differ(all, a, b).or_else(|| time::differ(all, a, b)).or_else(|| place::differ(all, a, b))
}

/// One affirms what the other negates, unless the negation is of a part of it.
fn opposed(all: &Propositions, a: &Proposition, b: &Proposition, tie: Tie, (kind, sure): (Kind, f32)) -> Difference {
    let (yes, no) = if a.standing.affirmed { (a, b) } else { (b, a) };
    let words = |p: &Proposition| all.symbols.word(p.clause);
    let let_go = |reason: &str| {
        Difference::LetGo(kind, Gate::DifferentScope, format!("“{}” and “{}”: {reason}", words(yes), words(no)))
    };
    let more_special = matches!(tie, Tie::Kind(_))
        && no.relation.zip(yes.relation).is_some_and(|(n, y)| crate::extract::relation::is_a(n, y));
    if more_special {
        return let_go("what is negated is more special than what is affirmed");
    }
    if no.narrowing.iter().any(|role| !yes.narrowing.contains(role)) {
        return let_go("the negation is of a reason, means, purpose or topic");
    }
    if other_roles_differ(a, b) {
        return let_go("they speak of different recipients, partners or topics");
    }
    if let Some(values) = value::verdict(a, b)
        && !matches!(values, quantity::Verdict::Compatible(quantity::Agreement::Equal))
    {
        return let_go("they speak of different numbers");
    }
    let words_of = |p: &Proposition, verb: &str| match between::teller(all, p) {
        Some(teller) => format!("{teller} {verb} “{}”", words(p)),
        None => format!("“{}”", words(p)),
    };
    let denies = if no.standing.denied { "denies" } else { "says" };
    let opposite = if kind == Kind::Modality { "will or did, and will not or did not" } else { "affirmed and negated" };
    Difference::Conflict(kind, sure, format!("{}, {}: {opposite}", words_of(yes, "says"), words_of(no, denies)))
}

fn other_roles_differ(a: &Proposition, b: &Proposition) -> bool {
    let roles = [Role::Topic, Role::Recipient, Role::Partner, Role::Other];
    let of = |p: &Proposition, role: Role| {
        p.others.iter().filter(|(r, _)| *r == role).map(|(_, t)| t.clone()).collect::<Vec<_>>()
    };
    roles.into_iter().any(|role| {
        let (x, y) = (of(a, role), of(b, role));
        let shared = x.iter().any(|x| y.iter().any(|y| x.likeness(y, a.place.0 == b.place.0) >= LEAST_LIKENESS));
        !x.is_empty() && !y.is_empty() && !shared
    })
}

/// Applies what every difference must pass: time, third parties, one speaker; and scores what is left.
fn conclude(a: &Proposition, b: &Proposition, difference: Difference, identity: f32) -> Option<Verdict> {
    let (kind, sure, reason) = match difference {
        Difference::LetGo(kind, gate, reason) => return Some(Verdict::LetGo { kind, gate, reason }),
        Difference::Conflict(kind, sure, reason) => (kind, sure, reason),
    };
    let let_go = |gate, why: &str| Some(Verdict::LetGo { kind, gate, reason: format!("{reason}; but {why}") });
    let functional = a.relation.and_then(crate::extract::relation::get).is_some_and(|r| r.functional);
    let timeless = matches!(kind, Kind::Time | Kind::Class) || a.office.is_some() || functional;
    let when = match event::when(a, b) {
        When::Same(sure) => sure,
        When::Apart if timeless => 1.0,
        When::Apart => return let_go(Gate::DifferentTime, "they speak of different days"),
    };
    if a.speaker.is_some_and(|v| v.third_party) || b.speaker.is_some_and(|v| v.third_party) {
        return let_go(Gate::ThirdParty, "one is a report of what somebody else thinks");
    }
    if between::same_voice(a, b) && a.place.0 == b.place.0 && !between::reliable_within(a, b, kind, identity) {
        return let_go(Gate::SameSpeaker, "one voice says both in one text, so they are likely two things");
    }
    if a.place.0 == b.place.0 && a.standing.refused != b.standing.refused {
        return let_go(Gate::DifferentTime, "in one text, who refuses first may do it later");
    }
    if value::is_update(a, b, kind) {
        return let_go(Gate::DifferentTime, "the later count is the higher one: an update");
    }
    let between = between::of(a, b, kind);
    let named = if a.nominal || b.nominal { NOMINAL } else { 1.0 };
    let confidence = a.confidence.min(b.confidence).clamp(0.0, 1.0).sqrt();
    let score = (identity * sure * when * named * confidence * between::weight(between)).clamp(0.0, 1.0);
    Some(Verdict::Conflict { kind, between, score, reason })
}
