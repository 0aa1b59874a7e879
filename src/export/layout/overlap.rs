//! Room for labels: nodes that overlap are pushed apart, and links that run under a node push it aside.

use super::{Link, Point, Size};

const ROUNDS: usize = 300;
/// Up to so many nodes, links keep clear of labels.
const SMALL: usize = 120;
const GAP: f64 = 8.0;

/// Moves nodes until no two overlap, or the rounds are over.
pub(super) fn remove(points: &mut [Point], sizes: &[Size], links: &[Link]) {
    for round in 0..ROUNDS {
        let mut moves = vec![Point::default(); points.len()];
        // Links give way in the end: labels that can be read matter more.
        if points.len() <= SMALL && round < ROUNDS / 2 {
            links.iter().for_each(|link| clear(link, points, sizes, &mut moves));
        }
        let touched = separate(points, sizes, &mut moves);
        if !touched && moves.iter().all(|by| by.length() < 0.01) {
            break;
        }
        points.iter_mut().zip(moves).for_each(|(point, by)| *point = point.plus(by));
    }
}

/// Collects for each overlapping pair a push along the shorter way out. Sweeps from left to right.
fn separate(points: &[Point], sizes: &[Size], moves: &mut [Point]) -> bool {
    let mut order: Vec<usize> = (0..points.len()).collect();
    let left = |node: usize| points[node].x - sizes[node].half_width;
    order.sort_by(|a, b| left(*a).total_cmp(&left(*b)).then(a.cmp(b)));
    let mut touched = false;
    for (place, a) in order.iter().enumerate() {
        let right = points[*a].x + sizes[*a].half_width + GAP;
        for b in order[place + 1..].iter().take_while(|b| left(**b) < right) {
            let push = way_out([*a, *b], points, sizes);
            if push.length() > 0.01 {
                touched = true;
                moves[*a] = moves[*a].minus(push);
                moves[*b] = moves[*b].plus(push);
            }
        }
    }
    touched
}

/// Half of the shortest move that takes `b` out of `a`.
fn way_out([a, b]: [usize; 2], points: &[Point], sizes: &[Size]) -> Point {
    let (p, q, s, t) = (points[a], points[b], sizes[a], sizes[b]);
    let across = s.half_width + t.half_width + GAP - (p.x - q.x).abs();
    let down = if q.y >= p.y { p.y + s.below - (q.y - t.above) } else { q.y + t.below - (p.y - s.above) } + GAP;
    if across <= 0.0 || down <= 0.0 {
        return Point::default();
    }
    if across < down {
        Point { x: if q.x >= p.x { across } else { -across } / 2.0, y: 0.0 }
    } else {
        Point { x: 0.0, y: if q.y >= p.y { down } else { -down } / 2.0 }
    }
}

/// Pushes the nodes that a link runs under away from it.
fn clear(link: &Link, points: &[Point], sizes: &[Size], moves: &mut [Point]) {
    let [from, to] = link.ends.map(|end| points[end]);
    let along = to.minus(from);
    let square = along.x * along.x + along.y * along.y;
    if square < 1.0 {
        return;
    }
    for node in (0..points.len()).filter(|node| !link.ends.contains(node)) {
        let size = sizes[node];
        let centre = Point { x: points[node].x, y: points[node].y + (size.below - size.above) / 2.0 };
        let way = centre.minus(from);
        let share = (way.x * along.x + way.y * along.y) / square;
        if !(0.05..0.95).contains(&share) {
            continue;
        }
        let aside = way.minus(along.times(share));
        // How far the node's box reaches across the link.
        let reach = (size.half_width * along.y.abs() + (size.above + size.below) / 2.0 * along.x.abs()) / square.sqrt();
        let missing = reach + 2.0 - aside.length();
        if missing > 0.0 {
            let normal = if aside.length() > 0.01 { aside } else { Point { x: -along.y, y: along.x } };
            let push = normal.times(missing / normal.length() * 0.2);
            moves[node] = moves[node].plus(push);
        }
    }
}
