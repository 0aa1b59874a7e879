"""Trains the sentence boundary network of src/nlp/segment: features of words -> is there a boundary after this word.

    cargo build --release --example segmenter_features
    python training/segmenter.py OUT.safetensors --train A-train.conllu B-train.conllu --dev A-dev.conllu B-dev.conllu

The features come from the Rust code, so that both sides see the same words. Each epoch sees the text as it is and
once more with the noise of news: paragraphs run together, final stops lost, capitals, curly quotes, quotations that
run over sentences, reporting clauses behind a question or an exclamation.
"""
import argparse
import random
import re
import subprocess

import numpy as np
import torch
from safetensors.numpy import save_file
from torch import nn

ROWS, WIDTHS, FLAGS = (8192, 2048, 512), (24, 12, 12), 12
REPORTS = ["he said.", "she said.", "they said.", "the minister said.", "she asked.", "he asked reporters.",
           "said the spokesman.", "said Anna Petrova, who leads the group.", "Smith told reporters on Monday.",
           "the company said in a statement.", "he added.", "she wrote.", "officials say."]


def blocks(path):
    """The paragraphs of a CoNLL-U file: (new document, [(sentence, space behind it)])."""
    found, comments, rows = [], [], []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("#"):
            comments.append(line)
        elif line:
            rows.append(line.split("\t"))
        elif rows:
            document = any(re.match(r"# newdoc\b", c) for c in comments)
            if document or not found or any(re.match(r"# newpar( id)?\s*(=|$)", c) for c in comments):
                found.append((document, []))
            text = next(c[9:] for c in comments if c.startswith("# text = "))
            last = [r for r in rows if re.search(r"(^|-)%d$" % int(rows[-1][0].split(".")[0]), r[0])][0]
            found[-1][1].append((text, "SpaceAfter=No" not in last[9].split("|")))
            comments, rows = [], []
    return found


def line(block):
    """The block as one line of text, and the ends of its sentences."""
    text, ends = "", []
    for sentence, space in block:
        text += sentence
        ends.append(len(text.rstrip()))
        text += " " if space else ""
    return text.rstrip(), ends


def recase(sentence, rng):
    draw = rng.random()
    if draw < 0.05:
        return sentence.upper()
    if draw < 0.10:
        words = sentence.rstrip(".").split(" ")
        return " ".join(w[:1].upper() + w[1:] if len(w) > 3 else w for w in words)
    return sentence[:1].lower() + sentence[1:] if draw < 0.13 else sentence


def quote(block, rng):
    """Puts one to three sentences into a quotation, or one before a reporting clause."""
    plain = [i for i, (s, _) in enumerate(block) if not re.search('["“”]', s) and re.search(r"\w[.!?]$", s)]
    if not plain:
        return block
    i = rng.choice(plain)
    sentence, space = block[i]
    if rng.random() < 0.5:
        stop = "," if sentence[-1] == "." else sentence[-1]
        quoted = '"%s%s" %s' % (sentence[:-1], stop, rng.choice(REPORTS))
        return block[:i] + [(quoted, space)] + block[i + 1:]
    last = i
    while last + 1 in plain and last < i + 2:
        last += 1
    return (block[:i] + [('"' + s if k == i else s, sp) for k, (s, sp) in enumerate(block[i:last], i)]
            + [(('"' if last == i else "") + block[last][0] + '"', block[last][1])] + block[last + 1:])


def noisy(block, rng):
    block = list(block)
    if rng.random() < 0.25:
        block = quote(block, rng)
    for i, (sentence, space) in enumerate(block):
        if rng.random() < 0.08 and i + 1 < len(block) and block[i + 1][0][:1].isupper():
            sentence = re.sub(r"(?<=\w)[.!?]$", "", sentence)
        block[i] = (recase(sentence, rng), space)
    if rng.random() < 0.5:
        block = [(re.sub(r'(^|[\s(\[])"(?=\w)', r"\1“", s).replace('"', "”"), sp) for s, sp in block]
        block = [(re.sub(r"(?<=\w)'", "’", s), sp) for s, sp in block]
    if rng.random() < 0.2:
        block = [(s.replace(" -- ", " — ").replace(" - ", " – "), sp) for s, sp in block]
    return block


