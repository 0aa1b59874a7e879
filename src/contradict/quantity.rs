//! Numbers that count or measure the same: can both be right?
//!
//! Every quantity allows an interval in logic (`over nine`: everything above nine) and a narrower one for a reader, who takes `over nine` as
//! somewhat more than nine. Where the logical intervals are apart the two conflict; where only the readers' intervals are apart they
//! conflict weakly.

use crate::model::{Bound, Quantity, Time, TimeKind};

/// What a comparison of two quantities says.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Both cannot be right; `score` from 0 to 1 says how surely, `reason` completes `the two numbers …`.
    Conflict {
        /// How surely.
        score: f32,
        /// Why, in plain words.
        reason: &'static str,
    },
    /// Both can be right.
    Compatible(Agreement),
}

/// Why two quantities can both be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// They are equal.
    Equal,
    /// They count or measure different things.
    Unit,
    /// A bound (`at least`, `nearly`) or a range of one allows the other.
    Bounds,
    /// One is the other, rounded or called `about`.
    Rounding,
}

/// Numbers wholly apart in logic.
const APART: f32 = 1.0;
/// Numbers that differ by little: two counts of the same, or of almost the same.
const NEAR: f32 = 0.8;
/// What a bound allows but no reader would take it for.
const UNLIKELY: f32 = 0.6;
/// How far from the number a reader takes `about`.
const ABOUT: f64 = 0.15;
/// Up to how many times the number a reader takes `over`.
const OVER: f64 = 2.0;
/// Down to which part of the number a reader takes `nearly` or `up to`.
const NEARLY: f64 = 0.5;

/// Whether two quantities can both be right of the same thing. Symmetric.
pub fn compare(a: &Quantity, b: &Quantity) -> Verdict {
    let Some(scale) = scale(a, b) else { return Verdict::Compatible(Agreement::Unit) };
    let (logic_a, logic_b) = (logical(a, scale.0), logical(b, scale.1));
    let plain = |q: &Quantity| q.bound == Bound::Exact && q.upper.is_none();
    if plain(a) && plain(b) && close(logic_a.0, logic_b.0, 1e-9) {
        return Verdict::Compatible(Agreement::Equal);
    }
    if rounds_to(a, b, scale) || rounds_to(b, a, (scale.1, scale.0)) {
        return Verdict::Compatible(Agreement::Rounding);
    }
    if apart(logic_a, logic_b) {
        let near = close(a.value * scale.0, b.value * scale.1, 0.1);
        let (score, reason) = match near {
            true => (NEAR, "differ, though by little"),
            false => (APART, "cannot both be right"),
        };
        return Verdict::Conflict { score, reason };
    }
    if apart(expected(a, scale.0), expected(b, scale.1)) {
        let reason = "are so far apart that no reader takes one for the other, though the bound allows it";
        return Verdict::Conflict { score: UNLIKELY, reason };
    }
    let equal = a.bound == b.bound && close(logic_a.0, logic_b.0, 1e-9) && close(logic_a.1, logic_b.1, 1e-9);
    Verdict::Compatible(if equal { Agreement::Equal } else { Agreement::Bounds })
}

/// A duration as a quantity of days; none for other times and for values that are no duration.
pub fn of_duration(time: &Time) -> Option<Quantity> {
    let value = time.value.as_deref().filter(|_| time.kind == TimeKind::Duration)?;
    let (low, high) = value.split_once('/').map_or((value, None), |(low, high)| (low, Some(high)));
    let upper = match high {
        Some(high) => Some(days(high)?),
        None => None,
    };
    Some(Quantity { value: days(low)?, upper, unit: Some("day".to_owned()), bound: time.bound, per: None })
}

/// The number of days of an ISO 8601 duration; months and years by their mean length.
fn days(duration: &str) -> Option<f64> {
    let rest = duration.strip_prefix('P')?;
    let (mut total, mut number, mut in_time) = (0.0, String::new(), false);
    for c in rest.chars() {
        match c {
            'T' => in_time = true,
            '0'..='9' | '.' => number.push(c),
            unit => {
                let count: f64 = std::mem::take(&mut number).parse().ok()?;
                total += count * unit_days(unit, in_time)?;
            }
        }
    }
    number.is_empty().then_some(total).filter(|days| *days > 0.0)
}

fn unit_days(unit: char, in_time: bool) -> Option<f64> {
    Some(match (unit, in_time) {
        ('Y', false) => 365.25,
        ('M', false) => 30.4375,
        ('W', false) => 7.0,
        ('D', false) => 1.0,
        ('H', true) => 1.0 / 24.0,
        ('M', true) => 1.0 / 1440.0,
        ('S', true) => 1.0 / 86400.0,
        _ => return None,
    })
}

