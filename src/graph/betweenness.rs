//! Betweenness (Freeman 1977) after Brandes (2001), several sources at once.
//!
//! Eight searches run together (after Then et al. 2014, "The more the merrier"): a node's counts of shortest paths from
//! the eight sources lie side by side, so that one visit of an edge serves all searches that meet there. Searches
//! from neighbouring sources meet most, hence nodes are numbered in the order of a breadth-first search first.

use super::Network;
use rayon::prelude::*;

/// Searches that run together: their counts fill one cache line.
const LANES: usize = 8;

/// The number of partial sums; fixed, so that the number of threads changes nothing.
const PARTS: usize = 32;

type Lanes = [f64; LANES];

/// What one batch of searches found at one node at one distance.
#[derive(Clone, Copy)]
struct Visit {
    node: u32,
    /// The searches that reach the node at this distance.
    lanes: u8,
    /// Shortest paths to it in each of them.
    paths: Lanes,
}

/// Up to so many nodes times edges, a minute's work on two cores, all sources are searched from.
const EXACT: u64 = 20_000_000_000;

/// Sources that are searched from in larger graphs.
const SAMPLE: usize = 4096;

/// How sure the bound on the error of a sample is.
const CONFIDENCE: f64 = 0.9;

/// The share of all shortest paths between two other nodes that lead through each node, counting hops; 0 to 1.
///
/// O(nodes × edges) time.
pub fn betweenness(network: &Network) -> Vec<f64> {
    let sources: Vec<u32> = network.nodes().collect();
    let weight = 1.0 / pairs(network);
    through(network, &sources, false).sums.into_iter().map(|sum| sum * weight).collect()
}

/// Pairs of others that a node can lie between, in either order; at least 1.
fn pairs(network: &Network) -> f64 {
    let others = network.len().saturating_sub(1) as f64;
    (others * (others - 1.0)).max(1.0)
}

/// Betweenness estimated from some sources (Brandes and Pich 2007).
#[derive(Clone, Debug, PartialEq)]
pub struct Sampled {
    /// The estimates, each right on average.
    pub values: Vec<f64>,
    /// The number of sources, drawn with repetition.
    pub sources: usize,
    /// With a probability of 0.9, no value is off by more: the empirical Bernstein bound of Maurer and Pontil (2009), for
    /// all nodes together.
    pub error: f64,
}

/// Whether a graph is too large for [`betweenness`] to answer in about a minute.
pub fn is_large(network: &Network) -> bool {
    network.len() as u64 * network.outgoing().len() as u64 > EXACT
}

/// An estimate of [`betweenness`] from at least two sources, for large graphs. The sources are the same in every run.
pub fn sampled(network: &Network) -> Sampled {
    sampled_from(network, SAMPLE)
}

fn sampled_from(network: &Network, count: usize) -> Sampled {
    let nodes = network.len() as u64;
    if nodes == 0 {
        return Sampled { values: Vec::new(), sources: 0, error: 0.0 };
    }
    let mut state = 0;
    let mut sources: Vec<u32> = (0..count).map(|_| (random(&mut state) % nodes) as u32).collect();
    sources.sort_unstable();
    let Totals { sums, squares } = through(network, &sources, true);
    // One source's share of the estimate lies between 0 and `most`.
    let (k, scale) = (count as f64, nodes as f64 / pairs(network));
    let most = scale * nodes.saturating_sub(2) as f64;
    let sure = (4.0 * nodes as f64 / (1.0 - CONFIDENCE)).ln();
    let error = |(sum, square): (&f64, f64)| {
        let variance = (square - sum * sum / k).max(0.0) / (k - 1.0) * scale * scale;
        (2.0 * variance * sure / k).sqrt() + 7.0 * most * sure / (3.0 * (k - 1.0))
    };
    let error = sums.iter().zip(squares).map(error).fold(0.0, f64::max);
    Sampled { values: sums.into_iter().map(|sum| sum * scale / k).collect(), sources: count, error }
}

