//! What holds a graph together: articulation points and bridges (Hopcroft and Tarjan 1973), and its components.

use super::Network;

/// Where a graph would fall apart; directions are left aside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cuts {
    /// For each node, how many more pieces there would be without it; more than 0 for an articulation point.
    pub pieces: Vec<u32>,
    /// Edges without which there would be one piece more, ascending, the lower node first.
    pub bridges: Vec<(u32, u32)>,
    /// The number of connected components.
    pub components: u32,
}

/// A node on the way of the search, and how many of its neighbours were looked at.
struct Step {
    node: u32,
    parent: u32,
    looked: usize,
}

const NOBODY: u32 = u32::MAX;

/// Articulation points, bridges and components; linear time.
pub fn cuts(network: &Network) -> Cuts {
    let network = network.undirected();
    let mut found = Cuts { pieces: vec![0; network.len()], ..Cuts::default() };
    // When each node was found, from 1, and the earliest that an edge behind it leads back to.
    let (mut time, mut low) = (vec![0; network.len()], vec![0; network.len()]);
    let mut clock = 0;
    for root in network.nodes().filter(|root| network.outgoing().degree(*root) > 0) {
        if time[root as usize] == 0 {
            search(&network, root, &mut clock, [&mut time, &mut low], &mut found);
        }
    }
    let alone = network.nodes().filter(|node| network.outgoing().degree(*node) == 0).count();
    found.components += alone as u32;
    found.bridges.sort_unstable();
    found
}

fn search(network: &Network, root: u32, clock: &mut u32, [time, low]: [&mut Vec<u32>; 2], found: &mut Cuts) {
    let mut way = vec![Step { node: root, parent: NOBODY, looked: 0 }];
    let mut children_of_root = 0;
    while let Some(step) = way.last_mut() {
        let node = step.node as usize;
        if time[node] == 0 {
            *clock += 1;
            (time[node], low[node]) = (*clock, *clock);
        }
        if let Some(other) = network.outgoing().neighbours(step.node).get(step.looked).copied() {
            step.looked += 1;
            if time[other as usize] == 0 {
                let parent = step.node;
                way.push(Step { node: other, parent, looked: 0 });
            } else if other != step.parent {
                low[node] = low[node].min(time[other as usize]);
            }
            continue;
        }
        let (node, parent) = (step.node, step.parent);
        way.pop();
        if parent == NOBODY {
            break;
        }
        low[parent as usize] = low[parent as usize].min(low[node as usize]);
        children_of_root += u32::from(parent == root);
        found.pieces[parent as usize] += u32::from(low[node as usize] >= time[parent as usize]);
        if low[node as usize] > time[parent as usize] {
            found.bridges.push((parent.min(node), parent.max(node)));
        }
    }
    // Every child of the root counts as cut off by it, though one of them would be what remains.
    found.pieces[root as usize] = u32::saturating_sub(children_of_root, 1);
    found.components += 1;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_triangles_on_a_bridge_and_one_apart() {
        let edges = [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 3)].map(|(a, b)| (a, b, 1.0));
        let found = cuts(&Network::new(7, false, edges));
        assert_eq!(found.pieces, [0, 0, 1, 1, 0, 0, 0]);
        assert_eq!(found.bridges, [(2, 3)]);
        assert_eq!(found.components, 2);
    }

    #[test]
    fn a_star_falls_into_its_rays() {
        let found = cuts(&Network::new(4, true, [(1, 0, 1.0), (0, 2, 1.0), (0, 3, 1.0)]));
        assert_eq!(found.pieces, [2, 0, 0, 0]);
        assert_eq!(found.bridges.len(), 3);
        assert_eq!(cuts(&Network::new(0, false, [])), Cuts::default());
    }

    #[test]
    fn a_long_path_overflows_no_stack() {
        let path = Network::new(200_000, false, (1..200_000).map(|node| (node - 1, node, 1.0)));
        assert_eq!(cuts(&path).bridges.len(), 199_999);
    }
}
