//! The heads on top of the encoder: tags, lemmas, names and the dependency tree of each window.

use super::attention::HIDDEN;
use super::kernel::Kernel;
use super::linear::{Linear, Quantised};
use super::math;
use super::names::{self, Tag};
use super::tree;
use super::weights::Weights;
use super::window::Window;
use std::ops::Range;

/// Words whose wide results (tags, relations) are computed together.
const BLOCK: usize = 32;
/// Lemma scripts kept for each word.
const SCRIPTS: usize = 3;

/// What is decided of a window, one entry a word. Numbers are indices into the model's labels.
pub struct Decisions {
    /// Universal parts of speech.
    pub upos: Vec<usize>,
    /// Penn tags.
    pub xpos: Vec<usize>,
    /// Edit scripts of lemmas, best first.
    pub scripts: Vec<[usize; SCRIPTS]>,
    /// Tags of names, a valid sequence.
    pub names: Vec<Tag>,
    /// Heads: 0 for the root, else the word's index within the window + 1.
    pub head: Vec<u32>,
    /// Relations to the heads.
    pub deprel: Vec<usize>,
    /// Probability of Penn tag, head and relation together.
    pub certainty: Vec<f32>,
}

/// Decides everything about the `windows` whose word vectors the encoder gave.
pub fn decide(weights: &Weights, kernel: Kernel, windows: &[&Window], vectors: &[f32]) -> Vec<Decisions> {
    let words: usize = windows.iter().map(|window| window.counts.len()).sum();
    let all = quantised(kernel, vectors, HIDDEN);
    let tags = tag(weights, kernel, &all, words);
    let arc = Arcs::new(weights, kernel, &all, words);
    let mut start = 0;
    let mut heads = Vec::with_capacity(words);
    let mut certainty: Vec<f32> = Vec::with_capacity(words);
    let mut decisions: Vec<Decisions> = Vec::with_capacity(windows.len());
    for (index, window) in windows.iter().enumerate() {
        let range = start..start + window.counts.len();
        start = range.end;
        let scores = arc.scores(kernel, range.clone(), words + index);
        let tree = tree::best_tree(&scores, range.len());
        certainty.extend(tree::probabilities(scores, &tree));
        heads.extend(tree.iter().map(|&head| match head {
            0 => words + index,
            head => range.start + head as usize - 1,
        }));
        decisions.push(tags.decide(weights, range, tree));
    }
    let mut relations = relations(weights, kernel, &all, &heads).into_iter().zip(certainty);
    for decision in &mut decisions {
        for (tag, ((relation, by_relation), by_arc)) in
            decision.certainty.iter_mut().zip(relations.by_ref().take(decision.head.len()))
        {
            decision.deprel.push(relation);
            *tag *= by_relation * by_arc;
        }
    }
    decisions
}

fn quantised(kernel: Kernel, x: &[f32], width: usize) -> Quantised {
    let mut out = Quantised::default();
    out.resize(x.len() / width, width);
    kernel.quantise(x, width, &mut out);
    out
}

/// A dense layer: linear, then GELU.
fn dense(kernel: Kernel, layer: &Linear, x: &Quantised, rows: usize) -> Vec<f32> {
    let mut out = vec![0.0; rows * layer.stride];
    kernel.linear(layer, x, 0..rows, &mut out);
    kernel.gelu(&mut out);
    out
}

/// Best tags of each word of the batch, and its scores for tags of names.
#[derive(Default)]
struct Tags {
    upos: Vec<usize>,
    xpos: Vec<usize>,
    /// Probability of the Penn tag.
    certainty: Vec<f32>,
    scripts: Vec<[usize; SCRIPTS]>,
    names: Vec<f32>,
}

fn tag(weights: &Weights, kernel: Kernel, all: &Quantised, words: usize) -> Tags {
    let (labels, layer) = (&weights.labels, &weights.tag);
    let mut tags = Tags::default();
    let mut out = vec![0.0; BLOCK * layer.stride];
    for start in (0..words).step_by(BLOCK) {
        let rows = start..words.min(start + BLOCK);
        kernel.linear(layer, all, rows.clone(), &mut out);
        for row in out.chunks_exact(layer.stride).take(rows.len()) {
            let (upos, row) = row.split_at(labels.upos.len());
            let (xpos, row) = row.split_at(labels.xpos.len());
            let (script, row) = row.split_at(labels.scripts.len());
            tags.upos.push(argmax(upos));
            tags.xpos.push(argmax(xpos));
            tags.certainty.push(math::probability(xpos, tags.xpos[tags.xpos.len() - 1]));
            tags.scripts.push(best(script));
            tags.names.extend(&row[..labels.names.len()]);
        }
    }
    tags
}

