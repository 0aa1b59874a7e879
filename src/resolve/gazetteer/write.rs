//! Makes the file of a gazetteer from records, in memory that does not grow with their number: records and names are
//! sorted on disk ([`Spill`]), and the sections are written to temporary files before they are put together.

use super::format::{Info, MAGIC};
use super::record::SEPARATOR;
use super::spill::{Pair, Spill};
use super::{GazetteerError, Kind, Record, names};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufWriter, Error, Seek, Write};
use std::path::Path;

/// Gathers records, and makes a gazetteer of them.
#[derive(Debug, Default)]
pub struct Builder {
    records: Spill,
    sources: BTreeSet<String>,
    date: String,
    /// The first thing that went wrong while records were added.
    failed: Option<Error>,
}

impl Builder {
    /// An empty one for data of that day (`2026-11-20`, or empty where unknown).
    pub fn new(date: &str) -> Self {
        Self { date: date.to_owned(), ..Self::default() }
    }

    /// Adds a record. Of two records of one item, the later one adds to the earlier one what that lacks. What goes wrong on
    /// disk is told by [`Builder::write`].
    pub fn add(&mut self, record: Record) {
        self.sources.extend(
            record.sources.iter().filter(|source| !self.sources.contains(*source)).cloned().collect::<Vec<_>>(),
        );
        let value = serde_json::to_vec(&record).map_err(Error::from);
        let pushed = value.and_then(|value| self.records.push(record.item.to_be_bytes().to_vec(), value));
        if let Err(cause) = pushed {
            self.failed.get_or_insert(cause);
        }
    }

    /// The bytes of the file, for small gazetteers.
    ///
    /// # Errors
    /// As [`Builder::write`].
    pub fn finish(self) -> Result<Vec<u8>, GazetteerError> {
        let mut bytes = Vec::new();
        self.write(&mut bytes)?;
        Ok(bytes)
    }

    /// Writes the file, and answers with the number of items.
    ///
    /// # Errors
    /// [`GazetteerError::TooLarge`] for more than two thousand million entries, 4 GiB of records or 64 sources; file system
    /// errors of temporary files and of `out`.
    pub fn write(self, out: &mut dyn Write) -> Result<u64, GazetteerError> {
        let failed = GazetteerError::io(Path::new("temporary file"));
        match self.failed {
            Some(cause) => return Err(failed(cause)),
            None if self.sources.len() > 64 => {
                return Err(GazetteerError::TooLarge(format!("{} sources", self.sources.len())));
            }
            None => {}
        }
        let sources: Vec<String> = self.sources.into_iter().collect();
        let columns = Columns::new(&sources, self.records)?;
        let (names, postings, count) = index(columns.forms)?;
        let info = Info {
            items: columns.items,
            names: count,
            date: self.date,
            sources,
            items_by_source: columns.items_by_source,
        };
        let info = serde_json::to_vec(&info).unwrap_or_default();
        put_together(info, [names, postings, columns.places, columns.records], out).map_err(failed)?;
        Ok(columns.items)
    }
}

/// The entries in the order of their items, with every form of their names.
struct Columns {
    places: File,
    records: File,
    /// Form, a zero byte and posting, with what tells a whole from its parts.
    forms: Spill,
    items: u64,
    items_by_source: Vec<u64>,
}

impl Columns {
    fn new(sources: &[String], records: Spill) -> Result<Self, GazetteerError> {
        let failed = || GazetteerError::io(Path::new("temporary file"));
        let (mut places, mut out) = (temporary().map_err(failed())?, temporary().map_err(failed())?);
        let (mut forms, mut items, mut length) = (Spill::default(), 0, 0_u64);
        let mut items_by_source = vec![0; sources.len()];
        let mut sorted = records.sorted().map_err(failed())?;
        while let Some(record) = merged(sorted.group(<[u8]>::len).map_err(failed())?) {
            let place = u32::try_from(length);
            let place = place.map_err(|_| GazetteerError::TooLarge("more than 4 GiB of records".to_owned()))?;
            let mut bytes = Vec::new();
            push_record(&mut bytes, &record, sources);
            length += bytes.len() as u64;
            places.write_all(&place.to_le_bytes()).and_then(|()| out.write_all(&bytes)).map_err(failed())?;
            push_forms(&mut forms, &record, items).map_err(failed())?;
            items += 1;
            let known = sources.iter().zip(&mut items_by_source);
            known.filter(|(source, _)| record.sources.contains(source)).for_each(|(_, count)| *count += 1);
        }
        let (places, records) = (done(places).map_err(failed())?, done(out).map_err(failed())?);
        Ok(Self { places, records, forms, items, items_by_source })
    }
}

