//! PageRank (Brin and Page 1998), by the method of Gauss and Seidel (Arasu and others 2002, "PageRank computation and the
//! structure of the web"): a sweep over the nodes uses what it has already found. Measured, it needs half as many sweeps as
//! power iteration, if the values are scaled to their sum after each.

use super::Network;

/// The share of steps that follow an edge; the others go anywhere.
pub const DAMPING: f64 = 0.85;

/// The Euclidean length of a sweep's change at which the values count as found.
const TOLERANCE: f64 = 1e-14;
const MOST_SWEEPS: usize = 1000;

/// The share of a random walk's time that it spends at each node; the values add up to 1. Edges are followed in
/// proportion to their weight; what has none to follow leads anywhere.
pub fn pagerank(network: &Network) -> Vec<f64> {
    let mut walk = Walk::new(network);
    for _ in 0..MOST_SWEEPS {
        if walk.sweep() < TOLERANCE {
            break;
        }
    }
    walk.rank
}

/// A random walk under way.
struct Walk<'a> {
    network: &'a Network,
    rank: Vec<f64>,
    /// What a unit of a node's rank gives to each unit of weight of its edges; 0 where it has none.
    portion: Vec<f64>,
    /// Rank times portion.
    share: Vec<f64>,
    /// Nodes without edges to follow.
    stuck: Vec<u32>,
    /// The values of the sweep under way.
    found: Vec<f64>,
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
        let stuck = network.nodes().filter(|node| portion[*node as usize] == 0.0).collect();
        let found = vec![0.0; network.len()];
        Self { network, rank: vec![start; network.len()], portion, share, stuck, found }
    }

    /// Finds all values anew, and scales them to their sum; returns the Euclidean length of the change.
    fn sweep(&mut self) -> f64 {
        let stuck: f64 = self.stuck.iter().map(|node| self.rank[*node as usize]).sum();
        let anywhere = (1.0 - DAMPING + DAMPING * stuck) / self.rank.len() as f64;
        let incoming = self.network.incoming();
        let mut total = 0.0;
        for (node, (found, portion)) in self.found.iter_mut().zip(&self.portion).enumerate() {
            *found = anywhere + DAMPING * incoming.weighted_sum(node as u32, &self.share);
            self.share[node] = *found * portion;
            total += *found;
        }
        let mut squares = 0.0;
        for ((rank, found), share) in self.rank.iter_mut().zip(&self.found).zip(&mut self.share) {
            let value = found / total;
            squares += (value - *rank).powi(2);
            *rank = value;
            *share /= total;
        }
        squares.sqrt()
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
