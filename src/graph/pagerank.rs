//! PageRank (Brin and Page 1998), by power iteration over the edges.

use super::Network;
use rayon::prelude::*;

/// The share of steps that follow an edge; the others go anywhere.
pub const DAMPING: f64 = 0.85;

/// The change of all values together at which they count as found.
const TOLERANCE: f64 = 1e-14;
const MOST_STEPS: usize = 1000;

/// Nodes that one thread takes at a time; sums over nodes are taken block by block, so that threads change nothing.
const BLOCK: usize = 4096;

/// The share of a random walk's time that it spends at each node; the values add up to 1. Edges are followed in
/// proportion to their weight; what has none to follow leads anywhere.
pub fn pagerank(network: &Network) -> Vec<f64> {
    let nodes = network.len();
    if nodes == 0 {
        return Vec::new();
    }
    let strength: Vec<f64> = network.nodes().map(|node| network.outgoing().strength(node)).collect();
    let mut rank = vec![1.0 / nodes as f64; nodes];
    for _ in 0..MOST_STEPS {
        let next = step(network, &strength, &rank);
        let change = sum(nodes, |node| (next[node] - rank[node]).abs());
        rank = next;
        if change < TOLERANCE {
            break;
        }
    }
    let total = sum(nodes, |node| rank[node]);
    rank.iter_mut().for_each(|value| *value /= total);
    rank
}

fn step(network: &Network, strength: &[f64], rank: &[f64]) -> Vec<f64> {
    let nodes = network.len();
    let stuck = sum(nodes, |node| if strength[node] > 0.0 { 0.0 } else { rank[node] });
    let share: Vec<f64> = rank.iter().zip(strength).map(|(r, s)| if *s > 0.0 { r / s } else { 0.0 }).collect();
    let anywhere = (1.0 - DAMPING + DAMPING * stuck) / nodes as f64;
    let arriving =
        |node: u32| network.incoming().edges(node).map(|(from, weight)| share[from as usize] * weight).sum::<f64>();
    network.nodes().into_par_iter().with_min_len(BLOCK).map(|node| anywhere + DAMPING * arriving(node)).collect()
}

/// A sum over all nodes that is the same to the bit on any number of threads.
fn sum(nodes: usize, value: impl Fn(usize) -> f64 + Sync) -> f64 {
    (0..nodes).map(value).sum()
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