/// SplitMix64 (Steele et al. 2014).
fn random(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// For each node, sums over sources of their dependency on it: over all targets, the share of the shortest paths that lead
/// through it.
struct Totals {
    sums: Vec<f64>,
    /// The sums of the squared dependencies; empty where nobody asked.
    squares: Vec<f64>,
}

/// Searches from `sources`, which are numbers in breadth-first order.
fn through(network: &Network, sources: &[u32], squares: bool) -> Totals {
    let order = breadth_first_order(network);
    let mut place = vec![0; order.len()];
    (0..).zip(&order).for_each(|(new, old)| place[*old as usize] = new);
    let renamed = network.edges().map(|(a, b, weight)| (place[a as usize], place[b as usize], weight));
    let renamed = Network::new(network.len(), network.is_directed(), renamed);
    let batches: Vec<&[u32]> = sources.chunks(LANES).collect();
    let part = |batches: &[&[u32]]| {
        let mut search = Search::new(&renamed, squares);
        batches.iter().for_each(|batch| search.run(batch));
        search.totals
    };
    let parts: Vec<Totals> = batches.par_chunks(batches.len().div_ceil(PARTS).max(1)).map(part).collect();
    let mut totals = Totals { sums: vec![0.0; order.len()], squares: vec![0.0; if squares { order.len() } else { 0 }] };
    for part in parts {
        totals.sums.iter_mut().zip(part.sums).for_each(|(sum, more)| *sum += more);
        totals.squares.iter_mut().zip(part.squares).for_each(|(sum, more)| *sum += more);
    }
    let named = |values: &[f64]| place.iter().filter_map(|new| values.get(*new as usize)).copied().collect();
    Totals { sums: named(&totals.sums), squares: named(&totals.squares) }
}

/// All nodes, each component from its node of highest degree outwards.
fn breadth_first_order(network: &Network) -> Vec<u32> {
    let mut roots: Vec<u32> = network.nodes().collect();
    let degree = |node: u32| network.outgoing().degree(node) + network.incoming().degree(node);
    roots.sort_by_key(|node| (std::cmp::Reverse(degree(*node)), *node));
    let mut seen = vec![false; roots.len()];
    let mut order = Vec::with_capacity(roots.len());
    for root in roots {
        let mut next = order.len();
        if !std::mem::replace(&mut seen[root as usize], true) {
            order.push(root);
        }
        while let Some(node) = order.get(next).copied() {
            next += 1;
            for other in network.outgoing().neighbours(node).iter().chain(network.incoming().neighbours(node)) {
                if !std::mem::replace(&mut seen[*other as usize], true) {
                    order.push(*other);
                }
            }
        }
    }
    order
}

/// The state of a batch of searches; everything but the sums is as at the start between batches.
struct Search<'a> {
    network: &'a Network,
    totals: Totals,
    /// The searches that have reached each node.
    seen: Vec<u8>,
    /// The searches whose frontier each node belongs to.
    front: Vec<u8>,
    /// What the frontier passes on: counts of paths outwards, dependencies inwards.
    value: Vec<Lanes>,
    next: Vec<u8>,
    visits: Vec<Visit>,
    /// Where each distance begins in `visits`.
    levels: Vec<usize>,
}

impl<'a> Search<'a> {
    fn new(network: &'a Network, squares: bool) -> Self {
        let nodes = network.len();
        Self {
            network,
            totals: Totals { sums: vec![0.0; nodes], squares: vec![0.0; if squares { nodes } else { 0 }] },
            seen: vec![0; nodes],
            front: vec![0; nodes],
            value: vec![[0.0; LANES]; nodes],
            next: vec![0; nodes],
            visits: Vec::new(),
            levels: Vec::new(),
        }
    }

