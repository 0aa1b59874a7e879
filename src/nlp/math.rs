//! Float arithmetic with one fixed order of operations.
//!
//! Every sum runs over sixteen lanes and is folded as a tree, nothing is fused, and the transcendental functions are
//! polynomials. The compiler may use any vector width; the bits are the same on every machine.

/// Lanes of every sum.
pub const LANES: usize = 16;

/// Folds the lanes of a sum as a tree.
#[inline(always)]
fn fold(mut lanes: [f32; LANES]) -> f32 {
    let mut width = LANES / 2;
    while width > 0 {
        for i in 0..width {
            lanes[i] += lanes[i + width];
        }
        width /= 2;
    }
    lanes[0]
}

/// Sum of `f(a, b)` over two rows of the same length, a multiple of [`LANES`].
#[inline(always)]
fn sum_with(a: &[f32], b: &[f32], f: impl Fn(f32, f32) -> f32) -> f32 {
    let mut lanes = [0.0; LANES];
    for (a, b) in a.as_chunks::<LANES>().0.iter().zip(b.as_chunks::<LANES>().0) {
        for i in 0..LANES {
            lanes[i] += f(a[i], b[i]);
        }
    }
    fold(lanes)
}

/// Dot product of two rows of the same length, a multiple of [`LANES`].
#[inline(always)]
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    sum_with(a, b, |a, b| a * b)
}

/// The larger; vectorises where `f32::max`, which minds NaN, does not.
#[inline(always)]
pub fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

/// The largest value of a row whose length is a multiple of [`LANES`], after `f`.
#[inline(always)]
fn max_of(row: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [f32::MIN; LANES];
    for chunk in row.as_chunks::<LANES>().0 {
        for i in 0..LANES {
            lanes[i] = larger(lanes[i], f(chunk[i]));
        }
    }
    lanes.iter().fold(f32::MIN, |a, &b| larger(a, b))
}

/// Layer normalisation of `row` in place: mean 0, variance 1, then `weight` and `bias`.
#[inline(always)]
pub fn layer_norm(row: &mut [f32], weight: &[f32], bias: &[f32]) {
    const EPSILON: f32 = 1e-12;
    let count = row.len() as f32;
    let mean = sum_with(row, row, |a, _| a) / count;
    let variance = sum_with(row, row, |a, _| (a - mean) * (a - mean)) / count;
    let inverse = 1.0 / (variance + EPSILON).sqrt();
    for ((x, w), b) in row.iter_mut().zip(weight).zip(bias) {
        *x = (*x - mean) * inverse * w + b;
    }
}

/// Adding this to a number of at most 2^22 in magnitude rounds it to the nearest integer, ties to even,
/// and leaves that integer in the low bits.
const ROUND: f32 = 12_582_912.0;

/// Symmetric int8 of a row: returns the scale, and writes `round(x / scale)`, ties to even.
#[inline(always)]
pub fn quantise(row: &[f32], out: &mut [i8]) -> f32 {
    let largest = max_of(row, f32::abs);
    if largest == 0.0 {
        out.fill(0);
        return 1.0;
    }
    let inverse = 127.0 / largest;
    for (q, x) in out.iter_mut().zip(row) {
        *q = (x * inverse + ROUND).to_bits() as i8;
    }
    largest / 127.0
}

/// `e^x` for `x <= 0`, relative error below 2e-7; 0 below -87.
#[inline(always)]
pub fn exp_negative(x: f32) -> f32 {
    let x = larger(x, -87.0);
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let n = shifted - ROUND;
    // ln 2 in two parts, so that the remainder is exact.
    let r = x - n * 0.693_359_4 - n * -2.121_944_4e-4;
    // Cephes' expf.
    let mut p = 1.987_569_1e-4;
    p = p * r + 1.398_199_9e-3;
    p = p * r + 8.333_452e-3;
    p = p * r + 4.166_579_6e-2;
    p = p * r + 1.666_666_5e-1;
    p = p * r + 0.5;
    let power = f32::from_bits((shifted.to_bits() << 23).wrapping_add(0x3F80_0000));
    (p * r * r + r + 1.0) * power
}

/// Gaussian error linear unit `x Φ(x)`, absolute error below 2e-6.
///
/// It is `max(x, 0) − t (1 − Φ(t))` with `t = |x|`; the second term is a Chebyshev fit on [0, 5] and negligible beyond.
#[inline(always)]
pub fn gelu(x: f32) -> f32 {
    const FIT: [f32; 14] = [
        -0.025444375,
        0.0072326525,
        0.13159016,
        -0.09251749,
        -0.25140855,
        0.34528136,
        0.07726434,
        -0.49081287,
        0.41898912,
        -0.017375967,
        -0.2569682,
        0.23266667,
        -0.094022155,
        0.015525436,
    ];
    let t = x.abs();
    let t = if t < 5.0 { t } else { 5.0 };
    let s = t * 0.4 - 1.0;
    let mut p = FIT[0];
    for c in &FIT[1..] {
        p = p * s + c;
    }
    larger(x, 0.0) - p
}

/// Softmax of `row` in place. The length is a multiple of [`LANES`]; padding must hold `f32::MIN`.
#[inline(always)]
pub fn softmax(row: &mut [f32]) {
    let largest = max_of(row, |x| x);
    for x in row.iter_mut() {
        *x = exp_negative(*x - largest);
    }
    let inverse = 1.0 / sum_with(row, row, |a, _| a);
    for x in row.iter_mut() {
        *x *= inverse;
    }
}

/// The probability that softmax gives to the value at `place` among `scores`.
pub fn probability(scores: &[f32], place: usize) -> f32 {
    let largest = scores.iter().fold(f32::MIN, |a, &b| larger(a, b));
    let total: f32 = scores.iter().map(|x| exp_negative(x - largest)).sum();
    exp_negative(scores[place] - largest) / total
}
