//! Which statements a projection is made of.

use crate::extract::relation;
use crate::model::{EntityType, Modality, Polarity};
use crate::resolve::{Resolution, Statement, Statements};
use crate::vocab;

/// What a statement and its ends must be like; what is empty or none asks for nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Both ends are of one of these types.
    pub types: Vec<EntityType>,
    /// It has one of these relations or a kind of it: `consult` takes `meet` and `visit`.
    pub relations: Vec<String>,
    /// It is put in one of these ways.
    pub modalities: Vec<Modality>,
    /// Affirmed or negated.
    pub polarity: Option<Polarity>,
    /// At least so many independent documents say it.
    pub min_support: u32,
    /// Also what has no name of its own: `the ceasefire` of one article.
    pub unnamed: bool,
}

impl Filter {
    /// Whether a statement counts; its ends are asked for with [`Filter::takes_entity`].
    pub fn takes(&self, statement: &Statement, statements: &Statements) -> bool {
        let related = || self.relations.iter().any(|wanted| has_relation(statement, statements, wanted));
        (self.relations.is_empty() || related())
            && (self.modalities.is_empty() || self.modalities.contains(&statement.modality))
            && self.polarity.is_none_or(|polarity| polarity == statement.polarity)
            && statement.support() >= self.min_support
    }

    /// Whether an entity can be a node.
    pub fn takes_entity(&self, id: u32, resolution: &Resolution) -> bool {
        let fits = |kind: EntityType| self.types.is_empty() || self.types.contains(&kind);
        resolution.entity(id).is_some_and(|entity| (entity.named || self.unnamed) && fits(entity.kind))
    }

    /// The conditions in words; empty where there are none.
    pub fn describe(&self) -> Vec<String> {
        let mut said = Vec::new();
        let mut say = |what: &str, list: Vec<&str>| {
            if !list.is_empty() {
                said.push(format!("{what} {}", list.join(" or ")));
            }
        };
        say("type", self.types.iter().map(|kind| vocab::class_name(*kind)).collect());
        say("relation", self.relations.iter().map(String::as_str).collect());
        say("modality", self.modalities.iter().map(|modality| vocab::modality_name(*modality)).collect());
        say("polarity", self.polarity.iter().map(|polarity| vocab::polarity_name(*polarity)).collect());
        if self.min_support > 1 {
            said.push(format!("support ≥ {}", self.min_support));
        }
        said
    }
}

fn has_relation(statement: &Statement, statements: &Statements, wanted: &str) -> bool {
    let relations = statements.relations.get(statements.predicate_of(statement));
    relations.is_some_and(|relations| relations.iter().any(|name| relation::is_a(name, wanted)))
}
