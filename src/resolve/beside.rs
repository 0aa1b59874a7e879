//! Names side by side: `Elmford and Oakham` are mostly of one type, so that a name read otherwise may have been misread.

use crate::model::{DocumentClaims, EntityType, LocalEntityId, MentionKind, Span};

/// For each entity of a document, the type of a name of another type that an `and` or `or` joins with it.
pub(super) fn types(claims: &DocumentClaims) -> Vec<Option<EntityType>> {
    let text = &claims.document.text;
    let all = (0_u32..).zip(&claims.entities);
    let mut names: Vec<(Span, LocalEntityId)> = all
        .flat_map(|(id, entity)| entity.mentions.iter().map(move |mention| (mention, id)))
        .filter(|(mention, _)| mention.kind == MentionKind::Name)
        .map(|(mention, id)| (mention.head, id))
        .collect();
    names.sort_unstable();
    names.dedup();
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
