//! Lines between actors: statements of one direction and one look share a line.

use super::Node;
use super::style::{self, Line};
use crate::export::layout::Point;
use crate::export::network::{Edge, Network};
use crate::export::xml::escaped;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The distance between lines of the same two actors.
const FAN: f64 = 30.0;

/// Statements that share a line, or what two actors dispute, and the line.
pub(super) struct Bundle {
    /// The strongest first, indices into [`Network::edges`].
    pub edges: Vec<usize>,
    /// The surest first, indices into [`Network::contradictions`].
    pub disputes: Vec<usize>,
    /// How it looks.
    pub line: Line,
    /// From border to border.
    pub curve: Curve,
}

/// A quadratic Bézier curve.
#[derive(Clone, Copy)]
pub(super) struct Curve {
    from: Point,
    control: Point,
    to: Point,
}

impl Curve {
    /// The point at `share` of the way, 0 to 1.
    pub(super) fn at(self, share: f64) -> Point {
        let rest = 1.0 - share;
        let mix = |a: f64, b: f64, c: f64| rest * rest * a + 2.0 * rest * share * b + share * share * c;
        Point { x: mix(self.from.x, self.control.x, self.to.x), y: mix(self.from.y, self.control.y, self.to.y) }
    }

    /// The part between `start` and `end`.
    fn part(self, start: f64, end: f64) -> Self {
        let tangent =
            |a: Point, b: Point, share: f64| Point { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
        let control = tangent(tangent(self.from, self.control, start), tangent(self.control, self.to, start), end);
        Self { from: self.at(start), control, to: self.at(end) }
    }

    /// Without what lies within `from` of its start and within `to` of its end.
    fn trimmed(self, from: f64, to: f64) -> Self {
        const STEPS: u32 = 200;
        let far = |a: Point, b: Point| ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).sqrt();
        let shares = || (0..=STEPS).map(|step| f64::from(step) / f64::from(STEPS));
        let start = shares().find(|share| far(self.at(*share), self.from) >= from).unwrap_or(0.0);
        let end = shares().rev().find(|share| far(self.at(*share), self.to) >= to).unwrap_or(1.0);
        if start < end { self.part(start, end) } else { self }
    }
}

/// What is drawn between two actors: statements by look and direction, and disputes.
#[derive(Default)]
struct Between {
    statements: BTreeMap<(Line, usize), Vec<usize>>,
    disputes: Vec<usize>,
}

/// The lines of a network, the most important first.
pub(super) fn bundles(network: &Network, nodes: &[Node]) -> Vec<Bundle> {
    let mut pairs: BTreeMap<(usize, usize), Between> = BTreeMap::new();
    for (index, edge) in network.edges.iter().enumerate() {
        let pair = pairs.entry((edge.source.min(edge.target), edge.source.max(edge.target))).or_default();
        pair.statements.entry((Line::of(edge), edge.source)).or_default().push(index);
    }
    for dispute in &network.disputes {
        let [a, b] = dispute.ends;
        pairs.entry((a.min(b), a.max(b))).or_default().disputes.push(dispute.contradiction);
    }
    let mut bundles = Vec::new();
    for ((low, high), between) in pairs.into_iter().filter(|((low, high), _)| low != high) {
        let disputes =
            (!between.disputes.is_empty()).then_some(((Line::Contradicted, low), (vec![], between.disputes)));
        let statements = between.statements.into_iter().map(|(look, edges)| (look, (edges, vec![])));
        let lines: Vec<_> = statements.chain(disputes).collect();
        let count = lines.len();
        for (place, ((line, source), (edges, disputes))) in lines.into_iter().enumerate() {
            let target = if source == low { high } else { low };
            let aside = (place as f64 - (count as f64 - 1.0) / 2.0) * FAN * if source == low { 1.0 } else { -1.0 };
            bundles.push(Bundle { edges, disputes, line, curve: curve(&nodes[source], &nodes[target], aside) });
        }
    }
    let first = |bundle: &Bundle| {
        let strongest = bundle.edges.first().or(bundle.disputes.first()).copied();
        (bundle.line != Line::Contradicted, bundle.disputes.is_empty(), strongest)
    };
    bundles.sort_by_key(first);
    bundles
}

