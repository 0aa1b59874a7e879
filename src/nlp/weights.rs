//! The model's file: quantised tensors, vocabulary and labels in one safetensors file.

use super::attention::HIDDEN;
use super::features::Features;
use super::lemma::{Exceptions, Script};
use super::linear::{LANES, Linear};
use super::names::Tag;
use super::rows::Norm;
use super::wordpiece::WordPiece;
use safetensors::{Dtype, SafeTensors};
use serde_json::Value;

/// The format that this code reads.
const VERSION: u64 = 1;

/// A table of rows in int8 with one scale per row.
pub struct Table {
    values: Vec<i8>,
    scale: Vec<f32>,
}

impl Table {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.scale.len()
    }

    /// Adds a row to `out`; nothing where there is no such row.
    pub fn add_row(&self, row: u32, out: &mut [f32]) {
        let row = row as usize;
        let (Some(values), Some(scale)) = (self.values.get(row * HIDDEN..(row + 1) * HIDDEN), self.scale.get(row))
        else {
            return;
        };
        for (out, value) in out.iter_mut().zip(values) {
            *out += f32::from(*value) * scale;
        }
    }
}

/// A layer of the encoder.
pub struct Layer {
    /// Queries, keys and values.
    pub qkv: Linear,
    /// After attention.
    pub attn_out: Linear,
    /// After it and the residual.
    pub attn_norm: Norm,
    /// Into the wide inner layer.
    pub ffn_in: Linear,
    /// And back.
    pub ffn_out: Linear,
    /// After it and the residual.
    pub ffn_norm: Norm,
}

/// What the outputs stand for.
pub struct Labels {
    /// Universal parts of speech.
    pub upos: Vec<&'static str>,
    /// Penn tags.
    pub xpos: Vec<&'static str>,
    /// Edit scripts of lemmas.
    pub scripts: Vec<Script>,
    /// Tags of names.
    pub names: Vec<Tag>,
    /// Relations.
    pub deprel: Vec<&'static str>,
}

/// The whole model.
pub struct Weights {
    /// Vocabulary.
    pub wordpiece: WordPiece,
    /// Rows of the tables below.
    pub features: Features,
    /// Most pieces of one word.
    pub pieces_per_word: usize,
    /// Embeddings of pieces.
    pub words: Table,
    /// Embeddings of positions.
    pub positions: Table,
    /// Embeddings of word shapes.
    pub shapes: Table,
    /// After the sum of these.
    pub embed_norm: Norm,
    /// The encoder.
    pub layers: Vec<Layer>,
    /// Embeddings of surface features.
    pub surface: Table,
    /// After adding these to the words.
    pub word_norm: Norm,
    /// Scores of upos, xpos, scripts and tags of names, one after the other.
    pub tag: Linear,
    /// Words as heads.
    pub arc_head: Linear,
    /// Words as dependants.
    pub arc_dep: Linear,
    /// What a dependant looks for in a head, the heads' own weight included.
    pub arc_bilinear: Linear,
    /// Words as heads, for the relation.
    pub rel_head: Linear,
    /// Words as dependants, for the relation.
    pub rel_dep: Linear,
    /// For each relation, what a dependant looks for in a head; the last of each row stands alone.
    pub rel_bilinear: Linear,
    /// What the outputs stand for.
    pub labels: Labels,
    /// Irregular lemmas.
    pub exceptions: Exceptions,
}

impl Weights {
    /// Reads and packs the model; the error is the reason why it cannot be used.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let (_, metadata) = SafeTensors::read_metadata(bytes).map_err(|e| e.to_string())?;
        let config = metadata.metadata().as_ref().and_then(|m| m.get("config")).ok_or("it has no config")?;
        let config: Value = serde_json::from_str(config).map_err(|e| format!("config: {e}"))?;
        let number = |name: &str| config[name].as_u64().ok_or(format!("config lacks {name}"));
        if number("version")? != VERSION || number("hidden")? != HIDDEN as u64 {
            return Err(format!("it is not of version {VERSION} with width {HIDDEN}"));
        }
        let file = File(SafeTensors::deserialize(bytes).map_err(|e| e.to_string())?);
        let weights = Self {
            wordpiece: WordPiece::new(file.text("vocab")?).ok_or("its vocabulary lacks a special piece")?,
            features: Features { shapes: number("shapes")? as u32, rows: number("features")? as u32 },
            pieces_per_word: number("max_pieces_per_word")? as usize,
            words: file.table("embed.words")?,
            positions: file.table("embed.position")?,
            shapes: file.table("embed.shape")?,
            embed_norm: file.norm("embed.norm")?,
            layers: (0..number("layers")?).map(|i| file.layer(&format!("layer.{i}"))).collect::<Result<_, _>>()?,
            surface: file.table("word.features")?,
            word_norm: file.norm("word.norm")?,
            tag: file.linear("tag")?,
            arc_head: file.linear("arc_head")?,
            arc_dep: file.linear("arc_dep")?,
            arc_bilinear: file.biased("arc_bilinear", &file.floats("arc_bias")?)?,
            rel_head: file.linear("rel_head")?,
            rel_dep: file.linear("rel_dep")?,
            rel_bilinear: file.linear("rel_bilinear")?,
            labels: labels(&config)?,
            exceptions: Exceptions::new(file.text("lemma_exceptions")?),
        };
        weights.check()?;
        Ok(weights)
    }

    /// That the layers fit together.
    fn check(&self) -> Result<(), String> {
        let layers = self.layers.iter().flat_map(|l| {
            let inner = l.ffn_in.outputs;
            [
                (&l.qkv, HIDDEN, 3 * HIDDEN),
                (&l.attn_out, HIDDEN, HIDDEN),
                (&l.ffn_in, HIDDEN, inner),
                (&l.ffn_out, inner, HIDDEN),
            ]
        });
        let l = &self.labels;
        let tags = l.upos.len() + l.xpos.len() + l.scripts.len() + l.names.len();
        let (arc, rel) = (self.arc_head.outputs, self.rel_head.outputs);
        let heads = [
            (&self.tag, HIDDEN, tags),
            (&self.arc_head, HIDDEN, arc),
            (&self.arc_dep, HIDDEN, arc),
            (&self.arc_bilinear, arc, arc),
            (&self.rel_head, HIDDEN, rel),
            (&self.rel_dep, HIDDEN, rel),
            (&self.rel_bilinear, rel, l.deprel.len() * (rel + 1)),
        ];
        let fits = |(layer, inputs, outputs): (&Linear, usize, usize)| {
            (layer.inputs, layer.outputs) == (inputs, outputs) && inputs.is_multiple_of(2 * LANES)
        };
        let dense = [self.layers.first().map_or(0, |l| l.ffn_in.outputs), arc, rel];
        let labelled =
            [l.upos.len(), l.xpos.len(), l.scripts.len(), l.names.len(), l.deprel.len(), self.pieces_per_word];
        if layers.chain(heads).all(fits)
            && dense.iter().all(|width| width.is_multiple_of(2 * LANES))
            && labelled.iter().all(|count| *count > 0)
        {
            return Ok(());
        }
        Err("its layers do not fit together".to_owned())
    }
}

