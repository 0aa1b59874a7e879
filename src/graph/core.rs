//! Core numbers (Seidman 1983), by peeling in linear time (Batagelj and Zaveršnik 2003).

use super::Network;

/// For each node the largest k such that it belongs to a group in which everyone has k neighbours within the group.
/// Directions and weights are left aside.
pub fn core_numbers(network: &Network) -> Vec<u32> {
    let network = network.undirected();
    let mut degree: Vec<u32> = network.nodes().map(|node| network.outgoing().degree(node)).collect();
    // Nodes sorted by degree; `start[d]` is where degree d begins, `place` where each node stands.
    let mut order: Vec<u32> = network.nodes().collect();
    order.sort_by_key(|node| degree[*node as usize]);
    let mut place = vec![0; order.len()];
    (0..).zip(&order).for_each(|(at, node)| place[*node as usize] = at);
    let most = degree.iter().max().map_or(0, |most| *most as usize);
    let mut start = vec![0; most + 2];
    degree.iter().for_each(|d| start[*d as usize + 1] += 1);
    (0..=most).for_each(|d| start[d + 1] += start[d]);
    for at in 0..order.len() {
        let node = order[at];
        for other in network.outgoing().neighbours(node) {
            let d = degree[*other as usize];
            if d > degree[node as usize] {
                // The neighbour changes places with the first of its degree and leaves that degree.
                let (from, first) = (place[*other as usize], start[d as usize]);
                let moved = order[first];
                order.swap(from, first);
                (place[moved as usize], place[*other as usize]) = (from, first);
                start[d as usize] = first + 1;
                degree[*other as usize] -= 1;
            }
        }
    }
    degree
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_triangle_with_a_tail() {
        let network = Network::new(5, true, [(0, 1), (1, 2), (2, 0), (2, 3), (1, 0)].map(|(a, b)| (a, b, 1.0)));
        assert_eq!(core_numbers(&network), [2, 2, 2, 1, 0]);
        assert!(core_numbers(&Network::new(0, false, [])).is_empty());
    }
}
