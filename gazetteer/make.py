"""make.py SOURCES ENTITY2WIKIDATA TRIPLES MORE > gazetteer/embedded.tsv: the table that the built-in gazetteer is compiled from.

SOURCES is a folder with `seed.tsv`, `full.tsv.xz` and `persons-positions.json.zst`; ENTITY2WIKIDATA and TRIPLES are files of FB15k-237; MORE is
what `collect.py` writes.
`README.md` beside this file says what each source is, its licence, and what is checked. What was left out is counted on standard error.
"""
import collections
import csv
import json
import lzma
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent
LEXICON = HERE.parent / "ontology/lexicon"
SOURCES = {  # as named in seed.tsv → short name, whether its licence allows embedding
    "rigour(MIT)": "rigour", "country-coder(ISC)": "country-coder", "nsi(BSD-3)": "name-suggestion-index",
    "natural-earth(PD)": "natural-earth", "every-politician(CC0 facts)": "every-politician", "govdirectory(CC0)": "govdirectory",
    "govdirectory-led-by": "govdirectory", "congress-legislators(CC0)": "congress-legislators",
    "opensanctions-igo(MIT)": "opensanctions-igo",
}
POSITIONS_UNTIL = "2022-07"  # the snapshots of every-politician: whoever is in office there was so at least until then
LAST_MINISTERS = 2020  # other ministers than of foreign affairs who left before
MINISTERS_OF = set("US GB CA AU NZ IE IN PK ZA FR DE IT ES PL RU UA BY IL PS IR TR SA EG SY CN TW JP KR BR MX".split())  # those whose other ministers news in English names
LEAST_TOWN = 14  # prior of the smallest towns kept that natural-earth alone names: 20,000 people
WORDS_OF_KIND = {
    "person": "actor actress producer director musician writer screenwriter singer composer comedian author player politician footballer artist "
              "model designer playwright economist journalist songwriter singer-songwriter guitarist activist engineer filmmaker editor "
              "cinematographer president king queen emperor philosopher scientist mathematician physicist lawyer businessman businesswoman "
              "entrepreneur rapper dancer broadcaster novelist poet painter pianist wrestler boxer golfer sprinter swimmer leader general "
              "historian theologian presenter host personality coach manager pope saint officer judge psychologist photographer architect".split(),
    "organization": "club team company band label university college network channel corporation organization organisation party group school agency "
                    "publisher institution airline bank newspaper magazine studio conglomerate manufacturer brand force army union league institute "
                    "association museum hospital church department ministry council court website broadcaster firm duo orchestra".split(),
    "work": "film series sitcom movie album song novel show game franchise book musical soap opera anime miniseries television magazine".split(),
    "city": "city town village municipality borough capital commune suburb".split(),
    "region": "county state province region district territory island continent peninsula prefecture department oblast emirate".split(),
    "country": "country republic kingdom empire".split(),
    "place": "river mountain sea ocean lake desert gulf bay strait planet".split(),
    "event": "war battle championship tournament election games festival olympics revolution massacre attack event conference season".split(),
    "facility": "building airport stadium prison palace bridge cemetery hotel arena".split(),
    "group": "people religion ethnicity denomination".split(),
    "other": "award genre language instrument compound disease currency degree position sport discipline profession occupation title "
             "month day color food animal technique concept term music format theory philosophy category position prize".split(),
}
KIND_OF_WORD = {word: kind for kind, words in reversed(WORDS_OF_KIND.items()) for word in words}
CALENDAR = set("January February March April May June July August September October November December Monday Tuesday Wednesday Thursday "
               "Friday Saturday Sunday".split())
left_out = collections.Counter()


def rows(path):
    with open(path, encoding="utf-8") as table:
        return [line.rstrip("\n").split("\t") for line in table if line.strip() and not line.startswith("#")]


def fold(name):
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w\s]", "", plain).lower().split())


def latin(name):
    return all(ord(c) < 0x250 or not c.isalpha() for c in name) and "%" not in name and "(" not in name and "," not in name


