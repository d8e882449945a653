// One picture on a page, with its table twin. The state lives with the element: a rerun of the page redraws nothing.

const ALIVE = new WeakMap();
// Nodes that a picture is about that are named when it is told in short.
const NAMED = 5;

function mount(component) {
  const { data, parentElement, setStateValue, setTriggerValue } = component;
  const root = parentElement.querySelector(".picture");
  let state = ALIVE.get(root);
  if (state && state.opening === data.opening) {
    Object.assign(state, { tellServer: setStateValue, wish: setTriggerValue });
    adopt(state, data);
    wear(state);
    peeked(state);
    state.showHits();
  } else {
    if (state) end(state);
    state = begin(data, root, setStateValue, setTriggerValue);
    ALIVE.set(root, state);
  }
  return () => {
    if (!root.isConnected) end(state);
  };
}

function end(state) {
  clearTimeout(state.soon);
  state.life.abort();
  state.watch.disconnect();
  state.network.destroy();
}

function begin(data, root, tellServer, wish) {
  const part = (name) => root.querySelector("." + name);
  const { steps, sel, view, find } = data.state;
  const state = {
    root, part, data, tellServer, wish,
    words: data.words,
    opening: data.opening,
    page: location.pathname,
    text: data.said,
    turn: 0,
    nodes: new Map(data.nodes.map((node) => [node.id, node])),
    links: new Map(data.links.map((link) => [link.id, link])),
    scene: sceneOf(data),
    scenes: [],
    steps,
    done: steps.length,
    selected: null,
    view: view || "picture",
    find,
    sort: ["name", 1],
    stretch: [1, 1],
    fitted: 1,
    ink: colours(root),
    life: new AbortController(),
  };
  state.scenes[state.done] = state.scene;
  if (known(state, sel)) state.selected = sel;
  state.refresh = (anew) => refresh(state, anew);
  state.select = (id, bring) => select(state, id, bring);
  label(state);
  makeNetwork(state, part("stage"));
  fillBar(state, part("bar"));
  refresh(state, true);
  fillStage(state, false);
  listen(state);
  follow(state);
  return state;
}

function label(state) {
  const stage = state.part("stage");
  stage.setAttribute("aria-label", state.data.title);
  state.root.classList.toggle("wide", state.data.wide);
  state.part("keys").textContent = state.words.keys;
  state.part("keys-head").textContent = state.words.keys_head;
  // Where on the stage a node stands, in pixels: for whoever drives the picture from outside.
  stage.whereIs = (id) => (state.seen.ids.has(id) ? state.network.canvasToDOM(state.network.getPosition(id)) : null);
  // Where every node stands that is seen, whatever part of the picture is in view.
  stage.places = () => state.network.getPositions([...state.seen.ids]);
  stage.form = () => state.stretch;
}

// anew: all is placed anew, and measured before it is handed to vis-network, which is slow to take a change.
function refresh(state, anew) {
  arrive(state);
  look(state);
  if (anew) drawOut(state, state.scene.form);
  redraw(state);
  const empty = !state.scene.ids.size;
  if (empty !== state.empty) {
    state.empty = empty;
    place(state);
  }
  fillLegend(state, state.part("legend"));
  fillWays(state, state.part("ways"));
  fillDetail(state, state.part("detail"));
  fillTable(state, state.part("table"));
  markBar(state, state.part("bar"));
  state.root.setAttribute("aria-busy", String(Boolean(state.waiting)));
  state.part("left-out").textContent = leftOut(state);
  state.part("says").textContent = inShort(state);
  if (state.lookAt && state.seen.ids.has(state.lookAt)) {
    bringIntoView(state, state.lookAt);
    state.lookAt = null;
  }
}

// The picture in a sentence, for whoever does not see it.
function inShort(state) {
  const { nodes, links } = state.seen;
  const relations = links.reduce((sum, link) => sum + openRelations(state, link).length, 0);
  const about = nodes.filter((node) => node.focus).slice(0, NAMED).map((node) => node.name).join(", ");
  return fill(about ? state.words.says_around : state.words.says, { nodes: number(state, nodes.length), relations: number(state, relations), about });
}

// What is to be said under the picture: that it waits, that there is no path, what was left out.
function leftOut(state) {
  if (state.waiting) return state.words.waits;
  if (state.wayless) return state.words.no_way;
  const { leftOut: count, ids } = state.scene;
  if (!count) return "";
  return fill(ids.size >= state.data.most ? state.words.full_up : state.words.left_out, { count: number(state, count), most: number(state, state.data.most) });
}

// Choosing answers in the page: the words, the light, the row of the table; nothing else is made anew.
function select(state, id, bring) {
  if (state.aiming && id && state.seen.ids.has(id) && id !== state.aiming) return lightWay(state, state.aiming, id);
  if (id && bring) bringIntoView(state, id);
  if (id === state.selected) return;
  state.selected = id;
  look(state);
  redraw(state);
  fillDetail(state, state.part("detail"));
  markRow(state, state.part("table"));
  tellPage(state);
  tell(state);
}

// One unit is chosen at a time on the whole page (ui/selection.js): the picture says what it chose, and listens.
function tellPage(state) {
  if (state.selected) document.dispatchEvent(new CustomEvent("inngang:select", { detail: { id: state.selected, by: "picture" } }));
}

function follow(state) {
  const chosen = ({ detail: { id, by } }) => {
    if (by !== "picture" && state.seen.ids.has(id)) select(state, id, true);
  };
  const asked = ({ detail: { number, by } }) => {
    if (by === "picture" || !state.data.paths[number]) return;
    lightPath(state, number);
    state.root.scrollIntoView({ block: "nearest", behavior: "smooth" });
  };
  document.addEventListener("inngang:select", chosen, { signal: state.life.signal });
  document.addEventListener("inngang:path", asked, { signal: state.life.signal });
  document.addEventListener("inngang:begun", () => fillWays(state, state.part("ways")), { signal: state.life.signal });
  state.watch = new ResizeObserver(() => resized(state));
  state.watch.observe(state.root);
  state.watch.observe(state.part("stage"));
}

// Whoever has not looked closer anywhere sees all of the picture on a stage of another size too.
function resized(state) {
  place(state);
  if (!state.looked && state.filled && state.filled !== stageSize(state)) fillStage(state, false);
}

// The theme may have changed: Streamlit calls again when it does.
function wear(state) {
  const ink = colours(state.root);
  if (JSON.stringify(ink) === JSON.stringify(state.ink)) return;
  state.ink = ink;
  redraw(state);
}

globalThis.inngang ??= {};
globalThis.inngang.mount = mount;
dispatchEvent(new Event("inngang-ready"));
