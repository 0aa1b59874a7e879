//! Stress minimisation by stochastic gradient descent (Zheng, Pawar, Goodman, "Graph Drawing by Stochastic Gradient
//! Descent", 2018): every pair of nodes pulls or pushes towards its distance in the graph. In large parts only links and
//! the pairs with some pivots do (Ortmann, Klimenta, Brandes, "A Sparse Stress Model", 2016).

use super::Point;
use super::distance::{self, Part};

/// Up to so many nodes every pair counts; above, so many pivots.
const PIVOTS: usize = 200;
/// Up to so many nodes several drawings are made, and the one with the fewest crossings is kept.
const SMALL: usize = 120;
const DRAWINGS: u64 = 24;
const ROUNDS: u32 = 60;

/// Two nodes with their ideal distance, and how much the pair weighs for each of them.
#[derive(Clone, Copy)]
struct Pair {
    nodes: [usize; 2],
    distance: f64,
    weights: [f64; 2],
}

/// Positions of the nodes of a connected part.
pub(super) fn minimise(part: &Part) -> Vec<Point> {
    let pairs = pairs(part);
    let drawings = if part.nodes.len() <= SMALL { DRAWINGS } else { 1 };
    let drawn = (1..=drawings).map(|seed| descend(part.nodes.len(), pairs.clone(), seed));
    let scored = drawn.map(|points| (score(&points, part, &pairs), points));
    scored.reduce(|best, next| if next.0 < best.0 { next } else { best }).map_or_else(Vec::new, |(_, points)| points)
}

fn pairs(part: &Part) -> Vec<Pair> {
    let neighbours = distance::neighbours(part);
    let count = part.nodes.len();
    let mut pairs = Vec::new();
    let mut nearest = vec![f64::INFINITY; count];
    let mut region = vec![0; count];
    let mut pivots: Vec<(usize, Vec<f64>)> = Vec::new();
    while pivots.len() < count.min(PIVOTS) {
        // The node that is farthest from all pivots so far.
        let pivot = (0..count).fold(0, |best, node| if nearest[node] > nearest[best] { node } else { best });
        let distances = distance::from(pivot, &neighbours);
        for node in 0..count {
            if distances[node] < nearest[node] {
                (nearest[node], region[node]) = (distances[node], pivots.len());
            }
        }
        nearest[pivot] = f64::NEG_INFINITY;
        pivots.push((pivot, distances));
    }
    for link in part.links.iter().filter(|_| count > PIVOTS) {
        let weight = 1.0 / (link.length * link.length);
        pairs.push(Pair { nodes: link.ends, distance: link.length, weights: [weight; 2] });
    }
    for (index, (pivot, distances)) in pivots.iter().enumerate() {
        let mut within: Vec<f64> =
            (0..count).filter(|node| region[*node] == index).map(|node| distances[node]).collect();
        within.sort_by(f64::total_cmp);
        for node in (0..count).filter(|node| node != pivot) {
            // A pivot stands for the nodes of its region that are nearer to it than to the node.
            let far = distances[node];
            let stands_for = within.partition_point(|near| *near <= far / 2.0).max(1) as f64;
            let weight = if count > PIVOTS { stands_for } else { 0.5 } / (far * far);
            pairs.push(Pair {
                nodes: [*pivot, node],
                distance: far,
                weights: [if count > PIVOTS { 0.0 } else { weight }, weight],
            });
        }
    }
    pairs
}

fn descend(count: usize, mut pairs: Vec<Pair>, seed: u64) -> Vec<Point> {
    let mut random = SplitMix(seed);
    let spread = pairs.iter().map(|pair| pair.distance).fold(1.0, f64::max);
    let mut place = || (random.next() >> 11) as f64 / (1_u64 << 53) as f64 * spread;
    let mut points: Vec<Point> = (0..count).map(|_| Point { x: place(), y: place() }).collect();
    let weights = pairs.iter().flat_map(|pair| pair.weights).filter(|weight| *weight > 0.0);
    let (lightest, heaviest) =
        weights.fold((f64::INFINITY, 0.0_f64), |(least, most), weight| (least.min(weight), most.max(weight)));
    let factor = cooling(lightest / heaviest.max(f64::MIN_POSITIVE) * 0.1);
    let mut step = 1.0 / lightest;
    for _ in 0..ROUNDS {
        shuffle(&mut pairs, &mut random);
        pairs.iter().for_each(|pair| pull(&mut points, pair, step));
        step *= factor;
    }
    points
}

/// The factor that, applied in every round, brings 1 down to `target`; by bisection, since powers differ between machines.
fn cooling(target: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        let reached = (1..ROUNDS).fold(1.0, |power, _| power * middle);
        if reached < target { low = middle } else { high = middle }
    }
    high
}

fn pull(points: &mut [Point], pair: &Pair, step: f64) {
    let [a, b] = pair.nodes;
    let between = points[a].minus(points[b]);
    let length = between.length();
    if length > 0.0 {
        let excess = between.times((length - pair.distance) / 2.0 / length);
        points[a] = points[a].minus(excess.times((step * pair.weights[0]).min(1.0)));
        points[b] = points[b].plus(excess.times((step * pair.weights[1]).min(1.0)));
    }
}

/// Crossings of links, then the stress that is left.
fn score(points: &[Point], part: &Part, pairs: &[Pair]) -> (usize, f64) {
    let links = &part.links;
    let segment = |index: usize| links[index].ends.map(|end| points[end]);
    let mut crossings = 0;
    if points.len() <= SMALL {
        for a in 0..links.len() {
            crossings += (0..a).filter(|b| crosses(segment(a), segment(*b))).count();
        }
    }
    let stress = |pair: &Pair| {
        let [a, b] = pair.nodes.map(|node| points[node]);
        let excess = a.minus(b).length() - pair.distance;
        excess * excess * pair.weights[1]
    };
    (crossings, pairs.iter().map(stress).sum())
}

fn crosses([a, b]: [Point; 2], [c, d]: [Point; 2]) -> bool {
    let side = |p: Point, q: Point, r: Point| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

fn shuffle(pairs: &mut [Pair], random: &mut SplitMix) {
    for last in (1..pairs.len()).rev() {
        pairs.swap(last, (random.next() % (last as u64 + 1)) as usize);
    }
}

/// Steele, Lea and Flood's generator: the same sequence everywhere.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}
