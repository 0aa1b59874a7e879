//! Finding entities by what people call them.

use super::Resolution;
use crate::model::{Entity, EntityId};
use crate::vocab;
use std::cmp::Reverse;

/// An entity that goes by a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which.
    pub id: EntityId,
    /// How it goes by that name.
    pub how: How,
}

/// How an entity goes by a name, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// It is its IRI or its Wikidata item.
    Id,
    /// It is its label.
    Label,
    /// It is one of its other names.
    Alias,
}

/// The entities that go by `name`: `ent:Kyiv`, `Q1899`, `Kyiv`, `Kiev`; the surest and most mentioned first. Case does
/// not matter.
pub fn find(resolution: &Resolution, name: &str) -> Vec<Found> {
    let local = name.strip_prefix("ent:").or_else(|| name.strip_prefix(vocab::ENT));
    let local = local.or_else(|| name.contains('_').then_some(name));
    let item = vocab::wikidata_item(name);
    let wanted = name.to_lowercase();
    let how = |entity: &Entity| match () {
        () if local == Some(entity.name.as_str()) || (item.is_some() && entity.wikidata == item) => Some(How::Id),
        () if entity.label.to_lowercase() == wanted => Some(How::Label),
        () if entity.aliases.iter().any(|alias| alias.to_lowercase() == wanted) => Some(How::Alias),
        () => None,
    };
    let all = (0..).zip(&resolution.entities);
    let mut found: Vec<_> = all.filter_map(|(id, entity)| Some((Found { id, how: how(entity)? }, entity))).collect();
    found.sort_by_key(|(found, entity)| (found.how, !entity.named, Reverse(entity.mentions), found.id));
    found.into_iter().map(|(found, _)| found).collect()
}

/// Labels of named entities that look like `name`, the most alike first; at most five.
pub fn suggest<'r>(resolution: &'r Resolution, name: &str) -> Vec<&'r str> {
    const ALIKE: f64 = 0.8;
    let wanted = name.to_lowercase();
    let likeness = |entity: &Entity| {
        let label = entity.label.to_lowercase();
        let part = label.split_whitespace().any(|word| word == wanted) || label.contains(&wanted);
        if part { 1.0 } else { strsim::jaro_winkler(&label, &wanted) }
    };
    let named = resolution.entities.iter().filter(|entity| entity.named);
    let mut alike: Vec<_> = named.map(|entity| (likeness(entity), entity)).filter(|(l, _)| *l >= ALIKE).collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.mentions.cmp(&a.1.mentions)).then(a.1.name.cmp(&b.1.name)));
    alike.into_iter().take(5).map(|(_, entity)| entity.label.as_str()).collect()
}
