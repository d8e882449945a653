// What is chosen, in words: a node with what it is tied to and what can be done, or a link with all its relations.

// Neighbours that are listed; the table lists all.
const LISTED = 25;

function fillDetail(state, place) {
  const node = state.seen.ids.has(state.selected) ? state.nodes.get(state.selected) : null;
  const link = node ? null : state.seen.links.find((one) => one.id === state.selected);
  if (node) refill(place, ...ofNode(state, node));
  else if (link) refill(place, ...ofLink(state, link));
  else refill(place, make("p", { class: "hint" }, state.seen.nodes.length ? state.words.hint : state.words.empty));
}

function ofNode(state, node) {
  const { words } = state;
  const at = state.seen.at.get(node.id);
  const ended = node.ended && node.kind !== "gone" ? " · " + words.ended : "";
  const count = fill(words.shows, { shown: number(state, at.reduce((sum, link) => sum + openRelations(state, link).length, 0)), total: number(state, node.ties) });
  const rows = at.slice(0, LISTED).map((link) => lineOf(state, link, node.id));
  if (at.length > LISTED) rows.push(make("li", { class: "hint" }, fill(words.more_in_table, { count: number(state, at.length - LISTED) })));
  return [
    make("p", { class: "told" }, node.told + ended + (node.dated ? " · " + fill(words.newest, { day: node.dated }) : "")),
    make("p", { class: "name", lang: node.lang }, node.name),
    node.kind === "gone" ? make("p", { class: "hint" }, words.gone_text) : make("p", { class: "hint" }, count),
    state.aiming === node.id ? make("p", { class: "aim", role: "status" }, words.aim_hint) : null,
    acts(state, node),
    rows.length ? make("ul", {}, ...rows) : null,
  ].filter(Boolean);
}

function acts(state, node) {
  const { words } = state;
  const act = (name, does, more) => make("button", { type: "button", class: "act", "data-act": name, onclick: does, ...more }, words["do_" + name]);
  const pinned = state.scene.pinned.has(node.id);
  const there = node.kind !== "gone";
  return make("div", { class: "do" },
    there ? act("grow", () => openGrow(state, node.id)) : null,
    there && node.kind === "unit" ? act("open", () => openNode(state, node.id)) : null,
    there && !state.data.wide ? act("explore", () => state.wish("open", "explore " + node.id)) : null,
    act("pin", () => pin(state, node.id), { "aria-pressed": String(pinned) }),
    there ? act("way", () => aim(state, node.id), { "aria-pressed": String(state.aiming === node.id) }) : null,
    branchOf(state, node.id).length ? act("branch", () => takeBranch(state, node.id)) : null,
    act("away", () => take(state, "away", [node.id])));
}

function lineOf(state, link, id) {
  const open = openRelations(state, link);
  const first = open[0];
  const other = otherEnd(link, id);
  const more = open.length > 1
    ? make("button", { type: "button", class: "count", "data-to": link.id, "aria-label": fill(state.words.relations_between, { count: open.length }), onclick: () => state.select(link.id) }, "×" + open.length)
    : null;
  return make("li", {},
    (first.from === id ? first.says : first.back) + " ",
    make("button", { type: "button", class: "link", "data-to": other, lang: state.nodes.get(other).lang, onclick: () => state.select(other, true) }, state.nodes.get(other).name),
    first.when && !more ? make("span", { class: "when" }, " " + first.when) : null,
    more);
}

function ofLink(state, link) {
  const name = (id) => make("button", { type: "button", class: "link", lang: state.nodes.get(id).lang, onclick: () => state.select(id, true) }, state.nodes.get(id).name);
  const open = openRelations(state, link);
  const rows = open.map((one) =>
    make("li", {},
      name(one.from), " " + one.says + " ", name(otherEnd(link, one.from)),
      one.when ? make("span", { class: "when" }, " " + one.when) : null));
  return [make("p", { class: "told" }, fill(state.words.relations_between, { count: open.length })), make("ul", {}, ...rows)];
}

function openNode(state, id) {
  if (state.nodes.get(id)?.kind === "unit") state.wish("open", "unit " + id);
}

function pin(state, id) {
  take(state, state.scene.pinned.has(id) ? "unpin" : "pin", [id]);
}

function takeBranch(state, id) {
  const ids = branchOf(state, id);
  if (ids.length) take(state, "away", ids);
}

// The way between two nodes: first the one, then the other is chosen.
function aim(state, id) {
  state.aiming = state.aiming === id ? null : id;
  state.refresh();
}

function lightWay(state, start, end) {
  state.aiming = null;
  state.selected = end;
  take(state, "light", "dim", [start, end]);
}