    fn run(&mut self, sources: &[u32]) {
        self.visits.clear();
        self.levels.clear();
        for (lane, source) in sources.iter().enumerate() {
            // A source that was drawn twice is one visit of two searches, and drawn sources are sorted.
            if self.visits.last().is_none_or(|visit| visit.node != *source) {
                self.visits.push(Visit { node: *source, lanes: 0, paths: [0.0; LANES] });
            }
            if let Some(visit) = self.visits.last_mut() {
                visit.lanes |= 1 << lane;
                visit.paths[lane] = 1.0;
                self.seen[*source as usize] = visit.lanes;
            }
        }
        self.levels.push(0);
        self.outwards();
        self.inwards();
        self.visits.iter().for_each(|visit| self.seen[visit.node as usize] = 0);
    }

    /// Counts the shortest paths, distance by distance.
    fn outwards(&mut self) {
        let mut start = 0;
        while start < self.visits.len() {
            let end = self.visits.len();
            for visit in &self.visits[start..end] {
                self.front[visit.node as usize] = visit.lanes;
                self.value[visit.node as usize] = visit.paths;
            }
            self.reach(start, end);
            self.count(end);
            for visit in &self.visits[start..end] {
                self.front[visit.node as usize] = 0;
            }
            self.levels.push(end);
            start = end;
        }
        self.levels.pop();
    }

    /// Finds the nodes one step further than those visited last.
    fn reach(&mut self, start: usize, end: usize) {
        for index in start..end {
            let Visit { node, lanes, .. } = self.visits[index];
            for other in self.network.outgoing().neighbours(node) {
                let other = *other as usize;
                let fresh = lanes & !self.seen[other];
                if fresh != 0 {
                    if self.next[other] == 0 {
                        self.visits.push(Visit { node: other as u32, lanes: 0, paths: [0.0; LANES] });
                    }
                    self.next[other] |= fresh;
                }
            }
        }
    }

    /// Adds up the paths that lead to those nodes.
    fn count(&mut self, start: usize) {
        for visit in &mut self.visits[start..] {
            let node = visit.node as usize;
            visit.lanes = std::mem::take(&mut self.next[node]);
            self.seen[node] |= visit.lanes;
            let paths = gather(self.network.incoming().neighbours(visit.node), visit.lanes, &self.front, &self.value);
            for (lane, (kept, paths)) in visit.paths.iter_mut().zip(paths).enumerate() {
                *kept = if visit.lanes >> lane & 1 == 1 { paths } else { 0.0 };
            }
        }
    }

    /// Adds up the dependencies, the furthest nodes first.
    fn inwards(&mut self) {
        let mut end = self.visits.len();
        let mut dependency: Vec<Lanes> = vec![[0.0; LANES]; end - self.levels.last().copied().unwrap_or(0)];
        for level in (1..self.levels.len()).rev() {
            let (before, start) = (self.levels[level - 1], self.levels[level]);
            for (visit, on) in self.visits[start..end].iter().zip(&dependency) {
                let node = visit.node as usize;
                self.front[node] = visit.lanes;
                for (lane, (on, paths)) in on.iter().zip(&visit.paths).enumerate() {
                    let share = (1.0 + on) / paths;
                    self.value[node][lane] = if visit.lanes >> lane & 1 == 1 { share } else { 0.0 };
                }
            }
            dependency.clear();
            if level > 1 {
                self.depend(before, start, &mut dependency);
            }
            for visit in &self.visits[start..end] {
                self.front[visit.node as usize] = 0;
            }
            end = start;
        }
    }

    fn depend(&mut self, start: usize, end: usize, dependency: &mut Vec<Lanes>) {
        for visit in &self.visits[start..end] {
            let mut on = gather(self.network.outgoing().neighbours(visit.node), visit.lanes, &self.front, &self.value);
            for (on, paths) in on.iter_mut().zip(&visit.paths) {
                *on *= paths;
            }
            self.totals.sums[visit.node as usize] += on.iter().sum::<f64>();
            if let Some(squares) = self.totals.squares.get_mut(visit.node as usize) {
                *squares += on.iter().map(|on| on * on).sum::<f64>();
            }
            dependency.push(on);
        }
    }
}

