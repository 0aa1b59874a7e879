//! What the shapes and lines mean, and what was left out.

use super::style::{INK, Line};
use super::{QUIET, Scene, shape};
use crate::export::layout::Point;
use crate::export::xml::escaped;
use crate::model::EntityType;
use crate::vocab;
use std::collections::BTreeSet;
use std::fmt::Write as _;

const LETTERS: f64 = 11.0;
const ROW: f64 = 20.0;
const MARGIN: f64 = 24.0;

/// The legend for a picture of some width, and its height.
pub(super) fn legend(scene: &Scene, width: f64, note: &str) -> (String, f64) {
    let mut legend = Legend { svg: String::new(), x: MARGIN, y: 4.0, width, scene };
    let kinds: BTreeSet<EntityType> = scene.network.actors.iter().map(|actor| actor.entity.kind).collect();
    for kind in kinds {
        let at = legend.room(12.0, &vocab::class_name(kind).to_lowercase());
        legend.svg.push_str(&shape::outline(kind, Point { x: at.x + 5.0, y: at.y }, 5.0));
    }
    let used: BTreeSet<Line> = scene.bundles.iter().map(|bundle| bundle.line).collect();
    legend.row();
    for line in Line::ALL.into_iter().filter(|line| used.contains(line)) {
        let at = legend.room(26.0, line.meaning());
        let dashes = line.dashes().map_or(String::new(), |dashes| format!(" stroke-dasharray=\"{dashes}\""));
        let (x, y, colour) = (at.x, at.y, line.colour());
        let _ = writeln!(legend.svg, "<path d=\"M{x:.1} {y:.1}h24\" stroke=\"{colour}\" stroke-width=\"2\"{dashes}/>");
    }
    legend.row();
    let note = format!("{note} The wider a line, the more independent documents say so.");
    legend.text(MARGIN, QUIET, &note);
    let height = legend.y + ROW;
    (legend.svg, height)
}

struct Legend<'a> {
    svg: String,
    x: f64,
    y: f64,
    width: f64,
    scene: &'a Scene<'a>,
}

impl Legend<'_> {
    /// Starts a row, if the last one has anything in it.
    fn row(&mut self) {
        if self.x > MARGIN {
            (self.x, self.y) = (MARGIN, self.y + ROW);
        }
    }

    /// Writes a sample's meaning behind room for the sample, and answers where that is.
    fn room(&mut self, sample: f64, meaning: &str) -> Point {
        let wide = sample + 5.0 + self.scene.font.width(meaning, LETTERS) + 16.0;
        if self.x + wide > self.width {
            self.row();
        }
        let at = Point { x: self.x, y: self.y };
        self.text(self.x + sample + 5.0, INK, meaning);
        self.x += wide;
        at
    }

    fn text(&mut self, x: f64, colour: &str, text: &str) {
        let y = self.y + LETTERS * 0.36;
        let _ = writeln!(
            self.svg,
            "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{LETTERS}\" fill=\"{colour}\" text-anchor=\"start\">{}</text>",
            escaped(text)
        );
    }
}
