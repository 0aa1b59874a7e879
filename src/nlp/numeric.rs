//! Dates, times, money, percentages, quantities, ordinals and cardinals as labelled token ranges, by rule.

use super::numeral;
use super::quantity;
use super::timex::{self, Form};
use crate::model::Sentence;

/// What a numeric expression is, named as in OntoNotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumericKind {
    /// `Monday`, `three years`
    Date,
    /// `5 p.m.`, `two hours`
    Time,
    /// `$5 million`
    Money,
    /// `40 percent`
    Percent,
    /// `30 km`
    Quantity,
    /// `third`
    Ordinal,
    /// `nine`
    Cardinal,
}

impl NumericKind {
    /// The label in the `NE=` mark of CoNLL-U output.
    pub fn label(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Money => "MONEY",
            Self::Percent => "PERCENT",
            Self::Quantity => "QUANTITY",
            Self::Ordinal => "ORDINAL",
            Self::Cardinal => "CARDINAL",
        }
    }
}

/// Labelled ranges of tokens (first, last inclusive), in order, not overlapping; a time wins over a number inside it.
pub fn find(text: &str, sentence: &Sentence) -> Vec<(u32, u32, NumericKind)> {
    let mut found: Vec<(u32, u32, NumericKind)> =
        timex::find(text, sentence).iter().map(|t| (t.first, t.last, time_kind(&t.form))).collect();
    let quantities = quantity::find(text, sentence);
    add(&mut found, quantities.iter().map(|q| (q.first, q.last, quantity_kind(q.quantity.unit.as_deref()))));
    let ordinals = sentence.tokens.iter().enumerate().filter(|(_, t)| {
        matches!(t.upos, "ADJ" | "ADV" | "NOUN") && numeral::ordinal(&t.span.of(text).to_lowercase()).is_some()
    });
    add(&mut found, ordinals.map(|(i, _)| (i as u32, i as u32, NumericKind::Ordinal)));
    found
}

/// Adds the ranges that overlap none that is there, and keeps the order.
fn add(found: &mut Vec<(u32, u32, NumericKind)>, more: impl Iterator<Item = (u32, u32, NumericKind)>) {
    for (first, last, kind) in more {
        let at = found.partition_point(|(_, end, _)| *end < first);
        if found.get(at).is_none_or(|(start, _, _)| last < *start) {
            found.insert(at, (first, last, kind));
        }
    }
}

fn time_kind(form: &Form) -> NumericKind {
    match form {
        Form::Duration(parts, _) if parts.iter().all(|p| p.2 < timex::Unit::Day) => NumericKind::Time,
        Form::Unanchored => NumericKind::Time,
        _ => NumericKind::Date,
    }
}

fn quantity_kind(unit: Option<&str>) -> NumericKind {
    match unit {
        Some("percent" | "percentage point") => NumericKind::Percent,
        Some(unit) if unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase()) => NumericKind::Money,
        Some(
            "kilometre" | "mile" | "meter" | "metre" | "foot" | "kilogram" | "ton" | "tonne" | "acre" | "hectare"
            | "liter" | "litre",
        ) => NumericKind::Quantity,
        Some(unit) if unit.starts_with("degree") || unit.contains(" per ") => NumericKind::Quantity,
        _ => NumericKind::Cardinal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::testing::sentence;

    #[test]
    fn numbers_inside_a_time_belong_to_it() {
        let (text, parsed) = sentence(
            "nine:NUM:2:nummod boats/boat:NOUN:3:nsubj left/leave:VERB:0:root on:ADP:5:case May:PROPN:3:obl 19:NUM:5:nummod \
             for:ADP:10:case the:DET:10:det third:ADJ:10:amod time:NOUN:3:obl",
        );
        let found: Vec<_> = find(&text, &parsed).iter().map(|(a, b, k)| (*a, *b, k.label())).collect();
        assert_eq!(found, [(0, 0, "CARDINAL"), (4, 5, "DATE"), (8, 8, "ORDINAL")]);
    }
}
