//! From the entities of single documents to those of the corpus, and from claims to statements.
//!
//! ```text
//! DocumentNames of all documents ─ cluster ─ describe ─→ Resolution     (who is who)
//! DocumentClaims + Resolution ─ claim ─→ ResolvedClaim ─ statement ─→ Statement, with its support
//! ```
//!
//! Only names are held for all documents at once; the claims pass through one document at a time.

mod apply;
mod bearers;
mod beside;
mod claim;
mod cluster;
pub mod decisions;
mod describe;
pub mod doubt;
#[cfg(test)]
mod examples;
pub mod find;
pub mod gazetteer;
pub mod link;
pub(crate) mod name;
mod statement;
pub mod within;

pub use claim::{Node, ResolvedClaim, Speaker, claims, interval, quantity_label, quantity_name};
pub use statement::{Statement, StatementId, Statements};

use crate::extract::nominals::{self, Gender};
use crate::model::{DocumentClaims, Entity, EntityId, EntityType, LocalEntity, LocalEntityId, MentionKind};
use decisions::Decisions;
use gazetteer::Gazetteer;
use link::Link;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What resolution goes by besides the documents.
#[derive(Clone, Copy, Debug, Default)]
pub struct Knowledge<'k> {
    /// Names and what they may mean; nothing is linked without.
    pub gazetteer: Option<&'k Gazetteer>,
    /// What the user decided; nothing where there is none.
    pub decisions: Option<&'k Decisions>,
}

/// What resolution needs to know of one entity of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalName {
    /// Best name.
    pub label: String,
    /// What it is.
    pub kind: EntityType,
    /// Other names.
    pub aliases: Vec<String>,
    /// Roles and descriptions.
    pub descriptions: Vec<String>,
    /// Whether any mention is a proper name.
    pub named: bool,
    /// How often it is mentioned.
    pub mentions: u32,
    /// Names of the states and regions that the text puts it in: `Texas` in `Houston, Texas`.
    pub within: Vec<String>,
    /// The type of a name that stands beside it, where that is another one: `Kherson and Kharkiv`.
    pub beside: Option<EntityType>,
    /// What pronouns and titles (`Mrs.`) tell of a person.
    pub gender: Option<Gender>,
    /// Whether it mostly stands after `in`, so that it is a place even where teams are called by their towns.
    pub located: bool,
}

/// The entities of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentNames {
    /// The document's id.
    pub document: String,
    /// Its day of publication, if known.
    pub date: Option<jiff::civil::Date>,
    /// Its entities, in their order in [`DocumentClaims::entities`].
    pub names: Vec<LocalName>,
}

impl From<&DocumentClaims> for DocumentNames {
    fn from(claims: &DocumentClaims) -> Self {
        let mut names: Vec<LocalName> = claims.entities.iter().map(LocalName::from).collect();
        for (name, entity) in names.iter_mut().zip(&claims.entities).filter(|(_, e)| e.kind == EntityType::Person) {
            name.gender = gender(&claims.document.text, entity);
        }
        for pair in within::pairs(claims) {
            let outer = claims.entities[pair.outer as usize].label.clone();
            let known = &mut names[pair.place as usize].within;
            if !known.contains(&outer) {
                known.push(outer);
            }
        }
        for ((name, beside), located) in names.iter_mut().zip(beside::types(claims)).zip(within::located(claims)) {
            (name.beside, name.located) = (beside, located);
        }
        let (document, date) = (claims.document.id.clone(), claims.document.date);
        Self { document, date, names }
    }
}

impl From<&LocalEntity> for LocalName {
    /// What the entity itself tells, without what stands around it.
    fn from(entity: &LocalEntity) -> Self {
        Self {
            label: entity.label.clone(),
            kind: entity.kind,
            aliases: entity.aliases.clone(),
            descriptions: entity.descriptions.clone(),
            named: entity.named,
            mentions: entity.mentions.len() as u32,
            within: Vec::new(),
            beside: None,
            gender: None,
            located: false,
        }
    }
}

