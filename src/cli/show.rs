//! `show`: everything known about one actor, claim or document, with the quotes.

use super::args::TextFormat;
use super::{Outcome, output};
use claimgraph::export::claim_json;
use claimgraph::model::{CharIndex, Entity, EntityId, Modality, Polarity};
use claimgraph::pipeline;
use claimgraph::resolve::{Node, Resolution, ResolvedClaim, find};
use claimgraph::store::{Corpus, Directory, StoreError};
use claimgraph::vocab;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// How a claim relates to what is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Subject,
    Object,
    Speaker,
    Other,
}

impl Part {
    fn heading(self) -> &'static str {
        match self {
            Part::Subject => "Does, is, plans",
            Part::Object => "What others do to it",
            Part::Speaker => "Says",
            Part::Other => "Also takes part in",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Part::Subject => "subject",
            Part::Object => "object",
            Part::Speaker => "speaker",
            Part::Other => "argument",
        }
    }
}

/// A claim, ready to be shown.
struct Shown {
    line: String,
    quote: String,
    source: String,
    confidence: f32,
    json: Value,
}

/// Shows what `what` names.
pub fn show(graph: &Path, what: &str, limit: usize, format: TextFormat) -> anyhow::Result<Outcome> {
    let corpus = Corpus::open(&Directory::open(graph)?)?;
    let limit = if limit == 0 { usize::MAX } else { limit };
    let mut out = output::results();
    let found = if let Some(id) = as_claim_id(what) {
        show_claim(&corpus, id, format, &mut out)?
    } else if let Ok(index) = pipeline::find_document(&corpus.entries, what) {
        show_document(&corpus, index, limit, format, &mut out)?;
        true
    } else {
        show_entity(&corpus, what, limit, format, &mut out)?
    };
    out.flush()?;
    Ok(if found { Outcome::Good } else { Outcome::Partial })
}

/// `claim:` or its IRI, or what looks like a claim's id: twelve hexadecimal digits, a hyphen, twelve more.
fn as_claim_id(what: &str) -> Option<&str> {
    let prefixed = what.strip_prefix("claim:").or_else(|| what.strip_prefix(vocab::CLAIM));
    let hex = |part: &str| part.len() == 12 && part.bytes().all(|b| b.is_ascii_hexdigit());
    prefixed.or_else(|| what.split_once('-').filter(|(a, b)| hex(a) && hex(b)).map(|_| what))
}

fn show_claim(corpus: &Corpus, id: &str, format: TextFormat, out: &mut dyn Write) -> anyhow::Result<bool> {
    let prefix = id.split('-').next().unwrap_or_default();
    for index in (0..corpus.entries.len()).filter(|index| corpus.entries[*index].id.starts_with(prefix)) {
        let document = corpus.document(index)?;
        let claims = claimgraph::resolve::claims(&document, &corpus.resolution);
        if let Some(claim) = claims.iter().find(|claim| claim.id == id) {
            let json = claim_json(claim, &corpus.resolution, &CharIndex::new(&document.document.text));
            write_claim(claim, &json, &corpus.resolution, format, out)?;
            return Ok(true);
        }
    }
    output::note(&format!("claimgraph: no claim {id}"));
    Ok(false)
}

fn write_claim(
    claim: &ResolvedClaim,
    json: &Value,
    resolution: &Resolution,
    format: TextFormat,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    if format == TextFormat::Json {
        return write_json(json, out);
    }
    let inner = claim.claim;
    writeln!(out, "{}", sentence(claim, resolution))?;
    writeln!(out, "  “{}”", one_line(claim.quote()))?;
    let document = &claim.document.document;
    writeln!(out, "  {}{}", document.source, origin(document))?;
    for (role, node) in &claim.arguments {
        writeln!(out, "  {}: {}", vocab::role_name(*role), node.label(resolution))?;
    }
    for speaker in &claim.speakers {
        let stance = vocab::stance_name(speaker.attribution.stance);
        writeln!(out, "  according to: {} ({}; {stance})", speaker.node.label(resolution), speaker.attribution.verb)?;
    }
    let (modality, polarity) = (vocab::modality_name(inner.modality), vocab::polarity_name(inner.polarity));
    writeln!(out, "  {modality}, {polarity}; confidence {:.2}; rule {}", inner.confidence, inner.rule)?;
    Ok(writeln!(out, "  relation: {}; {}", inner.relation.as_deref().unwrap_or("none"), claim_id(claim))?)
}

fn claim_id(claim: &ResolvedClaim) -> String {
    format!("claim:{}", claim.id)
}

