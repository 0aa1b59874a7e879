//! The graph in Oxigraph: loading it and asking it.

use super::directory::GRAPH;
use super::{Directory, StoreError, federation};
use crate::http::{Client, Patience};
use crate::vocab;
use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParser, RdfSerializer};
use oxigraph::model::{Quad, Term};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{CancellationToken, QueryEvaluationError, QueryResults, QuerySolution, QuerySolutionIter};
use oxigraph::sparql::{QueryTripleIter, SparqlEvaluator};
use oxigraph::store::{LoaderError, Store};
use spargebra::algebra::GraphPattern;
use spargebra::{Query, SparqlParser};
use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// The ontology, which queries can use beside the graph: `?p rdfs:subPropertyOf/rdfs:subPropertyOf* rel:consult`.
pub(crate) const ONTOLOGY: [&str; 2] =
    [include_str!("../../ontology/claimgraph.ttl"), include_str!("../../ontology/relations.ttl")];

/// Quads handed over between the thread that parses and the one that loads.
const BATCH: usize = 4096;

/// A graph that answers queries.
pub struct Graph {
    store: Store,
}

/// The quads of a graph directory, in canonical order, without loading them; then those of the measures kept with it.
///
/// # Errors
/// File system errors; then, one by one, [`StoreError::Corrupt`] where the file does not parse.
pub fn quads(directory: &Directory) -> Result<impl Iterator<Item = Result<Quad, StoreError>> + use<>, StoreError> {
    let path = directory.current(GRAPH);
    let reader = open(&path)?;
    let measures = match directory.measures() {
        Some(path) => Some(read(BufReader::new(File::open(&path).map_err(StoreError::io(&path))?), path)),
        None => None,
    };
    Ok(read(reader, path).chain(measures.into_iter().flatten()))
}

/// Our own files: their IRIs were checked when they were written.
fn read<R: Read>(reader: R, path: PathBuf) -> impl Iterator<Item = Result<Quad, StoreError>> + use<R> {
    let parser = RdfParser::from_format(RdfFormat::NQuads).lenient().for_reader(reader);
    parser.map(move |quad| quad.map_err(|e| StoreError::corrupt(&path, e)))
}

fn open(path: &Path) -> Result<impl Read + Send + use<>, StoreError> {
    let file = File::open(path).map_err(StoreError::io(path))?;
    Ok(BufReader::with_capacity(1 << 17, zstd::Decoder::new(file).map_err(StoreError::io(path))?))
}

impl Graph {
    /// Loads the graph of a directory into memory, with the ontology.
    ///
    /// # Errors
    /// File system errors; [`StoreError::Corrupt`] where the quads do not parse.
    #[cfg(not(feature = "disk"))]
    pub fn load(directory: &Directory) -> Result<Self, StoreError> {
        let graph = Self { store: Store::new().map_err(evaluation)? };
        graph.fill(directory)?;
        Ok(graph)
    }

    /// Opens the graph of a directory in its RocksDB folder, which is made again only when the graph changed.
    ///
    /// # Errors
    /// File system errors; [`StoreError::Corrupt`] where the quads do not parse.
    #[cfg(feature = "disk")]
    pub fn load(directory: &Directory) -> Result<Self, StoreError> {
        let folder = directory.root().join("rocksdb");
        let stamp = directory.root().join("rocksdb.stamp");
        let mut version = super::disk::version(&directory.current(GRAPH))?;
        if let Some(measures) = directory.measures() {
            version += &super::disk::version(&measures)?;
        }
        if std::fs::read_to_string(&stamp).is_ok_and(|made_from| made_from == version) {
            return Ok(Self { store: Store::open_read_only(&folder).map_err(evaluation)? });
        }
        super::disk::remove(&folder, &stamp)?;
        let graph = Self { store: Store::open(&folder).map_err(evaluation)? };
        graph.fill(directory)?;
        graph.store.flush().map_err(evaluation)?;
        super::directory::write_synced(&stamp, [version])?;
        Ok(graph)
    }

