//! Fixed phrases of a preposition and a noun: prepositions of several words (`in the wake of`), words of discourse (`in part`),
//! and phrases that are part of what a verb says (`set on fire`).

use super::coordination::noun_phrase;
use super::lexicon::rows;
use super::tree::Tree;
use crate::model::Role;
use std::collections::HashMap;
use std::sync::LazyLock;

struct Tables {
    roles: HashMap<&'static str, Option<Role>>,
    idioms: HashMap<&'static str, Vec<&'static str>>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables {
    roles: rows(include_str!("../../ontology/lexicon/fixed_phrases.tsv"))
        .filter(|r| r.len() == 2)
        .map(|r| (r[0], role(r[1])))
        .collect(),
    idioms: rows(include_str!("../../ontology/lexicon/verb_idioms.tsv"))
        .filter(|r| r.len() == 2)
        .map(|r| (r[0], r[1].split(',').collect()))
        .collect(),
});

fn role(name: &str) -> Option<Role> {
    Some(match name {
        "time" => Role::Time,
        "place" => Role::Place,
        "cause" => Role::Cause,
        "topic" => Role::Topic,
        "purpose" => Role::Purpose,
        "condition" => Role::Condition,
        "instrument" => Role::Instrument,
        "partner" => Role::Partner,
        "other" => Role::Other,
        _ => return None,
    })
}

/// A preposition of several words.
pub(super) struct Preposition {
    /// Its words without articles, joined by `_`: `in_wake_of`.
    pub name: String,
    /// First and last word.
    pub words: (usize, usize),
    /// What it governs.
    pub head: usize,
    /// The role of what it governs.
    pub role: Role,
}

/// The preposition that a noun with its own preposition makes with the one behind it: `wake` in `in the wake of the storm`.
pub(super) fn preposition(tree: &Tree, noun: usize) -> Option<Preposition> {
    let first = tree.related(noun, "case").find(|c| *c < noun)?;
    let plain = |c: usize| c > noun || matches!(tree.tokens[c].relation(), "case" | "det");
    let head = tree.related(noun, "nmod").find(|c| *c > noun).filter(|_| tree.children(noun).all(plain))?;
    let last = tree.related(head, "case").find(|c| *c == noun + 1)?;
    let phrase = words(tree, (first, last));
    let role = *TABLES.roles.get(phrase.as_str())?;
    Some(Preposition { name: phrase.replace(' ', "_"), words: (first, last), head, role: role? })
}

/// Whether the phrase headed by `noun` is a word of discourse, manner or degree: `in part`, `on the other hand`.
pub(super) fn is_adverbial(tree: &Tree, noun: usize) -> bool {
    let phrase = || Some(words(tree, borders(tree, noun)?));
    phrase().is_some_and(|phrase| TABLES.roles.get(phrase.as_str()).is_some_and(Option::is_none))
}

/// The phrase headed by `noun` in snake case where it is part of what `verb` says: `on_fire` with `set`.
pub(super) fn idiom(tree: &Tree, verb: &str, noun: usize) -> Option<String> {
    let (first, last) = borders(tree, noun).filter(|_| tree.child(noun, &["acl:relcl"]).is_none())?;
    let phrase: Vec<String> = (first..=last).map(|i| form(tree, i)).collect();
    let verbs = TABLES.idioms.get(phrase.join(" ").as_str())?;
    let plain = (first..=last).filter(|i| !is_article(tree, *i)).map(|i| tree.lemma(i));
    verbs.contains(&verb).then(|| plain.collect::<Vec<_>>().join("_"))
}

/// First word of the preposition before a noun, and last word of the noun's phrase without clauses.
fn borders(tree: &Tree, noun: usize) -> Option<(usize, usize)> {
    let first = tree.related(noun, "case").find(|c| *c < noun)?;
    let end = noun_phrase(tree, noun).last as usize;
    let clause = tree.related(noun, "acl").find(|c| *c > noun).map(|c| tree.borders(c).0);
    Some((first, clause.map_or(end, |c| end.min(c.saturating_sub(1)))))
}

/// The words `first..=last` in lower case, plurals as written, articles and punctuation left out.
fn words(tree: &Tree, (first, last): (usize, usize)) -> String {
    let told = |i: &usize| tree.tokens[*i].upos != "PUNCT" && !is_article(tree, *i);
    (first..=last).filter(told).map(|i| form(tree, i)).collect::<Vec<_>>().join(" ")
}

/// The lemma, with the ending of a plural noun.
fn form(tree: &Tree, i: usize) -> String {
    if tree.tokens[i].xpos == "NNS" { format!("{}s", tree.lemma(i)) } else { tree.lemma(i) }
}

fn is_article(tree: &Tree, i: usize) -> bool {
    tree.is(i, &["the", "a", "an"])
}

#[cfg(test)]
mod tests {
    use super::super::arguments::obliques;
    use super::super::sample;
    use super::super::tree::Tree;
    use super::*;

    #[test]
    fn a_preposition_of_several_words_governs_what_stands_behind_it() {
        let (_, annotation) = sample::annotated(
            "They they PRON PRP 2 nsubj
             left leave VERB VBD 0 root
             in in ADP IN 5 case
             the the DET DT 5 det
             wake wake NOUN NN 2 obl
             of of ADP IN 8 case
             the the DET DT 8 det
             storm storm NOUN NN 5 nmod
             in in ADP IN 10 case
             part part NOUN NN 2 obl",
        );
        let tree = Tree::new(0, &annotation.sentences[0]);
        let found = obliques(&tree, &[], 1);
        let seen: Vec<(&str, usize, Role)> = found.iter().map(|o| (o.preposition.as_str(), o.head, o.role)).collect();
        assert_eq!(seen, [("in_wake_of", 7, Role::Time)]);
    }

    #[test]
    fn tables_are_read_whole() {
        let phrases = rows(include_str!("../../ontology/lexicon/fixed_phrases.tsv"));
        assert!(phrases.into_iter().all(|r| r.len() == 2 && (r[1] == "-" || role(r[1]).is_some())));
        assert!(rows(include_str!("../../ontology/lexicon/verb_idioms.tsv")).all(|r| r.len() == 2));
    }
}
