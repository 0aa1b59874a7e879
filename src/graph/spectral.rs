//! What eigenvectors tell: eigenvector centrality (Bonacich 1972), Katz (1953), hubs and authorities (Kleinberg 1999).

use super::{Adjacency, Network};

/// The change of all values together, as a share of their sum, at which they count as found.
const TOLERANCE: f64 = 1e-14;
const MOST_STEPS: usize = 20_000;

/// Values found step by step.
#[derive(Clone, Debug, PartialEq)]
pub struct Iterated {
    /// One value for each node.
    pub values: Vec<f64>,
    /// Whether further steps would change nothing.
    pub converged: bool,
}

/// Each node counts as much as those that point at it together: the leading eigenvector of the weights, of length 1.
/// A graph of several components shows the densest one; a directed one without cycles has no such values.
pub fn eigenvector(network: &Network) -> Iterated {
    // One's own value is added, which changes no eigenvector and keeps bipartite graphs from swinging.
    iterate(network.len(), |values| {
        let mut next = times(network.incoming(), values);
        next.iter_mut().zip(values).for_each(|(next, own)| *next += own);
        scaled(next, euclidean)
    })
}

/// The attenuation to use with [`katz`]: 0.85 of the largest that converges (1 over the leading eigenvalue), at most 0.85.
pub fn attenuation(network: &Network) -> f64 {
    let vector = eigenvector(network).values;
    let image = times(network.incoming(), &vector);
    let eigenvalue: f64 = image.iter().zip(&vector).map(|(a, b)| a * b).sum();
    0.85 / eigenvalue.max(1.0)
}

/// The number of walks that end at each node, every step of a walk counting `attenuation` times the weight of its edge;
/// scaled to length 1.
pub fn katz(network: &Network, attenuation: f64) -> Iterated {
    let walks = |values: &[f64]| {
        let arriving = times(network.incoming(), values);
        arriving.into_iter().map(|sum| 1.0 + attenuation * sum).collect()
    };
    let found = iterate(network.len(), walks);
    Iterated { values: scaled(found.values, euclidean), ..found }
}

/// Hubs point at authorities, and authorities are what hubs point at.
#[derive(Clone, Debug, PartialEq)]
pub struct Hits {
    /// How much each node is pointed at; the values add up to 1.
    pub authorities: Iterated,
    /// How much each node points; the values add up to 1.
    pub hubs: Iterated,
}

/// Hubs and authorities; the same where edges have no direction.
pub fn hits(network: &Network) -> Hits {
    let step = |hubs: &[f64]| scaled(times(network.outgoing(), &times(network.incoming(), hubs)), total);
    let hubs = iterate(network.len(), step);
    let authorities = scaled(times(network.incoming(), &hubs.values), total);
    Hits { authorities: Iterated { values: authorities, ..hubs }, hubs }
}

/// Repeats a step from equal values until it changes nothing more.
fn iterate(nodes: usize, step: impl Fn(&[f64]) -> Vec<f64>) -> Iterated {
    let mut values = vec![1.0 / nodes as f64; nodes];
    for _ in 0..MOST_STEPS {
        let next = step(&values);
        let change: f64 = next.iter().zip(&values).map(|(next, value)| (next - value).abs()).sum();
        let enough = change <= TOLERANCE * total(&next);
        values = next;
        if enough {
            return Iterated { values, converged: true };
        }
    }
    Iterated { values, converged: false }
}

/// For each node the sum of its neighbours' values times the weights of the edges.
fn times(adjacency: &Adjacency, values: &[f64]) -> Vec<f64> {
    let sum = |node: u32| adjacency.edges(node).map(|(other, weight)| weight * values[other as usize]).sum();
    (0..values.len() as u32).map(sum).collect()
}

fn total(values: &[f64]) -> f64 {
    values.iter().sum()
}

fn euclidean(values: &[f64]) -> f64 {
    values.iter().map(|value| value * value).sum::<f64>().sqrt()
}

/// The values divided by their size; all 0 stays so.
fn scaled(mut values: Vec<f64>, size: impl Fn(&[f64]) -> f64) -> Vec<f64> {
    let size = size(&values);
    if size > 0.0 {
        values.iter_mut().for_each(|value| *value /= size);
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: &[f64], expected: &[f64]) {
        assert_eq!(found.len(), expected.len());
        assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-10), "{found:?}");
    }

    #[test]
    fn a_path_is_bipartite_and_still_converges() {
        let path = Network::new(3, false, [(0, 1, 1.0), (1, 2, 1.0)]);
        let found = eigenvector(&path);
        assert!(found.converged);
        near(&found.values, &[0.5, 0.5_f64.sqrt(), 0.5]);
        assert!((attenuation(&path) - 0.85 / 2.0_f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn katz_counts_walks() {
        let arrow = Network::new(2, true, [(0, 1, 2.0)]);
        let length = (1.0_f64 + 4.0).sqrt();
        near(&katz(&arrow, 0.5).values, &[1.0 / length, 2.0 / length]);
    }

    #[test]
    fn hubs_point_and_authorities_are_pointed_at() {
        let found = hits(&Network::new(3, true, [(0, 2, 1.0), (1, 2, 1.0)]));
        near(&found.hubs.values, &[0.5, 0.5, 0.0]);
        near(&found.authorities.values, &[0.0, 0.0, 1.0]);
    }

    #[test]
    fn graphs_without_edges_or_cycles() {
        assert!(eigenvector(&Network::new(0, false, [])).values.is_empty());
        near(&hits(&Network::new(2, false, [])).hubs.values, &[0.0, 0.0]);
        assert!(!eigenvector(&Network::new(3, true, [(0, 1, 1.0), (1, 2, 1.0)])).converged);
    }
}
