// One picture on a page, with its table twin. The state lives with the element: a rerun of the page redraws nothing.

const ALIVE = new WeakMap();

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".picture");
  const known = ALIVE.get(root);
  if (known && known.signature === data.signature) return;
  if (known) known.network.destroy();
  const state = begin(data, root, known, setTriggerValue);
  ALIVE.set(root, state);
  state.refresh();
  fit(state, false);
  return () => {
    if (!root.isConnected) state.network.destroy();
  };
}

function begin(data, root, known, setTriggerValue) {
  const state = {
    data,
    root,
    signature: data.signature,
    byId: new Map(data.nodes.map((node) => [node.id, node])),
    hidden: known ? known.hidden : new Set(),
    moved: known ? known.moved : new Map(),
    layout: known ? known.layout : "layers",
    shown: known ? known.shown : "picture",
    sort: ["name", 1],
    find: "",
    selected: null,
  };
  if (known && state.byId.has(known.selected)) state.selected = known.selected;
  const part = (name) => root.querySelector("." + name);
  state.refresh = () => {
    redraw(state);
    fillLegend(state, part("legend"));
    fillDetail(state, part("detail"));
    fillTable(state, part("table"));
  };
  state.select = (id, look) => {
    state.selected = id;
    state.refresh();
    if (id && look) bringIntoView(state, id);
  };
  state.open = (event, node) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    setTriggerValue("open", node.id);
  };
  makeNetwork(state, part("stage"));
  fillBar(state, part("tools"), part);
  listen(state, part);
  show(state, part, state.shown);
  return state;
}

function bringIntoView(state, id) {
  const at = state.network.canvasToDOM(state.network.getPosition(id));
  const { clientWidth, clientHeight } = state.root.querySelector(".stage");
  const inside = at.x > 40 && at.y > 40 && at.x < clientWidth - 40 && at.y < clientHeight - 40;
  if (!inside) state.network.focus(id, { animation: { duration: 160 } });
}

function fillBar(state, bar, part) {
  const { words } = state.data;
  const button = (name, sign, does) => make("button", { type: "button", title: name, "aria-label": name, onclick: does }, sign);
  const search = make("input", {
    type: "search",
    placeholder: words.search,
    "aria-label": words.search,
    oninput: (event) => {
      state.find = event.target.value.trim().toLowerCase();
      const hit = state.find && shownNodes(state).find((node) => node.name.toLowerCase().includes(state.find));
      if (hit) state.select(hit.id, true);
      else fillTable(state, part("table"));
    },
  });
  const views = ["picture", "table"].map((name) =>
    make("button", { type: "button", class: "view", "data-view": name, onclick: () => show(state, part, name) }, words["view_" + name]));
  const turn = () => {
    state.layout = state.layout === "layers" ? "spring" : "layers";
    state.moved.clear();
    state.refresh();
    fit(state, true);
  };
  bar.replaceChildren(
    make("span", { class: "views", role: "group", "aria-label": words.views }, ...views),
    search,
    make("span", { class: "acts" },
      button(words.layout, "⇄", turn),
      button(words.zoom_in, "+", () => zoom(state, 1.3)),
      button(words.zoom_out, "−", () => zoom(state, 0.77)),
      button(words.fit, "⤢", () => fit(state, true)),
      button(words.save, "↓", () => savePicture(state, part("stage"))),
      button(words.full, "⛶", () => fullScreen(state))));
  part("left-out").textContent = words.left_out || "";
}

function fullScreen(state) {
  if (document.fullscreenElement) document.exitFullscreen();
  else state.root.requestFullscreen().catch(() => {});
}

function show(state, part, name) {
  state.shown = name;
  part("stage").hidden = name !== "picture";
  part("legend").hidden = name !== "picture";
  part("table").hidden = name !== "table";
  for (const button of state.root.querySelectorAll(".view")) {
    button.setAttribute("aria-pressed", String(button.dataset.view === name));
  }
  if (name === "picture") state.network.redraw();
}

function listen(state, part) {
  const stage = part("stage");
  stage.setAttribute("aria-label", state.data.words.title);
  stage.setAttribute("aria-description", state.data.words.keys);
  const wheel = (on) => state.network.setOptions({ interaction: { zoomView: on } });
  stage.onfocus = () => wheel(true);
  stage.onblur = () => wheel(false);
  stage.onpointerdown = () => stage.focus({ preventScroll: true });
  stage.onkeydown = (event) => {
    const keys = {
      "+": () => zoom(state, 1.3),
      "-": () => zoom(state, 0.77),
      0: () => fit(state, true),
      Escape: () => state.select(null),
      Enter: () => part("detail").querySelector("a.open")?.click(),
    };
    const does = event.key.startsWith("Arrow") ? () => walk(state, event.key) : keys[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTimeout(() => redraw(state), 200));
}
