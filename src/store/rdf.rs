//! Claims, statements, entities and documents as quads.
//!
//! A claim costs few quads: sentence, document, speaker, quantity and act of saying are shared nodes.

use crate::contradict::Contradiction;
use crate::model::{CharIndex, Document, Entity, Quantity, Role, Span, Time};
use crate::resolve::{Node, Resolution, ResolvedClaim, Speaker, StatementId, quantity_label, quantity_name};
use crate::vocab::{
    self, ATT, CG, CLAIM, CONTRA, DCT, DOC, ENT, LAYER, OA, OWL, PRED, PROV, QTY, RDF, RDFS, REL, SCHEMA, SKOS,
};
use crate::vocab::{STMT, WD, XSD};
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term, Triple};
use std::collections::BTreeSet;
use std::fmt::Write;

/// Collects the quads of one document at a time.
pub(super) struct Writer<'a> {
    resolution: &'a Resolution,
    quads: Vec<Quad>,
}

pub(super) fn node(namespace: &str, local: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{namespace}{local}"))
}

fn text(value: &str) -> Term {
    Literal::new_simple_literal(value).into()
}

fn typed(value: impl ToString, datatype: &str) -> Term {
    Literal::new_typed_literal(value.to_string(), node(XSD, datatype)).into()
}

impl<'a> Writer<'a> {
    pub(super) fn new(resolution: &'a Resolution) -> Self {
        Self { resolution, quads: Vec::new() }
    }

    /// The quads so far, as N-Quads.
    pub(super) fn finish(self) -> String {
        let mut lines = String::new();
        for quad in &self.quads {
            let _ = writeln!(lines, "{quad} ."); // a string takes everything
        }
        lines
    }

    fn add(&mut self, subject: &NamedNode, predicate: NamedNode, object: impl Into<Term>) {
        self.quads.push(Quad::new(subject.clone(), predicate, object, GraphName::DefaultGraph));
    }

    fn class(&mut self, subject: &NamedNode, namespace: &str, class: &str) {
        self.add(subject, node(RDF, "type"), node(namespace, class));
    }

    /// A document's description.
    pub(super) fn document(&mut self, document: &Document, sources: &[String], same_as: Option<&str>) {
        let subject = node(DOC, &document.id);
        self.class(&subject, CG, "Document");
        for source in sources {
            self.add(&subject, node(CG, "sourcePath"), text(source));
        }
        let known = [("title", &document.title), ("publisher", &document.publisher), ("creator", &document.author)];
        for (property, value) in known {
            if let Some(value) = value {
                self.add(&subject, node(DCT, property), text(value));
            }
        }
        if let Some(date) = document.date {
            self.add(&subject, node(DCT, "date"), typed(date, "date"));
        }
        if let Some(url) = &document.url {
            self.add(&subject, node(SCHEMA, "url"), typed(url, "anyURI"));
        }
        if let Some(other) = same_as {
            self.add(&subject, node(CG, "sameContentAs"), node(DOC, other));
        }
    }

    /// An entity's description. What belongs to one document has its label alone.
    pub(super) fn entity(&mut self, entity: &Entity) {
        let subject = node(ENT, &entity.name);
        self.class(&subject, CG, vocab::class_name(entity.kind));
        self.add(&subject, node(RDFS, "label"), text(&entity.label));
        if entity.named {
            for alias in &entity.aliases {
                self.add(&subject, node(SKOS, "altLabel"), text(alias));
            }
            for description in &entity.descriptions {
                self.add(&subject, node(CG, "description"), text(description));
            }
        }
        if let Some(item) = &entity.wikidata {
            self.add(&subject, node(OWL, "sameAs"), node(WD, item));
        }
    }

    /// A predicate, with the relations that it was used for.
    pub(super) fn predicate(&mut self, predicate: &str, relations: &BTreeSet<String>) {
        let subject = predicate_node(predicate);
        self.add(&subject, node(RDFS, "label"), text(&predicate.replace('_', " ")));
        for relation in relations {
            self.add(&subject, node(RDFS, "subPropertyOf"), relation_node(relation));
        }
    }

