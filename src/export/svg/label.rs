//! Words on lines, where there is room for them.

use super::{FAINT, PAPER, Scene, shape};
use crate::export::font;
use crate::export::layout::{Point, Size};
use crate::export::svg::style::Line;
use crate::export::xml::escaped;
use std::fmt::Write as _;

const LETTERS: f64 = 10.5;

/// Words in their place.
pub(super) struct Label {
    at: Point,
    text: String,
    colour: &'static str,
    size: Size,
}

impl Label {
    pub(super) fn draw(&self, svg: &mut String) {
        words(svg, Point { x: self.at.x, y: self.at.y + LETTERS * 0.35 }, LETTERS, self.colour, &self.text);
        svg.push('\n');
    }

    fn meets(&self, at: Point, size: Size) -> bool {
        let [a, _, b, _] = shape::corners(self.at, self.size);
        let [c, _, d, _] = shape::corners(at, size);
        a.x < d.x && c.x < b.x && a.y < d.y && c.y < b.y
    }
}

/// Words with a border in the colour of the sheet, so that lines under them do not disturb.
pub(super) fn words(svg: &mut String, at: Point, letters: f64, colour: &str, text: &str) {
    let _ = write!(
        svg,
        "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{letters:.1}\" fill=\"{colour}\" stroke=\"{PAPER}\" stroke-width=\"3\" \
         stroke-linejoin=\"round\" paint-order=\"stroke\">{}</text>",
        at.x,
        at.y,
        escaped(text)
    );
}

/// A label for each line that has room for one on its way; the most important lines choose first.
pub(super) fn placed(scene: &Scene) -> Vec<Label> {
    const SHARES: [f64; 9] = [0.5, 0.45, 0.55, 0.4, 0.6, 0.34, 0.66, 0.28, 0.72];
    let mut labels: Vec<Label> = Vec::new();
    for bundle in &scene.bundles {
        let text = font::shortened(&bundle.label(scene.network), 30);
        let half_width = scene.font.width(&text, LETTERS) / 2.0 + 2.0;
        let size = Size { half_width, above: LETTERS * 0.6, below: LETTERS * 0.6 };
        let colour = if bundle.line == Line::Actual { FAINT } else { bundle.line.colour() };
        let mut label = Label { at: Point::default(), text, colour, size };
        let is_free = |label: &Label| {
            labels.iter().all(|other| !label.meets(other.at, other.size))
                && scene.nodes.iter().all(|node| !label.meets(node.at, node.size))
        };
        let fits = SHARES.into_iter().any(|share| {
            label.at = bundle.curve.at(share);
            is_free(&label)
        });
        if fits {
            labels.push(label);
        }
    }
    labels
}
