//! The reduce stage over a graph directory: all cached documents → who is who → statements → quads.
//!
//! Documents pass through in the order of their ids, a few at a time, so that memory holds names and statements
//! of the corpus but never its texts.

use super::directory::{self, Directory, Entry, Manifest, WriteLock};
use super::sorted::LineSorter;
use super::{Cache, Ledger, StoreError, packed, rdf};
use crate::contradict;
use crate::contradict::proposition::Propositions;
use crate::ingest::duplicates::{self, Signature};
use crate::model::{CharIndex, DocumentClaims, EntityId};
use crate::resolve::gazetteer::Gazetteer;
use crate::resolve::{self, DocumentNames, Knowledge, Node, Resolution, ResolvedClaim, Statements};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

/// Documents read at a time.
const BATCH: usize = 64;

/// A graph as its commands see it: documents, entities, and the claims of each document on demand.
pub struct Corpus {
    cache: Cache,
    directory: Directory,
    /// The documents, sorted by id.
    pub entries: Vec<Entry>,
    /// Who is who.
    pub resolution: Resolution,
    /// The user's decisions, by which it was resolved.
    pub ledger: Ledger,
}

impl Corpus {
    /// The corpus as the last change left it.
    ///
    /// # Errors
    /// File system errors, or [`StoreError::Corrupt`] where a file does not read.
    pub fn open(directory: &Directory) -> Result<Self, StoreError> {
        let resolution = packed::read(&directory.current(directory::ENTITIES))?;
        let (entries, ledger) = (directory.entries()?, directory.ledger()?);
        Ok(Self { directory: directory.clone(), cache: Cache::of(directory), entries, resolution, ledger })
    }

    /// Who is who and what copies what, found anew: which document is the first of its kind depends on all the others.
    fn resolved(directory: &Directory, mut entries: Vec<Entry>, ledger: Ledger) -> Result<Self, StoreError> {
        let cache = Cache::of(directory);
        let survey = |entry: &Entry| {
            let claims = cache.read(&entry.id, &entry.engine)?;
            Ok((DocumentNames::from(&claims), signature(&claims)))
        };
        let surveyed = entries.par_iter().map(survey).collect::<Result<Vec<_>, StoreError>>()?;
        let (names, signatures): (Vec<_>, Vec<_>) = surveyed.into_iter().unzip();
        let ids: Vec<String> = entries.iter().map(|entry| entry.id.clone()).collect();
        entries.iter_mut().for_each(|entry| entry.same_as = None);
        let (long, signatures): (Vec<usize>, Vec<_>) =
            signatures.into_iter().enumerate().filter_map(|(i, signature)| Some((i, signature?))).unzip();
        for (place, first) in duplicates::groups(&signatures).into_iter().enumerate().filter(|(i, first)| i != first) {
            entries[long[place]].same_as = Some(ids[long[first]].clone());
        }
        let resolution = resolve(directory, names, &ledger)?;
        Ok(Self { directory: directory.clone(), cache, entries, resolution, ledger })
    }

    /// The document at `index` of [`Corpus::entries`], with its source.
    ///
    /// # Errors
    /// As [`Corpus::open`].
    pub fn document(&self, index: usize) -> Result<DocumentClaims, StoreError> {
        self.read(&self.entries[index])
    }

    fn read(&self, entry: &Entry) -> Result<DocumentClaims, StoreError> {
        let mut claims = self.cache.read(&entry.id, &entry.engine)?;
        claims.document.source = entry.sources.first().cloned().unwrap_or_default();
        Ok(claims)
    }

    /// Shows every document with its resolved claims, in the order of ids.
    ///
    /// # Errors
    /// As [`Corpus::open`], and what `visit` answers.
    pub fn for_each<E: From<StoreError>>(
        &self,
        mut visit: impl FnMut(usize, &DocumentClaims, &[ResolvedClaim]) -> Result<(), E>,
    ) -> Result<(), E> {
        self.for_each_prepared(|_, _, _| (), |index, document, claims, ()| visit(index, document, claims))
    }