fn labels(config: &Value) -> Result<Labels, String> {
    let list = |name: &str| config[name].as_array().ok_or(format!("config lacks {name}"));
    // A label lives as long as the program: every token refers to it.
    let fixed = |name: &str| -> Result<Vec<&'static str>, String> {
        let texts = list(name)?.iter().map(|label| label.as_str().map(|text| &*text.to_owned().leak()));
        texts.collect::<Option<_>>().ok_or(format!("config has a bad {name}"))
    };
    let scripts = list("scripts")?.iter().map(Script::from_json).collect::<Option<_>>();
    let names = list("ner")?.iter().map(|tag| Tag::parse(tag.as_str()?)).collect::<Option<_>>();
    Ok(Labels {
        upos: fixed("upos")?,
        xpos: fixed("xpos")?,
        scripts: scripts.ok_or("config has a bad lemma script")?,
        names: names.ok_or("config has a bad tag of names")?,
        deprel: fixed("deprel")?,
    })
}

/// Tensors by name.
struct File<'b>(SafeTensors<'b>);

impl<'b> File<'b> {
    fn bytes(&self, name: &str, dtype: Dtype) -> Result<&'b [u8], String> {
        let tensor = self.0.tensor(name).map_err(|_| format!("it lacks {name}"))?;
        if tensor.dtype() != dtype {
            return Err(format!("{name} is not {dtype:?}"));
        }
        Ok(tensor.data())
    }

    fn text(&self, name: &str) -> Result<&'b str, String> {
        std::str::from_utf8(self.bytes(name, Dtype::U8)?).map_err(|e| format!("{name}: {e}"))
    }

    fn floats(&self, name: &str) -> Result<Vec<f32>, String> {
        let bytes = self.bytes(name, Dtype::F32)?;
        Ok(bytes.as_chunks().0.iter().map(|b| f32::from_le_bytes(*b)).collect())
    }

    fn scaled(&self, name: &str) -> Result<(&'b [u8], Vec<f32>), String> {
        let (values, scale) = (self.bytes(&format!("{name}.q"), Dtype::I8)?, self.floats(&format!("{name}.scale"))?);
        if scale.is_empty() || !values.len().is_multiple_of(scale.len()) {
            return Err(format!("{name} has {} values and {} scales", values.len(), scale.len()));
        }
        Ok((values, scale))
    }

    fn linear(&self, name: &str) -> Result<Linear, String> {
        self.biased(name, &[])
    }

    /// A linear layer with `more` added to its bias, where given.
    fn biased(&self, name: &str, more: &[f32]) -> Result<Linear, String> {
        let (values, scale) = self.scaled(name)?;
        let mut bias = self.floats(&format!("{name}.bias"))?;
        if bias.len() != scale.len() || !more.is_empty() && more.len() != bias.len() {
            return Err(format!("{name} has a bias of the wrong length"));
        }
        bias.iter_mut().zip(more).for_each(|(bias, more)| *bias += more);
        Ok(Linear::pack(values, scale, bias))
    }

    fn table(&self, name: &str) -> Result<Table, String> {
        let (values, scale) = self.scaled(name)?;
        if values.len() != scale.len() * HIDDEN {
            return Err(format!("{name} is not {HIDDEN} wide"));
        }
        Ok(Table { values: values.iter().map(|byte| byte.cast_signed()).collect(), scale })
    }

    fn norm(&self, name: &str) -> Result<Norm, String> {
        let (weight, bias) = (self.floats(&format!("{name}.weight"))?, self.floats(&format!("{name}.bias"))?);
        if weight.len() != HIDDEN || bias.len() != HIDDEN {
            return Err(format!("{name} is not {HIDDEN} wide"));
        }
        Ok(Norm { weight, bias })
    }

    fn layer(&self, name: &str) -> Result<Layer, String> {
        Ok(Layer {
            qkv: self.linear(&format!("{name}.qkv"))?,
            attn_out: self.linear(&format!("{name}.attn_out"))?,
            attn_norm: self.norm(&format!("{name}.attn_norm"))?,
            ffn_in: self.linear(&format!("{name}.ffn_in"))?,
            ffn_out: self.linear(&format!("{name}.ffn_out"))?,
            ffn_norm: self.norm(&format!("{name}.ffn_norm"))?,
        })
    }
}
