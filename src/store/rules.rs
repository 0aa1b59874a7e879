//! The user's own rules: SPARQL files in a folder, each of which selects pairs of claims that cannot both be right.

use super::{Answer, Graph, StoreError};
use crate::vocab::CLAIM;
use oxigraph::model::Term;
use oxigraph::sparql::QuerySolution;
use std::path::{Path, PathBuf};

/// A pair that a rule found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The rule's name: its file's, without the ending.
    pub rule: String,
    /// The ids of the two claims, in order.
    pub claims: [String; 2],
    /// What the rule says of them.
    pub message: String,
    /// How surely; 1 where the rule gives no `?score`.
    pub score: f32,
}

/// A rule that could not be run, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenRule {
    /// Its file.
    pub file: PathBuf,
    /// Why, with the line where the query does not parse.
    pub reason: String,
}

/// What the rules of a folder found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    /// Pairs, each once for each rule, sorted by rule and claims.
    pub hits: Vec<Hit>,
    /// Rules that could not be run.
    pub broken: Vec<BrokenRule>,
}

impl Rules {
    /// Runs every `.rq` and `.sparql` file of a folder, in the order of their names. A broken rule does not keep the others from running.
    ///
    /// # Errors
    /// [`StoreError::Io`] where the folder cannot be read.
    pub fn run(folder: &Path, graph: &Graph) -> Result<Self, StoreError> {
        let entries = std::fs::read_dir(folder).map_err(StoreError::io(folder))?;
        let is_rule = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "rq" || ending == "sparql");
        let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(is_rule).collect();
        files.sort();
        let mut rules = Self::default();
        for file in files {
            match run(&file, graph) {
                Ok(hits) => rules.hits.extend(hits),
                Err(reason) => rules.broken.push(BrokenRule { file, reason }),
            }
        }
        Ok(rules)
    }
}

fn run(file: &Path, graph: &Graph) -> Result<Vec<Hit>, String> {
    let query = std::fs::read_to_string(file).map_err(|e| e.to_string())?;
    let rule = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let answer = graph.query(&query).map_err(|e| e.to_string())?;
    let Answer::Rows(rows) = answer else { return Err("a rule is a SELECT that gives ?a, ?b and ?message".to_owned()) };
    let has = |name: &str| rows.variables().iter().any(|variable| variable.as_str() == name);
    if let Some(missing) = ["a", "b", "message"].into_iter().find(|name| !has(name)) {
        return Err(format!("the rule gives no ?{missing}"));
    }
    let mut hits = Vec::new();
    for row in rows {
        hits.extend(hit(&rule, &row.map_err(|e| e.to_string())?)?);
    }
    hits.sort_by(|a, b| (&a.claims, &a.message).cmp(&(&b.claims, &b.message)));
    hits.dedup_by(|a, b| a.claims == b.claims);
    Ok(hits)
}

/// One row as a pair; none where a claim is paired with itself.
fn hit(rule: &str, row: &QuerySolution) -> Result<Option<Hit>, String> {
    let claim = |name: &str| match row.get(name) {
        Some(Term::NamedNode(node)) => {
            let id = node.as_str().strip_prefix(CLAIM).map(str::to_owned);
            id.ok_or_else(|| format!("?{name} is no claim: {node}"))
        }
        Some(other) => Err(format!("?{name} is no claim: {other}")),
        None => Err(format!("?{name} is not bound")),
    };
    let text = |name: &str| match row.get(name) {
        Some(Term::Literal(literal)) => Some(literal.value().to_owned()),
        _ => None,
    };
    let mut claims = [claim("a")?, claim("b")?];
    claims.sort();
    let score = text("score").and_then(|score| score.parse().ok()).unwrap_or(1.0);
    let message = text("message").unwrap_or_default();
    Ok((claims[0] != claims[1]).then(|| Hit { rule: rule.to_owned(), claims, message, score }))
}
