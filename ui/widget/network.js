// The drawn network: vis-network with every position given; nothing moves unless a person moves it. Signs and words are ours.

function drawnNode(state, node) {
  const [x, y] = spot(state, node.id);
  return { id: node.id, shape: "custom", ctxRenderer: state.drawSign, x, y, size: 11 };
}

// A node's sign at its place, its edge telling what is chosen, pinned and ended.
function signOf(state, { ctx, id, x, y, state: { hover } }) {
  const node = state.nodes.get(id);
  const { shape, colour } = kindOf(state, node);
  const grow = signSize(state, node) / 8;
  const chosen = id === state.selected;
  const edge = (pixels) => pixels / state.network.getScale() / grow;
  const drawNode = () => {
    ctx.translate(x - 8 * grow, y - 8 * grow);
    ctx.scale(grow, grow);
    ctx.fillStyle = colour;
    ctx.strokeStyle = chosen || hover ? state.ink.accent : state.ink.text;
    ctx.lineWidth = edge(chosen ? 4 : edgeOf(state, node));
    ctx.setLineDash(node.ended ? [edge(4), edge(3)] : []);
    const outline = pathOf(shape);
    ctx.fill(outline);
    ctx.stroke(outline);
  };
  return { drawNode };
}

// Pixels that a sign's edge is wide.
function edgeOf(state, node) {
  return state.scene.pinned.has(node.id) ? 3 : 1;
}

const PATHS = new Map();
function pathOf(shape) {
  if (!PATHS.has(shape)) PATHS.set(shape, new Path2D(shape));
  return PATHS.get(shape);
}

// Links end, a click counts and a sign is in view where its edge is at this zoom.
function sizeUp(state) {
  const { nodes } = state.network.body;
  for (const node of state.seen.nodes) {
    const { x, y, shape } = nodes[node.id];
    const half = signSize(state, node);
    Object.assign(shape, { width: 2 * half, height: 2 * half, radius: half, customSizeWidth: 2 * half, customSizeHeight: 2 * half });
    shape.boundingBox = { left: x - half, right: x + half, top: y - half, bottom: y + half };
  }
}

function drawnLink(state, link) {
  const open = openRelations(state, link);
  const bold = boldness(state);
  const arrow = { enabled: true, scaleFactor: 0.55 * bold };
  const chosen = link.id === state.selected;
  return {
    id: link.id,
    from: link.from,
    to: link.to,
    arrows: {
      to: open.some((one) => one.from === link.from) ? arrow : { enabled: false },
      from: open.some((one) => one.from === link.to) ? arrow : { enabled: false },
    },
    dashes: endedLink(open) ? [5 * bold, 4 * bold] : false,
    width: ((open.length > 1 ? 2 : 1) + (chosen ? 1 : 0)) * bold,
    color: { color: chosen ? state.ink.accent : state.ink.line, highlight: state.ink.accent, hover: state.ink.accent },
  };
}

// How much thicker than the scene's own measure links are drawn, so that they are seen in a scene that is shown small: the more
// there are, the less.
function boldness(state) {
  const few = Math.min(1, Math.sqrt((2 * FEW) / Math.max(1, state.seen.links.length)));
  return Math.min(3, Math.max(1, (0.8 / state.fitted) * few));
}

function endedLink(open) {
  return open.every((one) => one.ended);
}

// Nodes come and go by vis-network's data; where they stand it is told itself, which is a hundredth of the work.
function redraw(state) {
  sync(state.drawnNodes, state.visNodes, state.seen.nodes.map((node) => drawnNode(state, node)), () => "there");
  sync(state.drawnLinks, state.visLinks, state.seen.links.map((link) => drawnLink(state, link)), JSON.stringify);
  stand(state);
  mark(state);
  drawSoon(state);
}

// Whatever was put elsewhere since it last stood still: a node that a hand holds stays in it.
function stand(state) {
  const { nodes } = state.network.body;
  const before = state.stood;
  state.stood = new Map(state.seen.nodes.map((node) => [node.id, spot(state, node.id)]));
  for (const [id, [x, y]] of state.stood) {
    const at = before.get(id);
    if (!at || at[0] !== x || at[1] !== y) Object.assign(nodes[id], { x, y });
  }
}

// What vis-network holds for chosen: our node, if it is one, and never its links. A hand that holds nodes would lose them.
function mark(state) {
  if (state.held.length) return;
  const wanted = state.seen.ids.has(state.selected) ? [state.selected] : [];
  if (String(state.network.getSelectedNodes()) === String(wanted) && !state.network.getSelectedEdges().length) return;
  state.network.setSelection({ nodes: wanted, edges: [] }, { highlightEdges: false });
}

// With the next frame, once, however often it is asked for.
function drawSoon(state) {
  state.network.body.emitter.emit("_requestRedraw");
}

// Hands vis-network what changed, and nothing else.
function sync(drawnBefore, set, wanted, told) {
  const ids = new Set(wanted.map((one) => one.id));
  const old = [...drawnBefore.keys()].filter((id) => !ids.has(id));
  const changed = [];
  for (const one of wanted) {
    const text = told(one);
    if (drawnBefore.get(one.id) === text) continue;
    drawnBefore.set(one.id, text);
    changed.push(one);
  }
  old.forEach((id) => drawnBefore.delete(id));
  if (old.length) set.remove(old);
  if (changed.length) set.update(changed);
}

