//! Structural balance (Cartwright and Harary 1956): the friend of a friend is a friend, the foe of a foe too.

use super::Network;

/// Up to so many nodes a component's best division in two is found by trying all.
const ALL_DIVISIONS: usize = 20;

/// How balanced a graph of friends and foes is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Balance {
    /// Triangles with no, one, two and three edges of conflict. The first and the third are balanced.
    pub triads: [u64; 4],
    /// The number of edges that contradict the best division in two camps: conflict within one, or cooperation across.
    pub frustration: u32,
    /// Whether no division has fewer; else it is the best that was found.
    pub exact: bool,
    /// The camp of each node, 0 or 1.
    pub camps: Vec<u8>,
}

impl Balance {
    /// The share of triangles that are balanced; none where there is no triangle.
    pub fn balanced(&self) -> Option<f64> {
        let all: u64 = self.triads.iter().sum();
        (all > 0).then(|| (self.triads[0] + self.triads[2]) as f64 / all as f64)
    }
}

/// The balance of an undirected graph whose weights are above 0 for cooperation and below 0 for conflict.
pub fn balance(network: &Network) -> Balance {
    let network = network.undirected();
    let mut found = Balance { triads: triads(&network), exact: true, ..Balance::default() };
    found.camps = vec![0; network.len()];
    let mut reached = vec![false; network.len()];
    for component in components(&network) {
        let two_camps = spread(&network, &component, &mut reached, &mut found.camps);
        if !two_camps && component.len() <= ALL_DIVISIONS {
            try_all(&network, &component, &mut found.camps);
        } else if !two_camps {
            descend(&network, &component, &mut found.camps);
            found.exact = false;
        }
    }
    found.frustration = frustration(&network, &found.camps);
    found
}

fn is_frustrated(a: u8, b: u8, weight: f64) -> bool {
    (a == b) == (weight < 0.0)
}

fn frustration(network: &Network, camps: &[u8]) -> u32 {
    network.edges().filter(|(a, b, weight)| is_frustrated(camps[*a as usize], camps[*b as usize], *weight)).count()
        as u32
}

fn triads(network: &Network) -> [u64; 4] {
    let mut triads = [0; 4];
    for (a, b, first) in network.edges() {
        for (c, second) in network.outgoing().edges(b).filter(|(c, _)| *c > b) {
            if let Some(third) = network.outgoing().weight(a, c) {
                triads[[first, second, third].iter().filter(|weight| **weight < 0.0).count()] += 1;
            }
        }
    }
    triads
}

/// The nodes of each connected component, in breadth-first order from its lowest node.
fn components(network: &Network) -> Vec<Vec<u32>> {
    let mut seen = vec![false; network.len()];
    let mut components = Vec::new();
    for root in network.nodes() {
        if std::mem::replace(&mut seen[root as usize], true) {
            continue;
        }
        let (mut nodes, mut next) = (vec![root], 0);
        while let Some(node) = nodes.get(next).copied() {
            next += 1;
            let fresh = network.outgoing().neighbours(node).iter();
            nodes.extend(fresh.filter(|other| !std::mem::replace(&mut seen[**other as usize], true)));
        }
        components.push(nodes);
    }
    components
}

/// Gives each node the camp that the first edge which reaches it asks for; whether no edge contradicts.
fn spread(network: &Network, component: &[u32], reached: &mut [bool], camps: &mut [u8]) -> bool {
    component.iter().take(1).for_each(|root| reached[*root as usize] = true);
    for node in component {
        for (other, weight) in network.outgoing().edges(*node) {
            if !std::mem::replace(&mut reached[other as usize], true) {
                camps[other as usize] = camps[*node as usize] ^ u8::from(weight < 0.0);
            }
        }
    }
    component.iter().all(|node| frustrated_at(network, *node, camps) == 0)
}

/// The edges of a node that contradict the camps.
fn frustrated_at(network: &Network, node: u32, camps: &[u8]) -> u32 {
    let frustrated =
        |(other, weight): &(u32, f64)| is_frustrated(camps[node as usize], camps[*other as usize], *weight);
    network.outgoing().edges(node).filter(frustrated).count() as u32
}

/// Every division, each one node away from the one before (Gray code).
fn try_all(network: &Network, component: &[u32], camps: &mut [u8]) {
    let degree = |node: u32| i64::from(network.outgoing().degree(node));
    let (mut change, mut least, mut best) = (0, 0, 0_u32);
    for step in 1_u32..1 << (component.len() - 1) {
        let node = component[step.trailing_zeros() as usize];
        change += degree(node) - 2 * i64::from(frustrated_at(network, node, camps));
        camps[node as usize] ^= 1;
        if change < least {
            (least, best) = (change, step ^ (step >> 1));
        }
    }
    // The last division differs from the first by one node: the last that was moved for the first time.
    let steps = (1_u32 << (component.len() - 1)) - 1;
    let now = steps ^ (steps >> 1);
    for (bit, node) in component.iter().enumerate() {
        camps[*node as usize] ^= ((now ^ best) >> bit & 1) as u8;
    }
}

/// Moves nodes that gain by it until none does.
fn descend(network: &Network, component: &[u32], camps: &mut [u8]) {
    loop {
        let mut moved = false;
        for node in component {
            if 2 * frustrated_at(network, *node, camps) > network.outgoing().degree(*node) {
                camps[*node as usize] ^= 1;
                moved = true;
            }
        }
        if !moved {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(edges: &[(u32, u32, f64)]) -> Balance {
        balance(&Network::new(4, false, edges.iter().copied()))
    }

    #[test]
    fn two_friends_with_a_common_foe_are_balanced() {
        let found = of(&[(0, 1, 1.0), (1, 2, -1.0), (0, 2, -1.0)]);
        assert_eq!((found.triads, found.frustration, found.exact), ([0, 0, 1, 0], 0, true));
        assert_eq!(found.camps[..3], [0, 0, 1]);
        assert_eq!(found.balanced(), Some(1.0));
    }

    #[test]
    fn a_quarrel_of_two_friends_of_one_is_not() {
        let found = of(&[(0, 1, 1.0), (1, 2, -1.0), (0, 2, 1.0), (2, 3, 5.0)]);
        assert_eq!((found.triads, found.frustration, found.balanced()), ([0, 1, 0, 0], 1, Some(0.0)));
        assert_eq!(of(&[]).balanced(), None);
    }

    proptest::proptest! {
        #[test]
        fn no_division_is_better(edges in proptest::collection::vec((0_u32..7, 0_u32..7, proptest::bool::ANY), 0..21)) {
            let signed = edges.into_iter().map(|(a, b, friends)| (a.min(b), a.max(b), if friends { 1.0 } else { -1.0 }));
            let single: std::collections::BTreeMap<_, _> = signed.map(|(a, b, weight)| ((a, b), weight)).collect();
            let network = Network::new(7, false, single.into_iter().map(|((a, b), weight)| (a, b, weight)));
            let camps = |code: u32| (0..7).map(|bit| (code >> bit & 1) as u8).collect::<Vec<_>>();
            let least = (0..64).map(|code| frustration(&network, &camps(code))).min();
            proptest::prop_assert_eq!(Some(balance(&network).frustration), least);
        }
    }
}
