//! Mentions: the noun phrases, names and pronouns of a document that name, describe or refer to something.
//!
//! A phrase keeps its prepositional modifiers and leaves out relative clauses, appositions and parentheses, which
//! describe what it refers to. Names inside a phrase are mentions of their own (`Russia` in `Russia's delegation`).

use super::Candidate;
use super::lexicon;
use super::name_span;
use super::nominals;
use super::places;
use super::reporting::{self, Frame};
use super::title;
use super::tree::Tree;
use crate::model::{Annotation, Document, EntityType, MentionKind, Name, Sentence};
use crate::nlp::timex;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Relations of premodifiers that belong to the phrase.
const BEFORE: [&str; 8] = ["det", "amod", "nummod", "compound", "nmod", "flat", "goeswith", "dep"];
/// Relations of postmodifiers that belong to the phrase.
const AFTER: [&str; 7] = ["flat", "compound", "nummod", "nmod", "goeswith", "fixed", "amod"];

/// Finds all mentions, in text order; a phrase stands before the phrases inside it.
pub fn find(document: &Document, annotation: &Annotation) -> Vec<Candidate> {
    let mut all = Vec::new();
    let acronyms = acronyms(document, annotation);
    for (index, sentence) in annotation.sentences.iter().enumerate() {
        let finder = Finder::new(index, sentence, document, &acronyms);
        let mut found = finder.phrases();
        found.extend(finder.nested_names(&found));
        found.sort_by_key(|c| (c.phrase.first, std::cmp::Reverse(c.phrase.last), c.phrase.head));
        all.extend(found);
    }
    all
}

/// The names of one word with several capitals (`NFA`) that the document has, each with its most frequent kind.
fn acronyms<'a>(document: &'a Document, annotation: &Annotation) -> BTreeMap<&'a str, EntityType> {
    let mut counts: BTreeMap<&str, BTreeMap<EntityType, u32>> = BTreeMap::new();
    for sentence in &annotation.sentences {
        for name in sentence.names.iter().filter(|name| name.first == name.last) {
            let word = sentence.tokens.get(name.first as usize).map_or("", |token| token.span.of(&document.text));
            if word.chars().filter(|c| c.is_uppercase()).count() > 2 {
                *counts.entry(word).or_default().entry(name.kind).or_default() += 1;
            }
        }
    }
    let usual = |kinds: BTreeMap<EntityType, u32>| kinds.into_iter().max_by_key(|(kind, n)| (*n, Reverse(*kind)));
    counts.into_iter().filter_map(|(word, kinds)| Some((word, usual(kinds)?.0))).collect()
}

/// The borders of the noun phrases of one sentence.
pub(super) struct Borders {
    last: Vec<usize>,
    last_with_conjuncts: Vec<usize>,
}

impl Borders {
    /// Computes the right border of every phrase bottom-up, in linear time.
    pub(super) fn new(tree: &Tree) -> Self {
        let mut borders = Self { last: (0..tree.len()).collect(), last_with_conjuncts: (0..tree.len()).collect() };
        let order: Vec<usize> = tree.top_down().collect();
        for &i in order.iter().rev() {
            borders.last[i] = borders.right_border(tree, i);
            let conjuncts = tree.related(i, "conj").map(|c| borders.last_with_conjuncts[c]).max();
            borders.last_with_conjuncts[i] = borders.last[i].max(conjuncts.unwrap_or(0));
        }
        borders
    }

    fn right_border(&self, tree: &Tree, head: usize) -> usize {
        let mut last = head;
        for c in tree.children(head).filter(|c| *c > head) {
            let token = &tree.tokens[c];
            let hyphen = token.relation() == "punct" && matches!(token.lemma.as_str(), "-" | "\u{2013}" | "/");
            if !hyphen && !AFTER.contains(&token.relation()) {
                break;
            }
            if !hyphen {
                last = self.last_with_conjuncts[c];
            }
        }
        last
    }