    /// One thread parses while this one loads.
    fn fill(&self, directory: &Directory) -> Result<(), StoreError> {
        let mut loader = self.store.bulk_loader();
        for turtle in ONTOLOGY {
            let parser = RdfParser::from_format(RdfFormat::Turtle);
            loader.load_from_slice(parser, turtle).map_err(|e| loading(Path::new("ontology"), e))?;
        }
        let quads = quads(directory)?;
        let (sender, receiver) = mpsc::sync_channel(8);
        std::thread::scope(|scope| {
            scope.spawn(move || send(quads, &sender));
            let parsed = receiver.into_iter().flatten();
            loader.load_ok_quads::<StoreError, StoreErrorFrom>(parsed).map_err(|e| e.0)
        })?;
        loader.commit().map_err(evaluation)
    }

    /// The number of quads, the ontology's included.
    ///
    /// # Errors
    /// [`StoreError::Evaluation`].
    pub fn len(&self) -> Result<usize, StoreError> {
        self.store.len().map_err(evaluation)
    }

    /// Whether there is nothing, not even an ontology.
    ///
    /// # Errors
    /// [`StoreError::Evaluation`].
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        self.store.is_empty().map_err(evaluation)
    }

    /// Asks a SPARQL query; the prefixes of [`vocab::PREFIXES`] are declared. Nothing leaves this machine.
    ///
    /// # Errors
    /// [`StoreError::Syntax`] with the place, [`StoreError::Evaluation`], [`StoreError::Federated`].
    pub fn query(&self, sparql: &str) -> Result<Answer<'_>, StoreError> {
        self.ask(sparql, Asking::default())
    }

    /// Asks a SPARQL query under the conditions of `asking`.
    ///
    /// # Errors
    /// As [`Graph::query`]; [`StoreError::Federated`] only where `asking` allows no other server.
    pub fn ask(&self, sparql: &str, asking: Asking) -> Result<Answer<'_>, StoreError> {
        let mut query = parse(sparql)?;
        let services = federation::services(&query);
        let deadline = asking.time_limit.map(|limit| Instant::now() + limit);
        let mut evaluator = SparqlEvaluator::new();
        if let Some(limit) = asking.time_limit {
            evaluator = evaluator.with_cancellation_token(cancelled_after(limit));
        }
        if !services.is_empty() {
            if !asking.federated {
                return Err(StoreError::Federated(services.into_iter().collect::<Vec<_>>().join(", ")));
            }
            query = federation::bind(query, &|pattern| self.evaluate(pattern));
            let patience = Patience { deadline, ..Patience::default() };
            evaluator = evaluator.with_default_service_handler(federation::Remote::new(Client::new(patience)));
        }
        let results = evaluator.for_query(query).on_store(&self.store).execute().map_err(failed)?;
        Ok(match results {
            QueryResults::Boolean(yes) => Answer::Boolean(yes),
            QueryResults::Solutions(solutions) => Answer::Rows(solutions),
            QueryResults::Graph(triples) => Answer::Triples(triples),
        })
    }

    /// The solutions of a local pattern; none where it cannot be evaluated alone.
    fn evaluate(&self, pattern: GraphPattern) -> Option<Vec<QuerySolution>> {
        let query = Query::Select { dataset: None, pattern, base_iri: None };
        match SparqlEvaluator::new().for_query(query).on_store(&self.store).execute() {
            Ok(QueryResults::Solutions(solutions)) => solutions.collect::<Result<_, _>>().ok(),
            _ => None,
        }
    }
}

/// The conditions under which a query is asked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asking {
    /// Whether `SERVICE` may send a part of the query to the server that it names.
    pub federated: bool,
    /// The longest that the answer may take.
    pub time_limit: Option<Duration>,
}

fn parse(sparql: &str) -> Result<Query, StoreError> {
    let mut parser = SparqlParser::new();
    for (prefix, iri) in vocab::PREFIXES {
        parser = parser.with_prefix(*prefix, *iri).map_err(evaluation)?;
    }
    parser.parse_query(sparql).map_err(|e| StoreError::Syntax(point_at(sparql, &e.to_string())))
}

/// A token that stops the evaluation after that time.
fn cancelled_after(limit: Duration) -> CancellationToken {
    let token = CancellationToken::new();
    let other = token.clone();
    std::thread::spawn(move || {
        std::thread::sleep(limit);
        other.cancel();
    });
    token
}

