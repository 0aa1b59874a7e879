//! The user's decisions on who is who, as a table that people can read and edit: `decisions.tsv` in the graph directory.
//!
//! Each row has what was decided, about whom, by whom and why. Rows are in the order in which they were taken. Lines that begin
//! with `#`, and rows whose entities are no longer in the graph, are kept as they are.

use crate::model::EntityType;
use crate::resolve::decisions::{Decision, Decisions, Subject};
use crate::vocab;

/// The columns of the table.
pub const COLUMNS: [&str; 9] =
    ["decision", "name", "type", "document", "other", "other_type", "other_document", "by", "why"];

const EXPLANATION: &str = "\
# Decisions on who is who. `claimgraph link` writes them, and you may edit them; `claimgraph build` and `add` keep them.
#   merge  name  type  document  other  other_type  other_document   both are the same
#   split  name  type  document                                      those are not who they were taken for
#   pin    name  type  document  Q… or none                          the Wikidata item
# Type and document may be empty: any type, all documents. The columns are separated by tabs. The later of two pins counts.
";

/// A decision with who took it and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What was decided.
    pub decision: Decision,
    /// Who decided; empty where nobody said.
    pub by: String,
    /// Why; empty where nobody said.
    pub why: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Line {
    Comment(String),
    Record(Record),
}

/// The decisions of a graph, in the order in which they were taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    lines: Vec<Line>,
}

impl Ledger {
    /// Reads the table.
    ///
    /// # Errors
    /// Says which line is wrong, and how.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut lines = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim_end_matches('\r');
            let is_head = line.split('\t').next() == Some(COLUMNS[0]);
            match line {
                _ if is_head || line.trim().is_empty() || EXPLANATION.lines().any(|known| known == line) => {}
                comment if comment.starts_with('#') => lines.push(Line::Comment(comment.to_owned())),
                row => {
                    let cells: Vec<&str> = row.split('\t').collect();
                    let record = record(&cells).map_err(|reason| format!("line {number}: {reason}"))?;
                    lines.push(Line::Record(record));
                }
            }
        }
        Ok(Self { lines })
    }

    /// All decisions.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.lines.iter().filter_map(|line| match line {
            Line::Record(record) => Some(record),
            Line::Comment(_) => None,
        })
    }

    /// What resolution needs of them; the order is that of [`Ledger::records`].
    pub fn decisions(&self) -> Decisions {
        Decisions { all: self.records().map(|record| record.decision.clone()).collect() }
    }

    /// Whether there is no decision and no comment.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Adds a decision, unless the very same one is the last on its matter; whether it was added.
    pub fn add(&mut self, record: Record) -> bool {
        let matter = |decision: &Decision| match decision {
            Decision::Pin(subject, _) => Decision::Pin(subject.clone(), None),
            other => other.clone(),
        };
        let wanted = matter(&record.decision);
        let last = self.records().filter(|known| matter(&known.decision) == wanted).last();
        let is_new = last.is_none_or(|known| known.decision != record.decision);
        if is_new {
            self.lines.push(Line::Record(record));
        }
        is_new
    }

    /// Takes back the last decision, or all that `by` took; what was taken back, in order.
    pub fn undo(&mut self, by: Option<&str>) -> Vec<Record> {
        let is_record = |line: &Line| matches!(line, Line::Record(_));
        let last = self.lines.iter().rposition(is_record);
        let mut undone = Vec::new();
        let mut kept = Vec::new();
        for (place, line) in self.lines.drain(..).enumerate() {
            match line {
                Line::Record(record) if by.map_or(Some(place) == last, |by| record.by == by) => undone.push(record),
                line => kept.push(line),
            }
        }
        self.lines = kept;
        undone
    }
}

impl std::fmt::Display for Ledger {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{EXPLANATION}{}", COLUMNS.join("\t"))?;
        self.lines.iter().try_for_each(|line| match line {
            Line::Comment(comment) => writeln!(f, "{comment}"),
            Line::Record(record) => writeln!(f, "{}", cells(record).join("\t").trim_end_matches('\t')),
        })
    }
}

fn record(cells: &[&str]) -> Result<Record, String> {
    let cell = |place: usize| cells.get(place).map_or("", |cell| cell.trim());
    if cells.len() > COLUMNS.len() {
        return Err(format!("{} columns; there are {}, separated by tabs", cells.len(), COLUMNS.len()));
    }
    let subject = |first: usize| subject(cell(first), cell(first + 1), cell(first + 2));
    let decision = match cell(0) {
        "merge" => Decision::Merge(subject(1)?, subject(4)?),
        "split" => Decision::Split(subject(1)?),
        "pin" => Decision::Pin(subject(1)?, pinned(cell(4))?),
        other => return Err(format!("`{other}` is no decision; there are merge, split and pin")),
    };
    Ok(Record { decision, by: cell(7).to_owned(), why: cell(8).to_owned() })
}

/// What a name, a type and a document speak of; type and document may be empty.
///
/// # Errors
/// Says what is wrong with them.
pub fn subject(name: &str, kind: &str, document: &str) -> Result<Subject, String> {
    if name.trim().is_empty() {
        return Err("a name is missing".to_owned());
    }
    let kind = match kind {
        "" => None,
        kind => Some(entity_type(kind)?),
    };
    let document = (!document.is_empty()).then(|| document.to_owned());
    Ok(Subject { name: name.to_owned(), document, kind })
}

fn entity_type(name: &str) -> Result<EntityType, String> {
    let wanted = name.to_lowercase();
    let found = vocab::CLASSES.into_iter().find(|kind| vocab::class_name(*kind).to_lowercase() == wanted);
    found.ok_or_else(|| {
        let known = vocab::CLASSES.map(|kind| vocab::class_name(kind).to_lowercase());
        format!("`{name}` is no type; there are {}", known.join(", "))
    })
}

