//! IRIs: the namespaces, classes and properties of the graph, and the names of its nodes.
//!
//! The terms are defined in `ontology/claimgraph.ttl`; a test holds the two together.

use crate::model::{Bound, EntityType, Modality, Polarity, Role, Stance, TimeKind};

/// Classes and properties.
pub const CG: &str = "https://w3id.org/claimgraph/ontology#";
/// Relations of the ontology: `rel:consult`.
pub const REL: &str = "https://w3id.org/claimgraph/relation/";
/// Readable predicates: `pred:plans_call_with`.
pub const PRED: &str = "https://w3id.org/claimgraph/predicate/";
/// Named graphs, one for each pair of modality and polarity: `layer:planned`, `layer:planned_negated`.
pub const LAYER: &str = "https://w3id.org/claimgraph/layer/";
/// Entities: `ent:Donald_Trump`.
pub const ENT: &str = "https://w3id.org/claimgraph/entity/";
/// Claims.
pub const CLAIM: &str = "https://w3id.org/claimgraph/claim/";
/// Statements.
pub const STMT: &str = "https://w3id.org/claimgraph/statement/";
/// Documents; sentences are fragments of them (`#char=120,260`, RFC 5147).
pub const DOC: &str = "https://w3id.org/claimgraph/document/";
/// Attributions: one act of saying.
pub const ATT: &str = "https://w3id.org/claimgraph/attribution/";
/// Quantities: `qty:more_than_5000_casualty_per_week`.
pub const QTY: &str = "https://w3id.org/claimgraph/quantity/";
/// RDF.
pub const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
/// RDF Schema.
pub const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
/// Web Ontology Language.
pub const OWL: &str = "http://www.w3.org/2002/07/owl#";
/// XML Schema datatypes.
pub const XSD: &str = "http://www.w3.org/2001/XMLSchema#";
/// Simple Knowledge Organization System: alternative labels.
pub const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
/// PROV-O: who is responsible, where it is quoted from.
pub const PROV: &str = "http://www.w3.org/ns/prov#";
/// Web Annotation: where in the text.
pub const OA: &str = "http://www.w3.org/ns/oa#";
/// Dublin Core terms: title, publisher, date.
pub const DCT: &str = "http://purl.org/dc/terms/";
/// schema.org.
pub const SCHEMA: &str = "https://schema.org/";
/// Wikidata items.
pub const WD: &str = "http://www.wikidata.org/entity/";

/// Every prefix that queries may use without declaring it, and that outputs declare.
pub const PREFIXES: &[(&str, &str)] = &[
    ("att", ATT),
    ("cg", CG),
    ("claim", CLAIM),
    ("dct", DCT),
    ("doc", DOC),
    ("ent", ENT),
    ("layer", LAYER),
    ("oa", OA),
    ("owl", OWL),
    ("pred", PRED),
    ("prov", PROV),
    ("qty", QTY),
    ("rdf", RDF),
    ("rdfs", RDFS),
    ("rel", REL),
    ("schema", SCHEMA),
    ("skos", SKOS),
    ("stmt", STMT),
    ("wd", WD),
    ("xsd", XSD),
];

/// The short form of an IRI under a known prefix: `ent:Donald_Trump`. Other IRIs are given back whole.
pub fn compact(iri: &str) -> String {
    let found = PREFIXES.iter().find_map(|(prefix, base)| Some((prefix, iri.strip_prefix(base)?)));
    found.map_or_else(|| iri.to_owned(), |(prefix, local)| format!("{prefix}:{local}"))
}

/// The IRI that a short form stands for; none where its prefix is unknown.
pub fn expand(short: &str) -> Option<String> {
    let (prefix, local) = short.split_once(':')?;
    PREFIXES.iter().find(|(known, _)| *known == prefix).map(|(_, base)| format!("{base}{local}"))
}

/// The layer of a modality and polarity: `planned`, `planned_negated`.
pub fn layer(modality: Modality, polarity: Polarity) -> String {
    match polarity {
        Polarity::Affirmed => modality_name(modality).to_owned(),
        Polarity::Negated => format!("{}_negated", modality_name(modality)),
    }
}

/// All modalities.
pub const MODALITIES: [Modality; 8] = [
    Modality::Actual,
    Modality::Planned,
    Modality::Demanded,
    Modality::Offered,
    Modality::Conditional,
    Modality::Possible,
    Modality::Desired,
    Modality::Obliged,
];

/// The name of a modality in the ontology and in JSON.
pub fn modality_name(modality: Modality) -> &'static str {
    match modality {
        Modality::Actual => "actual",
        Modality::Planned => "planned",
        Modality::Demanded => "demanded",
        Modality::Offered => "offered",
        Modality::Conditional => "conditional",
        Modality::Possible => "possible",
        Modality::Desired => "desired",
        Modality::Obliged => "obliged",
    }
}

/// The name of a polarity in the ontology and in JSON.
pub fn polarity_name(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Affirmed => "affirmed",
        Polarity::Negated => "negated",
    }
}

/// The name of a stance in the ontology and in JSON.
pub fn stance_name(stance: Stance) -> &'static str {
    match stance {
        Stance::States => "states",
        Stance::Claims => "claims",
        Stance::Denies => "denies",
        Stance::Doubts => "doubts",
        Stance::Hopes => "hopes",
        Stance::Asks => "asks",
    }
}

/// The class of an entity; its lower-case form is the name in JSON.
pub fn class_name(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Person => "Person",
        EntityType::Organization => "Organization",
        EntityType::Place => "Place",
        EntityType::Facility => "Facility",
        EntityType::Group => "Group",
        EntityType::Event => "Event",
        EntityType::Work => "Work",
        EntityType::Thing => "Thing",
    }
}

/// The property and JSON name of a role. Times have their own properties ([`time_name`]).
pub fn role_name(role: Role) -> &'static str {
    match role {
        Role::Place => "place",
        Role::Time => "time",
        Role::Topic => "topic",
        Role::Purpose => "purpose",
        Role::Instrument => "instrument",
        Role::Recipient => "recipient",
        Role::Partner => "partner",
        Role::Cause => "cause",
        Role::Condition => "condition",
        Role::Quantity => "quantity",
        Role::Other => "other",
    }
}

/// The property for a time of each kind, so that `since March` is not read as `in March`.
pub fn time_name(kind: TimeKind) -> &'static str {
    match kind {
        TimeKind::Date => "time",
        TimeKind::Duration => "duration",
        TimeKind::Since => "since",
        TimeKind::Until => "until",
        TimeKind::Frequency => "frequency",
    }
}

/// The name of a bound in the ontology and in JSON.
pub fn bound_name(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "exact",
        Bound::About => "about",
        Bound::AtLeast => "at_least",
        Bound::MoreThan => "more_than",
        Bound::AtMost => "at_most",
        Bound::LessThan => "less_than",
    }
}

/// A name as the local part of a readable IRI: letters, digits, `-`, inner `.`; everything else becomes one `_`.
pub fn local_name(label: &str) -> String {
    let mut name = String::with_capacity(label.len());
    for c in label.chars() {
        match c {
            '\'' | '\u{2019}' => {}
            c if c.is_alphanumeric() || c == '-' || c == '.' => name.push(c),
            _ if name.is_empty() || name.ends_with('_') => {}
            _ => name.push('_'),
        }
    }
    name.trim_matches(['_', '.', '-']).to_owned()
}
