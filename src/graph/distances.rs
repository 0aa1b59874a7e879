//! Closeness and harmonic centrality: how few steps lead to a node from the others.
//!
//! Sixty-four breadth-first searches run together, one in each bit of a word (Then et al. 2014).

use super::Network;
use rayon::prelude::*;

/// Searches that run together.
const LANES: usize = 64;

/// The number of partial results; fixed, so that the number of threads changes nothing.
const PARTS: usize = 32;

/// Closeness as Wasserman and Faust (1994) define it for graphs that are not connected: of the r nodes that reach a node,
/// r over the sum of their distances, times their share r / (n − 1) of all others. Steps are counted, not weighed; along
/// the edges where they have a direction. 0 for what nobody reaches.
pub fn closeness(network: &Network) -> Vec<f64> {
    let add = |(reach, far): &mut (u64, u64), distance: u32, searches: u32| {
        *reach += u64::from(searches);
        *far += u64::from(searches) * u64::from(distance);
    };
    let join = |into: &mut (u64, u64), from: (u64, u64)| *into = (into.0 + from.0, into.1 + from.1);
    let others = network.len().saturating_sub(1) as f64;
    let value = |(reach, far): (u64, u64)| match far {
        0 => 0.0,
        _ => reach as f64 / far as f64 * (reach as f64 / others),
    };
    over_distances(network, add, join).into_iter().map(value).collect()
}

/// The sum of 1 / distance over all nodes from which a node can be reached, after Rochat (2009); what cannot reach it adds nothing.
pub fn harmonic(network: &Network) -> Vec<f64> {
    let add = |sum: &mut f64, distance: u32, searches: u32| *sum += f64::from(searches) / f64::from(distance);
    over_distances(network, add, |into: &mut f64, from| *into += from)
}

/// For each node, what `add` makes of the number of nodes at each distance from which it can be reached.
fn over_distances<T: Default + Clone + Send>(
    network: &Network,
    add: impl Fn(&mut T, u32, u32) + Sync,
    join: impl Fn(&mut T, T),
) -> Vec<T> {
    let nodes: Vec<u32> = network.nodes().collect();
    let batches: Vec<&[u32]> = nodes.chunks(LANES).collect();
    let part = |batches: &[&[u32]]| {
        let mut sums = vec![T::default(); nodes.len()];
        let mut search = Search { seen: vec![0; nodes.len()], next: vec![0; nodes.len()] };
        for batch in batches {
            search.run(network, batch, |node, distance, searches| add(&mut sums[node as usize], distance, searches));
        }
        sums
    };
    let parts: Vec<Vec<T>> = batches.par_chunks(batches.len().div_ceil(PARTS).max(1)).map(part).collect();
    let mut sums = vec![T::default(); nodes.len()];
    for part in parts {
        sums.iter_mut().zip(part).for_each(|(sum, more)| join(sum, more));
    }
    sums
}

/// A batch of searches: which of them have reached each node, and which reach it next.
struct Search {
    seen: Vec<u64>,
    next: Vec<u64>,
}

impl Search {
    /// Tells each node that is reached the distance and the number of searches that reach it there.
    fn run(&mut self, network: &Network, sources: &[u32], mut reached: impl FnMut(u32, u32, u32)) {
        let mut front: Vec<(u32, u64)> = sources.iter().zip(0..).map(|(node, lane)| (*node, 1 << lane)).collect();
        front.iter().for_each(|(node, lane)| self.seen[*node as usize] = *lane);
        let mut touched: Vec<u32> = sources.to_vec();
        for distance in 1.. {
            let found = self.step(network, &front);
            front.clear();
            for node in found {
                let lanes = std::mem::take(&mut self.next[node as usize]);
                self.seen[node as usize] |= lanes;
                reached(node, distance, lanes.count_ones());
                front.push((node, lanes));
                touched.push(node);
            }
            if front.is_empty() {
                break;
            }
        }
        touched.into_iter().for_each(|node| self.seen[node as usize] = 0);
    }

    fn step(&mut self, network: &Network, front: &[(u32, u64)]) -> Vec<u32> {
        let mut found = Vec::new();
        for (node, lanes) in front {
            for other in network.outgoing().neighbours(*node) {
                let fresh = lanes & !self.seen[*other as usize];
                let next = &mut self.next[*other as usize];
                if fresh != 0 && *next == 0 {
                    found.push(*other);
                }
                *next |= fresh;
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_and_a_node_apart() {
        let network = Network::new(4, false, [(0, 1, 9.0), (1, 2, 9.0)]);
        let [end, middle] = [2.0 / 3.0 * (2.0 / 3.0), 2.0 / 2.0 * (2.0 / 3.0)];
        assert_eq!(closeness(&network), [end, middle, end, 0.0]);
        assert_eq!(harmonic(&network), [1.5, 2.0, 1.5, 0.0]);
    }

    #[test]
    fn directions_count() {
        let network = Network::new(3, true, [(0, 1, 1.0), (1, 2, 1.0)]);
        assert_eq!(closeness(&network), [0.0, 0.5, 2.0 / 3.0]);
        assert_eq!(harmonic(&network), [0.0, 1.0, 1.5]);
        assert!(closeness(&Network::new(0, true, [])).is_empty());
    }

    #[test]
    fn more_searches_than_lanes() {
        let ring = Network::new(200, false, (0..200).map(|node| (node, (node + 1) % 200, 1.0)));
        let far = 2.0 * (1..100).sum::<u32>() as f64 + 100.0;
        assert!(closeness(&ring).iter().all(|value| (value - 199.0 / far).abs() < 1e-15));
    }
}
