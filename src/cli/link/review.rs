//! `link review`: what a person should look at, with what speaks for and against it.

use crate::cli::args::TableFormat;
use crate::cli::{Outcome, output};
use claimgraph::model::{EntityId, EntityType, MentionKind};
use claimgraph::reconcile::Answers;
use claimgraph::resolve::doubt;
use claimgraph::store::{Corpus, Directory};
use claimgraph::vocab;
use serde_json::json;
use std::cmp::Reverse;
use std::io::Write;
use std::path::Path;

/// The columns of the CSV; `decision` and `why` are for the user to fill in.
const COLUMNS: [&str; 13] = [
    "about",
    "name",
    "type",
    "document",
    "other",
    "other_type",
    "reason",
    "candidates",
    "mentions",
    "quote",
    "source",
    "decision",
    "why",
];

/// Something to be looked at.
struct Doubt {
    about: &'static str,
    id: EntityId,
    name: String,
    kind: EntityType,
    document: Option<String>,
    other: String,
    reason: String,
    candidates: Vec<Proposed>,
    mentions: u32,
    quote: String,
    source: String,
}

/// An item that it may be.
struct Proposed {
    item: String,
    label: String,
    description: String,
    score: f64,
    by: String,
    reasons: Vec<String>,
}

/// Lists the doubtful links and merges, the most mentioned first.
pub fn review(graph: &Path, below: f32, top: usize, format: TableFormat) -> anyhow::Result<Outcome> {
    let directory = Directory::open(graph)?;
    let corpus = Corpus::open(&directory)?;
    let mut doubts = links(&corpus, &Answers::open(&directory)?, below);
    doubts.extend(merges(&corpus));
    doubts.sort_by_key(|doubt| (Reverse(doubt.mentions), doubt.id, doubt.about, doubt.name.clone()));
    let all = doubts.len();
    doubts.truncate(if top == 0 { usize::MAX } else { top });
    for doubt in &mut doubts {
        (doubt.quote, doubt.source) = evidence(&corpus, doubt)?;
    }
    let mut out = output::results();
    match format {
        TableFormat::Json => {
            let list: Vec<_> = doubts.iter().map(json).collect();
            serde_json::to_writer_pretty(&mut out, &list).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        TableFormat::Csv => output::write_rows(&COLUMNS, doubts.iter().map(cells).collect(), format, &mut out)?,
        TableFormat::Table => doubts.iter().try_for_each(|doubt| write(doubt, &mut out))?,
    }
    out.flush()?;
    if doubts.len() < all {
        output::note(&format!("{} of {all}; --top 0 lists all", doubts.len()));
    }
    Ok(Outcome::Good)
}

fn links(corpus: &Corpus, answers: &Answers, below: f32) -> Vec<Doubt> {
    let mut reasons: std::collections::BTreeMap<EntityId, String> =
        doubt::links(&corpus.resolution, below).into_iter().collect();
    if !answers.is_empty() {
        for (id, entity) in (0..).zip(&corpus.resolution.entities) {
            let decided = corpus.resolution.links.get(id as usize).is_some_and(|link| link.decided);
            let open = entity.named && entity.wikidata.is_none() && !decided;
            if open && answers.to_name(&entity.label).any(|(_, candidates)| !candidates.is_empty()) {
                reasons.entry(id).or_insert_with(|| "a service proposes candidates, none of them clear".to_owned());
            }
        }
    }
    reasons.into_iter().flat_map(|(id, reason)| link(corpus, answers, id, &reason)).collect()
}

fn link(corpus: &Corpus, answers: &Answers, id: EntityId, reason: &str) -> Vec<Doubt> {
    let Some(entity) = corpus.resolution.entity(id) else { return Vec::new() };
    let doubt = |document: Option<String>| Doubt {
        about: "link",
        id,
        name: entity.label.clone(),
        kind: entity.kind,
        document,
        other: String::new(),
        reason: reason.to_owned(),
        candidates: proposed(corpus, answers, id),
        mentions: entity.mentions,
        quote: String::new(),
        source: String::new(),
    };
    corpus.subjects(id, &entity.label, None).into_iter().map(|subject| doubt(subject.document)).collect()
}

fn proposed(corpus: &Corpus, answers: &Answers, id: EntityId) -> Vec<Proposed> {
    let weighed = corpus.resolution.links.get(id as usize).map_or(&[][..], |link| link.candidates.as_slice());
    let mut proposed: Vec<Proposed> = weighed
        .iter()
        .map(|weighed| Proposed {
            item: weighed.item.clone(),
            label: weighed.label.clone(),
            description: weighed.description.clone(),
            score: f64::from(weighed.score),
            by: "gazetteer".to_owned(),
            reasons: weighed.reasons.clone(),
        })
        .collect();
    let label = corpus.resolution.entity(id).map_or("", |entity| &entity.label);
    for (service, candidates) in answers.to_name(label) {
        proposed.extend(candidates.iter().map(|candidate| Proposed {
            item: candidate.id.clone(),
            label: candidate.name.clone(),
            description: candidate.description.clone(),
            score: candidate.score.unwrap_or_default() / 100.0,
            by: service.to_owned(),
            reasons: Vec::new(),
        }));
    }
    proposed
}

fn merges(corpus: &Corpus) -> Vec<Doubt> {
    let doubts = doubt::merges(&corpus.resolution);
    let merge = |(id, merge, reason): (EntityId, &claimgraph::resolve::Merge, String)| {
        let entity = corpus.resolution.entity(id)?;
        Some(Doubt {
            about: "merge",
            id,
            name: merge.name.clone(),
            kind: entity.kind,
            document: None,
            other: entity.label.clone(),
            reason,
            candidates: Vec::new(),
            mentions: entity.mentions,
            quote: String::new(),
            source: String::new(),
        })
    };
    doubts.into_iter().filter_map(merge).collect()
}

/// The first sentence that names it, and where that stands.
fn evidence(corpus: &Corpus, doubt: &Doubt) -> anyhow::Result<(String, String)> {
    let wanted = doubt.name.to_lowercase();
    for index in corpus.documents_of(doubt.id) {
        let document = corpus.document(index)?;
        let text = &document.document.text;
        let ids = corpus.resolution.ids(&document.document.id);
        let entities = document.entities.iter().zip(ids).filter(|(_, id)| **id == doubt.id);
        let mentions = entities.flat_map(|(entity, _)| &entity.mentions).filter(|m| m.kind == MentionKind::Name);
        let is_meant = |span: &claimgraph::model::Span| {
            doubt.about == "link"
                || span.of(text).to_lowercase().split_whitespace().last() == wanted.split(' ').next_back()
                    && span.of(text).split_whitespace().count() == wanted.split(' ').count()
        };
        let first = mentions.filter(|mention| is_meant(&mention.head)).min_by_key(|mention| mention.span.start);
        if let Some(span) = first.and_then(|mention| document.sentences.get(mention.sentence as usize)) {
            let quote = span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
            return Ok((quote, document.document.source.clone()));
        }
    }
    Ok((String::new(), String::new()))
}

fn kind_name(kind: EntityType) -> String {
    vocab::class_name(kind).to_lowercase()
}

fn in_words(proposed: &Proposed) -> String {
    let about = if proposed.description.is_empty() { String::new() } else { format!(", {}", proposed.description) };
    format!("{} {}{about} ({:.2})", proposed.item, proposed.label, proposed.score)
}

fn cells(doubt: &Doubt) -> Vec<String> {
    let candidates: Vec<String> = doubt.candidates.iter().map(in_words).collect();
    let other_type = if doubt.other.is_empty() { String::new() } else { kind_name(doubt.kind) };
    vec![
        doubt.about.to_owned(),
        doubt.name.clone(),
        kind_name(doubt.kind),
        doubt.document.clone().unwrap_or_default(),
        doubt.other.clone(),
        other_type,
        doubt.reason.clone(),
        candidates.join("; "),
        doubt.mentions.to_string(),
        doubt.quote.clone(),
        doubt.source.clone(),
        String::new(),
        String::new(),
    ]
}

fn write(doubt: &Doubt, out: &mut dyn Write) -> anyhow::Result<()> {
    let other = if doubt.other.is_empty() { String::new() } else { format!(" is {}", doubt.other) };
    writeln!(out, "{}: {} ({}){other}: {}", doubt.about, doubt.name, kind_name(doubt.kind), doubt.reason)?;
    for proposed in &doubt.candidates {
        let reasons =
            if proposed.reasons.is_empty() { String::new() } else { format!(" — {}", proposed.reasons.join(", ")) };
        writeln!(out, "    {}{reasons}", in_words(proposed))?;
    }
    if !doubt.quote.is_empty() {
        writeln!(out, "    “{}” — {}", doubt.quote, doubt.source)?;
    }
    Ok(())
}

fn json(doubt: &Doubt) -> serde_json::Value {
    let candidate = |proposed: &Proposed| {
        json!({
            "wikidata": proposed.item, "label": proposed.label, "description": proposed.description,
            "score": (proposed.score * 100.0).round() / 100.0, "by": proposed.by, "reasons": proposed.reasons,
        })
    };
    json!({
        "about": doubt.about, "name": doubt.name, "type": doubt.kind, "document": doubt.document,
        "other": if doubt.other.is_empty() { None } else { Some(&doubt.other) }, "reason": doubt.reason,
        "candidates": doubt.candidates.iter().map(candidate).collect::<Vec<_>>(),
        "mentions": doubt.mentions, "quote": doubt.quote, "source": doubt.source,
    })
}
