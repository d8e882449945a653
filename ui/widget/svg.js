// What is seen, as a file: PNG from the canvas, SVG drawn anew with the same places, shapes and words.

function save(url, ending) {
  const link = make("a", { href: url, download: "inngang." + ending });
  link.click();
}

function savePng(state) {
  const canvas = state.part("stage").querySelector("canvas");
  const copy = make("canvas", { width: canvas.width, height: canvas.height });
  const pen = copy.getContext("2d");
  pen.fillStyle = state.ink.paper;
  pen.fillRect(0, 0, copy.width, copy.height);
  pen.drawImage(canvas, 0, 0);
  save(copy.toDataURL("image/png"), "png");
}

function saveSvg(state) {
  const text = new XMLSerializer().serializeToString(svgOf(state));
  const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  save(url, "svg");
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function svgOf(state) {
  const { clientWidth, clientHeight } = state.part("stage");
  const corner = state.network.DOMtoCanvas({ x: 0, y: 0 });
  const end = state.network.DOMtoCanvas({ x: clientWidth, y: clientHeight });
  const [wide, high] = [end.x - corner.x, end.y - corner.y];
  return drawn("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `${corner.x} ${corner.y} ${wide} ${high}`, width: clientWidth, height: clientHeight, "font-family": FACE, role: "img" },
    drawn("title", {}, state.words.title),
    drawn("rect", { x: corner.x, y: corner.y, width: wide, height: high, fill: state.ink.paper }),
    ...state.seen.links.flatMap((link) => svgLink(state, link)),
    ...state.seen.nodes.map((node) => svgNode(state, node)));
}

function svgNode(state, node) {
  const { x, y } = state.network.getPosition(node.id);
  const size = node.focus ? 17 : 11;
  const { shape, colour } = kindOf(state, node);
  const outline = drawn("path", { d: OUTLINES[shape] || OUTLINES.dot, fill: colour, stroke: state.ink.text, "stroke-width": "0.7", transform: `translate(${x - size} ${y - size}) scale(${size / 8})` });
  if (node.ended) outline.setAttribute("stroke-dasharray", "2 1.5");
  const name = svgText(state, clip(node.name, node.focus ? 44 : 30), x, y + size + 14, node.focus ? 17 : 15);
  return drawn("g", { opacity: state.lit && !state.lit.nodes.has(node.id) ? 0.25 : 1 }, outline, name);
}

function svgText(state, text, x, y, size) {
  return drawn("text", { x, y, "font-size": size, "text-anchor": "middle", fill: state.ink.text, stroke: state.ink.paper, "stroke-width": 4, "paint-order": "stroke" }, text);
}

function svgLink(state, link) {
  const [from, to] = [state.network.getPosition(link.from), state.network.getPosition(link.to)];
  const far = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const way = { x: (to.x - from.x) / far, y: (to.y - from.y) / far };
  const open = openRelations(state, link);
  const opacity = state.lit && !state.lit.links.has(link.id) ? 0.25 : 1;
  const line = drawn("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y, stroke: state.ink.line, "stroke-width": open.length > 1 ? 2 : 1, opacity });
  if (open.every((one) => one.ended)) line.setAttribute("stroke-dasharray", "5 4");
  const parts = [line];
  if (open.some((one) => one.from === link.from)) parts.push(arrowhead(state, to, way, opacity, state.nodes.get(link.to)));
  if (open.some((one) => one.from === link.to)) parts.push(arrowhead(state, from, { x: -way.x, y: -way.y }, opacity, state.nodes.get(link.from)));
  const label = labelOf(state, link, state.seen.links.length <= LABELLED || state.lit?.links.has(link.id));
  if (label && opacity === 1) parts.push(svgText(state, label, (from.x + to.x) / 2, (from.y + to.y) / 2, 12));
  return parts;
}

function arrowhead(state, at, way, opacity, node) {
  const back = (node.focus ? 17 : 11) + 1;
  const tip = { x: at.x - way.x * back, y: at.y - way.y * back };
  const corner = (side) => `${tip.x - way.x * 8 + way.y * 3.5 * side} ${tip.y - way.y * 8 - way.x * 3.5 * side}`;
  return drawn("path", { d: `M${tip.x} ${tip.y}L${corner(1)}L${corner(-1)}Z`, fill: state.ink.line, opacity });
}
