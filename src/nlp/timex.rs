//! Time expressions, recognised without a calendar: `last Monday`, `late August`, `over two years ago`.
//!
//! After TIMEX3 (ISO 24617-1). What an expression means on a given day is decided in [`crate::extract::time`].

use super::numeral::{self, Atom};
use super::quantity::bound_before;
use crate::model::{Bound, Sentence};

/// Names of the months, January first, in lower case.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Names of the days, Monday first, in lower case.
pub const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Calendar units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Sixty seconds.
    Minute,
    /// Sixty minutes.
    Hour,
    /// A day.
    Day,
    /// Seven days; Monday to Sunday as a calendar week.
    Week,
    /// A calendar month.
    Month,
    /// Three calendar months.
    Quarter,
    /// A calendar year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// Which part of a period is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// `early`, `the start of`
    Early,
    /// `mid-`
    Mid,
    /// `late`, `the end of`
    Late,
}

/// How a name of a recurring period (`Monday`, `May`) is pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// `Monday`: the nearest in the direction of the verb's tense.
    Bare,
    /// `last Monday`
    Last,
    /// `this Monday`
    This,
    /// `next Monday`
    Next,
}

/// A point or period, relative to nothing but the calendar or the day of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// A day of a month, with or without its year.
    Day {
        /// Year, if given.
        year: Option<i16>,
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
    },
    /// A month.
    Month {
        /// Year, if given.
        year: Option<i16>,
        /// 1 to 12.
        month: i8,
        /// How it is pointed at when the year is not given.
        pointer: Pointer,
    },
    /// A year.
    Year(i16),
    /// A decade by its first year.
    Decade(i16),
    /// A day of the week: 1 Monday to 7 Sunday.
    Weekday(i8, Pointer),
    /// The day, week, month … so many after the present one: `yesterday` is day −1, `this year` year 0.
    Relative(Unit, i32),
}

/// An amount, the upper end of a range, and the unit.
pub type Length = (f64, Option<f64>, Unit);

/// What an expression says.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// A point or period.
    At(Moment, Part),
    /// From one to another.
    Between(Moment, Moment),
    /// So long: amount, upper end of a range, unit; several for `one hour and 40 minutes`.
    Duration(Vec<Length>, Bound),
    /// So long before the day of writing.
    Ago(f64, Unit),
    /// The stretch of so long that ends (or, with `false`, starts) on the day of writing.
    Stretch(f64, Unit, bool),
    /// Again and again: once in so many units.
    Every(Unit),
    /// A time that only the text around it could fix (`two days earlier`, `5 p.m.`).
    Unanchored,
}

/// How the words before an expression open it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// `on`, `in`, `at`, `for` or nothing
    None,
    /// `since`, `after`, `from`
    Since,
    /// `until`, `by`, `before`
    Until,
}

/// A time expression of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Timex {
    /// First token.
    pub first: u32,
    /// Last token, inclusive.
    pub last: u32,
    /// What it says.
    pub form: Form,
    /// How it is opened.
    pub opening: Opening,
}

/// Finds the time expressions of a sentence, in order, not overlapping.
pub fn find(text: &str, sentence: &Sentence) -> Vec<Timex> {
    let atoms = numeral::atoms(sentence.tokens.iter().map(|t| t.span.of(text)));
    let cased: Vec<bool> = sentence.tokens.iter().map(|t| t.span.of(text).starts_with(char::is_uppercase)).collect();
    let reader = Reader { atoms: &atoms, cased: &cased };
    let mut found = Vec::new();
    let mut i = 0;
    while i < atoms.len() {
        let Some((form, end)) = reader.expression(i) else {
            i += 1;
            continue;
        };
        let start = match form {
            Form::Duration(..) => bound_before(&atoms, i).1,
            _ => i,
        };
        let opening = reader.opening(start);
        found.push(Timex { first: atoms[start].token, last: atoms[end - 1].token, form, opening });
        i = end;
    }
    found
}

struct Reader<'a> {
    atoms: &'a [Atom],
    /// Whether each token starts with a capital: `May` is a month, `may` is not.
    cased: &'a [bool],
}