    /// First and last word of the noun phrase with head `head`.
    pub(super) fn of(&self, tree: &Tree, head: usize) -> (usize, usize) {
        let mut first = head;
        let before: Vec<usize> = tree.children(head).filter(|c| *c < head).collect();
        for c in before.into_iter().rev() {
            let token = &tree.tokens[c];
            let inner_mark = token.relation() == "punct" && !matches!(token.lemma.as_str(), "," | ";" | ":" | "(");
            if !inner_mark && !BEFORE.contains(&token.relation()) {
                break;
            }
            if !inner_mark {
                first = tree.borders(c).0.min(first);
            }
        }
        (first, self.last[head].max(head))
    }
}

struct Finder<'a> {
    tree: Tree<'a>,
    borders: Borders,
    names: Vec<Name>,
    text: &'a str,
    acronyms: &'a BTreeMap<&'a str, EntityType>,
}

impl<'a> Finder<'a> {
    fn new(
        index: usize,
        sentence: &'a Sentence,
        document: &'a Document,
        acronyms: &'a BTreeMap<&'a str, EntityType>,
    ) -> Self {
        let tree = Tree::new(index as u32, sentence);
        let borders = Borders::new(&tree);
        let names = name_span::of(sentence, &document.text);
        Self { tree, borders, names, text: &document.text, acronyms }
    }

    fn phrases(&self) -> Vec<Candidate> {
        (0..self.tree.len()).filter_map(|i| self.pronoun(i).or_else(|| self.noun_phrase(i))).collect()
    }

    fn pronoun(&self, i: usize) -> Option<Candidate> {
        let token = &self.tree.tokens[i];
        if token.relation() == "expl" {
            return None;
        }
        let entity_type = pronoun_type(&token.span.of(self.text).to_lowercase(), token.xpos, token.upos)?;
        let phrase = self.tree.phrase(i, i, i);
        Some(Candidate { phrase, core: (i as u32, i as u32), kind: MentionKind::Pronoun, entity_type })
    }

    fn noun_phrase(&self, i: usize) -> Option<Candidate> {
        if !self.heads_noun_phrase(i) {
            return None;
        }
        let (first, last) = self.borders.of(&self.tree, i);
        let phrase = self.tree.phrase(i, first, last);
        if self.is_inside_name(i) {
            return None;
        }
        if self.is_member(i) {
            let (kind, entity_type) = (MentionKind::Nominal, EntityType::Person);
            return Some(Candidate { phrase, core: self.core(i), kind, entity_type });
        }
        if let Some(name) = self.name_of(i) {
            // A nickname in marks is no apposition that ends the phrase.
            let phrase = self.tree.phrase(i, first, last.max(name.last as usize));
            let kind = MentionKind::Name;
            return Some(Candidate { phrase, core: (name.first, name.last), kind, entity_type: name.kind });
        }
        let token = &self.tree.tokens[i];
        let kind = if token.upos == "PROPN" { MentionKind::Name } else { MentionKind::Nominal };
        let known = nominals::noun(&token.lemma).map(|n| n.kind);
        let people = || (token.upos != "NOUN" && self.is_human_quantifier(i)).then_some(EntityType::Person);
        let entity_type = known.or_else(people).unwrap_or(EntityType::Thing);
        Some(Candidate { phrase, core: self.core(i), kind, entity_type })
    }

    /// Whether word `i` calls somebody a member of a people or party: `a Norwegian`, `the Ohio Republican`. `the French` are many.
    fn is_member(&self, i: usize) -> bool {
        let token = &self.tree.tokens[i];
        let form = token.span.of(self.text);
        let many = form.ends_with('s') || ["sh", "ch", "se"].iter().any(|end| form.ends_with(end));
        let one = matches!(token.xpos, "NN" | "NNP") && form.starts_with(char::is_uppercase) && !many;
        let told = || self.tree.related(i, "det").any(|d| self.tree.is(d, &["a", "an", "the", "this", "another"]));
        // `two Democrats`, `many Republicans`
        let counts = |c: usize| {
            c < i && (self.tree.tokens[c].relation() == "nummod" || lexicon::listed("some_of", &self.tree.lemma(c)))
        };
        let some = || token.xpos.ends_with('S') && self.tree.children(i).any(counts);
        let party = || title::is_party(form.to_lowercase().trim_end_matches('s'));
        (one && told() || some()) && (party() || form.len() > 3 && places::of_demonym(form).is_some())
    }

