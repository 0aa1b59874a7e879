//! The boundary network: embeddings, a convolution over three words, three residual layers with dilated depthwise
//! convolutions. Some 37,000 multiplications a word, in f32, every sum in the same order on every machine.

use super::features::{ENDINGS, FLAGS, Features, SHAPES, WORDS};
use safetensors::{SafeTensors, tensor::Dtype};

/// Words on each side that a score depends on: 1 of the first convolution, 2 × (1 + 2 + 4) of the layers.
const CONTEXT: usize = 15;
/// Words scored at a time, so that memory does not grow with the block.
const WINDOW: usize = 1024;
/// Distance between the taps of each layer's convolution.
const DILATIONS: [usize; 3] = [1, 2, 4];
/// Outputs that are summed at a time, in registers.
const TILE: usize = 32;
/// Taps of each layer's convolution.
const TAPS: usize = 5;

/// A matrix with one row an input, and the bias of its outputs.
struct Linear {
    rows: Vec<f32>,
    bias: Vec<f32>,
}

impl Linear {
    /// Adds `input` times the rows from `first` on to `out`; each output sums in the order of the inputs.
    fn add(&self, input: &[f32], first: usize, out: &mut [f32]) {
        let width = out.len();
        let rows = &self.rows[first * width..];
        let mut done = 0;
        while let Some(tile) = out.get_mut(done..done + TILE) {
            let mut sums = [0.0; TILE];
            sums.copy_from_slice(tile);
            for (x, row) in input.iter().zip(rows.chunks_exact(width)) {
                sums.iter_mut().zip(&row[done..done + TILE]).for_each(|(s, w)| *s += x * w);
            }
            tile.copy_from_slice(&sums);
            done += TILE;
        }
        for (x, row) in input.iter().zip(rows.chunks_exact(width)) {
            out[done..].iter_mut().zip(&row[done..]).for_each(|(o, w)| *o += x * w);
        }
    }
}

/// x + W₂ relu(W₁ · depthwise convolution of x)
struct Layer {
    /// Weights of the depthwise convolution, tap by tap.
    taps: Vec<f32>,
    bias: Vec<f32>,
    up: Linear,
    down: Linear,
}

/// The network's weights.
pub(super) struct Network {
    tables: [Vec<f32>; 3],
    first: Linear,
    layers: Vec<Layer>,
    last: Linear,
}

impl Network {
    /// Reads the weights as `training/segmenter.py` writes them; the error says which tensor is wrong.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, String> {
        let file = SafeTensors::deserialize(bytes).map_err(|e| e.to_string())?;
        let table = |k: usize, rows: u32| {
            let values = matrix(&file, &format!("tables.{k}.weight"))?.0;
            if values.is_empty() || values.len() % rows as usize != 0 {
                return Err(format!("tables.{k}.weight does not have {rows} rows"));
            }
            Ok(values)
        };
        let tables = [table(0, WORDS)?, table(1, ENDINGS)?, table(2, SHAPES)?];
        let layer = |k: usize| -> Result<Layer, String> {
            let taps = matrix(&file, &format!("layers.{k}.deep.weight"))?.0;
            let width = taps.len() / TAPS;
            Ok(Layer {
                taps: (0..width * TAPS).map(|t| taps[t % width * TAPS + t / width]).collect(),
                bias: matrix(&file, &format!("layers.{k}.deep.bias"))?.0,
                up: linear(&file, &format!("layers.{k}.up"))?,
                down: linear(&file, &format!("layers.{k}.down"))?,
            })
        };
        let layers = (0..DILATIONS.len()).map(layer).collect::<Result<_, _>>()?;
        let network = Self { tables, first: linear(&file, "first")?, layers, last: linear(&file, "last")? };
        network.check().map(|()| network)
    }

    /// Holds the sizes against each other, so that no index can fail later.
    fn check(&self) -> Result<(), String> {
        let width = self.width();
        let input = self.input_width();
        let fits = |l: &Linear, inputs: usize| l.rows.len() == inputs * l.bias.len();
        let layer_fits = |l: &Layer| {
            let sizes = l.taps.len() == width * TAPS && l.bias.len() == width && l.down.bias.len() == width;
            sizes && fits(&l.up, width) && fits(&l.down, l.up.bias.len())
        };
        let ok = fits(&self.first, 3 * input) && fits(&self.last, width) && self.last.bias.len() == 1;
        if ok && self.layers.iter().all(layer_fits) { Ok(()) } else { Err("tensors of differing sizes".to_owned()) }
    }

    fn width(&self) -> usize {
        self.first.bias.len()
    }

    fn table_widths(&self) -> [usize; 3] {
        let [w, e, s] = &self.tables;
        [w.len() / WORDS as usize, e.len() / ENDINGS as usize, s.len() / SHAPES as usize]
    }

    fn input_width(&self) -> usize {
        self.table_widths().iter().sum::<usize>() + FLAGS
    }

    /// For each word the log odds that a sentence ends after it.
    pub(super) fn scores(&self, features: &[Features]) -> Vec<f32> {
        let mut scores = Vec::with_capacity(features.len());
        while scores.len() < features.len() {
            let from = scores.len();
            let to = (from + WINDOW).min(features.len());
            let (left, right) = (from.saturating_sub(CONTEXT), (to + CONTEXT).min(features.len()));
            let all = self.window(&features[left..right]);
            scores.extend_from_slice(&all[from - left..to - left]);
        }
        scores
    }

    fn window(&self, features: &[Features]) -> Vec<f32> {
        let width = self.width();
        let mut x = self.embed(features);
        for (layer, dilation) in self.layers.iter().zip(DILATIONS) {
            let mixed = convolve(layer, &x, width, dilation);
            let mut hidden = vec![0.0; layer.up.bias.len()];
            for (x, mixed) in x.chunks_exact_mut(width).zip(mixed.chunks_exact(width)) {
                hidden.copy_from_slice(&layer.up.bias);
                layer.up.add(mixed, 0, &mut hidden);
                rectify(&mut hidden);
                x.iter_mut().zip(&layer.down.bias).for_each(|(x, b)| *x += b);
                layer.down.add(&hidden, 0, x);
            }
        }
        rectify(&mut x);
        let score = |x: &[f32]| {
            let mut out = [self.last.bias[0]];
            self.last.add(x, 0, &mut out);
            out[0]
        };
        x.chunks_exact(width).map(score).collect()
    }

    /// The first convolution over the embedded words.
    fn embed(&self, features: &[Features]) -> Vec<f32> {
        let (width, input) = (self.width(), self.input_width());
        let inputs: Vec<Vec<f32>> = features.iter().map(|f| self.input(f)).collect();
        let mut x = vec![0.0; features.len() * width];
        for (i, x) in x.chunks_exact_mut(width).enumerate() {
            x.copy_from_slice(&self.first.bias);
            for tap in 0..3 {
                if let Some(neighbour) = (i + tap).checked_sub(1).and_then(|j| inputs.get(j)) {
                    self.first.add(neighbour, tap * input, x);
                }
            }
        }
        rectify(&mut x);
        x
    }

    fn input(&self, features: &Features) -> Vec<f32> {
        let mut input = Vec::with_capacity(self.input_width());
        let rows = [features.word, features.ending, features.shape];
        for ((table, width), row) in self.tables.iter().zip(self.table_widths()).zip(rows) {
            input.extend_from_slice(&table[row as usize * width..(row as usize + 1) * width]);
        }
        input.extend((0..FLAGS).map(|k| f32::from(features.flags >> k & 1)));
        input
    }
}

