//! Turtle of the default graph, in RDF 1.2's annotation syntax: each plain edge carries the claims that assert it.
//!
//! ```turtle
//! ent:Ann a cg:Person ;
//!     pred:met_with ent:Bob ~ claim:4f… {| a cg:Claim ; cg:modality cg:actual ; … |} .
//! ```
//!
//! Claims whose proposition the graph does not assert stand on their own, with `rdf:reifies <<( … )>>`.

use super::{ExportError, Options, rdf};
use crate::store::Directory;
use crate::vocab;
use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode, Quad, Term, Triple};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// Predicates and objects of one subject, in canonical order.
type Description = Vec<(NamedNode, Term)>;

/// What a Turtle document is written from.
#[derive(Default)]
struct Document {
    /// Subjects in canonical order.
    subjects: Vec<(NamedOrBlankNode, Description)>,
    /// For each triple of the graph that claims reify: those claims, by index into `subjects`.
    annotations: BTreeMap<String, Vec<usize>>,
    /// Subjects that are written as annotations.
    inline: BTreeSet<usize>,
}

pub(super) fn write(directory: &Directory, options: Options, out: &mut dyn Write) -> Result<(), ExportError> {
    let mut document = Document::default();
    for quad in rdf::quads(directory, options.rdf11)? {
        document.add(quad?);
    }
    document.annotate();
    for (prefix, iri) in vocab::PREFIXES {
        writeln!(out, "@prefix {prefix}: <{iri}> .")?;
    }
    for (index, (subject, description)) in document.subjects.iter().enumerate() {
        if !document.inline.contains(&index) {
            document.write_subject(subject, description, out)?;
        }
    }
    Ok(())
}

impl Document {
    fn add(&mut self, quad: Quad) {
        if !quad.graph_name.is_default_graph() {
            return;
        }
        match self.subjects.last_mut() {
            Some((subject, description)) if *subject == quad.subject => description.push((quad.predicate, quad.object)),
            _ => self.subjects.push((quad.subject, vec![(quad.predicate, quad.object)])),
        }
    }

    /// Finds the claims that reify a triple of the graph. A claim must reify one triple only to be written inline.
    fn annotate(&mut self) {
        let mut reified: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, (_, description)) in self.subjects.iter().enumerate() {
            let mut triples = description.iter().filter_map(|(_, object)| as_triple(object));
            if let (Some(triple), None) = (triples.next(), triples.next()) {
                reified.entry(triple.to_string()).or_default().push(index);
            }
        }
        for (subject, description) in &self.subjects {
            for (predicate, object) in description {
                let key = Triple::new(subject.clone(), predicate.clone(), object.clone()).to_string();
                if let Some(claims) = reified.remove(&key) {
                    self.inline.extend(&claims);
                    self.annotations.insert(key, claims);
                }
            }
        }
    }

    fn write_subject(
        &self,
        subject: &NamedOrBlankNode,
        rows: &Description,
        out: &mut dyn Write,
    ) -> std::io::Result<()> {
        write!(out, "\n{}", term(&subject.clone().into()))?;
        let mut previous: Option<&NamedNode> = None;
        for (predicate, object) in typed_first(rows) {
            match previous {
                Some(same) if same == predicate => write!(out, ",\n        {}", term(object))?,
                Some(_) => write!(out, " ;\n    {} {}", verb(predicate), term(object))?,
                None => write!(out, " {} {}", verb(predicate), term(object))?,
            }
            self.write_annotations(subject, predicate, object, out)?;
            previous = Some(predicate);
        }
        writeln!(out, " .")
    }

    fn write_annotations(
        &self,
        subject: &NamedOrBlankNode,
        predicate: &NamedNode,
        object: &Term,
        out: &mut dyn Write,
    ) -> std::io::Result<()> {
        let key = Triple::new(subject.clone(), predicate.clone(), object.clone()).to_string();
        for (claim, description) in self.annotations.get(&key).into_iter().flatten().map(|index| &self.subjects[*index])
        {
            let about = typed_first(description).filter(|(_, object)| as_triple(object).is_none());
            let about: Vec<String> =
                about.map(|(predicate, object)| format!("{} {}", verb(predicate), term(object))).collect();
            write!(out, "\n        ~ {} {{| {} |}}", term(&claim.clone().into()), about.join(" ; "))?;
        }
        Ok(())
    }
}

fn as_triple(object: &Term) -> Option<&Triple> {
    match object {
        Term::Triple(triple) => Some(triple),
        _ => None,
    }
}

/// `a …` before everything else.
fn typed_first(rows: &Description) -> impl Iterator<Item = &(NamedNode, Term)> {
    let is_type = |row: &&(NamedNode, Term)| verb(&row.0) == "a";
    rows.iter().filter(is_type).chain(rows.iter().filter(move |row| !is_type(row)))
}

fn verb(predicate: &NamedNode) -> String {
    match predicate.as_str().strip_prefix(vocab::RDF) {
        Some("type") => "a".to_owned(),
        _ => node(predicate),
    }
}

fn term(term: &Term) -> String {
    match term {
        Term::NamedNode(named) => node(named),
        Term::BlankNode(blank) => blank.to_string(),
        Term::Literal(literal) => self::literal(literal),
        Term::Triple(triple) => {
            let subject = self::term(&triple.subject.clone().into());
            format!("<<( {subject} {} {} )>>", verb(&triple.predicate), self::term(&triple.object))
        }
    }
}

fn node(named: &NamedNode) -> String {
    let short = vocab::PREFIXES.iter().find_map(|(prefix, base)| {
        let local = named.as_str().strip_prefix(base)?;
        is_local_name(local).then(|| format!("{prefix}:{local}"))
    });
    short.unwrap_or_else(|| named.to_string())
}

/// A local name that needs no escape. Rarer letters are written as a full IRI rather than checked.
fn is_local_name(local: &str) -> bool {
    let inner = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(c, '_' | '-' | '.' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}')
    };
    local.chars().all(inner) && !local.starts_with(['-', '.']) && !local.ends_with('.')
}

/// Numbers and truth values bare where Turtle reads them back as they were.
fn literal(literal: &Literal) -> String {
    let value = literal.value();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let unsigned = value.strip_prefix('-').unwrap_or(value);
    let bare = match literal.datatype().as_str().strip_prefix(vocab::XSD) {
        Some("boolean") => value == "true" || value == "false",
        Some("integer") => digits(unsigned),
        Some("decimal") => unsigned.split_once('.').is_some_and(|(whole, part)| digits(whole) && digits(part)),
        _ => false,
    };
    match (bare, literal.datatype().as_str().strip_prefix(vocab::XSD)) {
        (true, _) => value.to_owned(),
        (false, Some(datatype)) if datatype != "string" => {
            format!("{}^^xsd:{datatype}", Literal::new_simple_literal(value))
        }
        _ => literal.to_string(),
    }
}
