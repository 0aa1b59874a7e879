//! Self-attention within one sentence.

use super::math::{self, LANES};

/// Heads of every layer.
const HEADS: usize = 12;
/// Width of a head.
const WIDTH: usize = 32;
/// Width of the hidden state.
pub const HIDDEN: usize = HEADS * WIDTH;
/// Queries that are computed together.
const QUERIES: usize = 4;

/// Buffers reused from sentence to sentence.
#[derive(Default)]
pub struct Scratch {
    /// Keys of one head, transposed: `[WIDTH][padded]`.
    keys: Vec<f32>,
    /// Scores of some queries: `[QUERIES][padded]`.
    scores: Vec<f32>,
}

/// `qkv` `[n, 3 HIDDEN]` of the pieces of one sentence → `out` `[n, HIDDEN]`.
#[inline(always)]
pub fn attend(qkv: &[f32], scratch: &mut Scratch, out: &mut [f32]) {
    let count = qkv.len() / (3 * HIDDEN);
    let padded = count.next_multiple_of(LANES);
    scratch.keys.clear();
    scratch.keys.resize(WIDTH * padded, 0.0);
    scratch.scores.resize(QUERIES * padded, 0.0);
    for head in 0..HEADS {
        for (piece, row) in qkv.chunks_exact(3 * HIDDEN).enumerate() {
            for (d, value) in row[HIDDEN + head * WIDTH..][..WIDTH].iter().enumerate() {
                scratch.keys[d * padded + piece] = *value;
            }
        }
        for first in (0..count).step_by(QUERIES) {
            // The last group may repeat the last query, which changes nothing.
            let pieces: [usize; QUERIES] = std::array::from_fn(|a| (first + a).min(count - 1));
            let queries = pieces.map(|piece| query(&qkv[piece * 3 * HIDDEN + head * WIDTH..]));
            score(&queries, &scratch.keys, padded, count, &mut scratch.scores);
            for row in scratch.scores.chunks_exact_mut(padded) {
                math::softmax(row);
            }
            let weights = std::array::from_fn(|a| &scratch.scores[a * padded..][..padded]);
            let values: [[f32; WIDTH]; QUERIES] = weighted(weights, &qkv[2 * HIDDEN + head * WIDTH..], 3 * HIDDEN);
            for (piece, value) in pieces.iter().zip(&values) {
                out[piece * HIDDEN + head * WIDTH..][..WIDTH].copy_from_slice(value);
            }
        }
    }
}

/// A query, scaled by `1 / sqrt(WIDTH)`.
#[inline(always)]
fn query(row: &[f32]) -> [f32; WIDTH] {
    std::array::from_fn(|d| row[d] * 0.176_776_7)
}

/// Scores of some queries against all keys; the padding gets the smallest number.
#[inline(always)]
fn score(queries: &[[f32; WIDTH]; QUERIES], keys: &[f32], padded: usize, count: usize, scores: &mut [f32]) {
    for block in (0..padded).step_by(LANES) {
        let sums: [[f32; LANES]; QUERIES] = weighted(queries.each_ref().map(|q| &q[..]), &keys[block..], padded);
        for (a, sums) in sums.iter().enumerate() {
            scores[a * padded + block..][..LANES].copy_from_slice(sums);
        }
    }
    for scores in scores.chunks_exact_mut(padded) {
        scores[count..].fill(f32::MIN);
    }
}

/// For each list of weights, the sum of rows multiplied with them. The rows are the first `N` values of each `stride`.
#[inline(always)]
fn weighted<const N: usize, const LISTS: usize>(
    weights: [&[f32]; LISTS],
    rows: &[f32],
    stride: usize,
) -> [[f32; N]; LISTS] {
    let mut sums = [[0.0; N]; LISTS];
    for (at, row) in rows.chunks(stride).enumerate() {
        let Some(row) = row.first_chunk::<N>() else { break };
        for list in 0..LISTS {
            let weight = weights[list][at];
            for i in 0..N {
                sums[list][i] += weight * row[i];
            }
        }
    }
    sums
}
