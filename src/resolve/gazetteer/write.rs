//! Makes the file of a gazetteer from records.

use super::format::{Info, MAGIC};
use super::record::SEPARATOR;
use super::{GazetteerError, Record, names};
use std::collections::{BTreeMap, BTreeSet};

/// Gathers records, and makes the bytes of a gazetteer of them.
#[derive(Debug, Default)]
pub struct Builder {
    records: BTreeMap<u64, Record>,
    date: String,
}

impl Builder {
    /// An empty one for data of that day (`2026-11-20`, or empty where unknown).
    pub fn new(date: &str) -> Self {
        Self { records: BTreeMap::new(), date: date.to_owned() }
    }

    /// Adds a record. Of two records of one item, the later one adds to the earlier one what that lacks.
    pub fn add(&mut self, record: Record) {
        match self.records.entry(record.item) {
            std::collections::btree_map::Entry::Vacant(free) => {
                free.insert(record);
            }
            std::collections::btree_map::Entry::Occupied(mut known) => merge(known.get_mut(), record),
        }
    }

    /// Number of items so far.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// [`GazetteerError::TooLarge`] for more than two thousand million entries, 4 GiB of records or 64 sources.
    pub fn finish(&self) -> Result<Vec<u8>, GazetteerError> {
        let sources = self.sources()?;
        let (places, records) = self.columns(&sources)?;
        let forms = self.forms();
        let (names, postings) = index(&forms)?;
        let info = serde_json::to_vec(&self.info(&sources, forms.len())).unwrap_or_default();
        let sections = [info, names, postings, places, records];
        let mut bytes = MAGIC.to_vec();
        for section in &sections {
            bytes.extend((section.len() as u64).to_le_bytes());
        }
        sections.iter().for_each(|section| bytes.extend(section));
        Ok(bytes)
    }

    fn sources(&self) -> Result<Vec<String>, GazetteerError> {
        let all: BTreeSet<&String> = self.records.values().flat_map(|record| &record.sources).collect();
        match all.len() {
            0..=64 => Ok(all.into_iter().cloned().collect()),
            count => Err(GazetteerError::TooLarge(format!("{count} sources"))),
        }
    }

    fn columns(&self, sources: &[String]) -> Result<(Vec<u8>, Vec<u8>), GazetteerError> {
        let (mut places, mut records) = (Vec::new(), Vec::new());
        for record in self.records.values() {
            let place = u32::try_from(records.len());
            let place = place.map_err(|_| GazetteerError::TooLarge("more than 4 GiB of records".to_owned()))?;
            places.extend(place.to_le_bytes());
            push_record(&mut records, record, sources);
        }
        Ok((places, records))
    }

    /// Every form of a name with the postings under it.
    fn forms(&self) -> BTreeMap<String, BTreeSet<u64>> {
        let mut forms: BTreeMap<String, BTreeSet<u64>> = BTreeMap::new();
        for (entry, record) in (0_u64..).zip(self.records.values()) {
            let label = names::kept(&record.label, record.kind);
            let aliases = record.aliases.iter().filter_map(|alias| names::kept(alias, record.kind));
            for form in aliases.filter(|form| Some(form) != label.as_ref()) {
                forms.entry(form).or_default().insert(entry << 1);
            }
            if let Some(form) = label {
                forms.entry(form).or_default().insert(entry << 1 | 1);
            }
        }
        forms
    }

    fn info(&self, sources: &[String], names: usize) -> Info {
        let of =
            |source: &String| self.records.values().filter(|record| record.sources.contains(source)).count() as u64;
        Info {
            items: self.records.len() as u64,
            names: names as u64,
            date: self.date.clone(),
            sources: sources.to_vec(),
            items_by_source: sources.iter().map(of).collect(),
        }
    }
}

fn merge(known: &mut Record, other: Record) {
    known.aliases.extend([other.label].into_iter().chain(other.aliases).filter(|alias| !alias.is_empty()));
    known.positions.extend(other.positions);
    known.sources.extend(other.sources);
    known.prior = known.prior.max(other.prior);
    if known.country.is_empty() {
        known.country = other.country;
    }
    if known.description.is_empty() {
        known.description = other.description;
    }
    if known.kind == super::Kind::Unknown {
        known.kind = other.kind;
    }
}

/// The map of forms to postings, and the postings of forms that several items share.
fn index(forms: &BTreeMap<String, BTreeSet<u64>>) -> Result<(Vec<u8>, Vec<u8>), GazetteerError> {
    let failed = |error: fst::Error| GazetteerError::TooLarge(error.to_string());
    let mut names = fst::MapBuilder::memory();
    let mut postings = Vec::new();
    for (form, entries) in forms {
        let mut all = entries.iter();
        let value = match (all.next(), all.next()) {
            (Some(only), None) => only << 1,
            _ => {
                let place = postings.len() as u64;
                push_number(&mut postings, entries.len() as u64);
                entries.iter().for_each(|posting| push_number(&mut postings, *posting));
                place << 1 | 1
            }
        };
        names.insert(form, value).map_err(failed)?;
    }
    Ok((names.into_inner().map_err(failed)?, postings))
}