class Countries:
    """Codes of countries, by the names and demonyms of our own table and by the slugs of the sources."""

    def __init__(self, seed):
        usual = {fold(cells[0]): cells for cells in rows(LEXICON / "demonyms.tsv") if cells[1] == "country"}
        self.code, self.usual, self.item = {}, {}, {}
        for qid, label, kind, country, aliases, *_ in seed:
            if kind in ("country", "territory") and re.fullmatch("[A-Z]{2}", country):
                self.item[country] = qid
                for name in filter(None, [label, *aliases.split("|")]):
                    self.code.setdefault(fold(name), country)
                self.code[fold(label)] = country
        for name, cells in usual.items():
            others = [name for name in cells[3].split(",") if name] if len(cells) > 3 else []
            code = next((self.code[fold(n)] for n in [cells[0], *others] if fold(n) in self.code), None)
            if code:
                self.usual[code] = [cells[0], *[o for o in others if o]]
                for word in [cells[0], *cells[2].split(","), *others]:
                    self.code[fold(word)] = code
        self.code.update({"united states of america": "US", "usa": "US", "us": "US", "uk": "GB", "korea south": "KR", "korea north": "KP"})

    def of_slug(self, slug):
        found = [self.code.get(fold(part.replace("-", " ").replace("_", " "))) or (part if re.fullmatch("[A-Z]{2}(-.*)?", part) else None)
                 for part in slug.split(",") if part not in ("world", "")]
        return found[0] if len({c and c[:2] for c in found}) == 1 and found[0] else ""

    def of_text(self, text):
        words = re.findall(r"[\w.'-]+", text or "")
        for size in (3, 2, 1):
            for i in range(len(words) - size + 1):
                piece = " ".join(words[i:i + size])
                code = self.code.get(fold(piece))
                if code and piece[0].isupper() and len(fold(piece)) > 2 or piece in ("US", "UK", "U.S.", "U.K."):
                    return code or self.code[fold(piece)]
        return ""


def kind_of_description(description):
    """By the head noun of its first phrase: `2008 British film directed by …` is a work."""
    if not description:
        return "unknown"
    if re.search(r"\b(ethnic|racial|religious) group\b", description):
        return "group"
    phrase = re.split(r",|;|\(| in | of | from | for | who | directed | based | by | at | that | which | on | with | between ", description)[0].lower()
    for word in reversed(re.split(r"[\s/]+", phrase)):
        kind = KIND_OF_WORD.get(word)
        if kind:
            return "other" if kind == "country" and phrase.split()[0] in ("head", "leader") else kind
    words = [w for w in re.findall(r"[\w-]+", description[:1].lower() + description[1:]) if w in KIND_OF_WORD]
    return KIND_OF_WORD[words[0]] if words else "unknown"


def compact(position):
    """`President 2017-05-14..`: days as far as known; who is in office when the snapshot ends was so until then at least."""
    title, start, end = position
    if not end:
        end = f"?{POSITIONS_UNTIL}"
    return f"{title.replace('|', ' ')} {start}..{end}"


WEIGHTY = re.compile(r"president|prime minister|foreign|chancellor|premier|king|queen|taoiseach|secretary[- ]general", re.I)
MINISTER = re.compile(r"minister|secretary|speaker|governor|chief|mayor", re.I)


def office_weight(title):
    if re.search(r"deputy|vice|assistant|under|state secretary|member|chamber|parliamentary|chief of staff|permanent", title, re.I):
        return 1
    return 3 if WEIGHTY.search(title) else 2 if MINISTER.search(title) else 0


def read_seed(folder, countries, positions):
    """Rows of the seed whose sources may be embedded, by item."""
    table = {}
    for qid, label, kind, country, aliases, description, sources, _ in countries.seed:
        names = sorted({SOURCES[s] for s in sources.split(",") if s in SOURCES})
        if not names:
            left_out["source not for embedding or not verified"] += 1
            continue
        code = country if re.fullmatch("[A-Z]{2}(-.*)?", country) else countries.of_slug(country)
        if kind == "territory":
            kind = "country" if re.fullmatch("[A-Z]{2}", code) else "city" if "natural-earth" in names else "region"
        kind = {"org": "organization"}.get(kind, kind)
        if qid in ("Q458", "Q1065"):  # unions that the tables of territories list beside states
            kind, code = "organization", ""
        row = {"qid": qid, "label": label, "kind": kind, "country": code, "aliases": [a for a in aliases.split("|") if a],
               "description": "", "positions": [], "sources": names, "prior": 0}
        if kind == "person":
            held = sorted(positions.get(qid, []), key=lambda p: (-office_weight(p[0]), -int(p[1][:4] or 0)))
            last = max([int((p[2] or "2022")[:4]) for p in held if p[2] or p[1]] or [0])
            weight = max([office_weight(p[0]) for p in held] or [0])
            if "congress-legislators" not in names and (last < (2005 if weight == 3 else LAST_MINISTERS) or weight < 2 or weight == 2 and code not in MINISTERS_OF) and len(names) == 1:
                left_out["former or minor holder of office"] += 1
                continue
            row["positions"] = [compact(p) for p in held[:2 if weight == 3 else 1]]
            row["prior"] = {3: 40, 2: 8, 1: 3}.get(weight, 2)
        else:
            row["prior"] = {"country": 250, "region": 25, "city": 12, "organization": 12}.get(kind, 5)
        row["prior"] += 12 * (len(names) - 1)
        table[qid] = row
    return table


