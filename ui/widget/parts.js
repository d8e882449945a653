// Elements, signs and colours that all of the picture is made of. Text only, never HTML from data.

function make(tag, attrs, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attrs || {})) {
    if (name.startsWith("on")) made[name] = value;
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function drawn(tag, attrs, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attrs)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// Shapes in a box of 16 by 16, as vis-network draws them.
const OUTLINES = {
  dot: "M8 2a6 6 0 1 0 .01 0Z",
  square: "M3 3h10v10H3Z",
  diamond: "M8 1l7 7-7 7-7-7Z",
  triangle: "M8 2l7 12H1Z",
  triangleDown: "M8 14L1 2h14Z",
  star: "M8 1l2 5h5l-4 3 1.5 5L8 11l-4.5 3L5 9 1 6h5Z",
  hexagon: "M4.5 2h7L15 8l-3.5 6h-7L1 8Z",
};

const ICONS = {
  undo: "M6 3L2 7l4 4M2 7h7a4 4 0 0 1 0 8H7",
  redo: "M10 3l4 4-4 4M14 7H7a4 4 0 0 0 0 8h2",
  zoom_in: "M8 3v10M3 8h10",
  zoom_out: "M3 8h10",
  fit: "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4",
  full: "M6 2v4H2M10 2v4h4M14 10h-4v4M2 10h4v4",
};

const GONE = { name: "", shape: "dot", colour: "#8d948f" };

function icon(name) {
  const path = drawn("path", { d: ICONS[name], fill: "none", stroke: "currentColor", "stroke-width": "1.6", "stroke-linecap": "round", "stroke-linejoin": "round" });
  return drawn("svg", { viewBox: "0 0 16 17", "aria-hidden": "true", class: "icon" }, path);
}

function sign(kind) {
  const path = drawn("path", { d: OUTLINES[kind.shape] || OUTLINES.dot, fill: kind.colour, stroke: "currentColor", "stroke-width": ".8" });
  return drawn("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, path);
}

// Fills a place anew and leaves the keyboard where it was: on the same button, or on the first one there is now.
function refill(place, ...children) {
  const active = place.getRootNode().activeElement;
  const same = (one) => one.className + JSON.stringify(one.dataset);
  const was = place.contains(active) ? same(active) : null;
  place.replaceChildren(...children);
  if (was === null) return;
  const buttons = [...place.querySelectorAll("button")];
  (buttons.find((one) => same(one) === was) || buttons[0])?.focus({ preventScroll: true });
}

function kindOf(state, node) {
  return state.data.legend.kinds[node.kind] || GONE;
}

function clip(text, most) {
  return text.length > most ? text.slice(0, most - 1) + "…" : text;
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

function number(state, value) {
  return value.toLocaleString(state.data.lang === "nb" ? "nb-NO" : "en-GB");
}

// How something moves, for vis-network: within that many ms, or at once for whoever wants no motion.
function within(duration) {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration };
}

// The page's colours at present: Streamlit hands its theme to the component as CSS variables.
function colours(root) {
  const style = getComputedStyle(root);
  const read = (name, fallback) => style.getPropertyValue(name).trim() || fallback;
  return {
    text: read("--st-text-color", "#1c2321"),
    paper: read("--st-background-color", "#fbfaf7"),
    accent: read("--st-primary-color", "#0b5a4a"),
    line: "#8d948f",
  };
}
