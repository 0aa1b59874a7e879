//! Communities: groups whose members have more to do with each other than chance would have it (modularity of Newman
//! and Girvan 2004, found by the Leiden algorithm of Traag et al. 2019).

use super::Network;
use leiden_rs::{GraphData, GraphDataBuilder, Leiden, LeidenConfig, LeidenOutput};
use rayon::prelude::*;
use std::cmp::Reverse;

/// Starts on a small graph. Their seeds are fixed, so the same graph has the same communities.
const STARTS: usize = 10;
/// Edges of all starts together: a large graph, on which they differ little, has fewer of them, but one at least.
const EDGES: usize = 100_000;
/// What a further pass must gain in modularity to be followed by another.
const GAIN: f64 = 1e-9;

/// A partition of the nodes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Communities {
    /// The community of each node; 0 is the largest, ties go to the one with the lowest node.
    pub of: Vec<u32>,
    /// How many there are.
    pub count: u32,
    /// How far the weight within communities exceeds what chance would give, −0.5 to 1.
    pub modularity: f64,
}

impl Communities {
    /// The nodes of each community, ascending.
    pub fn members(&self) -> Vec<Vec<u32>> {
        let mut members = vec![Vec::new(); self.count as usize];
        (0..).zip(&self.of).for_each(|(node, community)| members[*community as usize].push(node));
        members
    }
}

/// The communities of a graph; directions are left aside.
pub fn communities(network: &Network) -> Communities {
    let network = network.undirected();
    let found = leiden(&network).unwrap_or_else(|| network.nodes().map(|node| node as usize).collect());
    let of = by_size(&found);
    let count = of.iter().max().map_or(0, |last| last + 1);
    Communities { modularity: modularity(&network, &of), of, count }
}

/// The best of several starts; none where there is no weight at all.
fn leiden(network: &Network) -> Option<Vec<usize>> {
    let mut builder = GraphDataBuilder::new(network.len());
    for (a, b, weight) in network.edges() {
        builder.add_edge(a as usize, b as usize, weight).ok()?;
    }
    let graph = builder.build().ok().filter(|_| network.edge_count() > 0)?;
    let starts = (EDGES / network.edge_count()).clamp(1, STARTS) as u64;
    let found: Vec<LeidenOutput> = (0..starts).into_par_iter().filter_map(|seed| settled(&graph, seed)).collect();
    let best = found.into_iter().reduce(|best, next| if next.quality > best.quality { next } else { best })?;
    Some(best.partition.as_slice().to_vec())
}

/// Passes from one start, each from the partition of the one before, until one gains nothing.
fn settled(graph: &GraphData, seed: u64) -> Option<LeidenOutput> {
    let leiden = Leiden::new(LeidenConfig { seed: Some(seed), ..LeidenConfig::default() });
    let mut best = leiden.run(graph).ok()?;
    loop {
        let next = leiden.run_with_initial_partition(graph, best.partition.clone()).ok()?;
        if next.quality < best.quality + GAIN {
            return Some(best);
        }
        best = next;
    }
}

/// Communities numbered by size, then by their lowest node.
fn by_size(found: &[usize]) -> Vec<u32> {
    let groups = found.iter().max().map_or(0, |last| last + 1);
    let mut sizes = vec![(Reverse(0), usize::MAX, 0); groups];
    for (node, group) in found.iter().enumerate() {
        let (Reverse(size), lowest, _) = sizes[*group];
        sizes[*group] = (Reverse(size + 1), lowest.min(node), *group);
    }
    sizes.sort_unstable();
    let mut number = vec![0; groups];
    (0..).zip(&sizes).for_each(|(new, (.., group))| number[*group] = new);
    found.iter().map(|group| number[*group]).collect()
}

/// The modularity of a partition of an undirected graph.
pub fn modularity(network: &Network, of: &[u32]) -> f64 {
    let groups = of.iter().max().map_or(0, |last| *last as usize + 1);
    let (mut within, mut around) = (vec![0.0; groups], vec![0.0; groups]);
    for node in network.nodes() {
        let group = of[node as usize];
        around[group as usize] += network.outgoing().strength(node);
        let inner = network.outgoing().edges(node).filter(|(other, _)| of[*other as usize] == group);
        within[group as usize] += inner.map(|(_, weight)| weight).sum::<f64>();
    }
    let total: f64 = around.iter().sum();
    let part = |(within, around): (f64, f64)| within / total - (around / total).powi(2);
    if total > 0.0 { within.into_iter().zip(around).map(part).sum() } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_triangles_on_a_bridge_are_two_communities() {
        let edges = [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 3)].map(|(a, b)| (a, b, 1.0));
        let found = communities(&Network::new(6, false, edges));
        assert_eq!(found.of, [0, 0, 0, 1, 1, 1]);
        assert!((found.modularity - (6.0 / 7.0 - 0.5)).abs() < 1e-12);
        assert_eq!(found.members(), [vec![0, 1, 2], vec![3, 4, 5]]);
    }

    #[test]
    fn without_edges_everyone_is_alone() {
        assert_eq!(communities(&Network::new(2, false, [])).of, [0, 1]);
        assert_eq!(communities(&Network::new(0, true, [])), Communities::default());
    }
}
