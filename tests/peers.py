"""peers.py CLAIMGRAPH [INPUT …]: every output format read by independent implementations, and the graph held against its shapes.

Builds a graph of INPUT (default: examples/), exports every format and reads it back with rdflib, json, csv and the readers of `networks.py`; all RDF 1.1 forms
must be the same graph. pyshacl then checks the graph, with the ontology, against ontology/shapes.ttl.
"""
import csv
import json
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import networks
import peers_measures
import csv_reconcile
import pyshacl
import rdflib
from werkzeug.serving import make_server

ROOT = Path(__file__).resolve().parent.parent
ONTOLOGY = [p for p in sorted((ROOT / "ontology").glob("*.ttl")) if p.name != "shapes.ttl"]
CG = rdflib.Namespace("https://w3id.org/claimgraph/ontology#")
RDF11 = {"turtle": "turtle", "trig": "trig", "nquads": "nquads", "ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml"}
DATASETS = {"trig", "nquads", "jsonld"}


class Program:
    """The program on one graph directory."""

    def __init__(self, path, graph):
        self.path, self.graph = path, graph

    def run(self, *arguments):
        done = subprocess.run([self.path, *arguments, "-g", self.graph], capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{' '.join(arguments)}: exit {done.returncode}: {done.stderr}")
        return done.stdout


def quads(text, format):
    """The statements of a document: (graph, subject, predicate, object)."""
    dataset = rdflib.Dataset(default_union=False)
    dataset.parse(data=text, format=format)
    graph = lambda context: None if context in (None, rdflib.graph.DATASET_DEFAULT_GRAPH_ID) else context
    return {(graph(c), s, p, o) for s, p, o, c in dataset.quads()}


def check(what, good, detail=""):
    print(f"{'ok    ' if good else 'FAILED'} {what} {detail}", flush=True)
    return good


def check_rdf(program):
    """All RDF 1.1 forms give one graph."""
    read = {name: quads(program.run("export", name, "--rdf11"), format) for name, format in RDF11.items()}
    everything = read["nquads"]
    default = {quad for quad in everything if quad[0] is None}
    results = []
    for name, found in read.items():
        expected = everything if name in DATASETS else default
        results.append(check(f"rdflib reads {name}", found == expected, f"{len(found)} of {len(expected)} statements"))
    return all(results)


def check_shapes(program):
    """The graph conforms to the shapes, and an empty or broken one would not pass by having no claims."""
    graph = rdflib.Graph().parse(data=program.run("export", "turtle", "--rdf11"), format="turtle")
    claims = len(set(graph.subjects(rdflib.RDF.type, CG.Claim)))
    ontology, shapes = rdflib.Graph(), rdflib.Graph().parse(ROOT / "ontology" / "shapes.ttl")
    for path in ONTOLOGY:
        ontology.parse(path)
    conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes, ont_graph=ontology)
    good = check("pyshacl: the graph conforms to ontology/shapes.ttl", conforms, f"{claims} claims" if conforms else report[:2000])
    for claim in list(graph.subjects(rdflib.RDF.type, CG.Claim))[:1]:
        graph.remove((claim, CG.modality, None))
        broken, _, _ = pyshacl.validate(graph, shacl_graph=shapes, ont_graph=ontology)
        good &= check("pyshacl: a claim without modality does not", not broken)
    return good & check("there are claims", claims > 0)


def check_terms(program):
    """Every class and property in use is defined in the ontology."""
    ontology = rdflib.Graph()
    for path in ONTOLOGY:
        ontology.parse(path)
    defined = set(ontology.subjects())
    ours = ("https://w3id.org/claimgraph/ontology#", "https://w3id.org/claimgraph/relation/")
    used = {term for quad in quads(program.run("export", "nquads", "--rdf11"), "nquads") for term in quad[1:]}
    missing = sorted(term for term in used if isinstance(term, rdflib.URIRef) and term.startswith(ours) and term not in defined)
    return check("every term in use is defined", not missing, " ".join(missing[:20]))


