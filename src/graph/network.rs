//! A graph as the measures read it: neighbours in one array, node by node (compressed sparse rows).

use std::borrow::Cow;

/// The neighbours of each node with the weights of the edges that lead there, sorted by neighbour.
#[derive(Clone, Debug, PartialEq)]
pub struct Adjacency {
    offsets: Vec<u32>,
    targets: Vec<u32>,
    weights: Vec<f64>,
    /// The weight of all edges, where it is the same.
    uniform: Option<f64>,
}

impl Adjacency {
    /// From edges sorted by source and target, without repetition.
    fn new(nodes: usize, edges: &[(u32, u32, f64)]) -> Self {
        let mut offsets = vec![0; nodes + 1];
        edges.iter().for_each(|edge| offsets[edge.0 as usize + 1] += 1);
        (0..nodes).for_each(|node| offsets[node + 1] += offsets[node]);
        let targets = edges.iter().map(|edge| edge.1).collect();
        let weights: Vec<f64> = edges.iter().map(|edge| edge.2).collect();
        let uniform = weights.first().copied().filter(|first| weights.iter().all(|weight| weight == first));
        Self { offsets, targets, weights, uniform }
    }

    fn range(&self, node: u32) -> std::ops::Range<usize> {
        self.offsets[node as usize] as usize..self.offsets[node as usize + 1] as usize
    }

    /// The neighbours of a node, ascending.
    pub fn neighbours(&self, node: u32) -> &[u32] {
        &self.targets[self.range(node)]
    }

    /// The neighbours of a node with the weights of the edges.
    pub fn edges(&self, node: u32) -> impl Iterator<Item = (u32, f64)> + '_ {
        let range = self.range(node);
        self.targets[range.clone()].iter().copied().zip(self.weights[range].iter().copied())
    }

    /// The number of neighbours of all nodes together.
    pub fn len(&self) -> usize {
        self.targets.len()
    }

    /// Whether no node has a neighbour.
    pub fn is_empty(&self) -> bool {
        self.targets.is_empty()
    }

    /// The number of neighbours.
    pub fn degree(&self, node: u32) -> u32 {
        self.range(node).len() as u32
    }

    /// The sum of the weights of a node's edges.
    pub fn strength(&self, node: u32) -> f64 {
        self.weights[self.range(node)].iter().sum()
    }

    /// The sum of `values` over the neighbours of a node, each times the weight of the edge. Equal weights are not read: in a
    /// large graph it is memory that takes the time.
    pub fn weighted_sum(&self, node: u32, values: &[f64]) -> f64 {
        match self.uniform {
            Some(weight) => weight * self.neighbours(node).iter().map(|other| values[*other as usize]).sum::<f64>(),
            None => self.edges(node).map(|(other, weight)| values[other as usize] * weight).sum(),
        }
    }

    /// The weight of the edge to `other`, if there is one.
    pub fn weight(&self, node: u32, other: u32) -> Option<f64> {
        let place = self.neighbours(node).binary_search(&other).ok()?;
        Some(self.weights[self.range(node)][place])
    }
}

/// A simple weighted graph over the nodes 0 to n − 1, directed or not.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    directed: bool,
    out: Adjacency,
    into: Option<Adjacency>,
}

impl Network {
    /// A graph with these edges. Parallel edges become one with the sum of their weights; self-loops are left out, and so
    /// are edges of nodes that do not exist.
    pub fn new(nodes: usize, directed: bool, edges: impl IntoIterator<Item = (u32, u32, f64)>) -> Self {
        let sound = |edge: &(u32, u32, f64)| edge.0 != edge.1 && (edge.0.max(edge.1) as usize) < nodes;
        let given = edges.into_iter().filter(sound);
        let mut forward: Vec<_> = match directed {
            true => given.collect(),
            false => given.flat_map(|(a, b, weight)| [(a, b, weight), (b, a, weight)]).collect(),
        };
        merge(&mut forward);
        let into = directed.then(|| {
            let mut backward: Vec<_> = forward.iter().map(|(a, b, weight)| (*b, *a, *weight)).collect();
            merge(&mut backward);
            Adjacency::new(nodes, &backward)
        });
        Self { directed, out: Adjacency::new(nodes, &forward), into }
    }

    /// Whether edges have a direction.
    pub fn is_directed(&self) -> bool {
        self.directed
    }

    /// The number of nodes.
    pub fn len(&self) -> usize {
        self.out.offsets.len() - 1
    }

    /// Whether there is no node.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All nodes, ascending.
    pub fn nodes(&self) -> std::ops::Range<u32> {
        0..self.len() as u32
    }

    /// The number of edges.
    pub fn edge_count(&self) -> usize {
        if self.directed { self.out.targets.len() } else { self.out.targets.len() / 2 }
    }

    /// Edges by their source; all edges of a node where there is no direction.
    pub fn outgoing(&self) -> &Adjacency {
        &self.out
    }

    /// Edges by their target; all edges of a node where there is no direction.
    pub fn incoming(&self) -> &Adjacency {
        self.into.as_ref().unwrap_or(&self.out)
    }

    /// Every edge once: source, target, weight; from the lower to the higher node where there is no direction.
    pub fn edges(&self) -> impl Iterator<Item = (u32, u32, f64)> + '_ {
        let all = self.nodes().flat_map(|a| self.out.edges(a).map(move |(b, weight)| (a, b, weight)));
        all.filter(|(a, b, _)| self.directed || a < b)
    }

    /// The same graph without directions; two edges that face each other become one with the sum of their weights.
    pub fn undirected(&self) -> Cow<'_, Self> {
        match self.directed {
            true => Cow::Owned(Self::new(self.len(), false, self.edges())),
            false => Cow::Borrowed(self),
        }
    }
}

/// Sorts edges and joins parallel ones; weights are added in the order given.
fn merge(edges: &mut Vec<(u32, u32, f64)>) {
    edges.sort_by_key(|edge| (edge.0, edge.1));
    edges.dedup_by(|next, kept| {
        let same = (next.0, next.1) == (kept.0, kept.1);
        kept.2 += if same { next.2 } else { 0.0 };
        same
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parallel_edges_are_one_and_loops_none() {
        let network = Network::new(3, false, [(0, 1, 1.0), (1, 0, 2.0), (2, 2, 5.0), (1, 7, 1.0)]);
        assert_eq!(network.edge_count(), 1);
        assert_eq!(network.edges().collect::<Vec<_>>(), [(0, 1, 3.0)]);
        assert_eq!(network.outgoing().strength(1), 3.0);
        assert_eq!(network.outgoing().degree(2), 0);
    }

    #[test]
    fn directions_are_kept_and_can_be_dropped() {
        let network = Network::new(3, true, [(0, 1, 1.0), (1, 0, 2.0), (1, 2, 1.0)]);
        assert_eq!(network.edge_count(), 3);
        assert_eq!(network.incoming().neighbours(2), [1]);
        assert!(network.outgoing().neighbours(2).is_empty());
        assert_eq!(network.undirected().edges().collect::<Vec<_>>(), [(0, 1, 3.0), (1, 2, 1.0)]);
        assert!(Network::new(0, true, []).is_empty());
    }
}