/// The gender that a form of address or two pronouns of an entity show, and none gainsays.
fn gender(text: &str, entity: &LocalEntity) -> Option<Gender> {
    const LEAST: usize = 2;
    let mut shown: BTreeMap<Gender, usize> = BTreeMap::new();
    for mention in &entity.mentions {
        let words = mention.span.of(text).to_lowercase();
        let told = match (mention.kind, words.split(' ').next().unwrap_or_default()) {
            (MentionKind::Pronoun, "he" | "him" | "his" | "himself") => Some((Gender::Male, 1)),
            (MentionKind::Pronoun, "she" | "her" | "hers" | "herself") => Some((Gender::Female, 1)),
            (MentionKind::Name, title @ ("mr." | "mr" | "mrs." | "mrs" | "ms." | "ms")) => {
                nominals::gender_of_name(title).map(|gender| (gender, LEAST))
            }
            _ => None,
        };
        if let Some((gender, weight)) = told {
            *shown.entry(gender).or_default() += weight;
        }
    }
    let (gender, weight) = shown.iter().next()?;
    (shown.len() == 1 && *weight >= LEAST).then_some(*gender)
}

/// Who is who: the entities of the corpus, and which of them each entity of each document is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Resolution {
    /// The entities, sorted by name.
    pub entities: Vec<Entity>,
    /// For each entity, what linking found.
    pub links: Vec<Link>,
    /// For each entity, why the names that it goes by were taken to mean the same.
    pub merges: Vec<Vec<Merge>>,
    /// The decisions that no entity of the corpus answers to, as indexes into [`Decisions::all`].
    pub unmatched: Vec<usize>,
    by_document: BTreeMap<String, Vec<EntityId>>,
}

/// Why a name of an entity was taken to mean the same as its others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Merge {
    /// The name that joined.
    pub name: String,
    /// The name that it joined.
    pub into: String,
    /// Why, in words: `another spelling`, `surname`.
    pub reason: String,
}

impl Resolution {
    /// The entity that a document's entity is.
    pub fn id(&self, document: &str, local: LocalEntityId) -> Option<EntityId> {
        self.by_document.get(document)?.get(local as usize).copied()
    }

    /// The entities of a document, in their order there.
    pub fn ids(&self, document: &str) -> &[EntityId] {
        self.by_document.get(document).map_or(&[], Vec::as_slice)
    }

    /// The description of an entity.
    pub fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id as usize)
    }
}

/// Resolves the entities of all documents. The order of `documents` does not matter; near-linear time.
pub fn resolve(mut documents: Vec<DocumentNames>, knowledge: &Knowledge) -> Resolution {
    documents.sort_by(|a, b| a.document.cmp(&b.document));
    documents.dedup_by(|a, b| a.document == b.document);
    let groups = cluster::groups(&documents);
    let groups = match knowledge.gazetteer {
        Some(gazetteer) => link::assign(&documents, groups, gazetteer),
        None => groups.into_iter().map(link::Linked::without).collect(),
    };
    let (groups, unmatched) = match knowledge.decisions {
        Some(decisions) => apply::decisions(&documents, groups, decisions, knowledge.gazetteer),
        None => (groups, Vec::new()),
    };
    let mut resolution = describe::describe(&documents, link::join_items(groups));
    resolution.unmatched = unmatched;
    resolution
}

#[cfg(test)]
mod tests {
    use super::*;
    use EntityType::{Organization, Person, Place, Thing};

    fn name(label: &str, kind: EntityType) -> LocalName {
        let named = label.chars().any(char::is_uppercase);
        LocalName {
            label: label.to_owned(),
            kind,
            aliases: vec![],
            descriptions: vec![],
            named,
            mentions: 1,
            within: vec![],
            beside: None,
            gender: None,
            located: false,
        }
    }

    fn document(id: &str, names: &[(&str, EntityType)]) -> DocumentNames {
        DocumentNames {
            document: id.to_owned(),
            date: None,
            names: names.iter().map(|(label, kind)| name(label, *kind)).collect(),
        }
    }

