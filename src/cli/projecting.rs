//! What the commands on the graph of actors share: the options as a projection, and its edges in words with quotes.

use super::args::{Connecting, Projecting, WindowLength};
use super::show;
use anyhow::bail;
use claimgraph::graph::windows::Window;
use claimgraph::graph::{Filter, Options, Projection, View};
use claimgraph::model::EntityId;
use claimgraph::resolve::{self, Resolution, Statement, Statements, find};
use claimgraph::store::Corpus;
use claimgraph::vocab;
use serde_json::{Value, json};

impl From<Connecting> for View {
    fn from(connecting: Connecting) -> Self {
        match connecting {
            Connecting::Actors => View::Actors,
            Connecting::Speakers => View::Speakers,
            Connecting::Denials => View::Denials,
            Connecting::Events => View::Events,
        }
    }
}

impl From<WindowLength> for Window {
    fn from(length: WindowLength) -> Self {
        match length {
            WindowLength::Day => Window::Day,
            WindowLength::Week => Window::Week,
            WindowLength::Month => Window::Month,
            WindowLength::Quarter => Window::Quarter,
            WindowLength::Year => Window::Year,
        }
    }
}

/// The options as the library takes them.
///
/// # Errors
/// Where nobody has a speaker's name.
pub fn options(asked: &Projecting, resolution: &Resolution) -> anyhow::Result<Options> {
    let mut speakers = Vec::new();
    for name in &asked.speakers {
        let Some(speaker) = find::find(resolution, name).first().map(|found| found.id) else {
            bail!("nobody in this graph is called {name:?}{}", show::suggest(resolution, name));
        };
        speakers.push(speaker);
    }
    let filter = Filter {
        types: asked.types.clone(),
        relations: asked.relations.clone(),
        modalities: asked.modalities.clone(),
        polarity: asked.polarity,
        since: asked.since,
        until: asked.until,
        speakers,
        min_support: asked.min_support,
        min_confidence: asked.min_confidence,
        unnamed: asked.unnamed,
    };
    Ok(Options { view: asked.projection.into(), directed: asked.directed, signed: asked.signed, filter })
}

/// An edge in words: its strongest statement, with the sentence to quote for it.
pub struct Edge {
    /// Subject, predicate and object.
    pub words: [String; 3],
    /// The sentence, on one line.
    pub quote: String,
    /// Where the sentence stands.
    pub source: String,
    /// The edge for programs.
    pub json: Value,
}

impl Edge {
    /// Subject, predicate and object in a line.
    pub fn line(&self) -> String {
        self.words.iter().filter(|word| !word.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    /// The line, and below it the beginning of the quote.
    pub fn quoted(&self) -> String {
        const LONGEST: usize = 160;
        let mut quote: String = self.quote.chars().take(LONGEST).collect();
        quote.extend((self.quote.chars().count() > LONGEST).then_some('…'));
        format!("{}\n“{quote}” — {}", self.line(), self.source)
    }
}

/// Edges with their quotes; documents are read as they are needed.
pub struct Quotes<'a> {
    corpus: &'a Corpus,
    statements: &'a Statements,
    projection: &'a Projection<'a>,
}

impl<'a> Quotes<'a> {
    /// Quotes for the edges of a projection of the statements of a corpus.
    pub fn new(corpus: &'a Corpus, statements: &'a Statements, projection: &'a Projection<'a>) -> Self {
        Self { corpus, statements, projection }
    }

    /// The strongest edges of a node, at most `count`.
    ///
    /// # Errors
    /// Where a document cannot be read.
    pub fn strongest(&self, node: u32, count: usize) -> anyhow::Result<Vec<Edge>> {
        let ties = self.projection.ties(node);
        ties.into_iter().take(count).map(|tie| self.edge(tie)).collect()
    }

    /// An edge of the projection.
    ///
    /// # Errors
    /// Where the document to quote cannot be read.
    pub fn edge(&self, edge: petgraph::graph::EdgeIndex) -> anyhow::Result<Edge> {
        let Some(tie) = self.projection.graph.edge_weight(edge) else { bail!("an edge that is not there") };
        let Some(statement) = tie.statements.first() else { bail!("an edge without a statement") };
        let (document, claim) = statement.best_claim();
        let document = self.corpus.document(document as usize)?;
        let claims = resolve::claims(&document, &self.corpus.resolution);
        let claim = claims.get(claim as usize);
        let object = claim.and_then(|claim| claim.object.as_ref()).map(|node| node.label(&self.corpus.resolution));
        let subject = claim.map(|claim| claim.subject.label(&self.corpus.resolution)).unwrap_or_default();
        let predicate = self.statements.predicate_of(statement).replace('_', " ");
        let words = [subject, predicate, object.unwrap_or_default()];
        let quote = claim.map(|claim| show::one_line(claim.quote())).unwrap_or_default();
        let source = document.document.source.clone();
        let mut json = self.json(statement, &words);
        json["quote"] = quote.clone().into();
        json["source"] = source.clone().into();
        json["between"] = json!({"support": tie.support, "statements": tie.statements.len(), "score": tie.score});
        Ok(Edge { words, quote, source, json })
    }

    fn json(&self, statement: &Statement, [subject, predicate, object]: &[String; 3]) -> Value {
        let speaker = |id: &EntityId| self.corpus.resolution.entity(*id).map(|entity| entity.label.clone());
        json!({
            "subject": subject, "predicate": predicate, "object": object,
            "polarity": vocab::polarity_name(statement.polarity), "modality": vocab::modality_name(statement.modality),
            "support": statement.support(), "claims": statement.claims,
            "speakers": statement.speakers.iter().filter_map(|(id, _)| speaker(id)).collect::<Vec<_>>(),
        })
    }
}