def add_freebase(table, described, degree, countries):
    """Well-known things of all kinds: English label, aliases and description of Wikidata, as FB15k-237 carries them."""
    for machine_id, about in described.items():
        qid, label, description = about.get("wikidata_id"), about.get("label"), about.get("description") or ""
        if not qid or not label:
            continue
        if label in CALENDAR or (label[0].islower() and not any(c.isupper() for c in label)):
            left_out["common noun"] += 1
            continue
        kind = kind_of_description(description)
        if kind == "work" and " " not in label or kind in ("other", "unknown") and " " not in label and not description:
            left_out["work of one word"] += 1
            continue
        known = table.setdefault(qid, {"qid": qid, "label": label, "kind": kind, "country": "", "aliases": [], "description": "",
                                       "positions": [], "sources": [], "prior": 0})
        known["aliases"] += [label, *about.get("alternatives", [])]
        known["description"] = known["description"] or " ".join(description.split()[:5])
        known["country"] = known["country"] or countries.of_text(description)
        known["sources"] = sorted({*known["sources"], "wikidata-2019"})
        known["prior"] = min(255, known["prior"] + 40 + min(80, 4 * degree[machine_id]))
        known["freebase"] = True


def add_more(table, more):
    """Organisations, media, clubs and works; of a known item the names are added, and how well known it is counts if that is more."""
    for qid, label, kind, country, aliases, prior, source in more:
        if not label:  # only how well known a place is
            if qid in table and table[qid]["kind"] in ("city", "unknown"):
                table[qid]["kind"] = kind
                if table[qid]["sources"] == ["natural-earth"] and int(prior) < LEAST_TOWN:
                    left_out["small town"] += 1
                    del table[qid]
                else:
                    table[qid]["prior"] = max(table[qid]["prior"], int(prior))
            continue
        if prior == "0" and qid not in table:
            left_out["small town"] += 1
            continue
        known = table.setdefault(qid, {"qid": qid, "label": label, "kind": kind, "country": country, "aliases": [], "description": "",
                                       "positions": [], "sources": [], "prior": 0})
        known["aliases"] += [a for a in [label, *aliases.split("|")] if a]
        known["sources"] = sorted({*known["sources"], source})
        known["prior"] = max(known["prior"], int(prior))
        if not known["country"] or country.startswith(known["country"] + "-"):
            known["country"] = country
        if known["kind"] == "unknown":
            known["kind"] = kind


def check_states(table, own, countries):
    """A state's item is the one that Wikidata calls by its usual name: Denmark, not the Kingdom of Denmark."""
    for code, (usual, *_) in countries.usual.items():
        known = countries.item.get(code)
        better = [qid for qid, row in table.items() if row["kind"] == "country" and own.get(qid) == usual and qid != known]
        if known in table and own.get(known) != usual and len(better) == 1:
            left_out["item of a realm, where its main country has the name"] += 1
            realm = next((a for a in [own.get(known), *table[known]["aliases"]] if a and a.endswith(usual) and a != usual), None)
            table[known].update(label=realm or f"Realm of {usual}", aliases=[], prior=60)
            table[better[0]]["country"] = code
            countries.item[code] = better[0]
        if countries.item.get(code) in table:
            table[countries.item[code]]["label"] = usual


