//! Reads a Wikidata dump: a JSON array with one item a line (<https://www.wikidata.org/wiki/Wikidata:Database_download>).
//!
//! Only what a record needs is deserialised. Classes go by `instance of` (P31) over `subclass of` (P279), whose chains come
//! from the dump itself: whatever the order of the items, so that the classes are found in a first reading and the records
//! are made in a second one. Chains may be cyclic.

use super::{Kind, Record};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Which items are taken.
#[derive(Clone, Debug)]
pub struct Filter {
    /// At least so many Wikipedia editions write of it.
    pub sitelinks: usize,
    /// Instances of these classes and their subclasses alone; any item of a known kind where none is given.
    pub classes: BTreeSet<u64>,
}

/// Kinds by their most general classes, more specific kinds first.
const CLASSES: [(u64, Kind); 31] = [
    (5, Kind::Person),
    (3_624_078, Kind::Country),
    (6256, Kind::Country),
    (7275, Kind::Country),
    (3_024_240, Kind::Country),
    (515, Kind::City),
    (486_972, Kind::City),
    (15_284, Kind::City),
    (10_864_048, Kind::Region),
    (56_061, Kind::Region),
    (82_794, Kind::Region),
    (5107, Kind::Region),
    (23_442, Kind::Place),
    (41_176, Kind::Facility),
    (811_979, Kind::Facility),
    (1_248_784, Kind::Facility),
    (13_226_383, Kind::Facility),
    (2_221_906, Kind::Place),
    (41_710, Kind::Group),
    (9174, Kind::Group),
    (4_392_985, Kind::Group),
    (43_229, Kind::Organization),
    (4_830_453, Kind::Organization),
    (783_794, Kind::Organization),
    (7278, Kind::Organization),
    (1_656_682, Kind::Event),
    (1_190_554, Kind::Event),
    (17_537_576, Kind::Work),
    (386_724, Kind::Work),
    (2_424_752, Kind::Work),
    (16_889_133, Kind::Other),
];

/// What the first reading gathers: subclasses, codes of countries, names of offices.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    superclasses: HashMap<u64, Vec<u64>>,
    countries: HashMap<u64, String>,
    labels: HashMap<u64, String>,
    /// How many items were read.
    pub items: u64,
}

impl Classes {
    /// Takes in what another part of the dump gave.
    pub fn extend(&mut self, other: Classes) {
        self.superclasses.extend(other.superclasses);
        self.countries.extend(other.countries);
        self.labels.extend(other.labels);
        self.items += other.items;
    }

    /// Takes in one item: a class, a country or an office; others are passed over.
    pub fn add(&mut self, item: &Item) {
        let Some(number) = item_number(&item.id) else { return };
        self.items += 1;
        let superclasses: Vec<u64> = item.claims.items("P279").collect();
        if let Some(code) = item.claims.texts("P297").next() {
            self.countries.insert(number, code.to_owned());
        }
        if !superclasses.is_empty() {
            if let Some(label) = item.labels.text() {
                self.labels.insert(number, label.to_owned());
            }
            self.superclasses.insert(number, superclasses);
        }
    }

    /// All classes above these, and these; the nearest first. Every class is visited once, so cycles do no harm.
    fn above(&self, classes: impl Iterator<Item = u64>) -> Vec<u64> {
        let mut order: Vec<u64> = Vec::new();
        let mut seen: BTreeSet<u64> = BTreeSet::new();
        order.extend(classes.filter(|class| seen.insert(*class)));
        let mut next = 0;
        while let Some(class) = order.get(next).copied() {
            next += 1;
            let superclasses = self.superclasses.get(&class).into_iter().flatten();
            order.extend(superclasses.copied().filter(|class| seen.insert(*class)).collect::<Vec<_>>());
        }
        order
    }

    /// The record of an item; none where the filter leaves it out or it has no name that could be read.
    pub fn record(&self, item: &Item, filter: &Filter) -> Option<Record> {
        let number = item_number(&item.id)?;
        let label = item.labels.text()?;
        let sitelinks = item.sitelinks.0.iter().filter(|site| is_wikipedia(site)).count();
        let classes = self.above(item.claims.items("P31"));
        let wanted = match filter.classes.is_empty() {
            true => true,
            false => classes.iter().any(|class| filter.classes.contains(class)),
        };
        let kind = kind(&classes)?;
        if !wanted || sitelinks < filter.sitelinks {
            return None;
        }
        Some(Record {
            item: number,
            label: label.to_owned(),
            kind,
            country: self.country(number, item),
            aliases: item.aliases.texts().map(str::to_owned).collect(),
            description: item.descriptions.text().unwrap_or_default().to_owned(),
            positions: item.claims.0.get("P39").into_iter().flatten().filter_map(|s| self.position(s)).collect(),
            prior: sitelinks.min(255) as u8,
            sources: vec!["wikidata".to_owned()],
        })
    }

