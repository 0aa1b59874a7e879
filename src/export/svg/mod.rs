//! The network as a picture: SVG that needs no other program, and looks the same from every run.
//!
//! ```text
//! Network ─ bundle ─→ lines between actors ─ layout ─→ places ─ labels ─→ words on lines where there is room
//! ```

mod bundle;
mod label;
mod legend;
mod shape;
pub mod style;

use super::Drawn;
use super::font::{self, Font};
use super::layout::{self, Link, Point, Size};
use super::network::{Actor, Network};
use super::xml::escaped;
use bundle::Bundle;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use style::{FAINT, INK, PAPER};

/// Pixels for each unit of a link's length.
const UNIT: f64 = 58.0;
const MARGIN: f64 = 24.0;
const LINE_HEIGHT: f64 = 1.15;

/// Everything in its place.
struct Scene<'a> {
    network: &'a Network,
    font: Font,
    nodes: Vec<Node>,
    bundles: Vec<Bundle>,
}

/// An actor in the picture.
struct Node {
    at: Point,
    radius: f64,
    letters: f64,
    lines: Vec<String>,
    size: Size,
}

impl Node {
    fn new(actor: &Actor, largest: f64, font: &Font) -> Self {
        let share = if largest > 0.0 { (actor.centrality / largest).sqrt() } else { 0.0 };
        let (radius, letters) = (7.0 + 13.0 * share, 12.0 + 5.0 * share);
        let lines = font::lines(&actor.entity.label, 16);
        let widest = lines.iter().map(|line| font.width(line, letters)).fold(0.0, f64::max);
        let below = radius * 1.1 + 3.0 + lines.len() as f64 * letters * LINE_HEIGHT;
        let size = Size { half_width: (widest / 2.0).max(radius * 1.2), above: radius * 1.2, below };
        Self { at: Point::default(), radius, letters, lines, size }
    }
}

/// The picture as SVG.
pub(super) fn drawing(drawn: &Drawn) -> String {
    let scene = Scene::new(&drawn.network);
    let [least, most] = scene.bounds();
    let (width, body) = ((most.x - least.x + 2.0 * MARGIN).max(560.0), most.y - least.y + 2.0 * MARGIN);
    let (legend, legend_height) = legend::legend(&scene, width, &drawn.note());
    let height = body + legend_height;
    let (from_x, from_y) = (least.x - MARGIN - (width - (most.x - least.x + 2.0 * MARGIN)) / 2.0, least.y - MARGIN);
    let mut svg = String::new();
    let _ = writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" height=\"{height:.0}\" \
         font-family=\"'Noto Sans', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif\" text-anchor=\"middle\">"
    );
    let _ = writeln!(svg, "<title>Who does what to whom: {}</title>", escaped(&drawn.note()));
    let _ = writeln!(svg, "<rect width=\"{width:.0}\" height=\"{height:.0}\" fill=\"{PAPER}\"/>");
    let _ = writeln!(svg, "<g transform=\"translate({:.1} {:.1})\">", -from_x, -from_y);
    scene.communities(&mut svg);
    scene.lines(&mut svg);
    scene.actors(&mut svg);
    let _ = writeln!(svg, "</g>\n<g transform=\"translate(0 {body:.1})\">\n{legend}</g>\n</svg>");
    svg
}

impl<'a> Scene<'a> {
    fn new(network: &'a Network) -> Self {
        let font = Font::new();
        let largest = network.actors.iter().map(|actor| actor.centrality).fold(0.0, f64::max);
        let mut nodes: Vec<Node> = network.actors.iter().map(|actor| Node::new(actor, largest, &font)).collect();
        let sizes: Vec<Size> = nodes.iter().map(|node| node.size).collect();
        let links = links(network, UNIT);
        for (node, at) in nodes.iter_mut().zip(layout::positions(&sizes, &links)) {
            node.at = at;
        }
        let bundles = bundle::bundles(network, &nodes);
        Self { network, font, nodes, bundles }
    }

