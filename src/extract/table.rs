//! Claims from rows of event tables, by a mapping of their columns (`ontology/tables`, or the user's own).
//!
//! The row itself is the evidence: it becomes a document of one sentence, `column: value; column: value`, named by
//! file and row number, and every argument's span points at its value there.

use crate::ingest::{self, Mapping, Row};
use crate::model::{
    Block, BlockKind, Bound, Claim, Document, DocumentClaims, EntityType, LocalEntity, Mention, MentionKind, Modality,
    Polarity, Quantity, Role, Slot, Span, Time, TimeKind, Value,
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The rule that claims from rows carry. Their documents need no language analysis, now or under a later engine.
pub const RULE: &str = "table.row";

/// Why a row gives no claim.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RowError {
    /// A column that the claim needs is empty or not there.
    #[error("row {row}: nothing in {column}")]
    Missing {
        /// The row's number, the header not counted.
        row: u64,
        /// The column or columns.
        column: String,
    },
    /// A value that cannot be read as what its column holds.
    #[error("row {row}: {column} is {value:?}, which is no {expected}")]
    Unreadable {
        /// The row's number, the header not counted.
        row: u64,
        /// The column.
        column: String,
        /// Its value.
        value: String,
        /// What it should be.
        expected: &'static str,
    },
}

/// The claim that a row makes, with the row as its document.
///
/// # Errors
/// Where subject or event are missing, or a date or count cannot be read.
pub fn claims(row: &Row) -> Result<DocumentClaims, RowError> {
    let mapping = &row.mapping;
    let subject = required(row, &mapping.subject)?;
    let event = required(row, std::slice::from_ref(&mapping.event))?;
    let mut page = Page::of(row);
    let subject = page.entity(row, subject, mapping.actor_type.unwrap_or(EntityType::Organization));
    let predicate_span = page.span(event);
    let object = first(row, &mapping.object)
        .map(|column| page.entity(row, column, mapping.actor_type.unwrap_or(EntityType::Organization)));
    let mut arguments = vec![];
    if let Some(slot) = time(row, &page)? {
        arguments.push((Role::Time, slot));
    }
    for column in mapping.place.iter().filter(|c| row.get(c).is_some()) {
        arguments.push((Role::Place, page.entity(row, column, EntityType::Place)));
    }
    if let Some(slot) = quantity(row, &page)? {
        arguments.push((Role::Quantity, slot));
    }
    arguments.sort_by_key(|(_, slot)| slot.span);
    let value = row.get(event).unwrap_or_default();
    let claim = Claim {
        sentence: 0,
        subject,
        predicate: predicate(mapping, value),
        predicate_span,
        relation: mapped(&mapping.relations, mapping.prefix, value).cloned(),
        object,
        arguments,
        polarity: Polarity::Affirmed,
        modality: Modality::Actual,
        attribution: Vec::new(),
        confidence: 1.0,
        rule: RULE.to_owned(),
    };
    Ok(page.into_claims(row, claim))
}

fn first<'m>(row: &Row, columns: &'m [String]) -> Option<&'m str> {
    columns.iter().map(String::as_str).find(|column| row.get(column).is_some())
}

fn required<'m>(row: &Row, columns: &'m [String]) -> Result<&'m str, RowError> {
    first(row, columns).ok_or_else(|| RowError::Missing { row: row.number, column: columns.join(" or ") })
}

/// The entry for a value: the same, or with `prefix` the longest beginning of it.
fn mapped<'m>(table: &'m BTreeMap<String, String>, prefix: bool, value: &str) -> Option<&'m String> {
    let exact = table.iter().find(|(key, _)| key.eq_ignore_ascii_case(value)).map(|(_, to)| to);
    let beginnings = table.iter().filter(|(key, _)| prefix && value.starts_with(key.as_str()));
    exact.or_else(|| beginnings.max_by_key(|(key, _)| key.len()).map(|(_, to)| to))
}

/// The event in snake case: its label, else its value.
fn predicate(mapping: &Mapping, value: &str) -> String {
    let label = mapped(&mapping.labels, mapping.prefix, value).map_or(value, String::as_str);
    let words: Vec<String> =
        label.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    words.join("_")
}

/// When it happened: a day, or days from start to end.
fn time(row: &Row, page: &Page) -> Result<Option<Slot>, RowError> {
    let Some(column) = first(row, &row.mapping.date) else { return Ok(None) };
    let start = date(row, column)?;
    let end = row.mapping.end.as_deref().filter(|c| row.get(c).is_some()).map(|c| date(row, c)).transpose()?;
    let value = match end.filter(|end| *end > start) {
        Some(end) => format!("{start}/{end}"),
        None => start.to_string(),
    };
    let time = Time { kind: TimeKind::Date, value: Some(value), bound: Bound::Exact };
    Ok(Some(Slot { span: page.span(column), value: Value::Time(time) }))
}

