//! `link merge`, `split`, `pin` and `undo`: each changes the decisions, and the graph with them.

use super::list::sentence;
use super::select::subjects;
use super::warn_of_idle;
use crate::cli::args::Note;
use crate::cli::{Outcome, output};
use anyhow::anyhow;
use claimgraph::pipeline;
use claimgraph::resolve::decisions::{Decision, Subject};
use claimgraph::resolve::find;
use claimgraph::store::ledger::{self, Record};
use claimgraph::store::{Corpus, Directory, Ledger, Published};
use claimgraph::vocab;
use std::io::Write;
use std::path::Path;

/// All of `entities` are one.
pub fn merge(graph: &Path, entities: &[String], note: &Note) -> anyhow::Result<Outcome> {
    take(graph, note, |corpus| {
        let (mut first, mut others) = (None, Vec::new());
        for typed in entities {
            for subject in subjects(corpus, typed, note.document.as_deref())? {
                match &first {
                    None => first = Some(subject),
                    Some(_) => others.push(subject),
                }
            }
        }
        let first = first.unwrap_or_default();
        Ok(others.into_iter().map(|other| Decision::Merge(other, first.clone())).collect())
    })
}

/// Those mentioned by `name` are not who they were taken for.
pub fn split(graph: &Path, name: &str, note: &Note) -> anyhow::Result<Outcome> {
    take(graph, note, |corpus| {
        let found = subjects(corpus, name, note.document.as_deref())?;
        Ok(found.into_iter().map(Decision::Split).collect())
    })
}

/// The entity is that Wikidata item, or none.
pub fn pin(graph: &Path, entity: &str, item: &str, note: &Note) -> anyhow::Result<Outcome> {
    let item = ledger::pinned(item).map_err(|reason| anyhow!(reason))?;
    take(graph, note, |corpus| {
        let found = subjects(corpus, entity, note.document.as_deref())?;
        Ok(found.into_iter().map(|subject| Decision::Pin(subject, item.clone())).collect())
    })
}

fn take(
    graph: &Path,
    note: &Note,
    choose: impl FnOnce(&Corpus) -> anyhow::Result<Vec<Decision>>,
) -> anyhow::Result<Outcome> {
    let by = note.by.clone().unwrap_or_else(user);
    let why = note.why.clone().unwrap_or_default();
    let mut taken = Vec::new();
    let published = pipeline::decide(&Directory::open(graph)?, |corpus, ledger: &mut Ledger| {
        let chosen = choose(corpus)?;
        let records = chosen.into_iter().map(|decision| Record { decision, by: by.clone(), why: why.clone() });
        taken = records.filter(|record| ledger.add(record.clone())).collect();
        Ok::<_, anyhow::Error>(!taken.is_empty())
    })?;
    report("decided", &taken, published.as_ref())
}

/// Takes decisions back.
pub fn undo(graph: &Path, by: Option<&str>) -> anyhow::Result<Outcome> {
    let mut undone = Vec::new();
    let published = pipeline::decide(&Directory::open(graph)?, |_, ledger: &mut Ledger| {
        undone = ledger.undo(by);
        Ok::<_, anyhow::Error>(!undone.is_empty())
    })?;
    report("undone", &undone, published.as_ref())
}

/// Says what was decided, and what came of it.
pub fn report(what: &str, records: &[Record], published: Option<&Published>) -> anyhow::Result<Outcome> {
    let mut out = output::results();
    let Some(published) = published else {
        output::note(&format!("nothing was {what}: the decisions are as they were"));
        return Ok(Outcome::Partial);
    };
    for record in records {
        writeln!(out, "{what}: {}", sentence(&record.decision))?;
    }
    let mut shown = Vec::new();
    for subject in records.iter().flat_map(|record| named(&record.decision)) {
        let found = find::find(&published.corpus.resolution, &subject.name);
        shown.extend(
            found.into_iter().map(|found| found.id).take(3).filter(|id| !shown.contains(id)).collect::<Vec<_>>(),
        );
    }
    for entity in shown.into_iter().filter_map(|id| published.corpus.resolution.entity(id)) {
        let item = entity.wikidata.as_ref().map_or(String::new(), |item| format!(", wd:{item}"));
        let kind = vocab::class_name(entity.kind).to_lowercase();
        let mentions = output::count(entity.mentions, "mention");
        let documents = output::count(entity.documents, "document");
        writeln!(out, "  ent:{} is {} ({kind}{item}): {mentions} in {documents}", entity.name, entity.label)?;
    }
    out.flush()?;
    warn_of_idle(&published.corpus);
    Ok(Outcome::Good)
}

fn named(decision: &Decision) -> Vec<&Subject> {
    match decision {
        Decision::Merge(one, other) => vec![one, other],
        Decision::Split(one) | Decision::Pin(one, _) => vec![one],
    }
}

/// The user's name on this system, where it has one.
pub fn user() -> String {
    ["USER", "USERNAME"].iter().find_map(|name| std::env::var(name).ok()).unwrap_or_default()
}