fn temporary() -> Result<BufWriter<File>, Error> {
    tempfile::tempfile().map(BufWriter::new)
}

fn done(out: BufWriter<File>) -> Result<File, Error> {
    let mut file = out.into_inner().map_err(std::io::IntoInnerError::into_error)?;
    file.rewind()?;
    Ok(file)
}

/// The records of one item as one; none at the end.
fn merged(pairs: Vec<Pair>) -> Option<Record> {
    let records = pairs.into_iter().filter_map(|(_, value)| serde_json::from_slice::<Record>(&value).ok());
    records.reduce(|mut known, other| {
        merge(&mut known, other);
        known
    })
}

/// Adds every form of the names of an entry.
fn push_forms(forms: &mut Spill, record: &Record, entry: u64) -> Result<(), Error> {
    let label = names::kept(&record.label, record.kind);
    let aliases = record.aliases.iter().filter_map(|alias| names::kept(alias, record.kind));
    let others: BTreeSet<String> = aliases.filter(|form| Some(form) != label.as_ref()).collect();
    let all = others.into_iter().map(|form| (form, entry << 1)).chain(label.map(|form| (form, entry << 1 | 1)));
    for (form, posting) in all {
        let mut key = form.into_bytes();
        key.push(0);
        key.extend(posting.to_be_bytes());
        let mut value = vec![record.kind as u8];
        value.extend(record.country.bytes().take(2));
        forms.push(key, value)?;
    }
    Ok(())
}

/// Lists of spellings give states and regions the names of their cities too: such a name is left to what is usually
/// called so.
fn without_parts(pairs: &mut Vec<Pair>) {
    let is_label = |key: &[u8]| key.last().is_some_and(|byte| byte & 1 == 1);
    let size = |kind: u8| match Kind::of_code(kind) {
        Kind::Country => 3,
        Kind::Region => 2,
        Kind::City => 1,
        _ => 0,
    };
    let labels = pairs.iter().filter(|(key, value)| is_label(key) && value.len() > 1 && size(value[0]) > 0);
    let parts: Vec<(u8, Vec<u8>)> = labels.map(|(_, value)| (size(value[0]), value[1..].to_vec())).collect();
    pairs.retain(|(key, value)| {
        let is_part = |part: &(u8, Vec<u8>)| part.0 < size(value[0]) && part.1 == value[1..];
        is_label(key) || !parts.iter().any(is_part)
    });
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
    if known.kind == Kind::Unknown {
        known.kind = other.kind;
    }
}

/// The map of forms to postings, the postings of forms that several items share, and the number of forms.
fn index(forms: Spill) -> Result<(File, File, u64), GazetteerError> {
    const POSTING: usize = 9;
    let failed = || GazetteerError::io(Path::new("temporary file"));
    let broken = |error: fst::Error| GazetteerError::TooLarge(error.to_string());
    let mut names = fst::MapBuilder::new(temporary().map_err(failed())?).map_err(broken)?;
    let mut postings: Vec<u8> = Vec::new();
    let (mut out, mut place, mut count) = (temporary().map_err(failed())?, 0_u64, 0);
    let mut sorted = forms.sorted().map_err(failed())?;
    loop {
        let mut pairs = sorted.group(|key| key.len() - POSTING).map_err(failed())?;
        let Some(form) = pairs.first().map(|(key, _)| key[..key.len() - POSTING].to_vec()) else { break };
        without_parts(&mut pairs);
        let posting = |key: &[u8]| key[key.len() - 8..].iter().fold(0_u64, |n, byte| n << 8 | u64::from(*byte));
        let value = match pairs.as_slice() {
            [(only, _)] => posting(only) << 1,
            _ => {
                postings.clear();
                push_number(&mut postings, pairs.len() as u64);
                pairs.iter().for_each(|(key, _)| push_number(&mut postings, posting(key)));
                out.write_all(&postings).map_err(failed())?;
                place += postings.len() as u64;
                (place - postings.len() as u64) << 1 | 1
            }
        };
        names.insert(form, value).map_err(broken)?;
        count += 1;
    }
    let names = names.into_inner().map_err(broken)?;
    Ok((done(names).map_err(failed())?, done(out).map_err(failed())?, count))
}

/// Writes the header and the sections.
fn put_together(info: Vec<u8>, sections: [File; 4], out: &mut dyn Write) -> Result<(), Error> {
    out.write_all(MAGIC)?;
    out.write_all(&(info.len() as u64).to_le_bytes())?;
    for section in &sections {
        out.write_all(&section.metadata()?.len().to_le_bytes())?;
    }
    out.write_all(&info)?;
    for mut section in sections {
        std::io::copy(&mut section, out)?;
    }
    Ok(())
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
    use crate::resolve::gazetteer::{Gazetteer, table};
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
