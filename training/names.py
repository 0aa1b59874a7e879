"""Name tags, and the sets of tags that each corpus's annotation leaves possible for a token.

The corpora disagree on types, so a token's target is a set of allowed tags, held as a bit mask over TAGS;
0 means that nothing is known.
"""

from pathlib import Path

TYPES = ["PER", "ORG", "LOC", "FAC", "NORP", "EVENT", "WORK"]
TAGS = ["O"] + [f"{prefix}-{kind}" for kind in TYPES for prefix in "BI"]
OUTSIDE = 1
UNKNOWN = 0

# LOC in most corpora covers buildings; the last noun of the name tells them apart. When unsure, LOC.
FACILITY_NOUNS = frozenset(
    """airport airfield airbase arena auditorium aqueduct bridge barracks building bunker camp canal casino castle
    cathedral cemetery center centre chapel church citadel clinic courthouse dam dock embassy factory fort fortress
    gallery garden gardens gate hall harbor harbour headquarters highway hospital hotel house inn jail library
    lighthouse mall mansion market memorial mill mine monastery monument mosque motel museum observatory opera palace
    pier pipeline plant plaza port prison pub railway reactor refinery restaurant road school shipyard shrine stadium
    station street synagogue temple terminal theater theatre tomb tower tunnel velodrome villa warehouse zoo
    avenue boulevard freeway motorway""".split()
)
EVENT_NOUNS = frozenset(
    """war battle siege revolution uprising rebellion revolt coup championship championships cup olympics games
    tournament festival election elections referendum conference summit crisis massacre genocide holocaust earthquake
    hurricane tsunami expedition invasion offensive campaign crusade crusades marathon prix derby open
    paralympics eurovision expo fair""".split()
)
DEMONYM_MODIFIERS = frozenset("South North East West Sri Puerto Costa New Saudi Native Central".split())
CALENDAR = frozenset(
    """January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul
    Aug Sep Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday""".split()
)


def load_demonyms():
    """The words of demonyms.txt with their plurals in -s."""
    lines = (Path(__file__).parent / "demonyms.txt").read_text(encoding="utf-8").splitlines()
    words = {line for line in lines if line and not line.startswith("#")}
    return words | {word + "s" for word in words}


DEMONYMS = load_demonyms()


def first(kinds):
    """Mask of a name's first token, given its possible types."""
    return sum(1 << (1 + 2 * TYPES.index(kind)) for kind in kinds)


def inner(kinds):
    """Mask of a name's further tokens."""
    return sum(1 << (2 + 2 * TYPES.index(kind)) for kind in kinds)


def narrow(words, kinds):
    """Possible types of the name `words`, narrowed by what the name itself says."""
    kinds = set(kinds)
    if "NORP" in kinds and words[-1] in DEMONYMS and len(words) <= 2:
        return {"NORP"}
    lower = [word.lower() for word in words]
    if "EVENT" in kinds and len(kinds) > 1 and EVENT_NOUNS & set(lower):
        return {"EVENT"}
    if len(words) > 1 and kinds > {"NORP", "WORK"}:
        kinds -= {"NORP"}
    if kinds == {"LOC", "FAC"}:
        head = lower[lower.index("of") - 1] if "of" in lower[1:] else lower[-1]
        return {"FAC"} if len(words) > 1 and head in FACILITY_NOUNS else {"LOC"}
    return kinds


def _demonyms(words, masks):
    """Sets the masks of demonyms to NORP: "Turkish", "South Korean", "African - American"."""
    start = None
    for index, word in enumerate(words):
        if word not in DEMONYMS:
            hyphen = word == "-" and start is not None and words[index + 1:index + 2] and words[index + 1] in DEMONYMS
            if hyphen:
                masks[index] = inner(["NORP"])
            else:
                start = None
        elif start is None:
            start = index
            masks[index] = first(["NORP"])
            if index and words[index - 1] in DEMONYM_MODIFIERS:
                masks[index - 1:index + 1] = [first(["NORP"]), inner(["NORP"])]
        else:
            masks[index] = inner(["NORP"])


def allowed_tags(words, spans, outside):
    """Masks of a sentence's tokens.

    spans: (start, end, types, optional): a name from start up to end; `optional` when it may be no name at all.
    outside: masks of the tokens in no span; a demonym there is always NORP.
    """
    masks = [OUTSIDE if word in CALENDAR else mask for word, mask in zip(words, outside)]
    _demonyms(words, masks)
    for start, end, kinds, optional in spans:
        kinds = narrow(words[start:end], kinds)
        masks[start:end] = [first(kinds)] + [inner(kinds)] * (end - start - 1)
        if optional and kinds != {"NORP"}:
            masks[start:end] = [mask | OUTSIDE for mask in masks[start:end]]
    return masks


def spans_of_tags(tags):
    """(start, end, type) of BIO or IO tags; an I- that continues nothing starts a name."""
    spans = []
    for index, tag in enumerate(tags):
        if tag == "O":
            continue
        prefix, kind = tag.split("-", 1)
        if prefix == "I" and spans and spans[-1][1] == index and spans[-1][2] == kind:
            spans[-1][1] = index + 1
        else:
            spans.append([index, index + 1, kind])
    return [tuple(span) for span in spans]
