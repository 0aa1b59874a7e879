//! Dates of publication as metadata, addresses and datelines write them. Never guessed: what is ambiguous or lacks a
//! year is no date.

use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

fn pattern(source: &str) -> Option<Regex> {
    Regex::new(source).ok()
}

const MONTH: &str = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?";

/// Reads a date as metadata writes it: ISO 8601, RFC 2822, `May 17, 2025`, `17 May 2025`, `20250517`. Numbers alone
/// in another order count only where one of them cannot be a month.
pub(crate) fn parse(text: &str) -> Option<Date> {
    static ISO: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(r"^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:\D|$)"));
    static COMPACT: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(r"^\s*(\d{4})(\d{2})(\d{2})(?:T?\d{6}Z?)?\s*$"));
    static NUMBERS: LazyLock<Option<Regex>> =
        LazyLock::new(|| pattern(r"^\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:\D|$)"));
    for form in [&ISO, &COMPACT] {
        if let Some(found) = form.as_ref().and_then(|f| f.captures(text)) {
            return date(&found[1], &found[2], &found[3]);
        }
    }
    if let Some(found) = NUMBERS.as_ref().and_then(|f| f.captures(text)) {
        let day_first = date(&found[3], &found[2], &found[1]);
        let month_first = date(&found[3], &found[1], &found[2]);
        return match (day_first, month_first) {
            (Some(a), Some(b)) if a != b => None,
            (a, b) => a.or(b),
        };
    }
    written(text)
}

/// The first date written with a month's name and a year.
pub(super) fn written(text: &str) -> Option<Date> {
    static MONTH_FIRST: LazyLock<Option<Regex>> =
        LazyLock::new(|| pattern(&format!(r"(?i)\b({MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b")));
    static DAY_FIRST: LazyLock<Option<Regex>> = LazyLock::new(|| {
        pattern(&format!(r"(?i)\b(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+({MONTH}),?[\s-]+(\d{{4}})\b"))
    });
    let month_first = MONTH_FIRST.as_ref().and_then(|f| f.captures(text));
    let day_first = DAY_FIRST.as_ref().and_then(|f| f.captures(text));
    match (month_first, day_first) {
        (Some(a), Some(b)) if b.get(0)?.start() < a.get(0)?.start() => date(&b[3], month(&b[2])?, &b[1]),
        (Some(a), _) => date(&a[3], month(&a[1])?, &a[2]),
        (None, Some(b)) => date(&b[3], month(&b[2])?, &b[1]),
        (None, None) => None,
    }
}

/// The date in a web address: `/2025/05/17/`, `/2025-05-17-…`.
pub(super) fn in_url(url: &str) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split_once('/').map_or("", |(_, path)| path);
    in_path(path.split(['?', '#']).next().unwrap_or_default())
}

/// The date in a path: folders `2025/05/17`, a folder or a file's name that begins with or is a date. A date within a
/// longer folder name (`dump-2024-01-01`) is the date of something else.
pub(super) fn in_path(path: &str) -> Option<Date> {
    static FOLDERS: LazyLock<Option<Regex>> =
        LazyLock::new(|| pattern(r"(?:^|/)((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?:/|$)"));
    static FOLDER: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(r"(?:^|/)((?:19|20)\d\d)-?(\d\d)-?(\d\d)/"));
    static NAME: LazyLock<Option<Regex>> =
        LazyLock::new(|| pattern(r"(?:^|[^0-9])((?:19|20)\d\d)([-_.]?)(\d\d)([-_.]?)(\d\d)(?:[^0-9]|$)"));
    let name = path.rsplit('/').next().unwrap_or_default();
    if let Some(found) = NAME.as_ref().and_then(|f| f.captures(name)).filter(|f| f[2] == f[4]) {
        return date(&found[1], &found[3], &found[5]);
    }
    [&FOLDERS, &FOLDER].iter().find_map(|form| {
        let found = form.as_ref()?.captures(path)?;
        date(&found[1], &found[2], &found[3])
    })
}

fn month(name: &str) -> Option<&'static str> {
    const MONTHS: [(&str, &str); 12] = [
        ("jan", "1"),
        ("feb", "2"),
        ("mar", "3"),
        ("apr", "4"),
        ("may", "5"),
        ("jun", "6"),
        ("jul", "7"),
        ("aug", "8"),
        ("sep", "9"),
        ("oct", "10"),
        ("nov", "11"),
        ("dec", "12"),
    ];
    let short = name.get(..3)?.to_lowercase();
    MONTHS.iter().find(|(start, _)| *start == short).map(|(_, number)| *number)
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let year: i16 = year.parse().ok().filter(|y| (1500..2200).contains(y))?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_metadata() {
        let day = Some(jiff::civil::date(2025, 5, 17));
        for text in [
            "2025-05-17",
            "2025-05-17T08:30:00Z",
            "2025/05/17 08:30",
            "20250517",
            "20250517083000",
            "Sat, 17 May 2025 08:30:00 GMT",
            "May 17, 2025",
            "Saturday, May 17th, 2025 at 8 a.m.",
            "17 May 2025",
            "17.05.2025",
            "5/17/2025",
        ] {
            assert_eq!(parse(text), day, "{text}");
        }
        for text in ["05/06/2025", "May 17", "yesterday", "2025-13-40", "", "17"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn dates_in_addresses_and_paths() {
        let day = Some(jiff::civil::date(2016, 9, 12));
        assert_eq!(in_url("https://example.org/world/2016/09/12/talks-fail.html"), day);
        assert_eq!(in_url("https://example.org/2016-09-12-talks"), day);
        assert_eq!(in_path("news/gazette_2016-09-12_talks-fail.txt"), day);
        assert_eq!(in_path("news/2016-09-12/talks.txt"), day);
        assert_eq!(in_path("20160912.txt"), day);
        for path in ["dump-2016-09-12/talks.txt", "news/2016/talks.txt", "a-1234567890123.txt", "2016-13-12.txt"] {
            assert_eq!(in_path(path), None, "{path}");
        }
    }
}
