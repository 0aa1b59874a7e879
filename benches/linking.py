"""linking.py CLAIMGRAPH ARTICLES.jsonl [--gazetteer FILE] [--show]: how well names are linked to Wikidata, end to end.

ARTICLES.jsonl has one JSON object a line: `text`, `evaluation_span`, and `labels` with `span`, `entity_id`, `type`, `optional`, `coref`.
The articles are built into a graph in a scratch folder; a prediction is a mention that is a name of a linked entity. Scored within the
evaluation span, on exact span and exact item. Gold of types QUANTITY and DATETIME, optional gold, coreferent gold and gold without an
item counts neither for nor against. `coverage` is the share of the gold whose item is linked to anywhere by that gazetteer.
"""
import argparse
import csv
import io
import json
import subprocess
import tempfile
from pathlib import Path

IGNORED = {"QUANTITY", "DATETIME"}


def scored(label):
    """Whether a gold label counts."""
    return label["type"] not in IGNORED and not label.get("optional") and not label.get("coref") and label["entity_id"].startswith("Q")


def within(span, bounds):
    return bounds[0] <= span[0] and span[1] <= bounds[1]


def mentions(program, articles, gazetteer):
    """For each article the linked names: {(start, end): item}."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, graph = Path(scratch) / "articles", Path(scratch) / "kg"
        folder.mkdir()
        for number, article in enumerate(articles):
            (folder / f"{number:04}.json").write_text(json.dumps({"text": article["text"]}), encoding="utf-8")
        extra = ["--gazetteer", gazetteer] if gazetteer else []
        subprocess.run([program, "build", folder, "-o", graph, "-q", "--verbatim", "--any-language", *extra], check=True, stdout=subprocess.DEVNULL)
        table = subprocess.run([program, "export", "csv-mentions", "-g", graph], check=True, capture_output=True, text=True).stdout
    found, shifts = [{} for _ in articles], [0] * len(articles)
    for row in csv.DictReader(io.StringIO(table)):
        number = int(Path(row["source"].split("#")[0]).stem)
        start = nearest(articles[number]["text"], row["text"], int(row["start"]) + shifts[number])
        if start is None:
            continue
        shifts[number] = start - int(row["start"])
        if row["mention"] == "name" and row["wikidata"]:
            found[number][start, start + len(row["text"])] = row
    return found


def nearest(text, piece, start):
    """Where `piece` stands in the article as given, which has more blanks than the document that was made of it."""
    places = [p for p in (text.find(piece, start), text.rfind(piece, 0, start + len(piece))) if p >= 0]
    return min(places, key=lambda place: abs(place - start), default=None)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--gazetteer")
    parser.add_argument("--show", action="store_true", help="print every link with + right, - wrong, and . gold missed")
    options = parser.parse_args()
    articles = [json.loads(line) for line in options.articles.read_text(encoding="utf-8").splitlines()]
    right = wrong = missed = 0
    for article, found in zip(articles, mentions(options.program.resolve(), articles, options.gazetteer)):
        bounds = article["evaluation_span"]
        gold = {tuple(label["span"]): label for label in article["labels"]}
        predicted = {span: row for span, row in found.items() if within(span, bounds)}
        for span, row in sorted(predicted.items()):
            label = gold.get(span)
            if label and not scored(label):
                continue
            good = bool(label) and label["entity_id"] == row["wikidata"]
            right, wrong = right + good, wrong + (not good)
            if options.show:
                print("+-"[not good], row["text"], row["wikidata"], row["label"], "" if good or not label else f"(is {label['entity_id']} {label['name']})", sep="\t")
        for span, label in gold.items():
            if scored(label) and within(span, bounds) and span not in predicted:
                missed += 1
                if options.show:
                    print(".", article["text"][slice(*span)], label["entity_id"], label["name"], sep="\t")
            elif scored(label) and within(span, bounds) and predicted[span]["wikidata"] != label["entity_id"]:
                missed += 1
    precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"gold {right + missed}, links {right + wrong}, right {right}: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")


main()
