//! The hot loops, each compiled for several instruction sets and chosen at run time.
//!
//! Products of int8 are summed exactly, and the float loops are one source compiled with wider registers, so every
//! path gives the same bits. This is the only module with `unsafe`.
#![allow(unsafe_code)]

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

/// Plain Rust: what every machine has.
fn portable(layer: &Linear, x: &Quantised, rows: Range<usize>, out: &mut [f32]) {
    let depth = layer.inputs / DEPTH;
    for (row, out) in rows.zip(out.chunks_exact_mut(layer.stride)) {
        let values = x.values[row * x.width..][..x.width].as_chunks::<DEPTH>().0;
        for (block, out) in out.as_chunks_mut::<LANES>().0.iter_mut().enumerate() {
            let mut sums = [-x.excess[row]; LANES];
            for (group, four) in layer.packed[block * depth..][..depth].iter().zip(values) {
                let weights = group.0.as_chunks::<DEPTH>().0;
                for (sum, weights) in sums.iter_mut().zip(weights) {
                    for (w, v) in weights.iter().zip(four) {
                        *sum += i32::from(*w) * i32::from(*v);
                    }
                }
            }
            for lane in 0..LANES {
                let output = block * LANES + lane;
                out[lane] = sums[lane] as f32 * (x.scale[row] * layer.scale[output]) + layer.bias[output];
            }
        }
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
