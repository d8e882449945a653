// Where words stand, in the canvas and in files alike: names at their signs, labels on links, none on top of another.

const FACE = "system-ui, sans-serif";
// How names are broken, tried in turn: how wide lines are, in heights of the name, and how many there are at most.
const BROKEN = [[11, 2], [8, 2], [7, 1]];
// Rounds in which few names are tried.
const ROUNDS = 6;
// As many names are tried, the most tied first: with more than these there is no room.
const MOST_NAMED = 150;
// Links whose labels are all drawn; with more of them only those in the light are, where these are no more than that.
const LABELLED = 40;
const LEAST_LABEL = 10.5;
// Pixels between words and the stage's edge.
const RIM = 4;

// names: {id, lines, x, y (the middle of the first line), size, line (its height), align, box}; labels of links: {id, text, x,
// y, size}. What is dimmed is named last, where it leaves room.
function wordsPlaced(state) {
  const lit = (node) => !state.lit || state.lit.nodes.has(node.id);
  const frame = frameOf(state);
  const order = toBeNamed(state, frame);
  const taken = state.seen.nodes.filter(lit).map((node) => signBox(state, node));
  const names = namesPlaced(state, order.filter(lit), taken, frame);
  const labels = labelsPlaced(state, taken);
  if (state.lit) {
    for (const node of state.seen.nodes) if (!lit(node)) taken.push(signBox(state, node));
    names.push(...namesPlaced(state, order.filter((node) => !lit(node)), taken, frame));
  }
  return { names, labels };
}

// Names in their order; of few of them as many as can be: those that found no room come first in another round.
function namesPlaced(state, nodes, taken, frame) {
  let best = null;
  let order = nodes;
  for (let round = nodes.length > FEW ? ROUNDS : 1; round <= ROUNDS; round += 1) {
    const boxes = [...taken];
    const names = new Map(order.map((node) => [node, roomAtSign(state, node, boxes, frame)]).filter(([, name]) => name));
    if (!best || names.size > best.names.length) best = { names: [...names.values()], boxes };
    const left = order.filter((node) => !names.has(node));
    if (!left.length) break;
    order = [...left, ...names.keys()];
  }
  taken.push(...best.boxes.slice(taken.length));
  return best.names;
}

// What is chosen, what the picture is about, what is lit, then what is tied to most; of these what is in view.
function toBeNamed(state, frame) {
  const weight = (node) => {
    if (node.id === state.selected) return Infinity;
    return (node.focus ? 2e4 : 0) + (state.lit?.nodes.has(node.id) ? 1e4 : 0) + state.seen.at.get(node.id).length;
  };
  const inView = (node) => {
    const { x, y } = drawnAt(state, node.id);
    return inside([x, y, 0, 0], frame);
  };
  return state.seen.nodes.filter(inView).map((node) => [weight(node), node]).sort((a, b) => b[0] - a[0]).slice(0, MOST_NAMED).map(([, node]) => node);
}

// What is in view of the picture, as a box like those of signs and words: [middle x, middle y, half width, half height].
function frameOf(state) {
  const { clientWidth, clientHeight } = state.part("stage");
  const { x, y } = state.network.DOMtoCanvas({ x: 0, y: 0 });
  const half = [clientWidth, clientHeight].map((pixels) => pixels / state.network.getScale() / 2);
  const rim = RIM / state.network.getScale();
  return [x + half[0], y + half[1], half[0] - rim, half[1] - rim];
}

function inside(box, frame) {
  return [0, 1].every((axis) => Math.abs(box[axis] - frame[axis]) + box[axis + 2] <= frame[axis + 2]);
}

function drawnAt(state, id) {
  const { x, y } = state.network.body.nodes[id];
  return { x, y };
}

function signBox(state, node) {
  const { x, y } = drawnAt(state, node.id);
  const size = signSize(state, node);
  return [x, y, size, size];
}

function free(box, taken, own) {
  for (const one of taken) {
    if (one !== own && Math.abs(one[0] - box[0]) < one[2] + box[2] && Math.abs(one[1] - box[1]) < one[3] + box[3]) return false;
  }
  return true;
}

