// The drawn network: vis-network with every position given; nothing moves unless a person moves it.

const FACE = "system-ui, sans-serif";
// Links whose labels are all drawn; with more of them only those in the light are. Below this scale no label is legible.
const LABELLED = 40;
const LEGIBLE = 0.55;

function drawnNode(state, node) {
  const { ink, scene } = state;
  const [x, y] = scene.places.get(node.id) || [0, 0];
  const { shape, colour } = kindOf(state, node);
  const pinned = scene.pinned.has(node.id);
  return {
    id: node.id,
    label: clip(node.name, node.focus ? 44 : 30),
    shape,
    size: node.focus ? 17 : 11,
    x,
    y,
    color: { background: colour, border: ink.text, highlight: { background: colour, border: ink.accent }, hover: { background: colour, border: ink.accent } },
    borderWidth: pinned ? 3 : 1,
    borderWidthSelected: 4,
    font: { color: ink.text, size: node.focus ? 17 : 15, strokeWidth: 4, strokeColor: ink.paper, face: FACE },
    shapeProperties: { borderDashes: node.ended ? [4, 3] : false },
  };
}

function drawnLink(state, link) {
  const open = openRelations(state, link);
  const arrow = { enabled: true, scaleFactor: 0.5 };
  const chosen = link.id === state.selected;
  return {
    id: link.id,
    from: link.from,
    to: link.to,
    arrows: {
      to: open.some((one) => one.from === link.from) ? arrow : { enabled: false },
      from: open.some((one) => one.from === link.to) ? arrow : { enabled: false },
    },
    dashes: open.every((one) => one.ended) ? [5, 4] : false,
    width: (open.length > 1 ? 2 : 1) + (chosen ? 1 : 0),
    color: { color: chosen ? state.ink.accent : state.ink.line, highlight: state.ink.accent, hover: state.ink.accent },
  };
}

function redraw(state) {
  sync(state.drawnNodes, state.visNodes, state.seen.nodes.map((node) => drawnNode(state, node)));
  sync(state.drawnLinks, state.visLinks, state.seen.links.map((link) => drawnLink(state, link)));
  state.network.unselectAll();
  if (state.seen.ids.has(state.selected)) state.network.selectNodes([state.selected], false);
  state.network.redraw();
}

// Hands vis-network what changed, and nothing else.
function sync(drawnBefore, set, wanted) {
  const ids = new Set(wanted.map((one) => one.id));
  const old = [...drawnBefore.keys()].filter((id) => !ids.has(id));
  const changed = [];
  for (const one of wanted) {
    const text = JSON.stringify(one);
    if (drawnBefore.get(one.id) === text) continue;
    drawnBefore.set(one.id, text);
    changed.push(one);
  }
  old.forEach((id) => drawnBefore.delete(id));
  if (old.length) set.remove(old);
  if (changed.length) set.update(changed);
}

function makeNetwork(state, stage) {
  state.visNodes = new vis.DataSet([]);
  state.visLinks = new vis.DataSet([]);
  state.drawnNodes = new Map();
  state.drawnLinks = new Map();
  state.network = new vis.Network(stage, { nodes: state.visNodes, edges: state.visLinks }, {
    autoResize: true,
    physics: false,
    layout: { improvedLayout: false },
    interaction: { hover: true, keyboard: false, zoomView: false, multiselect: false, hideEdgesOnDrag: false },
    edges: { smooth: false, selectionWidth: 1.5 },
  });
  state.network.on("click", (event) => {
    const chosen = event.nodes[0] || event.edges[0] || null;
    if (event.event.srcEvent.shiftKey && state.seen.ids.has(state.selected) && event.nodes[0]) lightWay(state, state.selected, event.nodes[0]);
    else state.select(chosen);
  });
  state.network.on("doubleClick", (event) => event.nodes[0] && openGrow(state, event.nodes[0]));
  state.network.on("dragEnd", (event) => event.nodes.length && moved(state, event.nodes));
  state.network.on("afterDrawing", (pen) => {
    veil(state, pen);
    labels(state, pen);
  });
}

function moved(state, ids) {
  const spots = ids.map((id) => [id, state.network.getPosition(id)]).map(([id, at]) => [id, [Math.round(at.x), Math.round(at.y)]]);
  take(state, "move", Object.fromEntries(spots));
}

