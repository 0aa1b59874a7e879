#!/usr/bin/env python3
"""Scores CoNLL-U against CoNLL-U as the CoNLL 2018 shared task did, and makes the raw text to begin from.

    conll18.py score GOLD SYSTEM          F1 of tokens, sentences, words, UPOS, XPOS, lemmas, UAS, LAS
    conll18.py text GOLD                  the raw text of GOLD: paragraphs apart by a blank line
    conll18.py text GOLD --wrap 80        the same with lines broken before 80 characters
    conll18.py pick GOLD REGEX            the documents whose id matches, as CoNLL-U

Sentences, tokens and words are ranges of the characters that are not white space. Words of a multiword token
are aligned by their forms (longest common subsequence). A word's parse is right if its head is aligned with
the head of its gold word and the relation, without subtype, is the same.
Definition: Zeman et al. 2018, https://aclanthology.org/K18-2001/ .
"""
import argparse
import json
import re
import sys

ID, FORM, LEMMA, UPOS, XPOS, HEAD, DEPREL, MISC = 0, 1, 2, 3, 4, 6, 7, 9


class Word:
    """A syntactic word: its columns, its character range, and whether it is part of a multiword token."""

    __slots__ = ("columns", "start", "end", "multi", "parent")

    def __init__(self, columns, start, end, multi):
        self.columns, self.start, self.end, self.multi, self.parent = columns, start, end, multi, None


class Treebank:
    """The characters, tokens, words and sentences of a CoNLL-U file."""

    def __init__(self, path):
        self.characters, self.tokens, self.words, self.sentences = [], [], [], []
        for lines in sentences(path):
            self.add([line.split("\t") for line in lines if not line.startswith("#")])

    def add(self, rows):
        start, first = len(self.characters), len(self.words)
        rows = [r for r in rows if "." not in r[ID]]
        i = 0
        while i < len(rows):
            form = [c for c in rows[i][FORM] if not c.isspace()]
            begin = len(self.characters)
            self.characters += form
            span = (begin, len(self.characters))
            self.tokens.append(span)
            if "-" in rows[i][ID]:
                a, b = map(int, rows[i][ID].split("-"))
                self.words += [Word(r, *span, True) for r in rows[i + 1:i + 2 + b - a]]
                i += 2 + b - a
            else:
                self.words.append(Word(rows[i], *span, False))
                i += 1
        self.sentences.append((start, len(self.characters)))
        for word in self.words[first:]:
            head = int(word.columns[HEAD]) if word.columns[HEAD].isdigit() else 0
            word.parent = self.words[first + head - 1] if head else None


def sentences(path):
    """The sentences of a file as lists of lines, comments included."""
    lines = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\r\n")
            if line:
                lines.append(line)
            elif lines:
                yield lines
                lines = []
    if lines:
        yield lines


def align(gold, system):
    """Pairs of gold and system words that are the same word."""
    pairs, g, s = [], 0, 0
    while g < len(gold) and s < len(system):
        if not gold[g].multi and not system[s].multi:
            if (gold[g].start, gold[g].end) == (system[s].start, system[s].end):
                pairs.append((gold[g], system[s]))
            g, s = step(gold, system, g, s)
        elif gold[g].multi and system[s].end <= gold[g].start:
            s += 1
        elif system[s].multi and gold[g].end <= system[s].start:
            g += 1
        else:
            g2, s2 = region(gold, system, g, s)
            pairs += common(gold[g:g2], system[s:s2])
            g, s = g2, s2
    return pairs


def step(gold, system, g, s):
    """Past the word that begins first; past both where they begin together and end together."""
    a, b = gold[g], system[s]
    if (a.start, a.end) == (b.start, b.end):
        return g + 1, s + 1
    return (g + 1, s) if a.start <= b.start and a.end <= b.end else (g, s + 1)


def region(gold, system, g, s):
    """The ends of the shortest stretch from (g, s) that cuts through no multiword token of either side."""
    end = max(w.end for w in (gold[g], system[s]) if w.multi)
    grown = True
    while grown:
        grown = False
        while g < len(gold) and gold[g].start < end:
            if gold[g].multi and gold[g].end > end:
                end, grown = gold[g].end, True
            g += 1
        while s < len(system) and system[s].start < end:
            if system[s].multi and system[s].end > end:
                end, grown = system[s].end, True
            s += 1
    return g, s


