//! How often a claim is right, by the rule that found it and by features of its parse.

use super::Proposition;
use crate::model::{Modality, Polarity};

/// What confidence looks at beside the rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Features {
    /// A pronoun in a slot could not be resolved.
    pub unresolved: bool,
    /// Words in the sentence.
    pub words: usize,
    /// Words between the heads of subject and predicate.
    pub distance: usize,
    /// Whether the subject is an entity.
    pub entity_subject: bool,
}

/// The probability that the claim is right, 0 to 1, in steps of a hundredth.
pub fn of(p: &Proposition, features: &Features) -> f32 {
    let mut odds = log_odds(base(p.rule));
    if features.unresolved {
        odds -= 0.9;
    }
    if !features.entity_subject {
        odds -= 0.4;
    }
    odds -= (features.words.saturating_sub(20) as f32 / 40.0).min(0.8);
    odds -= (features.distance.saturating_sub(6) as f32 / 20.0).min(0.8);
    if p.modality != Modality::Actual || p.polarity == Polarity::Negated {
        odds -= 0.2;
    }
    let probability = 1.0 / (1.0 + (-odds).exp());
    (probability * 100.0).round() / 100.0
}

fn log_odds(p: f32) -> f32 {
    (p / (1.0 - p)).ln()
}

/// How often the claims of a rule are right in short sentences with a named subject.
fn base(rule: &str) -> f32 {
    match rule {
        "clause.object" | "clause.light" | "clause.agent" | "clause.event" => 0.93,
        "clause.copula" | "clause.adjective" | "clause.report" | "clause.passive" => 0.91,
        "clause.oblique" | "clause.headline" => 0.89,
        "clause.intransitive" | "clause.complement" | "clause.existential" => 0.85,
        rule if rule.starts_with("clause.") => 0.8,
        _ => 0.9,
    }
}