    /// Whether word `i` is part of a name whose head is another word: `Hague` in `Court of The Hague`.
    fn is_inside_name(&self, i: usize) -> bool {
        let name = self.names.iter().find(|n| (n.first..=n.last).contains(&(i as u32)));
        name.is_some_and(|n| self.tree.parent(i).is_some_and(|p| (n.first..=n.last).contains(&(p as u32))))
    }

    /// Whether word `i` is the head of a noun phrase that can refer.
    fn heads_noun_phrase(&self, i: usize) -> bool {
        let token = &self.tree.tokens[i];
        if matches!(token.relation(), "compound" | "flat" | "fixed" | "goeswith" | "case" | "mark" | "cc" | "advmod")
            || token.deprel == "nmod:desc"
        {
            return false;
        }
        match token.upos {
            "NOUN" => true,
            "PROPN" => !is_calendar(&token.lemma),
            "PRON" => !matches!(token.relation(), "expl" | "det"),
            "ADJ" | "NUM" | "DET" | "SYM" | "X" | "VERB" => {
                matches!(token.relation(), "nsubj" | "obj" | "iobj") || self.has_case(i) && token.upos != "VERB"
            }
            _ => false,
        }
    }

    fn has_case(&self, i: usize) -> bool {
        matches!(self.tree.tokens[i].relation(), "obl" | "nmod") && self.tree.related(i, "case").next().is_some()
    }

    /// `many said`, `others`, `the wounded`: a bare quantifier or adjective as the subject of a verb of speech is human.
    fn is_human_quantifier(&self, i: usize) -> bool {
        let people = ["everyone", "everybody", "someone", "somebody", "nobody", "anyone", "anybody"];
        let some = ["another", "one", "other", "many", "some", "few", "most", "several", "both", "neither"];
        let any_of = |words: &[&str]| words.iter().any(|w| self.tree.tokens[i].lemma.eq_ignore_ascii_case(w));
        let says = |v: usize| reporting::reports(&self.tree.lemma(v), Frame::That);
        let speaks = || self.tree.tokens[i].deprel == "nsubj" && self.tree.parent(i).is_some_and(says);
        any_of(&people) || any_of(&some) && speaks()
    }

    /// The name of the phrase headed by `i`: it covers the head, or follows a title (`President` flat `Macron`), a party
    /// (`Democrat` flat `Lind`) or its letter (`D-Ohio`).
    fn name_of(&self, i: usize) -> Option<Name> {
        let covering = |i: usize| self.names.iter().find(|n| (n.first..=n.last).contains(&(i as u32)));
        let form = self.tree.tokens[i].span.of(self.text);
        let letter = matches!(form, "D" | "R" | "I");
        let follows = |n: &&Name| n.kind == EntityType::Person || letter;
        let titled = || self.tree.related(i, "flat").find_map(covering).filter(follows);
        let party = letter || title::is_party(&form.to_lowercase());
        let name = if party { titled().or_else(|| covering(i)) } else { covering(i).or_else(titled) };
        name.map(|n| self.trimmed(*n))
    }

    /// A name without a final possessive mark, a person's also without a people's name before it: `Norwegians Otto Lind and …`.
    fn trimmed(&self, mut name: Name) -> Name {
        let people = |i: u32| {
            self.tree
                .tokens
                .get(i as usize)
                .is_some_and(|t| matches!(t.xpos, "NNPS" | "NNS") || places::of_demonym(t.span.of(self.text)).is_some())
        };
        while name.kind == EntityType::Person && name.last > name.first + 1 && people(name.first) {
            name.first += 1;
        }
        let is_mark = |i: u32| self.tree.tokens.get(i as usize).is_some_and(|t| t.xpos == "POS");
        while name.last > name.first && is_mark(name.last) {
            name.last -= 1;
        }
        name
    }

