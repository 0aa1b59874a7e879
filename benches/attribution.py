#!/usr/bin/env python3
"""Scores reports against the PolNeAR news attribution corpus (Newell et al. 2018), from its brat `.ann` files.

    cargo run --release --example reports -- DATA/text/*.txt > reports.jsonl
    benches/attribution.py DATA reports.jsonl

Three figures, all micro-averaged precision, recall and F1 over articles, all on exact spans:

  spans    the set of source spans, and the set of content spans, of each article
  cued     the same, but a span counts only in an attribution whose cue overlaps the cue of the gold attribution
  whole    attributions right in source and content both

Two spans are the same if they cover the same characters, blanks between words left aside (two quotations that follow
each other may be one span or two). In the corpus a source with an apposition ends in the comma that closes it, so that
comma is added to ours. The corpus hardly ever annotates attributions within the content of others, which our reports have (chains
of speakers), so those are left out unless `--nested` is given. An article that two people annotated is scored against the first of them. `--errors N` prints N misses and N false alarms of each kind.
"""
import argparse
import json
import pathlib
import re


def covered(text, spans):
    """The characters under the spans that are no blanks."""
    return frozenset(i for a, b in spans for i in range(a, b) if not text[i].isspace())


def closed(text, span):
    """A source span with the comma that closes its apposition."""
    a, b = span
    return [a, b + 1] if "," in text[a:b] and text[b : b + 1] == "," else [a, b]


def gold(text, path):
    spans, attributions = {}, []
    for line in path.read_text(encoding="utf8").split("\n"):
        cells = line.split("\t")
        if len(cells) < 2:
            continue
        if cells[0].startswith("T"):
            kind, where = cells[1].split(" ", 1)
            spans[cells[0]] = [tuple(map(int, s.split())) for s in where.split(";")]
        elif cells[0].startswith("E"):
            parts = {"Source": [], "Cue": [], "Content": []}
            for slot in cells[1].split():
                kind, _, name = slot.partition(":")
                kind = re.sub(r"\d+$", "", kind)
                if kind in parts and name in spans:
                    parts[kind] += spans[name]
            attributions.append(parts)
    found = []
    for a in attributions:
        if a["Cue"] or a["Content"]:
            found.append({k.lower(): covered(text, v) for k, v in a.items()})
    return found


def read_system(text, rows):
    as_spans = lambda v: covered(text, v)
    return [
        {"source": as_spans([closed(text, r["source"])] if r["source"] else []), "cue": as_spans([r["cue"]]), "content": as_spans(r["content"]), "verb": r["verb"]}
        for r in rows
    ]


def outermost(found):
    """The reports whose cue does not lie in what another one reports."""
    return [a for a in found if not any(a is not b and min(a["cue"]) in b["content"] for b in found)]


class Tally:
    def __init__(self):
        self.right = self.found = self.wanted = 0

    def add(self, right, found, wanted):
        self.right += right
        self.found += found
        self.wanted += wanted

    def __str__(self):
        p = self.right / max(self.found, 1)
        r = self.right / max(self.wanted, 1)
        f = 2 * p * r / max(p + r, 1e-9)
        return f"P {p:.3f}  R {r:.3f}  F1 {f:.3f}  ({self.right} right, {self.found} found, {self.wanted} wanted)"


def show(text, chars):
    if not chars:
        return "-"
    a, b = min(chars), max(chars) + 1
    return " ".join(text[a:b].split())[:150]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=pathlib.Path, help="a folder with text/ and attributions/")
    parser.add_argument("reports", type=pathlib.Path)
    parser.add_argument("--nested", action="store_true", help="score reports within the content of others too")
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    rows = {}
    for line in args.reports.read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        rows.setdefault(row["article"], []).append(row)
    tallies = {k: Tally() for k in ("source spans", "content spans", "source cued", "content cued", "whole", "cues")}
    errors = []
    seen = set()
    for path in sorted(args.data.joinpath("attributions").glob("*.ann")):
        article = path.stem.rsplit("_", 1)[0]
        if article in seen:
            continue
        seen.add(article)
        with open(args.data / "text" / f"{article}.txt", encoding="utf8", newline="") as file:
            text = file.read()
        wanted, found = gold(text, path), read_system(text, rows.get(article, []))
        found = found if args.nested else outermost(found)
        score(wanted, found, tallies)
        errors += mistakes(article, text, wanted, found)
    for name, tally in tallies.items():
        print(f"{name:14} {tally}")
    step = max(1, len(errors) // max(args.errors, 1))
    for line in errors[:: step][: args.errors]:
        print(line)


def score(wanted, found, tallies):
    for kind in ("source", "content"):
        w, f = ({a[kind] for a in side if a[kind]} for side in (wanted, found))
        tallies[f"{kind} spans"].add(len(w & f), len(f), len(w))
        pairs = lambda a: any(b[kind] == a[kind] and b["cue"] & a["cue"] for b in wanted)
        n = sum(1 for a in found if a[kind] and pairs(a))
        tallies[f"{kind} cued"].add(n, sum(1 for a in found if a[kind]), sum(1 for a in wanted if a[kind]))
    both = lambda side: {(a["source"], a["content"]) for a in side}
    tallies["whole"].add(len(both(wanted) & both(found)), len(both(found)), len(both(wanted)))
    hit = sum(1 for a in found if any(b["cue"] & a["cue"] for b in wanted))
    tallies["cues"].add(hit, len(found), len(wanted))


def mistakes(article, text, wanted, found):
    lines = []
    for a in wanted:
        near = [b for b in found if b["cue"] & a["cue"]]
        if not near:
            lines.append(f"MISSED   {article[:24]}\n   source  {show(text, a['source'])}\n   cue     {show(text, a['cue'])}\n   content {show(text, a['content'])}")
        elif not any(b["content"] == a["content"] and b["source"] == a["source"] for b in near):
            b = near[0]
            for kind in ("source", "content"):
                if a[kind] != b[kind]:
                    lines.append(f"{kind.upper():8} {article[:24]} cue: {show(text, a['cue'])}\n   gold {show(text, a[kind])} ... {show(text, frozenset(sorted(a[kind])[-40:]))}\n   ours {show(text, b[kind])} ... {show(text, frozenset(sorted(b[kind])[-40:]))}")
    for b in found:
        if not any(b["cue"] & a["cue"] for a in wanted):
            lines.append(f"FALSE    {article[:24]}\n   source  {show(text, b['source'])}\n   cue     {show(text, b['cue'])} ({b['verb']})\n   content {show(text, b['content'])}")
    return lines


if __name__ == "__main__":
    main()
