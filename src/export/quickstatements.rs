//! Statements for Wikidata, as QuickStatements takes them from a CSV file
//! (<https://www.wikidata.org/wiki/Help:QuickStatements>).
//!
//! A column for each property, followed by its reference: the address of the article (`S854`) and its day of publication
//! (`s577`; a small letter continues the reference). A row has one statement; other columns are empty.

use super::ExportError;
use crate::resolve::{Node, Resolution, ResolvedClaim};
use crate::store::Corpus;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::sync::LazyLock;

/// How a relation is written in Wikidata.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The property (`P463`).
    pub property: &'static str,
    /// Whether subject and object change places.
    pub inverse: bool,
}

/// The relations that Wikidata has a property for, from `ontology/mappings.ttl`.
static MAPPINGS: LazyLock<BTreeMap<&str, Mapping>> = LazyLock::new(|| {
    let ontology = include_str!("../../ontology/mappings.ttl");
    ontology.lines().filter_map(mapping).collect()
});

fn mapping(line: &'static str) -> Option<(&'static str, Mapping)> {
    let (relation, rest) = line.strip_prefix("rel:")?.split_once(' ')?;
    let (how, rest) = rest.split_once(" wdt:")?;
    Some((relation, Mapping { property: rest.strip_suffix(" .")?, inverse: how == "owl:inverseOf" }))
}

/// A statement with the address and day of the article that it is taken from; neither where there is no address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    subject: String,
    property: &'static str,
    object: String,
    url: Option<String>,
    date: Option<jiff::civil::Date>,
}

/// Writes what articles assert between linked entities, from claims of at least that confidence; the number of rows.
///
/// # Errors
/// [`ExportError`].
pub fn write(corpus: &Corpus, least_confidence: f32, out: &mut dyn Write) -> Result<usize, ExportError> {
    let mut rows = BTreeSet::new();
    corpus.for_each(|_, _, claims| {
        let sure = claims.iter().filter(|claim| claim.claim.confidence >= least_confidence);
        rows.extend(sure.filter_map(|claim| row(claim, &corpus.resolution)));
        Ok::<_, ExportError>(())
    })?;
    let properties: BTreeSet<&str> = rows.iter().map(|row| row.property).collect();
    let mut table = csv::Writer::from_writer(out);
    let columns = properties.iter().flat_map(|property| [property, "S854", "s577"]);
    table.write_record(["qid"].into_iter().chain(columns))?;
    for row in &rows {
        let mut cells = vec![row.subject.clone()];
        for property in &properties {
            cells.extend(if *property == row.property { statement(row) } else { Default::default() });
        }
        table.write_record(cells)?;
    }
    table.flush()?;
    Ok(rows.len())
}

/// The statement that a claim makes, where it is asserted and both ends are items.
fn row(claim: &ResolvedClaim, resolution: &Resolution) -> Option<Row> {
    let mapping = MAPPINGS.get(claim.claim.relation.as_deref()?)?;
    let item = |node: &Node| match node {
        Node::Entity(id) => resolution.entity(*id)?.wikidata.clone(),
        _ => None,
    };
    if !claim.is_asserted() {
        return None;
    }
    let (subject, object) = (item(&claim.subject)?, item(claim.object.as_ref()?)?);
    let (subject, object) = if mapping.inverse { (object, subject) } else { (subject, object) };
    let document = &claim.document.document;
    let different = subject != object;
    let (property, url) = (mapping.property, document.url.clone());
    let date = document.date.filter(|_| url.is_some());
    different.then_some(Row { subject, property, object, url, date })
}

/// The value, and the reference where there is an address. Strings stand in quotation marks, days have precision 11.
fn statement(row: &Row) -> [String; 3] {
    let url = row.url.as_ref().map(|url| format!("\"{}\"", url.replace('"', "%22")));
    let date = row.date.map(|date| format!("+{date}T00:00:00Z/11"));
    [row.object.clone(), url.unwrap_or_default(), date.unwrap_or_default()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mappings_are_those_of_the_ontology_and_of_known_relations() {
        let relations = include_str!("../../ontology/relations.ttl");
        assert!(MAPPINGS.len() > 20);
        for (relation, mapping) in MAPPINGS.iter() {
            assert!(relations.contains(&format!("\nrel:{relation} a cg:Relation")), "{relation}");
            assert!(crate::vocab::wikidata_item(&mapping.property.replace('P', "Q")).is_some(), "{mapping:?}");
        }
        assert_eq!(MAPPINGS.get("head_of_state_of"), Some(&Mapping { property: "P35", inverse: true }));
        assert_eq!(MAPPINGS.get("party_member_of"), Some(&Mapping { property: "P102", inverse: false }));
    }

    #[test]
    fn values_have_the_form_that_quickstatements_reads() {
        let row = Row {
            subject: "Q1".to_owned(),
            property: "P102",
            object: "Q2".to_owned(),
            url: Some("https://example.org/a?b=\"c\"".to_owned()),
            date: Some(jiff::civil::date(2031, 4, 2)),
        };
        let expected = ["Q2", "\"https://example.org/a?b=%22c%22\"", "+2031-04-02T00:00:00Z/11"];
        assert_eq!(statement(&row), expected.map(str::to_owned));
        assert_eq!(statement(&Row { url: None, date: None, ..row }), ["Q2", "", ""].map(str::to_owned));
    }
}
