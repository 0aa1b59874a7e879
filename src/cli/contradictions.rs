//! `contradictions`: what cannot both be right, with both quotes.

use super::args::TableFormat;
use super::{Outcome, output};
use claimgraph::contradict::{self, Between, ClaimPlace, Contradiction, Findings, Kind, LetGo};
use claimgraph::export::claim_json;
use claimgraph::model::CharIndex;
use claimgraph::resolve;
use claimgraph::store::{BrokenRule, Corpus, Directory, Graph, Hit, Rules};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{IsTerminal, Write};
use std::path::Path;

/// Which contradictions are wanted.
pub struct Wanted<'a> {
    /// Of these kinds; of all where empty.
    pub kinds: &'a [Kind],
    /// Between these; any where empty.
    pub between: &'a [Between],
    /// From this score on.
    pub least_score: f32,
    /// So many; 0 for all.
    pub top: usize,
}

/// A claim as it is shown.
struct Shown {
    json: Value,
    quote: String,
    source: String,
    /// Publisher, date and who says so.
    origin: String,
}

/// Lists contradictions.
pub fn contradictions(
    graph: &Path,
    wanted: &Wanted,
    explain: bool,
    rules: Option<&Path>,
    format: TableFormat,
) -> anyhow::Result<Outcome> {
    let directory = Directory::open(graph)?;
    let corpus = Corpus::open(&directory)?;
    let mut findings = contradict::find(&corpus.propositions()?, wanted.least_score, explain);
    let broken = match rules {
        Some(folder) => add_rules(&directory, &corpus, folder, &mut findings)?,
        None => Vec::new(),
    };
    filter(&mut findings, wanted);
    let shown = show(&corpus, &findings)?;
    let mut out = output::results();
    match format {
        TableFormat::Table => write_text(&findings, &shown, explain, &mut out)?,
        TableFormat::Json => write_json(&findings, &shown, explain, &mut out)?,
        TableFormat::Csv => write_csv(&findings, &shown, &mut out)?,
    }
    out.flush()?;
    for BrokenRule { file, reason } in &broken {
        output::note(&format!("failed: {}: {reason}", file.display()));
    }
    Ok(if broken.is_empty() { Outcome::Good } else { Outcome::Partial })
}

fn filter(findings: &mut Findings, wanted: &Wanted) {
    let kind = |kind: Kind| wanted.kinds.is_empty() || wanted.kinds.contains(&kind);
    let between = |between: Between| wanted.between.is_empty() || wanted.between.contains(&between);
    findings.contradictions.retain(|c| kind(c.kind) && between(c.between) && c.score >= wanted.least_score);
    findings.let_go.retain(|pair| kind(pair.kind));
    if wanted.top > 0 {
        findings.contradictions.truncate(wanted.top);
    }
}

/// Runs the user's rules and adds what they find; the rules that could not be run.
fn add_rules(
    directory: &Directory,
    corpus: &Corpus,
    folder: &Path,
    findings: &mut Findings,
) -> anyhow::Result<Vec<BrokenRule>> {
    let graph = Graph::load(directory)?;
    let Rules { hits, broken } = Rules::run(folder, &graph)?;
    // The process ends soon; taking the store apart piece by piece would only cost time.
    std::mem::forget(graph);
    let places = places(corpus, &hits)?;
    for Hit { rule, claims, message, score } in hits {
        let place = |id: &String| places.get(id).copied();
        if let (Some(a), Some(b)) = (place(&claims[0]), place(&claims[1])) {
            findings.contradictions.push(contradict::of_rule(&rule, &message, score, claims, [a, b]));
        }
    }
    findings.contradictions.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.ids.cmp(&b.ids)));
    Ok(broken)
}

/// Where the claims of the hits stand.
fn places(corpus: &Corpus, hits: &[Hit]) -> anyhow::Result<BTreeMap<String, ClaimPlace>> {
    let wanted: BTreeSet<&str> = hits.iter().flat_map(|hit| &hit.claims).map(String::as_str).collect();
    let mut places = BTreeMap::new();
    corpus.for_each(|document, _, claims| {
        for (index, claim) in (0..).zip(claims).filter(|(_, claim)| wanted.contains(claim.id.as_str())) {
            places.insert(claim.id.clone(), (document as u32, index));
        }
        Ok::<_, anyhow::Error>(())
    })?;
    Ok(places)
}

/// The claims of all findings; each document is read once.
fn show(corpus: &Corpus, findings: &Findings) -> anyhow::Result<BTreeMap<ClaimPlace, Shown>> {
    let found = findings.contradictions.iter().flat_map(|c| c.claims);
    let wanted: BTreeSet<ClaimPlace> = found.chain(findings.let_go.iter().flat_map(|pair| pair.claims)).collect();
    let mut shown = BTreeMap::new();
    let documents: BTreeSet<u32> = wanted.iter().map(|place| place.0).collect();
    for index in documents {
        let document = corpus.document(index as usize)?;
        let claims = resolve::claims(&document, &corpus.resolution);
        let chars = CharIndex::new(&document.document.text);
        for place in wanted.range((index, 0)..=(index, u32::MAX)) {
            let Some(claim) = claims.get(place.1 as usize) else { continue };
            let head = &document.document;
            let speakers: Vec<String> = claim.speakers.iter().map(|link| link.node.label(&corpus.resolution)).collect();
            let date = head.date.map(|date| date.to_string());
            let origin = [head.publisher.clone(), date, (!speakers.is_empty()).then(|| speakers.join(" > "))];
            shown.insert(
                *place,
                Shown {
                    json: claim_json(claim, &corpus.resolution, &chars),
                    quote: claim.quote().split_whitespace().collect::<Vec<_>>().join(" "),
                    source: head.source.clone(),
                    origin: origin.into_iter().flatten().collect::<Vec<_>>().join(", "),
                },
            );
        }
    }
    Ok(shown)
}

