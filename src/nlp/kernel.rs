//! The hot loops, each compiled for several instruction sets and chosen at run time.
//!
//! Products of int8 are summed exactly, and the float loops are one source compiled with wider registers, so every
//! path gives the same bits. This is the only module with `unsafe`; what that gains is measured on words a second of
//! the whole analysis, one thread of a busy Zen 4 processor: 8,700 with AVX-512 VNNI, 3,000 with AVX2, 440 without.
#![allow(unsafe_code)]
// Constant bounds on registers kept in arrays are what the compiler unrolls.
#![allow(clippy::needless_range_loop)]

use super::attention;
use super::linear::{DEPTH, LANES, Linear, PANEL, Quantised};
use super::rows;
use std::ops::Range;

/// An instruction set that this machine has: only [`Kernel::available`] makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kernel(Path);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Path {
    #[cfg(target_arch = "x86_64")]
    Avx512,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    Portable,
}

impl Kernel {
    /// All that this machine has, fastest first.
    pub fn available() -> Vec<Self> {
        let mut found = Vec::new();
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512vnni")
            {
                found.push(Self(Path::Avx512));
            }
            if is_x86_feature_detected!("avx2") {
                found.push(Self(Path::Avx2));
            }
        }
        found.push(Self(Path::Portable));
        found
    }

    /// `avx512`, `avx2` or `portable`.
    pub fn name(self) -> &'static str {
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            Path::Avx512 => "avx512",
            #[cfg(target_arch = "x86_64")]
            Path::Avx2 => "avx2",
            Path::Portable => "portable",
        }
    }

    /// The results of a linear layer for `rows` of `x`, written to `out` from its beginning.
    pub fn linear(self, layer: &Linear, x: &Quantised, rows: Range<usize>, out: &mut [f32]) {
        // The tiles below read and write without further checks.
        assert!(layer.inputs == x.width && layer.inputs.is_multiple_of(DEPTH));
        assert!(layer.stride.is_multiple_of(PANEL) && layer.scale.len() == layer.stride);
        assert!(layer.bias.len() == layer.stride && layer.packed.len() * DEPTH * LANES == layer.inputs * layer.stride);
        assert!(rows.end * x.width <= x.values.len() && rows.end <= x.scale.len() && rows.end <= x.excess.len());
        assert!(rows.len() * layer.stride <= out.len());
        match self.0 {
            // SAFETY: a `Kernel` exists only for detected features; the lengths are asserted above.
            #[cfg(target_arch = "x86_64")]
            Path::Avx512 => unsafe { avx512::linear(layer, x, rows, out) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Path::Avx2 => unsafe { avx2::linear(layer, x, rows, out) },
            Path::Portable => portable(layer, x, rows, out),
        }
    }
}

