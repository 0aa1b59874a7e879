// The drawing: sigma on a graph whose places were computed before.
import Graph from "graphology";
import Sigma from "sigma";
import { actors, lines } from "./data.js";
import { colour, css } from "./colours.js";
import { takes, takesActor } from "./filter.js";

const graph = new Graph({ multi: false, type: "directed" });
let sigma = null;
let hovered = null;
let selected = null;
let near = new Set();
let style = {};

const size = (actor, largest) => 4 + 12 * Math.sqrt(actor.centrality / largest);

/** Draws into `container`; calls back with actors and lines that are chosen. Null where the browser cannot draw. */
export function draw(container, { onActor, onLine, onNothing }) {
  const narrow = container.clientWidth < 600;
  const scale = narrow ? 0.65 : 1;
  const largest = Math.max(...actors.map((actor) => actor.centrality), 1e-9);
  for (const actor of actors.filter((actor) => actor.at)) {
    graph.addNode(actor.index, { x: actor.at[0], y: actor.at[1], size: scale * size(actor, largest), label: actor.label });
  }
  for (const line of lines) {
    const oneWay = line.edges.length > 0 && line.edges.every((edge) => edge.ends[0] === line.ends[0]);
    const first = line.edges.length ? line.edges[0].predicate.replaceAll("_", " ") : `× ${line.disputes[0].kind}`;
    const more = line.edges.length + line.disputes.length - 1;
    const words = more ? `${first} +${more}` : first;
    const support = Math.max(1, ...line.edges.map((edge) => edge.support));
    graph.addEdgeWithKey(`l${line.index}`, line.ends[0], line.ends[1], { line: line.index, words, size: 1.4 + 0.8 * Math.log2(support), type: oneWay ? "arrow" : "line" });
  }
  restyle();
  apply();
  try {
    sigma = new Sigma(graph, container, settings(narrow));
  } catch {
    return null;
  }
  listen(container, { onActor, onLine, onNothing });
  return sigma;
}

function settings(narrow) {
  return {
    allowInvalidContainer: true,
    enableEdgeEvents: true,
    renderEdgeLabels: true,
    // Thousands of lines are drawn again when the movement ends.
    hideEdgesOnMove: graph.size > 3000,
    labelFont: "system-ui, sans-serif",
    labelSize: 13,
    // Names in each square of so many pixels; more of them as one comes nearer.
    labelDensity: narrow ? 0.9 : 1.2,
    labelGridCellSize: narrow ? 130 : 90,
    labelRenderedSizeThreshold: graph.order < 80 ? 0 : 7,
    labelColor: { attribute: "ink" },
    edgeLabelFont: "system-ui, sans-serif",
    edgeLabelSize: 12,
    edgeLabelColor: { attribute: "ink" },
    zIndex: true,
    minCameraRatio: 0.03,
    maxCameraRatio: 3,
    stagePadding: 60,
    defaultDrawNodeHover: hover,
    defaultDrawNodeLabel: label,
    nodeReducer: node,
    edgeReducer: edge,
  };
}

/** A long label in two lines, parted at the space nearest to its middle. */
function wrap(text) {
  const spaces = text.length > 10 ? [...text.matchAll(/ /g)].map((space) => space.index) : [];
  if (!spaces.length) return [text];
  const far = (place) => Math.abs(place - text.length / 2);
  const middle = spaces.reduce((best, place) => (far(place) < far(best) ? place : best));
  return [text.slice(0, middle), text.slice(middle + 1)];
}

/** A label below its node, with a border in the colour of the ground. */
function label(context, data, settings) {
  if (!data.label) return;
  const letters = settings.labelSize * (data.size > 12 ? 1.15 : 1);
  context.font = `${data.size > 12 ? 600 : 500} ${letters}px ${settings.labelFont}`;
  context.textAlign = "center";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = style.ground;
  context.fillStyle = data.ink ?? style.ink;
  const lines = wrap(data.label).map((text, line) => [text, data.x, data.y + data.size + letters * (1 + 1.1 * line)]);
  lines.forEach((line) => context.strokeText(...line));
  lines.forEach((line) => context.fillText(...line));
  context.textAlign = "left";
}

function hover(context, data, settings) {
  context.beginPath();
  context.arc(data.x, data.y, data.size + 4, 0, 2 * Math.PI);
  context.lineWidth = 2;
  context.strokeStyle = style.accent;
  context.stroke();
  label(context, data, settings);
}

/** How an actor looks at the moment. */
function node(key, attributes) {
  const actor = actors[key];
  const focus = hovered ?? selected;
  const far = focus != null && !near.has(Number(key));
  return {
    ...attributes,
    hidden: attributes.hidden,
    ink: far ? style.faded : style.ink,
    label: far ? "" : attributes.label,
    forceLabel: focus != null && (near.size < 40 || Number(key) === focus) && near.has(Number(key)),
    color: far ? style.faded : colour(actor),
    highlighted: Number(key) === selected,
    zIndex: far ? 0 : 1,
  };
}

