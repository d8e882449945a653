// What stands around the picture in a file: its title and day above; below, what its signs mean and where the facts are from.

// Pixels: of small letters, a line of them, the title, a sign, and the margin.
const SMALL = 12;
const ROW = 18;
const TITLE = 17;
const SIGN = 14;
const EDGE = 14;
// Names that a title holds.
const MOST_ABOUT = 3;

// Both strips for a file `wide` pixels wide: {high, parts}, each beginning at its own top.
function stripsOf(state, wide) {
  return { head: headOf(state, wide), foot: footOf(state, wide) };
}

function headOf(state, wide) {
  const { words, data } = state;
  const title = inRows(state, titleOf(state), TITLE, wide, EDGE + TITLE * 0.6, { "font-weight": "600" });
  const day = inRows(state, fill(words.file_day, { day: data.imprint.day }), SMALL, wide, title.high + SMALL * 0.6, {});
  return { high: day.high + EDGE * 0.5, parts: [...title.parts, ...day.parts] };
}

// What the picture is, and what it is about, where that does not say so already.
function titleOf({ data: { title, focus }, nodes }) {
  const about = focus.map((id) => nodes.get(id)?.name).filter((name) => name && !title.includes(name));
  return about.length ? `${title}: ${about.slice(0, MOST_ABOUT).join(", ")}${about.length > MOST_ABOUT ? " …" : ""}` : title;
}

function footOf(state, wide) {
  const { words, data } = state;
  const kinds = new Set(state.seen.nodes.map((node) => node.kind));
  const signs = Object.entries(data.legend.kinds).filter(([kind]) => kinds.has(kind)).map(([, kind]) => ({ image: signAt(state, kind), text: kind.name }));
  const ended = state.seen.nodes.some((node) => node.ended) || state.seen.links.some((link) => endedLink(openRelations(state, link)));
  const dashes = ended ? [{ image: dashAt(state, "none"), text: words.legend_holds }, { image: dashAt(state, "3 2"), text: words.legend_ended }] : [];
  const legend = inFlow(state, [...signs, ...dashes], wide, EDGE + SMALL * 0.6);
  const sources = inRows(state, fill(words.file_sources, { names: data.imprint.sources }), SMALL, wide, legend.high + SMALL * 0.8, {});
  return { high: sources.high + EDGE * 0.5, parts: [...legend.parts, ...sources.parts] };
}

// Text in as many rows as it takes; `middle` is that of the first.
function inRows(state, text, size, wide, middle, more) {
  const lines = wrapped(text, (wide - 2 * EDGE) / size, 12);
  const step = size + ROW - SMALL;
  const parts = lines.map((line, index) => svgText(state, { text: line, x: EDGE, y: middle + index * step, size, align: "left", ...more }));
  return { high: middle + (lines.length - 0.5) * step, parts };
}

// Signs with their words, side by side in as many rows as they take.
function inFlow(state, pieces, wide, middle) {
  let [x, y] = [EDGE, middle];
  const parts = [];
  for (const { image, text } of pieces) {
    const own = SIGN + 6 + widthOf(text) * SMALL;
    if (x > EDGE && x + own > wide - EDGE) [x, y] = [EDGE, y + ROW];
    parts.push(image(x, y), svgText(state, { text, x: x + SIGN + 6, y, size: SMALL, align: "left" }));
    x += own + 16;
  }
  return { high: y + ROW / 2, parts };
}

function signAt(state, { shape, colour }) {
  const scale = SIGN / 16;
  return (x, y) => drawn("path", { d: shape, fill: colour, stroke: state.ink.text, "stroke-width": 0.8, transform: `translate(${x} ${y - SIGN / 2}) scale(${scale})` });
}

function dashAt(state, dashes) {
  return (x, y) => drawn("line", { x1: x, y1: y, x2: x + SIGN, y2: y, stroke: state.ink.line, "stroke-width": 1.6, "stroke-dasharray": dashes });
}