fn write_text(
    findings: &Findings,
    shown: &BTreeMap<ClaimPlace, Shown>,
    explain: bool,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    for (number, found) in (1..).zip(&findings.contradictions) {
        let rule = found.rule.as_ref().map_or(String::new(), |rule| format!(" {rule}"));
        writeln!(out, "{number}. {}{rule}, {}, score {:.2}", found.kind, found.between, found.score)?;
        writeln!(out, "{}", found.reason)?;
        writeln!(out, "{}\n", side_by_side(found.claims.map(|place| shown.get(&place))))?;
    }
    if findings.contradictions.is_empty() {
        writeln!(out, "no contradiction found")?;
    }
    if explain {
        writeln!(out, "weighed and let go: {}\n", output::count(findings.let_go.len() as u64, "pair"))?;
        for pair in &findings.let_go {
            writeln!(out, "let go: {} ({})", pair.gate, pair.kind)?;
            writeln!(out, "{}", pair.reason)?;
            for place in pair.claims {
                let source = shown.get(&place).map_or("", |claim| claim.source.as_str());
                writeln!(out, "    {source}")?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

/// Both quotes in two columns, with who says it and where.
fn side_by_side(claims: [Option<&Shown>; 2]) -> comfy_table::Table {
    const WIDTH: u16 = 110;
    let mut table = comfy_table::Table::new();
    table.load_style(comfy_table::presets::UTF8_FULL);
    table.set_content_arrangement(comfy_table::ContentArrangement::DynamicFullWidth);
    if !std::io::stdout().is_terminal() {
        table.set_width(WIDTH);
    }
    let row = |part: fn(&Shown) -> String| claims.map(|claim| claim.map(part).unwrap_or_default());
    table.set_header(row(|claim| claim.origin.clone()));
    table.add_row(row(|claim| format!("“{}”\n{}", claim.quote, claim.source)));
    table
}

fn write_json(
    findings: &Findings,
    shown: &BTreeMap<ClaimPlace, Shown>,
    explain: bool,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let claims =
        |places: [ClaimPlace; 2]| places.map(|place| shown.get(&place).map_or(Value::Null, |c| c.json.clone()));
    let found = |c: &Contradiction| {
        let mut entry = json!({
            "id": format!("contra:{}", c.id), "kind": c.kind.name(), "between": c.between.name(),
            "score": hundredths(c.score), "reason": c.reason, "claims": claims(c.claims),
        });
        if let Some(rule) = &c.rule {
            entry["rule"] = rule.as_str().into();
        }
        entry
    };
    let let_go = |pair: &LetGo| json!({"kind": pair.kind.name(), "let_go": pair.gate.name(), "reason": pair.reason, "claims": claims(pair.claims)});
    let mut list: Vec<Value> = findings.contradictions.iter().map(found).collect();
    if explain {
        list.extend(findings.let_go.iter().map(let_go));
    }
    serde_json::to_writer_pretty(&mut *out, &list).map_err(std::io::Error::from)?;
    Ok(writeln!(out)?)
}

fn hundredths(score: f32) -> f64 {
    (f64::from(score) * 100.0).round() / 100.0
}

const HEAD: [&str; 14] = [
    "id", "kind", "between", "score", "reason", "rule", "let_go", "claim_a", "said_a", "quote_a", "source_a",
    "claim_b", "quote_b", "source_b",
];

fn write_csv(findings: &Findings, shown: &BTreeMap<ClaimPlace, Shown>, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(HEAD)?;
    let claim = |place: ClaimPlace| {
        let shown = shown.get(&place);
        let id = shown.and_then(|c| c.json["id"].as_str()).unwrap_or_default().to_owned();
        let text = |part: fn(&Shown) -> &String| shown.map(part).cloned().unwrap_or_default();
        (id, text(|c| &c.origin), text(|c| &c.quote), text(|c| &c.source))
    };
    let mut row = |what: [String; 7], places: [ClaimPlace; 2]| {
        let (a, b) = (claim(places[0]), claim(places[1]));
        table.write_record(what.into_iter().chain([a.0, a.1, a.2, a.3, b.0, b.2, b.3]))
    };
    for c in &findings.contradictions {
        let rule = c.rule.clone().unwrap_or_default();
        let (kind, between) = (c.kind.to_string(), c.between.to_string());
        let id = format!("contra:{}", c.id);
        row([id, kind, between, format!("{:.2}", c.score), c.reason.clone(), rule, String::new()], c.claims)?;
    }
    for pair in &findings.let_go {
        let empty = String::new;
        let what =
            [empty(), pair.kind.to_string(), empty(), empty(), pair.reason.clone(), empty(), pair.gate.to_string()];
        row(what, pair.claims)?;
    }
    Ok(table.flush()?)
}