// Lays a veil over the picture and draws what stands in the light above it: choosing a node redraws nothing else.
function veil(state, pen) {
  if (!state.lit) return;
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
  for (const id of state.lit.nodes) nodes[id]?.draw(pen).drawExternalLabel?.();
}

// Labels stand where they hide no name and no other label; those that find no room are read by choosing.
function labels(state, pen) {
  if (state.network.getScale() < LEGIBLE) return;
  const all = state.seen.links.length <= LABELLED && !state.lit;
  const taken = state.seen.nodes.filter((node) => !state.lit || state.lit.nodes.has(node.id)).map((node) => nameBox(state, node));
  pen.save();
  Object.assign(pen, { font: `12px ${FACE}`, textAlign: "center", textBaseline: "middle", lineWidth: 4, strokeStyle: state.ink.paper, fillStyle: state.ink.text });
  for (const link of state.seen.links) {
    const lit = state.lit?.links.has(link.id);
    const text = state.lit && !lit ? "" : labelOf(state, link, all || lit);
    const at = text && roomFor(state, link, pen.measureText(text).width, taken);
    if (!at) continue;
    pen.strokeText(text, at[0], at[1]);
    pen.fillText(text, at[0], at[1]);
  }
  pen.restore();
}

function nameBox(state, node) {
  const drawn = state.network.body.nodes[node.id];
  const size = node.focus ? 17 : 11;
  return [drawn?.x ?? 0, (drawn?.y ?? 0) + size + 10, Math.min(30, node.name.length) * 4.2 + 6, 14];
}

// Somewhere along a link: [x, y], or null where all is taken. Boxes are [middle x, middle y, half width, half height].
function roomFor(state, link, wide, taken) {
  const [from, to] = [state.network.body.nodes[link.from], state.network.body.nodes[link.to]];
  if (!from || !to) return null;
  for (const part of [0.5, 0.4, 0.6, 0.32, 0.68]) {
    const [x, y] = [from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part];
    if (taken.some((box) => Math.abs(box[0] - x) < box[2] + wide / 2 && Math.abs(box[1] - y) < box[3] + 7)) continue;
    taken.push([x, y, wide / 2, 7]);
    return [x, y];
  }
  return null;
}

// What stands on a link: the relation's name, and how many there are where they are merged.
function labelOf(state, link, full) {
  const open = openRelations(state, link);
  if (open.length > 1) return "×" + open.length;
  return full ? clip(state.data.legend.relations[open[0].kind], 34) : "";
}

// Nodes glide from where they stood in the scene before to where they stand now; those that are new come from their node.
function glide(state, from) {
  const body = state.network.body.nodes;
  const last = state.steps[state.done - 1];
  const anchor = last?.[0] === "grow" ? from.places.get(last[1]) : null;
  const moves = state.seen.nodes
    .map((node) => ({ drawn: body[node.id], to: state.scene.places.get(node.id), start: from.ids.has(node.id) ? from.places.get(node.id) : anchor }))
    .filter(({ drawn, start, to }) => drawn && start && to && (start[0] !== to[0] || start[1] !== to[1]));
  const motion = within(260);
  if (!moves.length || !motion) return;
  const began = performance.now();
  state.gliding = moves;
  const frame = (now) => {
    if (state.gliding !== moves || !state.root.isConnected) return;
    const part = Math.min(1, Math.max(0, (now - began) / motion.duration));
    if (part < 1) glided(moves, 1 - (1 - part) ** 3);
    else arrive(state);
    state.network.redraw();
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

function fit(state, animated) {
  state.network.fit({ animation: animated && within(220), minZoomLevel: 0.02, maxZoomLevel: 1.3 });
}

function zoom(state, factor) {
  state.network.moveTo({ scale: Math.min(6, Math.max(0.02, state.network.getScale() * factor)), animation: within(140) });
}

function bringIntoView(state, id) {
  if (!state.seen.ids.has(id) || state.part("stage").hidden) return;
  const at = state.network.canvasToDOM(state.network.getPosition(id));
  const { clientWidth, clientHeight } = state.part("stage");
  const inside = at.x > 40 && at.y > 40 && at.x < clientWidth - 40 && at.y < clientHeight - 40;
  if (!inside) state.network.focus(id, { animation: within(160) });
}
