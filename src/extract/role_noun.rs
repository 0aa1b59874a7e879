//! Nouns for roles, kinship and places (`ontology/lexicon/roles.tsv`) and the words that qualify them (`role_modifiers.tsv`).

use super::relation::{items, rows};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What kind of thing a role noun says of its bearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An office in an institution: `president`.
    Office,
    /// Belonging to a group: `member`.
    Member,
    /// An occupation; the adjective of a country before it gives nationality: `the French novelist`.
    Job,
    /// A relative or companion: `wife`.
    Kin,
    /// A place within a place: `city`.
    Place,
    /// A part of an organisation: `subsidiary`.
    Part,
    /// An organisation: `carmaker`.
    Thing,
}

/// One role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleNoun {
    /// How predicates name it: `spokesperson` for spokesman and spokeswoman.
    pub name: &'static str,
    /// The relation to a place or state: `president` is `head_of_state_of`.
    pub to_place: &'static str,
    /// The relation to anything else.
    pub to_other: &'static str,
    /// Whether an institution has one such bearer at a time.
    pub unique: bool,
    /// What it says of its bearer.
    pub kind: Kind,
}

impl RoleNoun {
    /// The preposition that the predicate keeps before an institution; none where the phrase is no institution.
    pub fn preposition(&self, case: &str) -> Option<&'static str> {
        match (case, self.kind) {
            ("of", _) => Some("of"),
            ("to", Kind::Office) => Some(if self.to_place == "diplomat_of" { "to" } else { "of" }),
            ("to", Kind::Kin) => Some("of"),
            ("for", Kind::Office) if self.to_place == "candidate_for" => Some("for"),
            ("for" | "at" | "with", Kind::Office | Kind::Job | Kind::Member) => Some("of"),
            ("from", Kind::Office | Kind::Member) => Some("of"),
            ("in" | "near" | "on", Kind::Place) => Some("of"),
            ("in", Kind::Thing) => Some("of"),
            _ => None,
        }
    }
}

/// What a word before a role noun does to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The role is no longer held.
    Former,
    /// The role is not held yet.
    Future,
    /// Kept in the predicate.
    Mark,
    /// Part of the role's name.
    Part,
}

struct Tables {
    nouns: HashMap<&'static str, RoleNoun>,
    modifiers: HashMap<&'static str, (Effect, Option<&'static str>)>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables {
    nouns: read_nouns(include_str!("../../ontology/lexicon/roles.tsv")),
    modifiers: read_modifiers(include_str!("../../ontology/lexicon/role_modifiers.tsv")),
});

/// The role that a noun, or several words, name: `minister`, `prime minister`. Lower case.
pub fn get(noun: &str) -> Option<&'static RoleNoun> {
    TABLES.nouns.get(noun)
}

/// What a word before a role noun does to it, and how the predicate writes it where that differs. Lower case.
pub fn modifier(word: &str) -> Option<(Effect, Option<&'static str>)> {
    TABLES.modifiers.get(word).copied()
}

fn read_nouns(table: &'static str) -> HashMap<&'static str, RoleNoun> {
    let mut nouns = HashMap::new();
    for row in rows(table) {
        let [names, to_place, to_other, unique, kind] = row[..] else { continue };
        let Some(kind) = self::kind(kind) else { continue };
        for variants in items(names) {
            let name = variants.split('/').next().unwrap_or(variants);
            for noun in variants.split('/') {
                nouns.insert(noun, RoleNoun { name, to_place, to_other, unique: unique == "yes", kind });
            }
        }
    }
    nouns
}

fn kind(word: &str) -> Option<Kind> {
    Some(match word {
        "office" => Kind::Office,
        "member" => Kind::Member,
        "job" => Kind::Job,
        "kin" => Kind::Kin,
        "place" => Kind::Place,
        "part" => Kind::Part,
        "thing" => Kind::Thing,
        _ => return None,
    })
}

fn read_modifiers(table: &'static str) -> HashMap<&'static str, (Effect, Option<&'static str>)> {
    let mut modifiers = HashMap::new();
    for row in rows(table) {
        let [effect, words, ref rest @ ..] = row[..] else { continue };
        let effect = match effect {
            "former" => Effect::Former,
            "future" => Effect::Future,
            "mark" => Effect::Mark,
            _ => Effect::Part,
        };
        for word in items(words) {
            modifiers.entry(word).or_insert((effect, rest.first().copied().filter(|w| !w.is_empty())));
        }
    }
    modifiers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::relation;

    #[test]
    fn the_tables_are_sound() {
        let mut nouns = 0;
        for row in rows(include_str!("../../ontology/lexicon/roles.tsv")) {
            assert_eq!(row.len(), 5, "{row:?}");
            assert!(
                relation::get(row[1]).is_some() && relation::get(row[2]).is_some() && kind(row[4]).is_some(),
                "{row:?}"
            );
            nouns += row[0].split([',', '/']).count();
        }
        assert!(nouns >= 300, "{nouns}");
    }

    #[test]
    fn variants_share_a_name() {
        assert_eq!(get("spokeswoman").map(|r| r.name), Some("spokesperson"));
        assert_eq!(get("premier").map(|r| r.to_place), Some("head_of_government_of"));
        assert_eq!(get("table"), None);
        assert_eq!(modifier("ousted"), Some((Effect::Former, Some("former"))));
        assert_eq!(modifier("foreign"), Some((Effect::Part, None)));
    }
}