/// The item that an entity is pinned to: `Q7747`, with or without `wd:` or its address, or `none`.
///
/// # Errors
/// Says that it is neither.
pub fn pinned(item: &str) -> Result<Option<String>, String> {
    if item.eq_ignore_ascii_case("none") {
        return Ok(None);
    }
    match vocab::wikidata_item(item) {
        Some(item) => Ok(Some(item)),
        None => Err(format!("`{item}` is no Wikidata item such as Q7747, and not `none`")),
    }
}

fn cells(record: &Record) -> [String; 9] {
    let none = [const { String::new() }; 3];
    let (name, one, other) = match &record.decision {
        Decision::Merge(one, other) => ("merge", subject_cells(one), subject_cells(other)),
        Decision::Split(one) => ("split", subject_cells(one), none),
        Decision::Pin(one, item) => {
            let item = item.clone().unwrap_or_else(|| "none".to_owned());
            ("pin", subject_cells(one), [item, String::new(), String::new()])
        }
    };
    let [[name_, type_, document], [other, other_type, other_document]] = [one, other];
    let (by, why) = (plain(&record.by), plain(&record.why));
    [name.to_owned(), name_, type_, document, other, other_type, other_document, by, why]
}

fn subject_cells(subject: &Subject) -> [String; 3] {
    let kind = subject.kind.map(|kind| vocab::class_name(kind).to_lowercase()).unwrap_or_default();
    [plain(&subject.name), kind, plain(subject.document.as_deref().unwrap_or_default())]
}

/// Without the characters that separate cells and rows.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pin(name: &str, item: Option<&str>) -> Record {
        let decision = Decision::Pin(subject(name, "", "").expect("a subject"), item.map(str::to_owned));
        Record { decision, by: "ann".to_owned(), why: String::new() }
    }

    #[test]
    fn a_table_reads_as_people_write_it() {
        let ledger = Ledger::parse(
            "\u{feff}decision\tname\r\n# mine\nmerge\tKiev\tplace\t\tKyiv\n\nsplit\tLee\tPerson\tab12\r\npin\tEx\t\t\twd:Q5\t\t\tann\tsure\n",
        )
        .expect("read");
        let decisions = ledger.decisions().all;
        assert!(
            matches!(&decisions[0], Decision::Merge(a, b) if a.name == "Kiev" && b.name == "Kyiv" && b.kind.is_none())
        );
        assert!(matches!(&decisions[1], Decision::Split(a) if a.kind == Some(EntityType::Person)));
        assert!(matches!(&decisions[2], Decision::Pin(_, Some(item)) if item == "Q5"));
        assert_eq!(ledger.records().last().map(|record| record.why.as_str()), Some("sure"));
        assert!(ledger.to_string().contains("\n# mine\nmerge\tKiev\tplace\t\tKyiv\n"));
    }

    #[test]
    fn a_wrong_line_is_named() {
        for (line, expected) in [
            ("join\tA\t\t\tB", "`join` is no decision"),
            ("merge\tA", "a name is missing"),
            ("pin\tA\t\t\tseven", "`seven` is no Wikidata item"),
            ("split\tA\tcat", "`cat` is no type"),
            ("split\tA\t\t\t\t\t\t\t\t\tmore", "columns"),
        ] {
            let error = Ledger::parse(&format!("# note\n{line}")).expect_err("refused");
            assert!(error.starts_with("line 2: ") && error.contains(expected), "{error}");
        }
    }

    #[test]
    fn the_last_decision_on_a_matter_counts_and_is_undone_first() {
        let mut ledger = Ledger::default();
        assert!(ledger.add(pin("A", Some("Q1"))));
        assert!(!ledger.add(pin("A", Some("Q1"))), "nothing new");
        assert!(ledger.add(pin("A", None)));
        assert!(ledger.add(pin("A", Some("Q1"))));
        assert_eq!(ledger.undo(None), [pin("A", Some("Q1"))]);
        assert_eq!(ledger.undo(Some("bob")), []);
        assert_eq!(ledger.undo(Some("ann")).len(), 2);
        assert_eq!(ledger.undo(None), []);
    }

    fn any_subject() -> impl Strategy<Value = Subject> {
        let kind = prop::option::of(prop::sample::select(vocab::CLASSES.to_vec()));
        ("[^#\\s\\p{C}][^\\p{C}\\p{Z}]{0,8}", prop::option::of("[0-9a-f]{4,12}"), kind)
            .prop_map(|(name, document, kind)| Subject { name, document, kind })
    }

    fn any_record() -> impl Strategy<Value = Record> {
        let decision = prop_oneof![
            (any_subject(), any_subject()).prop_map(|(a, b)| Decision::Merge(a, b)),
            any_subject().prop_map(Decision::Split),
            (any_subject(), prop::option::of("Q[1-9][0-9]{0,8}")).prop_map(|(a, item)| Decision::Pin(a, item)),
        ];
        (decision, "[a-z]{0,5}", "[a-z]{0,5}").prop_map(|(decision, by, why)| Record { decision, by, why })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(records in prop::collection::vec(any_record(), 0..8)) {
            let mut ledger = Ledger::default();
            for record in records {
                ledger.add(record);
            }
            prop_assert_eq!(Ledger::parse(&ledger.to_string()), Ok(ledger));
        }

        #[test]
        fn odd_text_is_refused_or_read_but_never_a_panic(text in "\\PC{0,80}") {
            let _read_or_refused = Ledger::parse(&text);
        }
    }
}