impl Tags {
    fn decide(&self, weights: &Weights, words: Range<usize>, head: Vec<u32>) -> Decisions {
        let tags = &weights.labels.names;
        let names = &self.names[words.start * tags.len()..words.end * tags.len()];
        Decisions {
            upos: self.upos[words.clone()].to_vec(),
            xpos: self.xpos[words.clone()].to_vec(),
            scripts: self.scripts[words.clone()].to_vec(),
            names: names::best_tags(tags, words.len(), |word| &names[word * tags.len()..][..tags.len()]),
            head,
            deprel: Vec::with_capacity(words.len()),
            certainty: self.certainty[words].to_vec(),
        }
    }
}

/// Vectors whose products are the scores of arcs.
struct Arcs {
    width: usize,
    /// What each word looks for in a head.
    wanted: Vec<f32>,
    /// What each word, then each root, is as a head.
    offered: Vec<f32>,
}

impl Arcs {
    fn new(weights: &Weights, kernel: Kernel, all: &Quantised, words: usize) -> Self {
        let width = weights.arc_head.stride;
        let dependants = quantised(kernel, &dense(kernel, &weights.arc_dep, all, words), width);
        let mut wanted = vec![0.0; words * width];
        kernel.linear(&weights.arc_bilinear, &dependants, 0..words, &mut wanted);
        Self { width, wanted, offered: dense(kernel, &weights.arc_head, all, all.scale.len()) }
    }

    /// Scores `[n][1 + n]` of the words of one window for the root at row `root` and for each other.
    fn scores(&self, kernel: Kernel, words: Range<usize>, root: usize) -> Vec<f32> {
        let rows = |range: Range<usize>| range.start * self.width..range.end * self.width;
        let heads = [&self.offered[rows(root..root + 1)], &self.offered[rows(words.clone())]].concat();
        let mut out = vec![0.0; words.len() * (words.len() + 1)];
        kernel.scores(&self.wanted[rows(words)], &heads, self.width, &mut out);
        out
    }
}

/// The best relation of each word to its head, given as a row of `all`, and its probability.
fn relations(weights: &Weights, kernel: Kernel, all: &Quantised, heads: &[usize]) -> Vec<(usize, f32)> {
    let width = weights.rel_head.stride;
    let offered = dense(kernel, &weights.rel_head, all, all.scale.len());
    let dependants = quantised(kernel, &dense(kernel, &weights.rel_dep, all, heads.len()), width);
    let layer = &weights.rel_bilinear;
    let mut wanted = vec![0.0; BLOCK * layer.stride];
    let mut scores = vec![0.0; weights.labels.deprel.len()];
    let mut best = Vec::with_capacity(heads.len());
    for start in (0..heads.len()).step_by(BLOCK) {
        let rows = start..heads.len().min(start + BLOCK);
        kernel.linear(layer, &dependants, rows.clone(), &mut wanted);
        for (head, wanted) in heads[rows].iter().zip(wanted.chunks_exact(layer.stride)) {
            kernel.relation_scores(wanted, &offered[head * width..][..width], &mut scores);
            let relation = argmax(&scores);
            best.push((relation, math::probability(&scores, relation)));
        }
    }
    best
}

/// The highest scores' places, best first; the earlier one where two are alike.
fn best<const N: usize>(scores: &[f32]) -> [usize; N] {
    let mut left = scores.to_vec();
    std::array::from_fn(|_| {
        let place = argmax(&left);
        left[place] = f32::NEG_INFINITY;
        place
    })
}

/// Index of the first largest value.
fn argmax(values: &[f32]) -> usize {
    let mut best = (0, f32::NEG_INFINITY);
    for (index, value) in values.iter().enumerate() {
        if *value > best.1 {
            best = (index, *value);
        }
    }
    best.0
}
