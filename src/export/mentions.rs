//! A table of the mentions: every name, description and pronoun with its place and its entity.
//! Offsets count characters of the document's main text.

use super::ExportError;
use crate::extract::places;
use crate::model::{CharIndex, Mention, MentionKind};
use crate::store::Corpus;
use crate::vocab;
use std::io::Write;

const COLUMNS: [&str; 11] =
    ["document", "source", "sentence", "start", "end", "text", "mention", "entity", "label", "type", "wikidata"];

/// One row a mention, in text order; `start` and `end` are those of the name or of the head word.
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
        for (mention, id) in mentions {
            let Some(entity) = corpus.resolution.entity(id) else { continue };
            table.write_record([
                &document.id,
                &document.source,
                &mention.sentence.to_string(),
                &chars.chars_before(mention.head.start).to_string(),
                &chars.chars_before(mention.head.end).to_string(),
                mention.head.of(&document.text),
                kind_name(mention.kind, mention.head.of(&document.text)),
                &format!("ent:{}", entity.name),
                &entity.label,
                vocab::class_name(entity.kind),
                entity.wikidata.as_deref().unwrap_or_default(),
            ])?;
        }
    }
    Ok(table.flush()?)
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
