// The legend: kinds and relations that can be hidden, and the ways through the picture that can be lit.

function fillLegend(state, place) {
  const { hidden } = state.scene;
  const there = [...state.scene.ids].map((id) => state.nodes.get(id)).filter(Boolean);
  const ids = new Set(there.map((node) => node.id));
  const kinds = new Set(there.map((node) => node.kind));
  const relations = new Set();
  for (const link of state.links.values()) {
    if (ids.has(link.from) && ids.has(link.to)) link.relations.forEach((one) => relations.add(one.kind));
  }
  const toggle = (what, name, ...inside) =>
    make("button", {
      type: "button",
      class: what,
      "data-name": name,
      "aria-pressed": String(!hidden[what].has(name)),
      onclick: () => take(state, hidden[what].has(name) ? "show" : "hide", what, name),
    }, ...inside);
  const { legend } = state.data;
  refill(place,
    make("div", { role: "group", "aria-label": state.words.kinds },
      ...Object.keys(legend.kinds).filter((kind) => kinds.has(kind)).map((kind) => toggle("kind", kind, sign(legend.kinds[kind]), legend.kinds[kind].name))),
    make("div", { role: "group", "aria-label": state.words.links },
      ...Object.keys(legend.relations).filter((kind) => relations.has(kind)).map((kind) => toggle("relation", kind, legend.relations[kind]))));
}

function fillWays(state, place) {
  const [mode, who] = state.scene.light;
  const { paths } = state.data;
  const lit = mode !== "all" && who !== null && who !== undefined;
  place.hidden = !paths.length && !lit;
  const button = (text, pressed, does, name) => make("button", { type: "button", class: "way", "data-way": name, "aria-pressed": String(pressed), onclick: does }, text);
  const names = paths.map((path, index) => button(path.name, lit && who === index, () => take(state, "light", mode === "only" ? "only" : "dim", index), index));
  const aimed = lit ? who : 0;
  const modes = ["all", "dim", "only"].map((one) =>
    button(state.words["light_" + one], mode === one, () => take(state, "light", one, one === "all" && Array.isArray(who) ? null : aimed), one));
  refill(place,
    names.length ? make("div", { class: "names", role: "group", "aria-label": state.words.paths }, ...names) : "",
    make("div", { class: "views", role: "group", "aria-label": state.words.others }, ...modes));
}
