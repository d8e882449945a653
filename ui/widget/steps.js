// What the reader did, step by step; each step has its scene, so that undo and redo need nobody. ui/widget/state.py
// says what the steps are. A step that asks the graph gets its scene from the server.

const ASKS = new Set(["add", "grow", "layout"]);

function sceneOf(data) {
  return {
    ids: new Set(data.nodes.map((node) => node.id)),
    places: new Map(Object.entries(data.places)),
    pinned: new Set(data.pinned),
    hidden: { kind: new Set(data.hidden.kind), relation: new Set(data.hidden.relation) },
    light: data.light,
    layout: data.layout,
    leftOut: data.left_out,
  };
}

function copyScene(scene) {
  const hidden = { kind: new Set(scene.hidden.kind), relation: new Set(scene.hidden.relation) };
  return { ...scene, ids: new Set(scene.ids), places: new Map(scene.places), pinned: new Set(scene.pinned), hidden };
}

const DOES = {
  away: (scene, ids) => ids.forEach((id) => scene.ids.delete(id)),
  move: (scene, spots) => Object.entries(spots).forEach(([id, spot]) => scene.places.set(id, spot)),
  pin: (scene, ids) => ids.forEach((id) => scene.pinned.add(id)),
  unpin: (scene, ids) => ids.forEach((id) => scene.pinned.delete(id)),
  hide: (scene, what, name) => scene.hidden[what].add(name),
  show: (scene, what, name) => scene.hidden[what].delete(name),
  light: (scene, mode, who) => (scene.light = [mode, who]),
};

function take(state, ...step) {
  state.steps.length = state.done;
  state.scenes.length = state.done + 1;
  state.steps.push(step);
  state.done += 1;
  if (ASKS.has(step[0])) {
    state.waiting = true;
  } else {
    const scene = copyScene(state.scene);
    DOES[step[0]](scene, ...step.slice(1));
    state.scenes[state.done] = scene;
    state.scene = scene;
  }
  state.refresh();
  tell(state, ASKS.has(step[0]));
}

function turnBack(state, by) {
  const done = state.done + by;
  if (done < 0 || done > state.steps.length) return;
  state.done = done;
  const scene = state.scenes[done];
  state.waiting = !scene;
  if (scene) settle(state, scene);
  else state.refresh();
  tell(state, !scene);
}

// Tells the address and the server what is shown; what asks the graph at once, the rest when the reader pauses. Whoever went to
// another page meanwhile, or to another unit's, has its address, which is none of the picture's.
function tell(state, now) {
  state.text = null;
  clearTimeout(state.soon);
  const where = addressWithout(state.data.param);
  state.soon = setTimeout(() => send(state, where), now ? 0 : 350);
}

async function send(state, where) {
  const said = { steps: state.steps.slice(0, state.done), sel: state.selected || "", view: state.view, find: state.find };
  const bare = !said.steps.length && !said.sel && !said.find && said.view === "picture";
  const turn = (state.turn += 1);
  const text = bare ? "" : await pack(said);
  if (turn !== state.turn || location.pathname !== state.page || addressWithout(state.data.param) !== where) return;
  state.text = text;
  writeAddress(state.data.param, text.length <= state.data.limit ? text : "");
  state.tellServer("state", text);
}

// What is asked next is asked of the picture as it stands: the server is told first what it was not told yet.
async function toldAll(state) {
  if (state.text !== null) return;
  clearTimeout(state.soon);
  await send(state, addressWithout(state.data.param));
}

// Takes in what the server says. Its scene counts if it answers the reader's last step, and nothing is on its way.
function adopt(state, data) {
  state.data = data;
  for (const node of data.nodes) state.nodes.set(node.id, node);
  for (const link of data.links) state.links.set(link.id, link);
  if (data.said !== state.text) return;
  const scene = sceneOf(data);
  scene.form = state.scenes[state.done]?.form;
  state.scenes[state.done] = scene;
  state.waiting = false;
  settle(state, scene);
}

function settle(state, scene) {
  const from = state.scene;
  const stood = Object.fromEntries(state.seen.nodes.map(({ id }) => [id, spot(state, id)]));
  state.scene = scene;
  if (state.selected && !known(state, state.selected)) state.selected = null;
  const anew = from.layout !== scene.layout || !from.ids.size;
  state.refresh(anew);
  if (anew) fillStage(state, true, scene.form);
  // Whoever comes back to this step finds the scene drawn out as it was.
  scene.form = state.stretch;
  glide(state, stood);
}

function known(state, id) {
  const link = state.links.get(id);
  return link ? state.scene.ids.has(link.from) && state.scene.ids.has(link.to) : state.scene.ids.has(id);
}
