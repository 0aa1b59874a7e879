#!/usr/bin/env python3
"""Recall of what a careful reader would write down from the articles in `claims/` (`claims/gold.tsv`, one fact a row).

    benches/claims.py target/release/claimgraph [--missed]

A fact is found if one claim of its article has its subject, a predicate that fits, its object (or an argument that is it), and the
modality, polarity and source that the row asks for. `--missed` prints the others.
"""

import argparse
import csv
import json
import pathlib
import re
import subprocess
import tempfile
import unicodedata

FOLDER = pathlib.Path(__file__).with_suffix("")


def fold(text):
    """Lower case without accents."""
    letters = unicodedata.normalize("NFKD", str(text or ""))
    return "".join(c for c in letters if not unicodedata.combining(c)).lower()


def names(slot, want):
    """What a slot is called: names are sought in the resolved label alone where there is one."""
    resolved = slot.get("label") and want[0].isupper()
    return [fold(slot.get(key)) for key in (["label"] if resolved else ["label", "text", "value"]) if slot.get(key)]


def is_one_of(wanted, slot):
    """Whether one of the alternatives stands in the slot's name as whole words."""
    inside = lambda want, name: re.search(rf"(?<!\w){re.escape(fold(want))}(?!\w)", name)
    return any(inside(want, name) for want in wanted.split("|") for name in names(slot, want))


def fits(fact, claim):
    attribution = claim.get("attribution", [])
    told = " ".join([claim["predicate"], claim.get("predicate_text") or "", claim.get("relation") or ""])
    objects = [claim.get("object") or {}] + claim.get("arguments", [])
    said_so = any(is_one_of(fact["subject"], a) and re.search(fact["predicate"], a["verb"]) for a in attribution)
    if said_so and is_one_of(fact["object"], {"text": claim["quote"]}):
        return True
    return (
        is_one_of(fact["subject"], claim["subject"])
        and re.search(fact["predicate"], fold(told)) is not None
        and (fact["object"] == "*" or any(is_one_of(fact["object"], o) for o in objects))
        and (not fact["modality"] or claim["modality"] in fact["modality"].split("|"))
        and (not fact["polarity"] or claim["polarity"] == fact["polarity"])
        and (not fact["by"] or any(is_one_of(fact["by"], a) for a in attribution))
    )


def claims_of(program):
    """The claims by article."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        articles = [str(path) for path in sorted(FOLDER.glob("*.txt"))]
        subprocess.run([program, "build", *articles, "-o", folder], check=True, capture_output=True)
        lines = subprocess.run([program, "export", "jsonl", "-g", folder], check=True, capture_output=True, text=True)
        for line in lines.stdout.splitlines():
            claim = json.loads(line)
            found.setdefault(pathlib.Path(claim["source"]).stem, []).append(claim)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--missed", action="store_true")
    options = parser.parse_args()
    columns = ["article", "core", "subject", "predicate", "object", "modality", "polarity", "by"]
    rows = (line for line in open(FOLDER / "gold.tsv", encoding="utf8") if line.strip() and not line.startswith("#"))
    facts = list(csv.DictReader(rows, columns, delimiter="\t", restval="", quoting=csv.QUOTE_NONE))
    claims = claims_of(options.program)
    hits = [any(fits(fact, claim) for claim in claims.get(fact["article"], [])) for fact in facts]
    for article in [*dict.fromkeys(fact["article"] for fact in facts), "all"]:
        own = [(fact, hit) for fact, hit in zip(facts, hits) if article in (fact["article"], "all")]
        core = [hit for fact, hit in own if fact["core"]]
        found = sum(hit for _, hit in own)
        print(f"{article:16} {found}/{len(own)} = {found / len(own):.2f}   core {sum(core)}/{len(core)} = {sum(core) / len(core):.2f}")
        if options.missed and article != "all":
            for fact in (fact for fact, hit in own if not hit):
                print("    missed:", " | ".join(value for value in list(fact.values())[1:] if value))


if __name__ == "__main__":
    main()
