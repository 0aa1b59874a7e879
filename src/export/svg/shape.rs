//! Outlines: of actors, of communities.

use super::style;
use crate::export::layout::{Point, Size};
use crate::model::EntityType;
use std::fmt::Write as _;

/// The corners of the room that a node takes.
pub(super) fn corners(at: Point, size: Size) -> [Point; 4] {
    let (left, right) = (at.x - size.half_width, at.x + size.half_width);
    let (top, bottom) = (at.y - size.above, at.y + size.below);
    [(left, top), (right, top), (right, bottom), (left, bottom)].map(|(x, y)| Point { x, y })
}

/// A closed path.
pub(super) fn polygon(points: &[Point]) -> String {
    let mut path = String::new();
    for (index, point) in points.iter().enumerate() {
        let _ = write!(path, "{}{:.1} {:.1}", if index == 0 { 'M' } else { 'L' }, point.x, point.y);
    }
    path + "Z"
}

/// The corners of the smallest convex polygon around `points` (Andrew's monotone chain).
pub(super) fn hull(mut points: Vec<Point>) -> Vec<Point> {
    points.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    let mut hull = half_hull(points.iter().copied());
    hull.extend(half_hull(points.iter().rev().copied()));
    hull
}

fn half_hull(points: impl Iterator<Item = Point>) -> Vec<Point> {
    let mut hull: Vec<Point> = Vec::new();
    for point in points {
        while let [.., a, b] = hull[..]
            && (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x) <= 0.0
        {
            hull.pop();
        }
        hull.push(point);
    }
    hull.pop();
    hull
}

/// The outline of an actor of some kind.
pub(super) fn outline(kind: EntityType, at: Point, radius: f64) -> String {
    let paint =
        format!("fill=\"{}\" stroke=\"#ffffff\" stroke-width=\"1.5\" stroke-linejoin=\"round\"", style::colour(kind));
    let corners = style::outline(kind);
    if corners.is_empty() {
        return format!("<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"{radius:.1}\" {paint}/>", at.x, at.y);
    }
    let corners: Vec<Point> =
        corners.iter().map(|(x, y)| Point { x: at.x + x * radius, y: at.y + y * radius }).collect();
    format!("<path d=\"{}\" {paint}/>", polygon(&corners))
}
