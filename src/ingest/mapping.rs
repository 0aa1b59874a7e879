//! Mapping files: how the columns of an event table become claims. Built-in ones lie in `ontology/tables/`.

use super::{IngestError, Place};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

/// How the rows of one kind of table are read. All columns are named by header, or by the names that `columns` gives
/// to a table without headers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// What the table is called.
    pub name: String,
    /// Headers that such a table has; all of them must be there for it to be recognised.
    #[serde(default)]
    pub headers: Vec<String>,
    /// For tables without a header line: the columns' names in order, one list for each layout.
    #[serde(default)]
    pub columns: Vec<Vec<String>>,
    /// Who acts: the first column that is not empty.
    pub subject: Vec<String>,
    /// On whom: the first column that is not empty; none for events with one party.
    #[serde(default)]
    pub object: Vec<String>,
    /// Entity type of subjects and objects (`organization` where not given).
    pub actor_type: Option<crate::model::EntityType>,
    /// The column whose values `relations` translates.
    pub event: String,
    /// The event's values (with `prefix`, beginnings of them) to relations of the ontology.
    pub relations: BTreeMap<String, String>,
    /// The event's values to readable predicates, where the values themselves are codes.
    #[serde(default)]
    pub labels: BTreeMap<String, String>,
    /// Whether an event's longest known beginning decides (hierarchical codes such as CAMEO).
    #[serde(default)]
    pub prefix: bool,
    /// When it happened.
    pub date: Vec<String>,
    /// When it ended, if it may have taken longer than a day.
    pub end: Option<String>,
    /// Where, most precise first; all that are not empty are given.
    #[serde(default)]
    pub place: Vec<String>,
    /// A count.
    pub quantity: Option<String>,
    /// What is counted.
    pub unit: Option<String>,
    /// Who reported it.
    #[serde(default)]
    pub publisher: Vec<String>,
    /// Where it was reported.
    pub url: Option<String>,
    /// Further columns to show in the row's text.
    #[serde(default)]
    pub shown: Vec<String>,
}

static BUILT_IN: LazyLock<Vec<Arc<Mapping>>> = LazyLock::new(|| {
    [
        include_str!("../../ontology/tables/acled.toml"),
        include_str!("../../ontology/tables/gdelt.toml"),
        include_str!("../../ontology/tables/ged.toml"),
    ]
    .into_iter()
    .filter_map(|text| toml::from_str(text).ok().map(Arc::new))
    .collect()
});

impl Mapping {
    /// Reads the mapping file at `path`.
    ///
    /// # Errors
    /// If it cannot be read, or is no mapping.
    pub fn load(path: &Path) -> Result<Arc<Self>, IngestError> {
        let name = path.to_string_lossy();
        let text = std::fs::read_to_string(path).map_err(|cause| IngestError::io(&name, Place::File, cause))?;
        toml::from_str(&text).map(Arc::new).map_err(|e| IngestError::malformed(&name, Place::File, e.message()))
    }

    /// The built-in mappings.
    pub fn built_in() -> impl Iterator<Item = &'static Arc<Mapping>> {
        BUILT_IN.iter()
    }

    /// The built-in mapping for a table with this first line, and the columns' names where the line is no header.
    pub(super) fn recognise(first: &[String]) -> Option<(Arc<Self>, Option<Vec<String>>)> {
        Self::built_in().find_map(|mapping| Some((Arc::clone(mapping), mapping.fits(first)?)))
    }

    /// Whether the mapping fits a table with this first line; the columns' names where the line is no header.
    pub(super) fn fits(&self, first: &[String]) -> Option<Option<Vec<String>>> {
        let has = |name: &String| first.iter().any(|h| h.trim().eq_ignore_ascii_case(name));
        if !self.headers.is_empty() && self.headers.iter().all(has) {
            return Some(None);
        }
        let layout = self.columns.iter().find(|names| names.len() == first.len())?;
        let dates = self.date.iter().filter_map(|d| layout.iter().position(|n| n == d));
        let dated = dates.into_iter().any(|at| first.get(at).is_some_and(|v| super::date::parse(v).is_some()));
        dated.then(|| Some(layout.clone()))
    }
}

/// One row of an event table; `extract::table` turns it into claims.
#[derive(Clone, Debug)]
pub struct Row {
    /// Path with `#n` for the n-th row, the header not counted.
    pub source: String,
    /// The row's number, the header not counted.
    pub number: u64,
    /// How to read it.
    pub mapping: Arc<Mapping>,
    /// The columns' names.
    pub headers: Arc<Vec<String>>,
    /// The values, as many as columns.
    pub values: Vec<String>,
}

impl Row {
    /// The value in the column of that name, if it is there and not empty.
    pub fn get(&self, column: &str) -> Option<&str> {
        let at = self.headers.iter().position(|h| h.trim().eq_ignore_ascii_case(column))?;
        self.values.get(at).map(|v| v.trim()).filter(|v| !v.is_empty())
    }
}
