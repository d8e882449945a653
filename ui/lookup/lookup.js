// A combobox (ARIA 1.2, "list autocomplete with manual selection"). The field is the reader's: it is never written over.

const ALIVE = new WeakMap();
let made = 0;

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const root = parentElement.querySelector(".lookup");
  const field = ALIVE.get(root) || begin(root, data);
  ALIVE.set(root, field);
  Object.assign(field, { say: setStateValue, enter: setTriggerValue, options: data.options, asked: data.asked });
  field.label.textContent = data.label;
  field.list.setAttribute("aria-label", data.label);
  field.input.placeholder = data.hint;
  field.told = data.told;
  offer(field);
}

function begin(root, data) {
  const name = `lookup-${++made}`;
  const label = make("label", { for: name });
  const list = make("ul", { role: "listbox", id: `${name}-list`, "aria-label": data.label, hidden: "" });
  const input = make("input", {
    type: "text", id: name, role: "combobox", autocomplete: "off", spellcheck: "false", maxlength: 200,
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  });
  label.textContent = data.label;
  root.append(label, input, list, make("p", { class: "told", role: "status" }));
  const field = { root, label, input, list, id: data.start.id, active: -1, open: false, wait: 0, sent: JSON.stringify(data.start), options: [] };
  input.value = data.start.text;
  input.oninput = () => {
    field.id = "";
    field.open = true;
    clearTimeout(field.wait);
    field.wait = setTimeout(send, 160, field);
    offer(field);
  };
  input.onblur = () => {
    send(field);
    close(field);
  };
  input.onkeydown = (event) => press(field, event);
  list.onpointerdown = (event) => {
    event.preventDefault();
    const option = event.target.closest("li");
    if (option) choose(field, Number(option.dataset.place));
  };
  return field;
}

function make(tag, attributes) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

// Tells Python what stands in the field, once.
function send(field) {
  clearTimeout(field.wait);
  const said = { text: field.input.value, id: field.id };
  if (JSON.stringify(said) === field.sent) return;
  field.sent = JSON.stringify(said);
  field.say("said", said);
}

function press(field, event) {
  const shown = !field.list.hidden;
  const count = field.options.length;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && shown) {
    field.active = (field.active + step + count + (field.active < 0 && step < 0 ? 1 : 0)) % count;
    offer(field);
  } else if (step) {
    field.open = true;
    offer(field);
  } else if (event.key === "Enter" && shown && field.active >= 0) {
    choose(field, field.active);
  } else if (event.key === "Enter") {
    send(field);
    close(field);
    field.enter("entered", true);
  } else if (event.key === "Escape" && shown) {
    close(field);
  } else return;
  event.preventDefault();
}

function choose(field, place) {
  const option = field.options[place];
  field.input.value = option.name;
  field.id = option.id;
  close(field);
  send(field);
}

function close(field) {
  field.open = false;
  field.active = -1;
  offer(field);
}

function offer(field) {
  const { input, list, options } = field;
  const current = field.open && !field.id && field.asked === input.value && input.value.trim() !== "";
  list.hidden = !(current && options.length);
  const told = field.root.querySelector(".told");
  told.textContent = current ? field.told : "";
  told.classList.toggle("none", Boolean(current && !options.length));
  input.setAttribute("aria-expanded", String(!list.hidden));
  field.active = Math.min(field.active, options.length - 1);
  list.replaceChildren(...options.map((option, place) => {
    const chosen = String(place === field.active);
    const item = make("li", { id: `${list.id}-${place}`, role: "option", "aria-selected": chosen, "data-place": place });
    item.textContent = option.name;
    const kind = make("small", {});
    kind.textContent = option.told;
    item.append(kind);
    return item;
  }));
  const active = list.hidden ? null : list.children[field.active];
  if (active) {
    input.setAttribute("aria-activedescendant", active.id);
    active.scrollIntoView({ block: "nearest" });
  } else input.removeAttribute("aria-activedescendant");
}
