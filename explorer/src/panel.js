// What is known of the actor, line or document that was chosen.
import { actors } from "./data.js";
import { claimCard, contradictionCard } from "./claim.js";
import { kindColour } from "./colours.js";
import { count, fill, h, longList } from "./dom.js";
import { takes } from "./filter.js";

const byDate = (a, b) => ((a.date ?? "9999") < (b.date ?? "9999") ? -1 : 1);

/** A panel at the side, or at the bottom of a small screen. */
export function panel(open, onClose) {
  const body = h("div.body");
  const close = h("button.close", { type: "button", "aria-label": "Close", onclick: onClose }, "×");
  const element = h("aside.panel", { "aria-label": "Details", hidden: true, tabindex: "-1" }, close, body);
  const show = (...children) => {
    fill(body, ...children);
    element.hidden = false;
    element.scrollTop = 0;
  };
  return {
    element,
    hide: () => (element.hidden = true),
    actor: (actor) => show(...actorView(actor, open)),
    line: (line) => show(...lineView(line, open)),
    document: (document) => show(...documentView(document, open)),
  };
}

function claimsView(heading, claims, open) {
  const passing = claims.filter(takes).sort(byDate);
  const hidden = claims.length - passing.length;
  if (!claims.length) return null;
  return h("section", {}, h("h3", {}, heading, " ", h("small", {}, String(passing.length))), longList(passing, (claim) => claimCard(claim, open), 30), hidden > 0 && h("p.note", {}, `${count(hidden, "claim")} hidden by the filter`));
}

function actorView(actor, open) {
  const acts = actor.claims.filter((claim) => claim.subject.actor === actor.index);
  const others = actor.claims.filter((claim) => claim.subject.actor !== actor.index);
  const dot = h("i.dot");
  dot.style.background = kindColour(actor.type);
  return [
    h("h2", { dir: "auto" }, actor.label),
    h("p.kind", {}, dot, actor.type.toLowerCase(), actor.wikidata && " · ", actor.wikidata && h("a", { href: `https://www.wikidata.org/wiki/${actor.wikidata}`, rel: "noreferrer", target: "_blank" }, actor.wikidata), ` · ${count(actor.degree, "neighbour")}`),
    actor.descriptions.length > 0 && h("p.note", {}, actor.descriptions.slice(0, 4).join("; ")),
    actor.aliases.length > 0 && h("p.note", {}, "also: ", actor.aliases.slice(0, 6).join(", ")),
    claimsView("Does", acts, open),
    claimsView("Is named in", others, open),
    claimsView("Says", actor.said, open),
  ];
}

function lineView(line, open) {
  const [a, b] = line.ends.map((end) => actors[end]);
  const claims = line.edges.flatMap((edge) => edge.claims);
  const button = (actor) => h("button.link", { type: "button", onclick: () => open.actor(actor) }, actor.label);
  return [h("h2", {}, button(a), " – ", button(b)), h("p.kind", {}, `${count(line.edges.length, "statement")}, ${count(claims.length, "claim")}`), line.disputes.length > 0 && h("section", {}, h("h3", {}, "Contradictions ", h("small", {}, String(line.disputes.length))), line.disputes.map((dispute) => contradictionCard(dispute, open))), claimsView("Claims", claims, open)];
}

function documentView(document, open) {
  const web = /^https?:\/\//.test(document.url ?? "") ? document.url : null;
  return [
    h("h2", { dir: "auto" }, document.title),
    h("p.kind", {}, [document.publisher, document.date].filter(Boolean).join(" · ")),
    h("p.note", {}, web ? h("a", { href: web, rel: "noreferrer", target: "_blank" }, web) : document.source),
    claimsView("Claims", document.claims, open),
  ];
}
