// The search field: what stands in the picture first, then, after a pause, what of the graph can be set into it.

const IN_PICTURE = 6;
const PAUSE = 220;

function searchField(state) {
  const { words } = state;
  const list = make("ul", { class: "hits", role: "listbox", id: "hits", "aria-label": words.hits, hidden: true });
  const nothing = make("p", { class: "nothing", role: "status" });
  const field = make("input", {
    type: "search",
    role: "combobox",
    placeholder: words.search,
    "aria-label": words.search,
    "aria-expanded": "false",
    "aria-controls": "hits",
    "aria-autocomplete": "list",
    autocomplete: "off",
    maxlength: "200",
    value: state.find,
    oninput: () => seek(state, field, list),
    onkeydown: (event) => chooseByKey(state, event, field, list),
    onfocus: () => offer(state, field, list),
    onblur: () => setTimeout(() => shut(field, list), 150),
  });
  state.showHits = () => answered(state, field, list);
  return make("span", { class: "search" }, field, list, nothing);
}

function seek(state, field, list) {
  state.find = field.value.trim();
  state.refresh();
  offer(state, field, list);
  tell(state);
  clearTimeout(state.seeking);
  if (state.find.length > 1) state.seeking = setTimeout(() => state.wish("seek", state.find), PAUSE);
}

// What in the picture has a name or number like that, what else in it the server knows by it, and the rest of the graph.
function offer(state, field, list) {
  const named = state.find ? matches(state).slice(0, IN_PICTURE) : [];
  const others = found(state).filter((hit) => !named.some((node) => node.id === hit.id));
  const here = [...named, ...others.filter((hit) => state.scene.ids.has(hit.id))];
  const graph = others.filter((hit) => !state.scene.ids.has(hit.id));
  const option = (hit, told) =>
    make("li", { role: "option", id: "hit-" + hit.id, "aria-selected": "false", onpointerdown: (event) => choose(state, event, hit.id, field, list) },
      make("span", { class: "hit" }, hit.name), make("span", { class: "told" }, told));
  list.replaceChildren(
    ...here.map((hit) => option(hit, hit.told)),
    ...(graph.length ? [make("li", { role: "presentation", class: "from-graph" }, state.words.from_graph)] : []),
    ...graph.map((hit) => option(hit, "+ " + hit.told)));
  const active = field.getRootNode().activeElement === field;
  const count = here.length + graph.length;
  const asked = state.find.length > 1 && state.data.seek?.text === state.find;
  reveal(field, list, active && count > 0);
  list.nextElementSibling.textContent = active && asked && !count ? fill(state.words.nothing, { find: clip(state.find, 60) }) : "";
}

// The server has answered: what it knows by likeness is lit and listed where no name or number in the picture is like that.
function answered(state, field, list) {
  if (found(state).length && !matches(state).length) {
    look(state);
    redraw(state);
    fillTable(state, state.part("table"));
  }
  offer(state, field, list);
}

function reveal(field, list, shown) {
  list.hidden = !shown;
  field.setAttribute("aria-expanded", String(shown));
  field.removeAttribute("aria-activedescendant");
}

function shut(field, list) {
  reveal(field, list, false);
  list.nextElementSibling.textContent = "";
}

function chooseByKey(state, event, field, list) {
  const options = [...list.querySelectorAll('[role="option"]')];
  const now = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const next = event.key === "ArrowDown" ? (now + 1) % options.length : (Math.max(now, 0) || options.length) - 1;
    options.forEach((one, index) => one.setAttribute("aria-selected", String(index === next)));
    if (options[next]) {
      field.setAttribute("aria-activedescendant", options[next].id);
      options[next].scrollIntoView({ block: "nearest" });
    }
  } else if (event.key === "Enter") {
    const chosen = options[Math.max(0, now)];
    if (chosen) choose(state, event, chosen.id.slice(4), field, list);
  } else if (event.key === "Escape") {
    field.value = "";
    seek(state, field, list);
  }
}

// A node of the picture is chosen, and shown if it is hidden; one of the graph is set into the picture first. Where that is
// still empty, it begins there.
function choose(state, event, id, field, list) {
  event.preventDefault();
  const hit = found(state).find((one) => one.id === id);
  field.value = "";
  state.find = "";
  shut(field, list);
  if (state.scene.ids.has(id)) {
    unhide(state, id, state.nodes.get(id).kind);
    state.refresh();
    state.select(id, true);
    tell(state);
  } else if (state.empty && state.data.wide) {
    state.wish("open", "explore " + id);
  } else {
    unhide(state, id, hit?.kind);
    state.selected = id;
    state.lookAt = id;
    take(state, "add", [id]);
  }
}

// Nobody chooses what is not to be seen: its kind is shown again, and so is what stands beside a path that is shown alone.
function unhide(state, id, kind) {
  if (state.scene.hidden.kind.has(kind)) take(state, "show", "kind", kind);
  if (!state.seen.ids.has(id) && state.scene.light[0] === "only") take(state, "light", "dim", state.scene.light[1]);
}
