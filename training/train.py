"""Trains the English model.

    python train.py --data DATA --out FOLDER [--epochs 8]

Writes FOLDER/epoch<N>.pt after each epoch (averaged weights and labels) and scores on the dev sets to stdout.
"""

import argparse
import random
import time
from collections import Counter
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from data import load_names, load_parsed, usable
from evaluate import measure
from export import write_model
from features import Encoder
from labels import IGNORE, Labels
from lemma import lemma_exceptions
from model import LAYERS, Batch, Model
from names import TAGS
from noise import noisy
from quantise import quantised

PIECES_PER_BATCH = 1000
POOL = 3000
WARM_UP = 200
ENCODER_RATE, LAYER_DECAY, HEAD_RATE = 2.5e-4, 0.85, 1.5e-3
FLOOR = 0.01
CLIP = 2.0
AVERAGE_DECAY, AVERAGE_EVERY = 0.998, 4
WEIGHTS = {"arc": 1.0, "relation": 1.0, "upos": 0.5, "xpos": 0.3, "lemma": 0.7, "names": 0.7}


class Average:
    """An exponential moving average of the weights, which scores better than the weights themselves."""

    def __init__(self, model):
        self.model = model
        self.weights = {name: value.detach().clone() for name, value in model.state_dict().items()}
        self.steps = 0

    def update(self):
        """Called after each step; the weights move every few steps, by as much as they would have in between."""
        self.steps += 1
        if self.steps % AVERAGE_EVERY == 0:
            decay = min(AVERAGE_DECAY, (1 + self.steps) / (10 + self.steps)) ** AVERAGE_EVERY
            state = self.model.state_dict()
            torch._foreach_lerp_(list(self.weights.values()), [state[name] for name in self.weights], 1 - decay)


def parameter_groups(model):
    """Lower rates for lower layers of the encoder; the lookups of the embeddings lowest of all."""
    groups = {}
    for name, parameter in model.named_parameters():
        top = name.split(".")[0]
        if top in ("words", "position", "embed_norm"):
            rate = ENCODER_RATE * LAYER_DECAY ** (LAYERS + 1)
        elif top == "layers":
            rate = ENCODER_RATE * LAYER_DECAY ** (LAYERS - 1 - int(name.split(".")[1]))
        else:
            rate = HEAD_RATE
        # Rows of a lookup that a batch does not use must not decay.
        decay = 0.01 if parameter.dim() > 1 and top not in ("words", "position", "shape", "features") else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return [{"params": p, "lr": rate, "base": rate, "weight_decay": decay} for (rate, decay), p in groups.items()]


def draw_epoch(parsed, name_corpora, encoder, cache, rng):
    """[(encoded, sentence)] of one epoch: all parsed sentences and a share of the others, with fresh noise."""
    chosen = list(parsed)
    for share, sentences in name_corpora:
        chosen += rng.sample(sentences, round(share * len(sentences)))
    drawn = [noisy(sentence, rng) for sentence in chosen]
    fresh = [s for s in drawn if id(s) not in cache]
    encoded = {id(s): e for s, e in zip(fresh, encoder([s.words for s in fresh]))}
    originals = {id(s) for s in chosen}
    cache.update({key: e for key, e in encoded.items() if key in originals})
    return [(cache.get(id(s)) or encoded[id(s)], s) for s in drawn]


def batches(examples, rng):
    """Batches of examples of like length, about PIECES_PER_BATCH pieces each with padding, in random order."""
    rng.shuffle(examples)
    out = []
    for start in range(0, len(examples), POOL):
        current = []
        for example in sorted(examples[start:start + POOL], key=lambda e: len(e[0].pieces)):
            if current and len(example[0].pieces) * (len(current) + 1) > PIECES_PER_BATCH:
                out.append(current)
                current = []
            current.append(example)
        out.append(current)
    rng.shuffle(out)
    return out


TAG_BITS = 1 << torch.arange(len(TAGS))


def names_loss(logits, masks):
    """-log of the probability of all allowed tags together; logits [B, N, tags], masks [B, N]."""
    known = masks > 0
    forbidden = (masks[known][:, None] & TAG_BITS) == 0
    logits = logits[known]
    return (logits.logsumexp(-1) - logits.masked_fill(forbidden, -1e4).logsumexp(-1)).sum()