    /// Its own code, that of its country, or that of the country of citizenship where there is but one.
    fn country(&self, number: u64, item: &Item) -> String {
        let code = |item: u64| self.countries.get(&item).cloned();
        let of = |property: &str| {
            let codes: BTreeSet<String> = item.claims.items(property).filter_map(code).collect();
            (codes.len() == 1).then(|| codes.into_iter().next()).flatten()
        };
        code(number).or_else(|| of("P17")).or_else(|| of("P27")).unwrap_or_default()
    }

    fn position(&self, statement: &Statement) -> Option<String> {
        let title = self.labels.get(&statement.mainsnak.item()?)?;
        let date = |property: &str| statement.qualifiers.get(property)?.first()?.day();
        let (start, end) = (date("P580"), date("P582"));
        Some(format!("{title} {}..{}", start.unwrap_or_default(), end.unwrap_or_default()))
    }
}

fn kind(classes: &[u64]) -> Option<Kind> {
    let of = |class: &u64| CLASSES.iter().find(|(known, _)| known == class).map(|(_, kind)| *kind);
    classes.iter().find_map(of)
}

fn is_wikipedia(site: &str) -> bool {
    const OTHERS: [&str; 4] = ["commonswiki", "specieswiki", "metawiki", "wikidatawiki"];
    site.ends_with("wiki") && !OTHERS.contains(&site)
}

fn item_number(id: &str) -> Option<u64> {
    id.strip_prefix('Q')?.parse().ok()
}

/// The item on a line of the dump; none for the brackets around them all.
///
/// # Errors
/// Says what is wrong with the line.
pub fn parse(line: &[u8]) -> Result<Option<Item>, String> {
    let line = line.trim_ascii();
    let line = line.strip_suffix(b",").unwrap_or(line);
    if matches!(line, b"" | b"[" | b"]") {
        return Ok(None);
    }
    serde_json::from_slice(line).map(Some).map_err(|error| format!("no item: {error}"))
}

/// As much of an item of the dump as is used.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Item {
    id: String,
    labels: Texts,
    descriptions: Texts,
    aliases: Aliases,
    claims: Claims,
    sitelinks: Sites,
}

/// English texts; the language `mul` stands for all.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Texts {
    en: Option<Text>,
    mul: Option<Text>,
    #[serde(rename = "en-gb")]
    british: Option<Text>,
}

#[derive(Debug, Deserialize)]
struct Text {
    value: String,
}

