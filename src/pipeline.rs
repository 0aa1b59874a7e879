//! Building and changing a graph directory: the map over inputs, then the reduce.

use crate::extract;
use crate::ingest::{Item, Pending, Row};
use crate::model::{Document, DocumentClaims};
use crate::store::{self, Cache, Corpus, Directory, Entry, Ledger, Manifest, Published, StoreError};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::time::{Duration, Instant};

/// The map stage: a pure function from a document to its claims, with the version that its cached results carry.
pub struct Mapper<'a> {
    /// Changes whenever the same document could give other claims.
    pub version: String,
    /// The claims of one document.
    pub map: &'a (dyn Fn(&Document) -> DocumentClaims + Sync),
}

/// The version of the analysis and extraction in this program.
pub const ENGINE_VERSION: &str = env!("CLAIMGRAPH_ENGINE");

/// An input that gave no document, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// Path, with `#n` for the n-th record of a container.
    pub source: String,
    /// Why.
    pub reason: String,
}

/// What a change did.
#[derive(Default)]
pub struct Report {
    /// The graph after the change; none where nothing was changed.
    pub published: Option<Published>,
    /// Documents read from the inputs, copies of one content counted once.
    pub read: u64,
    /// Documents analysed now; the others were cached.
    pub analysed: u64,
    /// Words analysed now.
    pub words: u64,
    /// How long reading and analysing took.
    pub map_time: Duration,
    /// How long consolidating and writing took.
    pub reduce_time: Duration,
    /// Left out on purpose, sorted.
    pub skipped: Vec<LeftOut>,
    /// Could not be read, sorted.
    pub failed: Vec<LeftOut>,
}

/// What became of one input.
enum Mapped {
    Document { id: String, source: String, analysed: Option<u32> },
    Skipped(LeftOut),
    Failed(LeftOut),
}

/// Makes a fresh graph of `inputs`; documents that are cached are not analysed again. `watch` is called after each input.
///
/// # Errors
/// [`StoreError`]; the directory is then as it was. Where no document can be read, nothing is changed either,
/// and the report has no documents.
pub fn build(
    directory: &Directory,
    inputs: impl Iterator<Item = Pending> + Send,
    mapper: &Mapper,
    watch: &(dyn Fn() + Sync),
) -> Result<Report, StoreError> {
    change(directory, BTreeMap::new(), inputs, mapper, watch)
}

/// Adds `inputs` to the graph. Documents that an older engine analysed are analysed again, so that the result is
/// that of [`build`] on all inputs.
///
/// # Errors
/// As [`build`].
pub fn add(
    directory: &Directory,
    inputs: impl Iterator<Item = Pending> + Send,
    mapper: &Mapper,
    watch: &(dyn Fn() + Sync),
) -> Result<Report, StoreError> {
    let present = directory.entries()?.into_iter().map(|entry| (entry.id.clone(), entry)).collect();
    change(directory, present, inputs, mapper, watch)
}

fn change(
    directory: &Directory,
    mut entries: BTreeMap<String, Entry>,
    inputs: impl Iterator<Item = Pending> + Send,
    mapper: &Mapper,
    watch: &(dyn Fn() + Sync),
) -> Result<Report, StoreError> {
    let lock = directory.lock()?;
    let cache = Cache::of(directory);
    let start = Instant::now();
    let mut report = Report::default();
    renew(&cache, &mut entries, mapper, &mut report)?;
    let map = |pending: Pending| {
        let mapped = map_one(&cache, pending.finish(), mapper);
        watch();
        mapped
    };
    let mapped: Vec<Mapped> = inputs.par_bridge().map(map).collect::<Result<_, _>>()?;
    let new = collect(mapped, &mapper.version, &mut entries, &mut report);
    report.map_time = start.elapsed();
    if new || report.analysed > 0 {
        let start = Instant::now();
        report.published = Some(store::publish(directory, entries.into_values().collect(), &lock)?);
        report.reduce_time = start.elapsed();
    }
    Ok(report)
}

/// Analyses again what another version of the engine analysed; the text is in the cache.
fn renew(
    cache: &Cache,
    entries: &mut BTreeMap<String, Entry>,
    mapper: &Mapper,
    report: &mut Report,
) -> Result<(), StoreError> {
    let mut old: Vec<&mut Entry> = entries.values_mut().filter(|entry| entry.engine != mapper.version).collect();
    let renewed = old.par_iter_mut().map(|entry| {
        let old = cache.read(&entry.id, &entry.engine)?;
        let is_row = old.claims.iter().any(|claim| claim.rule == extract::table::RULE);
        let claims = if is_row { old } else { (mapper.map)(&old.document) };
        cache.write(&claims, &mapper.version)?;
        entry.engine.clone_from(&mapper.version);
        Ok(u64::from(claims.words))
    });
    let words: Vec<u64> = renewed.collect::<Result<_, StoreError>>()?;
    report.analysed += words.len() as u64;
    report.words += words.iter().sum::<u64>();
    Ok(())
}

fn map_one(cache: &Cache, item: Item, mapper: &Mapper) -> Result<Mapped, StoreError> {
    let document = match item {
        Item::Document(document) => document,
        Item::Row(row) => return map_row(cache, &row, mapper),
        Item::Skipped { source, reason } => return Ok(Mapped::Skipped(LeftOut { source, reason })),
        Item::Failed { source, error } => return Ok(Mapped::Failed(LeftOut { source, reason: error.to_string() })),
    };
    let (id, source) = (document.id.clone(), document.source.clone());
    if cache.has(&id, &mapper.version) {
        return Ok(Mapped::Document { id, source, analysed: None });
    }
    // One document must never end the run of ten thousand.
    match std::panic::catch_unwind(AssertUnwindSafe(|| (mapper.map)(&document))) {
        Ok(claims) => {
            cache.write(&claims, &mapper.version)?;
            Ok(Mapped::Document { id, source, analysed: Some(claims.words) })
        }
        Err(_) => {
            Ok(Mapped::Failed(LeftOut { source, reason: "the analysis failed; please report this text".to_owned() }))
        }
    }
}

