//! What a time expression means on the calendar, given the day on which the document was published.
//!
//! Without that day, expressions that depend on it keep their text and no value: nothing is guessed.

use super::lexicon;
use crate::model::{Bound, Sentence, Time, TimeKind};
use crate::nlp::timex::{self, Form, Moment, Opening, Part, Pointer, Timex, Unit};
use jiff::civil::Date;
use jiff::{Span as Period, ToSpan};

/// A time and the tokens it was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeExpression {
    /// First token.
    pub first: u32,
    /// Last token, inclusive.
    pub last: u32,
    /// What it means.
    pub time: Time,
}

/// Finds the times of a sentence and fixes them on the calendar as far as `published` allows.
pub fn find(text: &str, sentence: &Sentence, published: Option<Date>) -> Vec<TimeExpression> {
    timex::find(text, sentence)
        .into_iter()
        .map(|timex| {
            let anchor = Anchor { published, future: points_forward(sentence, timex.first) };
            TimeExpression { first: timex.first, last: timex.last, time: anchor.fix(&timex) }
        })
        .collect()
}

/// Whether the clause around a token speaks of what is to come. Climbs to the governing verb.
fn points_forward(sentence: &Sentence, token: u32) -> bool {
    const AHEAD: [&str; 16] = [
        "schedule", "plan", "expect", "set", "due", "slate", "intend", "upcoming", "deadline", "hope", "aim",
        "postpone", "until", "will", "shall", "would",
    ];
    let tokens = &sentence.tokens;
    let mut at = Some(token as usize);
    for _ in 0..tokens.len() {
        let Some(i) = at else { break };
        let word = &tokens[i];
        if AHEAD.contains(&word.lemma.as_str()) {
            return true;
        }
        let verb = matches!(word.upos, "VERB" | "AUX") || word.head == 0;
        if verb {
            let helper =
                |lemma: &str| tokens.iter().any(|t| t.parent() == Some(i) && t.relation() == "aux" && t.lemma == lemma);
            let infinitive = tokens.iter().any(|t| t.parent() == Some(i) && t.relation() == "mark" && t.lemma == "to");
            // `the truce ends on June 5`
            let due = matches!(word.xpos, "VBZ" | "VBP") && lexicon::listed("on_schedule", &word.lemma);
            return helper("will") || helper("shall") || helper("would") || infinitive || due;
        }
        at = word.parent();
    }
    false
}

/// The day of writing and the direction in which a bare `Monday` points.
struct Anchor {
    published: Option<Date>,
    future: bool,
}

impl Anchor {
    fn fix(&self, timex: &Timex) -> Time {
        let (kind, value, bound) = match &timex.form {
            Form::At(moment, part) => {
                (TimeKind::Date, self.period(*moment).map(|p| portion(p, *part, *moment)), Bound::Exact)
            }
            Form::Between(from, to) => (TimeKind::Date, self.between(*from, *to), Bound::Exact),
            Form::Ago(amount, unit) => (TimeKind::Date, self.ago(*amount, *unit), Bound::Exact),
            Form::Stretch(amount, unit, past) => (TimeKind::Date, self.stretch(*amount, *unit, *past), Bound::Exact),
            Form::Duration(parts, bound) => {
                return Time { kind: TimeKind::Duration, value: Some(duration(parts)), bound: *bound };
            }
            Form::Every(unit) => {
                return Time { kind: TimeKind::Frequency, value: Some(repeated(*unit)), bound: Bound::Exact };
            }
            Form::Unanchored => (TimeKind::Date, None, Bound::Exact),
        };
        let kind = match timex.opening {
            Opening::None => kind,
            Opening::Since => TimeKind::Since,
            Opening::Until => TimeKind::Until,
        };
        Time { kind, value: value.map(iso), bound }
    }

