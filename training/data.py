"""Corpora read into sentences: parsed ones (UD) and ones with names alone."""

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from names import DEMONYMS, OUTSIDE, TYPES, UNKNOWN, allowed_tags, first, inner, spans_of_tags

MAX_WORDS = 120


@dataclass(slots=True)
class Sentence:
    """Words with their annotation; `upos` and the rest are None where a corpus has names alone.

    head: 1-based, 0 for the root. names: masks of allowed tags (names.py), or None.
    gold_names: (start, end, type) as Universal NER has them, for measuring; None in other corpora.
    """

    words: list
    upos: list = None
    xpos: list = None
    lemma: list = None
    head: list = None
    deprel: list = None
    names: list = None
    gold_names: list = None
    id: str = ""


def read_conllu(path):
    """Yields (Sentence without names, MISC column) of a CoNLL-U file; words only, no ranges or empty nodes."""
    rows, identifier = [], ""
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# sent_id = "):
            identifier = line[12:]
        elif line and line[0] != "#":
            columns = line.split("\t")
            if columns[0].isdigit():
                rows.append(columns)
        elif not line and rows:
            _, form, lemma, upos, xpos, _, head, deprel, _, misc = zip(*rows)
            sentence = Sentence(
                list(form), list(upos), list(xpos), list(lemma), [int(h) for h in head], list(deprel), id=identifier
            )
            yield sentence, misc
            rows = []


def read_columns(path, word_column, tag_column, separator=None):
    """Yields (id, words, tags) of a CoNLL-like file with one token a line."""
    words, tags, identifier = [], [], ""
    for line in [*open(path, encoding="utf-8"), "\n"]:
        line = line.strip()
        if line.startswith("# sent_id = "):
            identifier = line[12:]
        if not line:
            if words:
                yield identifier, words, tags
            words, tags = [], []
        elif not line.startswith(("# ", "-DOCSTART-")):
            columns = line.split(separator)
            words.append(columns[word_column])
            tags.append(columns[tag_column])


def _open_where_name_like(sentence, kinds):
    """Masks that allow `kinds` where a word looks like a name that the corpus may not annotate, else O."""
    mask = OUTSIDE | first(kinds) | inner(kinds)
    if sentence.upos:
        titles = [relation.startswith("nmod:desc") for relation in sentence.deprel]
        proper = [upos == "PROPN" and not title for upos, title in zip(sentence.upos, titles)]
    else:
        proper = [index > 0 and word[:1].isupper() for index, word in enumerate(sentence.words)]
    masks = [mask if is_proper else OUTSIDE for is_proper in proper]
    # Function words within a title: "The Lord of the Rings".
    for index in range(1, len(masks) - 1):
        if masks[index] == OUTSIDE and sentence.words[index].lower() in {"of", "the", "for", "in", "to"}:
            if masks[index - 1] != OUTSIDE and mask in masks[index + 1:index + 3]:
                masks[index] = mask
    return masks


def read_ewt(conllu, iob2):
    """EWT with the names of Universal NER, which has PER, ORG and LOC alone."""
    tags_of = {identifier: (words, tags) for identifier, words, tags in read_columns(iob2, 1, 2, "\t")}
    sentences = []
    for sentence, _ in read_conllu(conllu):
        words, tags = tags_of.get(sentence.id, ((), ()))
        if list(words) == sentence.words:
            sentence.gold_names = spans_of_tags([tag if tag[2:] in TYPES else "O" for tag in tags])
            spans = [(s, e, {"LOC", "FAC"} if kind == "LOC" else {kind}, False) for s, e, kind in sentence.gold_names]
            outside = _open_where_name_like(sentence, ["NORP", "EVENT", "WORK"])
            sentence.names = allowed_tags(sentence.words, spans, outside)
        sentences.append(sentence)
    return sentences