CLAIM = {"id": str, "document": str, "source": str, "sentence": int, "quote": str, "subject": dict, "predicate": str,
         "predicate_text": str, "relation": (str, type(None)), "object": (dict, type(None)), "arguments": list,
         "polarity": str, "modality": str, "attribution": list, "confidence": (int, float)}


def check_jsonl(program):
    """Each line keeps the contract."""
    claims = [json.loads(line) for line in program.run("export", "jsonl").splitlines()]
    bad = [c["id"] for c in claims if any(not isinstance(c.get(key, ...), kind) for key, kind in CLAIM.items())]
    bad += [c["id"] for c in claims if not {"id", "label", "type", "wikidata", "text", "start", "end"} <= set(c["subject"])]
    literal = lambda slot: {"value", "datatype", "text"} <= set(slot)
    bad += [c["id"] for c in claims if c["object"] and not (literal(c["object"]) or {"id", "label", "type", "text"} <= set(c["object"]))]
    bad += [c["id"] for c in claims if any(not {"id", "label", "verb"} <= set(a) for a in c["attribution"])]
    rows = list(csv.DictReader(program.run("export", "csv").splitlines(keepends=True)))
    good = check("jsonl keeps the contract", not bad, f"{len(claims)} claims {' '.join(bad[:5])}")
    return good & check("csv has the same claims", [row["id"] for row in rows] == [c["id"] for c in claims])


def check_query(program):
    """Answers agree with rdflib's on the same graph."""
    query = "SELECT ?label { ?e rdfs:label ?label . ?e a cg:Person }"
    answer = json.loads(program.run("query", query, "--format", "json"))
    labels = sorted(row["label"]["value"] for row in answer["results"]["bindings"])
    graph = rdflib.Graph().parse(data=program.run("export", "ntriples", "--rdf11"), format="nt")
    expected = sorted(str(label) for e in graph.subjects(rdflib.RDF.type, CG.Person) for label in graph.objects(e, rdflib.RDFS.label))
    return check("query agrees with rdflib", labels == expected, f"{len(labels)} persons")


def check_measures(program):
    """Measures have the values of networkx and igraph."""
    return peers_measures.check_measures(program.path, program.run("export", "csv-edges"), check)
ITEMS = {"Q159": "Russia", "Q212": "Ukraine", "Q1065": "United Nations"}


def check_reconcile(program):
    """`link reconcile` understands csv-reconcile, a service of version 0.1, on names that it knows."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "items.tsv"
        table.write_text("item\tlabel\n" + "".join(f"{item}\t{label}\n" for item, label in ITEMS.items()))
        app = csv_reconcile.create_app(config="", instance_path=folder, scorerOption="")
        with app.app_context():
            csv_reconcile.initdb.init_db_with_context(str(table), "item", "label")
        server = make_server("127.0.0.1", 0, app)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.port}/reconcile"
        program.run("link", "reconcile", url)
        decided = json.loads(program.run("link", "list", "--format", "json"))
        server.shutdown()
    wrong = [d for d in decided if d["wikidata"] and ITEMS.get(d["wikidata"]) != d["entity"]["name"]]
    known = [a for a in json.loads(program.run("actors", "--top", "0", "--format", "json")) if a["label"] in ITEMS.values()]
    good = check("csv-reconcile: what it knows is linked", known and all(a["wikidata"] for a in known), f"{len(known)} entities")
    return good & check("csv-reconcile: nothing else is", not wrong, str(wrong[:3]))


def main():
    inputs = sys.argv[2:] or [str(ROOT / "examples")]
    with tempfile.TemporaryDirectory() as folder:
        program = Program(str(Path(sys.argv[1]).resolve()), str(Path(folder) / "kg"))
        print(program.run("build", *inputs))
        checks = [check_rdf, check_shapes, check_terms, check_jsonl, check_query, check_measures, check_reconcile, *networks.CHECKS]
        results = [run(program) for run in checks]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
