//! The encoder: pieces of sentences → vectors of words.
//!
//! A batch is the pieces of several windows, one after the other, without padding. Linear layers treat each piece by
//! itself and attention each window by itself, so that the batch never shows in the results.

use super::attention::{HIDDEN, Scratch};
use super::kernel::Kernel;
use super::linear::Quantised;
use super::weights::{Layer, Weights};
use super::window::Window;

/// Rows that go through the layers' second part together, so that their inner values stay in the cache.
const BLOCK: usize = 64;

/// Buffers reused from batch to batch.
#[derive(Default)]
pub struct Workspace {
    hidden: Vec<f32>,
    quantised: Quantised,
    qkv: Vec<f32>,
    context: Vec<f32>,
    attention: Scratch,
    block: Quantised,
    inner: Quantised,
    wide: Vec<f32>,
    narrow: Vec<f32>,
}

/// Vectors `[words + windows, HIDDEN]` of a batch: all words first, then one root for each window.
pub fn encode(weights: &Weights, kernel: Kernel, windows: &[&Window], space: &mut Workspace) -> Vec<f32> {
    embed(weights, windows, &mut space.hidden);
    kernel.norm(&mut space.hidden, &weights.embed_norm);
    for layer in &weights.layers {
        attend(layer, kernel, windows, space);
        feed_forward(layer, kernel, space);
    }
    let mut vectors = word_vectors(weights, windows, &space.hidden);
    kernel.norm(&mut vectors, &weights.word_norm);
    vectors
}

/// Sums of the embeddings of pieces, positions and shapes.
fn embed(weights: &Weights, windows: &[&Window], hidden: &mut Vec<f32>) {
    let pieces: usize = windows.iter().map(|window| window.pieces.len()).sum();
    hidden.clear();
    hidden.resize(pieces * HIDDEN, 0.0);
    let mut rows = hidden.chunks_exact_mut(HIDDEN);
    for window in windows {
        let shapes = window.counts.iter().zip(&window.shapes).flat_map(|(count, shape)| vec![Some(*shape); *count]);
        let shapes = std::iter::once(None).chain(shapes).chain([None]);
        for (position, ((piece, shape), row)) in window.pieces.iter().zip(shapes).zip(&mut rows).enumerate() {
            weights.words.add_row(*piece, row);
            weights.positions.add_row(position as u32, row);
            if let Some(shape) = shape {
                weights.shapes.add_row(shape, row);
            }
        }
    }
}

/// Queries, keys and values, then attention, for some windows at a time.
fn attend(layer: &Layer, kernel: Kernel, windows: &[&Window], space: &mut Workspace) {
    space.context.resize(space.hidden.len(), 0.0);
    let mut start = 0;
    let mut windows = windows.iter().map(|window| window.pieces.len()).peekable();
    while windows.peek().is_some() {
        let mut ends = Vec::new();
        let mut rows = 0;
        while let Some(pieces) = windows.next_if(|_| rows < BLOCK) {
            rows += pieces;
            ends.push(rows);
        }
        let part = start * HIDDEN..(start + rows) * HIDDEN;
        space.quantised.resize(rows, HIDDEN);
        kernel.quantise(&space.hidden[part.clone()], HIDDEN, &mut space.quantised);
        space.qkv.resize(rows * layer.qkv.stride, 0.0);
        kernel.linear(&layer.qkv, &space.quantised, 0..rows, &mut space.qkv);
        let (mut context, mut first) = (&mut space.context[part], 0);
        for end in ends {
            let (own, rest) = context.split_at_mut((end - first) * HIDDEN);
            kernel.attend(&space.qkv[first * 3 * HIDDEN..end * 3 * HIDDEN], &mut space.attention, own);
            (context, first) = (rest, end);
        }
        start += rows;
    }
}

/// The rest of a layer, block by block: `context` is projected and added to `hidden`, then the feed-forward part.
fn feed_forward(layer: &Layer, kernel: Kernel, space: &mut Workspace) {
    let inner = layer.ffn_in.stride;
    space.block.resize(BLOCK, HIDDEN);
    space.inner.resize(BLOCK, inner);
    space.wide.resize(BLOCK * inner, 0.0);
    space.narrow.resize(BLOCK * HIDDEN, 0.0);
    for (context, hidden) in space.context.chunks(BLOCK * HIDDEN).zip(space.hidden.chunks_mut(BLOCK * HIDDEN)) {
        let rows = 0..hidden.len() / HIDDEN;
        let (narrow, wide) = (&mut space.narrow[..hidden.len()], &mut space.wide[..rows.len() * inner]);
        kernel.quantise(context, HIDDEN, &mut space.block);
        kernel.linear(&layer.attn_out, &space.block, rows.clone(), narrow);
        kernel.add_norm(hidden, narrow, &layer.attn_norm);
        kernel.quantise(hidden, HIDDEN, &mut space.block);
        kernel.linear(&layer.ffn_in, &space.block, rows.clone(), wide);
        kernel.gelu_quantise(wide, inner, &mut space.inner);
        kernel.linear(&layer.ffn_out, &space.inner, rows, narrow);
        kernel.add_norm(hidden, narrow, &layer.ffn_norm);
    }
}

/// Means of each word's pieces plus its surface features, and the first piece of each window as its root.
fn word_vectors(weights: &Weights, windows: &[&Window], hidden: &[f32]) -> Vec<f32> {
    let words: usize = windows.iter().map(|window| window.counts.len()).sum();
    let mut vectors = vec![0.0; (words + windows.len()) * HIDDEN];
    let (of_words, of_roots) = vectors.split_at_mut(words * HIDDEN);
    let mut of_words = of_words.chunks_exact_mut(HIDDEN);
    let mut pieces = hidden.chunks_exact(HIDDEN);
    for (window, root) in windows.iter().zip(of_roots.chunks_exact_mut(HIDDEN)) {
        root.copy_from_slice(pieces.next().unwrap_or_default());
        let mut start = 0;
        for ((count, end), vector) in window.counts.iter().zip(&window.surface_ends).zip(&mut of_words) {
            mean(pieces.by_ref().take(*count), *count, vector);
            for row in &window.surface[start..*end] {
                weights.surface.add_row(*row, vector);
            }
            start = *end;
        }
        pieces.next();
    }
    vectors
}

fn mean<'r>(rows: impl Iterator<Item = &'r [f32]>, count: usize, out: &mut [f32]) {
    for row in rows {
        for (out, x) in out.iter_mut().zip(row) {
            *out += x;
        }
    }
    let inverse = 1.0 / count as f32;
    for out in out {
        *out *= inverse;
    }
}
