"""collect.py ROR_UPDATES ROR_RECORDS WIKITRIVIA PLACES MEDIA PEOPLE > more.tsv: organisations, media, clubs, works, towns and people for make.py.

The first two are clones of ror-community/ror-updates and ror-records: records of research organisations, agencies and foundations (CC0), which
name their Wikidata item. The third is a clone of tom-james-watson/wikitrivia, which keeps the answers of Wikidata's query service (CC0) on
websites, media, companies, clubs and works, each with the number of its sitelinks. PLACES is a clone of EdwardTheLegend/wikitrivia-data (the
populations of places, from Wikidata), MEDIA of hearvox/wiki-media-cred (towns of the United States with their items, CC0), PEOPLE of
yaronkoren/wp-vital-articles-analysis (items of the people whose biographies Wikipedia holds vital, MIT).
Columns: item, label, type, country, aliases, prior, source.
"""
import collections
import json
import math
import re
import subprocess
import sys
from pathlib import Path

KINDS = {
    "organization": "airlines brands-and-companies restaurant-chains football-clubs f1-teams mlb-franchises nba-franchises nfl-franchises "
                    "nhl-franchises rugby-clubs newspapers tv-channels radio-stations websites social-networking-services online-communities",
    "work": "films tv-shows mobile-apps operating-systems podcasts musicals radio-programs",
    "event": "wars massacres coups disease-outbreaks revolutions protests-riots-and-uprisings",
    "facility": "stadiums historic-landmarks museums-and-historic-sites",
    "person": "us-presidents uk-prime-ministers australian-prime-ministers canadian-prime-ministers new-zealand-prime-ministers "
              "french-presidents german-chancellors spanish-prime-ministers south-korean-presidents brazilian-presidents nobel-laureates",
}
KIND_OF_QUERY = {query: kind for kind, queries in KINDS.items() for query in queries.split()}
LEAST_SITELINKS = {"organization": 15, "person": 40, "work": 30, "event": 35, "facility": 40}
LEAST_PEOPLE = 3000  # of a town
BORN_SINCE = 1935
ENGLISH = {"US", "GB", "CA", "AU", "NZ", "IE"}


def blobs(repository):
    """The JSON files of a clone without work tree."""
    listed = subprocess.run(["git", "-C", repository, "ls-tree", "-r", "HEAD"], check=True, capture_output=True, text=True).stdout.splitlines()
    wanted = sorted({line.split()[2] for line in listed if line.endswith(".json")})
    read = subprocess.run(["git", "-C", repository, "cat-file", "--batch"], check=True, capture_output=True, input="\n".join(wanted).encode()).stdout
    place = 0
    while place < len(read):
        end = read.index(b"\n", place)
        header = read[place:end].split()
        place = end + 1
        if header[1] == b"missing":
            continue
        yield read[place:place + int(header[2])]
        place += int(header[2]) + 1


def organisation(record):
    """Item, names with the label first, acronyms, country, types; of either version of the schema."""
    ids = record.get("external_ids") or {}
    if isinstance(ids, list):
        item = next((i.get("preferred") or (i.get("all") or [None])[0] for i in ids if i.get("type") == "wikidata"), None)
        names = [n for n in record.get("names", []) if n.get("lang") in (None, "en")]
        of = lambda kind: [n["value"] for n in names if kind in n.get("types", [])]
        places = record.get("locations") or [{}]
        country = (places[0].get("geonames_details") or {}).get("country_code", "")
        return item, of("ror_display") + of("label") + of("alias"), of("acronym"), country, {t.lower() for t in record.get("types", [])}
    known = ids.get("Wikidata") or {}
    item = known.get("preferred") or (known.get("all") or [None])[0]
    names = [record.get("name"), *record.get("aliases", [])]
    return item, names, record.get("acronyms", []), (record.get("country") or {}).get("country_code", ""), {t.lower() for t in record.get("types", [])}


def organisations(repositories):
    found = {}
    for repository in repositories:
        for blob in blobs(repository):
            try:
                record = json.loads(blob)
            except ValueError:
                continue
            if isinstance(record, dict) and record.get("status", "active") == "active":
                item, names, acronyms, country, types = organisation(record)
                names = [" ".join(n.split()) for n in names if n]
                if re.fullmatch(r"Q\d+", item or "") and names:
                    found[item] = names, [a.strip() for a in acronyms if a], country, types
    return found


def is_wanted(country, types, names):
    """Of English-speaking countries what is no clinic or laboratory; elsewhere governments and universities known by many names."""
    latin = all(ord(c) < 0x250 for c in names[0])
    if country in ENGLISH:
        return latin and ("government" in types or len(set(names)) > 1 and types & {"nonprofit", "company", "education"})
    return latin and len(set(names)) > 4 and ("government" in types or "education" in types and "Universit" in names[0])