fn date(row: &Row, column: &str) -> Result<Date, RowError> {
    let value = row.get(column).unwrap_or_default();
    ingest::parse_date(value).ok_or_else(|| unreadable(row, column, "date"))
}

fn quantity(row: &Row, page: &Page) -> Result<Option<Slot>, RowError> {
    let Some(column) = row.mapping.quantity.as_deref().filter(|c| row.get(c).is_some()) else { return Ok(None) };
    let value: f64 = row
        .get(column)
        .and_then(|v| v.replace(',', "").parse().ok())
        .filter(|v: &f64| v.is_finite())
        .ok_or_else(|| unreadable(row, column, "number"))?;
    let quantity = Quantity { value, upper: None, unit: row.mapping.unit.clone(), bound: Bound::Exact, per: None };
    Ok(Some(Slot { span: page.span(column), value: Value::Quantity(quantity) }))
}

fn unreadable(row: &Row, column: &str, expected: &'static str) -> RowError {
    let value = row.get(column).unwrap_or_default().to_owned();
    RowError::Unreadable { row: row.number, column: column.to_owned(), value, expected }
}

/// The row as a text, where each shown column's value stands in it, and the entities found so far.
struct Page {
    text: String,
    values: BTreeMap<String, Span>,
    entities: Vec<LocalEntity>,
}

impl Page {
    /// Renders the columns that the mapping uses, in the order of the table.
    fn of(row: &Row) -> Self {
        let m = &row.mapping;
        let single = [Some(&m.event), m.end.as_ref(), m.quantity.as_ref()];
        let lists = [&m.subject, &m.object, &m.date, &m.place, &m.publisher, &m.shown];
        let used: Vec<&String> = lists.into_iter().flatten().chain(single.into_iter().flatten()).collect();
        let mut page = Page { text: String::new(), values: BTreeMap::new(), entities: Vec::new() };
        for header in row.headers.iter().filter(|h| used.iter().any(|u| u.eq_ignore_ascii_case(h.trim()))) {
            let Some(value) = row.get(header) else { continue };
            if !page.text.is_empty() {
                page.text.push_str("; ");
            }
            page.text.push_str(header.trim());
            page.text.push_str(": ");
            let start = page.text.len();
            let value: Vec<&str> = value.split_whitespace().collect();
            page.text.push_str(&value.join(" "));
            page.values.insert(header.trim().to_lowercase(), Span::new(start, page.text.len()));
        }
        page
    }

    /// Where the value of a column stands.
    fn span(&self, column: &str) -> Span {
        self.values.get(&column.to_lowercase()).copied().unwrap_or_default()
    }

    /// The entity that a column names; the same name is the same entity throughout the row.
    fn entity(&mut self, row: &Row, column: &str, kind: EntityType) -> Slot {
        let label = row.get(column).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        let span = self.span(column);
        let mention = Mention { span, head: span, sentence: 0, kind: MentionKind::Name };
        let known = self.entities.iter().position(|e| e.label == label && e.kind == kind);
        let at = known.unwrap_or_else(|| {
            self.entities.push(LocalEntity {
                label,
                kind,
                aliases: Vec::new(),
                descriptions: Vec::new(),
                named: true,
                mentions: Vec::new(),
            });
            self.entities.len() - 1
        });
        self.entities[at].mentions.push(mention);
        Slot { span, value: Value::Entity(at as u32) }
    }

