//! Self-attention within one sentence.

use super::math::{self, LANES};

/// Heads of every layer.
const HEADS: usize = 12;
/// Width of a head.
const WIDTH: usize = 32;
/// Width of the hidden state.
pub const HIDDEN: usize = HEADS * WIDTH;
/// `1 / sqrt(WIDTH)`, by which scores are scaled.
const SCALE: f32 = 0.176_776_7;
/// Queries that are computed together.
const QUERIES: usize = 4;

/// Buffers reused from sentence to sentence.
#[derive(Default)]
pub struct Scratch {
    /// Keys of one head, scaled and transposed: `[WIDTH][padded]`.
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
        transpose(&qkv[HIDDEN + head * WIDTH..], padded, &mut scratch.keys);
        for first in (0..count).step_by(QUERIES) {
            // The last group may repeat the last query, which changes nothing.
            let at = |a: usize| (first + a).min(count - 1);
            let query = |a: usize| &qkv[at(a) * 3 * HIDDEN + head * WIDTH..][..WIDTH];
            score([query(0), query(1), query(2), query(3)], &scratch.keys, padded, &mut scratch.scores);
            for row in scratch.scores.chunks_exact_mut(padded) {
                row[count..].fill(f32::MIN);
                math::softmax(row);
            }
            let weights = |a: usize| &scratch.scores[a * padded..][..padded];
            let weights = [weights(0), weights(1), weights(2), weights(3)];
            let values: [[f32; WIDTH]; QUERIES] = weighted(weights, &qkv[2 * HIDDEN + head * WIDTH..], 3 * HIDDEN);
            for (a, value) in values.iter().enumerate() {
                out[at(a) * HIDDEN + head * WIDTH..][..WIDTH].copy_from_slice(value);
            }
        }
    }
}

/// The keys of one head, of rows `3 HIDDEN` apart, as `[WIDTH][padded]`.
#[inline(always)]
fn transpose(rows: &[f32], padded: usize, keys: &mut [f32]) {
    for (piece, row) in rows.chunks(3 * HIDDEN).enumerate() {
        for (d, value) in row[..WIDTH].iter().enumerate() {
            keys[d * padded + piece] = *value * SCALE;
        }
    }
}

/// Scores of some queries against all keys.
#[inline(always)]
fn score(queries: [&[f32]; QUERIES], keys: &[f32], padded: usize, scores: &mut [f32]) {
    for block in (0..padded).step_by(LANES) {
        let sums: [[f32; LANES]; QUERIES] = weighted(queries, &keys[block..], padded);
        for (a, sums) in sums.iter().enumerate() {
            scores[a * padded + block..][..LANES].copy_from_slice(sums);
        }
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