def plain(name):
    """`L'Oréal (France)` is L'Oréal."""
    return re.sub(r" \([^)]*\)$", "", name)


def write_organisations(repositories):
    found = {item: about for item, about in organisations(repositories).items() if is_wanted(about[2], about[3], about[0])}
    bearers, acronyms = collections.defaultdict(set), collections.Counter()
    for item, (names, short, _, _) in found.items():
        bearers[plain(names[0])].add(item)
        acronyms.update(set(short))
    for item, (names, short, country, types) in sorted(found.items(), key=lambda row: int(row[0][1:])):
        if len(bearers[plain(names[0])]) > 1:
            continue
        kept = [a for a in short if acronyms[a] == 1 and len(a) > 2 and country in ENGLISH]
        aliases = dict.fromkeys([plain(n) for n in names[1:]] + kept)
        prior = 6 + 6 * ("government" in types) + 3 * min(4, len(names))
        print(item, plain(names[0]), "organization", country, "|".join(list(aliases)[:6]), prior, "ror", sep="\t")


def write_answers(repository):
    listed = subprocess.run(["git", "-C", repository, "ls-tree", "-r", "--name-only", "HEAD", "content/queries"], check=True, capture_output=True, text=True)
    known = {}
    for path in sorted(p for p in listed.stdout.splitlines() if p.endswith("/rows.json")):
        kind = KIND_OF_QUERY.get(re.sub(r"(-(founding|launch|release|first-air|opening|taking-office|award|start|establishment|premiere))*(-year)?$", "", path.split("/")[-2]))
        if not kind:
            continue
        for row in json.loads(subprocess.run(["git", "-C", repository, "show", f"HEAD:{path}"], check=True, capture_output=True).stdout):
            item, label, sitelinks = row["item"].rsplit("/")[-1], row.get("itemLabel", ""), int(row.get("sitelinks") or 0)
            if re.fullmatch(r"Q\d+", item) and len(label) > 2 and any(c.isupper() for c in label) and sitelinks >= LEAST_SITELINKS[kind]:
                if kind == "work" and " " not in label and sitelinks < 40:
                    continue
                known.setdefault(item, (label, kind, min(255, sitelinks)))
    for item, (label, kind, prior) in sorted(known.items(), key=lambda row: int(row[0][1:])):
        print(item, label, kind, "", "", prior, "wikidata-2026", sep="\t")


def shown(repository, path):
    return subprocess.run(["git", "-C", repository, "show", f"HEAD:{path}"], check=True, capture_output=True, text=True).stdout.splitlines()


def populations(repository):
    """The number of people of each place, as far as known."""
    found = {}
    for part in range(5):
        for line in shown(repository, f"split-items/items{part}.json"):
            try:
                about = json.loads(line)
            except ValueError:
                continue
            if about.get("population"):
                found[about["id"]] = int(about["population"])
    return found


def prior_of_town(people):
    """How well known a town of so many people is: 4 for a thousand, 10 for ten thousand, 25, 63."""
    return max(1, min(120, round(4 * 2.5 ** (math.log10(max(people, 1)) - 3))))


def write_towns(places, media):
    """Towns of the United States; the codes of their states tell those of one name apart. Small ones have no prior, places elsewhere no name."""
    people = populations(places)
    for name, _, state, item, _ in (line.split("\t") for line in shown(media, "data/wikidata-us-cities.tsv")[1:]):
        known = people.get(item, 0) >= LEAST_PEOPLE
        print(item, name, "city", f"US-{state}", "", prior_of_town(people[item]) if known else 0, "wiki-media-cred", sep="\t")
    for item, count in sorted(people.items(), key=lambda row: int(row[0][1:])):
        print(item, "", "city", "", "", prior_of_town(count), "", sep="\t")


def write_people(repository):
    """Those whom news still speaks of, and the most important of all times."""
    vital = {line.split("\t")[1] for line in shown(repository, "vital4.csv")}
    for name, item, born, *_ in (line.split("\t") for line in shown(repository, "vital5.csv")):
        name = re.sub(r" \([^)]*\)$", "", name)
        name = " ".join(reversed(name.split(", "))) if name.count(", ") == 1 else name
        if item in vital or born.isdigit() and int(born) >= BORN_SINCE:
            print(item, name, "person", "", "", 80 if item in vital else 40, "vital-articles", sep="\t")


write_organisations(sys.argv[1:3])
write_answers(Path(sys.argv[3]))
write_towns(*sys.argv[4:6])
write_people(sys.argv[6])