def check_labels(table, described, countries):
    """A place is called as Wikidata calls it, a state by its usual name; what has no code of a state is no country."""
    own = {about.get("wikidata_id"): about["label"] for about in described.values() if about.get("label")}
    check_states(table, own, countries)
    for qid, row in table.items():
        if row["kind"] == "country" and "country-coder" in row["sources"] and not re.fullmatch("[A-Z]{2}", row["country"].replace("ZZ", "")):
            left_out["country without a code of one, made a region or place"] += 1
            row["kind"] = "place" if row["country"] == "ZZ" else "region"
            row["country"] = row["country"].replace("ZZ", "")
            names = {about.get("wikidata_id"): about.get("alternatives", []) for about in described.values()}
            row["aliases"] = [alias for alias in row["aliases"] if alias in names.get(qid, row["aliases"])]
            row["label"] = own.get(qid, row["label"])
        if row["kind"] in ("region", "city", "place") and fold(own.get(qid, row["label"])) != fold(row["label"]):
            left_out["label of a place that Wikidata calls otherwise, made an alias"] += 1
            row["aliases"].insert(0, row["label"])
            row["label"] = own[qid]


def add_postal_codes(table):
    """`TX`: what post calls the states of North America and Australia."""
    for row in table.values():
        code = re.fullmatch("(US|CA|AU)-([A-Z]{2,3})", row["country"])
        if code and row["kind"] == "region":
            row["aliases"].insert(0, code[2])


def check_places(table, full, countries):
    """Cities whose item, name and country two sources tell differently, unless a third one takes a side."""
    by_name = collections.defaultdict(set)
    for qid, (kind, country, names, sources) in full.items():
        if kind.startswith("city") and "dr5hn" in sources:
            by_name[fold(names[0]), country[:2]].add(qid)
    for qid, row in list(table.items()):
        if row["kind"] != "city" or row.get("freebase"):
            continue
        other = by_name.get((fold(row["label"]), row["country"][:2]), set())
        if other and qid not in other:
            left_out["city whose item another source disputes"] += 1
            del table[qid]
        elif qid in full and full[qid][1][:2] not in ("", row["country"][:2]) and re.fullmatch("[A-Z]{2}.*", full[qid][1]):
            left_out["city whose country another source disputes"] += 1
            del table[qid]


def check_persons(table, full, countries):
    """A person's country must be the same in the two collections of office-holders that tell it."""
    for qid, row in table.items():
        if row["kind"] != "person" or qid not in full or not row["country"]:
            continue
        other = countries.of_slug(full[qid][1])
        if other and other[:2] != row["country"][:2]:
            left_out["country of a person disputed, left empty"] += 1
            row["country"] = ""


def clean_aliases(table, countries):
    """Names in Latin letters, that are no other place's usual name, no code, and no common word."""
    labels = collections.defaultdict(set)
    for row in table.values():
        if row["kind"] in ("country", "region", "city", "organization"):
            labels[fold(row["label"])].add(row["qid"])
    for row in table.values():
        usual = countries.usual.get(row["country"], []) if countries.item.get(row["country"]) == row["qid"] else []
        if row["kind"] == "country" and not usual and not row.get("freebase"):
            row["aliases"] = []
        kept = []
        for alias in row["aliases"]:
            folded = fold(alias)
            other_place = labels.get(folded, set()) - {row["qid"]}
            if not latin(alias) or not folded or other_place and row["kind"] in ("country", "region", "city"):
                left_out["alias in another script, or another place's usual name"] += 1
            elif len(folded) < 3 or alias[0].islower() and row["kind"] != "person" or row["kind"] == "country" and len(folded) < 4:
                left_out["alias that is a code or a common word"] += 1
            elif row["kind"] == "country" and usual and not row.get("freebase"):
                left_out["alias of a country from one list of spellings alone"] += 1
            elif row["kind"] == "country" and countries.code.get(folded, row["country"]) != row["country"]:
                left_out["alias of a country that means another one"] += 1
            elif row["kind"] == "person" and " " not in folded and row["prior"] < 60:
                left_out["single name of a person who is not widely known"] += 1
            else:
                kept.append(alias)
        seen = {row["label"]}
        row["aliases"] = [a for a in [*usual, *kept] if not (a in seen or seen.add(a))][:8 if row["kind"] == "country" else 5]


