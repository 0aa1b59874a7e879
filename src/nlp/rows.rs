//! Float operations on rows of activations. [`super::kernel`] compiles them for each instruction set.

use super::linear::Quantised;
use super::math;

/// Weight and bias of a layer normalisation.
pub struct Norm {
    /// Multiplied with the normalised row.
    pub weight: Vec<f32>,
    /// Added to it.
    pub bias: Vec<f32>,
}

/// Quantises rows of `width` into `out` from its beginning.
#[inline(always)]
pub fn quantise(x: &[f32], width: usize, out: &mut Quantised) {
    for (row, x) in x.chunks_exact(width).enumerate() {
        out.set(row, x);
    }
}

/// [`math::gelu`] of every value.
#[inline(always)]
pub fn gelu(x: &mut [f32]) {
    for x in x {
        *x = math::gelu(*x);
    }
}

/// [`gelu`], then [`quantise`], one row at a time.
#[inline(always)]
pub fn gelu_quantise(x: &mut [f32], width: usize, out: &mut Quantised) {
    for (row, x) in x.chunks_exact_mut(width).enumerate() {
        gelu(x);
        out.set(row, x);
    }
}

/// Normalises rows in place.
#[inline(always)]
pub fn norm(x: &mut [f32], norm: &Norm) {
    for x in x.chunks_exact_mut(norm.weight.len()) {
        math::layer_norm(x, &norm.weight, &norm.bias);
    }
}

/// Adds rows to rows, then normalises them: the end of each block of a transformer layer.
#[inline(always)]
pub fn add_norm(x: &mut [f32], added: &[f32], norm: &Norm) {
    let width = norm.weight.len();
    for (x, added) in x.chunks_exact_mut(width).zip(added.chunks_exact(width)) {
        for (x, added) in x.iter_mut().zip(added) {
            *x += added;
        }
        math::layer_norm(x, &norm.weight, &norm.bias);
    }
}

/// Dot products of every row of `a` with every row of `b`: `out[a][b]`.
#[inline(always)]
pub fn scores(a: &[f32], b: &[f32], width: usize, out: &mut [f32]) {
    let columns = b.len() / width;
    for (a, out) in a.chunks_exact(width).zip(out.chunks_exact_mut(columns)) {
        for (b, out) in b.chunks_exact(width).zip(out) {
            *out = math::dot(a, b);
        }
    }
}

/// For each row of `wanted`, its dot product with `head` plus the last value of the row, which is longer by one.
#[inline(always)]
pub fn relation_scores(wanted: &[f32], head: &[f32], out: &mut [f32]) {
    let width = head.len();
    for (row, out) in wanted.chunks_exact(width + 1).zip(out) {
        *out = math::dot(&row[..width], head) + row[width];
    }
}
