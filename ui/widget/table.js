// The picture as a table, with the same choice: a row for each node that is seen and meets the search.

function fillTable(state, place) {
  if (place.hidden) return;
  const { words, sort } = state;
  const ties = (node) => state.seen.at.get(node.id).length;
  const columns = [
    ["name", words.name, (node) => node.name],
    ["told", words.kind, (node) => node.told],
    ["links", words.seen, ties],
    ["ties", words.links, (node) => node.ties],
    ["newest", words.date, (node) => node.newest],
  ];
  const [, , value] = columns.find((column) => column[0] === sort[0]);
  const order = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b, state.data.lang)) * sort[1];
  const nodes = (state.find ? sought(state) : [...state.seen.nodes]).sort((a, b) => order(value(a), value(b)) || order(a.name, b.name));
  const head = columns.map(([key, name]) => {
    const sorted = sort[0] === key;
    const turn = () => {
      state.sort = [key, sorted ? -sort[1] : 1];
      fillTable(state, place);
      place.querySelector(`[data-sort="${key}"]`).focus();
    };
    const arrow = sorted ? (sort[1] > 0 ? " ↑" : " ↓") : "";
    return make("th", { scope: "col", "aria-sort": sorted ? (sort[1] > 0 ? "ascending" : "descending") : "none" },
      make("button", { type: "button", "data-sort": key, onclick: turn }, name + arrow));
  });
  const cell = (text, kind) => make("td", kind ? { class: kind } : {}, text);
  const rows = nodes.map((node) =>
    make("tr", { "data-id": node.id, onclick: () => state.select(node.id, true) },
      cell(make("button", { type: "button", class: "link", lang: node.lang }, node.name)),
      cell(node.told),
      cell(number(state, ties(node)), "number"),
      cell(number(state, node.ties), "number"),
      cell(node.dated, "when")));
  place.replaceChildren(make("table", {},
    make("caption", {}, state.data.title), make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows)));
  markRow(state, place);
}

function markRow(state, place) {
  for (const row of place.querySelectorAll("tbody tr")) {
    const chosen = row.dataset.id === state.selected;
    row.classList.toggle("chosen", chosen);
    row.querySelector("button").setAttribute("aria-pressed", String(chosen));
  }
}