impl Reader<'_> {
    fn word(&self, i: usize) -> &str {
        self.atoms.get(i).map_or("", |a| a.text.as_str())
    }

    fn capital(&self, i: usize) -> bool {
        self.atoms.get(i).is_some_and(|a| self.cased[a.token as usize])
    }

    /// Skips hyphens.
    fn skip(&self, i: usize) -> usize {
        i + usize::from(self.word(i) == "-")
    }

    fn opening(&self, start: usize) -> Opening {
        let mut i = start;
        while i > 0 && matches!(self.word(i - 1), "the" | "at" | "a" | "least" | "end" | "of" | "then") {
            i -= 1;
        }
        match i.checked_sub(1).map_or("", |p| self.word(p)) {
            "since" | "after" | "from" => Opening::Since,
            "until" | "till" | "by" | "before" | "through" => Opening::Until,
            _ => Opening::None,
        }
    }

    fn expression(&self, i: usize) -> Option<(Form, usize)> {
        self.between(i)
            .or_else(|| self.at(i))
            .or_else(|| self.every(i))
            .or_else(|| self.stretch(i))
            .or_else(|| self.length(i))
            .or_else(|| self.clock(i))
    }

    /// `between late Tuesday and early Wednesday`, `from May to July`, `2014-2016`.
    fn between(&self, i: usize) -> Option<(Form, usize)> {
        let opener = i.checked_sub(1).map_or("", |p| self.word(p));
        let joiner = match opener {
            "between" => "and",
            "from" => "to",
            _ => "-",
        };
        let (from, _, end) = self.moment(i)?;
        let joined =
            self.word(end) == joiner || (opener == "from" && matches!(self.word(end), "until" | "through" | "-"));
        let (to, _, end) = joined.then(|| self.moment(end + 1)).flatten()?;
        Some((Form::Between(from, to), end))
    }

    fn at(&self, i: usize) -> Option<(Form, usize)> {
        self.moment(i).map(|(moment, part, end)| (Form::At(moment, part), end))
    }

    fn moment(&self, i: usize) -> Option<(Moment, Part, usize)> {
        let (part, start) = self.part(i);
        let (moment, end) = self
            .iso_day(start)
            .or_else(|| self.day(start))
            .or_else(|| self.month(start))
            .or_else(|| self.weekday(start))
            .or_else(|| self.relative(start))
            .or_else(|| self.year(start, start > i))?;
        Some((moment, part, self.day_part(moment, end)))
    }

    /// `early`, `mid-`, `the end of`.
    fn part(&self, i: usize) -> (Part, usize) {
        let of_the = |j: usize| {
            let j = j + usize::from(self.word(j) == "of");
            j + usize::from(self.word(j) == "the")
        };
        match self.word(i) {
            "early" | "earlier" => (Part::Early, of_the(self.skip(i + 1))),
            "mid" | "middle" => (Part::Mid, of_the(self.skip(i + 1))),
            "late" | "later" => (Part::Late, of_the(self.skip(i + 1))),
            "beginning" | "start" if self.word(i + 1) == "of" => (Part::Early, of_the(i + 1)),
            "end" if self.word(i + 1) == "of" => (Part::Late, of_the(i + 1)),
            _ => (Part::Whole, i),
        }
    }

    /// A time of day after a day belongs to the expression: `Monday morning`.
    fn day_part(&self, moment: Moment, end: usize) -> usize {
        let daily = matches!(moment, Moment::Weekday(..) | Moment::Day { .. } | Moment::Relative(Unit::Day, _));
        end + usize::from(
            daily && matches!(self.word(end), "morning" | "afternoon" | "evening" | "night" | "noon" | "midday"),
        )
    }

    /// `2025-05-19`.
    fn iso_day(&self, i: usize) -> Option<(Moment, usize)> {
        let mut fields = self.word(i).splitn(3, '-');
        let (year, month, day) = (fields.next()?, fields.next()?, fields.next()?);
        (year.len() == 4 && month.len() == 2 && day.len() == 2).then_some(())?;
        let (month, day) = (month.parse().ok()?, day.parse().ok()?);
        valid_day(month, day).then_some((Moment::Day { year: year.parse().ok(), month, day }, i + 1))
    }

    /// `May 19, 2025`, `19 May 2025`, `the 19th of May`.
    fn day(&self, i: usize) -> Option<(Moment, usize)> {
        let (month, day, end) = if let Some(month) = self.month_name(i) {
            let after = i + 1 + usize::from(self.word(i + 1) == ".");
            let (day, end) = self.day_number(after)?;
            (month, day, end)
        } else {
            let (day, mut end) = self.day_number(i)?;
            end += usize::from(self.word(end) == "of");
            (self.month_name(end)?, day, end + 1)
        };
        let year_at = end + usize::from(self.word(end) == ",");
        let year = self.year_number(year_at);
        let end = if year.is_some() { year_at + 1 } else { end };
        valid_day(month, day).then_some((Moment::Day { year, month, day }, end))
    }

    fn day_number(&self, i: usize) -> Option<(i8, usize)> {
        let word = self.word(i);
        let bare = word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
        let day = if bare { word.parse().ok() } else { numeral::ordinal(word).filter(|d| *d <= 31).map(|d| d as i8) };
        day.filter(|d| (1..=31).contains(d)).map(|d| (d, i + 1))
    }

    /// `May 2025`, `last September`, `September`.
    fn month(&self, i: usize) -> Option<(Moment, usize)> {
        let (pointer, start) = self.pointer(i);
        let month = self.month_name(start)?;
        let mut end = start + 1;
        end += usize::from(
            self.word(end) == "." || matches!(self.word(end), "of" | ",") && self.year_number(end + 1).is_some(),
        );
        let year = self.year_number(end);
        end += usize::from(year.is_some());
        if year.is_none() && self.word(end - 1) == "." {
            end -= 1;
        }
        Some((Moment::Month { year, month, pointer }, end))
    }

    fn month_name(&self, i: usize) -> Option<i8> {
        let word = self.word(i).trim_end_matches('.');
        let whole = MONTHS.iter().position(|m| *m == word);
        let short = || {
            matches!(word.len(), 3 | 4)
                .then(|| MONTHS.iter().position(|m| m.starts_with(word) && m.len() > 4))
                .flatten()
        };
        // `may` and `march` are verbs, `mar` and `dec` are rare: only the capital makes a month of them.
        whole.or_else(short).filter(|_| self.capital(i)).map(|m| m as i8 + 1).filter(|_| !self.modal_may(i))
    }

    /// Sentence-initial `May` before a pronoun or verb is no month.
    fn modal_may(&self, i: usize) -> bool {
        i == 0 && self.word(i) == "may" && self.year_number(1).is_none() && self.day_number(1).is_none()
    }

    fn weekday(&self, i: usize) -> Option<(Moment, usize)> {
        let (pointer, start) = self.pointer(i);
        let word = self.word(start).trim_end_matches('.');
        let short =
            |d: &&str| word.len() >= 3 && word.len() <= 5 && d.starts_with(word) && self.word(start).ends_with('.');
        let day = DAYS.iter().position(|d| *d == word || short(d)).filter(|_| self.capital(start))?;
        Some((Moment::Weekday(day as i8 + 1, pointer), start + 1))
    }

    fn pointer(&self, i: usize) -> (Pointer, usize) {
        match self.word(i) {
            "last" | "past" | "previous" => (Pointer::Last, i + 1),
            "next" | "coming" => (Pointer::Next, i + 1),
            "this" => (Pointer::This, i + 1),
            _ => (Pointer::Bare, i),
        }
    }

    /// `today`, `yesterday`, `last week`, `this year`, `the following day`.
    fn relative(&self, i: usize) -> Option<(Moment, usize)> {
        let offset = match self.word(i) {
            "today" | "tonight" => return Some((Moment::Relative(Unit::Day, 0), i + 1)),
            "yesterday" => return Some((Moment::Relative(Unit::Day, -1), i + 1)),
            "tomorrow" => return Some((Moment::Relative(Unit::Day, 1), i + 1)),
            "last" | "past" => -1,
            "this" | "current" => 0,
            "next" | "coming" => 1,
            _ => return None,
        };
        let word = self.word(i + 1);
        if offset <= 0 && matches!(word, "night" | "morning" | "afternoon" | "evening") {
            return Some((Moment::Relative(Unit::Day, offset), i + 2));
        }
        if word == "weekend" {
            return Some((Moment::Weekday(6, if offset < 0 { Pointer::Last } else { Pointer::Next }), i + 2));
        }
        let unit = unit(word).filter(|u| *u >= Unit::Week && !word.ends_with('s'))?;
        Some((Moment::Relative(unit, offset), i + 2))
    }

    /// `2014`, `the 1990s`; a bare number only after a word that takes a year, or standing as a part (`mid-2024`).
    fn year(&self, i: usize, part: bool) -> Option<(Moment, usize)> {
        let word = self.word(i);
        if let Some(decade) = word.strip_suffix("'s").or(word.strip_suffix('s')).and_then(year_digits) {
            return (decade % 10 == 0).then_some((Moment::Decade(decade), i + 1));
        }
        let year = self.year_number(i)?;
        let before = i.checked_sub(1).map_or("", |p| self.word(p));
        let opened = matches!(
            before,
            "in" | "since"
                | "until"
                | "by"
                | "from"
                | "before"
                | "after"
                | "of"
                | "during"
                | "to"
                | "and"
                | "late"
                | "early"
                | "mid"
                | "-"
                | "("
                | "between"
                | "around"
                | "through"
                | "the"
                | "year"
                | "for"
                | ","
                | "fiscal"
                | "back"
        );
        let counts = matches!(
            self.word(i + 1),
            "people" | "men" | "women" | "troops" | "soldiers" | "euros" | "dollars" | "%" | "percent"
        );
        ((opened || part || i == 0) && !counts).then_some((Moment::Year(year), i + 1))
    }

    fn year_number(&self, i: usize) -> Option<i16> {
        year_digits(self.word(i))
    }

    /// `every Monday`, `every week`, `daily`.
    fn every(&self, i: usize) -> Option<(Form, usize)> {
        let unit = match self.word(i) {
            "daily" => return Some((Form::Every(Unit::Day), i + 1)),
            "weekly" => return Some((Form::Every(Unit::Week), i + 1)),
            "monthly" => return Some((Form::Every(Unit::Month), i + 1)),
            "quarterly" => return Some((Form::Every(Unit::Quarter), i + 1)),
            "annually" | "yearly" => return Some((Form::Every(Unit::Year), i + 1)),
            "every" | "each" => self.weekday(i + 1).map(|_| Unit::Week).or_else(|| unit(self.word(i + 1)))?,
            _ => return None,
        };
        Some((Form::Every(unit), i + 2))
    }

    /// `the past three years`, `the next two weeks`, `recent months`.
    fn stretch(&self, i: usize) -> Option<(Form, usize)> {
        let past = match self.word(i) {
            "past" | "last" | "previous" | "recent" => true,
            "next" | "coming" | "following" => false,
            _ => return None,
        };
        let (amount, unit_at) = self.amount(i + 1).map_or((2.0, i + 1), |(amount, end)| (amount, end));
        let unit = unit(self.word(unit_at)).filter(|_| self.word(unit_at).ends_with('s') || unit_at > i + 1)?;
        Some((Form::Stretch(amount, unit, past), unit_at + 1))
    }

    /// `few`, `several`, `couple of` or a number.
    fn amount(&self, i: usize) -> Option<(f64, usize)> {
        match self.word(i) {
            "few" | "several" => Some((3.0, i + 1)),
            "couple" => Some((2.0, i + 1 + usize::from(self.word(i + 1) == "of"))),
            _ => numeral::read(self.atoms, i).filter(|n| !n.vague).map(|n| (n.value, n.end)),
        }
    }

    /// `three years`, `two days ago`, `one hour and 40 minutes`, `three-year`, `a decade ago`.
    fn length(&self, i: usize) -> Option<(Form, usize)> {
        let article = matches!(self.word(i), "a" | "an").then(|| unit(self.word(i + 1))).flatten();
        if let Some(unit) = article {
            return (self.word(i + 2) == "ago").then_some((Form::Ago(1.0, unit), i + 3));
        }
        let (first, mut end) = self.length_part(i)?;
        let mut parts = vec![first];
        while matches!(self.word(end), "and" | ",")
            && let Some((next, after)) = self.length_part(end + 1).filter(|(next, _)| next.2 < parts[parts.len() - 1].2)
        {
            parts.push(next);
            end = after;
        }
        match self.word(end) {
            "ago" => Some((Form::Ago(parts[0].0, parts[0].2), end + 1)),
            "earlier" | "later" | "before" => Some((Form::Unanchored, end + 1)),
            // An age is no duration of what happens.
            "old" => None,
            "-" if self.word(end + 1) == "old" => None,
            _ => Some((Form::Duration(parts, bound_before(self.atoms, i).0.unwrap_or(Bound::Exact)), end)),
        }
    }

    fn length_part(&self, i: usize) -> Option<(Length, usize)> {
        let number = numeral::read(self.atoms, i).filter(|n| !n.vague)?;
        let unit_at = self.skip(number.end);
        Some(((number.value, number.upper, unit(self.word(unit_at))?), unit_at + 1))
    }

    /// `5 p.m.`, `17:30`.
    fn clock(&self, i: usize) -> Option<(Form, usize)> {
        let word = self.word(i);
        let digits = |s: &str, max: u8| s.len() <= 2 && s.parse::<u8>().is_ok_and(|v| v <= max);
        let timed = word.split_once(':').is_some_and(|(h, m)| digits(h, 24) && m.len() == 2 && digits(m, 59));
        let suffix = matches!(self.word(i + 1), "a.m." | "p.m." | "am" | "pm" | "a.m" | "p.m");
        let glued = ["am", "pm"].iter().any(|s| word.strip_suffix(s).is_some_and(|h| digits(h, 12)));
        (timed || glued || (suffix && digits(word, 12))).then_some((Form::Unanchored, i + 1 + usize::from(suffix)))
    }
}

fn valid_day(month: i8, day: i8) -> bool {
    jiff::civil::Date::new(2000, month, day).is_ok()
}

/// Four digits between 1000 and 2199.
fn year_digits(word: &str) -> Option<i16> {
    (word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()))
        .then(|| word.parse().ok())
        .flatten()
        .filter(|y| (1000..2200).contains(y))
}

fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "minute" | "minutes" => Unit::Minute,
        "hour" | "hours" => Unit::Hour,
        "day" | "days" => Unit::Day,
        "week" | "weeks" => Unit::Week,
        "month" | "months" => Unit::Month,
        "quarter" | "quarters" => Unit::Quarter,
        "year" | "years" => Unit::Year,
        "decade" | "decades" => Unit::Decade,
        "century" | "centuries" => Unit::Century,
        _ => return None,
    })
}
