//! Relations: the small vocabulary that the many predicates of a text are mapped to, so that they can be asked for and compared.
//!
//! `ontology/relations.ttl` defines them; `ontology/lexicon/verbs.tsv` says which verb frames express which.

use super::object_kind;
use super::{Candidate, Phrase, Proposition, event_noun, lexicon};
use crate::model::{Annotation, EntityType, Modality};
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// A relation of the ontology.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Relation {
    /// Its name, the local part of its IRI: `call_by_phone`.
    pub name: &'static str,
    /// The next more general relation: `consult`.
    pub parent: Option<&'static str>,
    /// Relations that cannot hold of the same things at the same time: `accept` and `reject`.
    pub opposites: Vec<&'static str>,
    /// Relations that end what this one brought about, or the reverse: `arrest` and `release`.
    pub undoes: Vec<&'static str>,
    /// The relation with subject and object exchanged: `owned_by` for `owns`.
    pub inverse: Option<&'static str>,
    /// Whether subject and object may be exchanged: `meet`.
    pub symmetric: bool,
    /// Whether a subject has one object at a time: `born_in`.
    pub functional: bool,
    /// Whether an object has one subject at a time: `head_of_state_of`.
    pub inverse_functional: bool,
    /// Whether it happens once to the same things: `die`, `sign_agreement`.
    pub once: bool,
    /// The upper level of PLOVER: `verbal_cooperation`, `material_cooperation`, `verbal_conflict` or `material_conflict`.
    pub quad: Option<String>,
    /// From conflict (−10) to cooperation (10), on PLOVER's scale.
    pub score: Option<f64>,
}

struct Tables {
    relations: HashMap<&'static str, Relation>,
    frames: HashMap<&'static str, &'static str>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let frames = read_frames(include_str!("../../ontology/lexicon/verbs.tsv"));
    let relations = read_relations(include_str!("../../ontology/relations.ttl"));
    Tables { relations, frames }
});

/// The relation with this name.
pub fn get(name: &str) -> Option<&'static Relation> {
    TABLES.relations.get(name)
}

/// Whether the relation `name` is `ancestor` or a kind of it: `bomb` is a kind of `assault`.
pub fn is_a(name: &str, ancestor: &str) -> bool {
    let mut at = get(name);
    while let Some(relation) = at {
        if relation.name == ancestor {
            return true;
        }
        at = relation.parent.and_then(get);
    }
    false
}

/// Whether two relations cannot both hold, as themselves or by what they are kinds of: `veto` and `accept`.
pub fn opposed(a: &str, b: &str) -> bool {
    ancestors(a).any(|x| x.opposites.iter().any(|o| is_a(b, o)))
}

/// The score of a relation, or of the nearest relation above it that has one.
pub fn score(name: &str) -> Option<f64> {
    ancestors(name).find_map(|relation| relation.score)
}

/// The quad of a relation, or of the nearest relation above it that has one.
pub fn quad(name: &str) -> Option<&'static str> {
    ancestors(name).find_map(|relation| relation.quad.as_deref())
}

fn ancestors(name: &str) -> impl Iterator<Item = &'static Relation> {
    std::iter::successors(get(name), |r| r.parent.and_then(get))
}

/// Particles change what a verb means (`break up`), so a frame without its particle says nothing.
const PARTICLES: [&str; 14] = [
    "up", "down", "off", "out", "away", "back", "over", "apart", "aside", "along", "around", "forward", "ahead",
    "together",
];

/// Prepositions that change what a verb means as particles do: `map onto`.
const TURNING: [&str; 9] = ["onto", "into", "upon", "through", "behind", "past", "toward", "towards", "without"];

/// Verbs that mean little without what follows them: `take after` is no kind of taking.
const LIGHT: [&str; 24] = [
    "be", "break", "bring", "call", "come", "do", "fall", "get", "give", "go", "have", "hold", "keep", "let", "look",
    "make", "put", "run", "set", "stand", "stick", "take", "turn", "work",
];

