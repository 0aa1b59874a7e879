// Which claims and actors are shown.
import { days, kinds, modalities, publishers, relations, claims } from "./data.js";
import { h } from "./dom.js";

const state = { kinds: new Set(), relations: new Set(), modalities: new Set(), publishers: new Set(), from: "", to: "", negated: true, contradicted: false };
const listeners = [];

/** Calls back whenever the filter changes. */
export function onFilter(listener) {
  listeners.push(listener);
}

const has = (set, value) => set.size === 0 || set.has(value);

/** Whether a claim passes. */
export function takes(claim) {
  return (
    has(state.relations, claim.relation ?? "other") &&
    has(state.modalities, claim.modality) &&
    has(state.publishers, claim.document.publisher ?? "unknown") &&
    (state.negated || !claim.negated) &&
    (!state.contradicted || claim.contradicted) &&
    (!state.from || (claim.date && claim.date.slice(0, 10) >= state.from)) &&
    (!state.to || (claim.date && claim.date.slice(0, 10) <= state.to))
  );
}

/** Whether an actor's kind passes. */
export const takesActor = (actor) => has(state.kinds, actor.type);

/** Whether anything is filtered. */
export const isActive = () =>
  ["kinds", "relations", "modalities", "publishers"].some((name) => state[name].size) || state.from || state.to || !state.negated || state.contradicted;

const changed = () => listeners.forEach((listener) => listener());

/** The form. */
export function filterForm() {
  const group = (legend, name, values) =>
    h("fieldset", {}, h("legend", {}, legend), h("div.choices", {}, values.map(([value, number]) => choice(name, value, number))));
  const day = (name, label) => h("label.day", {}, label, h("input", { type: "date", min: days[0]?.slice(0, 10), max: days.at(-1)?.slice(0, 10), onchange: (event) => set(name, event.target.value) }));
  const flag = (name, label, checked) => h("label.choice", {}, h("input", { type: "checkbox", checked, onchange: (event) => set(name, event.target.checked) }), h("span", {}, label));
  const form = h(
    "form.filters",
    { "aria-label": "Filter", onsubmit: (event) => event.preventDefault() },
    group("Actors", "kinds", kinds.map((kind) => [kind, null])),
    group("Modality", "modalities", modalities),
    h("fieldset", {}, h("legend", {}, "Claims"), h("div.choices", {}, flag("negated", "negated ones too", true), flag("contradicted", "only contradicted", false))),
    days.length > 1 && h("fieldset", {}, h("legend", {}, "Date"), h("div.days", {}, day("from", "from"), day("to", "to"))),
    group("Source", "publishers", publishers),
    group("Relation", "relations", relations),
    h("button.quiet", { type: "reset" }, "Clear filters"),
  );
  form.addEventListener("reset", () => setTimeout(clear));
  return form;
}

function choice(name, value, number) {
  const toggle = (event) => {
    state[name][event.target.checked ? "add" : "delete"](value);
    changed();
  };
  return h("label.choice", {}, h("input", { type: "checkbox", value, onchange: toggle }), h("span", {}, value.replaceAll("_", " ")), number != null && h("small", {}, String(number)));
}

function set(name, value) {
  state[name] = value;
  changed();
}

function clear() {
  ["kinds", "relations", "modalities", "publishers"].forEach((name) => state[name].clear());
  Object.assign(state, { from: "", to: "", negated: true, contradicted: false });
  changed();
}

/** The number of claims that pass. */
export const passing = () => claims.filter(takes).length;
