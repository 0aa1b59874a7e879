//! A table of the mentions: every name, description and pronoun with its place and its entity.
//! Offsets count characters of the document's main text.

use super::{ExportError, span};
use crate::extract::places;
use crate::model::{CharIndex, Entity, EntityId, EntityType, Mention, MentionKind, Span};
use crate::resolve::{Resolution, within};
use crate::store::Corpus;
use crate::vocab;
use std::collections::BTreeMap;
use std::io::Write;

const COLUMNS: [&str; 12] = [
    "document", "source", "sentence", "start", "end", "text", "mention", "entity", "label", "type", "wikidata", "score",
];

/// One row a mention, in text order; `start` and `end` are those of the name or of the head word, `score` is
/// how sure the link is. A name that is but a part of a longer one is a `part`. A place with the state after it (`Houston,
/// TX`) and a person with a form of address (`Mr Lee`) have a row of their own before that of the name alone.
pub(super) fn write(corpus: &Corpus, out: &mut dyn Write) -> Result<(), ExportError> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(COLUMNS)?;
    for index in 0..corpus.entries.len() {
        let claims = corpus.document(index)?;
        let (document, chars) = (&claims.document, CharIndex::new(&claims.document.text));
        let locals = claims.entities.iter().zip(corpus.resolution.ids(&document.id));
        let mut mentions: Vec<(&Mention, u32)> =
            locals.flat_map(|(local, id)| local.mentions.iter().map(|mention| (mention, *id))).collect();
        mentions.sort_by_key(|(mention, id)| (mention.head, mention.span, *id));
        let is_name = |mention: &&Mention| mention.kind == MentionKind::Name;
        let mut names: Vec<Span> =
            mentions.iter().map(|(mention, _)| *mention).filter(is_name).map(|m| m.head).collect();
        names.dedup();
        let wider: BTreeMap<Span, Span> = within::pairs(&claims).iter().map(|pair| (pair.inner, pair.span)).collect();
        for (mention, id) in mentions {
            let Some(entity) = corpus.resolution.entity(id) else { continue };
            let (span, kind) = marked(mention, entity, &document.text, &names);
            let wider = wider
                .get(&mention.head)
                .copied()
                .or_else(|| span::with_title(&document.text, mention.head, entity.kind));
            for span in wider.filter(|_| kind == "name").into_iter().chain([span]) {
                table.write_record([
                    &document.id,
                    &document.source,
                    &mention.sentence.to_string(),
                    &chars.chars_before(span.start).to_string(),
                    &chars.chars_before(span.end).to_string(),
                    span.of(&document.text),
                    kind,
                    &format!("ent:{}", entity.name),
                    &entity.label,
                    vocab::class_name(entity.kind),
                    entity.wikidata.as_deref().unwrap_or_default(),
                    &score(&corpus.resolution, id),
                ])?;
            }
        }
    }
    Ok(table.flush()?)
}

/// How sure the link of an entity is, 0 to 1; empty where it has none.
fn score(resolution: &Resolution, id: EntityId) -> String {
    let linked = resolution.links.get(id as usize).filter(|link| link.item.is_some());
    linked.map_or(String::new(), |link| format!("{:.2}", link.score))
}

/// The span and the kind of a mention.
fn marked(mention: &Mention, entity: &Entity, text: &str, names: &[Span]) -> (Span, &'static str) {
    match kind_name(mention.kind, mention.head.of(text)) {
        "name" if entity.kind == EntityType::Person => (mention.head, "name"),
        "name" if span::is_part(text, mention.head, names) => (mention.head, "part"),
        "name" => (span::with_article(text, mention.head), "name"),
        other => (mention.head, other),
    }
}

/// A name that is the adjective or people of a place (`Norwegian`) is told apart from that place's own name.
fn kind_name(kind: MentionKind, text: &str) -> &'static str {
    match kind {
        MentionKind::Name if places::of_demonym(text).is_some() && places::of_name(text).is_none() => "demonym",
        MentionKind::Name => "name",
        MentionKind::Nominal => "nominal",
        MentionKind::Pronoun => "pronoun",
    }
}
