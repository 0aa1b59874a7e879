//! FollowTheMoney entities (<https://followthemoney.tech>), one a line, as Aleph loads them: the documents, the named
//! actors, and a link for each claim between two of them, proven by its document.

use super::{ExportError, font};
use crate::model::{Document, Entity, EntityType, Modality, Polarity};
use crate::resolve::{Node, ResolvedClaim};
use crate::store::Corpus;
use crate::vocab;
use serde_json::{Map, Value, json};
use std::io::Write;

pub(super) fn write(corpus: &Corpus, out: &mut dyn Write) -> Result<(), ExportError> {
    for entity in corpus.resolution.entities.iter().filter(|entity| entity.named) {
        line(&actor(entity), out)?;
    }
    corpus.for_each(|_, document, claims| {
        line(&article(&document.document), out)?;
        for claim in claims {
            if let (Some(subject), Some(object)) = (named(&claim.subject, corpus), claim.object.as_ref())
                && let Some(object) = named(object, corpus).filter(|object| object.name != subject.name)
            {
                line(&link(claim, [subject, object]), out)?;
            }
        }
        Ok(())
    })
}

fn line(entity: &Value, out: &mut dyn Write) -> Result<(), ExportError> {
    serde_json::to_writer(&mut *out, entity).map_err(std::io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}

fn named<'a>(node: &Node, corpus: &'a Corpus) -> Option<&'a Entity> {
    match node {
        Node::Entity(id) => corpus.resolution.entity(*id).filter(|entity| entity.named),
        _ => None,
    }
}

/// The same thing has the same id in every export.
fn id(name: &str) -> String {
    format!("cg-{}", &blake3::hash(name.as_bytes()).to_hex()[..24])
}

fn actor_id(entity: &Entity) -> String {
    id(&format!("ent:{}", entity.name))
}

/// An entity with the values that are known of it.
fn entity(id: String, schema: &str, properties: Vec<(&str, Vec<String>)>) -> Value {
    let known = properties.into_iter().filter_map(|(name, values)| {
        let values: Vec<String> = values.into_iter().filter(|value| !value.trim().is_empty()).collect();
        (!values.is_empty()).then(|| (name.to_owned(), Value::from(values)))
    });
    json!({ "id": id, "schema": schema, "properties": known.collect::<Map<_, _>>() })
}

fn actor(actor: &Entity) -> Value {
    let properties = vec![
        ("name", vec![name(&actor.label)]),
        ("alias", actor.aliases.iter().map(|alias| name(alias)).collect()),
        ("description", actor.descriptions.clone()),
        ("wikidataId", actor.wikidata.iter().cloned().collect()),
    ];
    entity(actor_id(actor), schema(actor.kind), properties)
}

/// A name as long as the model allows.
fn name(label: &str) -> String {
    const MOST: usize = 300;
    font::shortened(label, MOST)
}

/// The nearest schema that is not abstract.
fn schema(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Person => "Person",
        EntityType::Organization => "Organization",
        EntityType::Group => "LegalEntity",
        EntityType::Place => "Address",
        EntityType::Facility => "RealEstate",
        EntityType::Event => "Event",
        EntityType::Work | EntityType::Thing => "Asset",
    }
}

fn article(document: &Document) -> Value {
    let title = document.title.clone().unwrap_or_else(|| document.source.clone());
    let properties = vec![
        ("title", vec![title]),
        ("fileName", vec![document.source.clone()]),
        ("author", document.author.iter().cloned().collect()),
        ("publisher", document.publisher.iter().cloned().collect()),
        ("publishedAt", document.date.iter().map(ToString::to_string).collect()),
        ("sourceUrl", document.url.iter().cloned().collect()),
        ("bodyText", vec![document.text.clone()]),
    ];
    entity(id(&format!("doc:{}", document.id)), "Article", properties)
}

fn link(resolved: &ResolvedClaim, [subject, object]: [&Entity; 2]) -> Value {
    let (claim, document) = (resolved.claim, &resolved.document.document);
    let negated = (claim.polarity == Polarity::Negated).then(|| "negated".to_owned());
    let modality = (claim.modality != Modality::Actual).then(|| vocab::modality_name(claim.modality).to_owned());
    let days = resolved.days();
    let properties = vec![
        ("subject", vec![actor_id(subject)]),
        ("object", vec![actor_id(object)]),
        ("role", vec![claim.predicate.replace('_', " ")]),
        ("status", modality.into_iter().chain(negated).collect()),
        ("startDate", days.iter().map(|days| days.0.to_string()).collect()),
        ("endDate", days.iter().map(|days| days.1.to_string()).collect()),
        ("date", document.date.iter().map(ToString::to_string).collect()),
        ("summary", vec![resolved.quote().to_owned()]),
        ("publisher", document.publisher.iter().cloned().collect()),
        ("proof", vec![id(&format!("doc:{}", document.id))]),
    ];
    entity(id(&format!("claim:{}", resolved.id)), "UnknownLink", properties)
}
