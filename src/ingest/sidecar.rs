//! A metadata table beside a folder of texts: one row a file, found by the file's name with or without extension.

use super::columns::{Columns, Fields};
use super::finish::Meta;
use super::{IngestError, Place, decode, delimited};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// What a metadata table says, by file name.
#[derive(Debug, Default)]
pub(super) struct Sidecar {
    rows: BTreeMap<String, Meta>,
}

impl Sidecar {
    /// Reads the table at `path` (CSV, TSV; the delimiter is seen from the header).
    pub(super) fn load(path: &Path, columns: &Columns) -> Result<Self, IngestError> {
        let name = path.to_string_lossy();
        let io = |cause| IngestError::io(&name, Place::File, cause);
        let stream = decode::utf8_stream(BufReader::new(File::open(path).map_err(io)?)).map_err(io)?;
        let mut reader = delimited::reader(stream, None).map_err(io)?;
        let malformed = |place, cause| IngestError::malformed(&name, place, cause);
        let mut records = reader.records();
        let headers: Vec<String> = match records.next() {
            Some(Ok(record)) => record.iter().map(str::to_owned).collect(),
            Some(Err(cause)) => return Err(malformed(Place::Line(1), cause.to_string())),
            None => return Err(malformed(Place::File, "empty metadata table".to_owned())),
        };
        let fields = Fields::find(&headers, columns);
        let Some(key) = fields.name else {
            let reason = format!("no column names the file; its columns are {}", headers.join(", "));
            return Err(malformed(Place::File, reason));
        };
        let mut rows = BTreeMap::new();
        for (n, record) in (2..).zip(records) {
            let record = record.map_err(|cause| malformed(Place::Line(n), cause.to_string()))?;
            let Some(file) = record.get(key).map(str::trim).filter(|f| !f.is_empty()) else { continue };
            rows.insert(file.to_owned(), fields.meta(|at| record.get(at).map(str::to_owned)));
        }
        Ok(Self { rows })
    }

    /// The metadata of the file at `path`: by its whole path, a tail of it, its name, its name without extension.
    pub(super) fn of(&self, path: &str) -> Option<&Meta> {
        let tails = std::iter::once(0).chain(path.match_indices('/').map(|(i, _)| i + 1)).map(|i| &path[i..]);
        tails.flat_map(|tail| [tail, without_extension(tail)]).find_map(|key| self.rows.get(key))
    }
}

fn without_extension(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') && !stem.is_empty() => stem,
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_by_name_and_by_stem() {
        let dir = tempfile::tempdir().unwrap();
        let table = dir.path().join("metadata.tsv");
        std::fs::write(
            &table,
            "filename\tpublisher\tpublication_date\tauthor\na-1\tGazette\t2024-03-03\tNone\nb.txt\tHerald\t\tLund\n",
        )
        .unwrap();
        let sidecar = Sidecar::load(&table, &Columns::default()).unwrap();
        let a = sidecar.of("news/text/a-1.txt").unwrap();
        assert_eq!((a.publisher.as_deref(), a.author.as_deref()), (Some("Gazette"), None));
        assert_eq!(a.date, Some(jiff::civil::date(2024, 3, 3)));
        assert_eq!(sidecar.of("b.txt").unwrap().publisher.as_deref(), Some("Herald"));
        assert!(sidecar.of("c.txt").is_none());
    }
}
