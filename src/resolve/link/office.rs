//! Offices: whether somebody described as `the French foreign minister` is known to have held such an office then.

use crate::extract::places;
use crate::resolve::gazetteer::{Entry, Position};
use crate::resolve::name;
use jiff::civil::Date;

/// How descriptions and known offices agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Agreement {
    /// No office is named, or none is known.
    Unnamed,
    /// Another one is known.
    None,
    /// It was held, but no longer at that time.
    Left,
    /// It was held at some time.
    Undated,
    /// It was held then.
    Held,
}

/// Words that name an office, in descriptions and in titles of positions.
const OFFICES: [&str; 24] = [
    "president",
    "minister",
    "premier",
    "chancellor",
    "senator",
    "governor",
    "mayor",
    "ambassador",
    "secretary",
    "king",
    "queen",
    "prince",
    "pope",
    "speaker",
    "representative",
    "congressman",
    "congresswoman",
    "taoiseach",
    "judge",
    "justice",
    "commissioner",
    "director",
    "chairman",
    "chief",
];

/// The best agreement between any description and any office.
pub(super) fn agreement(descriptions: &[String], entry: &Entry, date: Option<Date>) -> Agreement {
    let mut best = Agreement::Unnamed;
    for words in descriptions.iter().map(|description| name::words(description)) {
        let Some(office) = office(&words) else { continue };
        let is_former = words.first().is_some_and(|word| matches!(word.as_str(), "former" | "ex" | "late"));
        let positions = entry.positions().filter(|position| fits(&office, position));
        let found = positions.map(|position| tenure(&position, date, is_former)).max();
        let known = entry.positions().next().is_some();
        best = best.max(found.unwrap_or(if known { Agreement::None } else { Agreement::Unnamed }));
    }
    best
}

/// The words of a description that name an office: `prime minister`, `defence minister`.
fn office(words: &[String]) -> Option<Vec<String>> {
    let head = words.iter().position(|word| OFFICES.contains(&word.as_str()))?;
    let mut office: Vec<String> = vec![words[head].clone()];
    let before = words[..head].last().filter(|word| is_field(word));
    let after = words.get(head + 1..).unwrap_or_default().iter().filter(|word| is_field(word)).take(2);
    office.extend(before.cloned());
    if words.get(head + 1).is_some_and(|word| matches!(word.as_str(), "of" | "for")) && before.is_none() {
        office.extend(after.cloned());
    }
    Some(office)
}

/// The office that a description consists of, beside the country's name or adjective: `French president`, `prime minister
/// of Norway`; none where it says more (`former president`), several (`presidents`), or any minister.
pub(super) fn sole(words: &[String]) -> Option<Vec<String>> {
    const SOLE: [&str; 7] = ["president", "premier", "chancellor", "king", "queen", "taoiseach", "minister"];
    let found = office(words)?;
    let head = found.first().filter(|head| SOLE.contains(&head.as_str()))?;
    let is_told = head != "minister" || found.iter().any(|word| matches!(word.as_str(), "prime" | "foreign"));
    let rest = words.iter().filter(|word| !found.contains(word));
    let is_small = |word: &str| matches!(word, "the" | "of" | "s");
    let is_place =
        |word: &str| places::of_modifier(&capital(word)).or_else(|| places::of_modifier(&word.to_uppercase()));
    let (places, others): (Vec<_>, Vec<_>) =
        rest.filter(|word| !is_small(word)).partition(|word| is_place(word).is_some());
    (is_told && others.is_empty() && !places.is_empty()).then_some(found)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Whether a word tells which office it is, rather than whose.
fn is_field(word: &str) -> bool {
    const FIELDS: [&str; 22] = [
        "prime",
        "foreign",
        "defence",
        "defense",
        "finance",
        "interior",
        "vice",
        "deputy",
        "justice",
        "health",
        "economy",
        "energy",
        "education",
        "trade",
        "transport",
        "agriculture",
        "environment",
        "culture",
        "labour",
        "labor",
        "chief",
        "home",
    ];
    FIELDS.contains(&word)
}

/// Whether a position is that office, whatever the order of words (`Minister of Foreign Affairs`, `Foreign Minister`).
pub(super) fn fits(office: &[String], position: &Position) -> bool {
    let title = name::words(position.title);
    let has = |word: &String| {
        let other = match word.as_str() {
            "defense" => "defence",
            "defence" => "defense",
            "premier" => "prime",
            word => word,
        };
        title.iter().any(|known| known == word || known == other)
    };
    let is_vice = |words: &[String]| words.iter().any(|word| matches!(word.as_str(), "vice" | "deputy"));
    office.iter().all(has) && is_vice(office) == is_vice(&title) && (office.len() > 1 || is_plain(office, &title))
}

/// `President` is no `President of the Chamber`, and `Minister` may be one of anything.
fn is_plain(office: &[String], title: &[String]) -> bool {
    const BODIES: [&str; 10] =
        ["chamber", "senate", "parliament", "assembly", "council", "duma", "court", "house", "committee", "party"];
    office.first().is_none_or(|head| head != "president") || !title.iter().any(|word| BODIES.contains(&word.as_str()))
}

fn tenure(position: &Position, date: Option<Date>, is_former: bool) -> Agreement {
    match date {
        Some(date) if is_former && position.is_over_on(date) => Agreement::Held,
        Some(date) if !is_former && position.is_held_on(date) => Agreement::Held,
        Some(date) if !is_former && position.is_over_on(date) => Agreement::Left,
        _ => Agreement::Undated,
    }
}
