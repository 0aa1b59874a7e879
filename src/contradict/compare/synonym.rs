//! Words that news uses for the same: `ontology/lexicon/alike.tsv`.

use crate::extract::lexicon;
use std::collections::HashMap;
use std::sync::LazyLock;

/// For each word, the rows that it stands in.
static ROWS: LazyLock<HashMap<&str, Vec<u32>>> = LazyLock::new(|| {
    let mut rows: HashMap<&str, Vec<u32>> = HashMap::new();
    for (number, row) in lexicon::rows(include_str!("../../../ontology/lexicon/alike.tsv")).enumerate() {
        for word in row.iter().flat_map(|words| words.split(',')).map(str::trim) {
            rows.entry(word).or_default().push(number as u32);
        }
    }
    rows
});

/// Whether two words stand in one row. Symmetric.
pub fn alike(a: &str, b: &str) -> bool {
    match (ROWS.get(a), ROWS.get(b)) {
        (Some(one), Some(other)) => one.iter().any(|row| other.contains(row)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_join_words() {
        assert!(alike("troops", "peacekeeper") && alike("acquisition", "take_over"));
        assert!(!alike("troops", "film"));
    }
}