/// Compiles a function written in plain Rust for each instruction set.
macro_rules! compiled {
    ($($(#[$doc:meta])* $name:ident($($argument:ident: $type:ty),*) = $body:path;)*) => {
        impl Kernel {$(
            $(#[$doc])*
            pub fn $name(self, $($argument: $type),*) {
                #[cfg(target_arch = "x86_64")]
                #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl")]
                fn wide($($argument: $type),*) {
                    $body($($argument),*);
                }
                #[cfg(target_arch = "x86_64")]
                #[target_feature(enable = "avx2")]
                fn middle($($argument: $type),*) {
                    $body($($argument),*);
                }
                match self.0 {
                    // SAFETY: a `Kernel` exists only for detected features.
                    #[cfg(target_arch = "x86_64")]
                    Path::Avx512 => unsafe { wide($($argument),*) },
                    // SAFETY: as above.
                    #[cfg(target_arch = "x86_64")]
                    Path::Avx2 => unsafe { middle($($argument),*) },
                    Path::Portable => $body($($argument),*),
                }
            }
        )*}
    };
}

compiled! {
    /// See [`rows::quantise`].
    quantise(x: &[f32], width: usize, out: &mut Quantised) = rows::quantise;
    /// See [`rows::gelu`].
    gelu(x: &mut [f32]) = rows::gelu;
    /// See [`rows::gelu_quantise`].
    gelu_quantise(x: &mut [f32], width: usize, out: &mut Quantised) = rows::gelu_quantise;
    /// See [`rows::norm`].
    norm(x: &mut [f32], norm: &rows::Norm) = rows::norm;
    /// See [`rows::add_norm`].
    add_norm(x: &mut [f32], added: &[f32], norm: &rows::Norm) = rows::add_norm;
    /// See [`rows::scores`].
    scores(a: &[f32], b: &[f32], width: usize, out: &mut [f32]) = rows::scores;
    /// See [`rows::relation_scores`].
    relation_scores(wanted: &[f32], head: &[f32], out: &mut [f32]) = rows::relation_scores;
    /// See [`attention::attend`].
    attend(qkv: &[f32], scratch: &mut attention::Scratch, out: &mut [f32]) = attention::attend;
}

/// Plain Rust: what every machine has. Sums of 16-bit products are what compilers know SSE2 and NEON instructions for.
fn portable(layer: &Linear, x: &Quantised, rows: Range<usize>, out: &mut [f32]) {
    let depth = layer.inputs / DEPTH;
    let first = rows.start;
    let values: Vec<i16> = x.values[first * x.width..rows.end * x.width].iter().map(|q| i16::from(*q)).collect();
    let mut weights = vec![0; layer.inputs];
    for output in 0..layer.outputs {
        let (groups, lane) = (&layer.packed[output / LANES * depth..][..depth], output % LANES * DEPTH);
        for (four, group) in weights.as_chunks_mut::<DEPTH>().0.iter_mut().zip(groups) {
            *four = std::array::from_fn(|i| i16::from(group.0[lane + i]));
        }
        for (values, row) in values.chunks_exact(x.width).zip(rows.clone()) {
            let products = values.iter().zip(&weights).map(|(v, w)| i32::from(*v) * i32::from(*w));
            let sum = products.sum::<i32>() - x.excess[row];
            out[(row - first) * layer.stride + output] =
                sum as f32 * (x.scale[row] * layer.scale[output]) + layer.bias[output];
        }
    }
    for out in out.chunks_exact_mut(layer.stride).take(rows.len()) {
        out[layer.outputs..].fill(0.0);
    }
}

/// AVX-512 VNNI: one instruction multiplies and adds 64 pairs of bytes.
#[cfg(target_arch = "x86_64")]
mod avx512 {
    use super::*;
    use std::arch::x86_64::*;

    /// Rows of activations computed together: 16 accumulators hide the instruction's latency.
    const ROWS: usize = 8;
    /// Rows after which the next panel of weights is taken, so that activations and results stay in the cache.
    const BLOCK: usize = 64;

    /// # Safety
    /// The features must be present, and the lengths as `Kernel::linear` asserts.
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    pub unsafe fn linear(layer: &Linear, x: &Quantised, rows: Range<usize>, out: &mut [f32]) {
        let first = rows.start;
        for block in rows.clone().step_by(BLOCK) {
            let end = rows.end.min(block + BLOCK);
            for panel in 0..layer.stride / PANEL {
                for row in (block..end).step_by(ROWS) {
                    // SAFETY: row < rows.end and panel < stride / PANEL, so this lies within `out`.
                    let out = unsafe { out.as_mut_ptr().add((row - first) * layer.stride + panel * PANEL) };
                    // SAFETY: the tile covers rows below rows.end only.
                    unsafe {
                        match end - row {
                            1 => tile::<1>(layer, x, row, panel, out),
                            2 => tile::<2>(layer, x, row, panel, out),
                            3 => tile::<3>(layer, x, row, panel, out),
                            4 => tile::<4>(layer, x, row, panel, out),
                            5 => tile::<5>(layer, x, row, panel, out),
                            6 => tile::<6>(layer, x, row, panel, out),
                            7 => tile::<7>(layer, x, row, panel, out),
                            _ => tile::<ROWS>(layer, x, row, panel, out),
                        }
                    }
                }
            }
        }
    }

    /// `R` rows from `row` on by one panel of outputs.
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    unsafe fn tile<const R: usize>(layer: &Linear, x: &Quantised, row: usize, panel: usize, out: *mut f32) {
        let depth = layer.inputs / DEPTH;
        // SAFETY: `Kernel::linear` asserts the lengths; row + R <= rows.end.
        unsafe {
            let left = layer.packed.as_ptr().add(2 * panel * depth).cast::<__m512i>();
            let right = left.add(depth);
            let values: [*const i32; R] = std::array::from_fn(|r| x.values.as_ptr().add((row + r) * x.width).cast());
            let mut sums: [[__m512i; 2]; R] =
                std::array::from_fn(|r| [_mm512_set1_epi32(-*x.excess.get_unchecked(row + r)); 2]);
            for k in 0..depth {
                let weights = [_mm512_load_si512(left.add(k)), _mm512_load_si512(right.add(k))];
                for r in 0..R {
                    let four = _mm512_set1_epi32(values[r].add(k).read_unaligned());
                    sums[r][0] = _mm512_dpbusd_epi32(sums[r][0], weights[0], four);
                    sums[r][1] = _mm512_dpbusd_epi32(sums[r][1], weights[1], four);
                }
            }
            for half in 0..2 {
                let output = panel * PANEL + half * LANES;
                let scale = _mm512_loadu_ps(layer.scale.as_ptr().add(output));
                let bias = _mm512_loadu_ps(layer.bias.as_ptr().add(output));
                for r in 0..R {
                    let scale = _mm512_mul_ps(_mm512_set1_ps(*x.scale.get_unchecked(row + r)), scale);
                    let y = _mm512_add_ps(_mm512_mul_ps(_mm512_cvtepi32_ps(sums[r][half]), scale), bias);
                    _mm512_storeu_ps(out.add(r * layer.stride + half * LANES), y);
                }
            }
        }
    }
}

/// AVX2: bytes are widened to 16 bits, since the instruction that multiplies bytes saturates.
#[cfg(target_arch = "x86_64")]
mod avx2 {
    use super::*;
    use std::arch::x86_64::*;

    /// Rows of activations computed together.
    const ROWS: usize = 3;
    /// Rows after which the next group of outputs is taken.
    const BLOCK: usize = 48;
    /// Outputs in one register, each as two partial sums.
    const QUARTER: usize = 4;

    /// # Safety
    /// The features must be present, and the lengths as `Kernel::linear` asserts.
    #[target_feature(enable = "avx2")]
    pub unsafe fn linear(layer: &Linear, x: &Quantised, rows: Range<usize>, out: &mut [f32]) {
        let first = rows.start;
        for block in rows.clone().step_by(BLOCK) {
            let end = rows.end.min(block + BLOCK);
            for group in 0..layer.stride / LANES {
                for row in (block..end).step_by(ROWS) {
                    // SAFETY: row < rows.end and group < stride / LANES, so this lies within `out`.
                    let out = unsafe { out.as_mut_ptr().add((row - first) * layer.stride + group * LANES) };
                    // SAFETY: the tile covers rows below rows.end only.
                    unsafe {
                        match end - row {
                            1 => tile::<1>(layer, x, row, group, out),
                            2 => tile::<2>(layer, x, row, group, out),
                            _ => tile::<ROWS>(layer, x, row, group, out),
                        }
                    }
                }
            }
        }
    }

    /// `R` rows from `row` on by one group of outputs.
    #[target_feature(enable = "avx2")]
    unsafe fn tile<const R: usize>(layer: &Linear, x: &Quantised, row: usize, group: usize, out: *mut f32) {
        let depth = layer.inputs / DEPTH;
        // SAFETY: `Kernel::linear` asserts the lengths; row + R <= rows.end.
        unsafe {
            let weights = layer.packed.as_ptr().add(group * depth).cast::<__m128i>();
            let values: [*const i32; R] = std::array::from_fn(|r| x.values.as_ptr().add((row + r) * x.width).cast());
            let mut sums = [[_mm256_setzero_si256(); LANES / QUARTER]; R];
            for k in 0..depth {
                let fours: [__m256i; R] =
                    std::array::from_fn(|r| _mm256_cvtepi8_epi16(_mm_set1_epi32(values[r].add(k).read_unaligned())));
                for quarter in 0..LANES / QUARTER {
                    let wide = _mm256_cvtepu8_epi16(_mm_load_si128(weights.add(k * LANES / QUARTER + quarter)));
                    for r in 0..R {
                        let products = _mm256_madd_epi16(wide, fours[r]);
                        sums[r][quarter] = _mm256_add_epi32(sums[r][quarter], products);
                    }
                }
            }
            for r in 0..R {
                let excess = _mm256_set1_epi32(*x.excess.get_unchecked(row + r));
                for half in 0..2 {
                    // Adds the two partial sums of each output; the instruction interleaves 128-bit lanes.
                    let pairs = _mm256_hadd_epi32(sums[r][2 * half], sums[r][2 * half + 1]);
                    let sum = _mm256_sub_epi32(_mm256_permute4x64_epi64::<0b11_01_10_00>(pairs), excess);
                    let output = group * LANES + half * LANES / 2;
                    let scale = _mm256_loadu_ps(layer.scale.as_ptr().add(output));
                    let scale = _mm256_mul_ps(_mm256_set1_ps(*x.scale.get_unchecked(row + r)), scale);
                    let bias = _mm256_loadu_ps(layer.bias.as_ptr().add(output));
                    let y = _mm256_add_ps(_mm256_mul_ps(_mm256_cvtepi32_ps(sum), scale), bias);
                    _mm256_storeu_ps(out.add(r * layer.stride + half * LANES / 2), y);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Numbers that look random, from -1 to 1.
    fn numbers(count: usize, seed: u64) -> Vec<f32> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 40) as f32 / (1u64 << 23) as f32 - 1.0
        };
        (0..count).map(|_| next()).collect()
    }

    fn layer(inputs: usize, outputs: usize, seed: u64) -> Linear {
        let weights: Vec<u8> = numbers(inputs * outputs, seed).iter().map(|x| (x * 127.0) as i8 as u8).collect();
        Linear::pack(&weights, numbers(outputs, seed + 1), numbers(outputs, seed + 2))
    }

    fn bits(values: &[f32]) -> Vec<u32> {
        values.iter().map(|value| value.to_bits()).collect()
    }

    /// All kernels in turn on one input: quantised products, activation, normalisation and attention.
    fn run(kernel: Kernel, rows: usize, layer: &Linear, x: &[f32]) -> Vec<u32> {
        let mut quantised = Quantised::default();
        quantised.resize(rows, layer.inputs);
        kernel.quantise(x, layer.inputs, &mut quantised);
        let mut out = vec![0.0; rows * layer.stride];
        kernel.linear(layer, &quantised, 0..rows, &mut out);
        let products = out.clone();
        let norm = rows::Norm { weight: numbers(layer.stride, 7), bias: numbers(layer.stride, 8) };
        kernel.gelu(&mut out);
        kernel.add_norm(&mut out, &products, &norm);
        let mut attended = vec![0.0; rows * attention::HIDDEN];
        let qkv = numbers(3 * attended.len(), 9);
        kernel.attend(&qkv, &mut attention::Scratch::default(), &mut attended);
        [bits(&products), bits(&out), bits(&attended)].concat()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn every_instruction_set_gives_the_same_bits(
            rows in 1usize..21, depth in 1usize..7, outputs in 1usize..100, seed in any::<u32>(),
        ) {
            let layer = layer(depth * 32, outputs, seed.into());
            let x = numbers(rows * layer.inputs, u64::from(seed) + 3);
            let results: Vec<_> = Kernel::available().iter().map(|&kernel| run(kernel, rows, &layer, &x)).collect();
            for other in &results {
                prop_assert_eq!(other, &results[0]);
            }
        }

        #[test]
        fn a_row_does_not_depend_on_its_neighbours(rows in 2usize..21, seed in any::<u32>()) {
            let layer = layer(64, 40, seed.into());
            let x = numbers(rows * layer.inputs, u64::from(seed) + 3);
            let mut quantised = Quantised::default();
            quantised.resize(rows, layer.inputs);
            let kernel = Kernel::available()[0];
            kernel.quantise(&x, layer.inputs, &mut quantised);
            let mut all = vec![0.0; rows * layer.stride];
            kernel.linear(&layer, &quantised, 0..rows, &mut all);
            let mut one = vec![0.0; layer.stride];
            for (row, expected) in all.chunks_exact(layer.stride).enumerate() {
                kernel.linear(&layer, &quantised, row..row + 1, &mut one);
                prop_assert_eq!(bits(&one), bits(expected));
            }
        }
    }

    #[test]
    fn products_are_those_of_the_numbers() {
        let layer = Linear::pack(&[2, 0xFF, 3, 0, 1, 0, 0, 0].repeat(8), vec![0.5], vec![1.0]);
        let x = [1.0, 0.5, -1.0, 0.0, 0.25, 0.0, 0.0, 0.0].repeat(8);
        let mut quantised = Quantised::default();
        quantised.resize(1, 64);
        let mut out = vec![0.0; layer.stride];
        for kernel in Kernel::available() {
            kernel.quantise(&x, 64, &mut quantised);
            kernel.linear(&layer, &quantised, 0..1, &mut out);
            // 8 (2 - 0.5 - 3 + 0.25) / 2 + 1, but for the rounding of x to 127ths.
            assert!((out[0] - -4.0).abs() < 0.1, "{} gives {}", kernel.name(), out[0]);
        }
    }
}