    /// The upper left and the lower right corner of all that is drawn.
    fn bounds(&self) -> [Point; 2] {
        let nodes = self.nodes.iter().map(|Node { at, size, .. }| {
            [at.x - size.half_width, at.y - size.above, at.x + size.half_width, at.y + size.below]
        });
        let curves = self.bundles.iter().flat_map(|bundle| [0.25, 0.5, 0.75].map(|share| bundle.curve.at(share)));
        let curves = curves.map(|point| [point.x, point.y, point.x, point.y]);
        let grow = |[a, b, c, d]: [f64; 4], [p, q, r, s]: [f64; 4]| [a.min(p), b.min(q), c.max(r), d.max(s)];
        let all = nodes.chain(curves).reduce(grow).unwrap_or([0.0, 0.0, 0.0, 0.0]);
        [Point { x: all[0], y: all[1] }, Point { x: all[2], y: all[3] }]
    }

    /// A soft ground under each community of three and more.
    fn communities(&self, svg: &mut String) {
        const GROUNDS: [&str; 6] = ["#3b6ea5", "#b8860b", "#2e8b6d", "#a0527d", "#6b5fb0", "#7a6a58"];
        let count = self.network.actors.iter().map(|actor| actor.community + 1).max().unwrap_or(0);
        for community in 0..count {
            let members = self.nodes.iter().zip(&self.network.actors).filter(|(_, actor)| actor.community == community);
            let corners: Vec<Point> = members.flat_map(|(node, _)| shape::corners(node.at, node.size)).collect();
            if corners.len() < 12 || count < 2 {
                continue;
            }
            let ground = GROUNDS[community as usize % GROUNDS.len()];
            let path = shape::polygon(&shape::hull(corners));
            let _ = writeln!(
                svg,
                "<path d=\"{path}\" fill=\"{ground}\" stroke=\"{ground}\" stroke-width=\"26\" stroke-linejoin=\"round\" opacity=\"0.07\"/>"
            );
        }
    }

    fn lines(&self, svg: &mut String) {
        let labels = label::placed(self);
        // What matters most lies on top.
        for bundle in self.bundles.iter().rev() {
            bundle.draw(self.network, svg);
        }
        for label in labels {
            label.draw(svg);
        }
    }

    fn actors(&self, svg: &mut String) {
        for (node, actor) in self.nodes.iter().zip(&self.network.actors) {
            let Actor { entity, claims, degree, .. } = actor;
            let _ = writeln!(svg, "<g><title>{}: {claims} claims, {degree} neighbours</title>", escaped(&entity.label));
            svg.push_str(&shape::outline(entity.kind, node.at, node.radius));
            for (line, text) in node.lines.iter().enumerate() {
                let y = node.at.y + node.radius * 1.1 + 3.0 + node.letters * (0.8 + LINE_HEIGHT * line as f64);
                label::words(svg, Point { x: node.at.x, y }, node.letters, INK, text);
            }
            svg.push_str("</g>\n");
        }
    }
}

/// One link for each two actors with an edge, the longer the more neighbours the two do not share, and longer still
/// between communities; so that hubs stand apart. (Ulrik Brandes' and GraphViz's "subset" model of lengths.)
pub(super) fn links(network: &Network, unit: f64) -> Vec<Link> {
    let mut neighbours = vec![BTreeSet::new(); network.actors.len()];
    let edges = network.edges.iter().map(|edge| [edge.source, edge.target]);
    let disputes = network.disputes.iter().map(|dispute| dispute.ends);
    for [a, b] in edges.chain(disputes).filter(|[a, b]| a != b) {
        neighbours[a].insert(b);
        neighbours[b].insert(a);
    }
    let link = |a: usize, b: usize| {
        let shared = neighbours[a].intersection(&neighbours[b]).count();
        let unshared = neighbours[a].len() + neighbours[b].len() - 2 * shared;
        let apart = if network.actors[a].community == network.actors[b].community { 1.0 } else { 1.5 };
        Link { ends: [a, b], length: unit * apart * (unshared as f64).sqrt() }
    };
    let pairs = |a: usize| neighbours[a].iter().filter(move |b| a < **b).map(move |b| (a, *b));
    (0..neighbours.len()).flat_map(pairs).map(|(a, b)| link(a, b)).collect()
}

/// The colour of words that matter less.
const QUIET: &str = FAINT;
