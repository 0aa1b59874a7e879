"""Measures held against networkx and igraph, to 1e-9, on random graphs and on the graph of the inputs. Called by peers.py."""
import csv
import json
import math
import random
import subprocess
import tempfile
from pathlib import Path

import igraph
import networkx as nx

TOLERANCE = 1e-9


def random_graph(nodes, edges, directed, seed):
    """Rows of a weighted table, connected by a path so that eigenvectors are single, with parallel rows and loops."""
    draw = random.Random(seed)
    rows = [(i, i + 1, draw.randint(1, 5)) for i in range(nodes - 1)] + [(nodes - 1, 0, 2), (0, 2, 1)]
    rows += [(draw.randrange(nodes), draw.randrange(nodes), draw.randint(1, 5)) for _ in range(edges)]
    return [(f"n{a}", f"n{b}", weight) for a, b, weight in rows]


def in_pieces(rows):
    """Without some nodes' edges, so that the graph falls apart."""
    return [row for row in rows if row[0] not in ("n3", "n17", "n18")] + [("far1", "far2", 2), ("far2", "far3", 1)]


def graph_of(rows, directed):
    """Parallel rows joined, loops left out, as claimgraph says that it does."""
    graph = nx.DiGraph() if directed else nx.Graph()
    for a, b, weight in rows:
        graph.add_nodes_from([a, b])
        if a != b:
            graph.add_edge(a, b, weight=weight + graph.get_edge_data(a, b, {"weight": 0})["weight"])
    return graph


def ours(program, table, directed, measure):
    arguments = [program, "actors", "--edges", table, "--by", measure, "--top", "0", "--format", "json"]
    done = subprocess.run(arguments + ["--directed"] * directed, capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout)
    values = {row["node"]: math.nan if row["value"] is None else row["value"] for row in answer["nodes"]}
    return values, answer["caveat"]


def pieces(graph):
    """For each node, how many more components there are without it."""
    undirected = graph.to_undirected()
    before = nx.number_connected_components(undirected)
    return {n: max(0, nx.number_connected_components(nx.restricted_view(undirected, [n], [])) - before) for n in graph}


def of_networkx(graph, connected):
    """Functions from measure to values."""
    undirected = joined(graph)
    hits = lambda which: nx.hits(graph, tol=1e-15, max_iter=10**5)[which]
    strength = dict(graph.degree(weight="weight"))
    found = {
        "degree": lambda: dict(undirected.degree()),
        "strength": lambda: strength,
        "pagerank": lambda: nx.pagerank(graph, tol=1e-15, max_iter=10**4),
        "closeness": lambda: nx.closeness_centrality(graph),
        "harmonic": lambda: nx.harmonic_centrality(graph),
        "betweenness": lambda: nx.betweenness_centrality(graph),
        "core": lambda: nx.core_number(undirected),
        "clustering": lambda: nx.clustering(undirected),
        "constraint": lambda: nx.constraint(undirected, weight="weight"),
        "articulation": lambda: pieces(graph),
    }
    if graph.is_directed():
        found |= {"in-degree": lambda: dict(graph.in_degree()), "out-degree": lambda: dict(graph.out_degree())}
    if connected:
        found |= {
            "hubs": lambda: hits(0),
            "authorities": lambda: hits(1),
            "eigenvector": lambda: nx.eigenvector_centrality_numpy(graph, weight="weight", tol=1e-14),
        }
    return found


def joined(graph):
    """Without directions, weights of edges that face each other added."""
    undirected = nx.Graph()
    undirected.add_nodes_from(graph)
    for a, b, weight in graph.edges(data="weight"):
        before = undirected.get_edge_data(a, b, {"weight": 0})["weight"]
        undirected.add_edge(a, b, weight=before + weight)
    return undirected


def of_igraph(graph, connected):
    names = list(graph)
    place = {name: i for i, name in enumerate(names)}
    edges = [(place[a], place[b]) for a, b in graph.edges()]
    peer = igraph.Graph(n=len(names), edges=edges, directed=graph.is_directed())
    weights = [weight for _, _, weight in graph.edges(data="weight")]
    named = lambda values: dict(zip(names, values))
    pairs = (len(names) - 1) * (len(names) - 2) / (1 if graph.is_directed() else 2)
    found = {
        "pagerank": lambda: named(peer.pagerank(weights=weights)),
        "betweenness": lambda: named(value / pairs for value in peer.betweenness()),
        "harmonic": lambda: named(value * (len(names) - 1) for value in peer.harmonic_centrality(mode="in")),
    }
    if not graph.is_directed():
        found |= {
            "core": lambda: named(peer.coreness()),
            "clustering": lambda: named(peer.transitivity_local_undirected(mode="zero")),
            "constraint": lambda: named(peer.constraint(weights=weights)),
        }
    return found


def worst(mine, theirs):
    """The largest difference; what neither has a value for agrees."""
    differences = [0.0]
    for name in set(mine) | set(theirs):
        a, b = mine.get(name, math.inf), theirs.get(name, math.inf)
        differences.append(0.0 if math.isnan(a) and math.isnan(b) else abs(a - b) if not math.isnan(a - b) else math.inf)
    return max(differences)


def compare(program, what, rows, directed, check, connected):
    graph = graph_of(rows, directed)
    good = True
    with tempfile.TemporaryDirectory() as folder:
        table = str(Path(folder) / "edges.csv")
        with open(table, "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([("source", "target", "weight"), *rows])
        for peer, functions in (("networkx", of_networkx(graph, connected)), ("igraph", of_igraph(graph, connected))):
            differences = {m: worst(ours(program, table, directed, m)[0], values()) for m, values in functions.items()}
            bad = {measure: difference for measure, difference in differences.items() if not difference < TOLERANCE}
            good &= check(f"{peer} agrees on {what}", not bad, f"{len(differences)} measures {bad or ''}")
        values, caveat = ours(program, table, directed, "katz")
        theirs = nx.katz_centrality_numpy(graph, alpha=float(caveat.split()[-1]), weight="weight")
        good &= check(f"networkx agrees on Katz, {what}", worst(values, theirs) < TOLERANCE)
        good &= check_communities(program, table, directed, graph, check, what)
    return good


def check_communities(program, table, directed, graph, check, what):
    """The stated modularity is that of the partition, and not below igraph's Leiden by more than a hundredth."""
    values, caveat = ours(program, table, directed, "community")
    undirected = joined(graph)
    parts = [{n for n in values if values[n] == number} for number in set(values.values())]
    stated, true = float(caveat.split()[-1]), nx.community.modularity(undirected, parts)
    peer = igraph.Graph.TupleList(undirected.edges(data="weight"), weights=True)
    best = peer.community_leiden("modularity", weights="weight", n_iterations=-1).modularity
    agrees = abs(stated - true) < TOLERANCE and stated > best - 0.01
    return check(f"modularity on {what}", agrees, f"{stated:.4f}, networkx {true:.4f}, igraph's Leiden {best:.4f}")


def check_measures(program, edges, check):
    """`edges` is the text of `export csv-edges`."""
    rows = [(row["source"], row["target"], int(row["support"])) for row in csv.DictReader(edges.splitlines(keepends=True))]
    plain, pointed = random_graph(120, 240, False, 1), random_graph(120, 360, True, 2)
    results = [
        compare(program, "a random graph", plain, False, check, True),
        compare(program, "a random directed graph", pointed, True, check, True),
        compare(program, "a graph in pieces", in_pieces(plain), False, check, False),
        compare(program, "a directed graph in pieces", in_pieces(pointed), True, check, False),
        compare(program, "the graph of the inputs", rows, False, check, False),
    ]
    return all(results)
