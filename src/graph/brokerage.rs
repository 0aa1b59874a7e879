//! Brokers: Burt's constraint (1992), low for those whose contacts do not know each other.

use super::Network;
use rayon::prelude::*;

/// How far a node's contacts are bound up with each other: the sum, over its contacts, of the squared share of its time
/// that it invests in them, directly and through others. NaN for those without contacts. A low value marks a broker.
/// Weights count, and those of two edges that face each other are added.
pub fn constraint(network: &Network) -> Vec<f64> {
    let network = network.undirected();
    let strength: Vec<f64> = network.nodes().map(|node| network.outgoing().strength(node)).collect();
    let share = |node: u32, weight: f64| weight / strength[node as usize];
    // Of a node and a contact: the share that goes there directly, and by way of each third.
    let invested = |node: u32, contact: u32, weight: f64| {
        let through = network.outgoing().edges(node).map(|(third, first)| {
            let second = network.outgoing().weight(third, contact).unwrap_or(0.0);
            share(node, first) * share(third, second)
        });
        share(node, weight) + through.sum::<f64>()
    };
    let value = |node: u32| match network.outgoing().degree(node) {
        0 => f64::NAN,
        _ => network.outgoing().edges(node).map(|(contact, weight)| invested(node, contact, weight).powi(2)).sum(),
    };
    network.nodes().into_par_iter().map(value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_a_star_is_a_broker() {
        let star = constraint(&Network::new(4, false, [(0, 1, 1.0), (0, 2, 1.0), (0, 3, 1.0)]));
        assert!((star[0] - 1.0 / 3.0).abs() < 1e-15 && star[1] == 1.0, "{star:?}");
        let pair = constraint(&Network::new(3, true, [(0, 1, 1.0), (1, 0, 2.0)]));
        assert!(pair[0] == 1.0 && pair[2].is_nan());
    }

    #[test]
    fn contacts_who_know_each_other_bind() {
        let triangle = constraint(&Network::new(3, false, [(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0)]));
        assert!(triangle.iter().all(|value| (value - 2.0 * 0.75_f64.powi(2)).abs() < 1e-15), "{triangle:?}");
    }
}