    /// The head with its compounds: `prisoner exchange` in `a large prisoner exchange with Ukraine`; with an adjective that is part of
    /// what it is called: `the Prime Minister`.
    fn core(&self, i: usize) -> (u32, u32) {
        let called = |c: usize| {
            let word = self.tree.tokens[c].span.of(self.text);
            let titled = self.tree.tokens[i].upos == "PROPN" && self.tree.tokens[c].relation() == "amod";
            titled && c > 0 && c + 1 == i && word.starts_with(char::is_uppercase) && places::of_demonym(word).is_none()
        };
        let inner = |c: &usize| {
            matches!(self.tree.tokens[*c].relation(), "compound" | "flat" | "fixed" | "goeswith") || called(*c)
        };
        let parts = || self.tree.children(i).filter(inner);
        let first = parts().map(|c| self.tree.borders(c).0).min().unwrap_or(i).min(i);
        let last = parts().map(|c| self.tree.borders(c).1).max().unwrap_or(i).max(i);
        (first as u32, last as u32)
    }

    /// Names and demonyms that are not yet the head of a mention: `Kremlin` in `Kremlin spokesman`, `Russian` in `Russian troops`;
    /// and acronyms that are names elsewhere: `NFA` in `NFA funds`.
    fn nested_names(&self, found: &[Candidate]) -> Vec<Candidate> {
        let mut nested: Vec<Candidate> = Vec::new();
        let covered: Vec<(u32, u32)> = found.iter().filter(|c| c.kind == MentionKind::Name).map(|c| c.core).collect();
        let free = |first: u32, last: u32| !covered.iter().any(|(f, l)| *f <= last && first <= *l);
        for name in self.names.iter().map(|n| self.trimmed(*n)).filter(|n| free(n.first, n.last)) {
            nested.push(self.bare_name(name));
        }
        for i in 0..self.tree.len() as u32 {
            let token = &self.tree.tokens[i as usize];
            let named = self.names.iter().any(|n| (n.first..=n.last).contains(&i));
            let demonym = matches!(token.upos, "ADJ" | "PROPN" | "NOUN")
                && token.span.of(self.text).starts_with(char::is_uppercase)
                && matches!(token.relation(), "amod" | "compound" | "nmod")
                && places::of_demonym(token.span.of(self.text)).is_some();
            let acronym = || self.acronyms.get(token.span.of(self.text)).filter(|_| token.relation() == "compound");
            let kind = if demonym { Some(EntityType::Group) } else { acronym().copied() };
            if let Some(kind) = kind.filter(|_| !named && free(i, i)) {
                nested.push(self.bare_name(Name { first: i, last: i, kind }));
            }
        }
        nested
    }

    fn bare_name(&self, name: Name) -> Candidate {
        let (first, last) = (name.first as usize, (name.last as usize).min(self.tree.len().saturating_sub(1)));
        let outside = |i: &usize| self.tree.parent(*i).is_none_or(|p| p < first || p > last);
        let head = (first..=last).find(outside).unwrap_or(first);
        let phrase = self.tree.phrase(head, first, last);
        Candidate { phrase, core: (name.first, last as u32), kind: MentionKind::Name, entity_type: name.kind }
    }
}

/// What a pronoun stands for; none for a word that is no referring pronoun.
fn pronoun_type(form: &str, xpos: &str, upos: &str) -> Option<EntityType> {
    if upos != "PRON" {
        return None;
    }
    match form {
        "he" | "him" | "his" | "himself" | "she" | "her" | "hers" | "herself" | "i" | "me" | "my" | "mine"
        | "myself" | "you" | "your" | "yours" | "yourself" | "yourselves" | "we" | "us" | "our" | "ours"
        | "ourselves" => Some(EntityType::Person),
        "it" | "its" | "itself" | "they" | "them" | "their" | "theirs" | "themselves" => Some(EntityType::Thing),
        "this" | "that" | "these" | "those" if xpos != "WDT" => Some(EntityType::Thing),
        "who" | "whom" | "whose" => Some(EntityType::Person),
        "which" | "that" => Some(EntityType::Thing),
        _ => None,
    }
}

