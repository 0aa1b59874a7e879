//! Which statements a projection is made of.

use crate::extract::relation;
use crate::model::{EntityId, EntityType, Modality, Polarity};
use crate::resolve::{Resolution, Statement};
use crate::vocab;
use jiff::civil::Date;

/// What a statement and its ends must be like; what is empty or none asks for nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Both ends are of one of these types.
    pub types: Vec<EntityType>,
    /// It has one of these relations.
    pub relations: Vec<Family>,
    /// It is put in one of these ways.
    pub modalities: Vec<Modality>,
    /// Affirmed or negated.
    pub polarity: Option<Polarity>,
    /// Its days reach this day or a later one; what has no day is left out.
    pub since: Option<Date>,
    /// Its days reach this day or an earlier one; what has no day is left out.
    pub until: Option<Date>,
    /// One of these says it, whatever they think of it.
    pub speakers: Vec<EntityId>,
    /// At least so many independent documents say it.
    pub min_support: u32,
    /// At least one of its claims is right so often, 0 to 1.
    pub min_confidence: f32,
    /// Also what has no name of its own: `the ceasefire` of one article.
    pub unnamed: bool,
}

/// A relation with its kinds, or a level above the relations (after PLOVER): `consult`, `material_conflict`, `cooperation`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Family {
    /// The relation of this name and its kinds: `consult` takes `meet` and `visit`.
    Relation(&'static str),
    /// Relations of this quad, or of two where only `cooperation` or `conflict` is named.
    Level(String),
}

/// No relation and no level has this name.
#[derive(Debug, thiserror::Error)]
#[error("there is no relation {0:?}; ontology/relations.ttl has them all, and above them there are {levels}", levels = LEVELS.join(", "))]
pub struct UnknownFamily(String);

const LEVELS: [&str; 6] =
    ["cooperation", "conflict", "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"];

impl std::str::FromStr for Family {
    type Err = UnknownFamily;

    fn from_str(name: &str) -> Result<Self, UnknownFamily> {
        let plain = name.trim().to_lowercase().replace([' ', '-'], "_");
        let plain = plain.strip_prefix("rel:").unwrap_or(&plain);
        let relation = || relation::get(plain).map(|relation| Self::Relation(relation.name));
        let level = LEVELS.contains(&plain).then(|| Self::Level(plain.to_owned()));
        level.or_else(relation).ok_or_else(|| UnknownFamily(name.to_owned()))
    }
}

impl Family {
    /// Whether a relation belongs to it.
    pub fn takes(&self, relation: &str) -> bool {
        match self {
            Self::Relation(name) => relation::is_a(relation, name),
            Self::Level(level) => {
                relation::quad(relation).is_some_and(|quad| quad == level || quad.ends_with(&format!("_{level}")))
            }
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Relation(name) => name,
            Self::Level(level) => level,
        }
    }
}

impl Filter {
    /// Whether a statement counts, its relations and its ends left aside.
    pub fn takes(&self, statement: &Statement) -> bool {
        let said = || statement.speakers.iter().any(|(speaker, _)| self.speakers.contains(speaker));
        (self.modalities.is_empty() || self.modalities.contains(&statement.modality))
            && self.polarity.is_none_or(|polarity| polarity == statement.polarity)
            && statement.support() >= self.min_support
            && statement.confidence() >= self.min_confidence
            && (self.speakers.is_empty() || said())
            && self.since.is_none_or(|day| statement.dates.is_some_and(|(_, last)| last >= day))
            && self.until.is_none_or(|day| statement.dates.is_some_and(|(first, _)| first <= day))
    }

    /// Whether statements with these relations count.
    pub fn takes_relations<'r>(&self, mut relations: impl Iterator<Item = &'r str>) -> bool {
        self.relations.is_empty() || relations.any(|name| self.relations.iter().any(|family| family.takes(name)))
    }

    /// Whether an entity can be a node.
    pub fn takes_entity(&self, id: EntityId, resolution: &Resolution) -> bool {
        let fits = |kind: EntityType| self.types.is_empty() || self.types.contains(&kind);
        resolution.entity(id).is_some_and(|entity| (entity.named || self.unnamed) && fits(entity.kind))
    }

    /// The conditions in words; empty where there are none.
    pub fn describe(&self, resolution: &Resolution) -> Vec<String> {
        let mut said = Vec::new();
        let mut say = |what: &str, list: Vec<&str>| {
            if !list.is_empty() {
                said.push(format!("{what} {}", list.join(" or ")));
            }
        };
        let speaker = |id: &EntityId| resolution.entity(*id).map(|entity| entity.label.as_str());
        say("type", self.types.iter().map(|kind| vocab::class_name(*kind)).collect());
        say("relation", self.relations.iter().map(Family::name).collect());
        say("modality", self.modalities.iter().map(|modality| vocab::modality_name(*modality)).collect());
        say("polarity", self.polarity.iter().map(|polarity| vocab::polarity_name(*polarity)).collect());
        say("speaker", self.speakers.iter().filter_map(speaker).collect());
        let days = [("since", self.since), ("until", self.until)];
        said.extend(days.into_iter().filter_map(|(what, day)| Some(format!("{what} {}", day?))));
        said.extend((self.min_support > 1).then(|| format!("support ≥ {}", self.min_support)));
        said.extend((self.min_confidence > 0.0).then(|| format!("confidence ≥ {}", self.min_confidence)));
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_have_kinds_and_levels() {
        let takes = |family: &str, relation: &str| family.parse::<Family>().expect("a family").takes(relation);
        assert!(takes("consult", "meet") && takes("Material Conflict", "bomb") && takes("conflict", "accuse"));
        assert!(!takes("consult", "bomb") && !takes("cooperation", "bomb") && !takes("conflict", "born_in"));
        let error = "friendship".parse::<Family>().expect_err("unknown").to_string();
        assert!(error.contains("verbal_conflict"), "{error}");
    }
}
