//! PageRank (Brin and Page 1998), by the method of Gauss and Seidel: a sweep over the nodes uses what it has already found, so
//! that half as many sweeps are needed as of power iteration (Arasu and others 2002, "PageRank computation and the structure of
//! the web"), and one thread is as quick as two at those.

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
    let total: f64 = walk.rank.iter().sum();
    walk.rank.iter().map(|value| value / total).collect()
}

/// A random walk under way.
struct Walk<'a> {
    network: &'a Network,
    rank: Vec<f64>,
    /// What a unit of a node's rank gives to each unit of weight of its edges; 0 where it has none.
    portion: Vec<f64>,
    /// Rank times portion.
    share: Vec<f64>,
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
        Self { network, rank: vec![start; network.len()], portion, share }
    }

    /// Finds all values anew; returns the Euclidean length of the change.
    fn sweep(&mut self) -> f64 {
        let stuck: f64 = self.rank.iter().zip(&self.portion).filter(|(_, p)| **p == 0.0).map(|(rank, _)| rank).sum();
        let anywhere = (1.0 - DAMPING + DAMPING * stuck) / self.rank.len() as f64;
        let mut squares = 0.0;
        for node in self.network.nodes() {
            let edges = self.network.incoming().edges(node);
            let arriving: f64 = edges.map(|(from, weight)| self.share[from as usize] * weight).sum();
            let (value, node) = (anywhere + DAMPING * arriving, node as usize);
            squares += (value - self.rank[node]).powi(2);
            self.rank[node] = value;
            self.share[node] = value * self.portion[node];
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