def merged(found, rng):
    """Some blocks run together with the next one of their document."""
    out = []
    for document, block in found:
        if out and not document and rng.random() < 0.25:
            out[-1] = out[-1][:-1] + [(out[-1][-1][0], True)] + block
        else:
            out.append(list(block))
    return out


def featurise(program, texts):
    """For each (line, ends): array of words × (word, ending, shape, flags, label)."""
    done = subprocess.run([program], input="\n".join(t for t, _ in texts) + "\n", text=True, capture_output=True, check=True)
    arrays = []
    for printed, (_, ends) in zip(done.stdout.split("\n"), texts):
        ends = set(ends)
        rows = [[int(x) for x in word.split(" ")] for word in printed.split("\t") if word]
        if rows:
            arrays.append(np.array([r[:4] + [int(r[4] in ends)] for r in rows], dtype=np.int64))
    return arrays


class Layer(nn.Module):
    """x + W₂ relu(W₁ · depthwise convolution of x)"""

    def __init__(self, width, hidden, dilation):
        super().__init__()
        self.deep = nn.Conv1d(width, width, 5, padding=2 * dilation, dilation=dilation, groups=width)
        self.up, self.down = nn.Conv1d(width, hidden, 1), nn.Conv1d(hidden, width, 1)
        self.drop = nn.Dropout(0.1)

    def forward(self, x):
        return x + self.drop(self.down(torch.relu(self.up(self.deep(x)))))


class Network(nn.Module):
    def __init__(self, width, hidden):
        super().__init__()
        self.tables = nn.ModuleList(nn.Embedding(r, w) for r, w in zip(ROWS, WIDTHS))
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.3)
        self.first = nn.Conv1d(sum(WIDTHS) + FLAGS, width, 3, padding=1)
        self.layers = nn.ModuleList(Layer(width, hidden, d) for d in (1, 2, 4))
        self.last = nn.Conv1d(width, 1, 1)
        self.drop = nn.Dropout(0.2)

    def forward(self, features, mask):
        parts = [table(features[..., k]) for k, table in enumerate(self.tables)]
        if self.training:
            keep = (torch.rand(parts[0].shape[:2]) > 0.15).float().unsqueeze(-1)
            parts[0] = parts[0] * keep
        flags = (features[..., 3:4] >> torch.arange(FLAGS)) & 1
        x = (torch.cat(parts + [flags.float()], -1) * mask.unsqueeze(-1)).transpose(1, 2)
        x = torch.relu(self.first(self.drop(x)))
        for layer in self.layers:
            x = layer(x * mask.unsqueeze(1))
        return self.last(torch.relu(x)).squeeze(1)


def batches(arrays, words, rng, longest=400):
    pieces = [a[i:i + longest] for a in arrays for i in range(0, len(a), longest)]
    rng.shuffle(pieces)
    pool = [pieces[i:i + 400] for i in range(0, len(pieces), 400)]
    made = []
    for part in pool:
        part.sort(key=len)
        batch = []
        for piece in part:
            if batch and (len(batch) + 1) * len(piece) > words:
                made.append(batch)
                batch = []
            batch.append(piece)
        made.append(batch)
    rng.shuffle(made)
    return made


def pad(batch):
    length = max(map(len, batch))
    data = np.zeros((len(batch), length, 5), dtype=np.int64)
    mask = np.zeros((len(batch), length), dtype=np.float32)
    for i, piece in enumerate(batch):
        data[i, :len(piece)], mask[i, :len(piece)] = piece, 1
    return torch.from_numpy(data), torch.from_numpy(mask)


