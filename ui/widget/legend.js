// The legend: kinds and relations that can be hidden, and the ways through the picture that can be lit.

// What the scene holds, hidden or not: the kinds of its nodes, and of its relations whether one of them holds still.
function kindsThere(state) {
  const { ids } = state.scene;
  const there = [...ids].map((id) => state.nodes.get(id)).filter(Boolean);
  const relations = new Map();
  for (const link of state.links.values()) {
    if (!ids.has(link.from) || !ids.has(link.to)) continue;
    for (const one of link.relations) relations.set(one.kind, relations.get(one.kind) || !one.ended);
  }
  const ended = there.some((node) => node.ended) || [...state.links.values()].some((link) => ids.has(link.from) && ids.has(link.to) && endedLink(link.relations));
  const { legend } = state.data;
  const kinds = new Set(there.map((node) => node.kind));
  return {
    kinds: Object.keys(legend.kinds).filter((kind) => kinds.has(kind)),
    relations: Object.keys(legend.relations).filter((kind) => relations.has(kind)),
    holds: relations,
    ended,
  };
}

function fillLegend(state, place) {
  const { hidden } = state.scene;
  const { words, data: { legend } } = state;
  const toggle = (what, name, title, image) =>
    make("button", {
      type: "button",
      class: what,
      "data-name": name,
      title: fill(hidden[what].has(name) ? words.legend_show : words.legend_hide, { name: title }),
      "aria-pressed": String(!hidden[what].has(name)),
      onclick: () => take(state, hidden[what].has(name) ? "show" : "hide", what, name),
    }, image, title);
  const there = kindsThere(state);
  const dashes = there.ended ? make("p", { class: "dashes" }, lineSign(false), words.legend_holds, lineSign(true), words.legend_ended) : "";
  refill(place,
    there.kinds.length ? make("p", { class: "hint" }, words.legend_hint) : "",
    make("div", { role: "group", "aria-label": words.kinds },
      ...there.kinds.map((kind) => toggle("kind", kind, legend.kinds[kind].name, sign(legend.kinds[kind])))),
    make("div", { role: "group", "aria-label": words.links },
      ...there.relations.map((kind) => toggle("relation", kind, legend.relations[kind], lineSign(!there.holds.get(kind))))),
    dashes);
}

function fillWays(state, place) {
  const [mode, who] = state.scene.light;
  const { paths } = state.data;
  const lit = mode !== "all" && who !== null && who !== undefined;
  place.hidden = !paths.length && !lit;
  const button = (text, pressed, does, name) => make("button", { type: "button", class: "way", "data-way": name, "aria-pressed": String(pressed), onclick: does }, text);
  const names = paths.map((path, index) => button(path.name, lit && who === index, () => lightPath(state, index), index));
  const aimed = lit ? who : 0;
  const modes = ["all", "dim", "only"].map((one) =>
    button(state.words["light_" + one], mode === one, () => take(state, "light", one, one === "all" && Array.isArray(who) ? null : aimed), one));
  refill(place,
    names.length ? make("div", { class: "names", role: "group", "aria-label": state.words.paths }, ...names) : "",
    make("div", { class: "views", role: "group", "aria-label": state.words.others }, ...modes));
  if (paths.length) tellPath(state, lit && Number.isInteger(who) ? who : null);
}

function lightPath(state, index) {
  take(state, "light", state.scene.light[0] === "only" ? "only" : "dim", index);
}

// The page's list marks the path that is lit (ui/selection.js); null where none is.
function tellPath(state, number) {
  document.dispatchEvent(new CustomEvent("inngang:path", { detail: { number, by: "picture" } }));
}
