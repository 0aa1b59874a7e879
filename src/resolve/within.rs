//! Places with what they lie in, as the text puts them side by side: `Houston, TX`; `Elmford, Norway`.

use super::beside;
use crate::extract::places;
use crate::model::{DocumentClaims, EntityType, LocalEntity, LocalEntityId, MentionKind, Span};

/// A place and the state or region directly after it, parted by a comma.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Within {
    /// Both names.
    pub span: Span,
    /// The place's name.
    pub inner: Span,
    /// The place.
    pub place: LocalEntityId,
    /// What it lies in.
    pub outer: LocalEntityId,
}

/// All such pairs of a document, in text order. A list of states is none: a state or region lies within no other.
pub fn pairs(claims: &DocumentClaims) -> Vec<Within> {
    let text = &claims.document.text;
    let names = beside::names(claims, |entity| entity.kind == EntityType::Place);
    let is_wide = |span: Span| is_wide(span.of(text));
    let side_by_side = |inner: Span, outer: Span| text.get(inner.end as usize..outer.start as usize) == Some(", ");
    let pair = |two: &[(Span, LocalEntityId)]| match *two {
        [(inner, place), (wide, outer)] if side_by_side(inner, wide) && is_wide(wide) && !is_wide(inner) => {
            Some(Within { span: inner.cover(wide), inner, place, outer })
        }
        _ => None,
    };
    names.windows(2).filter_map(pair).collect()
}

/// For each entity, whether most of its names stand after `in`, as those of places do and those of teams do not.
pub(super) fn located(claims: &DocumentClaims) -> Vec<bool> {
    let text = &claims.document.text;
    let is_after_in = |head: Span| {
        text.get(..head.start as usize).is_some_and(|before| before.ends_with(" in ") || before.ends_with("In "))
    };
    let is_located = |entity: &LocalEntity| {
        let names = || entity.mentions.iter().filter(|mention| mention.kind == MentionKind::Name);
        2 * names().filter(|mention| is_after_in(mention.head)).count() > names().count()
    };
    claims.entities.iter().map(is_located).collect()
}

/// Whether a name is that of a state or region, or the two letters by which post calls one (`TX`).
pub(super) fn is_wide(name: &str) -> bool {
    let is_code = name.len() == 2 && name.chars().all(|c| c.is_ascii_uppercase());
    is_code || places::of_name(name).is_some_and(|place| place.kind != "city")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Document, Mention};

    fn outer_spans(text: &str, names: &[&str]) -> Vec<String> {
        let mention = |name: &str| {
            let start = text.find(name).expect("there");
            let span = Span::new(start, start + name.len());
            Mention { span, head: span, sentence: 0, kind: MentionKind::Name }
        };
        let entity = |name: &&str| LocalEntity {
            label: (*name).to_owned(),
            kind: EntityType::Place,
            aliases: vec![],
            descriptions: vec![],
            named: true,
            mentions: vec![mention(name)],
        };
        let entities = names.iter().map(entity).collect();
        let document = Document { text: text.to_owned(), ..Document::default() };
        let claims = DocumentClaims { document, entities, ..DocumentClaims::default() };
        pairs(&claims).iter().map(|pair| pair.span.of(text).to_owned()).collect()
    }

    #[test]
    fn a_town_with_its_state_and_no_list_of_states() {
        let found = outer_spans("From Elmford, TX, to Oakham, Norway.", &["Elmford", "TX", "Oakham", "Norway"]);
        assert_eq!(found, ["Elmford, TX", "Oakham, Norway"]);
        assert!(outer_spans("In Norway, Sweden and Elmford.", &["Norway", "Sweden", "Elmford"]).is_empty());
    }
}