impl Texts {
    fn text(&self) -> Option<&str> {
        let all = [&self.en, &self.mul, &self.british].into_iter().flatten();
        all.map(|text| text.value.trim()).find(|text| !text.is_empty())
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Aliases {
    en: Vec<Text>,
    mul: Vec<Text>,
}

impl Aliases {
    fn texts(&self) -> impl Iterator<Item = &str> {
        self.en.iter().chain(&self.mul).map(|text| text.value.trim())
    }
}

/// Statements by property. Older dumps write an empty list where there is none.
#[derive(Debug, Default)]
struct Claims(BTreeMap<String, Vec<Statement>>);

/// Names of the wikis that have a page on it.
#[derive(Debug, Default)]
struct Sites(Vec<String>);

/// A map, or an empty list in its place.
#[derive(Deserialize)]
#[serde(untagged)]
enum MapOrList<T> {
    Map(BTreeMap<String, T>),
    List(#[allow(dead_code, reason = "tells an empty list from a map")] Vec<IgnoredAny>),
}

impl<T> MapOrList<T> {
    fn map(self) -> BTreeMap<String, T> {
        match self {
            MapOrList::Map(map) => map,
            MapOrList::List(_) => BTreeMap::new(),
        }
    }
}

/// The properties that are read.
const PROPERTIES: [&str; 6] = ["P31", "P279", "P17", "P27", "P39", "P297"];

impl<'de> Deserialize<'de> for Claims {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Claims;
            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("statements by property")
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Claims, A::Error> {
                let mut claims = BTreeMap::new();
                while let Some(property) = map.next_key::<String>()? {
                    if PROPERTIES.contains(&property.as_str()) {
                        claims.insert(property, map.next_value()?);
                    } else {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
                Ok(Claims(claims))
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<Claims, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Claims::default())
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl<'de> Deserialize<'de> for Sites {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Sites(MapOrList::<IgnoredAny>::deserialize(deserializer)?.map().into_keys().collect()))
    }
}

impl Claims {
    /// The items that statements of a property name; deprecated statements do not count.
    fn items(&self, property: &str) -> impl Iterator<Item = u64> {
        self.valid(property).filter_map(|statement| statement.mainsnak.item())
    }

    /// The texts that statements of a property give.
    fn texts(&self, property: &str) -> impl Iterator<Item = &str> {
        self.valid(property).filter_map(|statement| match &statement.mainsnak.datavalue.as_ref()?.value {
            Content::Text(text) => Some(text.as_str()),
            _ => None,
        })
    }

    fn valid(&self, property: &str) -> impl Iterator<Item = &Statement> {
        self.0.get(property).into_iter().flatten().filter(|statement| statement.rank != "deprecated")
    }
}

#[derive(Debug, Deserialize)]
struct Statement {
    mainsnak: Snak,
    #[serde(default)]
    rank: String,
    #[serde(default)]
    qualifiers: BTreeMap<String, Vec<Snak>>,
}

#[derive(Debug, Deserialize)]
struct Snak {
    datavalue: Option<Datavalue>,
}

#[derive(Debug, Deserialize)]
struct Datavalue {
    value: Content,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Content {
    Text(String),
    Item { id: String },
    Time { time: String, precision: u8 },
    Other(#[allow(dead_code, reason = "values that are not used")] IgnoredAny),
}

impl Snak {
    fn item(&self) -> Option<u64> {
        match &self.datavalue.as_ref()?.value {
            Content::Item { id } => item_number(id),
            _ => None,
        }
    }

    /// `2017-05-14`, `2017-05` or `2017`, by how precisely it is known; none for what is no day of our era.
    fn day(&self) -> Option<String> {
        let Content::Time { time, precision } = &self.datavalue.as_ref()?.value else { return None };
        let length = match precision {
            11.. => 10,
            10 => 7,
            9 => 4,
            _ => return None,
        };
        time.strip_prefix('+')?.get(..length).map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(lines: &[&str]) -> Vec<Item> {
        lines.iter().filter_map(|line| parse(line.as_bytes()).expect("reads")).collect()
    }

    fn records(lines: &[&str], filter: &Filter) -> Vec<Record> {
        let items = items(lines);
        let mut classes = Classes::default();
        items.iter().for_each(|item| classes.add(item));
        items.iter().filter_map(|item| classes.record(item, filter)).collect()
    }

    const ALL: Filter = Filter { sitelinks: 0, classes: BTreeSet::new() };

    fn instance(id: &str, label: &str, class: &str, more: &str) -> String {
        let class = format!(r#"{{"mainsnak":{{"datavalue":{{"value":{{"id":"{class}"}}}}}},"rank":"normal"}}"#);
        format!(r#"{{"id":"{id}","labels":{{"en":{{"value":"{label}"}}}},"claims":{{"P31":[{class}]{more}}}}},"#)
    }

    #[test]
    fn kinds_come_from_classes_above_even_in_a_circle() {
        let below = |id: &str, above: &str| {
            let claim = format!(r#"[{{"mainsnak":{{"datavalue":{{"value":{{"id":"{above}"}}}}}}}}]"#);
            format!(r#"{{"id":"{id}","labels":[],"claims":{{"P279":{claim}}},"sitelinks":[]}}"#)
        };
        let elm = instance("Q1", "Elm", "Q901", "");
        let oak = instance("Q2", "Oak", "Q903", "");
        let (town, circle, back) = (below("Q901", "Q515"), below("Q903", "Q904"), below("Q904", "Q903"));
        let found = records(&["[", &elm, &oak, &town, &circle, &back, "]"], &ALL);
        assert_eq!(found.len(), 1, "a circle leads to no known kind: {found:?}");
        assert_eq!((found[0].item, found[0].kind), (1, Kind::City));
    }

    #[test]
    fn offices_have_their_titles_and_days() {
        let mayor = r#"{"id":"Q50","labels":{"en":{"value":"Mayor of Elm"}},"claims":{"P279":[{"mainsnak":{"datavalue":{"value":{"id":"Q30185"}}}}]}}"#;
        let held = r#","P39":[{"mainsnak":{"datavalue":{"value":{"id":"Q50"}}},"qualifiers":{"P580":[{"datavalue":{"value":{"time":"+2017-05-14T00:00:00Z","precision":11}}}],"P582":[{"datavalue":{"value":{"time":"+2019-00-00T00:00:00Z","precision":9}}}]}}]"#;
        let ann = instance("Q7", "Ann Lee", "Q5", held);
        let found = records(&[&ann, mayor], &ALL);
        assert_eq!(found[0].positions, ["Mayor of Elm 2017-05-14..2019"]);
    }

    #[test]
    fn filters_go_by_editions_and_classes() {
        let ann = instance("Q7", "Ann Lee", "Q5", "");
        assert_eq!(records(&[&ann], &Filter { sitelinks: 1, ..ALL }).len(), 0);
        assert_eq!(records(&[&ann], &Filter { classes: BTreeSet::from([515]), ..ALL }).len(), 0);
        assert_eq!(records(&[&ann], &Filter { classes: BTreeSet::from([5]), ..ALL }).len(), 1);
    }

    #[test]
    fn lines_that_are_no_items_say_so() {
        assert!(parse(b"[").expect("a bracket").is_none());
        assert!(parse(br#"{"id":"Q1","labels":{"#).is_err());
        assert!(parse(b"<html>").is_err());
        let nameless = r#"{"id":"Q3","labels":{"fr":{"value":"Orme"}}}"#;
        assert_eq!(records(&[nameless], &ALL).len(), 0);
    }
}