/// Each channel by itself over five words, `dilation` apart.
fn convolve(layer: &Layer, x: &[f32], width: usize, dilation: usize) -> Vec<f32> {
    let rows: Vec<&[f32]> = x.chunks_exact(width).collect();
    let mut out = Vec::with_capacity(x.len());
    for i in 0..rows.len() {
        let first = out.len();
        out.extend_from_slice(&layer.bias);
        for tap in 0..TAPS {
            let Some(row) = (i + tap * dilation).checked_sub(2 * dilation).and_then(|j| rows.get(j)) else { continue };
            let taps = &layer.taps[tap * width..(tap + 1) * width];
            out[first..].iter_mut().zip(*row).zip(taps).for_each(|((o, x), w)| *o += x * w);
        }
    }
    out
}

fn rectify(x: &mut [f32]) {
    x.iter_mut().for_each(|x| *x = x.max(0.0));
}

/// A matrix of the file, `(outputs, inputs)`, turned so that the inputs are its rows.
fn linear(file: &SafeTensors, name: &str) -> Result<Linear, String> {
    let (values, outputs) = matrix(file, &format!("{name}.weight"))?;
    let inputs = values.len() / outputs.max(1);
    let rows = (0..values.len()).map(|k| values[k % outputs * inputs + k / outputs]).collect();
    Ok(Linear { rows, bias: matrix(file, &format!("{name}.bias"))?.0 })
}

/// The values of a tensor, f32 or int8 times the scale of its row or of the whole, and its first dimension.
fn matrix(file: &SafeTensors, name: &str) -> Result<(Vec<f32>, usize), String> {
    let tensor = file.tensor(name).map_err(|e| format!("{name}: {e}"))?;
    let rows = tensor.shape().first().copied().unwrap_or_default().max(1);
    let values = match tensor.dtype() {
        Dtype::F32 => floats(tensor.data()),
        Dtype::I8 => {
            let scales = floats(file.tensor(&format!("{name}.scale")).map_err(|e| format!("{name}: {e}"))?.data());
            let columns = (tensor.data().len() / rows).max(1);
            let scale = |k: usize| scales.get(k / columns).or(scales.first()).copied().unwrap_or_default();
            tensor.data().iter().enumerate().map(|(k, b)| f32::from(b.cast_signed()) * scale(k)).collect()
        }
        other => return Err(format!("{name} is {other:?}, neither f32 nor int8")),
    };
    Ok((values, rows))
}

fn floats(bytes: &[u8]) -> Vec<f32> {
    bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect()
}
