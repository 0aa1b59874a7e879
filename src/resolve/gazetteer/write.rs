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
