"""linking.py CLAIMGRAPH ARTICLES.jsonl [--gazetteer FILE] [--show] [--folds N]: how well names are linked to Wikidata, end to end.

ARTICLES.jsonl has one JSON object a line: `text`, `evaluation_span`, and `labels` with `span`, `entity_id`, `type`, `optional`, `coref`.
The articles are built into a graph in a scratch folder; a prediction is a mention that is a name of a linked entity. Scored within the
evaluation span, on exact span and exact item. Gold of types QUANTITY and DATETIME, optional gold, coreferent gold and gold without an
item counts neither for nor against. With --folds the articles are parted N times: the least score of a link is chosen on all but one part, and
counted on that part, so that the sums tell what an unseen article would give. With --covered TABLE (its first column items), the share of the
gold whose item that table has.
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


def count(article, found, least=0.0, show=None):
    """Right, wrong and missed links of an article, from links of at least that score."""
    bounds = article["evaluation_span"]
    gold = {tuple(label["span"]): label for label in article["labels"] if within(label["span"], bounds)}
    predicted = {span: row for span, row in found.items() if within(span, bounds) and float(row.get("score") or 1) >= least}
    right = wrong = 0
    for span, row in sorted(predicted.items()):
        label = gold.get(span)
        if label and not scored(label):
            continue
        good = bool(label) and label["entity_id"] == row["wikidata"]
        right, wrong = right + good, wrong + (not good)
        if show:
            show("+-"[not good], row["text"], row["wikidata"], row["label"], "" if good or not label else f"(is {label['entity_id']} {label['name']})")
    for span, label in sorted(gold.items()):
        if show and scored(label) and span not in predicted:
            show(".", article["text"][slice(*span)], label["entity_id"], label["name"])
    return right, wrong, sum(map(scored, gold.values())) - right


def total(counts):
    return [sum(column) for column in zip(*counts)]


def measures(right, wrong, missed):
    precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def folded(articles, links, folds):
    """Sums over parts of the articles, each counted with the least score that is best for the others."""
    levels = [0.6 + 0.02 * step for step in range(18)]
    counts = [{level: count(article, found, level) for level in levels} for article, found in zip(articles, links)]
    held_out = []
    for fold in range(folds):
        rest = [of for number, of in enumerate(counts) if number % folds != fold]
        best = max(levels, key=lambda level: (measures(*total(of[level] for of in rest))[2], -level))
        held_out += [of[best] for number, of in enumerate(counts) if number % folds == fold]
    return total(held_out)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--gazetteer")
    parser.add_argument("--show", action="store_true", help="print every link with + right, - wrong, and . gold missed")
    parser.add_argument("--folds", type=int)
    parser.add_argument("--covered", type=Path)
    options = parser.parse_args()
    articles = [json.loads(line) for line in options.articles.read_text(encoding="utf-8").splitlines()]
    links = mentions(options.program.resolve(), articles, options.gazetteer)
    show = (lambda *cells: print(*cells, sep="\t")) if options.show else None
    right, wrong, missed = total(count(article, found, show=show) for article, found in zip(articles, links))
    precision, recall, f1 = measures(right, wrong, missed)
    print(f"gold {right + missed}, links {right + wrong}, right {right}: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")
    if options.covered:
        known = {line.split("\t")[0] for line in options.covered.read_text(encoding="utf-8").splitlines()}
        gold = [label for a in articles for label in a["labels"] if scored(label) and within(label["span"], a["evaluation_span"])]
        print(f"coverage {sum(label['entity_id'] in known for label in gold) / len(gold):.3f}")
    if options.folds:
        precision, recall, f1 = measures(*folded(articles, links, options.folds))
        print(f"{options.folds} folds: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")


main()
