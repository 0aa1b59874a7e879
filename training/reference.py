"""What the exported model computes, stage by stage, to hold another implementation against.

    python reference.py --data DATA MODEL.safetensors OUT.json

OUT.json: "sentences": words with the simulated int8 predictions (names after decoding), and "stages": for a few of
them the first values of every stage.
"""

import argparse
import json
from dataclasses import asdict

import torch

from data import load_parsed
from evaluate import predict
from export import read_model
from features import Encoder, feature_rows
from model import Batch
from quantise import quantised

SENTENCES, STAGED, SHOWN = 60, 3, 8


def varied(dev):
    """Sentences spread over both dev sets, from 5 to 60 words."""
    chosen = []
    for sentences in dev.values():
        usable = [s.words for s in sentences if 5 <= len(s.words) <= 60]
        chosen += usable[:: len(usable) // (SENTENCES // 2)][:SENTENCES // 2]
    return chosen


@torch.inference_mode()
def stages(model, encoder, words):
    """First values of each stage: piece 1 is the first after [CLS], word 1 the first word (0 is the root)."""
    encoded = encoder([words])[0]
    batch = Batch([encoded], [len(words)])
    x = model.embed(batch)
    out = {"words": words, "pieces": encoded.pieces.tolist(), "shapes": encoded.shapes.tolist()}
    out |= {"feature_rows": feature_rows(words), "embedding": x[0, 1, :SHOWN].tolist()}
    for index, layer in enumerate(model.layers):
        x = layer(x, batch.piece_mask)
        out[f"layer.{index}"] = x[0, 1, :SHOWN].tolist()
    vectors = model.word_vectors(x, batch)
    tags, arcs, rel_head, rel_dep = model.heads(vectors, batch)
    out |= {"root": vectors[0, 0, :SHOWN].tolist(), "word.1": vectors[0, 1, :SHOWN].tolist()}
    out |= {"tag.1": tags[0, 0, :SHOWN].tolist(), "arc_scores.1": arcs[0, 0].tolist()}
    heads = arcs.argmax(-1)
    relations = model.relations(rel_head, rel_dep, heads)
    out |= {"best_head.1": heads[0, 0].item(), "relation_logits.1": relations[0, 0, :SHOWN].tolist()}
    return out


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("model")
    arguments.add_argument("out")
    arguments.add_argument("--data", required=True)
    options = arguments.parse_args()
    model, labels, exceptions = read_model(options.model)
    model, encoder = quantised(model), Encoder()
    sentences = varied(load_parsed(options.data, "dev"))
    parses = predict(model, labels, encoder, sentences, exceptions)
    result = {
        "sentences": [{"words": words, **asdict(parse)} for words, parse in zip(sentences, parses)],
        "stages": [stages(model, encoder, words) for words in sentences[:: len(sentences) // STAGED][:STAGED]],
    }
    with open(options.out, "w", encoding="utf-8") as file:
        json.dump(result, file, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