// The name under its sign, above it or at its side, where it is in view and hides nothing; null where all is taken. What the
// picture is about and what is chosen is named in any case.
function roomAtSign(state, node, taken, frame) {
  const [x, y, reach] = signBox(state, node);
  const size = nameSize(state, node);
  const line = size * 1.15;
  const own = taken.find((one) => one[0] === x && one[1] === y);
  const tried = [];
  for (const [wide, most] of BROKEN) {
    const lines = nameLines(state, node, wide, most);
    const half = Math.max(...lines.map((text) => widthOf(text))) * size / 2;
    const high = (lines.length * line) / 2;
    const gap = reach + size * 0.25;
    const near = Math.max(frame[0] - frame[2] + half, Math.min(frame[0] + frame[2] - half, x));
    const at = (mx, my, align) => ({
      id: node.id, lines, size, line, align,
      x: align === "center" ? mx : mx - (align === "left" ? half : -half),
      y: my - high + line / 2,
      box: [mx, my, half, high],
    });
    for (const aside of state.seen.nodes.length > FEW ? [0] : [0, -0.6, 0.6]) {
      const mx = near + aside * half;
      tried.push(at(mx, y + gap + high, "center"), at(mx, y - gap - high, "center"));
    }
    if (wide < BROKEN[0][0]) tried.push(at(x + gap + half, y, "left"), at(x - gap - half, y, "right"));
  }
  const found = tried.find((one) => inside(one.box, frame) && free(one.box, taken, own)) || (node.focus || node.id === state.selected ? tried[0] : null);
  if (found) taken.push(found.box);
  return found;
}

// A name in lines, what tells it from its namesakes in the last.
function nameLines(state, node, wide, most) {
  const key = `${wide} ${most} ${node.mark} ${node.name}`;
  const known = state.wrapped.get(key);
  if (known) return known;
  const lines = node.mark && most > 1 ? [...wrapped(node.name, wide, most - 1), clipped(node.mark, wide * 1.2)] : wrapped(node.name, wide, most);
  state.wrapped.set(key, lines);
  return lines;
}

function wrapped(text, wide, most) {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const last = lines.length - 1;
    const longer = lines[last] ? lines[last] + " " + word : word;
    if (!lines[last] || widthOf(longer) <= wide || lines.length === most) lines[last] = longer;
    else lines.push(word);
  }
  return lines.map((line) => clipped(line, wide * 1.2));
}

function clipped(text, wide) {
  if (widthOf(text) <= wide) return text;
  let end = text.length - 1;
  while (end > 1 && widthOf(text.slice(0, end) + "…") > wide) end -= 1;
  return text.slice(0, end).trimEnd() + "…";
}

// How wide a text is, in heights of its letters.
const WIDTHS = new Map();
const RULER = document.createElement("canvas").getContext("2d");
function widthOf(text) {
  if (!WIDTHS.has(text)) {
    RULER.font = `100px ${FACE}`;
    if (WIDTHS.size > 20_000) WIDTHS.clear();
    WIDTHS.set(text, RULER.measureText(text).width / 100);
  }
  return WIDTHS.get(text);
}

function labelsPlaced(state, taken) {
  const size = Math.max(12, LEAST_LABEL / state.network.getScale());
  const all = (state.lit ? state.lit.links.size : state.seen.links.length) <= LABELLED;
  const placed = [];
  for (const link of state.seen.links) {
    const text = state.lit && !state.lit.links.has(link.id) ? "" : labelOf(state, link, all);
    const at = text && roomOnLink(state, link, widthOf(text) * size, size, taken);
    if (at) placed.push({ id: link.id, text, x: at[0], y: at[1], size });
  }
  return placed;
}

// Somewhere along a link: [x, y], or null where all is taken.
function roomOnLink(state, link, wide, size, taken) {
  const [from, to] = [drawnAt(state, link.from), drawnAt(state, link.to)];
  for (const part of [0.5, 0.4, 0.6, 0.32, 0.68]) {
    const box = [from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part, wide / 2, size * 0.58];
    if (!free(box, taken)) continue;
    taken.push(box);
    return box;
  }
  return null;
}

// What stands on a link: the relation's name, and how many there are where they are merged.
function labelOf(state, link, full) {
  const open = openRelations(state, link);
  if (open.length > 1) return "×" + open.length;
  return full ? clip(state.data.legend.relations[open[0].kind], 34) : "";
}
