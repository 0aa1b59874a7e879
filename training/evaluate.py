"""Predictions and scores of a model on parsed sentences.

    python evaluate.py --data DATA MODEL...

A checkpoint (.pt, or several joined by "+": their mean) is scored in f32 and in simulated int8, an exported file (.safetensors) in int8.
"""

import argparse
from collections import Counter
from dataclasses import dataclass

import torch

from data import load_parsed
from decode import best_names, best_tree
from export import load_checkpoint, read_model
from features import Encoder
from lemma import apply, lemma_exceptions
from model import Batch
from names import TAGS, spans_of_tags
from quantise import quantised


@dataclass(slots=True)
class Parse:
    """What the model says of one sentence; one entry a word, heads 1-based with 0 for the root."""

    upos: list
    xpos: list
    lemma: list
    head: list
    deprel: list
    names: list


@torch.inference_mode()
def predict(model, labels, encoder, sentences, exceptions, budget=4000):
    """Parses of sentences given as lists of words, in their order."""
    encoded = encoder(sentences)
    order = sorted(range(len(sentences)), key=lambda i: len(encoded[i].pieces))
    parses = [None] * len(sentences)
    while order:
        count = max(1, min(len(order), budget // len(encoded[order[-1]].pieces)))
        chosen, order = order[-count:], order[:-count]
        words = [sentences[i] for i in chosen]
        batch = Batch([encoded[i] for i in chosen], [len(w) for w in words])
        for index, parse in zip(chosen, decode_batch(model, labels, model(batch), words, exceptions)):
            parses[index] = parse
    return parses


def decode_batch(model, labels, output, sentences, exceptions):
    tags, arcs, rel_head, rel_dep = output
    upos, xpos, scripts, names = tags.float().split(labels.sizes, -1)
    upos, xpos, scripts = (part.argmax(-1).tolist() for part in (upos, xpos, scripts))
    names, arcs = names.log_softmax(-1).numpy(), arcs.log_softmax(-1).numpy()
    heads = torch.zeros(tags.shape[:2], dtype=torch.long)
    for index, words in enumerate(sentences):
        count = len(words)
        heads[index, :count] = torch.from_numpy(best_tree(arcs[index, :count, :count + 1]).copy())
    relations = model.relations(rel_head, rel_dep, heads).argmax(-1).tolist()
    parses = []
    for index, words in enumerate(sentences):
        count = len(words)
        tags_upos = [labels.upos[k] for k in upos[index][:count]]
        rules = [labels.scripts[k] for k in scripts[index][:count]]
        lemmas = [
            exceptions.get((word, tag)) or exceptions.get((word.lower(), tag)) or apply(rule, word) or word
            for word, tag, rule in zip(words, tags_upos, rules)
        ]
        parses.append(
            Parse(
                tags_upos,
                [labels.xpos[k] for k in xpos[index][:count]],
                lemmas,
                heads[index, :count].tolist(),
                [labels.deprel[k] for k in relations[index][:count]],
                [TAGS[k] for k in best_names(names[index, :count])],
            )
        )
    return parses


def main_label(deprel):
    return deprel.split(":")[0]


def score(sentences, parses):
    """Percentages on gold tokens, as in the CoNLL 2018 evaluation; lemmas without regard to case."""
    hits, words = Counter(), 0
    for gold, parse in zip(sentences, parses):
        for i in range(len(gold.words)):
            words += 1
            arc = gold.head[i] == parse.head[i]
            hits["upos"] += gold.upos[i] == parse.upos[i]
            hits["xpos"] += gold.xpos[i] == parse.xpos[i]
            hits["lemma"] += gold.lemma[i].lower() == parse.lemma[i].lower()
            hits["uas"] += arc
            hits["las"] += arc and main_label(gold.deprel[i]) == main_label(parse.deprel[i])
            hits["las_full"] += arc and gold.deprel[i] == parse.deprel[i]
    return {name: round(100 * count / words, 2) for name, count in hits.items()}


# A corpus without FAC has buildings as LOC; NORP, EVENT and WORK it does not annotate.
SHARED_TYPES = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "FAC": "LOC"}


def score_names(sentences, parses):
    """Precision, recall and F1 of whole names, PER, ORG and LOC, in per cent; also F1 by type."""
    counts = Counter()
    for sentence, parse in zip(sentences, parses):
        if sentence.names is None:
            continue
        gold = set(sentence.gold_names)
        found = {(s, e, SHARED_TYPES[k]) for s, e, k in spans_of_tags(parse.names) if k in SHARED_TYPES}
        for kind in ("PER", "ORG", "LOC"):
            g, f = ({span for span in spans if span[2] == kind} for spans in (gold, found))
            counts[kind, "hit"] += len(g & f)
            counts[kind, "gold"] += len(g)
            counts[kind, "found"] += len(f)

    def f1(kinds):
        hit, gold, found = (sum(counts[kind, what] for kind in kinds) for what in ("hit", "gold", "found"))
        return round(100 * 2 * hit / max(1, gold + found), 2), round(100 * hit / max(1, found), 2), round(100 * hit / max(1, gold), 2)

    total = f1(("PER", "ORG", "LOC"))
    by_type = {kind: f1((kind,))[0] for kind in ("PER", "ORG", "LOC")}
    return {"names": total[0], "precision": total[1], "recall": total[2], **by_type}


def measure(model, labels, encoder, dev, exceptions):
    """{'ewt': scores, 'gum': scores} on the dev sets; names on EWT alone."""
    results = {}
    for name, sentences in dev.items():
        parses = predict(model, labels, encoder, [s.words for s in sentences], exceptions)
        results[name] = score(sentences, parses)
        if name == "ewt":
            results[name] |= score_names(sentences, parses)
    return results


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("models", nargs="+")
    arguments.add_argument("--data", required=True)
    options = arguments.parse_args()
    encoder, dev = Encoder(), load_parsed(options.data, "dev")
    train = load_parsed(options.data, "train")
    for path in options.models:
        if path.endswith(".safetensors"):
            model, labels, exceptions = read_model(path)
            networks = {"int8": quantised(model)}
        else:
            model, labels = load_checkpoint(path)
            exceptions = lemma_exceptions(train["ewt"] + train["gum"])
            networks = {"f32": model, "int8": quantised(model)}
        for precision, network in networks.items():
            for name, scores in measure(network, labels, encoder, dev, exceptions).items():
                print(path, precision, name, scores, flush=True)


if __name__ == "__main__":
    main()
