"""The exports for network tools, each opened by an independent reader and held against the table of edges."""
import csv
import io
import json
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import igraph
import networkx
import pydot
from followthemoney import model

GEXF = {"g": "http://gexf.net/1.3"}


def check(what, good, detail=""):
    print(f"{'ok    ' if good else 'FAILED'} {what} {detail}", flush=True)
    return bool(good)


def table(program, name):
    return list(csv.DictReader(io.StringIO(program.run("export", name))))


def truth(program):
    """Labels of the actors by id, and the statements between them, as the tables have them."""
    actors = {row["Id"]: row["Label"] for row in table(program, "gephi-nodes")}
    return actors, {row["Id"]: (row["Source"], row["Target"], row["Label"]) for row in table(program, "gephi-edges")}


def check_dot(program):
    text = program.run("export", "dot", "--top", "0")
    (drawing,) = pydot.graph_from_dot_data(text)
    edges = [edge for edge in drawing.get_edges() if "dir" not in edge.get_attributes()]
    expected = table(program, "csv-edges")
    good = check("pydot reads dot", len(edges) == len(expected), f"{len(edges)} edges")
    if shutil.which("dot"):
        done = subprocess.run(["dot", "-Tsvg"], input=text, capture_output=True, text=True)
        good &= check("GraphViz draws dot", done.returncode == 0 and "<svg" in done.stdout, done.stderr[:300])
    return good


def check_svg(program):
    svg = ElementTree.fromstring(program.run("export", "svg", "--top", "0"))
    words = {"".join(text.itertext()) for text in svg.iter("{http://www.w3.org/2000/svg}text")}
    titles = "\n".join("".join(title.itertext()) for title in svg.iter("{http://www.w3.org/2000/svg}title"))
    actors, edges = truth(program)
    linked = {end for source, target, _ in edges.values() for end in (source, target)}
    missing = [actors[actor] for actor in linked if actors[actor] not in titles]
    return check("the picture is XML and has every actor", not missing and words, " ".join(missing[:5]))


def check_graphml(program):
    actors, edges = truth(program)
    graph = networkx.parse_graphml(program.run("export", "graphml"), force_multigraph=True)
    read = {key: (a, b, data["label"]) for a, b, key, data in graph.edges(keys=True, data=True)}
    labels = {node: data["label"] for node, data in graph.nodes(data=True)}
    typed = all(isinstance(data["centrality"], float) and isinstance(data["degree"], int) for _, data in graph.nodes(data=True))
    good = check("networkx reads graphml", labels == actors and read == edges and typed, f"{len(read)} edges")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.graphml"
        path.write_text(program.run("export", "graphml"))
        other = igraph.Graph.Read_GraphML(str(path))
    return good & check("igraph reads graphml", (other.vcount(), other.ecount()) == (len(actors), len(edges)) and sorted(other.vs["label"]) == sorted(actors.values()))


def check_gexf(program):
    actors, edges = truth(program)
    text = program.run("export", "gexf")
    root = ElementTree.fromstring(text)
    nodes = {node.get("id"): node.get("label") for node in root.iterfind(".//g:node", GEXF)}
    read = {edge.get("id"): (edge.get("source"), edge.get("target"), edge.get("label")) for edge in root.iterfind(".//g:edge", GEXF)}
    spells = root.findall(".//g:edge/g:spells/g:spell", GEXF)
    dated = sum(1 for row in table(program, "gephi-edges") if row["first"])
    good = check("gexf has the actors, edges and days", nodes == actors and read == edges and len(spells) == dated, f"{len(spells)} spells")
    # networkx knows the versions up to 1.2, which differ in their namespace.
    old = text.replace("gexf.net/1.3/viz", "www.gexf.net/1.2draft/viz").replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft").replace('version="1.3"', 'version="1.2"')
    graph = networkx.read_gexf(io.BytesIO(old.encode()))
    return good & check("networkx reads gexf", {n: d["label"] for n, d in graph.nodes(data=True)} == actors and graph.number_of_edges() == len(edges))


def check_cytoscape(program):
    actors, edges = truth(program)
    data = json.loads(program.run("export", "cytoscape"))
    graph = networkx.cytoscape_graph(data)
    read = {key: (a, b, d["label"]) for a, b, key, d in graph.edges(keys=True, data=True)}
    return check("networkx reads cytoscape", {n: d["label"] for n, d in graph.nodes(data=True)} == actors and read == edges)


def check_neo4j(program):
    actors, edges = truth(program)
    nodes, links = table(program, "neo4j-nodes"), table(program, "neo4j-edges")
    same = {row["id:ID"]: row["name"] for row in nodes} == actors and {row["id"]: (row[":START_ID"], row[":END_ID"]) for row in links} == {k: v[:2] for k, v in edges.items()}
    return check("neo4j tables have the same graph", same and all(row[":TYPE"] for row in links) and all(row[":LABEL"] for row in nodes))


def check_followthemoney(program):
    lines = [json.loads(line) for line in program.run("export", "ftm").splitlines()]
    ids = {line["id"] for line in lines}
    lost, loose = [], []
    for line in lines:
        proxy = model.get_proxy(line, cleaned=False)
        given = {(name, value) for name, values in line["properties"].items() for value in values}
        lost += [(name, value) for name, value in given if not proxy.get(name)]
        loose += [value for name in ("subject", "object", "proof") for value in line["properties"].get(name, []) if value not in ids]
        model[line["schema"]].validate(line)
    schemas = sorted({line["schema"] for line in lines})
    good = not lost and not loose and len(ids) == len(lines)
    return check("followthemoney takes every entity", good, f"{len(lines)}: {' '.join(schemas)} {lost[:3]} {loose[:3]}")


CHECKS = [check_dot, check_svg, check_graphml, check_gexf, check_cytoscape, check_neo4j, check_followthemoney]
