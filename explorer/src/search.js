// The search box: actors by name, then claims by words.
import { actors, claims, plain } from "./data.js";
import { fill, h } from "./dom.js";

const names = actors.map((actor) => plain([actor.label, ...actor.aliases].join("\n")));
let quotes = null;

/** What is found for some words: actors whose names begin like them first. */
function find(words) {
  const found = [];
  for (const [index, name] of names.entries()) {
    const at = name.indexOf(words);
    if (at >= 0) found.push([at === 0 ? 0 : /\s/.test(name[at - 1]) ? 1 : 2, index]);
  }
  found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  quotes ??= claims.map((claim) => plain(claim.quote));
  const told = words.length > 2 ? claims.filter((_, index) => quotes[index].includes(words)) : [];
  return { actors: found.slice(0, 8).map(([, index]) => actors[index]), claims: told.slice(0, 5) };
}

/** The search box with its list of results. */
export function searchBox(open) {
  const list = h("ul", { id: "results", role: "listbox", "aria-label": "Results", hidden: true });
  const input = h("input", { type: "search", placeholder: "Search", role: "combobox", "aria-label": "Search actors and quotes", "aria-controls": "results", "aria-expanded": "false", autocomplete: "off", spellcheck: "false" });
  let at = -1;
  const hide = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  };
  const option = (label, kind, act) => h("li", { role: "option", "aria-selected": "false", onmousedown: (event) => event.preventDefault(), onclick: () => (hide(), act()) }, h("span", { dir: "auto" }, label), h("small", {}, kind));
  const mark = () => [...list.children].forEach((item, index) => (item.setAttribute("aria-selected", String(index === at)), index === at && item.scrollIntoView({ block: "nearest" })));
  input.addEventListener("input", () => {
    const words = plain(input.value.trim());
    const { actors, claims } = words ? find(words) : { actors: [], claims: [] };
    const options = [...actors.map((actor) => option(actor.label, actor.type.toLowerCase(), () => open.actor(actor))), ...claims.map((claim) => option(claim.quote, "claim", () => open.document(claim.document)))];
    fill(list, ...options, words && !options.length && h("li.none", {}, "Nothing found"));
    at = options.length ? 0 : -1;
    list.hidden = !words;
    input.setAttribute("aria-expanded", String(!!words));
    mark();
  });
  input.addEventListener("keydown", (event) => {
    const options = list.querySelectorAll("[role=option]");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length) at = (at + step + options.length) % options.length;
    else if (event.key === "Enter" && !list.hidden) options[at]?.click();
    else if (event.key === "Escape") hide();
    else return;
    event.preventDefault();
    mark();
  });
  input.addEventListener("blur", hide);
  return { element: h("div.search", { role: "search" }, input, list), focus: () => input.focus() };
}
