//! Federated queries: the parts of a query that `SERVICE` sends to another SPARQL server.
//!
//! SPARQL leaves open what a server is told of the rest of the query. Asked for its part alone, Wikidata would have to list
//! everything of that shape. So the local part is evaluated first, and its values are sent along as `VALUES`
//! (a bound join, as in A. Schwarte et al., FedX, ISWC 2011), in blocks of [`BLOCK`] rows.

use crate::http::{Body, Client, HttpError, Request};
use oxigraph::model::{NamedNode, Term, Variable};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsParser, SliceQueryResultsParserOutput};
use oxigraph::sparql::{DefaultServiceHandler, QuerySolution, QuerySolutionIter};
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use spargebra::term::GroundTerm;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

/// Rows of `VALUES` in one request.
const BLOCK: usize = 200;

/// Evaluates a local pattern: the distinct values of some variables.
pub(super) type Evaluate<'a> = &'a dyn Fn(GraphPattern) -> Option<Vec<QuerySolution>>;

/// Why a server's part of a query has no answer.
#[derive(Clone, Debug, thiserror::Error)]
pub(super) enum ServiceError {
    #[error(transparent)]
    Http(#[from] HttpError),
    #[error("{0} answered {1}")]
    Refused(String, String),
    #[error("{0}: no SPARQL results: {1}")]
    Nonsense(String, String),
}

/// The servers that a query names; a variable stands as `?name`.
pub(super) fn services(query: &Query) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = query;
    collect_services(pattern, &mut found);
    found
}

fn collect_services(pattern: &GraphPattern, found: &mut BTreeSet<String>) {
    if let GraphPattern::Service { name, .. } = pattern {
        found.insert(name.to_string());
    }
    for part in parts(pattern) {
        collect_services(part, found);
    }
}

/// The patterns directly within a pattern.
fn parts(pattern: &GraphPattern) -> Vec<&GraphPattern> {
    match pattern {
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => Vec::new(),
        GraphPattern::Join { left, right }
        | GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right } => vec![left, right],
        GraphPattern::Filter { inner, .. }
        | GraphPattern::Graph { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Group { inner, .. }
        | GraphPattern::Service { inner, .. } => vec![inner],
    }
}

/// The query with the values of local parts bound in the parts of other servers.
pub(super) fn bind(mut query: Query, evaluate: Evaluate) -> Query {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = &mut query;
    bind_pattern(pattern, evaluate);
    query
}