function makeNetwork(state, stage) {
  state.drawSign = (asked) => signOf(state, asked);
  state.wrapped = new Map();
  state.placed = { names: [], labels: [] };
  state.visNodes = new vis.DataSet([]);
  state.visLinks = new vis.DataSet([]);
  state.drawnNodes = new Map();
  state.drawnLinks = new Map();
  state.stood = new Map();
  state.held = [];
  state.network = new vis.Network(stage, { nodes: state.visNodes, edges: state.visLinks }, {
    autoResize: true,
    physics: false,
    layout: { improvedLayout: false },
    interaction: { hover: true, keyboard: false, zoomView: false, multiselect: false, hideEdgesOnDrag: false },
    edges: { smooth: false, selectionWidth: 1.5 },
  });
  state.network.on("click", ({ nodes, edges, pointer, event }) => {
    const node = nodes[0] || namedAt(state, pointer.canvas);
    if (event.srcEvent.shiftKey && state.seen.ids.has(state.selected) && node) lightWay(state, state.selected, node);
    else state.select(node || edges[0] || null);
  });
  state.network.on("doubleClick", (event) => event.nodes[0] && openGrow(state, event.nodes[0]));
  state.network.on("dragStart", ({ nodes }) => {
    state.held = nodes;
    state.looked ||= !nodes.length;
  });
  state.network.on("zoom", () => (state.looked = true));
  state.network.on("dragEnd", () => {
    const put = state.held;
    state.held = [];
    if (put.length) moved(state, put);
  });
  state.network.on("beforeDrawing", () => sizeUp(state));
  state.network.on("afterDrawing", (pen) => {
    state.placed = wordsPlaced(state);
    drawWords(state, pen);
  });
}

// Whose name a point of the picture lies on.
function namedAt(state, { x, y }) {
  return state.placed.names.find(({ box }) => Math.abs(box[0] - x) < box[2] && Math.abs(box[1] - y) < box[3])?.id;
}

function moved(state, ids) {
  take(state, "move", Object.fromEntries(ids.map((id) => [id, placeOf(state, state.network.getPosition(id))])));
}

// Names, and above them, under a veil over all else, what stands in the light: choosing a node redraws nothing else.
function drawWords(state, pen) {
  const { names, labels } = state.placed;
  const lit = (name) => !state.lit || state.lit.nodes.has(name.id);
  names.filter((name) => !lit(name)).forEach((name) => write(state, pen, name));
  if (state.lit) veil(state, pen);
  names.filter(lit).forEach((name) => write(state, pen, name));
  labels.forEach(({ text, x, y, size }) => write(state, pen, { lines: [text], x, y, size, line: 0, align: "center" }));
}

function write({ ink }, pen, { lines, x, y, size, line, align }) {
  pen.save();
  Object.assign(pen, { font: `${size}px ${FACE}`, textAlign: align, textBaseline: "middle" });
  Object.assign(pen, { lineWidth: size / 4, lineJoin: "round", strokeStyle: ink.paper, fillStyle: ink.text });
  lines.forEach((text, index) => {
    pen.strokeText(text, x, y + index * line);
    pen.fillText(text, x, y + index * line);
  });
  pen.restore();
}

function veil(state, pen) {
  const { clientWidth, clientHeight } = state.part("stage");
  const corner = state.network.DOMtoCanvas({ x: 0, y: 0 });
  const end = state.network.DOMtoCanvas({ x: clientWidth, y: clientHeight });
  pen.save();
  pen.globalAlpha = 0.78;
  pen.fillStyle = state.ink.paper;
  pen.fillRect(corner.x, corner.y, end.x - corner.x, end.y - corner.y);
  pen.restore();
  const { nodes, edges } = state.network.body;
  for (const id of state.lit.links) {
    if (edges[id]?.connected) {
      edges[id].draw(pen);
      edges[id].drawArrows(pen);
    }
  }
  for (const id of state.lit.nodes) nodes[id]?.draw(pen);
}

// Nodes glide from where they stood before (`from`, by id) to where they stand now; those that are new come from their node.
function glide(state, from) {
  const body = state.network.body.nodes;
  const last = state.steps[state.done - 1];
  const anchor = last?.[0] === "grow" ? from[last[1]] : null;
  const moves = state.seen.nodes
    .map((node) => ({ drawn: body[node.id], to: spot(state, node.id), start: from[node.id] || anchor }))
    .filter(({ drawn, start, to }) => drawn && start && (start[0] !== to[0] || start[1] !== to[1]));
  const motion = within(260);
  if (!moves.length || !motion) return;
  const began = performance.now();
  state.gliding = moves;
  const frame = (now) => {
    if (state.gliding !== moves || !state.root.isConnected) return;
    const part = Math.min(1, Math.max(0, (now - began) / motion.duration));
    if (part < 1) glided(moves, 1 - (1 - part) ** 3);
    else arrive(state);
    drawSoon(state);
    if (part < 1) requestAnimationFrame(frame);
  };
  frame(began);
}

// Puts nodes so far along their way: 0 at the start, 1 at the end.
function glided(moves, part) {
  for (const { drawn, start, to } of moves) {
    drawn.x = start[0] * (1 - part) + to[0] * part;
    drawn.y = start[1] * (1 - part) + to[1] * part;
  }
}

// What is still on its way stands where it was to go.
function arrive(state) {
  glided(state.gliding || [], 1);
  state.gliding = null;
}