    /// A statement with its support.
    pub(super) fn statement(&mut self, id: StatementId, support: u32) {
        let subject = node(STMT, &id.to_string());
        self.class(&subject, CG, "Statement");
        self.add(&subject, node(CG, "support"), typed(support, "integer"));
    }

    /// A contradiction between two claims, with kind, score and reason.
    pub(super) fn contradiction(&mut self, found: &Contradiction) {
        let subject = node(CONTRA, &found.id);
        self.class(&subject, CG, "Contradiction");
        for claim in &found.ids {
            self.add(&subject, node(CG, "claim"), node(CLAIM, claim));
        }
        self.add(&subject, node(CG, "kind"), node(CG, &format!("{}_conflict", found.kind)));
        self.add(&subject, node(CG, "between"), node(CG, &found.between.name().replace(' ', "_")));
        self.add(&subject, node(CG, "conflictScore"), typed(confidence(found.score), "decimal"));
        self.add(&subject, node(RDFS, "comment"), text(&found.reason));
    }

    /// A claim: its proposition in its layer, the plain edge where the text asserts it, and its own node.
    pub(super) fn claim(&mut self, resolved: &ResolvedClaim, chars: &CharIndex) {
        let subject = self.resource(&resolved.subject);
        let object = resolved.object.as_ref().map_or_else(|| typed(true, "boolean"), |object| self.term(object));
        let predicate = predicate_node(resolved.bare);
        let triple = Triple::new(subject, predicate, object);
        if resolved.is_asserted() {
            self.quads.push(triple.clone().in_graph(GraphName::DefaultGraph));
        }
        self.layer(resolved, &triple);
        self.claim_node(resolved, triple, chars);
    }

    /// What somebody denies stands in no affirmed layer: nobody says that it is so.
    fn layer(&mut self, resolved: &ResolvedClaim, triple: &Triple) {
        let claim = resolved.claim;
        if claim.polarity == crate::model::Polarity::Affirmed && resolved.is_denied() {
            return;
        }
        let layer = node(LAYER, &vocab::layer(claim.modality, claim.polarity));
        self.quads.push(triple.clone().in_graph(layer.clone()));
        if let Some(relation) = &claim.relation {
            let related = Triple::new(triple.subject.clone(), relation_node(relation), triple.object.clone());
            self.quads.push(related.in_graph(layer));
        }
    }

    fn claim_node(&mut self, resolved: &ResolvedClaim, triple: Triple, chars: &CharIndex) {
        let claim = resolved.claim;
        let subject = node(CLAIM, &resolved.id);
        self.class(&subject, CG, "Claim");
        self.add(&subject, node(RDF, "reifies"), triple);
        if claim.predicate != resolved.bare {
            self.add(&subject, node(CG, "predicate"), predicate_node(&claim.predicate));
        }
        self.add(&subject, node(CG, "modality"), node(CG, vocab::modality_name(claim.modality)));
        self.add(&subject, node(CG, "polarity"), node(CG, vocab::polarity_name(claim.polarity)));
        self.add(&subject, node(CG, "confidence"), typed(confidence(claim.confidence), "decimal"));
        self.add(&subject, node(CG, "statement"), node(STMT, &resolved.statement.to_string()));
        self.add(&subject, node(PROV, "wasQuotedFrom"), node(DOC, &resolved.document.document.id));
        if let Some(span) = resolved.document.sentences.get(claim.sentence as usize) {
            let sentence = self.sentence(&resolved.document.document, *span, chars);
            self.add(&subject, node(OA, "hasTarget"), sentence);
        }
        for (role, filler) in &resolved.arguments {
            let term = self.term(filler);
            self.add(&subject, node(CG, role_property(*role, filler)), term);
        }
        self.attribution(&subject, &resolved.speakers);
    }

