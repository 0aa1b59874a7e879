//! What the gazetteer knows of one item.

use crate::model::EntityType;
use jiff::civil::Date;

/// An index into the entries of a gazetteer, which are sorted by the number of their item.
pub type EntryId = u32;

/// What an item is, as finely as linking needs it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Kind {
    /// A human being.
    Person,
    /// A company, party, ministry, court, newspaper.
    Organization,
    /// A state, past or present, or a territory that is spoken of as one.
    Country,
    /// A part of a state, or of the world.
    Region,
    /// A city, town or village.
    City,
    /// Any other place: a sea, a mountain.
    Place,
    /// A building or the like.
    Facility,
    /// A people or a religious or political group.
    Group,
    /// A happening.
    Event,
    /// A book, law, film, product.
    Work,
    /// Known to be none of these.
    Other,
    /// Not known.
    #[default]
    Unknown,
}

/// Every kind with its name in tables, in the order of its code in files.
const KINDS: [(Kind, &str); 12] = [
    (Kind::Person, "person"),
    (Kind::Organization, "organization"),
    (Kind::Country, "country"),
    (Kind::Region, "region"),
    (Kind::City, "city"),
    (Kind::Place, "place"),
    (Kind::Facility, "facility"),
    (Kind::Group, "group"),
    (Kind::Event, "event"),
    (Kind::Work, "work"),
    (Kind::Other, "other"),
    (Kind::Unknown, "unknown"),
];

impl Kind {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        KINDS[self as usize].1
    }

    /// The kind of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        KINDS.iter().find(|(_, known)| *known == name).map(|(kind, _)| *kind)
    }

    pub(super) fn of_code(code: u8) -> Self {
        KINDS.get(usize::from(code)).map_or(Kind::Unknown, |(kind, _)| *kind)
    }

    /// The type that names of such an item have.
    pub fn entity_type(self) -> EntityType {
        match self {
            Kind::Person => EntityType::Person,
            Kind::Organization => EntityType::Organization,
            Kind::Country | Kind::Region | Kind::City | Kind::Place => EntityType::Place,
            Kind::Facility => EntityType::Facility,
            Kind::Group => EntityType::Group,
            Kind::Event => EntityType::Event,
            Kind::Work => EntityType::Work,
            Kind::Other | Kind::Unknown => EntityType::Thing,
        }
    }
}

/// An item, as given to [`super::Builder`].
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Record {
    /// The number of the item: 7747 for `Q7747`.
    pub item: u64,
    /// Its usual English name.
    pub label: String,
    /// What it is.
    pub kind: Kind,
    /// ISO 3166 code of the country that it is, lies in or serves (`FR`); empty where unknown.
    pub country: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// A few words on it.
    pub description: String,
    /// Offices held: `President of France 2017-05-14..`, with the days as far as known.
    pub positions: Vec<String>,
    /// How well known it is: the number of Wikipedia editions that write of it, or an estimate of that; at most 255.
    pub prior: u8,
    /// The sources of what is said here.
    pub sources: Vec<String>,
}

/// An item of a gazetteer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'g> {
    /// The number of the item: 7747 for `Q7747`.
    pub item: u64,
    /// Its usual English name.
    pub label: &'g str,
    /// What it is.
    pub kind: Kind,
    /// ISO 3166 code of its country; empty where unknown.
    pub country: &'g str,
    /// A few words on it; may be empty.
    pub description: &'g str,
    /// How well known it is, as [`Record::prior`].
    pub prior: u8,
    pub(super) alias_list: &'g str,
    pub(super) position_list: &'g str,
    pub(super) sources: u64,
}

/// Separates the members of a list in a file.
pub(super) const SEPARATOR: char = '|';

impl<'g> Entry<'g> {
    /// The identifier of the item: `Q7747`.
    pub fn qid(&self) -> String {
        format!("Q{}", self.item)
    }

    /// Its other names.
    pub fn aliases(&self) -> impl Iterator<Item = &'g str> + use<'g> {
        self.alias_list.split(SEPARATOR).filter(|alias| !alias.is_empty())
    }

    /// The offices that it held or holds.
    pub fn positions(&self) -> impl Iterator<Item = Position<'g>> + use<'g> {
        self.position_list.split(SEPARATOR).filter(|position| !position.is_empty()).map(Position::parse)
    }
}

/// An office with the days of its tenure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position<'g> {
    /// `President of France`
    pub title: &'g str,
    /// The first day, as far as known: `2017-05-14`, `2017-05`, `2017` or empty.
    pub start: &'g str,
    /// The last day, likewise; none where it is not known.
    pub end: Option<&'g str>,
    /// For an office whose end is not known: the last day for which the source tells that it was held.
    pub known_until: Option<&'g str>,
}

impl<'g> Position<'g> {
    /// Reads `TITLE START..END`, `TITLE START..?KNOWN_UNTIL`, `TITLE START..` or `TITLE`.
    pub fn parse(text: &'g str) -> Self {
        let (title, tenure) = text.rsplit_once(' ').filter(|(_, last)| last.contains("..")).unwrap_or((text, ".."));
        let (start, end) = tenure.split_once("..").unwrap_or((tenure, ""));
        let known_until = end.strip_prefix('?').filter(|day| !day.is_empty());
        let end = (!end.is_empty() && known_until.is_none()).then_some(end);
        Self { title, start, end, known_until }
    }

    /// Whether it was held on that day, as far as the source tells; days that it leaves wholly open count as held.
    pub fn is_held_on(&self, day: Date) -> bool {
        let day = day.to_string();
        let started = self.start <= day.as_str() || day.starts_with(self.start);
        let last = self.end.or(self.known_until);
        let not_ended = last.is_none_or(|last| day.as_str() <= last || day.starts_with(last));
        started && not_ended
    }

    /// Whether it is known to have been held on that day: begun by then, and its end or the last day known is later.
    pub fn is_surely_held_on(&self, day: Date) -> bool {
        !self.start.is_empty() && (self.end.is_some() || self.known_until.is_some()) && self.is_held_on(day)
    }

    /// Whether it ended before that day.
    pub fn is_over_on(&self, day: Date) -> bool {
        let day = day.to_string();
        self.end.is_some_and(|end| end < day.as_str() && !day.starts_with(end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_of_kinds_agree() {
        for (code, (kind, name)) in KINDS.iter().enumerate() {
            assert_eq!(*kind as usize, code);
            assert_eq!(Kind::of_code(code as u8), *kind);
            assert_eq!(Kind::of_name(name), Some(*kind));
        }
        assert_eq!(Kind::of_code(99), Kind::Unknown);
    }

    #[test]
    fn tenures_are_known_to_the_day_the_month_or_the_year() {
        let day = jiff::civil::date(2019, 6, 30);
        for (position, held) in [
            ("Mayor of Elm 2017-05-14..", true),
            ("Mayor of Elm 2019-07..", false),
            ("Mayor of Elm 2019..2019", true),
            ("Mayor of Elm 2010..2019-06-29", false),
            ("Mayor of Elm 2010..2019-06", true),
            ("Mayor of Elm ..2018", false),
            ("Mayor of Elm 2017..?2019-06", true),
            ("Mayor of Elm 2017..?2018", false),
            ("Mayor of Elm", true),
        ] {
            let parsed = Position::parse(position);
            assert_eq!(parsed.title, "Mayor of Elm");
            assert_eq!(parsed.is_held_on(day), held, "{position}");
        }
    }
}
