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
/// Contradictions.
pub const CONTRA: &str = "https://w3id.org/claimgraph/contradiction/";
/// Documents; sentences are fragments of them (`#char=120,260`, RFC 5147).
pub const DOC: &str = "https://w3id.org/claimgraph/document/";
/// Attributions: one act of saying.
pub const ATT: &str = "https://w3id.org/claimgraph/attribution/";
/// Quantities: `qty:more_than_5000_casualty_per_week`.
pub const QTY: &str = "https://w3id.org/claimgraph/quantity/";
/// Measures kept of a graph, each a named graph: `measure:betweenness`.
pub const MEASURE: &str = "https://w3id.org/claimgraph/measure/";
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
    ("contra", CONTRA),
    ("dct", DCT),
    ("doc", DOC),
    ("ent", ENT),
    ("layer", LAYER),
    ("measure", MEASURE),
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

/// The Wikidata item that a text names: `Q7747`, `wd:Q7747`, or its address; none where it names none.
pub fn wikidata_item(text: &str) -> Option<String> {
    let text = text.trim();
    let addresses = [WD, "https://www.wikidata.org/entity/", "https://www.wikidata.org/wiki/", "wd:"];
    let item = addresses.iter().find_map(|address| text.strip_prefix(address)).unwrap_or(text);
    let digits = item.strip_prefix('Q')?;
    let good = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0') && !digits.is_empty();
    good.then(|| item.to_owned())
}

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

/// All types of entities.
pub const CLASSES: [EntityType; 8] = [
    EntityType::Person,
    EntityType::Organization,
    EntityType::Place,
    EntityType::Facility,
    EntityType::Group,
    EntityType::Event,
    EntityType::Work,
    EntityType::Thing,
];

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

/// The XML Schema type of an ISO 8601 value: `date`, `gYearMonth`, `gYear`, `duration`; none for intervals,
/// repetitions, and durations in weeks, which XML Schema lacks.
pub fn time_datatype(value: &str) -> Option<&'static str> {
    let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
    let month = |s: &str| digits(s, 2) && matches!(s.parse(), Ok(1..=12));
    let parts: Vec<&str> = value.split('-').collect();
    match parts.as_slice() {
        [year] if digits(year, 4) => Some("gYear"),
        [year, m] if digits(year, 4) && month(m) => Some("gYearMonth"),
        [..] if value.parse::<jiff::civil::Date>().is_ok() && value.len() == 10 => Some("date"),
        [duration] if is_duration(duration) => Some("duration"),
        _ => None,
    }
}

/// `P1Y2M3DT4H5M6S`, at least one part, in this order.
fn is_duration(value: &str) -> bool {
    let Some(rest) = value.strip_prefix('P') else { return false };
    let (days, time) = rest.split_once('T').map_or((rest, None), |(days, time)| (days, Some(time)));
    let ordered = |part: &str, units: &str| {
        let mut units = units.chars();
        let mut digits = 0;
        let fits = part.chars().all(|c| match c.is_ascii_digit() {
            true => {
                digits += 1;
                true
            }
            false => std::mem::take(&mut digits) > 0 && units.any(|unit| unit == c),
        });
        fits && digits == 0
    };
    !rest.is_empty() && ordered(days, "YMD") && time.is_none_or(|time| !time.is_empty() && ordered(time, "HMS"))
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const ONTOLOGY: &str = include_str!("../ontology/claimgraph.ttl");

    fn defined(term: &str) -> bool {
        ONTOLOGY.lines().any(|line| line.starts_with(&format!("cg:{term} a ")))
    }

    #[test]
    fn every_name_of_the_model_is_a_term_of_the_ontology() {
        let mut names: Vec<&str> = MODALITIES.into_iter().map(modality_name).collect();
        names.extend([Polarity::Affirmed, Polarity::Negated].map(polarity_name));
        use Stance::{Asks, Claims, Denies, Doubts, Hopes, States};
        names.extend([States, Claims, Denies, Doubts, Hopes, Asks].map(stance_name));
        names.extend(CLASSES.map(class_name));
        names.extend([Role::Place, Role::Time, Role::Topic, Role::Purpose, Role::Instrument].map(role_name));
        names.extend([Role::Recipient, Role::Partner, Role::Cause, Role::Condition].map(role_name));
        names.extend([Role::Quantity, Role::Other].map(role_name));
        use TimeKind::{Date, Duration, Frequency, Since, Until};
        names.extend([Date, Duration, Since, Until, Frequency].map(time_name));
        use Bound::{About, AtLeast, AtMost, Exact, LessThan, MoreThan};
        names.extend([Exact, About, AtLeast, MoreThan, AtMost, LessThan].map(bound_name));
        let kinds = crate::contradict::Kind::ALL.map(|kind| format!("{kind}_conflict"));
        let between = crate::contradict::Between::ALL.map(|between| between.name().replace(' ', "_"));
        names.extend(kinds.iter().chain(&between).map(String::as_str));
        for name in names {
            assert!(defined(name), "cg:{name} is missing in ontology/claimgraph.ttl");
        }
    }

    #[test]
    fn every_term_that_the_writer_uses_is_defined() {
        let writer = include_str!("store/rdf.rs");
        let used: BTreeSet<&str> = writer.split("CG, \"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(used.len() > 8);
        for term in used {
            assert!(defined(term), "cg:{term} is missing in ontology/claimgraph.ttl");
        }
    }

    #[test]
    fn prefixes_of_the_ontology_are_ours() {
        for line in ONTOLOGY.lines().filter_map(|line| line.strip_prefix("@prefix ")) {
            let (prefix, iri) = line.split_once(": <").unwrap_or_default();
            let known = PREFIXES.iter().find(|(known, _)| *known == prefix);
            assert_eq!(known.map(|(_, base)| *base), iri.strip_suffix("> ."), "{prefix}");
        }
    }

    #[test]
    fn short_forms_expand_to_what_they_were() {
        let iri = format!("{ENT}Ada_Lovelace");
        assert_eq!(compact(&iri), "ent:Ada_Lovelace");
        assert_eq!(expand("ent:Ada_Lovelace"), Some(iri));
        assert_eq!(expand("nobody:knows"), None);
    }

    #[test]
    fn items_are_known_by_id_and_by_address() {
        for text in ["Q42", " wd:Q42", "http://www.wikidata.org/entity/Q42", "https://www.wikidata.org/wiki/Q42"] {
            assert_eq!(wikidata_item(text).as_deref(), Some("Q42"));
        }
        for text in ["", "Q", "Q0", "Qx", "42", "P42", "none", "Q42 Q43"] {
            assert_eq!(wikidata_item(text), None);
        }
    }

    #[test]
    fn names_become_readable_local_parts() {
        assert_eq!(local_name("Côte d’Ivoire"), "Côte_dIvoire");
        assert_eq!(local_name("the U.S. (again)"), "the_U.S._again");
        assert_eq!(local_name("☃"), "");
    }

    #[test]
    fn times_have_the_type_of_their_form() {
        for (value, datatype) in [
            ("2025-05-19", Some("date")),
            ("2025-13-40", None),
            ("2025-05", Some("gYearMonth")),
            ("2025", Some("gYear")),
            ("P3Y", Some("duration")),
            ("P1DT12H", Some("duration")),
            ("PT48H", Some("duration")),
            ("P2W", None),
            ("P", None),
            ("R/P1W", None),
            ("2025-05-12/2025-05-18", None),
        ] {
            assert_eq!(time_datatype(value), datatype, "{value}");
        }
    }
}