# Entity type of GUM -> (types of a mention headed by a proper noun, may it be no name).
GUM_TYPES = {
    "person": ({"PER"}, False),
    "organization": ({"ORG"}, False),
    "place": ({"LOC", "FAC"}, False),
    "event": ({"EVENT"}, False),
    "object": ({"WORK", "FAC"}, True),
    "abstract": ({"WORK", "NORP", "EVENT"}, True),
    "animal": ({"PER"}, True),
}
GUM_BRACKET = re.compile(r"\((\d+)-([a-z]+)-[^()]*(\))?|(\d+)\)")
# A proper noun that heads a person's mention but is no name.
TITLES = frozenset(
    """President Minister King Queen Prince Princess Pope Emperor Senator Governor Mayor Secretary Chancellor Director
    Chairman Chair Commissioner General Judge Justice Professor Ambassador Bishop Archbishop Premier Speaker""".split()
)


def _gum_mentions(misc):
    """(start, end, entity type) of a sentence's mentions, from the Entity attribute of MISC."""
    opened, mentions = defaultdict(list), []
    for index, field in enumerate(misc):
        match = re.search(r"(?:^|\|)Entity=([^|]*)", field)
        for group, kind, closed, closing in GUM_BRACKET.findall(match[1] if match else ""):
            if kind and closed:
                mentions.append((index, index + 1, kind))
            elif kind:
                opened[group].append((index, kind))
            elif opened[closing]:
                start, kind = opened[closing].pop()
                mentions.append((start, index + 1, kind))
    return mentions


def _name_within(sentence, start, end, kind):
    """The name within a mention, as (start, end), or None: the proper nouns around the mention's head."""
    heads = [i for i in range(start, end) if not start < sentence.head[i] <= end]
    if len(heads) != 1 or sentence.upos[heads[0]] != "PROPN":
        return None
    head = heads[0]

    def belongs(index):
        parent, relation = sentence.head[index] - 1, sentence.deprel[index]
        if not start <= parent < end:
            return False
        proper = sentence.upos[index] == "PROPN" or sentence.xpos[index] in ("NNP", "NNPS")
        if relation in ("compound", "flat", "amod", "nmod:desc", "flat:foreign") and proper:
            title = relation == "nmod:desc" or (kind == "person" and relation == "amod")
            return not title and (parent == head or belongs(parent))
        if relation == "nmod" and proper and kind != "person" and parent == head:
            return index > head and "of" in (w.lower() for w in sentence.words[head + 1:index])
        if relation in ("case", "det", "punct") and start < index < end - 1:
            return sentence.words[index].lower() in ("of", "the", "-", "’s", "'s", ".") and belongs(parent)
        return False

    low, high = head, head + 1
    while low > start and belongs(low - 1):
        low -= 1
    while high < end and belongs(high):
        high += 1
    if kind == "person" and sentence.words[head] in TITLES:
        return None
    return low, high


def read_gum(conllu):
    """GUM with names made from its entity mentions."""
    sentences = []
    for sentence, misc in read_conllu(conllu):
        # A proper noun that no rule below explains is left open.
        outside = [
            UNKNOWN if upos == "PROPN" and relation != "nmod:desc" else OUTSIDE
            for upos, relation in zip(sentence.upos, sentence.deprel)
        ]
        spans, covered = [], set()
        for start, end, kind in sorted(_gum_mentions(misc), key=lambda m: m[0] - m[1]):
            name = _name_within(sentence, start, end, kind)
            if name is None or covered & set(range(*name)):
                continue
            covered |= set(range(*name))
            if kind in GUM_TYPES:
                kinds, optional = GUM_TYPES[kind]
                plural = kind == "person" and sentence.xpos[name[1] - 1] == "NNPS"
                spans.append((*name, kinds | {"NORP"} if plural else kinds, optional))
            else:
                outside[name[0]:name[1]] = [OUTSIDE] * (name[1] - name[0])
        sentence.names = allowed_tags(sentence.words, spans, outside)
        sentences.append(sentence)
    return sentences


