//! Read access to one sentence's dependency tree: children, subtrees, and the few questions that every rule asks.

use super::Phrase;
use crate::model::{Sentence, Token};

/// The tree of one sentence, with children lists and subtree borders computed once, in linear time.
pub struct Tree<'a> {
    /// Index of the sentence in its document.
    pub sentence: u32,
    /// The words.
    pub tokens: &'a [Token],
    starts: Vec<u32>,
    children: Vec<u32>,
    borders: Vec<(u32, u32)>,
    order: Vec<u32>,
}

impl<'a> Tree<'a> {
    /// Indexes a sentence. A head that points outside the sentence, or a word that no path joins to the root, is left aside.
    pub fn new(sentence: u32, source: &'a Sentence) -> Self {
        let tokens = source.tokens.as_slice();
        let (starts, children) = child_lists(tokens);
        let mut tree = Self { sentence, tokens, starts, children, borders: Vec::new(), order: Vec::new() };
        tree.order = tree.breadth_first();
        tree.borders = tree.subtree_borders();
        tree
    }

    /// The number of words.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether the sentence has no words.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Children of word `i`, in text order.
    pub fn children(&self, i: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children[self.starts[i] as usize..self.starts[i + 1] as usize].iter().map(|c| *c as usize)
    }

    /// Children of `i` whose relation without subtype is `relation`.
    pub fn related<'s>(&'s self, i: usize, relation: &'s str) -> impl DoubleEndedIterator<Item = usize> + 's {
        self.children(i).filter(move |c| self.tokens[*c].relation() == relation)
    }

    /// The first child of `i` with one of these full relations (`nsubj:pass`).
    pub fn child(&self, i: usize, deprels: &[&str]) -> Option<usize> {
        self.children(i).find(|c| deprels.contains(&self.tokens[*c].deprel))
    }

    /// The head of `i`.
    pub fn parent(&self, i: usize) -> Option<usize> {
        self.tokens[i].parent().filter(|p| *p < self.len())
    }

    /// All words that hang from the root, heads before their children.
    pub fn top_down(&self) -> impl Iterator<Item = usize> + '_ {
        self.order.iter().map(|i| *i as usize)
    }

    /// First and last word of the subtree of `i`.
    pub fn borders(&self, i: usize) -> (usize, usize) {
        (self.borders[i].0 as usize, self.borders[i].1 as usize)
    }

    /// Whether `i` is `ancestor` or hangs below it.
    pub fn within(&self, i: usize, ancestor: usize) -> bool {
        let mut at = Some(i);
        for _ in 0..=self.len() {
            match at {
                Some(x) if x == ancestor => return true,
                Some(x) => at = self.parent(x),
                None => return false,
            }
        }
        false
    }

    /// The tag of the finite verb of a clause, its own or its auxiliary's; none where nothing is finite.
    pub fn finite(&self, verb: usize) -> Option<&'static str> {
        let helper = self.children(verb).find(|c| matches!(self.tokens[*c].relation(), "aux" | "cop"));
        Some(self.tokens[helper.unwrap_or(verb)].xpos).filter(|x| matches!(*x, "VBZ" | "VBP" | "VBD" | "MD"))
    }

    /// The lemma of `i` in lower case.
    pub fn lemma(&self, i: usize) -> String {
        self.tokens[i].lemma.to_lowercase()
    }

    /// Whether the lemma of `i` is one of `lemmas`, whatever its case; no word behind the last one is.
    pub fn is(&self, i: usize, lemmas: &[&str]) -> bool {
        let lemma = self.tokens.get(i).map(|t| t.lemma.as_str());
        lemma.is_some_and(|lemma| lemmas.iter().any(|l| lemma.eq_ignore_ascii_case(l)))
    }

    /// The phrase with head `head` that covers the words `first..=last`.
    pub fn phrase(&self, head: usize, first: usize, last: usize) -> Phrase {
        Phrase { sentence: self.sentence, head: head as u32, first: first as u32, last: last as u32 }
    }

    fn breadth_first(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.len()).filter(|i| self.tokens[*i].head == 0).map(|i| i as u32).collect();
        let mut next = 0;
        while let Some(&i) = order.get(next) {
            order.extend(self.children(i as usize).map(|c| c as u32));
            next += 1;
        }
        order
    }

    fn subtree_borders(&self) -> Vec<(u32, u32)> {
        let mut borders: Vec<(u32, u32)> = (0..self.len() as u32).map(|i| (i, i)).collect();
        for &i in self.order.iter().rev() {
            if let Some(p) = self.parent(i as usize) {
                let (first, last) = borders[i as usize];
                borders[p] = (borders[p].0.min(first), borders[p].1.max(last));
            }
        }
        borders
    }
}

/// Children of all words in one array, and where each word's part of it starts (counting sort by head).
fn child_lists(tokens: &[Token]) -> (Vec<u32>, Vec<u32>) {
    let n = tokens.len();
    let head = |t: &Token| t.parent().filter(|p| *p < n);
    let mut starts = vec![0u32; n + 1];
    for p in tokens.iter().filter_map(head) {
        starts[p + 1] += 1;
    }
    for i in 0..n {
        starts[i + 1] += starts[i];
    }
    let mut fill = starts.clone();
    let mut children = vec![0u32; starts[n] as usize];
    for (i, token) in tokens.iter().enumerate() {
        if let Some(p) = head(token) {
            children[fill[p] as usize] = i as u32;
            fill[p] += 1;
        }
    }
    (starts, children)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::sample;

    #[test]
    fn borders_cover_the_subtree() {
        let (_, annotation) = sample::annotated(
            "The the DET DT 2 det
             mayor mayor NOUN NN 5 nsubj
             of of ADP IN 4 case
             Ghent Ghent PROPN NNP 2 nmod
             resigned resign VERB VBD 0 root",
        );
        let tree = Tree::new(0, &annotation.sentences[0]);
        assert_eq!(tree.borders(1), (0, 3));
        assert_eq!(tree.children(4).collect::<Vec<_>>(), [1]);
        assert!(tree.within(2, 1) && !tree.within(4, 1));
        assert_eq!(tree.top_down().next(), Some(4));
    }

    #[test]
    fn a_head_outside_the_sentence_is_left_aside() {
        let (_, annotation) = sample::annotated("Stop stop VERB VB 9 root");
        let tree = Tree::new(0, &annotation.sentences[0]);
        assert_eq!(tree.top_down().count(), 0);
        assert_eq!(tree.borders(0), (0, 0));
    }
}