/// What to multiply each number by, so that both are in one unit; none where they count different things.
fn scale(a: &Quantity, b: &Quantity) -> Option<(f64, f64)> {
    if a.per != b.per {
        return None;
    }
    match (&a.unit, &b.unit) {
        (Some(x), Some(y)) if x == y => Some((1.0, 1.0)),
        (Some(x), Some(y)) => {
            let ((kind_x, x), (kind_y, y)) = (measure(x)?, measure(y)?);
            (kind_x == kind_y).then_some((x, y))
        }
        // `killed nine`, `killed nine civilians`
        (None, Some(unit)) | (Some(unit), None) => {
            let counted = measure(unit).is_none() && !is_rate(unit);
            counted.then_some((1.0, 1.0))
        }
        (None, None) => Some((1.0, 1.0)),
    }
}

/// Percentages and money are no counts.
fn is_rate(unit: &str) -> bool {
    unit == "percent" || unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase())
}

/// A unit of measure: what it measures, and its size.
fn measure(unit: &str) -> Option<(&'static str, f64)> {
    Some(match unit {
        "second" => ("time", 1.0 / 86400.0),
        "minute" => ("time", 1.0 / 1440.0),
        "hour" => ("time", 1.0 / 24.0),
        "day" => ("time", 1.0),
        "week" => ("time", 7.0),
        "month" => ("time", 30.4375),
        "year" => ("time", 365.25),
        "decade" => ("time", 3652.5),
        "metre" | "meter" | "m" => ("length", 1.0),
        "kilometre" | "kilometer" | "km" => ("length", 1000.0),
        "mile" => ("length", 1609.344),
        "foot" | "feet" => ("length", 0.3048),
        "kilogram" | "kilo" | "kg" => ("weight", 1.0),
        "pound" | "lb" => ("weight", 0.4536),
        "tonne" | "ton" => ("weight", 1000.0),
        "acre" => ("area", 0.4047),
        "hectare" => ("area", 1.0),
        _ => return None,
    })
}

/// What the words allow.
fn logical(quantity: &Quantity, scale: f64) -> (f64, f64) {
    let (low, high) = ends(quantity, scale);
    match quantity.bound {
        Bound::Exact => (low, high),
        Bound::About => (low * (1.0 - ABOUT), high * (1.0 + ABOUT)),
        Bound::AtLeast | Bound::MoreThan => (low, f64::INFINITY),
        Bound::AtMost | Bound::LessThan => (0.0, high),
    }
}

/// What a reader takes them for.
fn expected(quantity: &Quantity, scale: f64) -> (f64, f64) {
    let (low, high) = ends(quantity, scale);
    match quantity.bound {
        Bound::AtLeast | Bound::MoreThan => (low, high * OVER),
        Bound::AtMost | Bound::LessThan => (low * NEARLY, high),
        Bound::Exact | Bound::About => logical(quantity, scale),
    }
}

fn ends(quantity: &Quantity, scale: f64) -> (f64, f64) {
    let (a, b) = (quantity.value * scale, quantity.upper.unwrap_or(quantity.value) * scale);
    (a.min(b), a.max(b))
}

fn apart(a: (f64, f64), b: (f64, f64)) -> bool {
    a.1 < b.0 && !close(a.1, b.0, 1e-9) || b.1 < a.0 && !close(b.1, a.0, 1e-9)
}

fn close(a: f64, b: f64, tolerance: f64) -> bool {
    a == b || (a - b).abs() <= tolerance * a.abs().max(b.abs())
}

/// Whether `round` is `fine` rounded, or cut off, to the digits that `round` shows: 26,000 for 25,800. Small numbers are counts, not rounded.
fn rounds_to(round: &Quantity, fine: &Quantity, scale: (f64, f64)) -> bool {
    const ROUNDED_FROM: f64 = 100.0;
    let exact = |q: &Quantity| q.bound == Bound::Exact && q.upper.is_none();
    if !exact(round) || !exact(fine) || round.value < ROUNDED_FROM || scale.0 != scale.1 {
        return false;
    }
    let step = last_digit(round.value);
    let finer = last_digit(fine.value) < step;
    // Cut off as often as rounded: 26,500 is 26,000 and something.
    finer && fine.value - round.value < step && round.value - fine.value <= step / 2.0
}

