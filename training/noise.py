"""Copies of a sentence as careless or typographically careful writers would have it."""

from dataclasses import replace

# Chances of each change; a sentence gets at most one change of case.
TITLE_CASE, UPPER_CASE, LOWER_CASE = 0.03, 0.03, 0.04
NO_FINAL_STOP, CURLY, DASHES = 0.04, 0.08, 0.06

SMALL_WORDS = frozenset("a an and as at but by for from in into nor of off on or over the to up via with".split())


def noisy(sentence, rng):
    """`sentence` itself, or a changed copy. Lemmas stay as they are: the script is found anew from the new form."""
    draw = rng.random
    words = sentence.words
    change = draw()
    if change < TITLE_CASE:
        small = SMALL_WORDS if draw() < 0.6 else ()
        words = [w if i and w.lower() in small else w[:1].upper() + w[1:] for i, w in enumerate(words)]
    elif change < TITLE_CASE + UPPER_CASE:
        words = [w.upper() for w in words]
    elif change < TITLE_CASE + UPPER_CASE + LOWER_CASE:
        words = [w.lower() for w in words]
    if draw() < CURLY:
        words = _curly(words)
    if draw() < DASHES:
        dash = "–" if draw() < 0.5 else "—"
        words = [dash if w == "--" or (w == "-" and draw() < 0.5) else w for w in words]
    if words is not sentence.words:
        sentence = replace(sentence, words=words)
    if draw() < NO_FINAL_STOP:
        sentence = _without_final_stop(sentence)
    return sentence


def _curly(words):
    opened, out = False, []
    for word in words:
        if word == '"':
            opened = not opened
            word = "“" if opened else "”"
        elif word == "``":
            word = "“"
        elif word == "''":
            word = "”"
        out.append(word.replace("'", "’"))
    return out


def _without_final_stop(sentence):
    last = len(sentence.words)
    if last < 2 or sentence.words[-1] != "." or (sentence.head and last in sentence.head):
        return sentence
    fields = ("words", "upos", "xpos", "lemma", "head", "deprel", "names")
    cut = {field: getattr(sentence, field)[:-1] for field in fields if getattr(sentence, field) is not None}
    return replace(sentence, **cut)