    /// First and last day of a moment.
    fn period(&self, moment: Moment) -> Option<(Date, Date)> {
        match moment {
            Moment::Day { year: Some(year), month, day } => Date::new(year, month, day).ok().map(|d| (d, d)),
            Moment::Day { year: None, month, day } => {
                let day = self.nearest(|year| Date::new(year, month, day).ok(), Pointer::Bare)?;
                Some((day, day))
            }
            Moment::Month { year: Some(year), month, .. } => Date::new(year, month, 1).ok().map(month_of),
            Moment::Month { year: None, month, pointer } => {
                self.nearest(|year| Date::new(year, month, 1).ok().map(Date::last_of_month), pointer).map(month_of)
            }
            Moment::Year(year) => Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)),
            Moment::Decade(year) => Some((Date::new(year, 1, 1).ok()?, Date::new(year + 9, 12, 31).ok()?)),
            Moment::Weekday(weekday, pointer) => self.weekday(weekday, pointer).map(|d| (d, d)),
            Moment::Relative(unit, offset) => self.relative(unit, offset),
        }
    }

    /// The day, of those that `of_year` gives, that a name without a year points at.
    fn nearest(&self, of_year: impl Fn(i16) -> Option<Date>, pointer: Pointer) -> Option<Date> {
        let today = self.published?;
        let candidates = (-1..=1).filter_map(|offset| of_year(today.year() + offset));
        match (pointer, self.future) {
            (Pointer::This, _) => of_year(today.year()),
            (Pointer::Last, _) => candidates.filter(|d| d.first_of_month() < today.first_of_month()).max(),
            (Pointer::Next, _) | (Pointer::Bare, true) => candidates.filter(|d| *d >= today).min(),
            // A coming month may stand without `will`: `the June summit`. Half a year back is the past.
            (Pointer::Bare, false) => candidates.min_by_key(|d| {
                let days = days_between(*d, today);
                if days >= 0 { days } else { -days * 2 }
            }),
        }
    }

    fn weekday(&self, weekday: i8, pointer: Pointer) -> Option<Date> {
        let today = self.published?;
        let present = today.weekday().to_monday_one_offset();
        let back = (present - weekday).rem_euclid(7);
        let ahead = (weekday - present).rem_euclid(7);
        let offset = match pointer {
            Pointer::Bare if self.future => ahead,
            Pointer::Bare => -back,
            Pointer::Last => -(if back == 0 { 7 } else { back }),
            Pointer::Next => {
                if ahead == 0 {
                    7
                } else {
                    ahead
                }
            }
            Pointer::This => weekday - present,
        };
        today.checked_add(i64::from(offset).days()).ok()
    }

    fn relative(&self, unit: Unit, offset: i32) -> Option<(Date, Date)> {
        let today = self.published?;
        let there = today.checked_add(period(unit, f64::from(offset))?).ok()?;
        Some(match unit {
            Unit::Minute | Unit::Hour | Unit::Day => (there, there),
            Unit::Week => {
                let monday = there.checked_sub(i64::from(there.weekday().to_monday_zero_offset()).days()).ok()?;
                (monday, monday.checked_add(6.days()).ok()?)
            }
            Unit::Month => month_of(there),
            Unit::Quarter => {
                let first = Date::new(there.year(), (there.month() - 1) / 3 * 3 + 1, 1).ok()?;
                (first, first.checked_add(2.months()).ok()?.last_of_month())
            }
            Unit::Year => (there.first_of_year(), there.last_of_year()),
            Unit::Decade => self.period(Moment::Decade(there.year() / 10 * 10))?,
            Unit::Century => return None,
        })
    }

    fn between(&self, from: Moment, to: Moment) -> Option<(Date, Date)> {
        let (start, end) = (self.period(from)?.0, self.period(to)?.1);
        (start <= end).then_some((start, end))
    }

    /// So exact as the unit: `two years ago` is a year, `three days ago` a day.
    fn ago(&self, amount: f64, unit: Unit) -> Option<(Date, Date)> {
        let today = self.published?;
        let there = today.checked_sub(period(unit, amount)?).ok()?;
        match unit {
            Unit::Minute | Unit::Hour | Unit::Day => Some((there, there)),
            Unit::Week => Anchor { published: Some(there), future: false }.relative(Unit::Week, 0),
            Unit::Month | Unit::Quarter => Some(month_of(there)),
            Unit::Year | Unit::Decade | Unit::Century => Some((there.first_of_year(), there.last_of_year())),
        }
    }

    fn stretch(&self, amount: f64, unit: Unit, past: bool) -> Option<(Date, Date)> {
        let today = self.published?;
        let length = period(unit, amount)?;
        if past {
            Some((today.checked_sub(length).ok()?, today))
        } else {
            Some((today, today.checked_add(length).ok()?))
        }
    }
}