    /// As [`Corpus::for_each`], with what `prepare` makes of each document on any thread.
    fn for_each_prepared<T: Send, E: From<StoreError>>(
        &self,
        prepare: impl Fn(usize, &DocumentClaims, &[ResolvedClaim]) -> T + Sync,
        mut visit: impl FnMut(usize, &DocumentClaims, &[ResolvedClaim], T) -> Result<(), E>,
    ) -> Result<(), E> {
        for (batch, entries) in self.entries.chunks(BATCH).enumerate() {
            let documents = entries.par_iter().map(|entry| self.read(entry)).collect::<Result<Vec<_>, _>>()?;
            let ready = |(i, document)| {
                let claims = resolve::claims(document, &self.resolution);
                let prepared = prepare(batch * BATCH + i, document, &claims);
                (claims, prepared)
            };
            let ready: Vec<_> = documents.par_iter().enumerate().map(ready).collect();
            for (i, (document, (claims, prepared))) in documents.iter().zip(ready).enumerate() {
                visit(batch * BATCH + i, document, &claims, prepared)?;
            }
        }
        Ok(())
    }

    /// The statements of all documents.
    ///
    /// # Errors
    /// As [`Corpus::open`].
    pub fn statements(&self) -> Result<Statements, StoreError> {
        packed::read(&self.directory.current(directory::STATEMENTS))
    }

    /// The claims of all documents, ready to be compared ([`contradict::find`]).
    ///
    /// # Errors
    /// As [`Corpus::open`].
    pub fn propositions(&self) -> Result<Propositions, StoreError> {
        let sources = self.sources();
        let mut propositions = Propositions::default();
        self.for_each(|index, _, claims| {
            propositions.add(index as u32, sources[index], claims, &self.resolution);
            Ok::<_, StoreError>(())
        })?;
        Ok(propositions)
    }

    /// The documents in which an entity is mentioned, by index.
    pub fn documents_of(&self, entity: EntityId) -> Vec<usize> {
        let mentions = |entry: &Entry| self.resolution.ids(&entry.id).contains(&entity);
        let all = self.entries.iter().enumerate();
        all.filter(|(_, entry)| mentions(entry)).map(|(index, _)| index).collect()
    }

    /// For each document the first of those that it is a near-identical copy of, else itself.
    fn sources(&self) -> Vec<u32> {
        let index: BTreeMap<&str, u32> =
            self.entries.iter().zip(0..).map(|(entry, i)| (entry.id.as_str(), i)).collect();
        let source = |entry: &Entry| {
            let first = entry.same_as.as_deref().unwrap_or(&entry.id);
            index.get(first).or_else(|| index.get(entry.id.as_str())).copied().unwrap_or_default()
        };
        self.entries.iter().map(source).collect()
    }
}

/// Resolves by the directory's gazetteer and what the user decided.
fn resolve(directory: &Directory, names: Vec<DocumentNames>, ledger: &Ledger) -> Result<Resolution, StoreError> {
    let opened = match directory.gazetteer() {
        Some(path) => Some(Gazetteer::open(&path).map_err(|cause| StoreError::Gazetteer { path, cause })?),
        None => None,
    };
    let gazetteer = match &opened {
        Some(gazetteer) => gazetteer,
        None => Gazetteer::embedded().map_err(|e| StoreError::corrupt(Path::new("program"), e))?,
    };
    let knowledge = Knowledge { gazetteer: Some(gazetteer), decisions: Some(&ledger.decisions()) };
    Ok(resolve::resolve(names, &knowledge))
}

/// The fingerprint of a document that is long enough for likeness to mean copying. Rows of a table and short notices
/// are alike by their form.
fn signature(claims: &DocumentClaims) -> Option<Signature> {
    const LEAST_WORDS: u32 = 40;
    (claims.words >= LEAST_WORDS).then(|| Signature::of(&claims.document.text))
}

/// A graph just made, with what its summary is written from.
pub struct Published {
    /// Versions and counts.
    pub manifest: Manifest,
    /// The documents and entities.
    pub corpus: Corpus,
    /// The statements.
    pub statements: Statements,
}

/// Consolidates the documents of `entries`, which are sorted by id and cached, and makes them the graph of the directory.
///
/// # Errors
/// File system errors; the directory is then as it was, or complete.
pub fn publish(directory: &Directory, entries: Vec<Entry>, lock: &WriteLock) -> Result<Published, StoreError> {
    let folder = directory.begin(lock)?;
    consolidate(directory, &folder, Corpus::resolved(directory, entries, directory.ledger()?)?, lock)
}

/// Consolidates the documents of the directory by other decisions, which become those of the directory together with the graph.
///
/// # Errors
/// As [`publish`].
pub fn publish_decided(directory: &Directory, ledger: Ledger, lock: &WriteLock) -> Result<Published, StoreError> {
    let folder = directory.begin(lock)?;
    directory::write_synced(&folder.join(directory::DECISIONS), [ledger.to_string()])?;
    consolidate(directory, &folder, Corpus::resolved(directory, directory.entries()?, ledger)?, lock)
}

