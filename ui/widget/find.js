// The search field: names in the picture first, then, after a pause, names in the graph that can be set into it.

const IN_PICTURE = 6;
const PAUSE = 220;

function searchField(state) {
  const { words } = state;
  const list = make("ul", { class: "hits", role: "listbox", id: "hits", "aria-label": words.hits, hidden: true });
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
  state.showHits = () => offer(state, field, list);
  return make("span", { class: "search" }, field, list);
}

function seek(state, field, list) {
  state.find = field.value.trim();
  state.refresh();
  offer(state, field, list);
  tell(state);
  clearTimeout(state.seeking);
  if (state.find.length > 1) state.seeking = setTimeout(() => state.wish("seek", state.find), PAUSE);
}

function offer(state, field, list) {
  const found = state.data.seek?.text === state.find ? state.data.seek.hits : [];
  const here = state.find ? matches(state).slice(0, IN_PICTURE) : [];
  const graph = state.find ? found.filter((hit) => !state.scene.ids.has(hit.id)) : [];
  const option = (hit, inside) =>
    make("li", { role: "option", id: "hit-" + hit.id, "aria-selected": "false", onpointerdown: (event) => choose(state, event, hit.id, field, list) },
      make("span", { class: "hit" }, hit.name), make("span", { class: "told" }, inside ? hit.told : "+ " + hit.told));
  list.replaceChildren(
    ...here.map((node) => option(node, true)),
    ...(graph.length ? [make("li", { role: "presentation", class: "from-graph" }, state.words.from_graph)] : []),
    ...graph.map((hit) => option(hit, false)));
  const open = list.querySelector('[role="option"]') !== null && field.getRootNode().activeElement === field;
  list.hidden = !open;
  field.setAttribute("aria-expanded", String(open));
  field.removeAttribute("aria-activedescendant");
}

function shut(field, list) {
  list.hidden = true;
  field.setAttribute("aria-expanded", "false");
}

function chooseByKey(state, event, field, list) {
  const options = [...list.querySelectorAll('[role="option"]')];
  const now = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const next = (now + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length;
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

// A node of the picture is chosen; one of the graph is set into it first. Where the picture is still empty, it begins there.
function choose(state, event, id, field, list) {
  event.preventDefault();
  field.value = "";
  state.find = "";
  shut(field, list);
  if (state.scene.ids.has(id)) {
    state.select(id, true);
  } else if (state.empty && state.data.wide) {
    state.wish("open", "explore " + id);
  } else {
    state.selected = id;
    state.lookAt = id;
    take(state, "add", [id]);
  }
}
