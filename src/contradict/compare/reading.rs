//! What is asked of the two texts while they are compared: trees, clauses, and what a word refers to, counts or dates.

use super::joint::Joint;
use super::wordnet;
use crate::extract::clause::{self, Clause};
use crate::extract::time::{self, TimeExpression};
use crate::extract::tree::Tree;
use crate::extract::{places, quantity};
use crate::model::{LocalEntity, LocalEntityId, MentionKind, Sentence};
use crate::nlp::quantity::QuantityExpression;
use std::ops::Range;

/// A word of the two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word {
    /// Index of its sentence in both texts together.
    pub sentence: usize,
    /// Index within the sentence.
    pub index: usize,
}

/// The two texts with their analyses.
pub struct Reading<'a> {
    /// The texts.
    pub joint: &'a Joint,
    /// A tree for each sentence.
    pub trees: Vec<Tree<'a>>,
    /// The clauses of each sentence, each at its head.
    pub clauses: Vec<Vec<Option<Clause>>>,
    /// The quantities of each sentence.
    pub quantities: Vec<Vec<QuantityExpression>>,
    /// The times of each sentence.
    pub times: Vec<Vec<TimeExpression>>,
    /// The text with fewer words, 0 or 1: what it claims is held against the other.
    pub shorter: usize,
    lemmas: Vec<Vec<String>>,
    entities: Vec<Vec<Option<LocalEntityId>>>,
}

impl<'a> Reading<'a> {
    /// Indexes both texts.
    pub fn new(joint: &'a Joint) -> Self {
        let text = joint.document.text.as_str();
        let trees: Vec<Tree> = joint.sentences.iter().enumerate().map(|(i, s)| Tree::new(i as u32, s)).collect();
        let clauses = trees.iter().map(clause::clauses).collect();
        let times: Vec<_> = joint.sentences.iter().map(|s| time::find(text, s, joint.document.date)).collect();
        let quantities = joint.sentences.iter().zip(&times).map(|(s, t)| quantity::find(text, s, t)).collect();
        let lemmas = trees.iter().map(|t| (0..t.len()).map(|i| t.lemma(i)).collect()).collect();
        let entities = entities_of_words(joint);
        let length = |trees: &[Tree]| trees.iter().map(Tree::len).sum::<usize>();
        let (a, b) = trees.split_at(joint.border);
        let shorter = usize::from(length(b) <= length(a));
        Self { joint, trees, clauses, quantities, times, shorter, lemmas, entities }
    }

    /// The tree of a word's sentence.
    pub fn tree(&self, word: Word) -> &Tree<'a> {
        &self.trees[word.sentence]
    }

    /// Dictionary form in lower case.
    pub fn lemma(&self, word: Word) -> &str {
        &self.lemmas[word.sentence][word.index]
    }

    /// Part of speech by WordNet's letter, and dictionary form.
    pub fn key(&self, word: Word) -> (char, &str) {
        (wordnet::letter(self.upos(word)), self.lemma(word))
    }

    /// Universal part of speech.
    pub fn upos(&self, word: Word) -> &'static str {
        self.tree(word).tokens[word.index].upos
    }

    /// As written.
    pub fn form(&self, word: Word) -> &str {
        self.tree(word).tokens[word.index].span.of(&self.joint.document.text)
    }

    /// The entity that a word names or refers to.
    pub fn entity(&self, word: Word) -> Option<(LocalEntityId, &'a LocalEntity)> {
        let id = self.entities[word.sentence][word.index]?;
        self.joint.claims.entities.get(id as usize).map(|entity| (id, entity))
    }

    /// Whether a word is (part of) a proper name, or a pronoun that stands for one.
    pub fn named(&self, word: Word) -> bool {
        let pronoun = self.upos(word) == "PRON" && self.entity(word).is_some_and(|(_, e)| e.named);
        pronoun || self.upos(word) == "PROPN" || self.place(word).is_some()
    }

    /// The usual name of the place that a word names or is an adjective of: `Sudan` for `Sudanese`.
    pub fn place(&self, word: Word) -> Option<&'static str> {
        let capital = self.form(word).starts_with(char::is_uppercase);
        capital.then(|| places::of_modifier(self.form(word))).flatten().map(|place| place.name)
    }

    /// The numbers of the sentences of one text.
    pub fn sentences(&self, side: usize) -> Range<usize> {
        if side == 0 { 0..self.joint.border } else { self.joint.border..self.trees.len() }
    }

    /// All words of the sentences of one text.
    pub fn words(&self, side: usize) -> impl Iterator<Item = Word> + '_ {
        self.sentences(side)
            .flat_map(|sentence| (0..self.trees[sentence].len()).map(move |index| Word { sentence, index }))
    }
}

/// For each word of each sentence, the entity whose name or head word it belongs to; the narrowest mention wins.
fn entities_of_words(joint: &Joint) -> Vec<Vec<Option<LocalEntityId>>> {
    let mut widths: Vec<Vec<usize>> = joint.sentences.iter().map(|s| vec![usize::MAX; s.tokens.len()]).collect();
    let mut found: Vec<Vec<Option<LocalEntityId>>> =
        joint.sentences.iter().map(|s| vec![None; s.tokens.len()]).collect();
    for (id, entity) in joint.claims.entities.iter().enumerate() {
        for mention in &entity.mentions {
            let Some(sentence) = joint.sentences.get(mention.sentence as usize) else { continue };
            let width = mention.head.len();
            for (index, _) in tokens_within(sentence, mention.head) {
                let place =
                    (&mut widths[mention.sentence as usize][index], &mut found[mention.sentence as usize][index]);
                if width < *place.0 || mention.kind == MentionKind::Name && width == *place.0 {
                    (*place.0, *place.1) = (width, Some(id as LocalEntityId));
                }
            }
        }
    }
    found
}

fn tokens_within(sentence: &Sentence, span: crate::model::Span) -> impl Iterator<Item = (usize, &crate::model::Token)> {
    sentence.tokens.iter().enumerate().filter(move |(_, token)| span.contains(token.span))
}
