"""Lemma edit scripts: how a form becomes its lemma.

A script is a list as it stands in the model's config:
    ["A", lemma]                                   the whole lemma
    [mode, cut_prefix, prefix, cut_suffix, suffix] edit the form, where mode is
        "K" keep the form's case, "L" lower-case the form first,
        "T" lower-case, edit, then upper-case the first character,
        "U" lower-case, edit, then upper-case everything.
The edit cuts `cut_prefix` characters at the start and `cut_suffix` at the end, then adds `prefix` and `suffix`.
"""

from collections import Counter, defaultdict
from functools import lru_cache


def _edit(form, lemma):
    """Edit around the longest common substring, or None when there is none."""
    length, start, lemma_start = 0, 0, 0
    previous = [0] * (len(lemma) + 1)
    for i in range(1, len(form) + 1):
        current = [0] * (len(lemma) + 1)
        for j in range(1, len(lemma) + 1):
            if form[i - 1] == lemma[j - 1]:
                current[j] = previous[j - 1] + 1
                if current[j] > length:
                    length, start, lemma_start = current[j], i - current[j], j - current[j]
        previous = current
    if length == 0:
        return None
    return start, lemma[:lemma_start], len(form) - start - length, lemma[lemma_start + length:]


@lru_cache(maxsize=None)
def script(form, lemma):
    """The script that turns `form` into `lemma`, as a tuple."""
    lower = form.lower()
    if lemma == lemma.lower():
        edit = _edit(lower, lemma)
        return ("L", *edit) if edit else ("A", lemma)
    edit = _edit(form, lemma)
    if edit and len(edit[1]) + len(edit[3]) <= 3:
        return ("K", *edit)
    edit = _edit(lower, lemma.lower())
    if edit:
        for mode in "TU":
            if apply((mode, *edit), form) == lemma:
                return (mode, *edit)
    return ("A", lemma)


def apply(rule, form):
    """The lemma of `form` under a script."""
    if rule[0] == "A":
        return rule[1]
    mode, cut_prefix, prefix, cut_suffix, suffix = rule
    text = form if mode == "K" else form.lower()
    text = prefix + text[cut_prefix:max(len(text) - cut_suffix, cut_prefix)] + suffix
    if mode == "T":
        return text[:1].upper() + text[1:]
    return text.upper() if mode == "U" else text


def lemma_exceptions(sentences):
    """{(form, upos): lemma} of the words in training sentences whose lemma differs from the form but for case.

    A word is in when its lemma is settled: nine times in ten the same. What was seen is looked up, first as
    written, then in lower case; only unseen words are left to the scripts, which are unsure of a final `e`
    (`resulting` became `resulte`).
    """
    lemmas = defaultdict(Counter)
    for s in sentences:
        for form, upos, lemma in zip(s.words, s.upos, s.lemma):
            if lemma != "_" and "\t" not in form + lemma:
                lemmas[form, upos][lemma] += 1
    exceptions = {}
    for (form, upos), counts in lemmas.items():
        lemma, count = counts.most_common(1)[0]
        if lemma.lower() != form.lower() and count >= 0.9 * sum(counts.values()):
            exceptions[form, upos] = lemma
    return exceptions
