// What is seen, as a file: an SVG drawn anew with the same places, signs and words, and a PNG of that, so that both hold the same.

// Dots of a PNG for a pixel of the screen, at least.
const DENSE = 2;
// Signs that a name may hold and XML may not.
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function saveSvg(state) {
  saveAs(drawnFile(state), "svg");
}

async function savePng(state) {
  const url = URL.createObjectURL(drawnFile(state));
  const image = make("img", { src: url });
  await image.decode();
  URL.revokeObjectURL(url);
  const dense = Math.max(DENSE, devicePixelRatio);
  const canvas = make("canvas", { width: Math.round(image.naturalWidth * dense), height: Math.round(image.naturalHeight * dense) });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => saveAs(blob, "png"), "image/png");
}

function drawnFile(state) {
  const text = new XMLSerializer().serializeToString(svgOf(state));
  return new Blob([text.replace(NO_XML, "")], { type: "image/svg+xml" });
}

function saveAs(blob, ending) {
  const url = URL.createObjectURL(blob);
  make("a", { href: url, download: "inngang." + ending }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function svgOf(state) {
  const { clientWidth: wide, clientHeight: high } = state.part("stage");
  const { head, foot } = stripsOf(state, wide);
  const all = head.high + high + foot.high;
  return drawn("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${wide} ${all}`, width: wide, height: Math.ceil(all), "font-family": FACE, role: "img" },
    drawn("title", {}, state.data.title),
    drawn("rect", { width: wide, height: all, fill: state.ink.paper }),
    drawn("g", { class: "head" }, ...head.parts),
    stageOf(state, head.high, wide, high),
    drawn("g", { class: "foot", transform: `translate(0 ${head.high + high})` }, ...foot.parts));
}

// The stage as it is seen, in the picture's own units.
function stageOf(state, top, wide, high) {
  const scale = state.network.getScale();
  const corner = state.network.DOMtoCanvas({ x: 0, y: 0 });
  const { names, labels } = wordsPlaced(state);
  const box = `${corner.x} ${corner.y} ${wide / scale} ${high / scale}`;
  const edge = drawn("rect", { x: corner.x, y: corner.y, width: wide / scale, height: high / scale, fill: "none", stroke: state.ink.line, "stroke-width": 1 / scale });
  return drawn("svg", { class: "stage", y: top, width: wide, height: high, viewBox: box },
    edge,
    ...state.seen.links.flatMap((link) => svgLink(state, link)),
    ...state.seen.nodes.map((node) => svgNode(state, node, scale)),
    ...names.flatMap((name) => svgName(state, name)),
    ...labels.map(({ text, x, y, size }) => svgText(state, { text, x, y, size, align: "center", class: "label" })));
}

function dimmed(state, part, id) {
  return state.lit && !state.lit[part].has(id) ? 0.25 : 1;
}

function svgNode(state, node, scale) {
  const { x, y } = drawnAt(state, node.id);
  const grow = signSize(state, node) / 8;
  const { shape, colour } = kindOf(state, node);
  const chosen = node.id === state.selected;
  const edge = (pixels) => pixels / scale / grow;
  return drawn("g", { class: "node", opacity: dimmed(state, "nodes", node.id) },
    drawn("title", {}, node.name),
    drawn("path", {
      d: shape,
      fill: colour,
      stroke: chosen ? state.ink.accent : state.ink.text,
      "stroke-width": edge(chosen ? 4 : edgeOf(state, node)),
      "stroke-dasharray": node.ended ? `${edge(4)} ${edge(3)}` : "none",
      transform: `translate(${x - 8 * grow} ${y - 8 * grow}) scale(${grow})`,
    }));
}

function svgName(state, { id, lines, x, y, size, line, align }) {
  return lines.map((text, index) => svgText(state, { text, x, y: y + index * line, size, align, opacity: dimmed(state, "nodes", id), class: "name" }));
}

// Text whose first line has its middle at y.
function svgText(state, { text, x, y, size, align, ...more }) {
  const anchor = { left: "start", center: "middle", right: "end" }[align];
  return drawn("text", { x, y: y + size * 0.35, "font-size": size, "text-anchor": anchor, fill: state.ink.text, stroke: state.ink.paper, "stroke-width": size / 4, "stroke-linejoin": "round", "paint-order": "stroke", ...more }, text);
}

function svgLink(state, link) {
  const [from, to] = [drawnAt(state, link.from), drawnAt(state, link.to)];
  const far = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const way = { x: (to.x - from.x) / far, y: (to.y - from.y) / far };
  const open = openRelations(state, link);
  const { width, dashes, color: { color } } = drawnLink(state, link);
  const opacity = dimmed(state, "links", link.id);
  const line = drawn("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y, stroke: color, "stroke-width": width, "stroke-dasharray": dashes ? dashes.join(" ") : "none", opacity });
  const long = signSize(state, { focus: false }) * 0.75;
  const head = (at, way, id) => arrowhead(at, way, signSize(state, state.nodes.get(id)), long, { fill: color, opacity });
  return [
    line,
    open.some((one) => one.from === link.from) ? head(to, way, link.to) : null,
    open.some((one) => one.from === link.to) ? head(from, { x: -way.x, y: -way.y }, link.from) : null,
  ].filter(Boolean);
}

function arrowhead(at, way, back, long, more) {
  const tip = { x: at.x - way.x * back * 1.08, y: at.y - way.y * back * 1.08 };
  const corner = (side) => `${tip.x - way.x * long + way.y * long * 0.42 * side} ${tip.y - way.y * long - way.x * long * 0.42 * side}`;
  return drawn("path", { d: `M${tip.x} ${tip.y}L${corner(1)}L${corner(-1)}Z`, ...more });
}
