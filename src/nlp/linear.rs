//! Linear layers in int8: weights packed once at load, activations quantised row by row.

use super::kernel::Kernel;
use super::math;

/// Outputs that one step of a kernel computes side by side.
pub const LANES: usize = math::LANES;
/// Inputs that one step multiplies and adds.
pub const DEPTH: usize = 4;
/// Layers are padded to a multiple of this many outputs.
pub const PANEL: usize = 2 * LANES;
/// Weights are kept as unsigned bytes, `q + BIAS`, which is what the dot product instruction wants.
const BIAS: i32 = 128;

/// The weights of [`LANES`] outputs for [`DEPTH`] inputs: one cache line.
#[derive(Clone, Copy)]
#[repr(C, align(64))]
pub struct Group(pub [u8; LANES * DEPTH]);

/// `y = W x + b` with int8 weights and one scale per output.
pub struct Linear {
    /// Columns of `W`, a multiple of [`LANES`].
    pub inputs: usize,
    /// Rows of `W`.
    pub outputs: usize,
    /// Length of a row of results: `outputs` padded to a multiple of [`PANEL`]. The padding is 0.
    pub stride: usize,
    /// `[stride / LANES][inputs / DEPTH]`, each a [`Group`] of `[output][input]`.
    pub packed: Vec<Group>,
    /// Scale of each output.
    pub scale: Vec<f32>,
    /// Bias of each output.
    pub bias: Vec<f32>,
}

impl Linear {
    /// Packs `weights` `[scale.len(), inputs]`, row by row, bytes of i8.
    pub fn pack(weights: &[u8], scale: Vec<f32>, bias: Vec<f32>) -> Self {
        let outputs = scale.len();
        let inputs = weights.len() / outputs.max(1);
        let stride = outputs.next_multiple_of(PANEL);
        let depth = inputs / DEPTH;
        let mut packed = vec![Group([BIAS as u8; LANES * DEPTH]); stride / LANES * depth];
        for (output, row) in weights.chunks_exact(inputs.max(1)).enumerate() {
            let groups = &mut packed[output / LANES * depth..][..depth];
            let lane = output % LANES * DEPTH;
            for (group, four) in groups.iter_mut().zip(row.as_chunks::<DEPTH>().0) {
                // Adding 128 flips the sign bit.
                group.0[lane..lane + DEPTH].copy_from_slice(&four.map(|byte| byte ^ 0x80));
            }
        }
        let padded = |mut values: Vec<f32>| {
            values.resize(stride, 0.0);
            values
        };
        Self { inputs, outputs, stride, packed, scale: padded(scale), bias: padded(bias) }
    }

    /// The results for `rows` of `x`, each row [`Linear::stride`] long, in `out` from its beginning.
    pub fn apply(&self, kernel: Kernel, x: &Quantised, rows: std::ops::Range<usize>, out: &mut [f32]) {
        kernel.linear(self, x, rows, out);
    }
}

/// Rows of activations in int8, each with its own scale, so that a row's results depend on that row alone.
#[derive(Default)]
pub struct Quantised {
    /// Length of a row.
    pub width: usize,
    /// The values, row after row.
    pub values: Vec<i8>,
    /// What one unit of each row stands for.
    pub scale: Vec<f32>,
    /// What keeping the weights as `q + 128` adds to every product with the row.
    pub excess: Vec<i32>,
}

impl Quantised {
    /// Makes room for `rows` of `width`; what they hold is unspecified.
    pub fn resize(&mut self, rows: usize, width: usize) {
        self.width = width;
        self.values.resize(rows * width, 0);
        self.scale.resize(rows, 0.0);
        self.excess.resize(rows, 0);
    }

    /// Quantises one row.
    #[inline(always)]
    pub fn set(&mut self, row: usize, x: &[f32]) {
        let values = &mut self.values[row * self.width..][..self.width];
        self.scale[row] = math::quantise(x, values);
        self.excess[row] = BIAS * values.iter().map(|&q| i32::from(q)).sum::<i32>();
    }
}