/// Days and months are times, not things that take part in claims.
pub(crate) fn is_calendar(lemma: &str) -> bool {
    let short = ["jan.", "feb.", "aug.", "sept.", "oct.", "nov.", "dec.", "mar.", "apr."];
    let lemma = lemma.to_lowercase();
    timex::DAYS.iter().chain(&timex::MONTHS).chain(&short).any(|name| *name == lemma)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::sample;

    fn spans(table: &str) -> Vec<String> {
        let (document, annotation) = sample::annotated(table);
        find(&document, &annotation)
            .iter()
            .map(|c| {
                format!(
                    "{} | {} | {:?} {:?}",
                    c.phrase.span(&annotation).of(&document.text),
                    c.core_span(&annotation).of(&document.text),
                    c.kind,
                    c.entity_type
                )
            })
            .collect()
    }

    #[test]
    fn titles_names_and_what_they_nest() {
        let found = spans(
            "Treasury Treasury PROPN NNP 2 compound organization:1
             spokeswoman spokeswoman NOUN NN 3 nmod:desc
             Lena Lena PROPN NNP 5 nsubj person:2
             Holt Holt PROPN NNP 3 flat
             met meet VERB VBD 0 root
             Norwegian norwegian ADJ JJ 7 amod group:1
             envoys envoy NOUN NNS 5 obj
             who who PRON WP 9 nsubj
             left leave VERB VBD 7 acl:relcl
             . . PUNCT . 5 punct",
        );
        assert_eq!(
            found,
            [
                "Treasury spokeswoman Lena Holt | Lena Holt | Name Person",
                "Treasury | Treasury | Name Organization",
                "Norwegian envoys | envoys | Nominal Person",
                "Norwegian | Norwegian | Name Group",
                "who | who | Pronoun Person",
            ]
        );
    }

    #[test]
    fn an_acronym_within_a_compound_is_the_name_that_it_is_elsewhere() {
        let found = spans(
            "NFA NFA PROPN NNP 2 nsubj organization:1
             pays pay VERB VBZ 0 root
             for for ADP IN 5 case
             NFA NFA PROPN NNP 5 compound
             grants grant NOUN NNS 2 obl",
        );
        assert!(found.contains(&"NFA | NFA | Name Organization".to_owned()), "{found:?}");
        assert_eq!(found.iter().filter(|mention| mention.starts_with("NFA |")).count(), 2);
    }

    #[test]
    fn one_of_a_people_or_party_is_a_person_and_an_adjective_belongs_to_its_name() {
        let found = spans(
            "A a DET DT 2 det
             Norwegian Norwegian PROPN NNP 3 nsubj group:1
             fled flee VERB VBD 0 root
             from from ADP IN 7 case
             the the DET DT 7 det
             Northern northern ADJ JJ 7 amod
             State state PROPN NNP 3 obl place:1",
        );
        assert_eq!(
            found,
            [
                "A Norwegian | Norwegian | Nominal Person",
                "Norwegian | Norwegian | Name Group",
                "the Northern State | Northern State | Name Place",
            ]
        );
    }

    #[test]
    fn a_name_goes_on_where_its_last_word_leads() {
        let found = spans(
            "Duchess Duchess PROPN NNP 4 nsubj person:1
             of of ADP IN 3 case
             Norfolk Norfolk PROPN NNP 1 nmod place:1
             left leave VERB VBD 0 root
             Music Music PROPN NNP 4 obj organization:3
             House House PROPN NNP 5 flat
             of of ADP IN 8 case
             Hilltown Hilltown PROPN NNP 5 nmod place:1",
        );
        assert_eq!(
            found,
            [
                "Duchess of Norfolk | Duchess of Norfolk | Name Person",
                "Music House of Hilltown | Music House of Hilltown | Name Organization",
            ]
        );
    }

    #[test]
    fn conjuncts_stand_alone_and_expletives_are_left_out() {
        let found = spans(
            "It it PRON PRP 2 expl
             matters matter VERB VBZ 0 root
             to to ADP IN 4 case
             farmers farmer NOUN NNS 2 obl
             and and CCONJ CC 6 cc
             millers miller NOUN NNS 4 conj
             of of ADP IN 9 case
             the the DET DT 9 det
             valley valley NOUN NN 6 nmod",
        );
        assert_eq!(
            found,
            [
                "farmers | farmers | Nominal Person",
                "millers of the valley | millers | Nominal Thing",
                "the valley | valley | Nominal Place",
            ]
        );
    }
}