fn consolidate(
    directory: &Directory,
    folder: &Path,
    corpus: Corpus,
    lock: &WriteLock,
) -> Result<Published, StoreError> {
    let mut manifest = Manifest { format: directory::FORMAT, ..Manifest::default() };
    manifest.engine = corpus.entries.first().map(|entry| entry.engine.clone()).unwrap_or_default();
    manifest.gazetteer = directory.gazetteer();
    let mut sorter = LineSorter::new(folder);
    let statements = write_quads(&corpus, &mut manifest, &mut sorter)?;
    let others = || {
        packed::write(&corpus.resolution, &folder.join(directory::ENTITIES))?;
        packed::write(&statements, &folder.join(directory::STATEMENTS))
    };
    let (quads, others) = rayon::join(|| sorter.finish(&folder.join(directory::GRAPH)), others);
    others?;
    manifest.quads = quads?;
    directory.commit(&corpus.entries, &manifest, lock)?;
    corpus.cache.keep_only(&corpus.entries)?;
    Ok(Published { manifest, corpus, statements })
}

fn write_quads(corpus: &Corpus, manifest: &mut Manifest, sorter: &mut LineSorter) -> Result<Statements, StoreError> {
    let sources = corpus.sources();
    let mut statements = Statements::default();
    let mut used = vec![false; corpus.resolution.entities.len()];
    let mut propositions = Propositions::default();
    let quads = |index: usize, document: &DocumentClaims, claims: &[ResolvedClaim]| {
        let mut writer = rdf::Writer::new(&corpus.resolution);
        let entry = &corpus.entries[index];
        writer.document(&document.document, &entry.sources, entry.same_as.as_deref());
        let chars = CharIndex::new(&document.document.text);
        claims.iter().for_each(|claim| writer.claim(claim, &chars));
        writer.finish()
    };
    corpus.for_each_prepared(quads, |index, document, claims, quads| {
        count(manifest, &corpus.entries[index], document, claims);
        mark_used(claims, &mut used);
        let (document, source) = (index as u32, sources[index]);
        let state = || {
            statements.add(document, source, claims);
            sorter.push(&quads)
        };
        let propose = || propositions.add(document, source, claims, &corpus.resolution);
        rayon::join(state, propose).0
    })?;
    manifest.statements = statements.all.len() as u64;
    manifest.entities = used.iter().filter(|used| **used).count() as u64;
    write_shared(corpus, &statements, &used, sorter)?;
    let findings = contradict::find(&propositions, contradict::DEFAULT_SCORE, false);
    manifest.contradictions = findings.contradictions.len() as u64;
    for contradiction in &findings.contradictions {
        let mut writer = rdf::Writer::new(&corpus.resolution);
        writer.contradiction(contradiction);
        sorter.push(&writer.finish())?;
    }
    Ok(statements)
}

fn count(manifest: &mut Manifest, entry: &Entry, document: &DocumentClaims, claims: &[ResolvedClaim]) {
    manifest.documents += 1;
    manifest.independent += u64::from(entry.same_as.is_none());
    manifest.sentences += document.sentences.len() as u64;
    manifest.words += u64::from(document.words);
    manifest.claims += claims.len() as u64;
}

fn mark_used(claims: &[ResolvedClaim], used: &mut [bool]) {
    for claim in claims {
        let speakers = claim.speakers.iter().map(|link| &link.node);
        let arguments = claim.arguments.iter().map(|(_, node)| node);
        for node in [&claim.subject].into_iter().chain(&claim.object).chain(arguments).chain(speakers) {
            if let Node::Entity(id) = node {
                used[*id as usize] = true;
            }
        }
    }
}

/// What documents share: entities, predicates, statements.
fn write_shared(
    corpus: &Corpus,
    statements: &Statements,
    used: &[bool],
    sorter: &mut LineSorter,
) -> Result<(), StoreError> {
    for (entity, _) in corpus.resolution.entities.iter().zip(used).filter(|(_, used)| **used) {
        let mut writer = rdf::Writer::new(&corpus.resolution);
        writer.entity(entity);
        sorter.push(&writer.finish())?;
    }
    for (predicate, relations) in &statements.relations {
        let mut writer = rdf::Writer::new(&corpus.resolution);
        writer.predicate(predicate, relations);
        sorter.push(&writer.finish())?;
    }
    for (id, statement) in &statements.all {
        let mut writer = rdf::Writer::new(&corpus.resolution);
        writer.statement(*id, statement.support());
        sorter.push(&writer.finish())?;
    }
    Ok(())
}