def losses(model, labels, batch, target):
    """Sums over the batch's words of each part of the loss; target [B, 6, N]."""

    def cross_entropy(logits, index):
        flat = logits.float().reshape(-1, logits.shape[-1])
        return F.cross_entropy(flat, target[:, index].reshape(-1), ignore_index=IGNORE, reduction="sum")

    tags, arcs, rel_head, rel_dep = model(batch)
    upos, xpos, scripts, names = tags.float().split(labels.sizes, -1)
    relations = model.relations(rel_head, rel_dep, target[:, 3].clamp(min=0))
    return {
        "arc": cross_entropy(arcs, 3),
        "relation": cross_entropy(relations, 4),
        "upos": cross_entropy(upos, 0),
        "xpos": cross_entropy(xpos, 1),
        "lemma": cross_entropy(scripts, 2),
        "names": names_loss(names, target[:, 5]),
    }


def collate(examples, labels):
    lengths = [len(s.words) for _, s in examples]
    batch = Batch([e for e, _ in examples], lengths)
    target = np.full((len(examples), 6, batch.width), IGNORE, np.int64)
    target[:, 5] = 0
    for index, (_, sentence) in enumerate(examples):
        target[index, :, :lengths[index]] = labels.numbers(sentence)
    return batch, torch.from_numpy(target), sum(lengths)


class Trainer:
    """Model, optimiser and moving average of one run."""

    def __init__(self, model, labels, total_steps):
        self.model, self.labels, self.total_steps = model, labels, total_steps
        self.average = Average(model)
        self.optimiser = torch.optim.AdamW(parameter_groups(model), betas=(0.9, 0.98), fused=True)
        self.steps = 0

    def step(self, examples):
        """One update; returns (number of words, sum of each part of the loss)."""
        self.steps += 1
        factor = min(1.0, self.steps / WARM_UP) * max(FLOOR, 1 - self.steps / self.total_steps)
        for group in self.optimiser.param_groups:
            group["lr"] = group["base"] * factor
        batch, target, words = collate(examples, self.labels)
        with torch.autocast("cpu", torch.bfloat16):
            parts = losses(self.model, self.labels, batch, target)
        loss = sum(WEIGHTS[name] * value for name, value in parts.items()) / words
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), CLIP)
        self.optimiser.step()
        self.average.update()
        return words, Counter({name: value.item() for name, value in parts.items()})

    def epoch(self, number, epoch_batches):
        started, words, sums = time.time(), 0, Counter()
        self.model.train()
        for index, examples in enumerate(epoch_batches, 1):
            count, parts = self.step(examples)
            words += count
            sums += parts
            if index % 50 == 0:
                shown = " ".join(f"{name} {value / words:.3f}" for name, value in sums.items())
                print(f"{number} {index}/{len(epoch_batches)} {shown} {time.time() - started:.0f} s", flush=True)
        print(f"epoch {number}, step {self.steps}: {time.time() - started:.0f} s", flush=True)


def parse_arguments():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", required=True)
    arguments.add_argument("--out", required=True, type=Path)
    arguments.add_argument("--epochs", type=int, default=7)
    arguments.add_argument("--threads", type=int, default=1)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--limit", type=int, help="sentences used of each corpus, for a quick trial")
    return arguments.parse_args()


def main():
    options = parse_arguments()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)

    treebanks = load_parsed(options.data, "train").values()
    parsed = [s for sentences in treebanks for s in [s for s in sentences if usable(s)][:options.limit]]
    dev = {name: sentences[:options.limit] for name, sentences in load_parsed(options.data, "dev").items()}
    name_corpora = [(share, sentences[:options.limit]) for share, sentences in load_names(options.data)]
    encoder, labels = Encoder(), Labels.of(parsed)
    exceptions = lemma_exceptions(parsed)
    model = Model(sum(labels.sizes), len(labels.deprel))
    model.load_pretrained()
    averaged = Model(sum(labels.sizes), len(labels.deprel)).eval()

    cache, trainer = {}, None
    for epoch in range(1, options.epochs + 1):
        epoch_batches = batches(draw_epoch(parsed, name_corpora, encoder, cache, rng), rng)
        trainer = trainer or Trainer(model, labels, len(epoch_batches) * options.epochs)
        trainer.epoch(epoch, epoch_batches)
        averaged.load_state_dict(trainer.average.weights)
        saved = {"model": trainer.average.weights, "raw": model.state_dict(), "labels": labels.to_json()}
        torch.save(saved, options.out / f"epoch{epoch}.pt")
        write_model(options.out / f"epoch{epoch}.safetensors", averaged, labels, exceptions)
        scores = measure(quantised(averaged), labels, encoder, dev, exceptions)
        print(f"EPOCH {epoch} int8 {scores}", flush=True)


if __name__ == "__main__":
    main()
