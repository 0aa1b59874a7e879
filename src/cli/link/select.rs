//! From what the user typed to what a decision speaks of: names and types, which stay when a graph is built anew.

use crate::cli::output;
use crate::cli::show::suggest;
use anyhow::{anyhow, bail};
use claimgraph::model::EntityType;
use claimgraph::pipeline;
use claimgraph::resolve::decisions::Subject;
use claimgraph::resolve::find::{self, Found, How};
use claimgraph::store::Corpus;
use claimgraph::vocab;

/// What `typed` speaks of. Several where one entity can only be told from another of its name and type by its documents.
pub fn subjects(corpus: &Corpus, typed: &str, document: Option<&str>) -> anyhow::Result<Vec<Subject>> {
    let (name, kind) = name_and_type(typed);
    let document = document.map(|document| document_of(corpus, document)).transpose()?;
    let found = candidates(corpus, name, kind, document);
    let best = found.first().map(|found| found.how);
    let best: Vec<&Found> = found.iter().filter(|found| Some(found.how) == best).collect();
    match best.as_slice() {
        [] => bail!("no entity is called {typed:?} here{}", suggest(&corpus.resolution, name)),
        [found] => Ok(describe(corpus, **found, name, document)),
        several => bail!("{typed:?} is the name of several; say which: {}", options(corpus, several)),
    }
}

/// `Georgia (place)` → `Georgia`, place.
fn name_and_type(typed: &str) -> (&str, Option<EntityType>) {
    let parts = typed.trim().strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    let kind = |name: &str| vocab::CLASSES.into_iter().find(|k| vocab::class_name(*k).eq_ignore_ascii_case(name));
    match parts.and_then(|(name, kind_)| Some((name, kind(kind_)?))) {
        Some((name, kind)) => (name, Some(kind)),
        None => (typed.trim(), None),
    }
}

fn document_of(corpus: &Corpus, document: &str) -> anyhow::Result<usize> {
    pipeline::find_document(&corpus.entries, document).map_err(|reason| anyhow!("{document}: {reason}"))
}

fn candidates(corpus: &Corpus, name: &str, kind: Option<EntityType>, document: Option<usize>) -> Vec<Found> {
    let ids = document.map(|index| corpus.resolution.ids(&corpus.entries[index].id));
    let fits = |found: &Found| {
        let of_type = kind.is_none_or(|kind| corpus.resolution.entity(found.id).is_some_and(|e| e.kind == kind));
        of_type && ids.is_none_or(|ids| ids.contains(&found.id))
    };
    find::find(&corpus.resolution, name).into_iter().filter(fits).collect()
}

fn describe(corpus: &Corpus, found: Found, name: &str, document: Option<usize>) -> Vec<Subject> {
    let Some(entity) = corpus.resolution.entity(found.id) else { return Vec::new() };
    let name = if found.how == How::Id { &entity.label } else { name };
    corpus.subjects(found.id, name, document)
}

fn options(corpus: &Corpus, several: &[&Found]) -> String {
    let option = |found: &&Found| {
        let entity = corpus.resolution.entity(found.id)?;
        let kind = vocab::class_name(entity.kind).to_lowercase();
        let documents = output::count(entity.documents, "document");
        Some(format!("ent:{} ({}, {kind}, in {documents})", entity.name, entity.label))
    };
    several.iter().take(6).filter_map(option).collect::<Vec<_>>().join(", ")
}
