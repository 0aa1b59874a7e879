//! Graphs from tables of edges, as `export csv-edges` and others write them.

use super::Network;
use std::collections::BTreeMap;
use std::io::Read;

/// A graph whose nodes are called as in the table.
#[derive(Clone, Debug)]
pub struct Named {
    /// The names, in order; node i is the i-th.
    pub names: Vec<String>,
    /// The edges.
    pub network: Network,
    /// Rows that connect a node with itself, which were left out.
    pub loops: usize,
}

/// Why a table could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// Not a table of comma-separated values.
    #[error("{0}")]
    Csv(#[from] csv::Error),
    /// A column is missing.
    #[error("the first line names no column {0}; it needs source and target, and may have weight or support")]
    Column(&'static str),
    /// A weight is no positive number.
    #[error("line {line}: the weight {value:?} is no number above 0")]
    Weight {
        /// The line, from 1.
        line: u64,
        /// What stands there.
        value: String,
    },
    /// More nodes than can be numbered.
    #[error("more than {} nodes", u32::MAX)]
    Size,
}

/// Reads a table of edges with the columns `source` and `target`, and `weight` or `support` where edges have a weight;
/// parallel edges become one with the sum of their weights.
///
/// # Errors
/// [`TableError`] with the line.
pub fn read(table: impl Read, directed: bool) -> Result<Named, TableError> {
    let mut rows = csv::ReaderBuilder::new().trim(csv::Trim::Headers).from_reader(table);
    let head = rows.headers()?.clone();
    let column = |names: &[&str]| head.iter().position(|name| names.contains(&name.to_lowercase().as_str()));
    let source = column(&["source", "from"]).ok_or(TableError::Column("source"))?;
    let target = column(&["target", "to"]).ok_or(TableError::Column("target"))?;
    let weight = column(&["weight"]).or_else(|| column(&["support"]));
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    let (mut edges, mut loops) = (Vec::new(), 0);
    for row in rows.records() {
        let row = row?;
        let [from, to] = [source, target].map(|column| number(row.get(column).unwrap_or_default(), &mut numbers));
        let (from, to) = (from.ok_or(TableError::Size)?, to.ok_or(TableError::Size)?);
        loops += usize::from(from == to);
        edges.push((from, to, weight.map_or(Ok(1.0), |column| parse_weight(&row, column))?));
    }
    let mut place = vec![0; numbers.len()];
    (0..).zip(numbers.values()).for_each(|(new, old)| place[*old as usize] = new);
    let edges = edges.into_iter().map(|(from, to, weight)| (place[from as usize], place[to as usize], weight));
    let network = Network::new(numbers.len(), directed, edges);
    Ok(Named { names: numbers.into_keys().collect(), network, loops })
}

fn number(name: &str, numbers: &mut BTreeMap<String, u32>) -> Option<u32> {
    if let Some(number) = numbers.get(name) {
        return Some(*number);
    }
    let number = u32::try_from(numbers.len()).ok().filter(|number| *number < u32::MAX)?;
    numbers.insert(name.to_owned(), number);
    Some(number)
}

fn parse_weight(row: &csv::StringRecord, column: usize) -> Result<f64, TableError> {
    let value = row.get(column).unwrap_or_default();
    let parsed = value.trim().parse().ok().filter(|weight: &f64| weight.is_finite() && *weight > 0.0);
    let line = row.position().map_or(0, csv::Position::line);
    parsed.ok_or_else(|| TableError::Weight { line, value: value.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_weights_added() {
        let table = "source,predicate,target,support\nent:B,met,ent:A,2\nent:A,met,ent:B,1\nent:C,is,ent:C,1\n";
        let named = read(table.as_bytes(), false).expect("a table");
        assert_eq!(named.names, ["ent:A", "ent:B", "ent:C"]);
        assert_eq!(named.network.edges().collect::<Vec<_>>(), [(0, 1, 3.0)]);
        assert_eq!(named.loops, 1);
    }

    #[test]
    fn mistakes_are_named() {
        let error = |table: &str| read(table.as_bytes(), true).expect_err("a mistake").to_string();
        assert!(error("a,b\n1,2\n").contains("source"));
        assert!(error("source,target,weight\na,b,1\na,b,heavy\n").contains("line 3"));
        assert!(error("source,target\na,b,c\n").contains("line: 2"));
    }
}
