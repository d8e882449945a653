// The drawn network: vis-network with every position given; nothing moves unless a person moves it.

function colours(root) {
  const read = (name, fallback) => getComputedStyle(root).getPropertyValue(name).trim() || fallback;
  return {
    text: read("--st-text-color", "#1c2321"),
    paper: read("--st-background-color", "#fbfaf7"),
    line: "#8d948f",
    accent: read("--st-primary-color", "#0b5a4a"),
  };
}

function clip(text, most) {
  return text.length > most ? text.slice(0, most - 1) + "…" : text;
}

function drawnNode(node, place, ink, dimmed) {
  return {
    id: node.id,
    label: clip(node.name, node.focus ? 40 : 28),
    shape: node.shape,
    size: node.focus ? 17 : 11,
    x: place[0],
    y: place[1],
    opacity: dimmed ? 0.2 : 1,
    color: { background: node.colour, border: ink.paper, highlight: { background: node.colour, border: ink.text } },
    borderWidth: 1.5,
    borderWidthSelected: 3,
    font: {
      color: dimmed ? "rgba(128,128,128,.35)" : ink.text,
      size: node.focus ? 17 : 15,
      strokeWidth: 4,
      strokeColor: ink.paper,
      face: "system-ui, sans-serif",
    },
    widthConstraint: { maximum: 165 },
    shapeProperties: { borderDashes: node.ended ? [4, 3] : false },
  };
}

function drawnLink(link, ink, state) {
  const here = state.selected && (link.from === state.selected || link.to === state.selected);
  const dimmed = state.selected && !here;
  const count = link.count > 1 ? " ×" + link.count : "";
  return {
    id: link.id,
    from: link.from,
    to: link.to,
    label: here ? clip(link.says, 34) + count : count.trim() || undefined,
    arrows: { to: { enabled: true, scaleFactor: 0.45 } },
    dashes: link.ended ? [5, 4] : false,
    width: here ? 2 : 1,
    color: { color: here ? ink.accent : ink.line, highlight: ink.accent, opacity: dimmed ? 0.25 : 0.9 },
    font: { color: ink.text, size: 11, strokeWidth: 4, strokeColor: ink.paper, face: "system-ui, sans-serif" },
    smooth: { enabled: true, type: "continuous", roundness: 0.25 },
  };
}

function shownNodes(state) {
  return state.data.nodes.filter((node) => !state.hidden.has(node.kind));
}

function shownLinks(state) {
  const there = new Set(shownNodes(state).map((node) => node.id));
  return state.data.links.filter((link) => there.has(link.from) && there.has(link.to));
}

function neighboursOf(state, id) {
  return shownLinks(state)
    .filter((link) => link.from === id || link.to === id)
    .map((link) => ({ link, other: link.from === id ? link.to : link.from }));
}

function redraw(state) {
  const ink = colours(state.root);
  const near = new Set(state.selected ? neighboursOf(state, state.selected).map((one) => one.other) : []);
  const places = state.data.places[state.layout];
  const nodes = shownNodes(state).map((node) => {
    const dimmed = state.selected && node.id !== state.selected && !near.has(node.id);
    return drawnNode(node, state.moved.get(node.id) || places[node.id], ink, dimmed);
  });
  const links = shownLinks(state).map((link) => drawnLink(link, ink, state));
  sync(state.nodes, nodes);
  sync(state.links, links);
  state.network.selectNodes(state.selected && state.nodes.get(state.selected) ? [state.selected] : [], false);
}

function sync(set, wanted) {
  const ids = new Set(wanted.map((one) => one.id));
  set.remove(set.getIds().filter((id) => !ids.has(id)));
  set.update(wanted);
}

function fit(state, animated) {
  state.network.fit({ animation: animated ? { duration: 220 } : false, maxZoomLevel: 1.3 });
}

function zoom(state, factor) {
  state.network.moveTo({ scale: state.network.getScale() * factor, animation: { duration: 140 } });
}

function makeNetwork(state, stage) {
  state.nodes = new vis.DataSet([]);
  state.links = new vis.DataSet([]);
  state.network = new vis.Network(stage, { nodes: state.nodes, edges: state.links }, {
    autoResize: true,
    physics: false,
    layout: { improvedLayout: false },
    interaction: { hover: true, keyboard: false, zoomView: false, multiselect: false, tooltipDelay: 100 },
    edges: { selectionWidth: 1.5 },
  });
  state.network.on("click", (event) => state.select(event.nodes[0] || null));
  state.network.on("dragEnd", (event) => {
    for (const id of event.nodes) {
      const at = state.network.getPosition(id);
      state.moved.set(id, [at.x, at.y]);
    }
  });
}

// Arrow keys walk to the neighbour that lies most in their direction; Enter opens, Escape lets go.
function walk(state, key) {
  const aim = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  if (!state.selected) {
    const first = shownNodes(state)[0];
    return state.select(first ? first.id : null);
  }
  const from = state.network.getPosition(state.selected);
  let best = null;
  for (const { other } of neighboursOf(state, state.selected)) {
    const to = state.network.getPosition(other);
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const straight = (dx * aim[0] + dy * aim[1]) / (Math.hypot(dx, dy) || 1);
    if (straight > 0.2 && (!best || straight > best.straight)) best = { other, straight };
  }
  if (best) state.select(best.other, true);
}

function savePicture(state, stage) {
  const drawn = stage.querySelector("canvas");
  const copy = document.createElement("canvas");
  copy.width = drawn.width;
  copy.height = drawn.height;
  const pen = copy.getContext("2d");
  pen.fillStyle = colours(state.root).paper;
  pen.fillRect(0, 0, copy.width, copy.height);
  pen.drawImage(drawn, 0, 0);
  const link = document.createElement("a");
  link.href = copy.toDataURL("image/png");
  link.download = "inngang.png";
  link.click();
}
