//! Where to draw the nodes of a graph: stress minimisation, then room for every label. Deterministic, and made of
//! additions, multiplications, divisions and square roots only, so that every machine gives the same picture.
//!
//! ```text
//! links ─ distance ─→ pairs with ideal distances ─ stress ─→ positions ─ overlap ─→ room for labels ─ pack ─→ one sheet
//! ```

mod distance;
mod overlap;
mod pack;
mod stress;

/// A point of the plane; `y` grows downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

impl Point {
    fn minus(self, other: Point) -> Point {
        Point { x: self.x - other.x, y: self.y - other.y }
    }

    fn plus(self, other: Point) -> Point {
        Point { x: self.x + other.x, y: self.y + other.y }
    }

    fn times(self, factor: f64) -> Point {
        Point { x: self.x * factor, y: self.y * factor }
    }

    fn length(self) -> f64 {
        (self.x * self.x + self.y * self.y).sqrt()
    }
}

/// The room that a node takes, around its point.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// Half of its width.
    pub half_width: f64,
    /// How far it reaches above its point.
    pub above: f64,
    /// How far it reaches below its point, where the label stands.
    pub below: f64,
}

/// An undirected link between two different nodes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// Its ends.
    pub ends: [usize; 2],
    /// How long it should be drawn; above 0.
    pub length: f64,
}

/// Positions of nodes of the given sizes. Linked nodes stand about as far apart as their links are long, no two nodes
/// overlap, and parts without a link between them stand beside one another. About `nodes × 200` distances are weighed at most.
pub fn positions(sizes: &[Size], links: &[Link]) -> Vec<Point> {
    let mut points = vec![Point::default(); sizes.len()];
    let mut parts = Vec::new();
    for part in distance::components(sizes.len(), links) {
        let sizes: Vec<Size> = part.nodes.iter().map(|node| sizes[*node]).collect();
        let mut placed = stress::minimise(&part);
        upright(&mut placed);
        overlap::remove(&mut placed, &sizes, &part.links);
        parts.push((part.nodes, sizes, placed));
    }
    let boxes: Vec<pack::Block> = parts.iter().map(|(_, sizes, placed)| pack::Block::around(placed, sizes)).collect();
    for ((nodes, _, placed), shift) in parts.iter().zip(pack::shifts(&boxes)) {
        for (node, point) in nodes.iter().zip(placed) {
            points[*node] = point.plus(shift);
        }
    }
    points
}

/// Turns a drawing so that it is widest from left to right, as screens and pages are.
fn upright(points: &mut [Point]) {
    let count = points.len().max(1) as f64;
    let sum = points.iter().fold(Point::default(), |sum, point| sum.plus(*point));
    let centre = sum.times(1.0 / count);
    points.iter_mut().for_each(|point| *point = point.minus(centre));
    let moment = |f: fn(&Point) -> f64| points.iter().map(f).sum::<f64>();
    let (xx, yy, xy) = (moment(|p| p.x * p.x), moment(|p| p.y * p.y), moment(|p| p.x * p.y));
    // The eigenvector of the covariance matrix for its larger eigenvalue.
    let half = (xx - yy) / 2.0;
    let axis = Point { x: half + (half * half + xy * xy).sqrt(), y: xy };
    let axis = if axis.length() > 1e-9 { axis.times(1.0 / axis.length()) } else { Point { x: 0.0, y: 1.0 } };
    for point in points {
        *point = Point { x: point.x * axis.x + point.y * axis.y, y: point.y * axis.x - point.x * axis.y };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Size = Size { half_width: 30.0, above: 10.0, below: 20.0 };

    fn ring(count: usize) -> Vec<Link> {
        (0..count).map(|node| Link { ends: [node, (node + 1) % count], length: 100.0 }).collect()
    }

    fn overlap(a: Point, b: Point) -> bool {
        (a.x - b.x).abs() < 60.0 && (a.y - b.y).abs() < 30.0
    }

    #[test]
    fn no_two_nodes_overlap_and_links_are_about_as_long_as_asked() {
        let mut links = ring(12);
        links.push(Link { ends: [12, 13], length: 100.0 });
        let points = positions(&[SIZE; 20], &links);
        for a in 0..20 {
            assert!((0..a).all(|b| !overlap(points[a], points[b])), "{a}: {points:?}");
        }
        let length = |link: &Link| points[link.ends[0]].minus(points[link.ends[1]]).length();
        assert!(links.iter().all(|link| (60.0..180.0).contains(&length(link))), "{points:?}");
    }

    #[test]
    fn the_same_graph_is_drawn_the_same() {
        let links = ring(300);
        assert_eq!(positions(&[SIZE; 300], &links), positions(&[SIZE; 300], &links));
    }

    #[test]
    fn a_ring_has_no_crossing() {
        let points = positions(&[SIZE; 8], &ring(8));
        let centre = points.iter().fold(Point::default(), |sum, point| sum.plus(*point)).times(1.0 / 8.0);
        assert!(points.iter().all(|point| point.minus(centre).length() > 60.0), "{points:?}");
    }

    #[test]
    fn nothing_and_one_node_can_be_drawn() {
        assert!(positions(&[], &[]).is_empty());
        let [point] = positions(&[SIZE], &[])[..] else { panic!("one point") };
        assert!(point.x.is_finite() && point.y.is_finite());
    }
}
