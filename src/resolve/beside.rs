//! Names side by side: `Elmford and Oakham` are mostly of one type, so that a name read otherwise may have been misread.

use crate::model::{DocumentClaims, EntityType, LocalEntity, LocalEntityId, MentionKind, Span};

/// Where the names of the entities that `wanted` chooses stand, in text order.
pub(super) fn names(claims: &DocumentClaims, wanted: impl Fn(&LocalEntity) -> bool) -> Vec<(Span, LocalEntityId)> {
    let chosen = (0_u32..).zip(&claims.entities).filter(|(_, entity)| wanted(entity));
    let mut names: Vec<(Span, LocalEntityId)> = chosen
        .flat_map(|(id, entity)| entity.mentions.iter().map(move |mention| (mention, id)))
        .filter(|(mention, _)| mention.kind == MentionKind::Name)
        .map(|(mention, id)| (mention.head, id))
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// For each entity of a document, the type of a name of another type that an `and` or `or` joins with it.
pub(super) fn types(claims: &DocumentClaims) -> Vec<Option<EntityType>> {
    let text = &claims.document.text;
    let names = names(claims, |_| true);
    let mut types = vec![None; claims.entities.len()];
    for two in names.windows(2) {
        let [(left, a), (right, b)] = *two else { continue };
        let joined = matches!(text.get(left.end as usize..right.start as usize), Some(" and " | " or "));
        let (a, b) = (a as usize, b as usize);
        let (of_a, of_b) = (claims.entities[a].kind, claims.entities[b].kind);
        if joined && of_a != of_b {
            types[a] = types[a].or(Some(of_b));
            types[b] = types[b].or(Some(of_a));
        }
    }
    types
}