/// The relation that a predicate expresses.
///
/// `predicate` is in snake case without the modality folded into it: verb, particle, preposition (`call_with`, `lash_out_at`), a
/// participle after `be` (`be_elected_in`), or an event noun that a light verb carries (`strike_on`). `object` is the lemma of the
/// object's head noun, with its compound where it has one (`drone strike`); it tells `raise money` from `raise a question`.
/// The most specific frame wins.
pub fn of(predicate: &str, object: Option<&str>) -> Option<&'static str> {
    let objects = object.map(object_kind::shortened).unwrap_or_default();
    among(predicate, &Companions { objects: &objects, behind: &[], event: true })
}

/// What stands beside a predicate.
#[derive(Clone, Copy)]
struct Companions<'a> {
    /// What the object may be called in a frame, the most telling first.
    objects: &'a [String],
    /// Prepositions of the phrases behind the object: `as` in `saw it as a threat`.
    behind: &'a [String],
    /// Whether the predicate may be an event noun (`strike_on`), which says more than the verb of that spelling.
    event: bool,
}

fn among(predicate: &str, beside: &Companions) -> Option<&'static str> {
    framed(predicate, beside).filter(|relation| *relation != NO_RELATION)
}

/// What the table calls the relation of frames that none fits: `finish second`.
const NO_RELATION: &str = "-";

fn framed(predicate: &str, beside: &Companions) -> Option<&'static str> {
    let words: Vec<&str> = predicate.split('_').filter(|w| !w.is_empty()).collect();
    let verb = *words.first()?;
    of_words(&words, beside).or_else(|| {
        let spelt = uninflected(verb).into_iter().find(|v| frame(v).is_some()).filter(|_| frame(verb).is_none())?;
        of_words(&[&[spelt.as_str()], &words[1..]].concat(), beside)
    })
}

/// What an inflected verb may be the form of, should its lemma have been missed: `intensified`, `panicked`.
fn uninflected(verb: &str) -> Vec<String> {
    let stem = |suffix: &str, ending: &str| verb.strip_suffix(suffix).map(|s| format!("{s}{ending}"));
    [stem("ied", "y"), stem("ed", ""), stem("ed", "e"), stem("e", "")].into_iter().flatten().collect()
}

fn of_words(words: &[&str], beside: &Companions) -> Option<&'static str> {
    let Companions { objects, event, .. } = *beside;
    let verb = *words.first()?;
    let with_noun = || with_object(words, beside);
    let with_words = || (2..=words.len()).rev().find_map(|end| frame(&words[..end].join(" ")));
    let carried = || carried(verb, objects).filter(|_| words.len() == 1);
    // `considered it done` as `consider_done`
    let becomes = || objects.iter().find(|o| *o == object_kind::COMPLEMENT).and_then(|c| frame(&format!("{verb} {c}")));
    if let Some(found) = with_noun().or_else(with_words).or_else(carried).or_else(becomes) {
        return Some(found);
    }
    let phrasal = words.get(1).is_some_and(|w| PARTICLES.contains(w));
    let turned = words.get(1).is_some_and(|w| TURNING.contains(w));
    let vague = phrasal || turned || words.len() > 1 && LIGHT.contains(&verb);
    // The object of a preposition is not the verb's own.
    let named = objects.first().filter(|o| words.len() == 1 && object_kind::is_noun(o));
    let wild = || named.and_then(|_| frame(&format!("{verb} *")));
    let bare = || if vague { None } else { wild().or_else(|| frame(verb)) };
    let noun = || event_noun::relation_of(verb, words.get(1).copied()).filter(|_| event);
    bare().or_else(|| noun().filter(|_| words.len() > 1 || !LIGHT.contains(&verb)))
}

/// The relation of a verb without anything else; none for words that are no verbs.
pub(super) fn of_verb(verb: &str) -> Option<&'static str> {
    frame(verb).filter(|relation| *relation != NO_RELATION)
}

