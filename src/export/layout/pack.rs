//! Puts the drawings of unconnected parts on one sheet: rows under the largest part.

use super::{Point, Size};

const GAP: f64 = 28.0;

/// The rectangle that a drawing takes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    corner: Point,
    width: f64,
    height: f64,
}

impl Block {
    pub(super) fn around(points: &[Point], sizes: &[Size]) -> Self {
        let each = || points.iter().zip(sizes);
        let left = each().map(|(point, size)| point.x - size.half_width).fold(f64::INFINITY, f64::min);
        let right = each().map(|(point, size)| point.x + size.half_width).fold(f64::NEG_INFINITY, f64::max);
        let top = each().map(|(point, size)| point.y - size.above).fold(f64::INFINITY, f64::min);
        let bottom = each().map(|(point, size)| point.y + size.below).fold(f64::NEG_INFINITY, f64::max);
        Self { corner: Point { x: left, y: top }, width: right - left, height: bottom - top }
    }
}

/// For each block the move that takes it to its place. Blocks come largest first, and fill rows that are as wide as
/// the first block or as a landscape sheet for all of them.
pub(super) fn shifts(blocks: &[Block]) -> Vec<Point> {
    let area: f64 = blocks.iter().map(|block| (block.width + GAP) * (block.height + GAP)).sum();
    let widest = blocks.iter().map(|block| block.width).fold(0.0, f64::max).max((area * 1.6).sqrt());
    let (mut x, mut y, mut row) = (0.0, 0.0, 0.0_f64);
    let place = |block: &Block| {
        // Small parts beside a tall one would leave a hole under them.
        if x > 0.0 && (x + block.width > widest || block.height < row / 2.0) {
            (x, y, row) = (0.0, y + row + GAP, 0.0);
        }
        let shift = Point { x, y }.minus(block.corner);
        x += block.width + GAP;
        row = row.max(block.height);
        shift
    };
    blocks.iter().map(place).collect()
}
