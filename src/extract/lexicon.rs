//! The word lists of clause extraction, read once from `ontology/lexicon/`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// How a word that takes a clause bears on the clause's truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signature {
    /// The clause holds (`managed to`).
    Holds,
    /// The clause does not hold (`failed to`).
    Fails,
    /// Left open (`wanted to`).
    Open,
}

/// A word that takes a clause: one row of `complement_verbs.tsv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complement {
    /// When the word itself is affirmed.
    pub affirmed: Signature,
    /// When the word itself is negated.
    pub negated: Signature,
    /// How an open clause is put, by name (`planned`).
    pub modality: &'static str,
    /// What is folded into the predicate of the clause; none for words that leave no trace (`managed to`).
    pub prefix: Option<&'static str>,
}

/// A noun that carries the meaning of a clause with a light verb: one row of `light_verbs.tsv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Light {
    /// What the clause says (`attack`).
    pub predicate: &'static str,
    /// Prepositions that vanish before the object.
    pub drops: Vec<&'static str>,
    /// The light verbs.
    pub verbs: Vec<&'static str>,
}

/// What an adverb does to its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It may be so (`reportedly`).
    Possible,
    /// It is not so (`never`).
    Negated,
    /// It came close, and is not so (`almost`).
    Fails,
    /// It belongs to the adjective: `less likely`, `too big`.
    Degree,
    /// (Verbs) it goes by measure: `nearly doubled`.
    Scale,
}

/// A complement-taking word's part of speech and frame, and what it does.
type Row = ((&'static str, &'static str), Complement);

/// A participle's tag, and the prepositions that it takes.
type Participle = (&'static str, Vec<&'static str>);

struct Lexicon {
    complements: HashMap<&'static str, Vec<Row>>,
    lights: HashMap<&'static str, Vec<Light>>,
    adverbs: HashMap<&'static str, Effect>,
    governed: HashMap<&'static str, Vec<&'static str>>,
    participles: HashMap<&'static str, Vec<Participle>>,
    prefixes: Vec<&'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let rows = complements();
    let mut prefixes: Vec<&str> = rows.iter().filter_map(|(_, (_, c))| c.prefix).collect();
    prefixes.extend(super::modality::PREFIXES);
    prefixes.sort_by_key(|p| (std::cmp::Reverse(p.len()), *p));
    prefixes.dedup();
    let mut complements: HashMap<&str, Vec<Row>> = HashMap::new();
    for (lemma, row) in rows {
        complements.entry(lemma).or_default().push(row);
    }
    Lexicon {
        complements,
        lights: lights(),
        adverbs: adverbs(),
        governed: governed(),
        participles: participles(),
        prefixes,
    }
});

/// Rows of a table: comments, the header line and blank lines left out, columns split at tabs.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|l| !l.starts_with('#') && !l.trim().is_empty())
        .skip(1)
        .map(|l| l.split('\t').map(str::trim).collect())
}

fn complements() -> Vec<(&'static str, Row)> {
    let sign = |s: &str| match s {
        "+" => Signature::Holds,
        "-" => Signature::Fails,
        _ => Signature::Open,
    };
    rows(include_str!("../../ontology/lexicon/complement_verbs.tsv"))
        .filter(|r| r.len() == 7)
        .map(|r| {
            let prefix = Some(r[6]).filter(|p| *p != "-");
            (r[0], ((r[1], r[2]), Complement { affirmed: sign(r[3]), negated: sign(r[4]), modality: r[5], prefix }))
        })
        .collect()
}

fn lights() -> HashMap<&'static str, Vec<Light>> {
    let mut lights: HashMap<&str, Vec<Light>> = HashMap::new();
    for r in rows(include_str!("../../ontology/lexicon/light_verbs.tsv")).filter(|r| r.len() == 4) {
        let drops = r[2].split(',').filter(|d| *d != "-").collect();
        lights.entry(r[0]).or_default().push(Light { predicate: r[1], drops, verbs: r[3].split(',').collect() });
    }
    lights
}

fn adverbs() -> HashMap<&'static str, Effect> {
    rows(include_str!("../../ontology/lexicon/adverbs.tsv"))
        .filter(|r| r.len() == 2)
        .map(|r| match r[1] {
            "negated" => (r[0], Effect::Negated),
            "fails" => (r[0], Effect::Fails),
            "degree" => (r[0], Effect::Degree),
            "scale" => (r[0], Effect::Scale),
            _ => (r[0], Effect::Possible),
        })
        .collect()
}

fn governed() -> HashMap<&'static str, Vec<&'static str>> {
    rows(include_str!("../../ontology/lexicon/verb_prepositions.tsv"))
        .filter(|r| r.len() == 2)
        .map(|r| (r[0], r[1].split(',').collect()))
        .collect()
}