/// Gives every proposition that has none yet the relation that its predicate expresses.
pub fn fill(annotation: &Annotation, candidates: &[Candidate], propositions: &mut [Proposition]) {
    let kinds: BTreeMap<(u32, u32), EntityType> =
        candidates.iter().map(|c| ((c.phrase.sentence, c.phrase.head), c.entity_type)).collect();
    for proposition in propositions.iter_mut().filter(|p| p.relation.is_none()) {
        let objects = object_kind::names(annotation, &kinds, proposition);
        let predicate = lexicon::bare(&proposition.predicate);
        let being = proposition.object.filter(|_| predicate == "be");
        let is = |kind: fn(&Annotation, Phrase) -> bool| being.is_some_and(|o| kind(annotation, o));
        let event = matches!(proposition.rule, "clause.light" | "clause.light.understood" | "clause.event")
            || !proposition.rule.starts_with("clause.");
        let suits = |relation: &&str| {
            object_kind::may_be_said_of(annotation, &kinds, relation, proposition.subject)
                && proposition.object.is_none_or(|o| object_kind::may_take(annotation, proposition.rule, relation, o))
        };
        let relation = if is(object_kind::is_quality) {
            Some("has_property")
        } else if is(object_kind::is_measure) {
            Some("has_quantity")
        } else if is(object_kind::is_clause) {
            None
        } else {
            let behind = object_kind::prepositions_behind(annotation, proposition);
            let beside = Companions { objects: &objects, behind: &behind, event };
            let relation = among(predicate, &beside).filter(suits).map(|r| awaited(r, proposition, &objects));
            // `is a friend`, `is the owner`: of whom is not told.
            let alone = being.is_some_and(|o| o.head == o.last) && relation.is_some_and(|r| r.ends_with("_of"));
            // `asked not to be named`: no name is given.
            let relation = relation.filter(|r| *r != "named" || proposition.object.is_some());
            if alone { Some("is_a") } else { relation }
        };
        proposition.relation = relation.map(str::to_owned);
    }
}

/// What is to be seen is not yet seen: `wants to see them leave`, `will see whether it holds`.
fn awaited(relation: &'static str, proposition: &Proposition, objects: &[String]) -> &'static str {
    let has = |name: &str| objects.iter().any(|o| o == name);
    match (relation, proposition.modality) {
        ("see" | "know", Modality::Desired) if has(object_kind::DEED) || has(object_kind::CLAUSE) => "want",
        ("know", Modality::Planned) if has(object_kind::CLAUSE) && lexicon::bare(&proposition.predicate) == "see" => {
            "wait_for"
        }
        _ => relation,
    }
}

/// A frame with the object behind the words of the predicate, and a preposition behind that: `give up` + `weapon`,
/// `take` + `responsibility` + `for`. More words tell more (`see` + `*` + `as`), and a noun more than a kind.
fn with_object(words: &[&str], beside: &Companions) -> Option<&'static str> {
    let verb = words.join(" ");
    let behind = |object: &str| beside.behind.iter().find_map(|p| frame(&format!("{verb} {object} {p}")));
    let alone = |object: &str| frame(&format!("{verb} {object}"));
    let (kinds, nouns): (Vec<&String>, Vec<&String>) = beside.objects.iter().partition(|o| o.starts_with('<'));
    let first = |names: &[&String], look: &dyn Fn(&str) -> Option<&'static str>| names.iter().find_map(|o| look(o));
    first(&nouns, &behind)
        .or_else(|| behind("*"))
        .or_else(|| first(&nouns, &alone))
        .or_else(|| kinds.iter().find_map(|o| behind(o).or_else(|| alone(o))))
}

fn carried(verb: &str, objects: &[String]) -> Option<&'static str> {
    let noun = |o: &String| event_noun::relation_of(o, None);
    // Things rise and fall by themselves: `give drops` is no fall.
    let done = |relation: &&str| !matches!(*relation, "rise" | "fall");
    lexicon::listed("carries_event", verb).then(|| objects.iter().find_map(noun)).flatten().filter(done)
}

fn frame(key: &str) -> Option<&'static str> {
    TABLES.frames.get(key).copied()
}

/// Rows of a table, split at tabs; comments and empty lines left out.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(|l| l.split('\t').collect())
}

/// The items of a cell, split at commas.
pub(super) fn items(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split(',').map(str::trim).filter(|i| !i.is_empty())
}

fn read_frames(table: &'static str) -> HashMap<&'static str, &'static str> {
    let mut frames = HashMap::new();
    for row in rows(table) {
        let [relation, cell, ..] = row[..] else { continue };
        for key in items(cell) {
            frames.entry(key).or_insert(relation);
        }
    }
    frames
}

