// The tabs beside the drawing: actors, contradictions, timeline, documents.
import { actors, claims, contradictions, documents } from "./data.js";
import { claimCard, contradictionCard } from "./claim.js";
import { kindColour } from "./colours.js";
import { count, h, longList } from "./dom.js";
import { takes, takesActor } from "./filter.js";

const COLUMNS = [
  ["Actor", (actor) => actor.label, 1],
  ["Type", (actor) => actor.type.toLowerCase(), 1],
  ["Centrality", (actor) => actor.centrality, -1],
  ["Neighbours", (actor) => actor.degree, -1],
  ["Claims", (actor) => actor.claims.length, -1],
  ["Says", (actor) => actor.said.length, -1],
];
let sorted = 2;
let way = -1;

/** A table of actors, sorted by a column that can be chosen. */
export function actorsView(open, redraw) {
  const of = COLUMNS[sorted][1];
  const compare = (a, b) => (of(a) < of(b) ? -way : of(a) > of(b) ? way : a.index - b.index);
  const rows = actors.filter((actor) => takesActor(actor) && (actor.claims.some(takes) || actor.said.some(takes))).sort(compare);
  const sort = (column) => () => {
    way = column === sorted ? -way : COLUMNS[column][2];
    sorted = column;
    redraw();
  };
  const head = COLUMNS.map(([name], column) => h("th", { scope: "col", "aria-sort": column === sorted ? (way > 0 ? "ascending" : "descending") : "none" }, h("button", { type: "button", onclick: sort(column) }, name)));
  const largest = Math.max(...actors.map((actor) => actor.centrality), 1e-9);
  const body = h("tbody", {}, rows.slice(0, 500).map((actor) => actorRow(actor, open, largest)));
  return [h("table", {}, h("thead", {}, h("tr", {}, head)), body), rows.length > 500 && h("p.note", {}, `The first 500 of ${rows.length.toLocaleString("en")}; the search finds the others.`), !rows.length && none("No actor passes the filter.")];
}

function actorRow(actor, open, largest) {
  const dot = h("i.dot");
  dot.style.background = kindColour(actor.type);
  const bar = h("i.bar");
  bar.style.width = `${(60 * actor.centrality) / largest}px`;
  const name = h("button.link", { type: "button", dir: "auto", onclick: () => open.actor(actor) }, actor.label);
  return h("tr", {}, h("th", { scope: "row" }, dot, name), h("td", {}, actor.type.toLowerCase()), h("td", {}, bar), h("td.number", {}, String(actor.degree)), h("td.number", {}, String(actor.claims.length)), h("td.number", {}, String(actor.said.length)));
}

const none = (text) => h("p.none", {}, text);

/** Both sides of each contradiction beside one another. */
export function contradictionsView(open) {
  const shown = contradictions.filter((contradiction) => contradiction.claims.some(takes));
  if (!shown.length) return [none(contradictions.length ? "No contradiction passes the filter." : "No contradiction was found in these documents.")];
  const card = (contradiction) => contradictionCard(contradiction, open);
  return [longList(shown, card, 30)];
}

/** Claims by day, with a bar for each month that shows how many there are. */
export function timelineView(open) {
  const dated = claims.filter((claim) => claim.date && takes(claim));
  if (!dated.length) return [none("No claim with a date passes the filter.")];
  const days = Map.groupBy ? Map.groupBy(dated, (claim) => claim.date) : group(dated);
  const months = new Map();
  for (const [day, list] of days) months.set(day.slice(0, 7), (months.get(day.slice(0, 7)) ?? 0) + list.length);
  const most = Math.max(...months.values());
  const order = [...days.keys()].sort();
  const sections = new Map();
  const list = longList(order, (day) => {
    const section = h("section.day", { id: `day-${day}` }, h("h3", {}, h("time", { datetime: day }, day), " ", h("small", {}, String(days.get(day).length))), longList(days.get(day), (claim) => claimCard(claim, open), 12));
    sections.set(day, section);
    return section;
  }, 400);
  const jump = (month) => () => sections.get(order.find((day) => day.startsWith(month)))?.scrollIntoView({ block: "start" });
  const bar = ([month, number]) => {
    const fill = h("i");
    fill.style.height = `${Math.max(4, (70 * number) / most)}px`;
    return h("button.month", { type: "button", title: `${month}: ${count(number, "claim")}`, "aria-label": `${month}, ${count(number, "claim")}`, onclick: jump(month) }, fill, h("span", {}, month.endsWith("-01") || months.size < 14 ? month : month.slice(5)));
  };
  return [h("nav.months", { "aria-label": "Months" }, [...months].sort().map(bar)), list];
}

function group(claims) {
  const days = new Map();
  for (const claim of claims) days.set(claim.date, [...(days.get(claim.date) ?? []), claim]);
  return days;
}

/** The documents, oldest first. */
export function documentsView(open) {
  const rows = documents.map((document) => [document, document.claims.filter(takes).length]).filter(([, number]) => number > 0);
  rows.sort(([a], [b]) => ((a.date ?? "9999") < (b.date ?? "9999") ? -1 : 1));
  const row = ([document, number]) => h("button.document", { type: "button", onclick: () => open.document(document) }, h("b", { dir: "auto" }, document.title), h("span", {}, [document.publisher, document.date].filter(Boolean).join(" · ") || document.source), h("small", {}, count(number, "claim")));
  return rows.length ? [longList(rows, row)] : [none("No document passes the filter.")];
}
