//! PageRank (Brin and Page 1998), by power iteration over the edges.

use super::Network;
use rayon::prelude::*;

/// The share of steps that follow an edge; the others go anywhere.
pub const DAMPING: f64 = 0.85;

/// The Euclidean length of a step's change at which the values count as found.
const TOLERANCE: f64 = 1e-14;
const MOST_STEPS: usize = 1000;

/// Nodes that one thread takes at a time; sums over nodes are taken block by block, so that threads change nothing.
const BLOCK: usize = 2048;

/// The share of a random walk's time that it spends at each node; the values add up to 1. Edges are followed in
/// proportion to their weight; what has none to follow leads anywhere.
pub fn pagerank(network: &Network) -> Vec<f64> {
    // One entry into the pool for all steps: to wake it for each would take as long as a step.
    let rank = rayon::scope(|_| Walk::new(network).settle());
    let total: f64 = rank.iter().sum();
    rank.iter().map(|value| value / total).collect()
}

/// A random walk under way.
struct Walk<'a> {
    network: &'a Network,
    rank: Vec<f64>,
    /// What a unit of a node's rank gives to each unit of weight of its edges; 0 where it has none.
    portion: Vec<f64>,
    /// Rank times portion.
    share: Vec<f64>,
    /// The rank of nodes without edges to follow.
    stuck: f64,
}

/// What a block of nodes adds to the sums of a step.
#[derive(Default)]
struct Change {
    squares: f64,
    stuck: f64,
}

impl<'a> Walk<'a> {
    fn new(network: &'a Network) -> Self {
        let start = 1.0 / network.len() as f64;
        let portion = |node| match network.outgoing().strength(node) {
            strength if strength > 0.0 => strength.recip(),
            _ => 0.0,
        };
        let portion: Vec<f64> = network.nodes().map(portion).collect();
        let share = portion.iter().map(|portion| start * portion).collect();
        let stuck = portion.iter().filter(|portion| **portion == 0.0).map(|_| start).sum();
        Self { network, rank: vec![start; network.len()], portion, share, stuck }
    }

    /// Steps until the values stay.
    fn settle(mut self) -> Vec<f64> {
        let mut next = vec![0.0; self.rank.len()];
        for _ in 0..MOST_STEPS {
            if self.step(&mut next) < TOLERANCE {
                break;
            }
        }
        self.rank
    }

    /// One step; returns the Euclidean length of the change. `next` is room for the shares.
    fn step(&mut self, next: &mut Vec<f64>) -> f64 {
        let anywhere = (1.0 - DAMPING + DAMPING * self.stuck) / self.rank.len() as f64;
        let Self { network, portion, share, rank, .. } = self;
        let incoming = network.incoming();
        let block = |(number, (ranks, shares)): (usize, (&mut [f64], &mut [f64]))| {
            let mut change = Change::default();
            let nodes = number * BLOCK..;
            for (node, (rank, next)) in nodes.zip(ranks.iter_mut().zip(shares)) {
                let value = anywhere + DAMPING * incoming.weighted_sum(node as u32, share);
                change.squares += (value - *rank).powi(2);
                change.stuck += if portion[node] == 0.0 { value } else { 0.0 };
                *next = value * portion[node];
                *rank = value;
            }
            change
        };
        let blocks = rank.par_chunks_mut(BLOCK).zip(next.par_chunks_mut(BLOCK)).enumerate();
        let changes: Vec<Change> = blocks.map(block).collect();
        std::mem::swap(share, next);
        self.stuck = changes.iter().map(|change| change.stuck).sum();
        changes.iter().map(|change| change.squares).sum::<f64>().sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_and_a_sink() {
        let star = pagerank(&Network::new(3, false, [(0, 1, 1.0), (0, 2, 1.0)]));
        let middle = (1.0 + 2.0 * DAMPING) / (3.0 * (1.0 + DAMPING));
        assert!((star[0] - middle).abs() < 1e-12 && (star[1] - star[2]).abs() < 1e-15, "{star:?}");
        let sink = pagerank(&Network::new(2, true, [(0, 1, 7.0)]));
        assert!((sink[1] - (1.0 + DAMPING) / (2.0 + DAMPING)).abs() < 1e-12, "{sink:?}");
        assert_eq!(pagerank(&Network::new(1, true, [])), [1.0]);
    }

    #[test]
    fn walks_follow_weights() {
        let rank = pagerank(&Network::new(3, true, [(0, 1, 3.0), (0, 2, 1.0), (1, 0, 1.0), (2, 0, 1.0)]));
        assert!(rank[0] > rank[1] && rank[1] > rank[2]);
    }
}