def merge_additions(table, full, countries):
    """Our own rows: offices that the collections are too old for, and names in use. The item is looked up, never typed from memory."""
    by_name = collections.defaultdict(set)
    for qid, row in table.items():
        for name in [row["label"], *row["aliases"]]:
            by_name[fold(name)].add(qid)
    for qid, (kind, _, names, _) in full.items():
        for name in names:
            by_name[fold(name)].add(qid)
    for name, kind, country, aliases, positions in rows(HERE / "additions.tsv"):
        found = {q for q in by_name[fold(name)] if (table.get(q, {}).get("kind") or full[q][0]).startswith(kind[:3])}
        if len(found) > 1:
            found = {q for q in found if q in table and table[q]["country"][:2] == country} or found
        if len(found) > 1:
            best = sorted(found, key=lambda q: table.get(q, {}).get("prior", 0))
            found = {best[-1]} if table.get(best[-1], {}).get("prior", 0) > 2 * table.get(best[-2], {}).get("prior", 0) else found
        if len(found) != 1:
            print(f"additions: {name}: {len(found)} items", sorted(found)[:5], file=sys.stderr)
            continue
        qid = found.pop()
        row = table.setdefault(qid, {"qid": qid, "label": name, "kind": kind, "country": country, "aliases": [], "description": "",
                                     "positions": [], "sources": [], "prior": 0})
        if kind == "person" and row["country"] and row["country"][:2] != country:
            print(f"additions: {name}: of {row['country']}, not {country}", file=sys.stderr)
        row.update(country=country or row["country"], kind=kind)
        row["aliases"] = [a for a in aliases.split("|") if a] + row["aliases"]
        row["positions"] = [p for p in positions.split("|") if p] + row["positions"]
        row["sources"] = sorted({*row["sources"], "claimgraph"})
        row["prior"] = min(255, row["prior"] + 60)


def add_known(table):
    """What is well known and the collections lack; how it is called here comes first."""
    for qid, label, kind, country, aliases, prior in rows(HERE / "known.tsv"):
        row = table.setdefault(qid, {"qid": qid, "label": label, "description": "", "positions": [], "sources": [], "aliases": [], "prior": 0})
        row["aliases"] = list(dict.fromkeys([*(a for a in aliases.split("|") if a), *row["aliases"]]))[:10]
        row.update(label=label, kind=kind, country=country, prior=max(row["prior"], int(prior)))
        row["sources"] = sorted({*row["sources"], "claimgraph"})


def main():
    folder, entities, triples, more = map(Path, sys.argv[1:5])
    seed = [cells for cells in rows(folder / "seed.tsv")[1:] if len(cells) == 8]
    positions = json.loads(subprocess.run(["zstd", "-dc", folder / "persons-positions.json.zst"], check=True, capture_output=True).stdout)
    positions = {qid: about["pos"] for qid, about in positions.items()}
    with lzma.open(folder / "full.tsv.xz", "rt", encoding="utf-8") as table:
        full = {}
        for line in table:
            qid, kind, country, names, sources = line.rstrip("\n").split("\t")
            full[qid] = kind, country, names.split("|"), sources.split(",")
    degree = collections.Counter()
    for line in triples.read_text(encoding="utf-8").splitlines():
        head, _, tail = line.split("\t")
        degree.update([head, tail])
    countries = Countries(seed)
    countries.seed = seed
    table = read_seed(folder, countries, positions)
    freebase = json.loads(entities.read_text(encoding="utf-8"))
    add_freebase(table, freebase, degree, countries)
    add_more(table, rows(more))
    check_labels(table, freebase, countries)
    check_places(table, full, countries)
    check_persons(table, full, countries)
    clean_aliases(table, countries)
    add_postal_codes(table)
    add_known(table)
    merge_additions(table, full, countries)
    out = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, escapechar="\\")
    out.writerow("qid label type country aliases description positions prior sources".split())
    for row in sorted(table.values(), key=lambda row: int(row["qid"][1:])):
        cells = [row["qid"], row["label"], row["kind"], row["country"], "|".join(row["aliases"]), row["description"], "|".join(row["positions"]),
                 row["prior"], ",".join(row["sources"])]
        out.writerow([str(cell).replace("\t", " ").replace("\n", " ").replace('"', "'") for cell in cells])
    for reason, count in left_out.most_common():
        print(f"{count:7}  {reason}", file=sys.stderr)
    kinds = collections.Counter(row["kind"] for row in table.values())
    print(f"{len(table)} items: {dict(kinds.most_common())}", file=sys.stderr)


main()