/// Reads the file in the plain form that it is kept in, one property a line.
fn read_relations(turtle: &'static str) -> HashMap<&'static str, Relation> {
    let mut relations: HashMap<&'static str, Relation> = HashMap::new();
    let mut current = None;
    for line in turtle.lines() {
        let mut words = line.trim_end_matches([' ', ';', '.']).split_whitespace();
        let (Some(first), Some(second)) = (words.next(), words.next()) else { continue };
        let own = |iri: &'static str| iri.strip_prefix("rel:");
        if let Some(name) = own(first) {
            current = Some(name);
            relations.entry(name).or_default().name = name;
            continue;
        }
        let Some(relation) = current.and_then(|c| relations.get_mut(c)) else { continue };
        match (first, own(second)) {
            ("rdfs:subPropertyOf", Some(parent)) => relation.parent = Some(parent),
            ("cg:oppositeOf", Some(other)) => relation.opposites.push(other),
            ("cg:undoes", Some(other)) => relation.undoes.push(other),
            ("owl:inverseOf", Some(other)) => relation.inverse = Some(other),
            ("cg:symmetric", _) => relation.symmetric = true,
            ("cg:score", _) => relation.score = second.parse().ok(),
            ("cg:quad", _) => relation.quad = second.strip_prefix("cg:").map(snake_case),
            ("cg:functional", _) => relation.functional = true,
            ("cg:inverseFunctional", _) => relation.inverse_functional = true,
            ("cg:once", _) => relation.once = true,
            _ => {}
        }
    }
    relations
}

/// `MaterialConflict` → `material_conflict`
fn snake_case(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 1);
    for c in name.chars() {
        if c.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::io::{RdfFormat, RdfParser};
    use oxigraph::model::Term;
    use std::collections::BTreeSet;

    const TURTLE: &str = include_str!("../../ontology/relations.ttl");
    const VERBS: &str = include_str!("../../ontology/lexicon/verbs.tsv");

    #[test]
    fn a_full_parser_reads_the_same_relations() {
        let mut expected = BTreeSet::new();
        for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(TURTLE.as_bytes()) {
            let quad = quad.expect("valid Turtle");
            let property = quad.predicate.as_str().rsplit(['#', '/']).next().unwrap_or_default().to_owned();
            let subject = quad.subject.to_string();
            let local = |iri: &str| iri.trim_matches(['<', '>']).rsplit('/').next().unwrap_or_default().to_owned();
            match (property.as_str(), &quad.object) {
                ("subPropertyOf" | "oppositeOf" | "undoes" | "inverseOf", Term::NamedNode(o)) => {
                    expected.insert((local(&subject), property, local(o.as_str())));
                }
                ("score", Term::Literal(score)) => {
                    expected.insert((local(&subject), property, score.value().to_owned()));
                }
                ("quad", Term::NamedNode(quad)) => {
                    let quad = quad.as_str().rsplit('#').next().unwrap_or_default();
                    expected.insert((local(&subject), property, snake_case(quad)));
                }
                ("symmetric" | "functional" | "inverseFunctional" | "once", _) => {
                    expected.insert((local(&subject), property, String::new()));
                }
                _ => {}
            }
        }
        let names: BTreeSet<&str> = TABLES.relations.keys().copied().collect();
        let mut read = BTreeSet::new();
        for relation in names.iter().filter_map(|n| get(n)) {
            let mut add = |property: &str, value: &str| {
                read.insert((relation.name.to_owned(), property.to_owned(), value.to_owned()))
            };
            relation.parent.iter().for_each(|p| _ = add("subPropertyOf", p));
            relation.opposites.iter().for_each(|p| _ = add("oppositeOf", p));
            relation.undoes.iter().for_each(|p| _ = add("undoes", p));
            relation.inverse.iter().for_each(|p| _ = add("inverseOf", p));
            relation.score.iter().for_each(|score| _ = add("score", &format!("{score:?}")));
            relation.quad.iter().for_each(|quad| _ = add("quad", quad));
            for (is, property) in [
                (relation.symmetric, "symmetric"),
                (relation.functional, "functional"),
                (relation.inverse_functional, "inverseFunctional"),
                (relation.once, "once"),
            ] {
                if is {
                    add(property, "");
                }
            }
        }
        assert_eq!(read, expected);
        assert!(names.len() >= 120);
    }

    #[test]
    fn parents_opposites_and_inverses_are_relations() {
        let names: BTreeSet<&str> = TABLES.relations.keys().copied().collect();
        for relation in names.iter().filter_map(|n| get(n)) {
            for other in relation.parent.iter().chain(&relation.inverse) {
                assert!(get(other).is_some(), "{}: {other}", relation.name);
            }
            for other in &relation.opposites {
                assert!(get(other).is_some_and(|o| o.opposites.contains(&relation.name)), "{}: {other}", relation.name);
            }
        }
    }

    /// `raise +money for` → predicate `raise`, object `money`, behind it `for`; `put on:hold` → predicate `put_on`, object `hold`.
    fn parts(example: &str) -> (String, Option<String>, Vec<String>) {
        let (mut predicate, mut object, mut behind) = (Vec::new(), None, Vec::new());
        for word in example.split_whitespace() {
            match (word.strip_prefix('+'), word.split_once(':')) {
                (Some(noun), _) => object = Some(noun.to_owned()),
                (None, Some((preposition, noun))) => {
                    predicate.push(preposition);
                    object = Some(noun.to_owned());
                }
                _ if object.is_some() => behind.push(word.to_owned()),
                _ => predicate.push(word),
            }
        }
        (predicate.join("_"), object, behind)
    }

    #[test]
    fn tables_name_relations_and_hold_their_examples() {
        let mut wrong = Vec::new();
        for row in rows(VERBS) {
            let relation = row[0];
            assert!(relation == NO_RELATION || get(relation).is_some(), "{relation}");
            for (cell, expected) in [(2, true), (3, false)] {
                for example in
                    row.get(cell).copied().unwrap_or_default().split(';').map(str::trim).filter(|e| !e.is_empty())
                {
                    let (predicate, object, behind) = parts(example);
                    let objects = object.as_deref().map(object_kind::shortened).unwrap_or_default();
                    let found = among(&predicate, &Companions { objects: &objects, behind: &behind, event: true });
                    if (found == Some(relation)) != expected {
                        wrong.push(format!("{relation}: {example} gives {found:?}"));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn the_most_specific_frame_wins() {
        let of = |p: &str, o: Option<&str>| super::of(p, o);
        assert_eq!(of("call_with", Some("Lee")), Some("call_by_phone"));
        assert_eq!(of("call_for", Some("restraint")), Some("request"));
        assert_eq!(of("call_off", Some("match")), Some("cancel"));
        assert_eq!(of("launch", Some("rocket attack")), Some("attack"));
        assert_eq!(of("launch", Some("app")), Some("launch_product"));
        assert_eq!(of("open", Some("probe")), Some("investigate"));
        assert_eq!(of("strike_on", Some("bridge")), Some("attack"));
        assert_eq!(of("fall", None), Some("fall"));
        assert_eq!(of("be_located_in", Some("valley")), Some("located_in"));
        for (vague, object) in [("take", "bus"), ("leave", "note"), ("go_to", "voicemail"), ("have", "judgment")] {
            assert!(of(vague, Some(object)).is_none_or(|r| r == "has"), "{vague} {object}");
        }
        for (other, object) in [("cross", "line"), ("finish", "second"), ("raise", "doubt"), ("close", "rank")] {
            assert_eq!(of(other, Some(object)), None, "{other} {object}");
        }
        assert_eq!(of("zap_up", None), None);
        assert_eq!(of("break_zzz", None), None);
        assert_eq!(of("", None), None);
    }

    #[test]
    fn a_phrase_behind_the_object_tells_of_the_verb() {
        let of = |object: &str, behind: &str| {
            let (objects, behind) = (object_kind::shortened(object), [behind.to_owned()]);
            among("see", &Companions { objects: &objects, behind: &behind, event: false })
        };
        assert_eq!(of("bridge", "as"), Some("believe"));
        assert_eq!(of("bridge", "in"), Some("see"));
    }

    #[test]
    fn opposition_is_inherited() {
        assert!(opposed("accept", "reject"));
        assert!(opposed("veto", "agree"));
        assert!(opposed("rise", "fall"));
        assert!(!opposed("meet", "visit"));
        assert!(is_a("bomb", "assault") && !is_a("assault", "bomb"));
    }
}