/** How a line looks at the moment. */
function edge(key, attributes) {
  const ends = lines[attributes.line].ends;
  const focus = hovered ?? selected;
  const touches = focus != null && ends.includes(focus);
  const far = focus != null && !touches;
  const named = key === hoveredLine || (touches && near.size < 16);
  return {
    ...attributes,
    ink: style.ink,
    color: far ? style.faint : attributes.contradicted ? style.contradiction : attributes.negated ? style.negation : touches || key === hoveredLine ? style.lineStrong : style.line,
    size: key === hoveredLine ? attributes.size + 1.5 : attributes.size,
    label: named ? attributes.words : "",
    forceLabel: named,
    zIndex: attributes.contradicted ? 2 : touches ? 1 : 0,
  };
}

let hoveredLine = null;

function look(at) {
  hovered = at;
  const focus = hovered ?? selected;
  near = new Set(focus == null || !graph.hasNode(focus) ? [] : [focus, ...graph.neighbors(focus).filter((key) => !graph.getNodeAttribute(key, "hidden")).map(Number)]);
  if (focus != null) near.add(focus);
  sigma?.refresh({ skipIndexation: true });
}

function listen(container, { onActor, onLine, onNothing }) {
  const at = (event) => Number(event.node);
  sigma.on("enterNode", (event) => look(at(event)));
  sigma.on("leaveNode", () => look(null));
  sigma.on("enterEdge", ({ edge }) => over(edge, container));
  sigma.on("leaveEdge", () => over(null, container));
  sigma.on("clickNode", (event) => onActor(actors[at(event)]));
  sigma.on("clickEdge", ({ edge }) => onLine(lines[graph.getEdgeAttribute(edge, "line")]));
  sigma.on("clickStage", onNothing);
  container.addEventListener("keydown", keys);
}

function over(key, container) {
  hoveredLine = key;
  container.style.cursor = key == null ? "" : "pointer";
  sigma.refresh({ skipIndexation: true });
}

/** Arrows move, + and − zoom, 0 shows everything. */
function keys(event) {
  const camera = sigma.getCamera();
  const { x, y, ratio } = camera.getState();
  const step = 0.1 * ratio;
  const moves = { ArrowLeft: { x: x - step }, ArrowRight: { x: x + step }, ArrowUp: { y: y + step }, ArrowDown: { y: y - step } };
  if (moves[event.key]) camera.animate(moves[event.key], { duration: 120 });
  else if (event.key === "+" || event.key === "=") camera.animatedZoom({ duration: 150 });
  else if (event.key === "-") camera.animatedUnzoom({ duration: 150 });
  else if (event.key === "0") camera.animatedReset({ duration: 200 });
  else return;
  event.preventDefault();
}

/** Takes over the filter. */
export function apply() {
  const seen = new Set();
  graph.updateEachEdgeAttributes((_, attributes) => {
    const line = lines[attributes.line];
    const passing = line.edges.filter((edge) => edge.claims.some(takes));
    const disputed = line.disputes.some((contradiction) => contradiction.claims.some(takes));
    const shown = (passing.length > 0 || disputed) && line.ends.every((end) => takesActor(actors[end]));
    if (shown) line.ends.forEach((end) => seen.add(end));
    const contradicted = disputed || passing.some((edge) => edge.contradicted || edge.claims.some((claim) => claim.contradicted));
    const negated = passing.length > 0 && passing.every((edge) => edge.claims.every((claim) => claim.negated));
    return { ...attributes, hidden: !shown, contradicted, negated };
  });
  graph.updateEachNodeAttributes((key, attributes) => ({ ...attributes, hidden: !seen.has(Number(key)) }));
  look(hovered);
  return seen.size;
}

/** Marks an actor, or none, and moves there. */
export function select(actor, move = true) {
  selected = actor?.at ? actor.index : null;
  look(null);
  if (move && sigma && selected != null) {
    const place = sigma.getNodeDisplayData(selected);
    if (place) sigma.getCamera().animate({ x: place.x, y: place.y, ratio: Math.min(sigma.getCamera().ratio, 0.7) }, { duration: still() ? 0 : 350 });
  }
}

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Takes over the colours of the page's style. */
export function restyle() {
  style = { ink: css("ink"), ground: css("ground"), line: css("line"), lineStrong: css("line-strong"), faint: css("line-faint"), faded: css("faded"), accent: css("accent"), contradiction: css("contradiction"), negation: css("negation") };
  sigma?.refresh({ skipIndexation: true });
}

/** Fits the drawing to its container. */
export const resize = () => sigma?.resize().refresh({ skipIndexation: true });

export const camera = () => sigma?.getCamera();