fn days_between(earlier: Date, later: Date) -> i32 {
    earlier.until(later).map_or(i32::MAX, |span| span.get_days())
}

fn month_of(day: Date) -> (Date, Date) {
    (day.first_of_month(), day.last_of_month())
}

/// The early, middle or late third of a month or longer; days and weeks are not cut.
fn portion((first, last): (Date, Date), part: Part, moment: Moment) -> (Date, Date) {
    let days = i64::from(days_between(first, last)) + 1;
    if part == Part::Whole || days < 28 || matches!(moment, Moment::Day { .. } | Moment::Weekday(..)) {
        return (first, last);
    }
    let third = days / 3;
    let at = |n: i64| first.checked_add(n.days()).unwrap_or(last);
    match part {
        Part::Whole => (first, last),
        Part::Early => (first, at(third - 1)),
        Part::Mid => (at(third), at(days - third - 1)),
        Part::Late => (at(days - third), last),
    }
}

/// A calendar period; fractions only of units that divide into days.
fn period(unit: Unit, amount: f64) -> Option<Period> {
    let whole = amount.trunc() as i64;
    let times = |per: f64| (amount * per).round() as i64;
    let span = Period::new();
    match unit {
        Unit::Minute | Unit::Hour => Some(span),
        Unit::Day => span.try_days(whole).ok(),
        Unit::Week => span.try_days(times(7.0)).ok(),
        Unit::Month => span.try_months(whole).ok(),
        Unit::Quarter => span.try_months(times(3.0)).ok(),
        Unit::Year => span.try_months(times(12.0)).ok(),
        Unit::Decade => span.try_years(times(10.0)).ok(),
        Unit::Century => span.try_years(times(100.0)).ok(),
    }
}

/// The shortest ISO 8601 form of an interval of days: a day, a month, a year, else `first/last`.
fn iso((first, last): (Date, Date)) -> String {
    if first == last {
        first.to_string()
    } else if (first, last) == (first.first_of_year(), first.last_of_year()) {
        format!("{:04}", first.year())
    } else if (first, last) == month_of(first) {
        format!("{:04}-{:02}", first.year(), first.month())
    } else {
        format!("{first}/{last}")
    }
}

/// ISO 8601 duration; a range is `shortest/longest`.
fn duration(parts: &[(f64, Option<f64>, Unit)]) -> String {
    let format = |amount: fn(&(f64, Option<f64>, Unit)) -> f64| {
        let (mut date, mut time) = (String::new(), String::new());
        for part in parts {
            let (amount, unit) = (amount(part), part.2);
            match unit {
                Unit::Minute => time += &format!("{amount}M"),
                Unit::Hour => time += &format!("{amount}H"),
                Unit::Day => date += &format!("{amount}D"),
                Unit::Week => date += &format!("{amount}W"),
                Unit::Month => date += &format!("{amount}M"),
                Unit::Quarter => date += &format!("{}M", amount * 3.0),
                Unit::Year => date += &format!("{amount}Y"),
                Unit::Decade => date += &format!("{}Y", amount * 10.0),
                Unit::Century => date += &format!("{}Y", amount * 100.0),
            }
        }
        if time.is_empty() { format!("P{date}") } else { format!("P{date}T{time}") }
    };
    let (low, high) = (format(|p| p.0), format(|p| p.1.unwrap_or(p.0)));
    if low == high { low } else { format!("{low}/{high}") }
}

