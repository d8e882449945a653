// How a scene fills the stage, and how large its signs and words are there: where few are shown they are legible at any zoom.

// Pixels on the screen: the least a name is high and a sign reaches from its middle, and what names take beside the outermost signs.
const LEAST_NAME = 11.5;
const LEAST_SIGN = 8;
const MARGIN = { side: 62, top: 20, foot: 50 };
// With more nodes than this, signs shrink with the scene.
const FEW = 60;
// As much as one axis may be drawn out so that a scene has the stage's form.
const DRAWN_OUT = 2.4;

// In the picture's own units: half the width of a sign, and the height of a name.
function signSize(state, node) {
  const least = LEAST_SIGN * Math.min(1, Math.sqrt(FEW / Math.max(1, state.seen.nodes.length)));
  return Math.max(11, least / state.network.getScale()) * (node.focus ? 1.4 : 1);
}

function nameSize(state, node) {
  return Math.max(15, LEAST_NAME / state.network.getScale()) * (node.focus ? 1.13 : 1);
}

// Where a node stands: its place in the scene, one axis drawn out as the stage asks. vis-network cuts what is no whole number.
function spot(state, id) {
  const [x, y] = state.scene.places.get(id) || [0, 0];
  return [Math.round(x * state.stretch[0]), Math.round(y * state.stretch[1])];
}

function placeOf(state, at) {
  return [at.x, at.y].map((pixels, axis) => Math.round((pixels / state.stretch[axis]) * 10) / 10);
}

function boxOf(spots) {
  const [xs, ys] = [0, 1].map((axis) => spots.map((one) => one[axis]));
  const [left, right, top, foot] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return { x: (left + right) / 2, y: (top + foot) / 2, wide: Math.max(1, right - left), high: Math.max(1, foot - top) };
}

// What the stage has for the middles of signs.
function roomOf(state) {
  const { clientWidth, clientHeight } = state.part("stage");
  const side = Math.min(MARGIN.side, clientWidth * 0.16);
  return { wide: Math.max(1, clientWidth - 2 * side), high: Math.max(1, clientHeight - MARGIN.top - MARGIN.foot) };
}

function stageSize(state) {
  const { clientWidth, clientHeight } = state.part("stage");
  return `${clientWidth} ${clientHeight}`;
}

// Draws the scene out to the form of the stage and shows all of it: at first, and when all is placed anew. What is pinned keeps
// its place in the scene, which is drawn out as a link to it would be. form: how it was drawn out before, if it was.
function fillStage(state, animated, form) {
  drawOut(state, form);
  if (state.filled) fit(state, animated);
}

function drawOut(state, form) {
  state.filled = state.part("stage").clientWidth && state.scene.ids.size ? stageSize(state) : null;
  if (!state.filled) return;
  state.stretch = form || formOf(state);
  if (state.seen.nodes.length) state.fitted = viewOf(state).scale;
}

function formOf(state) {
  const box = boxOf([...state.scene.ids].map((id) => state.scene.places.get(id) || [0, 0]));
  const room = roomOf(state);
  const over = room.wide / box.wide / (room.high / box.high);
  return over > 1 ? [Math.min(over, DRAWN_OUT), 1] : [1, Math.min(1 / over, DRAWN_OUT)];
}

function fit(state, animated) {
  if (!state.seen.nodes.length || !state.part("stage").clientWidth) return;
  const view = viewOf(state);
  state.fitted = view.scale;
  redraw(state);
  state.network.moveTo({ ...view, animation: animated && within(220) });
  state.looked = false;
}

// How the stage is to stand for all that is seen to fit in.
function viewOf(state) {
  const box = boxOf(state.seen.nodes.map((node) => spot(state, node.id)));
  const room = roomOf(state);
  const scale = Math.min(1.2, Math.max(0.02, Math.min(room.wide / box.wide, room.high / box.high)));
  return { scale, position: { x: box.x, y: box.y + (MARGIN.foot - MARGIN.top) / 2 / scale } };
}

function zoom(state, factor) {
  state.looked = true;
  state.network.moveTo({ scale: Math.min(6, Math.max(0.02, state.network.getScale() * factor)), animation: within(140) });
}

function bringIntoView(state, id) {
  if (!state.seen.ids.has(id) || state.part("stage").hidden) return;
  const at = state.network.canvasToDOM(state.network.getPosition(id));
  const { clientWidth, clientHeight } = state.part("stage");
  const inside = at.x > 40 && at.y > 40 && at.x < clientWidth - 40 && at.y < clientHeight - 40;
  if (inside) return;
  state.looked = true;
  state.network.focus(id, { animation: within(160) });
}
