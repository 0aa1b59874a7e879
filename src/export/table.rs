//! Tables as CSV: claims, nodes, edges.

use super::ExportError;
use crate::graph::degree;
use crate::resolve::Resolution;
use crate::store::Corpus;
use crate::vocab;
use std::collections::BTreeMap;
use std::io::Write;

const CLAIMS: [&str; 18] = [
    "id",
    "document",
    "source",
    "sentence",
    "subject",
    "subject_type",
    "predicate",
    "relation",
    "object",
    "object_type",
    "polarity",
    "modality",
    "attribution",
    "confidence",
    "rule",
    "quote",
    "subject_wikidata",
    "object_wikidata",
];

pub(super) fn claims(corpus: &Corpus, out: &mut dyn Write) -> Result<(), ExportError> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(CLAIMS)?;
    corpus.for_each(|_, document, claims| {
        for resolved in claims {
            let claim = resolved.claim;
            let label = |node: &crate::resolve::Node| node.label(&corpus.resolution);
            let kind = |node: &crate::resolve::Node| type_of(node, &corpus.resolution);
            let item = |node: &crate::resolve::Node| item_of(node, &corpus.resolution);
            let speakers: Vec<String> = resolved.speakers.iter().map(|speaker| label(&speaker.node)).collect();
            table.write_record([
                &format!("claim:{}", resolved.id),
                &document.document.id,
                &document.document.source,
                &claim.sentence.to_string(),
                &label(&resolved.subject),
                kind(&resolved.subject),
                &claim.predicate,
                claim.relation.as_deref().unwrap_or_default(),
                &resolved.object.as_ref().map(label).unwrap_or_default(),
                resolved.object.as_ref().map(kind).unwrap_or_default(),
                vocab::polarity_name(claim.polarity),
                vocab::modality_name(claim.modality),
                &speakers.join(" > "),
                &format!("{:.2}", claim.confidence),
                &claim.rule,
                resolved.quote(),
                item(&resolved.subject),
                resolved.object.as_ref().map(item).unwrap_or_default(),
            ])?;
        }
        Ok::<_, ExportError>(())
    })?;
    Ok(table.flush()?)
}

/// The Wikidata item of an entity that is linked, else nothing.
fn item_of<'r>(node: &crate::resolve::Node, resolution: &'r Resolution) -> &'r str {
    match node {
        crate::resolve::Node::Entity(id) => {
            resolution.entity(*id).and_then(|entity| entity.wikidata.as_deref()).unwrap_or_default()
        }
        _ => "",
    }
}

fn type_of(node: &crate::resolve::Node, resolution: &Resolution) -> &'static str {
    use crate::resolve::Node;
    match node {
        Node::Entity(id) => resolution.entity(*id).map_or("", |entity| vocab::class_name(entity.kind)),
        Node::Phrase { .. } => "Thing",
        Node::Quantity(_) => "Quantity",
        Node::Time(..) => "Time",
        Node::Text(_) => "Text",
        Node::Claim { .. } => "Claim",
    }
}

pub(super) fn nodes(corpus: &Corpus, out: &mut dyn Write) -> Result<(), ExportError> {
    let statements = corpus.statements()?;
    let degrees: BTreeMap<u32, u32> =
        degree::actors(&statements, &corpus.resolution).iter().map(|actor| (actor.id, actor.degree)).collect();
    let mut table = csv::Writer::from_writer(out);
    table.write_record(["id", "label", "type", "named", "documents", "mentions", "degree", "wikidata"])?;
    for (id, entity) in (0..).zip(&corpus.resolution.entities) {
        table.write_record([
            &format!("ent:{}", entity.name),
            &entity.label,
            vocab::class_name(entity.kind),
            &entity.named.to_string(),
            &entity.documents.to_string(),
            &entity.mentions.to_string(),
            &degrees.get(&id).copied().unwrap_or_default().to_string(),
            entity.wikidata.as_deref().unwrap_or_default(),
        ])?;
    }
    Ok(table.flush()?)
}

pub(super) fn edges(corpus: &Corpus, out: &mut dyn Write) -> Result<(), ExportError> {
    let statements = corpus.statements()?;
    let name = |id: Option<u32>| {
        let entity = id.and_then(|id| corpus.resolution.entity(id));
        entity.map(|entity| format!("ent:{}", entity.name)).unwrap_or_default()
    };
    let mut table = csv::Writer::from_writer(out);
    table.write_record(["source", "target", "predicate", "polarity", "modality", "support", "claims"])?;
    for statement in degree::strongest_edges(&statements, &corpus.resolution, usize::MAX) {
        table.write_record([
            &name(statement.subject),
            &name(statement.object),
            statements.predicate_of(statement),
            vocab::polarity_name(statement.polarity),
            vocab::modality_name(statement.modality),
            &statement.support().to_string(),
            &statement.claims.to_string(),
        ])?;
    }
    Ok(table.flush()?)
}