/// A row of an event table is a claim already.
fn map_row(cache: &Cache, row: &Row, mapper: &Mapper) -> Result<Mapped, StoreError> {
    let source = row.source.clone();
    let claims = match extract::table::claims(row) {
        Ok(claims) => claims,
        Err(error) => return Ok(Mapped::Failed(LeftOut { source, reason: error.to_string() })),
    };
    let id = claims.document.id.clone();
    let known = cache.has(&id, &mapper.version);
    if !known {
        cache.write(&claims, &mapper.version)?;
    }
    Ok(Mapped::Document { id, source, analysed: (!known).then_some(claims.words) })
}

/// Sorts what became of the inputs into the entries and the report; whether there was any document.
fn collect(mapped: Vec<Mapped>, version: &str, entries: &mut BTreeMap<String, Entry>, report: &mut Report) -> bool {
    let mut read = std::collections::BTreeSet::new();
    for mapped in mapped {
        match mapped {
            Mapped::Skipped(left_out) => report.skipped.push(left_out),
            Mapped::Failed(left_out) => report.failed.push(left_out),
            Mapped::Document { id, source, analysed } => {
                report.analysed += u64::from(analysed.is_some());
                report.words += analysed.map_or(0, u64::from);
                let fresh = Entry { id: id.clone(), engine: version.to_owned(), sources: Vec::new(), same_as: None };
                let entry = entries.entry(id.clone()).or_insert(fresh);
                if let Err(place) = entry.sources.binary_search(&source) {
                    entry.sources.insert(place, source);
                }
                read.insert(id);
            }
        }
    }
    report.skipped.sort();
    report.failed.sort();
    report.read = read.len() as u64;
    !read.is_empty()
}

/// What a removal did.
#[derive(Default)]
pub struct Removal {
    /// The counts of the graph after it.
    pub manifest: Manifest,
    /// The graph after it; none where nothing was removed.
    pub published: Option<Published>,
    /// Sources that were removed, sorted.
    pub removed: Vec<String>,
    /// What was asked for but matches no document, or several.
    pub unmatched: Vec<LeftOut>,
}

/// Removes documents by id, by the beginning of an id (at least four digits) or by source.
///
/// # Errors
/// As [`build`].
pub fn remove(directory: &Directory, wanted: &[String]) -> Result<Removal, StoreError> {
    let lock = directory.lock()?;
    let mut entries = directory.entries()?;
    let mut removal = Removal::default();
    for name in wanted {
        match find(&entries, name) {
            Ok(Found::Document(index)) => removal.removed.extend(entries.remove(index).sources),
            Ok(Found::Source(index)) => {
                entries[index].sources.retain(|source| source != name);
                removal.removed.push(name.clone());
                entries.retain(|entry| !entry.sources.is_empty());
            }
            Err(reason) => removal.unmatched.push(LeftOut { source: name.clone(), reason }),
        }
    }
    removal.removed.sort();
    if removal.removed.is_empty() {
        removal.manifest = directory.manifest()?;
    } else {
        let published = store::publish(directory, entries, &lock)?;
        removal.manifest = published.manifest.clone();
        removal.published = Some(published);
    }
    Ok(removal)
}

/// Changes the decisions of a graph by `change`, which says whether it changed any, and consolidates the graph by them.
/// Nothing is analysed again.
///
/// # Errors
/// As [`build`], and what `change` answers.
pub fn decide<E: From<StoreError>>(
    directory: &Directory,
    change: impl FnOnce(&Corpus, &mut Ledger) -> Result<bool, E>,
) -> Result<Option<Published>, E> {
    let lock = directory.lock()?;
    let corpus = Corpus::open(directory)?;
    let mut ledger = corpus.ledger.clone();
    let changed = change(&corpus, &mut ledger)?;
    drop(corpus);
    Ok(if changed { Some(store::publish_decided(directory, ledger, &lock)?) } else { None })
}

enum Found {
    Document(usize),
    Source(usize),
}

fn find(entries: &[Entry], name: &str) -> Result<Found, String> {
    if let Some(index) = entries.iter().position(|entry| entry.sources.iter().any(|source| source == name)) {
        return Ok(Found::Source(index));
    }
    find_document(entries, name).map(Found::Document)
}

/// The document with that id, beginning of an id, or source.
///
/// # Errors
/// Says why there is none, or no single one.
pub fn find_document(entries: &[Entry], name: &str) -> Result<usize, String> {
    const SHORTEST: usize = 4;
    let id = name.strip_prefix("doc:").unwrap_or(name);
    let is_prefix = id.len() >= SHORTEST && id.bytes().all(|b| b.is_ascii_hexdigit());
    let fits =
        |entry: &Entry| (is_prefix && entry.id.starts_with(id)) || entry.sources.iter().any(|source| source == name);
    let mut found = entries.iter().enumerate().filter(|(_, entry)| fits(entry)).map(|(index, _)| index);
    match (found.next(), found.next()) {
        (Some(index), None) => Ok(index),
        (Some(_), Some(_)) => Err("more than one document begins like this".to_owned()),
        (None, _) => Err("no document with this id or source".to_owned()),
    }
}
