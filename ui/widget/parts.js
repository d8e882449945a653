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

const ICONS = {
  undo: "M6 3L2 7l4 4M2 7h7a4 4 0 0 1 0 8H7",
  redo: "M10 3l4 4-4 4M14 7H7a4 4 0 0 0 0 8h2",
  zoom_in: "M8 3v10M3 8h10",
  zoom_out: "M3 8h10",
  fit: "M1 5.5V2h4M11 2h4v3.5M15 11.5V15h-4M5 15H1v-3.5M8 5.5a3 3 0 1 0 .01 0Z",
  full: "M9.5 2H14v4.5M14 2L9 7M6.5 15H2v-4.5M2 15l5-5",
};

// Of a node that the graph does not know: a cross.
const GONE = { name: "", shape: "M3.6 1.5L8 5.9l4.4-4.4 2.1 2.1L10.1 8l4.4 4.4-2.1 2.1L8 10.1l-4.4 4.4-2.1-2.1L5.9 8 1.5 3.6Z", colour: "#8d948f" };

function icon(name) {
  const path = drawn("path", { d: ICONS[name], fill: "none", stroke: "currentColor", "stroke-width": "1.6", "stroke-linecap": "round", "stroke-linejoin": "round" });
  return drawn("svg", { viewBox: "0 0 16 17", "aria-hidden": "true", class: "icon" }, path);
}

// A kind's sign; its outline is a path in a box of 16 by 16.
function sign(kind) {
  const path = drawn("path", { d: kind.shape, fill: kind.colour, stroke: "currentColor", "stroke-width": ".8" });
  return drawn("svg", { viewBox: "-.5 -.5 17 17", "aria-hidden": "true" }, path);
}

// The line of a relation as it is drawn: whole, or dashed where it is over.
function lineSign(ended) {
  const line = drawn("path", { d: "M1 5h17", stroke: "currentColor", "stroke-width": "1.5", "stroke-dasharray": ended ? "4 3" : "none" });
  return drawn("svg", { viewBox: "0 0 26 10", "aria-hidden": "true", class: "line" }, line, drawn("path", { d: "M18 1.5L25 5l-7 3.5Z", fill: "currentColor" }));
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
