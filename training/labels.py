"""The label sets, and a sentence's annotation as numbers."""

from collections import Counter

import numpy as np

from lemma import script
from names import TAGS, UNKNOWN

IGNORE = -100


class Labels:
    """Lists of upos, xpos, lemma scripts, name tags and relations, in the order of the model's outputs."""

    def __init__(self, upos, xpos, scripts, deprel):
        self.upos, self.xpos, self.deprel = list(upos), list(xpos), list(deprel)
        self.scripts = [tuple(s) for s in scripts]
        self.ner = TAGS
        self.sizes = [len(self.upos), len(self.xpos), len(self.scripts), len(self.ner)]
        self._upos = {label: i for i, label in enumerate(self.upos)}
        self._xpos = {label: i for i, label in enumerate(self.xpos)}
        self._scripts = {label: i for i, label in enumerate(self.scripts)}
        self._deprel = {label: i for i, label in enumerate(self.deprel)}

    @classmethod
    def of(cls, sentences, least=3):
        """Label sets of parsed sentences, most frequent first; scripts seen fewer than `least` times are left out."""
        upos, xpos, scripts, deprel = Counter(), Counter(), Counter(), Counter()
        for s in sentences:
            upos.update(s.upos)
            xpos.update(s.xpos)
            deprel.update(s.deprel)
            scripts.update(script(form, lemma) for form, lemma in zip(s.words, s.lemma) if lemma != "_")
        ordered = [[label for label, _ in counts.most_common()] for counts in (upos, xpos, deprel)]
        kept = [label for label, count in scripts.most_common() if count >= least]
        return cls(ordered[0], ordered[1], kept, ordered[2])

    def to_json(self):
        return {"upos": self.upos, "xpos": self.xpos, "scripts": [list(s) for s in self.scripts], "deprel": self.deprel}

    @classmethod
    def from_json(cls, value):
        return cls(value["upos"], value["xpos"], value["scripts"], value["deprel"])

    def numbers(self, sentence):
        """[6, N]: upos, xpos, script, head, deprel (IGNORE where unknown), mask of allowed name tags."""
        count = len(sentence.words)
        out = np.full((6, count), IGNORE, np.int64)
        if sentence.upos:
            out[0] = [self._upos.get(label, IGNORE) for label in sentence.upos]
            out[1] = [self._xpos.get(label, IGNORE) for label in sentence.xpos]
            pairs = zip(sentence.words, sentence.lemma)
            out[2] = [IGNORE if lemma == "_" else self._scripts.get(script(form, lemma), IGNORE) for form, lemma in pairs]
            out[3] = sentence.head
            out[4] = [self._deprel.get(label, IGNORE) for label in sentence.deprel]
        out[5] = sentence.names if sentence.names else UNKNOWN
        return out