/// The sum of what neighbours in the frontier pass on, where they share a search with `lanes`.
fn gather(neighbours: &[u32], lanes: u8, front: &[u8], value: &[Lanes]) -> Lanes {
    let mut total = [0.0; LANES];
    for other in neighbours {
        let other = *other as usize;
        if front[other] & lanes != 0 {
            let passed = &value[other];
            for lane in 0..LANES {
                total[lane] += passed[lane];
            }
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(nodes: usize, directed: bool, edges: &[(u32, u32)]) -> Vec<f64> {
        betweenness(&Network::new(nodes, directed, edges.iter().map(|(a, b)| (*a, *b, 1.0))))
    }

    #[test]
    fn all_ways_lead_through_the_middle() {
        assert_eq!(of(4, false, &[(0, 1), (0, 2), (0, 3)]), [1.0, 0.0, 0.0, 0.0]);
        assert_eq!(of(3, true, &[(0, 1), (1, 2)]), [0.0, 0.5, 0.0]);
    }

    #[test]
    fn equal_ways_share() {
        let square = of(4, false, &[(0, 1), (1, 2), (2, 3), (3, 0)]);
        assert!(square.iter().all(|value| (value - 1.0 / 6.0).abs() < 1e-15), "{square:?}");
    }

    #[test]
    fn nothing_leads_through_few_nodes() {
        assert!(of(0, false, &[]).is_empty());
        assert_eq!(of(1, false, &[(0, 0)]), [0.0]);
        assert_eq!(of(2, true, &[(0, 1)]), [0.0, 0.0]);
    }

    /// One search at a time, as in the paper.
    fn plain(network: &Network) -> Vec<f64> {
        let mut sums = vec![0.0; network.len()];
        for source in network.nodes() {
            let mut order = vec![source];
            let (mut distance, mut paths) = (vec![usize::MAX; sums.len()], vec![0.0; sums.len()]);
            (distance[source as usize], paths[source as usize]) = (0, 1.0);
            let mut next = 0;
            while let Some(node) = order.get(next).copied() {
                next += 1;
                for other in network.outgoing().neighbours(node) {
                    if distance[*other as usize] == usize::MAX {
                        distance[*other as usize] = distance[node as usize] + 1;
                        order.push(*other);
                    }
                    if distance[*other as usize] == distance[node as usize] + 1 {
                        paths[*other as usize] += paths[node as usize];
                    }
                }
            }
            let mut on = vec![0.0; sums.len()];
            for node in order[1..].iter().rev() {
                for before in network.incoming().neighbours(*node) {
                    if distance[*before as usize].checked_add(1) == Some(distance[*node as usize]) {
                        let share = (1.0 + on[*node as usize]) / paths[*node as usize];
                        on[*before as usize] += paths[*before as usize] * share;
                    }
                }
                sums[*node as usize] += on[*node as usize];
            }
        }
        sums.into_iter().map(|sum| sum / pairs(network)).collect()
    }

    #[test]
    fn a_sample_keeps_its_bound() {
        let edges = (0..300_u32).flat_map(|node| [(node, (node * 7 + 1) % 300), (node, (node * 13 + 5) % 300)]);
        let network = Network::new(300, false, edges.map(|(a, b)| (a, b, 1.0)));
        let (exact, sample) = (betweenness(&network), sampled_from(&network, 2000));
        let worst = exact.iter().zip(&sample.values).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        assert!(worst < sample.error && sample.error < 0.03, "{worst} {}", sample.error);
        let nothing = sampled_from(&Network::new(0, false, []), 2);
        assert!(nothing.values.is_empty() && nothing.error == 0.0);
    }

    proptest::proptest! {
        #[test]
        fn searches_together_find_what_each_finds_alone(
            edges in proptest::collection::vec((0_u32..40, 0_u32..40), 0..120), directed: bool
        ) {
            let network = Network::new(40, directed, edges.into_iter().map(|(a, b)| (a, b, 1.0)));
            for (together, alone) in betweenness(&network).iter().zip(plain(&network)) {
                proptest::prop_assert!((together - alone).abs() < 1e-12);
            }
        }
    }
}