def _names_only(words, spans, outside):
    return Sentence(words, names=allowed_tags(words, spans, outside))


MISC = {"EVENT", "WORK", "NORP"}
WIKIGOLD_TYPES = {"PER": {"PER"}, "ORG": {"ORG"}, "LOC": {"LOC", "FAC"}, "MISC": MISC}
CROSSNER_TYPES = {
    "politician": {"PER"}, "person": {"PER"}, "organisation": {"ORG"}, "politicalparty": {"ORG"},
    "country": {"LOC"}, "location": {"LOC", "FAC"}, "election": {"EVENT"}, "event": {"EVENT"}, "misc": MISC,
}
WNUT_TYPES = {
    "person": {"PER"}, "location": {"LOC", "FAC"}, "corporation": {"ORG"}, "group": {"ORG"},
    "product": {"WORK"}, "creative-work": {"WORK"},
}
REDOCRED_TYPES = {"PER": {"PER"}, "ORG": {"ORG"}, "LOC": {"LOC", "FAC"}, "MISC": MISC}


def read_name_columns(path, types, unannotated=(), optional=()):
    """A two-column corpus; `unannotated` are the types that it leaves untagged."""
    sentences = []
    for _, words, tags in read_columns(path, 0, -1):
        spans = [(s, e, types[kind], kind in optional) for s, e, kind in spans_of_tags(tags)]
        outside = _open_where_name_like(Sentence(words), unannotated) if unannotated else [OUTSIDE] * len(words)
        sentences.append(_names_only(words, spans, outside))
    return sentences


def read_redocred(path):
    """Wikipedia documents; demonyms are tagged LOC there, times and numbers are no names here."""
    sentences = []
    for document in json.load(open(path, encoding="utf-8")):
        mentions = defaultdict(set)
        for cluster in document["vertexSet"]:
            for mention in cluster:
                if mention["type"] in REDOCRED_TYPES:
                    mentions[mention["sent_id"]].add((*mention["pos"], mention["type"]))
        for index, words in enumerate(document["sents"]):
            spans, covered = [], set()
            for start, end, kind in sorted(mentions[index], key=lambda m: (m[0] - m[1], m)):
                if start < end <= len(words) and not covered & set(range(start, end)):
                    covered |= set(range(start, end))
                    kinds = REDOCRED_TYPES[kind]
                    if kind == "LOC" and end - start == 1 and words[start] in DEMONYMS:
                        kinds = {"NORP"}
                    spans.append((start, end, kinds, False))
            # The corpus keeps characters that a tokenizer drops; a word is never empty.
            sentences.append(_names_only([word.strip() or "-" for word in words], spans, [OUTSIDE] * len(words)))
    return sentences


def usable(sentence):
    return 0 < len(sentence.words) <= MAX_WORDS


def load_parsed(folder, split):
    """{'ewt': [...], 'gum': [...]} for the split 'train' or 'dev'."""
    folder = Path(folder)
    return {
        "ewt": read_ewt(folder / f"ud/ewt/en_ewt-ud-{split}.conllu", folder / f"ner/en_ewt-ud-{split}.iob2"),
        "gum": read_gum(folder / f"ud/gum/en_gum-permissive-ud-{split}.conllu"),
    }


def load_names(folder):
    """[(share drawn each epoch, sentences)] of the corpora with names alone."""
    folder = Path(folder) / "ner"
    corpora = [
        (0.4, read_name_columns(folder / "wikigold.conll.txt", WIKIGOLD_TYPES)),
        (0.4, read_redocred(folder / "redocred-dev.json")),
        (1.0, read_name_columns(folder / "crossner-politics/train.txt", CROSSNER_TYPES, optional=("misc",))),
        (0.25, read_name_columns(folder / "wnut17train.conll", WNUT_TYPES, unannotated=("NORP", "EVENT"))),
    ]
    return [(share, [s for s in sentences if usable(s)]) for share, sentences in corpora]