fn origin(document: &claimgraph::model::Document) -> String {
    let known = [document.publisher.clone(), document.date.map(|date| date.to_string())];
    let known: Vec<String> = known.into_iter().flatten().collect();
    if known.is_empty() { String::new() } else { format!(" ({})", known.join(", ")) }
}

fn show_document(
    corpus: &Corpus,
    index: usize,
    limit: usize,
    format: TextFormat,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let claims = corpus.document(index)?;
    let (document, chars) = (&claims.document, CharIndex::new(&claims.document.text));
    let resolved = claimgraph::resolve::claims(&claims, &corpus.resolution);
    if format == TextFormat::Json {
        let list: Vec<Value> = resolved.iter().map(|claim| claim_json(claim, &corpus.resolution, &chars)).collect();
        let json = json!({
            "id": document.id, "sources": corpus.entries[index].sources, "title": document.title, "author": document.author,
            "publisher": document.publisher, "date": document.date, "url": document.url,
            "same_as": corpus.entries[index].same_as, "sentences": claims.sentences.len(), "words": claims.words,
            "claims": list, "dropped": document.dropped,
        });
        return write_json(&json, out);
    }
    writeln!(out, "{}", document.title.as_deref().unwrap_or("(no title)"))?;
    writeln!(out, "  doc:{}", document.id)?;
    corpus.entries[index].sources.iter().try_for_each(|source| writeln!(out, "  {source}{}", origin(document)))?;
    let dropped = document.dropped.len();
    let sentences = output::count(claims.sentences.len() as u64, "sentence");
    let (words, dropped) = (output::count(claims.words, "word"), output::count(dropped as u64, "block"));
    writeln!(out, "  {sentences}, {words}, {dropped} dropped")?;
    writeln!(out, "\n{}", output::count(resolved.len() as u64, "claim"))?;
    for claim in resolved.iter().take(limit) {
        writeln!(out, "  {}   {}", sentence(claim, &corpus.resolution), claim_id(claim))?;
        writeln!(out, "      “{}”", one_line(claim.quote()))?;
    }
    more(resolved.len(), limit, out)
}

fn show_entity(
    corpus: &Corpus,
    what: &str,
    limit: usize,
    format: TextFormat,
    out: &mut dyn Write,
) -> anyhow::Result<bool> {
    let found: Vec<EntityId> = find::find(&corpus.resolution, what).into_iter().map(|found| found.id).collect();
    let Some((id, others)) = found.split_first() else {
        output::note(&format!(
            "claimgraph: nothing in this graph is called {what:?}{}",
            suggest(&corpus.resolution, what)
        ));
        return Ok(false);
    };
    let Some(entity) = corpus.resolution.entity(*id) else { return Ok(false) };
    let parts = claims_about(corpus, *id)?;
    match format {
        TextFormat::Json => write_json(&entity_json(entity, &parts), out)?,
        TextFormat::Text => write_entity(entity, &parts, limit, out)?,
    }
    let others: Vec<String> = others
        .iter()
        .filter_map(|id| corpus.resolution.entity(*id))
        .take(5)
        .map(|e| format!("ent:{}", e.name))
        .collect();
    if !others.is_empty() {
        output::note(&format!("also called {what:?}: {}", others.join(", ")));
    }
    Ok(true)
}

/// Names that look like what was asked for.
pub(super) fn suggest(resolution: &Resolution, what: &str) -> String {
    let labels = find::suggest(resolution, what);
    if labels.is_empty() { String::new() } else { format!("; did you mean {}?", labels.join(", ")) }
}

fn claims_about(corpus: &Corpus, id: EntityId) -> Result<BTreeMap<Part, Vec<Shown>>, StoreError> {
    let mut parts: BTreeMap<Part, Vec<Shown>> = BTreeMap::new();
    for index in corpus.documents_of(id) {
        let document = corpus.document(index)?;
        let chars = CharIndex::new(&document.document.text);
        for claim in claimgraph::resolve::claims(&document, &corpus.resolution) {
            if let Some(part) = part_of(&claim, id) {
                parts.entry(part).or_default().push(Shown {
                    line: sentence(&claim, &corpus.resolution),
                    quote: one_line(claim.quote()),
                    source: document.document.source.clone(),
                    confidence: claim.claim.confidence,
                    json: claim_json(&claim, &corpus.resolution, &chars),
                });
            }
        }
    }
    Ok(parts)
}