    /// The readable name of each entity of each document.
    fn resolved(documents: &[&[(&str, EntityType)]]) -> Vec<Vec<String>> {
        let documents: Vec<_> =
            documents.iter().enumerate().map(|(i, names)| document(&format!("{i:032}"), names)).collect();
        let resolution = resolve(documents.clone(), &Knowledge::default());
        let mut backwards = documents.clone();
        backwards.reverse();
        assert_eq!(
            resolve(backwards, &Knowledge::default()).entities,
            resolution.entities,
            "the order of documents does not matter"
        );
        let name = |id: &EntityId| resolution.entity(*id).map(|entity| entity.name.clone()).unwrap_or_default();
        documents.iter().map(|d| resolution.ids(&d.document).iter().map(name).collect()).collect()
    }

    #[test]
    fn one_person_under_several_spellings() {
        let found = resolved(&[
            &[("Olena Kravchenko", Person)],
            &[("President Olena Kravchenko", Person)],
            &[("OLENA KRAVCHENKO", Person)],
            &[("Kravchenko", Person)],
        ]);
        assert!(found.iter().all(|names| names == &["Olena_Kravchenko"]), "{found:?}");
    }

    #[test]
    fn a_surname_that_two_bear_joins_neither() {
        let found = resolved(&[&[("Ann Lee", Person)], &[("Bo Lee", Person)], &[("Lee", Person)]]);
        assert_eq!(found, [["Ann_Lee"], ["Bo_Lee"], ["Lee"]]);
    }

    #[test]
    fn a_woman_is_not_the_man_of_her_surname() {
        let mut documents: Vec<DocumentNames> =
            (0..6).map(|i| document(&format!("{i:032}"), &[("Otto Lind", Person)])).collect();
        documents.push(document(&format!("{:032}", 6), &[("Mara Lind", Person)]));
        let mut last = document(&format!("{:032}", 7), &[("Lind", Person)]);
        last.names[0].gender = Some(Gender::Female);
        documents.push(last);
        let resolution = resolve(documents, &Knowledge::default());
        let bearer = resolution.entity(resolution.ids(&format!("{:032}", 7))[0]).map(|entity| entity.label.as_str());
        assert_eq!(bearer, Some("Mara Lind"));
    }

    #[test]
    fn father_and_son_are_two_in_every_document() {
        let found = resolved(&[&[("Otto Lind", Person), ("Otto Lind Jr.", Person)], &[("Otto Lind Jr.", Person)]]);
        assert_eq!(found, [vec!["Otto_Lind", "Otto_Lind_Jr"], vec!["Otto_Lind_Jr"]]);
        let found = resolved(&[&[("Karl Lind Jr.", Person)], &[("Karl Lind", Person)]]);
        assert_eq!(found[0], found[1]);
    }

    #[test]
    fn a_surname_may_have_small_words() {
        let found = resolved(&[&[("Omar el-Khatib", Person)], &[("El-Khatib", Person)], &[("Khatib", Person)]]);
        assert!(found.iter().all(|names| names == &["Omar_el-Khatib"]), "{found:?}");
    }

    #[test]
    fn a_shared_surname_goes_by_what_else_the_document_speaks_of() {
        let found = resolved(&[
            &[("Ann Lee", Person), ("Elm Bank", Organization), ("Oakham", Place)],
            &[("Bo Lee", Person), ("Reed Theatre", Organization), ("Marsh", Place)],
            &[("Lee", Person), ("Elm Bank", Organization), ("Oakham", Place)],
            &[("Lee", Person), ("Reed Theatre", Organization), ("Marsh", Place)],
            &[("Lee", Person), ("Reed Theatre", Organization), ("Elm Bank", Organization)],
        ]);
        let bearers: Vec<&str> = found.iter().map(|names| names[0].as_str()).collect();
        assert_eq!(bearers, ["Ann_Lee", "Bo_Lee", "Ann_Lee", "Bo_Lee", "Lee"]);
    }