/// Below `GRAPH` nothing is bound: what a local part means there depends on the graph.
fn bind_pattern(pattern: &mut GraphPattern, evaluate: Evaluate) {
    match pattern {
        GraphPattern::Join { .. } => bind_join(pattern, evaluate),
        GraphPattern::LeftJoin { left, right, .. } | GraphPattern::Lateral { left, right } => {
            bind_pattern(left, evaluate);
            if is_local(left) {
                bind_services(right, left, evaluate);
            }
        }
        GraphPattern::Union { left, right } | GraphPattern::Minus { left, right } => {
            bind_pattern(left, evaluate);
            bind_pattern(right, evaluate);
        }
        GraphPattern::Filter { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Group { inner, .. } => bind_pattern(inner, evaluate),
        GraphPattern::Bgp { .. }
        | GraphPattern::Path { .. }
        | GraphPattern::Values { .. }
        | GraphPattern::Graph { .. }
        | GraphPattern::Service { .. } => {}
    }
}

/// Joins are associative and commutative: all local members bind every server's member.
fn bind_join(pattern: &mut GraphPattern, evaluate: Evaluate) {
    let mut members = Vec::new();
    flatten(pattern, &mut members);
    let (local, mut others): (Vec<_>, Vec<_>) = members.into_iter().partition(is_local);
    let Some(local) = local.into_iter().reduce(join) else {
        *pattern = others.into_iter().reduce(join).unwrap_or_default();
        return;
    };
    for other in &mut others {
        bind_services(other, &local, evaluate);
    }
    *pattern = others.into_iter().fold(local, join);
}

fn flatten(pattern: &mut GraphPattern, members: &mut Vec<GraphPattern>) {
    match pattern {
        GraphPattern::Join { left, right } => {
            flatten(left, members);
            flatten(right, members);
        }
        other => members.push(std::mem::take(other)),
    }
}

fn join(left: GraphPattern, right: GraphPattern) -> GraphPattern {
    GraphPattern::Join { left: Box::new(left), right: Box::new(right) }
}

fn is_local(pattern: &GraphPattern) -> bool {
    let mut found = BTreeSet::new();
    collect_services(pattern, &mut found);
    found.is_empty()
}

/// Binds `pattern` where it is a server's part, else what lies within it.
fn bind_services(pattern: &mut GraphPattern, local: &GraphPattern, evaluate: Evaluate) {
    let GraphPattern::Service { inner, .. } = pattern else { return bind_pattern(pattern, evaluate) };
    let theirs = variables(inner);
    let shared: Vec<Variable> = variables(local).into_iter().filter(|variable| theirs.contains(variable)).collect();
    if shared.is_empty() {
        return;
    }
    let project = GraphPattern::Project { inner: Box::new(local.clone()), variables: shared.clone() };
    let Some(rows) = evaluate(GraphPattern::Distinct { inner: Box::new(project) }) else { return };
    if let Some(values) = values(shared, &rows) {
        let inside = std::mem::take(&mut **inner);
        **inner = join(values, inside);
    }
}

fn variables(pattern: &GraphPattern) -> Vec<Variable> {
    let mut found = Vec::new();
    pattern.on_in_scope_variable(|variable| {
        if !found.contains(variable) {
            found.push(variable.clone());
        }
    });
    found
}

/// The rows as `VALUES`; none where a value is not of the kind that every server knows.
fn values(variables: Vec<Variable>, rows: &[QuerySolution]) -> Option<GraphPattern> {
    let ground = |term: &Term| match term {
        Term::NamedNode(node) => Some(GroundTerm::NamedNode(node.clone())),
        Term::Literal(literal) => Some(GroundTerm::Literal(literal.clone())),
        Term::BlankNode(_) | Term::Triple(_) => None,
    };
    let cell = |row: &QuerySolution, variable: &Variable| match row.get(variable) {
        Some(term) => ground(term).map(Some),
        None => Some(None),
    };
    let row = |row: &QuerySolution| variables.iter().map(|variable| cell(row, variable)).collect::<Option<Vec<_>>>();
    let bindings = rows.iter().map(row).collect::<Option<Vec<_>>>()?;
    Some(GraphPattern::Values { variables, bindings })
}

/// What a server answered: its variables and rows.
type Table = (Arc<[Variable]>, Vec<Vec<Option<Term>>>);

/// Sends parts of queries to the servers that they name. The same part is asked for once.
pub(super) struct Remote {
    client: Client,
    known: Mutex<BTreeMap<(String, String), Table>>,
}

impl Remote {
    pub(super) fn new(client: Client) -> Self {
        Self { client, known: Mutex::default() }
    }

    fn ask(&self, service: &str, sparql: &str) -> Result<Table, ServiceError> {
        let key = (service.to_owned(), sparql.to_owned());
        let known = |table: &Table| table.clone();
        if let Some(table) = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&key).map(known) {
            return Ok(table);
        }
        let accept = "application/sparql-results+json, application/sparql-results+xml;q=0.9";
        let body = Body::Text("application/sparql-query", sparql.to_owned());
        let response = self.client.send(&Request { url: service, accept, body })?;
        if !response.is_good() {
            return Err(ServiceError::Refused(service.to_owned(), response.summary()));
        }
        let nonsense = |reason: String| ServiceError::Nonsense(service.to_owned(), reason);
        let format = QueryResultsFormat::from_media_type(&response.media_type);
        let format = format.ok_or_else(|| nonsense(response.summary()))?;
        let table = read_table(format, &response.body).map_err(nonsense)?;
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(key, table.clone());
        Ok(table)
    }
}

fn read_table(format: QueryResultsFormat, body: &[u8]) -> Result<Table, String> {
    let output = QueryResultsParser::from_format(format).for_slice(body).map_err(|e| e.to_string())?;
    let SliceQueryResultsParserOutput::Solutions(solutions) = output else {
        return Err("yes or no where rows were asked for".to_owned());
    };
    let variables: Arc<[Variable]> = solutions.variables().into();
    let row = |row: QuerySolution| row.values().to_vec();
    let rows = solutions.map(|solution| solution.map(row).map_err(|e| e.to_string())).collect::<Result<_, _>>()?;
    Ok((variables, rows))
}

impl DefaultServiceHandler for Remote {
    type Error = ServiceError;

    fn handle(
        &self,
        service: &NamedNode,
        pattern: &GraphPattern,
        base: Option<&oxiri::Iri<String>>,
    ) -> Result<QuerySolutionIter<'static>, ServiceError> {
        let mut head: Arc<[Variable]> = variables(pattern).into();
        let mut rows = Vec::new();
        for block in blocks(pattern) {
            let query = Query::Select { dataset: None, pattern: block, base_iri: base.cloned() };
            let (variables, table) = self.ask(service.as_str(), &query.to_string())?;
            head = variables;
            rows.extend(table);
        }
        let solutions = rows.into_iter().map({
            let head = Arc::clone(&head);
            move |row| Ok(QuerySolution::from((Arc::clone(&head), row)))
        });
        Ok(QuerySolutionIter::new(head, solutions))
    }
}

/// The pattern, once for each block of the rows of its `VALUES`. No rows, no request.
fn blocks(pattern: &GraphPattern) -> Vec<GraphPattern> {
    let mut members = Vec::new();
    flatten(&mut pattern.clone(), &mut members);
    let Some(place) = members.iter().position(|member| matches!(member, GraphPattern::Values { .. })) else {
        return vec![pattern.clone()];
    };
    let GraphPattern::Values { variables, bindings } = members.remove(place) else { return vec![pattern.clone()] };
    let block = |rows: &[Vec<Option<GroundTerm>>]| {
        let values = GraphPattern::Values { variables: variables.clone(), bindings: rows.to_vec() };
        members.iter().cloned().fold(values, join)
    };
    bindings.chunks(BLOCK).map(block).collect()
}
