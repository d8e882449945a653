// The keyboard in the picture: arrow keys walk along relations, single keys do what the buttons do.

const AIMS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// To the neighbour that lies most in the direction of the key.
function walk(state, key) {
  const [right, down] = AIMS[key];
  const at = state.seen.at.get(state.selected);
  if (!at) {
    const first = state.seen.nodes[0];
    return state.select(first ? first.id : null, true);
  }
  const from = state.network.getPosition(state.selected);
  let best = null;
  for (const link of at) {
    const other = otherEnd(link, state.selected);
    const to = state.network.getPosition(other);
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const straight = (dx * right + dy * down) / (Math.hypot(dx, dy) || 1);
    if (straight > 0.2 && (!best || straight > best.straight)) best = { other, straight };
  }
  if (best) state.select(best.other, true);
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
