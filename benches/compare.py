"""Precision and recall of `claimgraph compare --pairs` on files of labelled pairs.

    python benches/compare.py target/release/claimgraph PAIRS.jsonl … [--errors] [--threshold 0.5]

A line of a file: {"id", "a", "b", "label": "contradiction" or other, "kind" (optional)}. Printed are precision and recall, recall by
the file's kinds, precision by the kinds found, precision at rising recall with the average precision, and pairs a second.
"""

import argparse
import json
import subprocess
import time
from collections import Counter, defaultdict


def answers(program, path):
    start = time.time()
    run = subprocess.run([program, "compare", "--pairs", path], capture_output=True, text=True)
    if run.returncode == 2:
        raise SystemExit(run.stderr)
    return [json.loads(line) for line in run.stdout.splitlines()], time.time() - start


def report(program, path, threshold, errors):
    gold = [json.loads(line) for line in open(path)]
    found, seconds = answers(program, path)
    assert [g["id"] for g in gold] == [f["id"] for f in found]
    true = [g["label"] == "contradiction" for g in gold]
    said = [f["score"] >= threshold for f in found]
    hits = sum(t and s for t, s in zip(true, said))
    print(f"{path}: {len(gold)} pairs, {len(gold) / seconds:.0f} a second")
    print(f"  precision {hits / max(1, sum(said)):.3f} ({hits}/{sum(said)})  recall {hits / sum(true):.3f} ({hits}/{sum(true)})")
    by_kind = defaultdict(Counter)
    for g, t, s in zip(gold, true, said):
        if t and "kind" in g:
            by_kind[g["kind"]][s] += 1
    for kind, counts in sorted(by_kind.items()):
        print(f"  recall of {kind}: {counts[True]}/{counts.total()}")
    by_kind = defaultdict(Counter)
    for g, f, s in zip(gold, found, said):
        if s:
            by_kind[f["kind"]][g["label"]] += 1
    for kind, counts in sorted(by_kind.items()):
        print(f"  {kind}: {dict(counts)}")
    ranked = sorted(zip(found, true), key=lambda pair: -pair[0]["score"])
    precisions, marks = [], iter([0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8])
    mark, right = next(marks), 0
    for rank, (answer, is_true) in enumerate(ranked, 1):
        right += is_true
        if is_true:
            precisions.append(right / rank)
            while mark is not None and right / sum(true) >= mark and answer["score"] > 0:
                print(f"  recall {mark:.2f}: precision {right / rank:.3f} at score {answer['score']:.3f}")
                mark = next(marks, None)
    print(f"  average precision {sum(precisions) / sum(true):.3f}")
    if errors:
        for g, f, t, s in zip(gold, found, true, said):
            if t != s:
                print(f"\n{'MISSED' if t else 'WRONG'} {g['id']} {g.get('kind', g['label'])} · {f['kind']} {f['score']}: {f['reason']}")
                print(f"  A: {g['a']}\n  B: {g['b']}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("pairs", nargs="+")
    parser.add_argument("--threshold", type=float, default=0.5)
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    for path in arguments.pairs:
        report(arguments.program, path, arguments.threshold, arguments.errors)


if __name__ == "__main__":
    main()
