// One claim, with its sentence and what is marked in it.
import { actors } from "./data.js";
import { h } from "./dom.js";

/** A claim as an article; `open` is called with an actor or document that is chosen. */
export function claimCard(claim, open) {
  const speakers = claim.speakers.map((speaker) => [h("span.stance", {}, `${speaker.role} `), name(speaker, open)]);
  return h(
    "article.claim",
    {},
    h("p.says", {}, name(claim.subject, open), " ", h("b", {}, claim.predicate), claim.object && " ", claim.object && name(claim.object, open), ...badges(claim)),
    h("blockquote", { dir: "auto" }, marked(claim)),
    h("p.source", {}, speakers.length ? h("span.speakers", {}, speakers.flatMap((s, i) => (i ? [" · ", ...s] : s))) : null, source(claim, open)),
  );
}

function badges(claim) {
  const words = [claim.modality !== "actual" && claim.modality, claim.negated && "negated", claim.contradicted && "contradicted"].filter(Boolean);
  return words.flatMap((word) => [" ", h(`span.badge.${word}`, {}, word)]);
}

/** A part's label, as a button where it is an actor. */
function name(part, open) {
  if (part.actor == null) return h("span", { dir: "auto" }, part.label);
  return h("button.link", { type: "button", dir: "auto", onclick: () => open.actor(actors[part.actor]) }, part.label);
}

function source(claim, open) {
  const { document } = claim;
  const by = [document.publisher, document.date].filter(Boolean).join(", ");
  return h("span", {}, h("button.link", { type: "button", onclick: () => open.document(document) }, document.title), by ? ` · ${by}` : "");
}

/** The sentence with subject, predicate, object and roles marked. */
function marked(claim) {
  const parts = [
    [claim.subject.at, "subject"],
    [claim.words, "predicate"],
    [claim.object?.at, "object"],
    ...claim.others.map((part) => [part.at, part.role]),
    ...claim.speakers.map((part) => [part.at, "speaker"]),
  ];
  const kept = [];
  for (const [at, role] of parts.filter(([at]) => at)) {
    if (kept.every(([other]) => at[1] <= other[0] || other[1] <= at[0])) kept.push([at, role]);
  }
  kept.sort((a, b) => a[0][0] - b[0][0]);
  const pieces = [];
  let done = 0;
  for (const [[start, end], role] of kept) {
    pieces.push(claim.quote.slice(done, start), h(`mark.${role}`, { title: role }, claim.quote.slice(start, end)));
    done = end;
  }
  return [...pieces, claim.quote.slice(done)];
}

/** A contradiction with its two claims beside one another. */
export function contradictionCard(contradiction, open) {
  const { kind, between, score, reason, claims } = contradiction;
  const sure = h("span.score", { title: "how sure" }, `${Math.round(100 * score)} %`);
  return h("article.contradiction", {}, h("header", {}, sure, h("b", {}, kind), ` · ${between}`, h("p", {}, reason)), h("div.sides", {}, claims.map((claim) => claimCard(claim, open))));
}