    fn into_claims(self, row: &Row, claim: Claim) -> DocumentClaims {
        let span = Span::new(0, self.text.len());
        let mut document = Document {
            source: row.source.clone(),
            url: row.mapping.url.as_deref().and_then(|c| row.get(c)).map(str::to_owned),
            publisher: first(row, &row.mapping.publisher).and_then(|c| row.get(c)).map(str::to_owned),
            language: Some("en".to_owned()),
            blocks: vec![Block { span, kind: BlockKind::Paragraph }],
            text: self.text,
            ..Document::default()
        };
        document.id = ingest::content_id(&document);
        let words = document.text.split_whitespace().count() as u32;
        DocumentClaims { document, sentences: vec![span], words, entities: self.entities, claims: vec![claim] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{Item, Options};

    /// The rows of a table as written: `subject predicate [relation] object (role value)…`, or what is wrong with them.
    fn shown(name: &str, content: &str) -> Vec<String> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(name);
        std::fs::write(&path, content).unwrap();
        let items = ingest::read(&[path.to_string_lossy().into_owned()], Options::default()).unwrap();
        items
            .map(|item| match item {
                Item::Row(row) => claims(&row).map_or_else(|e| e.to_string(), |c| sentence(&c)),
                Item::Failed { error, .. } => error.to_string().rsplit(": ").next().unwrap_or_default().to_owned(),
                other => format!("{other:?}"),
            })
            .collect()
    }

    fn sentence(claims: &DocumentClaims) -> String {
        let claim = &claims.claims[0];
        let text = |slot: &Slot| slot.span.of(&claims.document.text).to_owned();
        let arguments: Vec<String> = claim
            .arguments
            .iter()
            .map(|(role, slot)| match &slot.value {
                Value::Time(time) => format!("({role:?} {})", time.value.as_deref().unwrap_or_default()),
                _ => format!("({role:?} {})", text(slot)),
            })
            .collect();
        format!(
            "{} {} [{}] {} {}",
            text(&claim.subject),
            claim.predicate,
            claim.relation.as_deref().unwrap_or_default(),
            claim.object.as_ref().map(text).unwrap_or_default(),
            arguments.join(" ")
        )
    }

    #[test]
    fn acled_rows() {
        let table = "event_id_cnty,event_date,event_type,sub_event_type,actor1,actor2,country,admin1,location,source,notes,fatalities\n\
            XXA1,17 May 2024,Battles,Armed clash,Northern Militia,Army of Xanadu,Xanadu,North,Portville,Daily Xanadu,\"They clashed, briefly.\",3\n\
            XXA2,someday,Protests,Peaceful protest,Teachers,,Xanadu,North,Portville,Daily Xanadu,March.,0\n\
            XXA3,18 May 2024,Protests,Peaceful protest,Teachers,,Xanadu,North,Portville,Daily Xanadu,March.,0\n";
        assert_eq!(
            shown("events.csv", table),
            [
                "Northern Militia armed_clash [fight] Army of Xanadu (Time 2024-05-17) (Place Xanadu) (Place North) (Place Portville) (Quantity 3)",
                "row 2: event_date is \"someday\", which is no date",
                "Teachers peaceful_protest [protest]  (Time 2024-05-18) (Place Xanadu) (Place North) (Place Portville) (Quantity 0)",
            ]
        );
    }

    #[test]
    fn gdelt_rows_have_no_header() {
        let row = |columns: usize, code: &str| {
            let mut row = vec![String::new(); columns];
            for (at, value) in [(0, "123"), (1, "20150218"), (5, "XAN"), (6, "XANADU"), (16, "PORTVILLE"), (26, code)] {
                row[at] = value.to_owned();
            }
            row.join("\t")
        };
        for columns in [57, 58, 61] {
            let table = format!("{}\n{}\nbroken\trow\n", row(columns, "0431"), row(columns, "1953"));
            assert_eq!(
                shown("20150218.export.CSV", &table),
                [
                    "XANADU hosts [host] PORTVILLE (Time 2015-02-18)".to_owned(),
                    "XANADU bombs_from_the_air [bomb] PORTVILLE (Time 2015-02-18)".to_owned(),
                    format!("2 fields where the table has {columns} columns"),
                ]
            );
        }
    }

    #[test]
    fn ged_rows_span_days() {
        let table = "id,type_of_violence,side_a,side_b,source_office,where_coordinates,adm_1,country,date_start,date_end,best\n\
            7,1,Government of Xanadu,Northern Militia,Xanadu Wire,Portville,North,Xanadu,2019-03-01 00:00:00.000,2019-03-04 00:00:00.000,12\n\
            8,3,,Civilians,Xanadu Wire,Portville,North,Xanadu,2019-03-01,2019-03-01,12\n";
        assert_eq!(
            shown("ged.csv", table),
            [
                "Government of Xanadu fights [fight] Northern Militia (Place Portville) (Place North) (Place Xanadu) (Time 2019-03-01/2019-03-04) (Quantity 12)",
                "row 2: nothing in side_a",
            ]
        );
    }

    #[test]
    fn every_mapped_relation_is_one_of_the_ontology() {
        let ontology = include_str!("../../ontology/relations.ttl");
        for mapping in Mapping::built_in() {
            for relation in mapping.relations.values() {
                assert!(ontology.contains(&format!("\nrel:{relation} a ")), "{}: {relation}", mapping.name);
            }
        }
        assert_eq!(Mapping::built_in().count(), 3);
    }
}