    fn attribution(&mut self, claim: &NamedNode, chain: &[Speaker]) {
        let mut outer: Option<NamedNode> = None;
        for (depth, link) in chain.iter().enumerate() {
            let saying = node(ATT, &link.id);
            let speaker = self.resource(&link.node);
            self.class(&saying, CG, "Attribution");
            self.add(&saying, node(CG, "speaker"), speaker.clone());
            self.add(&saying, node(CG, "verb"), text(&link.attribution.verb));
            self.add(&saying, node(CG, "stance"), node(CG, vocab::stance_name(link.attribution.stance)));
            if let Some(outer) = outer.take() {
                self.add(&saying, node(CG, "reportedIn"), outer);
            }
            if depth + 1 == chain.len() {
                self.add(claim, node(PROV, "wasAttributedTo"), speaker);
                self.add(claim, node(CG, "attribution"), saying.clone());
            }
            outer = Some(saying);
        }
    }

    /// The sentence as an annotation target, with one selector that has both position and quotation.
    fn sentence(&mut self, document: &Document, span: Span, chars: &CharIndex) -> NamedNode {
        let (start, end) = (chars.chars_before(span.start), chars.chars_before(span.end));
        let sentence = node(DOC, &format!("{}#char={start},{end}", document.id));
        let selector = node(DOC, &format!("{}#selector={start},{end}", document.id));
        self.class(&sentence, CG, "Sentence");
        self.add(&sentence, node(OA, "hasSource"), node(DOC, &document.id));
        self.add(&sentence, node(OA, "hasSelector"), selector.clone());
        self.class(&selector, OA, "TextPositionSelector");
        self.class(&selector, OA, "TextQuoteSelector");
        self.add(&selector, node(OA, "start"), typed(start, "nonNegativeInteger"));
        self.add(&selector, node(OA, "end"), typed(end, "nonNegativeInteger"));
        self.add(&selector, node(OA, "exact"), text(span.of(&document.text)));
        sentence
    }

    fn resource(&mut self, filler: &Node) -> NamedNode {
        match filler {
            Node::Entity(id) => node(ENT, self.resolution.entity(*id).map_or("", |entity| &entity.name)),
            Node::Claim { id, .. } => node(CLAIM, id),
            Node::Phrase { name, label } => {
                let phrase = node(ENT, name);
                self.class(&phrase, CG, "Thing");
                self.add(&phrase, node(RDFS, "label"), text(label));
                phrase
            }
            Node::Quantity(quantity) => self.quantity(quantity),
            Node::Time(_, words) | Node::Text(words) => node(ENT, &vocab::local_name(words)),
        }
    }

    fn term(&mut self, filler: &Node) -> Term {
        match filler {
            Node::Text(words) => text(words),
            Node::Time(time, words) => time_literal(time, words),
            other => self.resource(other).into(),
        }
    }

    fn quantity(&mut self, quantity: &Quantity) -> NamedNode {
        let subject = node(QTY, &quantity_name(quantity));
        self.class(&subject, CG, "Quantity");
        self.add(&subject, node(RDF, "value"), typed(quantity.value, "decimal"));
        self.add(&subject, node(CG, "bound"), node(CG, vocab::bound_name(quantity.bound)));
        self.add(&subject, node(RDFS, "label"), text(&quantity_label(quantity)));
        if let Some(upper) = quantity.upper.filter(|upper| upper.is_finite()) {
            self.add(&subject, node(CG, "upper"), typed(upper, "decimal"));
        }
        for (property, value) in [("unit", &quantity.unit), ("per", &quantity.per)] {
            if let Some(value) = value {
                self.add(&subject, node(CG, property), text(value));
            }
        }
        subject
    }
}

fn predicate_node(predicate: &str) -> NamedNode {
    node(PRED, &vocab::local_name(predicate))
}

fn relation_node(relation: &str) -> NamedNode {
    node(REL, &vocab::local_name(relation))
}

/// Two decimals tell calibrated confidences apart.
fn confidence(value: f32) -> String {
    format!("{:.2}", value.clamp(0.0, 1.0))
}

fn role_property(role: Role, filler: &Node) -> &'static str {
    match (role, filler) {
        (Role::Time, Node::Time(time, _)) => vocab::time_name(time.kind),
        _ => vocab::role_name(role),
    }
}

/// A time under the XML Schema type that its form has; intervals and unresolved times are plain text.
fn time_literal(time: &Time, words: &str) -> Term {
    match &time.value {
        Some(value) => match vocab::time_datatype(value) {
            Some(datatype) => typed(value, datatype),
            None => text(value),
        },
        None => text(words),
    }
}
