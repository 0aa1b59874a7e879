//! One claim a line: the contract for scripts. Offsets count characters of the document's main text.

use super::ExportError;
use crate::model::{Attribution, CharIndex, DocumentClaims, Quantity, Role, Slot, Span, Time};
use crate::resolve::{self, Node, Resolution, ResolvedClaim, Speaker};
use crate::store::Corpus;
use crate::vocab;
use serde_json::{Map, Value, json};
use std::io::Write;

pub(super) fn write(corpus: &Corpus, out: &mut dyn Write) -> Result<(), ExportError> {
    corpus.for_each(|_, document, claims| {
        let chars = CharIndex::new(&document.document.text);
        for claim in claims {
            serde_json::to_writer(&mut *out, &claim_json(claim, &corpus.resolution, &chars))
                .map_err(std::io::Error::from)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    })
}

/// A claim as the JSON object of the contract.
pub fn claim_json(resolved: &ResolvedClaim, resolution: &Resolution, chars: &CharIndex) -> Value {
    let (claim, document) = (resolved.claim, &resolved.document.document);
    let context = Context { document: resolved.document, resolution, chars };
    let arguments = claim.arguments.iter().zip(&resolved.arguments);
    json!({
        "id": format!("claim:{}", resolved.id),
        "document": document.id,
        "source": document.source,
        "publisher": document.publisher,
        "date": document.date,
        "sentence": claim.sentence,
        "quote": resolved.quote(),
        "subject": context.slot(&claim.subject, &resolved.subject),
        "predicate": claim.predicate,
        "predicate_text": context.text(claim.predicate_span),
        "relation": claim.relation,
        "object": claim.object.as_ref().zip(resolved.object.as_ref()).map(|(slot, node)| context.slot(slot, node)),
        "arguments": arguments.map(|((role, slot), (_, node))| context.argument(*role, slot, node)).collect::<Vec<_>>(),
        "polarity": claim.polarity,
        "modality": claim.modality,
        "attribution": resolved.speakers.iter().map(|speaker| context.speaker(speaker)).collect::<Vec<_>>(),
        "confidence": (f64::from(claim.confidence.clamp(0.0, 1.0)) * 100.0).round() / 100.0,
        "rule": claim.rule,
        "statement": format!("stmt:{}", resolved.statement),
    })
}

struct Context<'a> {
    document: &'a DocumentClaims,
    resolution: &'a Resolution,
    chars: &'a CharIndex,
}

impl Context<'_> {
    fn text(&self, span: Span) -> &str {
        span.of(&self.document.document.text)
    }

    /// The node, and the phrase with its place.
    fn slot(&self, slot: &Slot, node: &Node) -> Value {
        let mut fields = node_json(node, self.resolution);
        fields.insert("text".to_owned(), self.text(slot.span).into());
        fields.insert("start".to_owned(), self.chars.chars_before(slot.span.start).into());
        fields.insert("end".to_owned(), self.chars.chars_before(slot.span.end).into());
        Value::Object(fields)
    }

    fn argument(&self, role: Role, slot: &Slot, node: &Node) -> Value {
        let mut fields = match self.slot(slot, node) {
            Value::Object(fields) => fields,
            _ => Map::new(),
        };
        fields.insert("role".to_owned(), vocab::role_name(role).into());
        Value::Object(fields)
    }

    fn speaker(&self, speaker: &Speaker) -> Value {
        let Attribution { speaker: slot, cue, verb, stance } = speaker.attribution;
        let mut fields = match self.slot(slot, &speaker.node) {
            Value::Object(fields) => fields,
            _ => Map::new(),
        };
        fields.insert("verb".to_owned(), verb.as_str().into());
        fields.insert("stance".to_owned(), vocab::stance_name(*stance).into());
        fields.insert("cue".to_owned(), self.text(*cue).into());
        Value::Object(fields)
    }
}

/// What a node is: `id`, `label`, `type` for a resource; `value`, `datatype`, `unit`, `bound` for a literal.
pub fn node_json(node: &Node, resolution: &Resolution) -> Map<String, Value> {
    let fields = match node {
        Node::Entity(id) => match resolution.entity(*id) {
            Some(entity) => json!({
                "id": format!("ent:{}", entity.name), "label": entity.label,
                "type": entity.kind, "wikidata": entity.wikidata,
            }),
            None => json!({}),
        },
        Node::Phrase { name, label } => {
            json!({"id": format!("ent:{name}"), "label": label, "type": "thing", "wikidata": null})
        }
        Node::Claim { id, label } => {
            json!({"id": format!("claim:{id}"), "label": label, "type": "claim", "wikidata": null})
        }
        Node::Quantity(quantity) => quantity_json(quantity),
        Node::Time(time, words) => time_json(time, words),
        Node::Text(words) => json!({"value": words, "datatype": "string"}),
    };
    match fields {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

fn quantity_json(quantity: &Quantity) -> Value {
    let Quantity { value, upper, unit, bound, per } = quantity;
    let mut fields = json!({
        "value": number(*value), "datatype": "decimal", "unit": unit, "bound": vocab::bound_name(*bound),
        "label": resolve::quantity_label(quantity),
    });
    if let Some(upper) = upper {
        fields["upper"] = number(*upper);
    }
    if let Some(per) = per {
        fields["per"] = per.as_str().into();
    }
    fields
}

/// Whole numbers without a decimal point.
fn number(value: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() < EXACT { Value::from(value as i64) } else { Value::from(value) }
}

fn time_json(time: &Time, words: &str) -> Value {
    let value = time.value.as_deref();
    let datatype = value.and_then(vocab::time_datatype).unwrap_or("string");
    let (kind, bound) = (vocab::time_name(time.kind), vocab::bound_name(time.bound));
    json!({"value": value.unwrap_or(words), "datatype": datatype, "time": kind, "bound": bound})
}