fn part_of(claim: &ResolvedClaim, id: EntityId) -> Option<Part> {
    let is = |node: &Node| *node == Node::Entity(id);
    if is(&claim.subject) {
        Some(Part::Subject)
    } else if claim.object.as_ref().is_some_and(is) {
        Some(Part::Object)
    } else if claim.speakers.iter().any(|speaker| is(&speaker.node)) {
        Some(Part::Speaker)
    } else {
        claim.arguments.iter().any(|(_, node)| is(node)).then_some(Part::Other)
    }
}

fn write_entity(
    entity: &Entity,
    parts: &BTreeMap<Part, Vec<Shown>>,
    limit: usize,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let item = entity.wikidata.as_ref().map_or(String::new(), |item| format!("   wd:{item}"));
    writeln!(out, "{} ({})   ent:{}{item}", entity.label, vocab::class_name(entity.kind).to_lowercase(), entity.name)?;
    let (mentions, documents) =
        (output::count(entity.mentions, "mention"), output::count(entity.documents, "document"));
    writeln!(out, "  {mentions} in {documents}")?;
    for (what, list) in [("also called", &entity.aliases), ("described as", &entity.descriptions)] {
        if !list.is_empty() {
            writeln!(out, "  {what}: {}", list.join("; "))?;
        }
    }
    for (part, shown) in parts {
        writeln!(out, "\n{} ({})", part.heading(), output::count(shown.len() as u64, "claim"))?;
        write_grouped(shown, limit, out)?;
    }
    Ok(())
}

/// The same claim of several sentences is one line with its quotes; what is claimed most often comes first.
fn write_grouped(shown: &[Shown], limit: usize, out: &mut dyn Write) -> anyhow::Result<()> {
    const QUOTES: usize = 3;
    let mut groups: BTreeMap<&str, Vec<&Shown>> = BTreeMap::new();
    for claim in shown {
        groups.entry(&claim.line).or_default().push(claim);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    let best = |claims: &[&Shown]| claims.iter().map(|claim| claim.confidence).fold(0.0, f32::max);
    groups.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(best(&b.1).total_cmp(&best(&a.1))).then(a.0.cmp(b.0)));
    for (line, claims) in groups.iter().take(limit) {
        writeln!(out, "  {line}")?;
        for claim in claims.iter().take(QUOTES) {
            writeln!(out, "      “{}” — {}", claim.quote, claim.source)?;
        }
        if claims.len() > QUOTES {
            writeln!(out, "      and {} more", claims.len() - QUOTES)?;
        }
    }
    more(groups.len(), limit, out)
}

fn more(total: usize, limit: usize, out: &mut dyn Write) -> anyhow::Result<()> {
    match total.checked_sub(limit) {
        Some(rest) if rest > 0 => Ok(writeln!(out, "  … and {rest} more (--limit 0 shows all)")?),
        _ => Ok(()),
    }
}

/// A claim in a line: `Ann Lee → plans visit to → Rome [planned; says Bo Li]`.
fn sentence(claim: &ResolvedClaim, resolution: &Resolution) -> String {
    let mut line = format!("{} → {}", claim.subject.label(resolution), claim.claim.predicate.replace('_', " "));
    if let Some(object) = &claim.object {
        line = format!("{line} → {}", object.label(resolution));
    }
    let mut notes = Vec::new();
    if claim.claim.modality != Modality::Actual {
        notes.push(vocab::modality_name(claim.claim.modality).to_owned());
    }
    if claim.claim.polarity == Polarity::Negated {
        notes.push("negated".to_owned());
    }
    for speaker in &claim.speakers {
        let stance = vocab::stance_name(speaker.attribution.stance);
        notes.push(format!("{} {stance}", speaker.node.label(resolution)));
    }
    if notes.is_empty() { line } else { format!("{line} [{}]", notes.join("; ")) }
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn entity_json(entity: &Entity, parts: &BTreeMap<Part, Vec<Shown>>) -> Value {
    let claims: serde_json::Map<String, Value> = parts
        .iter()
        .map(|(part, shown)| (part.name().to_owned(), shown.iter().map(|claim| claim.json.clone()).collect()))
        .collect();
    json!({
        "id": format!("ent:{}", entity.name), "label": entity.label, "type": entity.kind, "wikidata": entity.wikidata,
        "aliases": entity.aliases, "descriptions": entity.descriptions, "documents": entity.documents,
        "mentions": entity.mentions, "claims": claims,
    })
}

fn write_json(json: &Value, out: &mut dyn Write) -> anyhow::Result<()> {
    serde_json::to_writer_pretty(&mut *out, json).map_err(std::io::Error::from)?;
    Ok(writeln!(out)?)
}
