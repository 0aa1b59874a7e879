"""Makes `ontology/wordnet/words.tsv.zst` from the database files of Princeton WordNet 3.0 (Debian package `wordnet-base`).

    python training/wordnet.py /usr/share/wordnet ontology/wordnet/words.tsv.zst

Kept are common words (no names) that WordNet's tagged texts use, and verbs with a particle, each with its first senses:
  s  pos lemma sense,sense,…         the senses of a word, most frequent first (numbers of lines `h`)
  h  sense,sense,…                   the more general senses of a sense (for adjectives: those that it is similar to)
  a  pos lemma lemma                 antonyms
  d  pos lemma pos lemma             derived from one another: acquire, acquisition
"""

import subprocess
import sys
from pathlib import Path

POS = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
SENSES = 4
DEPTH = 6
PARTICLES = "up down off out away back over apart aside along around forward ahead together in on".split()


def synsets(folder):
    """(pos, offset) → (words in lower case, pointers)"""
    found = {}
    for pos, name in POS.items():
        for line in (folder / f"data.{name}").read_text(encoding="latin-1").splitlines():
            if line.startswith("  "):
                continue
            fields = line.split("|")[0].split()
            count = int(fields[3], 16)
            words = [fields[4 + 2 * i].split("(")[0] for i in range(count)]
            at = 4 + 2 * count
            pointers = [tuple(fields[at + 1 + 4 * i : at + 5 + 4 * i]) for i in range(int(fields[at]))]
            found[pos, int(fields[0])] = (words, [(s, p.replace("s", "a"), int(o), w) for s, o, p, w in pointers])
    return found


def index(folder):
    """(pos, lemma) → (offsets by frequency, number of senses that were seen in tagged text)"""
    found = {}
    for pos, name in POS.items():
        for line in (folder / f"index.{name}").read_text(encoding="latin-1").splitlines():
            if line.startswith("  "):
                continue
            fields = line.split()
            senses, kinds = int(fields[2]), int(fields[3])
            tagged = int(fields[5 + kinds])
            found[pos, fields[0]] = ([int(o) for o in fields[6 + kinds : 6 + kinds + senses]], tagged)
    return found


def fits(pos, lemma, tagged):
    words = lemma.split("_")
    if not all(w.replace("-", "").isalpha() for w in words):
        return False
    return len(words) == 1 and tagged > 0 or len(words) == 2 and pos == "v" and words[1] in PARTICLES


def main(folder, out):
    folder = Path(folder)
    sets, words = synsets(folder), index(folder)
    named = {key for key, (lemmas, _) in sets.items() if all(l[:1].isupper() for l in lemmas)}
    kept = {}
    for (pos, lemma), (offsets, tagged) in words.items():
        senses = [(pos, o) for o in offsets if (pos, o) not in named][: max(1, min(SENSES, tagged or 2))]
        if senses and fits(pos, lemma, tagged):
            kept[pos, lemma] = senses

    def above(key):
        pos = key[0]
        return [(p, o) for s, p, o, _ in sets[key][1] if s in ("@", "&") and p == pos and (s == "@" or pos == "a")]

    needed, frontier = set(), {s for senses in kept.values() for s in senses}
    for _ in range(DEPTH):
        needed |= frontier
        frontier = {a for s in frontier for a in above(s)} - needed
    numbers = {key: i for i, key in enumerate(sorted(needed))}
    lines = [f"s\t{p}\t{l}\t{','.join(str(numbers[s]) for s in senses)}" for (p, l), senses in sorted(kept.items())]
    lines += ["h\t" + ",".join(str(numbers[a]) for a in above(key) if a in numbers) for key in sorted(needed)]
    antonyms, derived = set(), set()
    for key, (lemmas, pointers) in sorted(sets.items()):
        for sign, pos, offset, which in pointers:
            if sign not in ("!", "+") or (pos, offset) not in sets:
                continue
            here, there = int(which[:2], 16), int(which[2:], 16)
            one = (key[0], lemmas[here - 1].lower())
            other = (pos, sets[pos, offset][0][there - 1].lower())
            if one in kept and other in kept and one < other:
                (antonyms if sign == "!" else derived).add((one, other))
    lines += [f"a\t{p}\t{a}\t{b}" for (p, a), (_, b) in sorted(antonyms)]
    lines += [f"d\t{p}\t{a}\t{q}\t{b}" for (p, a), (q, b) in sorted(derived)]
    text = "\n".join(lines) + "\n"
    subprocess.run(["zstd", "-19", "-q", "-f", "-o", out], input=text.encode(), check=True)
    print(len(kept), "words,", len(needed), "senses,", len(antonyms), "antonyms,", len(derived), "derived,", len(text), "bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
