#!/usr/bin/env python3
"""Prints the speed of the measures beside networkit, igraph and networkx, in one run on one random graph.

    graph.py MEASURES [--nodes 20000] [--edges 100000] [--table EDGES.csv] [--threads 2] [--rounds 3] [--statements 1000000] [--networkx]

MEASURES    the program target/release/examples/measures (cargo build --release --example measures)
--table     instead of a random graph, one with columns source and target (`claimgraph export csv-edges`); without
            directions, and two nodes that are joined often are joined once
--networkx  also time networkx; its betweenness takes an hour on the graph of the default size
Needs numpy, networkx, igraph and networkit. Wall times of the measure alone; reading the graph is left out for all. igraph
has one thread. Betweenness is timed once, as it takes long; of the other times the best of the rounds counts.
"""
import argparse
import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MEASURES = ["pagerank", "closeness", "core", "clustering", "community", "betweenness"]


def random_edges(nodes, count, seed=1):
    """Different pairs of different nodes, connected by a path."""
    draw, pairs = random.Random(seed), {(node, node + 1) for node in range(nodes - 1)}
    while len(pairs) < count:
        a, b = sorted((draw.randrange(nodes), draw.randrange(nodes)))
        if a != b:
            pairs.add((a, b))
    return sorted(pairs)


def edges_of(path):
    """The edges of a table, its nodes numbered in the order of their names."""
    with open(path, encoding="utf-8", newline="") as file:
        pairs = {tuple(sorted((row["source"], row["target"]))) for row in csv.DictReader(file)}
    names = sorted({name for pair in pairs for name in pair})
    number = {name: i for i, name in enumerate(names)}
    return len(names), sorted((number[a], number[b]) for a, b in pairs if a != b)


def ours(program, table, measure, threads, rounds):
    """The best time and the sum; all rounds in one process, as those of the peers are."""
    environment = os.environ | {"RAYON_NUM_THREADS": str(threads)}
    done = subprocess.run([program, table, *[measure] * rounds], env=environment, capture_output=True, text=True, check=True)
    return min((float(seconds), float(total)) for _, seconds, total in map(str.split, done.stdout.splitlines()))


def timed(function):
    start = time.perf_counter()
    values = function()
    return time.perf_counter() - start, values


def igraph_functions(nodes, edges):
    import igraph

    graph = igraph.Graph(n=nodes, edges=edges)
    return {
        "pagerank": lambda: sum(graph.pagerank()),
        "closeness": lambda: sum(graph.closeness()),
        "core": lambda: sum(graph.coreness()),
        "clustering": lambda: sum(graph.transitivity_local_undirected(mode="zero")),
        "community": lambda: graph.community_leiden("modularity", n_iterations=-1).modularity,
        "betweenness": lambda: 2 * sum(graph.betweenness()) / ((nodes - 1) * (nodes - 2)),
    }


def networkit_functions(nodes, edges, threads):
    import networkit

    networkit.setNumberOfThreads(threads)
    graph = networkit.Graph(nodes)
    for a, b in edges:
        graph.addEdge(a, b)

    def pagerank():
        found = networkit.centrality.PageRank(graph, 0.85, 1e-14)
        return sum(found.run().scores())

    def betweenness():
        return sum(networkit.centrality.Betweenness(graph, normalized=True).run().scores())

    def closeness():
        kind = networkit.centrality.ClosenessVariant.GENERALIZED
        return sum(networkit.centrality.Closeness(graph, False, kind).run().scores())

    return {
        "pagerank": pagerank,
        "closeness": closeness,
        "core": lambda: sum(networkit.centrality.CoreDecomposition(graph).run().scores()),
        "community": lambda: networkit.community.Modularity().getQuality(
            networkit.community.detectCommunities(graph, networkit.community.ParallelLeiden(graph), inspect=False), graph),
        "betweenness": betweenness,
    }


def networkx_functions(edges):
    import networkx

    graph = networkx.Graph(edges)
    return {
        "pagerank": lambda: sum(networkx.pagerank(graph, tol=1e-14).values()),
        "closeness": lambda: sum(networkx.closeness_centrality(graph).values()),
        "core": lambda: sum(networkx.core_number(graph).values()),
        "clustering": lambda: sum(networkx.clustering(graph).values()),
        "betweenness": lambda: sum(networkx.betweenness_centrality(graph).values()),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measures")
    parser.add_argument("--nodes", type=int, default=20_000)
    parser.add_argument("--edges", type=int, default=100_000)
    parser.add_argument("--table")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--only", nargs="+", default=MEASURES, choices=MEASURES)
    parser.add_argument("--networkx", action="store_true")
    options = parser.parse_args()
    if options.table:
        options.nodes, edges = edges_of(options.table)
    else:
        edges = random_edges(options.nodes, options.edges)
    peers = {"igraph": igraph_functions(options.nodes, edges), "networkit": networkit_functions(options.nodes, edges, options.threads)}
    if options.networkx:
        peers["networkx"] = networkx_functions(edges)
    print(f"{options.nodes:,} nodes, {len(edges):,} edges, {options.threads} threads; seconds of wall time")
    with tempfile.TemporaryDirectory() as folder:
        table = str(Path(folder) / "edges.csv")
        Path(table).write_text("source,target\n" + "".join(f"{a},{b}\n" for a, b in edges), encoding="utf-8")
        for measure in options.only:
            compare(measure, options, table, peers)
    if options.statements:
        done = subprocess.run([options.measures, "--statements", str(options.statements)], capture_output=True, text=True, check=True)
        print(done.stdout, end="")


def compare(measure, options, table, peers):
    """One line: our time, and each peer's with the ratio; the sums of all values show that they measure the same."""
    rounds = 1 if measure == "betweenness" else options.rounds
    best, total = ours(options.measures, table, measure, options.threads, rounds)
    line = f"{measure:12} claimgraph {best:.4f} (sum {total:.9g})"
    for name, functions in peers.items():
        if measure in functions:
            times = [timed(functions[measure]) for _ in range(rounds)]
            seconds = min(seconds for seconds, _ in times)
            line += f"  {name} {seconds:.4f} = {seconds / best:.1f} × (sum {times[0][1]:.9g})"
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