fn repeated(unit: Unit) -> String {
    format!("R/{}", duration(&[(1.0, None, unit)]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::testing::sentence;

    /// The first time of a sentence published on Friday 16 May 2025, as `text kind value`.
    fn check(words: &str, verb: &str) -> String {
        // The verb is the root; every word of the expression hangs on it.
        let rows: Vec<String> = words.split(' ').map(|w| format!("{w}:NOUN:1:obl")).collect();
        let (text, parsed) = sentence(&format!("{verb}:VERB:0:root {}", rows.join(" ")));
        match find(&text, &parsed, Some(jiff::civil::date(2025, 5, 16))).first() {
            None => "nothing".into(),
            Some(t) => {
                let span = parsed.tokens[t.first as usize].span.cover(parsed.tokens[t.last as usize].span);
                format!("{} {:?} {}", span.of(&text), t.time.kind, t.time.value.as_deref().unwrap_or("?"))
            }
        }
    }

    #[test]
    fn dates_are_fixed_on_the_calendar() {
        for (words, expected) in [
            ("on Monday", "Monday Date 2025-05-12"),
            ("on Friday", "Friday Date 2025-05-16"),
            ("last Friday", "last Friday Date 2025-05-09"),
            ("next Tuesday", "next Tuesday Date 2025-05-20"),
            ("yesterday", "yesterday Date 2025-05-15"),
            ("late Tuesday night", "late Tuesday night Date 2025-05-13"),
            ("last week", "last week Date 2025-05-05/2025-05-11"),
            ("this year", "this year Date 2025"),
            ("May 19 , 2025", "May 19 , 2025 Date 2025-05-19"),
            ("19 May", "19 May Date 2025-05-19"),
            ("in September 2022", "September 2022 Date 2022-09"),
            ("since March 2022", "March 2022 Since 2022-03"),
            ("in 2014", "2014 Date 2014"),
            ("since 2014", "2014 Since 2014"),
            ("by the end of August", "end of August Until 2025-08-22/2025-08-31"),
            ("in the 1990s", "1990s Date 1990-01-01/1999-12-31"),
            ("mid-2024", "mid-2024 Date 2024-05-02/2024-08-31"),
            ("two years ago", "two years ago Date 2023"),
            ("three days ago", "three days ago Date 2025-05-13"),
            ("over the past three months", "past three months Date 2025-02-16/2025-05-16"),
            ("between late Tuesday and early Wednesday", "late Tuesday and early Wednesday Date 2025-05-13/2025-05-14"),
            ("on 2025-04-02", "2025-04-02 Date 2025-04-02"),
            ("on January 3", "January 3 Date 2025-01-03"),
        ] {
            assert_eq!(check(words, "met"), expected, "{words}");
        }
    }

    #[test]
    fn what_is_to_come_points_forward() {
        assert_eq!(check("for Monday", "schedule"), "Monday Date 2025-05-19");
        assert_eq!(check("by the end of August", "expect"), "end of August Until 2025-08-22/2025-08-31");
    }

    #[test]
    fn durations_and_frequencies_keep_amount_and_bound() {
        for (words, expected) in [
            ("for over two years", "over two years Duration P2Y"),
            ("24 to 48 hours", "24 to 48 hours Duration PT24H/PT48H"),
            ("one hour and 40 minutes", "one hour and 40 minutes Duration PT1H40M"),
            ("three-and-a-half years", "three-and-a-half years Duration P3.5Y"),
            ("a 50-day deadline", "50-day Duration P50D"),
            ("every Monday", "every Monday Frequency R/P1W"),
        ] {
            assert_eq!(check(words, "lasted"), expected, "{words}");
        }
    }

    #[test]
    fn what_is_no_time_is_left_alone() {
        for words in ["1,200 prisoners", "2014 people", "may march", "a 54-year-old man", "sun and sea"] {
            assert_eq!(check(words, "saw"), "nothing", "{words}");
        }
    }

    #[test]
    fn nothing_is_guessed_without_a_day_of_publication() {
        let (text, parsed) = sentence("met:VERB:0:root on:ADP:3:case Monday:PROPN:1:obl");
        let found = find(&text, &parsed, None);
        assert_eq!(found[0].time.value, None);
    }
}
