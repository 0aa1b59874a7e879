//! Titles that tell of no institution: `businessman Otto Roth`; `Acme, the private security company`.

use super::role_noun::{self, Effect, Kind};
use super::title::{Reader, Title};
use super::tree::Tree;
use super::{Phrase, Proposition};
use crate::model::{Annotation, Document, EntityType, Modality, Polarity};
use std::collections::{HashMap, HashSet};

/// The rule that finds them before names.
const RULE: &str = "roles.bare";

/// Whether the words of a company or body say more than that it is one: `Acme, the private security company`.
pub(super) fn is_described(reader: &Reader, title: &Title) -> bool {
    let kind = matches!(title.noun.kind, Kind::Thing | Kind::Part);
    kind && reader.tree.children(title.head).any(|c| matches!(reader.tree.tokens[c].relation(), "amod" | "compound"))
}

/// What a title right before a name tells by itself; not so `Sen. Roth`, which is short for more, or `wife Ida`, which needs somebody.
pub(super) fn find(reader: &Reader, title: &Title, bearer: Phrase) -> Option<Proposition> {
    let tree = reader.tree;
    let form = |i: usize| form(tree, reader.text, i);
    // `Minister of Defence Roth`
    let whole = tree.borders(title.head).1;
    let last = if whole + 1 == bearer.first as usize { whole.max(title.last) } else { title.last };
    let told = matches!(title.noun.kind, Kind::Office | Kind::Job) && bearer.first as usize == last + 1;
    let one = !matches!(tree.tokens[title.last].xpos, "NNS" | "NNPS") && !form(title.last).ends_with('.');
    let aside = |i: &usize| matches!(form(*i).as_str(), "fellow" | "the");
    let mut first = (title.first.min(title.head)..=title.head).find(|i| !aside(i))?;
    // `ex-President Roth`, whose first word may hang from the name
    let ended = |i: &usize| matches!(role_noun::modifier(&form(*i)), Some((Effect::Former | Effect::Future, _)));
    first = first.checked_sub(1).filter(ended).unwrap_or(first);
    // `nominating banker Roth`
    let whole = (first..title.head).all(|i| tree.tokens[i].xpos != "VBG");
    // `deputy assistant secretary of state Roth`, of which the first words may hang elsewhere
    let cut = first.checked_sub(1).is_some_and(|i| matches!(role_noun::modifier(&form(i)), Some((Effect::Mark, _))));
    (told && one && whole && !cut).then(|| Proposition {
        subject: bearer,
        predicate: "be".to_owned(),
        predicate_phrase: tree.phrase(title.head, first, last),
        relation: Some("is_a".to_owned()),
        object: Some(tree.phrase(title.head, first, last)),
        arguments: Vec::new(),
        polarity: Polarity::Affirmed,
        modality: Modality::Actual,
        rule: RULE,
    })
}

/// The bare titles of a document, each told once however often its bearer is called so.
pub(super) struct Told {
    /// The words before whole names, by surname.
    titles: HashMap<String, HashSet<String>>,
    seen: HashSet<(String, String)>,
}

impl Told {
    pub(super) fn new(document: &Document, annotation: &Annotation) -> Self {
        let mut titles: HashMap<String, HashSet<String>> = HashMap::new();
        for (number, sentence) in annotation.sentences.iter().enumerate() {
            let tree = Tree::new(number as u32, sentence);
            let whole = |n: &&crate::model::Name| n.kind == EntityType::Person && n.last > n.first;
            for name in sentence.names.iter().filter(whole) {
                let before = name.first.checked_sub(1).map(|i| form(&tree, &document.text, i as usize));
                titles.entry(form(&tree, &document.text, name.last as usize)).or_default().extend(before);
            }
        }
        Self { titles, seen: HashSet::new() }
    }

    /// Whether a proposition is no bare title, or one that is told for the first time. Of several who share a surname, `President Roth`
    /// may be another than the Roth who is called by the whole name.
    pub(super) fn tells(&mut self, reader: &Reader, p: &Proposition) -> bool {
        let Some(object) = p.object.filter(|_| p.rule == RULE) else { return true };
        let form = |i: u32| form(reader.tree, reader.text, i as usize);
        let (surname, title) = (form(p.subject.last), form(object.last));
        let own =
            p.subject.first < p.subject.last || self.titles.get(&surname).is_none_or(|titles| titles.contains(&title));
        own && self.seen.insert((surname, title))
    }
}

/// A word in lower case.
fn form(tree: &Tree, text: &str, i: usize) -> String {
    tree.tokens.get(i).map(|t| t.span.of(text).to_lowercase()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::extract::{roles, sample};

    fn facts(table: &str) -> Vec<String> {
        let (document, annotation) = sample::annotated(table);
        sample::lines(&document, &annotation, &roles::find(&document, &annotation))
    }

    #[test]
    fn a_title_keeps_what_it_is_of() {
        let found = |of: &str| {
            facts(&format!(
                "Secretary secretary PROPN NNP 4 nmod:desc
                 of of ADP IN 3 case
                 {of} {of} PROPN NNP 1 nmod
                 Soto Soto PROPN NNP 5 nsubj person:1
                 spoke speak VERB VBD 0 root"
            ))
        };
        assert_eq!(found("State"), ["Soto | be | is_a | Secretary of State"]);
        assert_eq!(found("Defence"), ["Soto | be | is_a | Secretary of Defence"]);
        let general = "Attorney attorney NOUN NN 3 nmod:desc
             General General PROPN NNP 1 amod
             Soto Soto PROPN NNP 4 nsubj person:1
             spoke speak VERB VBD 0 root";
        assert_eq!(facts(general), ["Soto | be | is_a | Attorney General"]);
    }

    #[test]
    fn the_kind_of_a_body_is_told_where_words_describe_it() {
        let found = facts(
            "the the DET DT 3 det
             advocacy advocacy NOUN NN 3 compound
             group group NOUN NN 5 nsubj
             Acme Acme PROPN NNP 3 appos organization:1
             met meet VERB VBD 0 root",
        );
        assert_eq!(found, ["Acme | be | is_a | advocacy group"]);
    }

    #[test]
    fn a_title_is_told_once() {
        let sentence = |title: &str| {
            format!(
                "{title} {title} PROPN NNP 2 nmod:desc
                 Soto Soto PROPN NNP 3 nsubj person:1
                 spoke speak VERB VBD 0 root"
            )
        };
        let twice = format!("{}\n\n{}", sentence("President"), sentence("President"));
        assert_eq!(facts(&twice), ["Soto | be | is_a | President"]);
        assert!(facts(&sentence("Sen.")).is_empty());
        let other = "Ana Ana PROPN NNP 3 nsubj person:2\nSoto Soto PROPN NNP 1 flat\nspoke speak VERB VBD 0 root";
        assert!(facts(&format!("{other}\n\n{}", sentence("President"))).is_empty());
    }
}
