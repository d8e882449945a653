// What stands in words beside the picture: the legend, the chosen node, the table. Text only, never HTML from data.

function make(tag, attrs, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attrs || {})) {
    if (name.startsWith("on")) made[name] = value;
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

const OUTLINES = {
  dot: "M8 2a6 6 0 1 0 .01 0Z",
  square: "M3 3h10v10H3Z",
  diamond: "M8 1l7 7-7 7-7-7Z",
  triangle: "M8 2l7 12H1Z",
  triangleDown: "M8 14L1 2h14Z",
  star: "M8 1l2 5h5l-4 3 1.5 5L8 11l-4.5 3L5 9 1 6h5Z",
  hexagon: "M4.5 2h7L15 8l-3.5 6h-7L1 8Z",
};

function sign(shape, colour) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", OUTLINES[shape] || OUTLINES.dot);
  path.setAttribute("fill", colour);
  svg.append(path);
  return svg;
}

function fillLegend(state, place) {
  place.replaceChildren(...state.data.kinds.map((kind) =>
    make("button", {
      type: "button",
      class: "kind",
      "aria-pressed": String(!state.hidden.has(kind.kind)),
      onclick: () => {
        state.hidden.has(kind.kind) ? state.hidden.delete(kind.kind) : state.hidden.add(kind.kind);
        state.refresh();
      },
    }, sign(kind.shape, kind.colour), kind.name)));
}

function fillDetail(state, place) {
  const node = state.byId.get(state.selected);
  if (!node) {
    place.replaceChildren(make("p", { class: "hint" }, state.data.words.hint));
    return;
  }
  const rows = neighboursOf(state, node.id).map(({ link, other }) =>
    make("li", {},
      (link.from === node.id ? link.says : link.back) + " ",
      make("button", { type: "button", class: "link", onclick: () => state.select(other, true) }, state.byId.get(other).name),
      link.when ? make("span", { class: "when" }, " " + link.when) : null));
  place.replaceChildren(
    make("p", { class: "told" }, node.told + (node.ended ? " · " + state.data.words.ended : "")),
    make("p", { class: "name" }, node.name),
    node.href ? make("a", { href: node.href, class: "open", onclick: (event) => state.open(event, node) }, state.data.words.open) : null,
    rows.length ? make("ul", {}, ...rows) : make("p", { class: "hint" }, state.data.words.alone));
}

function fillTable(state, place) {
  const { words } = state.data;
  const columns = [
    ["name", words.name, (node) => node.name],
    ["told", words.kind, (node) => node.told],
    ["links", words.links, (node) => neighboursOf(state, node.id).length],
  ];
  const of = columns.find((column) => column[0] === state.sort[0])[2];
  const order = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b, state.data.lang)) * state.sort[1];
  const nodes = shownNodes(state).filter((node) => !state.find || node.name.toLowerCase().includes(state.find)).sort((a, b) => order(of(a), of(b)));
  const head = columns.map(([key, name]) => {
    const sorted = state.sort[0] === key;
    const turn = () => {
      state.sort = [key, sorted ? -state.sort[1] : 1];
      fillTable(state, place);
    };
    const arrow = sorted ? (state.sort[1] > 0 ? " ↑" : " ↓") : "";
    return make("th", { scope: "col", "aria-sort": sorted ? (state.sort[1] > 0 ? "ascending" : "descending") : "none" },
      make("button", { type: "button", onclick: turn }, name + arrow));
  });
  const rows = nodes.map((node) =>
    make("tr", { "aria-selected": String(node.id === state.selected) },
      make("td", {}, make("button", { type: "button", class: "link", onclick: () => state.select(node.id, true) }, node.name)),
      make("td", {}, node.told),
      make("td", { class: "number" }, String(neighboursOf(state, node.id).length))));
  place.replaceChildren(make("table", {},
    make("caption", {}, words.title), make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows)));
}