fn participles() -> HashMap<&'static str, Vec<Participle>> {
    let mut participles: HashMap<&str, Vec<Participle>> = HashMap::new();
    for r in rows(include_str!("../../ontology/lexicon/participle_prepositions.tsv")).filter(|r| r.len() == 3) {
        let prepositions = r[2].split(',').filter(|p| *p != "-").collect();
        participles.entry(r[0]).or_default().push((r[1], prepositions));
    }
    participles
}

static LISTS: LazyLock<HashSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    rows(include_str!("../../ontology/lexicon/word_lists.tsv"))
        .filter(|r| r.len() == 2)
        .flat_map(|r| r[1].split(',').map(move |word| (r[0], word)))
        .collect()
});

/// Whether a word, in lower case, stands in the list of that name (`word_lists.tsv`).
pub fn listed(list: &'static str, word: &str) -> bool {
    LISTS.contains(&(list, word))
}

/// The prepositions that a participle of `verb` with the tag `form` takes when it stands like a preposition itself
/// (`compared with`); none if it does not stand so.
pub fn participle_preposition(verb: &str, form: &str) -> Option<&'static [&'static str]> {
    LEXICON.participles.get(verb)?.iter().find(|(f, _)| *f == form).map(|(_, p)| p.as_slice())
}

/// How `lemma` (part of speech `v`, `a` or `n`) bears on a clause in `frame` (`inf`, `obj`, `ing`, `that`).
pub fn complement(lemma: &str, pos: &str, frame: &str) -> Option<&'static Complement> {
    LEXICON.complements.get(lemma)?.iter().find(|(key, _)| *key == (pos, frame)).map(|(_, c)| c)
}

/// What a light verb with this noun says: `launch`, `strike` → `strike`.
pub fn light(verb: &str, noun: &str) -> Option<&'static Light> {
    LEXICON.lights.get(noun)?.iter().find(|l| l.verbs.contains(&verb))
}

/// What an event noun says as a verb, whatever its verb: `talk`, `strike`, `call`.
pub fn event_noun(noun: &str) -> Option<&'static Light> {
    LEXICON.lights.get(noun)?.first()
}

/// What an adverb does to its clause, if anything.
pub fn adverb(lemma: &str) -> Option<Effect> {
    LEXICON.adverbs.get(lemma).copied()
}

/// Whether `verb` governs `preposition`, so that its object is the verb's: `speak with`.
pub fn governs(verb: &str, preposition: &str) -> bool {
    LEXICON.governed.get(verb).is_some_and(|ps| ps.contains(&preposition))
}

/// A predicate without the modality folded into it: `call_with` for `plans_call_with`.
pub fn bare(predicate: &str) -> &str {
    let mut rest = predicate;
    while let Some(shorter) =
        LEXICON.prefixes.iter().find_map(|p| rest.strip_prefix(p)?.strip_prefix('_')).filter(|s| !s.is_empty())
    {
        rest = shorter;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read_whole() {
        let verbs = complements().iter().filter(|(_, ((pos, _), _))| *pos == "v").count();
        assert!(verbs > 400, "{verbs}");
        assert!(rows(include_str!("../../ontology/lexicon/complement_verbs.tsv")).all(|r| r.len() == 7));
        assert!(rows(include_str!("../../ontology/lexicon/light_verbs.tsv")).all(|r| r.len() == 4));
        assert!(rows(include_str!("../../ontology/lexicon/adverbs.tsv")).all(|r| r.len() == 2));
        assert!(rows(include_str!("../../ontology/lexicon/verb_prepositions.tsv")).all(|r| r.len() == 2));
    }

    #[test]
    fn implicative_verbs_decide_and_others_leave_open() {
        let sign = |verb| complement(verb, "v", "inf").map(|c| (c.affirmed, c.negated));
        assert_eq!(sign("manage"), Some((Signature::Holds, Signature::Fails)));
        assert_eq!(sign("fail"), Some((Signature::Fails, Signature::Holds)));
        assert_eq!(sign("plan"), Some((Signature::Open, Signature::Open)));
        assert_eq!(sign("eat"), None);
    }

    #[test]
    fn light_verbs_need_their_noun() {
        assert_eq!(light("launch", "strike").map(|l| l.predicate), Some("strike"));
        assert_eq!(light("launch", "ship"), None);
        assert_eq!(light("watch", "strike"), None);
    }

    #[test]
    fn the_bare_predicate_has_no_modality() {
        for (folded, plain) in [
            ("plans_call_with", "call_with"),
            ("will_not_meet", "meet"),
            ("meet_with", "meet_with"),
            ("asked_to_leave", "leave"),
            ("plans", "plans"),
        ] {
            assert_eq!(bare(folded), plain);
        }
    }
}
