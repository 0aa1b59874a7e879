//! Change over time: the days of a graph cut into windows, and whose values rise or fall.

use crate::resolve::Statements;
use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// How long a window is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// One day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// Three calendar months, from January.
    Quarter,
    /// A calendar year.
    Year,
}

/// Days from the first to the last, both included, and what to call them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Days {
    /// `2022-07`, `2022-Q3`, `2022`; the first day of a week.
    pub name: String,
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

/// More windows than these say nothing to anybody.
const MOST: usize = 10_000;

impl Window {
    /// The windows from the first to the last day that statements speak of or were published on; at most 10,000.
    pub fn over(self, statements: &Statements) -> Vec<Days> {
        let dates = || statements.all.values().filter_map(|statement| statement.dates);
        let (Some(first), Some(last)) = (dates().map(|d| d.0).min(), dates().map(|d| d.1).max()) else {
            return Vec::new();
        };
        let mut windows = Vec::new();
        let mut start = self.start(first);
        while start <= last && windows.len() < MOST {
            let Ok(next) = start.checked_add(self.length()) else { break };
            let Ok(end) = next.yesterday() else { break };
            windows.push(Days { name: self.name(start), first: start, last: end });
            start = next;
        }
        windows
    }

    fn length(self) -> Span {
        match self {
            Self::Day => 1.day(),
            Self::Week => 1.week(),
            Self::Month => 1.month(),
            Self::Quarter => 3.months(),
            Self::Year => 1.year(),
        }
    }

    /// The first day of the window that a day lies in.
    fn start(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => {
                let monday = day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days());
                monday.unwrap_or(day)
            }
            Self::Month => day.first_of_month(),
            Self::Quarter => jiff::civil::date(day.year(), (day.month() - 1) / 3 * 3 + 1, 1),
            Self::Year => day.first_of_year(),
        }
    }

    fn name(self, start: Date) -> String {
        match self {
            Self::Day | Self::Week => start.to_string(),
            Self::Month => format!("{:04}-{:02}", start.year(), start.month()),
            Self::Quarter => format!("{:04}-Q{}", start.year(), (start.month() + 2) / 3),
            Self::Year => format!("{:04}", start.year()),
        }
    }
}

/// How much a value changes from one window to the next: the slope of the straight line that fits best. 0 for fewer than two.
pub fn slope(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let (middle, mean) = ((n - 1.0) / 2.0, values.iter().sum::<f64>() / n);
    let products = values.iter().enumerate().map(|(i, value)| (i as f64 - middle) * (value - mean));
    let squares: f64 = (0..values.len()).map(|i| (i as f64 - middle).powi(2)).sum();
    if squares > 0.0 { products.sum::<f64>() / squares } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn windows_begin_with_the_calendar() {
        let day = date(2022, 8, 31);
        for (window, start, name) in [
            (Window::Day, date(2022, 8, 31), "2022-08-31"),
            (Window::Week, date(2022, 8, 29), "2022-08-29"),
            (Window::Month, date(2022, 8, 1), "2022-08"),
            (Window::Quarter, date(2022, 7, 1), "2022-Q3"),
            (Window::Year, date(2022, 1, 1), "2022"),
        ] {
            assert_eq!(window.start(day), start);
            assert_eq!(window.name(start), name);
        }
        assert!(Window::Month.over(&Statements::default()).is_empty());
    }

    #[test]
    fn slopes() {
        assert_eq!(slope(&[1.0, 3.0, 5.0]), 2.0);
        assert_eq!(slope(&[4.0]), 0.0);
        assert_eq!(slope(&[]), 0.0);
    }
}