def common(gold, system):
    """The longest common subsequence of the forms, capitals aside."""
    a, b = ([w.columns[FORM].lower() for w in words] for words in (gold, system))
    best = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in reversed(range(len(a))):
        for j in reversed(range(len(b))):
            best[i][j] = best[i + 1][j + 1] + 1 if a[i] == b[j] else max(best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            pairs.append((gold[i], system[j]))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def score(gold_path, system_path):
    """F1 in per cent by measure."""
    gold, system = Treebank(gold_path), Treebank(system_path)
    if gold.characters != system.characters:
        at = next((i for i, (a, b) in enumerate(zip(gold.characters, system.characters)) if a != b),
                  min(len(gold.characters), len(system.characters)))
        raise SystemExit("the texts differ from character %d on: %r and %r" % (
            at, "".join(gold.characters[at:at + 30]), "".join(system.characters[at:at + 30])))
    pairs = align(gold.words, system.words)
    partner = {id(g): s for g, s in pairs}

    def f1(right, of_gold, of_system):
        return 200 * right / max(1, of_gold + of_system)

    def spans(name):
        a, b = getattr(gold, name), getattr(system, name)
        return f1(len(set(a) & set(b)), len(a), len(b))

    def words(right):
        return f1(sum(right(g, s) for g, s in pairs), len(gold.words), len(system.words))

    def head(g, s):
        return s.parent is None if g.parent is None else partner.get(id(g.parent)) is s.parent and s.parent is not None

    def relation(w):
        return w.columns[DEPREL].split(":")[0]

    return {
        "tokens": spans("tokens"), "sentences": spans("sentences"), "words": words(lambda g, s: True),
        "upos": words(lambda g, s: g.columns[UPOS] == s.columns[UPOS]),
        "xpos": words(lambda g, s: g.columns[XPOS] == s.columns[XPOS]),
        "lemmas": words(lambda g, s: g.columns[LEMMA] in ("_", s.columns[LEMMA])),
        "uas": words(head), "las": words(lambda g, s: head(g, s) and relation(g) == relation(s)),
    }


def raw_text(path, wrap):
    """The text: sentences by `# text` and their last SpaceAfter, paragraphs apart by a blank line."""
    paragraphs, space = [], True
    for lines in sentences(path):
        text = next((l[8:] for l in lines if l.startswith("# text = ")), "")
        if not paragraphs or any(re.match(r"# new(par|doc)\b( id)?\s*(=|$)", l) for l in lines):
            paragraphs.append(text)
        else:
            paragraphs[-1] += (" " if space else "") + text
        rows = [l.split("\t") for l in lines if l[0].isdigit() and "." not in l.split("\t")[0]]
        last = int(rows[-1][ID].split("-")[-1])
        ranges = [r for r in rows if r[ID].endswith("-%d" % last)]
        space = "SpaceAfter=No" not in (ranges or rows[-1:])[0][MISC].split("|")
    return "\n\n".join(fold(p, wrap) if wrap else p for p in paragraphs) + "\n"


def fold(paragraph, width):
    """The paragraph with line breaks in place of spaces, no line longer than `width` where that can be."""
    lines, line = [], ""
    for word in paragraph.split(" "):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = line + " " + word if line else word
    return "\n".join(lines + [line])


def pick(path, pattern):
    """The documents whose id matches, as CoNLL-U."""
    keep = False
    for lines in sentences(path):
        document = next((l for l in lines if re.match(r"# newdoc\b", l)), None)
        keep = bool(re.search(pattern, document)) if document else keep
        if keep:
            yield "\n".join(lines) + "\n\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["score", "text", "pick"])
    parser.add_argument("gold")
    parser.add_argument("other", nargs="?")
    parser.add_argument("--wrap", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.command == "text":
        sys.stdout.write(raw_text(options.gold, options.wrap))
    elif options.command == "pick":
        sys.stdout.writelines(pick(options.gold, options.other))
    else:
        scores = score(options.gold, options.other)
        print(json.dumps(scores) if options.json else "  ".join("%s %.2f" % item for item in scores.items()))


if __name__ == "__main__":
    main()
