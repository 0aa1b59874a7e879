#!/usr/bin/env python3
"""Scores pronouns against the OntoGUM corpus (Zhu et al. 2021), whose files are in the CoNLL-like form of `token<TAB>clusters`.

    benches/coreference.py --binary target/release/claimgraph DATA/dev/GUM_news_*.conll

The words of each file are joined to plain text, a graph is built of them, and its mentions are read (`export csv-mentions`).
A personal pronoun counts as resolved where its entity has a mention that is no pronoun. It is right where the nearest such
mention before it (or else after it) has its head within a gold mention of the pronoun's own cluster, and no smaller gold
mention around that head is of another cluster. Precision is right of resolved, recall is right of the gold pronouns whose
cluster has a mention that is no pronoun. `--errors N` prints N wrong ones of each row.
"""
import argparse
import collections
import csv
import io
import pathlib
import subprocess
import tempfile

ROWS = {
    "he": "he him his himself",
    "she": "she her hers herself",
    "it": "it its itself",
    "they": "they them their theirs themselves",
    "I": "i me my mine myself",
    "we": "we us our ours ourselves",
}
ROW = {form: row for row, forms in ROWS.items() for form in forms.split()}
CLOSING = set(".,;:!?)]}%") | {"'s", "’s", "n't", "'", "”", "’", "'re", "'ve", "'ll", "'d", "'m", "’re", "’ve", "’ll", "’m"}
OPENING = set("([{$“‘")


def read(path):
    """The text, and the gold mentions as (start, end, cluster)."""
    text, mentions, open_ = "", [], collections.defaultdict(list)
    glue, straight = True, False
    for line in path.read_text(encoding="utf8").split("\n"):
        cells = line.split("\t")
        if len(cells) < 3:
            continue
        word, marks = cells[1], cells[2]
        closes = word in CLOSING or word == '"' and straight
        text += "" if glue or closes else " "
        start = len(text)
        text += word
        glue = word in OPENING or word == '"' and not straight
        straight ^= word == '"'
        for mark in marks.replace(")", ")|").replace("(", "|(").split("|"):
            name = mark.strip("()")
            if mark.startswith("("):
                open_[name].append(start)
            if mark.endswith(")") and open_[name]:
                mentions.append((open_[name].pop(), len(text), name))
    return text, mentions


def mentions_of(binary, texts):
    with tempfile.TemporaryDirectory() as folder:
        inputs = pathlib.Path(folder, "in")
        inputs.mkdir()
        for name, text in texts.items():
            inputs.joinpath(name + ".txt").write_text(text, encoding="utf8")
        graph = str(pathlib.Path(folder, "kg"))
        quiet = {"check": True, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        subprocess.run([binary, "build", str(inputs), "-o", graph], **quiet)
        table = subprocess.run([binary, "export", "csv-mentions", "-g", graph], **quiet).stdout.decode("utf8")
    found = collections.defaultdict(list)
    for row in csv.DictReader(io.StringIO(table)):
        found[pathlib.Path(row["source"]).stem].append(row)
    return found


def place(text, words, row):
    """Where a mention stands in the text that went in: the main text may be shorter."""
    start, end = int(row["start"]), int(row["end"])
    return (start, end) if text[start:end] == row["text"] else None


def score(text, gold, rows, counts, errors, name):
    located = [(place(text, None, r), r) for r in rows]
    located = [(span, r) for span, r in located if span]
    entities = collections.defaultdict(list)
    for span, row in located:
        if row["mention"] not in ("pronoun",) and row["text"].lower() not in ROW:
            entities[row["entity"]].append(span)
    cluster = {(a, b): c for a, b, c in gold}
    nominal = {c for a, b, c in gold if text[a:b].lower() not in ROW}
    for (a, b), c in cluster.items():
        form = text[a:b].lower()
        if form in ROW and c in nominal:
            counts[ROW[form]]["gold"] += 1
    for span, row in located:
        form = row["text"].lower()
        if form not in ROW or not entities[row["entity"]]:
            continue
        others = entities[row["entity"]]
        before = [o for o in others if o[0] < span[0]]
        other = max(before) if before else min(others)
        around = [(b - a, c) for a, b, c in gold if a <= other[0] and other[1] <= b]
        right = cluster.get(span) is not None and bool(around) and min(around)[1] == cluster[span]
        counts[ROW[form]]["resolved"] += 1
        counts[ROW[form]]["right"] += right
        if not right:
            low, high = max(0, min(other[0], span[0]) - 60), span[1] + 60
            shown = text[low:high] if high - low < 500 else text[other[0] - 30 : other[1] + 30] + " […] " + text[span[0] - 80 : high]
            errors[ROW[form]].append(f"{name} {row['text']} → {text[other[0]:other[1]]} ({row['label']}) gold {cluster.get(span)}: {shown}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    parser.add_argument("--binary", default="target/release/claimgraph")
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    documents = {path.stem: read(path) for path in options.files}
    found = mentions_of(options.binary, {name: text for name, (text, _) in documents.items()})
    counts, errors = collections.defaultdict(collections.Counter), collections.defaultdict(list)
    for name, (text, gold) in sorted(documents.items()):
        score(text, gold, found[name], counts, errors, name)
    for row in ROWS:
        counts["he, she, it, they"].update(counts[row] if row not in ("I", "we") else {})
    for row, c in counts.items():
        precision, recall = c["right"] / max(1, c["resolved"]), c["right"] / max(1, c["gold"])
        print(f"{row:18} gold {c['gold']:5} resolved {c['resolved']:5} right {c['right']:5}  precision {precision:.3f} recall {recall:.3f}")
    for row in ROWS:
        for line in errors[row][: options.errors]:
            print(f"{row}: {line}")


if __name__ == "__main__":
    main()