/// From one actor to another, `aside` pixels to the left at its middle.
fn curve(source: &Node, target: &Node, aside: f64) -> Curve {
    let (from, to) = (source.at, target.at);
    let (x, y) = (to.x - from.x, to.y - from.y);
    let length = (x * x + y * y).sqrt().max(1.0);
    let middle = Point { x: (from.x + to.x) / 2.0, y: (from.y + to.y) / 2.0 };
    let control = Point { x: middle.x + y / length * aside * 2.0, y: middle.y - x / length * aside * 2.0 };
    Curve { from, control, to }.trimmed(source.radius + 3.0, target.radius + 4.0)
}

impl Bundle {
    /// The strongest statement's words, or the kind of the surest dispute.
    pub(super) fn label(&self, network: &Network) -> String {
        let statement = self.edges.first().map(|edge| network.edges[*edge].label());
        let dispute = self.disputes.first().map(|dispute| network.contradictions[*dispute].kind.name().to_owned());
        let first = statement.or(dispute).unwrap_or_default();
        let sign = if self.line == Line::Contradicted { "× " } else { "" };
        match self.edges.len() + self.disputes.len() {
            0 | 1 => format!("{sign}{first}"),
            count => format!("{sign}{first} +{}", count - 1),
        }
    }

    /// The line with its head, and its statements with a quote each as a tooltip.
    pub(super) fn draw(&self, network: &Network, svg: &mut String) {
        let Curve { from, control, to } = self.curve;
        let support = self.edges.iter().map(|edge| network.edges[*edge].support).max().unwrap_or(2);
        let (width, colour) = (style::width(support), self.line.colour());
        let dashes = self.line.dashes().map_or(String::new(), |dashes| format!(" stroke-dasharray=\"{dashes}\""));
        let statements = self.edges.iter().map(|edge| told(&network.edges[*edge], network));
        let told: Vec<String> = statements
            .chain(self.disputes.iter().map(|dispute| network.contradictions[*dispute].reason.clone()))
            .collect();
        let head = if self.edges.is_empty() { String::new() } else { head(control, to, width, colour) };
        let _ = writeln!(
            svg,
            "<g><title>{}</title><path d=\"M{:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}\" fill=\"none\" stroke=\"{colour}\" \
             stroke-width=\"{width:.1}\" stroke-opacity=\"0.75\"{dashes}/>{head}</g>",
            escaped(&told.join("\n")),
            from.x,
            from.y,
            control.x,
            control.y,
            to.x,
            to.y,
        );
    }
}

fn told(edge: &Edge, network: &Network) -> String {
    let label = |actor: usize| &network.actors[actor].entity.label;
    format!("{} · {} · {}: “{}”", label(edge.source), edge.label(), label(edge.target), edge.quote.trim())
}

/// The head of an arrow that points at `to`.
fn head(from: Point, to: Point, width: f64, colour: &str) -> String {
    let (x, y) = (to.x - from.x, to.y - from.y);
    let length = (x * x + y * y).sqrt().max(0.001);
    let (x, y) = (x / length, y / length);
    let (long, broad) = (5.0 + 1.6 * width, 2.2 + 0.9 * width);
    let (back_x, back_y) = (to.x - x * (long - 2.0), to.y - y * (long - 2.0));
    format!(
        "<path d=\"M{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}Z\" fill=\"{colour}\"/>",
        to.x + x * 2.0,
        to.y + y * 2.0,
        back_x - y * broad,
        back_y + x * broad,
        back_x + y * broad,
        back_y - x * broad
    )
}
