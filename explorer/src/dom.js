// Elements from plain descriptions. Text is always set as text, never as markup.

/** An element: h("p.note", { title: "…" }, "text", child). Attributes that start with "on" are listeners. */
export function h(what, attributes = {}, ...children) {
  const [tag, ...classes] = what.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child != null && child !== false));
  return element;
}

/** Replaces what an element holds. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat().filter((child) => child != null && child !== false));
}

/** "1 claim", "2 claims". */
export function count(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/** A list that shows its first items, and more on request, so that long lists do not slow the page. */
export function longList(items, render, step = 60) {
  const list = h("div.list");
  let shown = 0;
  const more = h("button.more", { type: "button", onclick: show }, "");
  function show() {
    const next = items.slice(shown, shown + step);
    list.append(...next.map(render));
    shown += next.length;
    more.textContent = `Show more (${(items.length - shown).toLocaleString("en")} left)`;
    more.hidden = shown >= items.length;
  }
  show();
  return h("div", {}, list, more);
}
