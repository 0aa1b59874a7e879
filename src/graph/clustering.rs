//! Clustering (Watts and Strogatz 1998): how many of a node's neighbours know each other.

use super::Network;
use rayon::prelude::*;

/// The share of pairs of neighbours that are connected, 0 to 1; 0 for fewer than two neighbours. Directions and weights
/// are left aside.
pub fn clustering(network: &Network) -> Vec<f64> {
    let network = network.undirected();
    let value = |node: u32| {
        let neighbours = network.outgoing().neighbours(node);
        let twice: usize =
            neighbours.iter().map(|other| common(neighbours, network.outgoing().neighbours(*other))).sum();
        let pairs = neighbours.len() * neighbours.len().saturating_sub(1);
        if pairs == 0 { 0.0 } else { twice as f64 / pairs as f64 }
    };
    network.nodes().into_par_iter().map(value).collect()
}

/// The number of elements that two ascending lists share.
fn common(a: &[u32], b: &[u32]) -> usize {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() * 16 < long.len() {
        return short.iter().filter(|node| long.binary_search(node).is_ok()).count();
    }
    let mut rest = long.iter().peekable();
    let shared = |node: &&u32| {
        while rest.next_if(|other| other < node).is_some() {}
        rest.peek() == Some(node)
    };
    short.iter().filter(shared).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_triangle_with_a_tail() {
        let network = Network::new(4, false, [(0, 1), (1, 2), (2, 0), (2, 3)].map(|(a, b)| (a, b, 1.0)));
        assert_eq!(clustering(&network), [1.0, 1.0, 1.0 / 3.0, 0.0]);
    }
}