    #[test]
    fn a_surname_goes_to_the_one_who_is_far_better_known() {
        let mut documents: Vec<&[(&str, EntityType)]> = vec![&[("Ann Lee", Person)]; 5];
        documents.extend([&[("Bo Lee", Person)][..], &[("Lee", Person)][..]]);
        assert_eq!(resolved(&documents)[6], ["Ann_Lee"]);
    }

    #[test]
    fn a_state_is_no_short_form_of_what_is_called_after_it() {
        let mut embassy = name("United States Embassy", Organization);
        embassy.aliases.push("U.S.".to_owned());
        let documents = vec![
            DocumentNames { document: "a".repeat(32), date: None, names: vec![embassy] },
            document(&"b".repeat(32), &[("U.S.", Place)]),
        ];
        assert_eq!(resolve(documents, &Knowledge::default()).entities.len(), 2);
    }

    #[test]
    fn middle_names_join_unless_they_differ() {
        let found = resolved(&[&[("Ann B. Lee", Person)], &[("Ann Beth Lee", Person)], &[("Ann Lee", Person)]]);
        assert_eq!(found[0], found[1]);
        assert_eq!(found[1], found[2]);
        let found = resolved(&[&[("Ann B. Lee", Person)], &[("Ann C. Lee", Person)], &[("Ann Lee", Person)]]);
        assert_eq!(found, [["Ann_B._Lee"], ["Ann_C._Lee"], ["Ann_Lee"]]);
    }

    #[test]
    fn a_person_and_a_place_of_one_name_stay_apart() {
        let found = resolved(&[&[("Georgia", Place)], &[("Georgia", Person)], &[("Georgia", Place)]]);
        assert_eq!(found, [["Georgia"], ["Georgia_person"], ["Georgia"]]);
        let place: &[(&str, EntityType)] = &[("Hilltown", Place)];
        let found = resolved(&[place, place, &[("Hilltown", Person)], place]);
        assert_eq!(found, [["Hilltown"]; 4]);
    }

    #[test]
    fn a_slip_of_the_name_finder_is_corrected_by_the_others() {
        let mut documents: Vec<&[(&str, EntityType)]> = vec![&[("Nordic Council", Organization)]; 5];
        documents.push(&[("Nordic Council", Person)]);
        let found = resolved(&documents);
        assert!(found.iter().all(|names| names == &["Nordic_Council"]), "{found:?}");
    }

    #[test]
    fn names_of_states_meet_under_the_usual_one() {
        let found = resolved(&[&[("U.S.", Place)], &[("the United States", Place)], &[("USA", Place)]]);
        assert!(found.iter().all(|names| names == &["United_States"]), "{found:?}");
    }

    #[test]
    fn initials_join_where_a_document_says_so() {
        let mut spelled = name("Northern Ferry Association", Organization);
        spelled.aliases.push("NFA".to_owned());
        let documents = vec![
            DocumentNames { document: "a".repeat(32), date: None, names: vec![spelled] },
            document(&"b".repeat(32), &[("NFA", Organization)]),
        ];
        let resolution = resolve(documents, &Knowledge::default());
        assert_eq!(resolution.entities.len(), 1);
        assert_eq!(resolution.entities[0].label, "Northern Ferry Association");
        assert_eq!(resolution.entities[0].aliases, ["NFA"]);
    }

    #[test]
    fn what_has_no_name_belongs_to_its_document() {
        let found = resolved(&[&[("ceasefire", Thing), ("ceasefire", Thing)], &[("ceasefire", Thing)]]);
        assert_eq!(found[0], ["ceasefire_0000000000", "ceasefire_0000000000_2"]);
        assert_ne!(found[0][0], "ceasefire_0000000001");
    }

    #[test]
    fn labels_of_symbols_still_get_a_name() {
        assert_eq!(resolved(&[&[("☃", Thing)]])[0][0], "entity_0000000000");
    }
}