/// [`Store`]'s loader wants an error that its own errors turn into.
struct StoreErrorFrom(StoreError);

impl From<StoreError> for StoreErrorFrom {
    fn from(error: StoreError) -> Self {
        Self(error)
    }
}

impl From<oxigraph::store::StorageError> for StoreErrorFrom {
    fn from(error: oxigraph::store::StorageError) -> Self {
        Self(evaluation(error))
    }
}

type Batch = Vec<Result<Quad, StoreError>>;

fn send(quads: impl Iterator<Item = Result<Quad, StoreError>>, sender: &mpsc::SyncSender<Batch>) {
    let mut batch = Batch::with_capacity(BATCH);
    for quad in quads {
        batch.push(quad);
        if batch.len() == BATCH && sender.send(std::mem::replace(&mut batch, Batch::with_capacity(BATCH))).is_err() {
            return;
        }
    }
    let _receiver_gone = sender.send(batch);
}

/// What a query answers.
pub enum Answer<'a> {
    /// `ASK`
    Boolean(bool),
    /// `SELECT`
    Rows(QuerySolutionIter<'a>),
    /// `CONSTRUCT`, `DESCRIBE`
    Triples(QueryTripleIter<'a>),
}

/// How an answer is written for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerFormat {
    /// SPARQL JSON results; JSON-LD for triples.
    Json,
    /// SPARQL CSV results.
    Csv,
    /// SPARQL TSV results.
    Tsv,
    /// SPARQL XML results; RDF/XML for triples.
    Xml,
    /// Turtle, for triples only.
    Turtle,
}

impl Answer<'_> {
    /// Writes the answer as it is found.
    ///
    /// # Errors
    /// [`StoreError::Evaluation`], also where the format does not suit the answer; [`StoreError::Io`] of `out`.
    pub fn write(self, format: AnswerFormat, out: &mut dyn Write) -> Result<(), StoreError> {
        match self {
            Answer::Boolean(yes) => {
                let serializer = QueryResultsSerializer::from_format(results_format(format)?);
                serializer.serialize_boolean_to_writer(out, yes).map(drop).map_err(output)
            }
            Answer::Rows(rows) => write_rows(rows, results_format(format)?, out),
            Answer::Triples(triples) => match rdf_format(format) {
                Some(format) => write_triples(triples, format, out),
                None => write_triples_as_rows(triples, results_format(format)?, out),
            },
        }
    }

    /// The answer as a table: its head, and its rows with short forms of IRIs and bare literals.
    ///
    /// # Errors
    /// [`StoreError::Evaluation`].
    pub fn table(self) -> Result<(Vec<String>, Vec<Vec<String>>), StoreError> {
        match self {
            Answer::Boolean(yes) => Ok((vec!["answer".to_owned()], vec![vec![yes.to_string()]])),
            Answer::Rows(rows) => {
                let head = rows.variables().iter().map(|variable| variable.as_str().to_owned()).collect();
                let cells = |row: QuerySolution| {
                    row.values().iter().map(|term| term.as_ref().map(readable).unwrap_or_default()).collect()
                };
                Ok((head, rows.map(|row| row.map(cells).map_err(failed)).collect::<Result<_, _>>()?))
            }
            Answer::Triples(triples) => {
                let cells = |t: oxigraph::model::Triple| {
                    [t.subject.into(), t.predicate.into(), t.object].iter().map(readable).collect()
                };
                let rows = triples.map(|triple| triple.map(cells).map_err(failed)).collect::<Result<_, _>>()?;
                Ok((TRIPLE.map(str::to_owned).to_vec(), rows))
            }
        }
    }
}

const TRIPLE: [&str; 3] = ["subject", "predicate", "object"];

/// A term for people: `ent:Ada_Lovelace`, `some text`.
pub(crate) fn readable(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => vocab::compact(node.as_str()),
        Term::Literal(literal) => literal.value().to_owned(),
        Term::Triple(t) => {
            let subject = readable(&t.subject.clone().into());
            format!("<<( {subject} {} {} )>>", vocab::compact(t.predicate.as_str()), readable(&t.object))
        }
        Term::BlankNode(node) => node.to_string(),
    }
}

