// The keyboard in the picture: arrow keys walk along relations, single keys do what the buttons do.

const AIMS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// Down walks out to a neighbour and up comes back; left and right go round among the neighbours of the node one came from, so
// that every one of them is reached. From a node that was not walked to, a key leads out to the neighbour that lies its way.
function walk(state, key) {
  const here = state.selected;
  if (!state.seen.ids.has(here)) return walkTo(state, state.seen.nodes[0]?.id, []);
  const trail = trailTo(state, here);
  const hub = trail.at(-1);
  if (hub && key === "ArrowUp") return walkTo(state, hub, trail.slice(0, -1));
  const beside = hub && key !== "ArrowDown" ? neighboursOf(state, hub) : [];
  if (beside.length > 1) {
    beside.sort((a, b) => angle(state, hub, a) - angle(state, hub, b) || (a < b ? -1 : 1));
    return walkTo(state, beside.at((beside.indexOf(here) + AIMS[key][0]) % beside.length), trail);
  }
  const [right, down] = hub && key === "ArrowDown" ? away(state, hub, here) : AIMS[key];
  const along = (id) => {
    const to = away(state, here, id);
    return to[0] * right + to[1] * down;
  };
  const ahead = neighboursOf(state, here).filter((id) => id !== hub).sort((a, b) => along(b) - along(a) || (a < b ? -1 : 1));
  walkTo(state, ahead[0], [...trail, here]);
}

function walkTo(state, id, trail) {
  if (!id) return;
  state.walked = { to: id, trail };
  state.select(id, true);
}

// The nodes one came by, the last one at the end; none where the node was chosen otherwise, or they are no longer tied.
function trailTo(state, id) {
  const { to, trail } = state.walked || {};
  return to === id && neighboursOf(state, id).includes(trail.at(-1)) ? trail : [];
}

function neighboursOf(state, id) {
  return (state.seen.at.get(id) || []).map((link) => otherEnd(link, id));
}

// Which way one node lies from another: [right, down], 1 long.
function away(state, from, to) {
  const [a, b] = [state.network.getPosition(from), state.network.getPosition(to)];
  const far = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  return [(b.x - a.x) / far, (b.y - a.y) / far];
}

// Clockwise.
function angle(state, from, to) {
  const [right, down] = away(state, from, to);
  return Math.atan2(down, right);
}

function keyDoes(state, event) {
  const id = state.seen.ids.has(state.selected) ? state.selected : null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.ctrlKey || event.metaKey) {
    if (key === "z") return () => turnBack(state, event.shiftKey ? 1 : -1);
    return key === "y" ? () => turnBack(state, 1) : null;
  }
  if (event.altKey) return null;
  if (key in AIMS) return () => walk(state, key);
  const always = { "+": () => zoom(state, 1.3), "-": () => zoom(state, 0.77), 0: () => fit(state, true), Escape: () => letGo(state) };
  const chosen = {
    Enter: () => openNode(state, id),
    e: () => openGrow(state, id),
    p: () => pin(state, id),
    b: () => takeBranch(state, id),
    w: () => aim(state, id),
    Delete: () => take(state, "away", [id]),
    Backspace: () => take(state, "away", [id]),
  };
  return always[key] || (id && chosen[key]) || null;
}

function letGo(state) {
  if (state.aiming) {
    state.aiming = null;
    state.refresh();
  } else if (Array.isArray(state.scene.light[1])) {
    take(state, "light", "all", null);
  } else {
    state.select(null);
  }
}

function listen(state) {
  const stage = state.part("stage");
  const wheel = (on) => state.network.setOptions({ interaction: { zoomView: on } });
  stage.onfocus = () => wheel(true);
  stage.onblur = () => wheel(false);
  stage.onpointerdown = () => stage.focus({ preventScroll: true });
  stage.addEventListener("wheel", (event) => {
    if (!event.ctrlKey || stage.matches(":focus")) return;
    event.preventDefault();
    zoom(state, event.deltaY < 0 ? 1.1 : 0.91);
  }, { passive: false, signal: state.life.signal });
  stage.onkeydown = (event) => {
    const does = keyDoes(state, event);
    if (!does) return;
    event.preventDefault();
    event.stopPropagation();
    does();
  };
  state.root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !state.aiming || state.part("grow").open) return;
    event.preventDefault();
    letGo(state);
  }, { signal: state.life.signal });
  // Streamlit listens for single keys on the page ("r" runs it again); what is typed here is meant for the picture.
  for (const name of ["keydown", "keyup", "keypress"]) state.root.addEventListener(name, (event) => event.stopPropagation(), { signal: state.life.signal });
}
