// The page: a bar with search and tabs, filters, the drawing or a list, and details of what was chosen.
import { actors, claims, contradictions, documents, lines, omitted, title } from "./data.js";
import { colour, colourBy, communityColour, kindColour, setColourBy } from "./colours.js";
import { count, fill, h } from "./dom.js";
import { filterForm, isActive, onFilter, passing } from "./filter.js";
import * as drawing from "./graph.js";
import { panel } from "./panel.js";
import { searchBox } from "./search.js";
import { actorsView, contradictionsView, documentsView, timelineView } from "./views.js";

const TABS = [
  ["graph", "Graph"],
  ["actors", "Actors"],
  ["contradictions", "Contradictions"],
  ["timeline", "Timeline"],
  ["documents", "Documents"],
];
const VIEWS = { actors: (redraw) => actorsView(open, redraw), contradictions: () => contradictionsView(open), timeline: () => timelineView(open), documents: () => documentsView(open) };

const open = {
  actor: (actor) => choose(() => details.actor(actor), actor),
  line: (line) => choose(() => details.line(line), null),
  document: (document) => choose(() => details.document(document), null),
};
const details = panel(open, close);
const search = searchBox(open);
const stage = h("div.stage", { tabindex: "0", role: "application", "aria-label": "Graph. Arrow keys move, plus and minus zoom, 0 shows everything. The Actors tab lists the same actors." });
const legend = h("div.legend");
const graphPanel = h("div.graph", {}, stage, legend, zoomButtons());
const listPanel = h("div.view", { hidden: true });
const status = h("p.status", { role: "status" });
const filters = h("div.drawer", { id: "filters" }, filterForm(), h("p.note", {}, "Every claim shows the sentence that it came from."));
let tab = "graph";
let redraw = () => {};

const tabs = h("div.tabs", { role: "tablist" }, TABS.map(([id, name]) => h("button", { type: "button", role: "tab", id: `tab-${id}`, "aria-selected": String(id === tab), tabindex: id === tab ? "0" : "-1", onclick: () => show(id) }, name, id === "contradictions" && contradictions.length > 0 && h("small", {}, String(contradictions.length)))));
tabs.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const next = (TABS.findIndex(([id]) => id === tab) + step + TABS.length) % TABS.length;
  show(TABS[next][0]);
  tabs.children[next].focus();
});

const filterButton = h("button.tool", { type: "button", "aria-expanded": "false", "aria-controls": "filters", onclick: () => toggleFilters() }, "Filter");
const themeButton = h("button.tool", { type: "button", "aria-label": "Dark or light", title: "Dark or light", onclick: toggleTheme }, h("i.half"));
const main = h("main", {}, filters, h("div.content", { role: "tabpanel" }, graphPanel, listPanel), details.element);
fill(document.getElementById("app"), h("header.bar", {}, h("h1", { dir: "auto" }, title), search.element, tabs, h("div.tools", {}, filterButton, themeButton)), main, status);

/** Shows the details of something, and marks it in the drawing. */
function choose(view, actor) {
  view();
  redraw = view;
  document.body.classList.add("detailed");
  drawing.resize();
  drawing.select(actor, tab === "graph");
  if (!matchMedia("(pointer: coarse)").matches) details.element.focus({ preventScroll: true });
}

function close() {
  details.hide();
  redraw = () => {};
  document.body.classList.remove("detailed");
  drawing.resize();
  drawing.select(null);
}

function show(id) {
  tab = id;
  [...tabs.children].forEach((button, index) => {
    const active = TABS[index][0] === id;
    button.setAttribute("aria-selected", String(active));
    button.tabIndex = active ? 0 : -1;
    if (active) button.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  graphPanel.hidden = id !== "graph";
  listPanel.hidden = id === "graph";
  list();
  if (id === "graph") drawing.resize();
}

function list() {
  if (tab === "graph") return;
  listPanel.className = `view ${tab}`;
  fill(listPanel, ...VIEWS[tab](list));
}

function toggleFilters(on = !document.body.classList.contains("filtering")) {
  document.body.classList.toggle("filtering", on);
  filterButton.setAttribute("aria-expanded", String(on));
  drawing.resize();
}

function toggleTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  drawing.restyle();
}

function zoomButtons() {
  const button = (sign, label, act) => h("button", { type: "button", "aria-label": label, title: label, onclick: act }, sign);
  return h("div.zoom", {}, button("+", "Zoom in", () => drawing.camera()?.animatedZoom({ duration: 150 })), button("−", "Zoom out", () => drawing.camera()?.animatedUnzoom({ duration: 150 })), button("⤢", "Show everything", () => drawing.camera()?.animatedReset({ duration: 200 })));
}

function drawLegend() {
  const swatch = (background, text) => {
    const dot = h("i.dot");
    dot.style.background = background;
    return h("span", {}, dot, text);
  };
  const drawn = actors.filter((actor) => actor.at);
  const kinds = [...new Set(drawn.map((actor) => actor.type))];
  const first = (community) => drawn.find((actor) => actor.community === community)?.label;
  const communities = [...new Set(drawn.map((actor) => actor.community))].sort((a, b) => a - b).slice(0, 6);
  const entries = colourBy() === "kind" ? kinds.map((kind) => swatch(kindColour(kind), kind.toLowerCase())) : communities.map((community) => swatch(communityColour(community), `around ${first(community)}`));
  const other = colourBy() === "kind" ? "community" : "kind";
  const change = () => {
    setColourBy(other);
    drawLegend();
    drawing.restyle();
  };
  fill(legend, ...entries, h("span", {}, h("i.stroke.red"), "contradicted"), h("span", {}, h("i.stroke.violet"), "negated"), h("button.link", { type: "button", onclick: change }, other === "kind" ? "colour by type" : "colour by community"));
}

function tell() {
  const kept = isActive() ? `${count(passing(), "claim")} of ${claims.length.toLocaleString("en")} shown` : count(claims.length, "claim");
  status.textContent = `${count(actors.length, "actor")}, ${kept}, ${count(documents.length, "document")}${contradictions.length ? `, ${count(contradictions.length, "contradiction")}` : ""}${omitted ? `; no room for ${count(omitted, "claim")}` : ""}`;
  filterButton.classList.toggle("active", Boolean(isActive()));
}

onFilter(() => {
  drawing.apply();
  redraw();
  list();
  tell();
});
document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
  if (event.key === "/" && !typing) {
    event.preventDefault();
    search.focus();
  } else if (event.key === "Escape" && !typing) close();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawing.restyle);

drawLegend();
tell();
if (!lines.length) fill(stage, h("p.none", {}, "There are no statements between named actors to draw. The other tabs show what there is."));
else if (!drawing.draw(stage, { onActor: open.actor, onLine: open.line, onNothing: close })) fill(stage, h("p.none", {}, "This browser cannot draw the graph (it has no WebGL 2). The other tabs work."));
document.body.classList.add("ready");