fn write_rows(rows: QuerySolutionIter, format: QueryResultsFormat, out: &mut dyn Write) -> Result<(), StoreError> {
    let serializer = QueryResultsSerializer::from_format(format);
    let mut writer = serializer.serialize_solutions_to_writer(out, rows.variables().to_vec()).map_err(output)?;
    for row in rows {
        writer.serialize(&row.map_err(failed)?).map_err(output)?;
    }
    writer.finish().map(drop).map_err(output)
}

fn write_triples(triples: QueryTripleIter, format: RdfFormat, out: &mut dyn Write) -> Result<(), StoreError> {
    let mut writer = serializer(format)?.for_writer(out);
    for triple in triples {
        writer.serialize_triple(&triple.map_err(failed)?).map_err(output)?;
    }
    writer.finish().map(drop).map_err(output)
}

fn write_triples_as_rows(
    triples: QueryTripleIter,
    format: QueryResultsFormat,
    out: &mut dyn Write,
) -> Result<(), StoreError> {
    use oxigraph::model::Variable;
    let variables = TRIPLE.map(Variable::new_unchecked);
    let serializer = QueryResultsSerializer::from_format(format);
    let mut writer = serializer.serialize_solutions_to_writer(out, variables.to_vec()).map_err(output)?;
    for triple in triples {
        let triple = triple.map_err(failed)?;
        let terms: [Term; 3] = [triple.subject.into(), triple.predicate.into(), triple.object];
        writer.serialize(variables.iter().zip(&terms)).map_err(output)?;
    }
    writer.finish().map(drop).map_err(output)
}

/// A serialiser that declares our prefixes.
///
/// # Errors
/// None for the prefixes that we have.
pub fn serializer(format: RdfFormat) -> Result<RdfSerializer, StoreError> {
    let mut serializer = RdfSerializer::from_format(format);
    for (prefix, iri) in vocab::PREFIXES {
        serializer = serializer.with_prefix(*prefix, *iri).map_err(|e| StoreError::Evaluation(e.to_string()))?;
    }
    Ok(serializer)
}

fn results_format(format: AnswerFormat) -> Result<QueryResultsFormat, StoreError> {
    match format {
        AnswerFormat::Json => Ok(QueryResultsFormat::Json),
        AnswerFormat::Csv => Ok(QueryResultsFormat::Csv),
        AnswerFormat::Tsv => Ok(QueryResultsFormat::Tsv),
        AnswerFormat::Xml => Ok(QueryResultsFormat::Xml),
        AnswerFormat::Turtle => Err(StoreError::Evaluation(
            "Turtle holds triples: ask with CONSTRUCT or DESCRIBE, or choose another format".to_owned(),
        )),
    }
}

fn rdf_format(format: AnswerFormat) -> Option<RdfFormat> {
    match format {
        AnswerFormat::Json => Some(RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() }),
        AnswerFormat::Xml => Some(RdfFormat::RdfXml),
        AnswerFormat::Turtle => Some(RdfFormat::Turtle),
        AnswerFormat::Csv | AnswerFormat::Tsv => None,
    }
}

/// The parser's message, the line that it speaks of, and a mark under the place.
fn point_at(query: &str, message: &str) -> String {
    let mut numbers = message.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse::<usize>().ok());
    let (line, column) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    match query.lines().nth(line.wrapping_sub(1)) {
        Some(text) if message.starts_with("error at ") => {
            format!("{message}\n  {text}\n  {}^", " ".repeat(column.saturating_sub(1).min(text.chars().count())))
        }
        _ => message.to_owned(),
    }
}

fn evaluation(error: impl std::fmt::Display) -> StoreError {
    StoreError::Evaluation(error.to_string())
}

fn failed(error: QueryEvaluationError) -> StoreError {
    match error {
        QueryEvaluationError::Cancelled => StoreError::Evaluation("the time limit is over".to_owned()),
        QueryEvaluationError::Service(cause) => StoreError::Evaluation(cause.to_string()),
        other => StoreError::Evaluation(other.to_string()),
    }
}

fn output(cause: std::io::Error) -> StoreError {
    StoreError::Io { path: "output".into(), cause }
}

fn loading(path: &Path, error: LoaderError) -> StoreError {
    StoreError::corrupt(path, error)
}
