//! How a proposition is put: affirmed or not, denied or not, as a fact or in another way; and which ways cannot both stand.

use super::Gate;
use crate::extract::relation;
use crate::model::{Attribution, Claim, Modality, Polarity, Stance};

/// How a claim puts its proposition, denials by its speakers counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Standing {
    /// Whether it is affirmed: not negated, or negated and denied.
    pub affirmed: bool,
    /// In what way it is put.
    pub modality: Modality,
    /// Whether a speaker doubts it, claims it without proof, hopes for it or asks for it.
    pub weak: bool,
    /// Whether a speaker denies it.
    pub denied: bool,
    /// Whether a speaker doubts it.
    pub doubted: bool,
    /// Whether it is negated by a refusal, which may be given up later.
    pub refused: bool,
}

/// How `claim` puts its proposition.
pub fn of(claim: &Claim) -> Standing {
    let stances = claim.attribution.iter().map(|link| link.stance);
    // `refuses to pay` negates once, by its predicate; that somebody refuses is no denial of it.
    let counted = |link: &&Attribution| claim.polarity == Polarity::Affirmed || !REFUSALS.contains(&link.verb.as_str());
    let denials = claim.attribution.iter().filter(|link| denies(link)).filter(counted).count();
    let doubts = stances.clone().filter(|stance| *stance == Stance::Doubts).count();
    Standing {
        affirmed: (claim.polarity == Polarity::Affirmed) == ((denials + doubts).is_multiple_of(2)),
        modality: claim.modality,
        weak: doubts > 0 || stances.into_iter().any(|stance| matches!(stance, Stance::Hopes | Stance::Asks)),
        denied: denials > 0,
        doubted: doubts > 0,
        refused: claim.polarity == Polarity::Negated && REFUSING.iter().any(|verb| claim.predicate.starts_with(verb)),
    }
}

/// Words by which somebody will not do something.
const REFUSALS: [&str; 5] = ["refuse", "refusal", "decline", "unwillingness", "reluctance"];

/// How predicates begin by which somebody will not do something.
const REFUSING: [&str; 2] = ["refuses_", "declines_"];

/// Relations whose verbs take what they are against to be so: who criticises or fights something does not deny it.
const PRESUPPOSING: [&str; 6] = ["criticise", "oppose", "assault", "protest", "downplay", "fear"];

/// Whether a speaker denies that it is so.
pub fn denies(link: &Attribution) -> bool {
    let presupposes = |relation| PRESUPPOSING.iter().any(|other| relation::is_a(relation, other));
    link.stance == Stance::Denies && !relation::of(&link.verb, None).is_some_and(presupposes)
}

/// What two ways of putting one proposition say together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Meeting {
    /// Both affirm or both negate: only their values can differ.
    Agree,
    /// One affirms what the other negates, both as facts; how surely.
    Polarity(f32),
    /// One plans, promises or expects what the other rules out; how surely.
    Modality(f32),
    /// They differ, but both can stand.
    LetGo(Gate),
}

/// Whether two ways of putting the same proposition can both stand. Symmetric.
pub fn meet(a: Standing, b: Standing) -> Meeting {
    use Modality::{Actual, Planned};
    let certain = |s: Standing| matches!(s.modality, Actual | Planned) && !s.weak;
    if a.affirmed == b.affirmed {
        return match certain(a) && certain(b) {
            true => Meeting::Agree,
            false => Meeting::LetGo(Gate::Hedged),
        };
    }
    if !certain(a) || !certain(b) {
        return Meeting::LetGo(Gate::Hedged);
    }
    match (a.modality, b.modality) {
        (Actual, Actual) => Meeting::Polarity(1.0),
        (Planned, Planned) => Meeting::Modality(1.0),
        // What is done or not done by one account is intended otherwise by the other.
        _ => Meeting::Modality(0.7),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(affirmed: bool, modality: Modality) -> Standing {
        Standing { affirmed, modality, weak: false, denied: false, doubted: false, refused: false }
    }

    #[test]
    fn facts_conflict_and_hedges_do_not() {
        use Modality::{Actual, Conditional, Planned, Possible};
        let meet = |a, x, b, y| meet(standing(a, x), standing(b, y));
        assert_eq!(meet(true, Actual, false, Actual), Meeting::Polarity(1.0));
        assert_eq!(meet(true, Actual, true, Actual), Meeting::Agree);
        assert_eq!(meet(true, Planned, false, Planned), Meeting::Modality(1.0));
        assert_eq!(meet(true, Possible, false, Actual), Meeting::LetGo(Gate::Hedged));
        assert_eq!(meet(true, Actual, false, Conditional), Meeting::LetGo(Gate::Hedged));
        assert_eq!(meet(true, Planned, false, Actual), meet(false, Actual, true, Planned));
    }
}
