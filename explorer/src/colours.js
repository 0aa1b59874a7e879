// Colours that the colour-blind can tell apart: communities after Paul Tol, kinds after Okabe and Ito.

const COMMUNITIES = ["#4477aa", "#ccaa33", "#228866", "#aa4488", "#44b5d6", "#e07b39", "#7a6fc0", "#8a9a3b"];
const KINDS = { Person: "#e69f00", Organization: "#0072b2", Place: "#009e73", Facility: "#56b4e9", Group: "#cc79a7", Event: "#c9b500", Work: "#8c6d46", Thing: "#8b95a1" };
const REST = "#9aa5b1";

let by = "community";

/** What colours mean: "community" or "kind". */
export const colourBy = () => by;

export function setColourBy(what) {
  by = what;
}

export const kindColour = (kind) => KINDS[kind] ?? REST;
export const communityColour = (community) => COMMUNITIES[community] ?? REST;

/** The colour of an actor. */
export const colour = (actor) => (by === "kind" ? kindColour(actor.type) : communityColour(actor.community));

/** A colour of the page's style. */
export const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
