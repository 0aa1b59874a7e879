//! What the colours, shapes and dashes of a picture mean. Colours after Okabe and Ito, whom the colour-blind can follow.

use crate::export::network::Edge;
use crate::model::{EntityType, Modality, Polarity};

/// The sheet.
pub const PAPER: &str = "#ffffff";
/// Words.
pub const INK: &str = "#1f2933";
/// Words of less weight.
pub const FAINT: &str = "#64707d";

/// The colour of a kind of actor.
pub const fn colour(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Person => "#e69f00",
        EntityType::Organization => "#0072b2",
        EntityType::Place => "#009e73",
        EntityType::Facility => "#56b4e9",
        EntityType::Group => "#cc79a7",
        EntityType::Event => "#f0e442",
        EntityType::Work => "#8c6d46",
        EntityType::Thing => "#9aa5b1",
    }
}

/// The outline of a kind of actor as corners on or about the unit circle; none for a circle.
pub const fn outline(kind: EntityType) -> &'static [(f64, f64)] {
    match kind {
        EntityType::Person | EntityType::Thing => &[],
        EntityType::Organization => &[(-0.89, -0.89), (0.89, -0.89), (0.89, 0.89), (-0.89, 0.89)],
        EntityType::Place => &[(-1.1, 0.0), (-0.55, -0.95), (0.55, -0.95), (1.1, 0.0), (0.55, 0.95), (-0.55, 0.95)],
        EntityType::Facility => &[(-0.9, 0.9), (-0.9, -0.2), (0.0, -1.1), (0.9, -0.2), (0.9, 0.9)],
        EntityType::Group => &[(0.0, 1.05), (-1.1, -0.8), (1.1, -0.8)],
        EntityType::Event => &[(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)],
        EntityType::Work => &[(-0.75, -1.0), (0.75, -1.0), (0.75, 1.0), (-0.75, 1.0)],
    }
}

/// How a statement is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// It takes part in a contradiction.
    Contradicted,
    /// It is so.
    Actual,
    /// It is not so.
    Negated,
    /// Planned, offered or desired.
    Planned,
    /// Demanded or obliged.
    Demanded,
    /// Possible or conditional.
    Possible,
}

impl Line {
    /// In the order of the legend.
    pub const ALL: [Line; 6] =
        [Line::Actual, Line::Negated, Line::Planned, Line::Demanded, Line::Possible, Line::Contradicted];

    /// How `edge` is drawn.
    pub fn of(edge: &Edge) -> Self {
        match (edge.contradicted, edge.modality, edge.polarity) {
            (true, ..) => Line::Contradicted,
            (_, Modality::Actual, Polarity::Affirmed) => Line::Actual,
            (_, Modality::Actual, Polarity::Negated) => Line::Negated,
            (_, Modality::Planned | Modality::Offered | Modality::Desired, _) => Line::Planned,
            (_, Modality::Demanded | Modality::Obliged, _) => Line::Demanded,
            (_, Modality::Possible | Modality::Conditional, _) => Line::Possible,
        }
    }

    /// What the legend calls it.
    pub fn meaning(self) -> &'static str {
        match self {
            Line::Contradicted => "× contradicted",
            Line::Actual => "stated",
            Line::Negated => "negated",
            Line::Planned => "planned, offered, desired",
            Line::Demanded => "demanded, obliged",
            Line::Possible => "possible, conditional",
        }
    }

    /// Its colour.
    pub fn colour(self) -> &'static str {
        match self {
            Line::Contradicted => "#c62828",
            Line::Negated => "#7b4fa3",
            _ => "#52606d",
        }
    }

    /// Its pattern of dashes, in widths of the line's own; none for a whole line.
    pub fn dashes(self) -> Option<&'static str> {
        match self {
            Line::Contradicted | Line::Actual => None,
            Line::Negated => Some("10 3 2 3"),
            Line::Planned => Some("6 4"),
            Line::Demanded => Some("12 4"),
            Line::Possible => Some("2 3"),
        }
    }
}

/// The width of a line in pixels, by the number of independent documents.
pub fn width(support: u32) -> f64 {
    // Powers of two, one step each: exact on every machine.
    1.2 + 0.8 * f64::from(support.max(1).ilog2()) + if support.is_power_of_two() { 0.0 } else { 0.4 }
}
