//! Connected parts of a graph, and the distances within them.

use super::Link;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A connected part, with its own numbering.
pub(super) struct Part {
    /// Its nodes in the numbering of the whole.
    pub nodes: Vec<usize>,
    /// Its links, ends in its own numbering.
    pub links: Vec<Link>,
}

/// The connected parts, the largest first, ties by their first node.
pub(super) fn components(count: usize, links: &[Link]) -> Vec<Part> {
    let mut parent: Vec<usize> = (0..count).collect();
    for link in links {
        let [a, b] = link.ends.map(|end| root(&mut parent, end));
        parent[a.max(b)] = a.min(b);
    }
    let mut parts: Vec<Part> = Vec::new();
    let (mut part_of, mut place) = (vec![0; count], vec![0; count]);
    for node in 0..count {
        let root = root(&mut parent, node);
        if root == node {
            part_of[node] = parts.len();
            parts.push(Part { nodes: Vec::new(), links: Vec::new() });
        }
        part_of[node] = part_of[root];
        place[node] = parts[part_of[node]].nodes.len();
        parts[part_of[node]].nodes.push(node);
    }
    for link in links {
        let ends = link.ends.map(|end| place[end]);
        parts[part_of[link.ends[0]]].links.push(Link { ends, length: link.length });
    }
    parts.sort_by_key(|part| (Reverse(part.nodes.len()), part.nodes.first().copied()));
    parts
}

fn root(parent: &mut [usize], mut node: usize) -> usize {
    while parent[node] != node {
        parent[node] = parent[parent[node]];
        node = parent[node];
    }
    node
}

/// For each node its neighbours with the length of the link to them.
pub(super) fn neighbours(part: &Part) -> Vec<Vec<(usize, f64)>> {
    let mut neighbours = vec![Vec::new(); part.nodes.len()];
    for link in &part.links {
        let [a, b] = link.ends;
        neighbours[a].push((b, link.length));
        neighbours[b].push((a, link.length));
    }
    neighbours
}

/// The lengths of the shortest ways from `start` to every node (Dijkstra).
pub(super) fn from(start: usize, neighbours: &[Vec<(usize, f64)>]) -> Vec<f64> {
    let mut distance = vec![f64::INFINITY; neighbours.len()];
    distance[start] = 0.0;
    // The bits of positive numbers are ordered as the numbers are.
    let mut open = BinaryHeap::from([Reverse((0.0_f64.to_bits(), start))]);
    while let Some(Reverse((bits, node))) = open.pop() {
        let here = f64::from_bits(bits);
        if here > distance[node] {
            continue;
        }
        for (next, length) in &neighbours[node] {
            let there = here + length;
            if there < distance[*next] {
                distance[*next] = there;
                open.push(Reverse((there.to_bits(), *next)));
            }
        }
    }
    distance
}