@torch.no_grad()
def evaluate(network, arrays, threshold=0.0):
    """F1 of sentences."""
    network.eval()
    right = gold_count = system_count = 0
    for array in arrays:
        data, mask = pad([array])
        system = (network(data[..., :4], mask)[0] > threshold).numpy()
        gold = array[:, 4].astype(bool)
        system[-1] = gold[-1] = True
        g, s = [np.flatnonzero(x) for x in (gold, system)]
        right += len(set(zip(np.r_[-1, g], g)) & set(zip(np.r_[-1, s], s)))
        gold_count, system_count = gold_count + len(g), system_count + len(s)
    network.train()
    return 200 * right / (gold_count + system_count)


def quantised(network):
    """int8 with one scale a row for the tables and matrices, f32 for the rest; replaces the weights by what is saved."""
    out = {}
    for name, weight in network.state_dict().items():
        array = weight.numpy()
        if name.endswith("bias") or array.size < 600:
            out[name] = array.astype(np.float32)
            continue
        if array.ndim == 3:
            array = array.transpose(0, 2, 1)
        rows = np.ascontiguousarray(array.reshape(array.shape[0], -1))
        wide = "tables" in name
        scale = np.full(1, np.abs(rows).max() / 127) if wide else np.abs(rows).max(1) / 127
        scale = np.maximum(scale, 1e-8).astype(np.float32)
        q = np.clip(np.rint(rows / (scale if wide else scale[:, None])), -127, 127).astype(np.int8)
        out[name], out[name + ".scale"] = q, scale
        back = (q * (scale if wide else scale[:, None])).astype(np.float32)
        back = back.reshape(array.shape).transpose(0, 2, 1) if array.ndim == 3 else back
        weight.copy_(torch.from_numpy(np.ascontiguousarray(back)))
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("--train", nargs="+", required=True)
    parser.add_argument("--dev", nargs="+", required=True)
    parser.add_argument("--features", default="target/release/examples/segmenter_features")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--width", type=int, default=64)
    parser.add_argument("--hidden", type=int, default=64)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    rng = random.Random(options.seed)
    train = [blocks(p) for p in options.train]
    dev = {p: featurise(options.features, [line(b) for _, b in blocks(p)]) for p in options.dev}
    network = Network(options.width, options.hidden)
    print("%d weights" % sum(p.numel() for p in network.parameters()), flush=True)
    optimiser = torch.optim.AdamW(network.parameters(), lr=3e-3, weight_decay=0.01)
    plain = featurise(options.features, [line(b) for found in train for _, b in found])
    for epoch in range(options.epochs):
        noise = [line(noisy(b, rng)) for found in train for b in merged(found, rng)]
        made = batches(plain + featurise(options.features, noise), 3000, rng)
        total = 0.0
        for k, batch in enumerate(made):
            for group in optimiser.param_groups:
                done = (epoch + k / len(made)) / options.epochs
                group["lr"] = 3e-3 * min(1, done * 20) * (1 - done) + 1e-5
            data, mask = pad(batch)
            scores = network(data[..., :4], mask)
            losses = nn.functional.binary_cross_entropy_with_logits(scores, data[..., 4].float(), reduction="none")
            loss = (losses * mask).sum() / mask.sum()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total += loss.item()
        print("epoch %d  loss %.4f  " % (epoch + 1, total / len(made))
              + "  ".join("%s %.2f" % (p.split("/")[-1], evaluate(network, a)) for p, a in dev.items()), flush=True)
    weights = quantised(network)
    for threshold in (-1, -0.5, 0, 0.5, 1):
        print("int8, threshold %.1f  " % threshold
              + "  ".join("%s %.2f" % (p.split("/")[-1], evaluate(network, a, threshold)) for p, a in dev.items()))
    save_file(weights, options.out)


if __name__ == "__main__":
    main()
