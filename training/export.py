"""Writes the int8 model file that the Rust inference reads.

    python export.py --data DATA MODEL.pt OUT.safetensors

Several checkpoints joined by "+" are averaged: a.pt+b.pt.
"""

import argparse
import datetime
import json
import os
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import save_file

from data import load_parsed
from features import FEATURES, MAX_PIECES_PER_WORD, SHAPES, encoder_folder
from labels import Labels
from lemma import lemma_exceptions
from model import ARC, HEADS, HIDDEN, LAYERS, REL, Model
from quantise import quantise_rows

VERSION = 1


LINEARS = ("tag", "arc_head", "arc_dep", "arc_bilinear", "rel_head", "rel_dep", "rel_bilinear")
LAYER_LINEARS = ("qkv", "attn_out", "ffn_in", "ffn_out")
LAYER_NORMS = ("attn_norm", "ffn_norm")


def load_checkpoint(path):
    """(model in evaluation mode, labels) of a file written by train.py, or the mean of several joined by "+"."""
    saved = [torch.load(part, weights_only=True) for part in path.split("+")]
    labels = Labels.from_json(saved[0]["labels"])
    model = Model(sum(labels.sizes), len(labels.deprel))
    weights = [checkpoint["model"] for checkpoint in saved]
    model.load_state_dict({name: sum(w[name] for w in weights) / len(weights) for name in weights[0]})
    return model.eval(), labels


def text_tensor(text):
    return torch.frombuffer(bytearray(text.encode("utf-8")), dtype=torch.uint8)


def linear_tensors(name, linear):
    q, scale = quantise_rows(linear.weight.detach())
    bias = torch.zeros(len(q)) if linear.bias is None else linear.bias.detach().clone()
    return {f"{name}.q": q, f"{name}.scale": scale, f"{name}.bias": bias}


def norm_tensors(name, norm):
    return {f"{name}.weight": norm.weight.detach().clone(), f"{name}.bias": norm.bias.detach().clone()}


def lookup_tensors(name, weight):
    q, scale = quantise_rows(weight.detach())
    return {f"{name}.q": q, f"{name}.scale": scale}


def write_model(path, model, labels, exceptions):
    """Writes the file at once or not at all, so that a reader never sees half of it."""
    tensors = lookup_tensors("embed.words", model.words.weight)
    tensors |= lookup_tensors("embed.position", model.position.weight)
    tensors |= lookup_tensors("embed.shape", model.shape.weight[:SHAPES])
    tensors |= norm_tensors("embed.norm", model.embed_norm)
    for index, layer in enumerate(model.layers):
        for name in LAYER_LINEARS:
            tensors |= linear_tensors(f"layer.{index}.{name}", getattr(layer, name))
        for name in LAYER_NORMS:
            tensors |= norm_tensors(f"layer.{index}.{name}", getattr(layer, name))
    tensors |= lookup_tensors("word.features", model.features.weight)
    tensors |= norm_tensors("word.norm", model.word_norm)
    for name in LINEARS:
        tensors |= linear_tensors(name, getattr(model, name))
    tensors["arc_bias"] = model.arc_bias.detach().clone()
    vocabulary = (encoder_folder() / "vocab.txt").read_text(encoding="utf-8").rstrip("\n")
    tensors["vocab"] = text_tensor(vocabulary)
    rows = sorted("\t".join((*key, lemma)).encode("utf-8") for key, lemma in exceptions.items())
    tensors["lemma_exceptions"] = text_tensor(b"\n".join(rows).decode("utf-8"))
    config = {
        "version": VERSION,
        "date": datetime.date.today().isoformat(),
        **labels.to_json(),
        "ner": labels.ner,
        "arc_dim": ARC,
        "rel_dim": REL,
        "hidden": HIDDEN,
        "layers": LAYERS,
        "heads": HEADS,
        "shapes": SHAPES,
        "features": FEATURES,
        "max_pieces_per_word": MAX_PIECES_PER_WORD,
    }
    path = Path(path)
    partial = path.with_name(path.name + ".part")
    tensors = {name: tensor.contiguous() for name, tensor in tensors.items()}
    save_file(tensors, partial, {"config": json.dumps(config, ensure_ascii=False)})
    os.replace(partial, path)


def read_model(path):
    """(model, labels, exceptions) of an exported file; the weights are the dequantised ones."""
    with safe_open(path, "pt") as file:
        tensors = {name: file.get_tensor(name) for name in file.keys()}
        labels = Labels.from_json(json.loads(file.metadata()["config"]))
    model = Model(sum(labels.sizes), len(labels.deprel)).eval()

    def lookup(name):
        return tensors[f"{name}.q"].float() * tensors[f"{name}.scale"][:, None]

    state = {
        "words.weight": lookup("embed.words"),
        "position.weight": lookup("embed.position"),
        "shape.weight": torch.cat([lookup("embed.shape"), torch.zeros(1, HIDDEN)]),
        "features.weight": lookup("word.features"),
        "arc_bias": tensors["arc_bias"],
    }
    layers = range(LAYERS)
    linears = {f"layers.{i}.{name}": f"layer.{i}.{name}" for i in layers for name in LAYER_LINEARS}
    norms = {f"layers.{i}.{name}": f"layer.{i}.{name}" for i in layers for name in LAYER_NORMS}
    for ours, stored in (linears | {name: name for name in LINEARS}).items():
        state |= {f"{ours}.weight": lookup(stored), f"{ours}.bias": tensors[f"{stored}.bias"]}
    for ours, stored in (norms | {"embed_norm": "embed.norm", "word_norm": "word.norm"}).items():
        state |= {f"{ours}.{part}": tensors[f"{stored}.{part}"] for part in ("weight", "bias")}
    del state["arc_bilinear.bias"]  # always zero
    model.load_state_dict(state)
    rows = tensors["lemma_exceptions"].numpy().tobytes().decode("utf-8").splitlines()
    exceptions = {(form, upos): lemma for form, upos, lemma in (row.split("\t") for row in rows)}
    return model, labels, exceptions


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("model")
    arguments.add_argument("out")
    arguments.add_argument("--data", required=True)
    options = arguments.parse_args()
    model, labels = load_checkpoint(options.model)
    train = load_parsed(options.data, "train")
    exceptions = lemma_exceptions(train["ewt"] + train["gum"])
    write_model(options.out, model, labels, exceptions)
    print(f"{options.out}: {Path(options.out).stat().st_size / 1e6:.1f} MB, {len(exceptions)} lemma exceptions")


if __name__ == "__main__":
    main()