/// The weight of the last digit that is not nought: 100 for 26,100.
fn last_digit(value: f64) -> f64 {
    let mut step = 1.0;
    while step < 1e15 && value.fract() == 0.0 && value != 0.0 && value % (step * 10.0) == 0.0 {
        step *= 10.0;
    }
    step
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn quantity(value: f64, unit: &str, bound: Bound) -> Quantity {
        Quantity { value, upper: None, unit: (!unit.is_empty()).then(|| unit.to_owned()), bound, per: None }
    }

    fn score(a: &Quantity, b: &Quantity) -> f32 {
        match compare(a, b) {
            Verdict::Conflict { score, .. } => score,
            Verdict::Compatible(_) => 0.0,
        }
    }

    #[test]
    fn exact_numbers_conflict_and_bounds_allow() {
        use Bound::{AtLeast, Exact, LessThan, MoreThan};
        let q = quantity;
        assert_eq!(score(&q(9.0, "civilian", Exact), &q(11.0, "civilian", Exact)), APART);
        assert_eq!(score(&q(9.0, "", Exact), &q(11.0, "civilian", Exact)), APART);
        assert_eq!(score(&q(9.0, "civilian", AtLeast), &q(11.0, "civilian", Exact)), 0.0);
        assert_eq!(score(&q(11.0, "civilian", AtLeast), &q(9.0, "civilian", Exact)), APART);
        assert_eq!(score(&q(25e6, "tonne", LessThan), &q(24e6, "tonne", MoreThan)), 0.0);
        assert_eq!(score(&q(1.0, "year", MoreThan), &q(3.0, "year", MoreThan)), UNLIKELY);
        assert_eq!(score(&q(9.0, "civilian", Exact), &q(9.0, "USD", Exact)), 0.0);
    }

    #[test]
    fn units_of_one_measure_are_converted() {
        let q = |value, unit| quantity(value, unit, Bound::Exact);
        assert_eq!(compare(&q(48.0, "hour"), &q(2.0, "day")), Verdict::Compatible(Agreement::Equal));
        assert_eq!(score(&q(60.0, "day"), &q(1.0, "year")), APART);
        assert_eq!(compare(&q(5.0, "mile"), &q(5.0, "hour")), Verdict::Compatible(Agreement::Unit));
    }

    #[test]
    fn rounded_numbers_agree_with_fine_ones() {
        let q = |value| quantity(value, "tonne", Bound::Exact);
        assert_eq!(compare(&q(26_000.0), &q(26_900.0)), Verdict::Compatible(Agreement::Rounding));
        assert_eq!(compare(&q(26_000.0), &q(25_800.0)), Verdict::Compatible(Agreement::Rounding));
        assert!(score(&q(26_000.0), &q(29_800.0)) > 0.5);
        assert!(score(&q(60.0), &q(61.0)) > 0.5);
    }

    #[test]
    fn durations_become_days() {
        let time = |value: &str| Time { kind: TimeKind::Duration, value: Some(value.to_owned()), bound: Bound::Exact };
        let days = |value: &str| of_duration(&time(value)).map(|q| q.value);
        assert_eq!(days("P120D"), Some(120.0));
        assert_eq!(days("P2W"), Some(14.0));
        assert_eq!(days("PT48H"), Some(2.0));
        assert_eq!(days("2025-05-19"), None);
        assert_eq!(days("P"), None);
    }

    fn any_quantity() -> impl Strategy<Value = Quantity> {
        let bound = prop_oneof![
            Just(Bound::Exact),
            Just(Bound::About),
            Just(Bound::AtLeast),
            Just(Bound::MoreThan),
            Just(Bound::AtMost),
            Just(Bound::LessThan)
        ];
        let unit =
            prop_oneof![Just(None), Just(Some("day")), Just(Some("hour")), Just(Some("person")), Just(Some("USD"))];
        (0u32..2000, 0u32..50, any::<bool>(), unit, bound).prop_map(|(value, more, range, unit, bound)| Quantity {
            value: f64::from(value),
            upper: range.then_some(f64::from(value + more)),
            unit: unit.map(str::to_owned),
            bound,
            per: None,
        })
    }

    proptest! {
        #[test]
        fn the_verdict_is_symmetric(a in any_quantity(), b in any_quantity()) {
            prop_assert_eq!(compare(&a, &b), compare(&b, &a));
        }

        #[test]
        fn nothing_conflicts_with_itself(a in any_quantity()) {
            prop_assert!(matches!(compare(&a, &a), Verdict::Compatible(_)));
        }

        #[test]
        fn a_lower_bound_allows_what_lies_somewhat_above(value in 1u32..10_000, more in 0.0..0.9f64) {
            let least = quantity(f64::from(value), "person", Bound::AtLeast);
            let exact = quantity((f64::from(value) * (1.0 + more)).ceil(), "person", Bound::Exact);
            let is_near = exact.value <= f64::from(value) * OVER;
            prop_assert!(!is_near || matches!(compare(&least, &exact), Verdict::Compatible(_)));
        }

        #[test]
        fn a_lower_bound_forbids_what_lies_below(value in 2u32..10_000, part in 0.0..0.99f64) {
            let least = quantity(f64::from(value), "person", Bound::AtLeast);
            let exact = quantity((f64::from(value) * part).floor(), "person", Bound::Exact);
            prop_assert!(score(&least, &exact) > 0.5);
        }

        #[test]
        fn scores_lie_between_nought_and_one(a in any_quantity(), b in any_quantity()) {
            prop_assert!((0.0..=1.0).contains(&score(&a, &b)));
        }
    }
}