fn push_record(out: &mut Vec<u8>, record: &Record, sources: &[String]) {
    let bits = sources.iter().enumerate().filter(|(_, source)| record.sources.contains(source));
    let bits = bits.fold(0_u64, |bits, (i, _)| bits | 1 << i);
    for number in [record.item, record.kind as u64, u64::from(record.prior), bits] {
        push_number(out, number);
    }
    let list = |members: &[String], label: &str| {
        let mut seen = BTreeSet::from([label.to_owned()]);
        let clean = members.iter().map(|member| member.replace(SEPARATOR, " "));
        let fresh: Vec<String> = clean.filter(|member| !member.is_empty() && seen.insert(member.clone())).collect();
        fresh.join(&SEPARATOR.to_string())
    };
    let (aliases, positions) = (list(&record.aliases, &record.label), list(&record.positions, ""));
    for text in [&record.label, &record.country, &record.description, &aliases, &positions] {
        push_number(out, text.len() as u64);
        out.extend(text.as_bytes());
    }
}

fn push_number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::EntityType;
    use crate::resolve::gazetteer::{Gazetteer, Kind, table};
    use std::path::Path;

    const TABLE: &str = "qid\tlabel\ttype\tcountry\taliases\tpositions\tprior\tsources\n\
        Q90\tParis\tcity\tFR\tCity of Light\t\t200\ta,b\n\
        Q830149\tParis\tcity\tUS\t\t\t9\tb\n\
        Q12\tElm Holding\torganization\t\tElm|ELM GmbH\t\t3\tb\n\
        Q7\tOlena Kravchenko\tperson\tUA\tElena Krawtschenko\tMayor of Elm 2017-05-14..?2020\t3\ta\n";

    fn built(text: &str) -> Gazetteer {
        let mut builder = Builder::new("2026-11-22");
        table(Path::new("t"), text.as_bytes(), |r| builder.add(r), |n, why| panic!("line {n}: {why}")).expect("reads");
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), builder.finish().expect("small")).expect("written");
        Gazetteer::open(file.path()).expect("opens")
    }

    fn items(gazetteer: &Gazetteer, name: &str, kind: EntityType) -> Vec<String> {
        let found = gazetteer.candidates(name, kind).into_iter();
        found.filter_map(|candidate| Some(gazetteer.entry(candidate.entry)?.qid())).collect()
    }

    #[test]
    fn names_lead_to_items_in_any_spelling() {
        let gazetteer = built(TABLE);
        assert_eq!(items(&gazetteer, "PARIS", EntityType::Place), ["Q90", "Q830149"]);
        assert_eq!(items(&gazetteer, "the city of light", EntityType::Place), ["Q90"]);
        assert_eq!(items(&gazetteer, "Elm GmbH", EntityType::Organization), ["Q12"]);
        assert_eq!(items(&gazetteer, "Mayor Olena Kravchenko", EntityType::Person), ["Q7"]);
        assert_eq!(items(&gazetteer, "Oak", EntityType::Place), [""; 0]);
    }

    #[test]
    fn entries_keep_what_they_were_given() {
        let gazetteer = built(TABLE);
        let id = gazetteer.find("Q7").expect("known");
        let entry = gazetteer.entry(id).expect("there");
        assert_eq!((entry.label, entry.kind, entry.country, entry.prior), ("Olena Kravchenko", Kind::Person, "UA", 3));
        assert_eq!(entry.aliases().collect::<Vec<_>>(), ["Elena Krawtschenko"]);
        let position = entry.positions().next().expect("one");
        assert_eq!((position.title, position.known_until), ("Mayor of Elm", Some("2020")));
        assert_eq!(gazetteer.sources(&entry).collect::<Vec<_>>(), ["a"]);
        assert_eq!(gazetteer.info.items_by_source, [2, 3]);
        assert_eq!((gazetteer.find("Q8"), gazetteer.find("7"), gazetteer.find("")), (None, None, None));
    }

    #[test]
    fn a_file_cut_off_or_of_another_kind_is_told() {
        let mut builder = Builder::new("");
        builder.add(Record { item: 1, label: "Elm".to_owned(), ..Record::default() });
        let bytes = builder.finish().expect("small");
        let file = tempfile::NamedTempFile::new().expect("a file");
        for (content, said) in
            [(&bytes[..bytes.len() - 3], "not all of it"), (b"qid\tlabel", "no gazetteer"), (b"", "no gazetteer")]
        {
            std::fs::write(file.path(), content).expect("written");
            let message = Gazetteer::open(file.path()).expect_err("broken").to_string();
            assert!(message.contains(said), "{message}");
        }
    }

    #[test]
    fn the_built_in_gazetteer_is_what_its_table_says() {
        let mut builder = Builder::new("2026-11-20");
        let rows = include_str!("../../../gazetteer/embedded.tsv");
        table(Path::new("embedded.tsv"), rows.as_bytes(), |r| builder.add(r), |n, why| panic!("line {n}: {why}"))
            .expect("reads");
        let packed = include_bytes!("../../../gazetteer/embedded.bin.zst");
        let bytes = zstd::decode_all(packed.as_slice()).expect("unpacks");
        assert!(
            bytes == builder.finish().expect("small"),
            "run `claimgraph gazetteer build` as gazetteer/README.md says"
        );
        assert!(packed.len() <= 1_500_000, "{} bytes", packed.len());
    }
}
