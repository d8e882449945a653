// The dialog before a node is expanded: how much it holds, which of it is wanted, and how many. Whatever is filtered, the
// server counts anew what would be set into the picture: the number on a button is what it brings.

// Most that one step brings (ui/widget/state.py), and a pause in filtering after which it is counted, in ms.
const GROWN = 300;
const COUNTED = 200;

function openGrow(state, id) {
  const node = state.nodes.get(id);
  if (!node || node.kind === "gone") return;
  const dialog = state.part("grow");
  fillGrow(state, dialog, node);
  ask(state, dialog, node, 0);
  if (!dialog.open) dialog.showModal();
}

function fillGrow(state, dialog, node) {
  const { words } = state;
  const field = (name, type, more) => make("label", {}, words["grow_" + name], make("input", { type, name, ...more }));
  dialog.replaceChildren(
    make("form", { method: "dialog", onsubmit: (event) => grow(state, event, node.id), oninput: () => ask(state, dialog, node, COUNTED) },
      make("h3", { id: "grow-title" }, fill(words.grow_title, { name: clip(node.name, 60) })),
      make("p", { class: "hint", role: "status" }),
      make("p", { class: "kept-back", hidden: true }),
      make("fieldset", { class: "sides" }, make("legend", {}, words.links)),
      make("fieldset", { class: "pair" }, make("legend", {}, words.grow_ties), field("fewest", "number", { min: "0", value: "" }), field("most_ties", "number", { min: "0", value: "" })),
      make("fieldset", { class: "pair" }, make("legend", {}, words.grow_dates), field("since", "date"), field("until", "date")),
      make("div", { class: "do" })));
  dialog.setAttribute("aria-labelledby", "grow-title");
}

// Asks the server what fits; where no kind is wanted nothing does.
function ask(state, dialog, node, pause) {
  const form = dialog.querySelector("form");
  clearTimeout(state.counting);
  state.growing = String(Math.random());
  if (form.querySelector(".side") && !form.querySelector(".side :checked")) return tellCount(state, dialog, node, { fitting: 0 });
  offerMost(state, dialog, null);
  form.querySelector(".kept-back").hidden = true;
  form.querySelector("[role=status]").textContent = state.words.grow_waits;
  const asked = state.growing;
  state.counting = setTimeout(async () => {
    const step = await pack(["grow", node.id, wantedBy(state, form)]);
    await toldAll(state);
    if (asked === state.growing && dialog.open) state.wish("peek", `${asked} ${step}`);
  }, pause);
}

// What the server told of the node that the dialog waits for.
function peeked(state) {
  const { peek } = state.data;
  const dialog = state.part("grow");
  if (!dialog.open || peek?.asked !== state.growing) return;
  tellCount(state, dialog, state.nodes.get(peek.id), peek);
}

function tellCount(state, dialog, node, peek) {
  const { words } = state;
  const sides = dialog.querySelector(".sides");
  const first = !sides.querySelector(".side");
  state.growing = null;
  if (first) {
    sides.append(...peek.sides.map(({ side, says, count }) =>
      make("label", { class: "side" }, make("input", { type: "checkbox", name: "side", value: side, checked: true }), says, make("span", { class: "when" }, " " + number(state, count)))));
  }
  const room = Math.max(0, state.data.most - state.scene.ids.size);
  const filtered = [...dialog.querySelectorAll("input")].some((one) => (one.type === "checkbox" ? !one.checked : one.value !== ""));
  const held = fill(peek.capped ? words.grow_holds_more : words.grow_holds, { total: number(state, node.ties), shown: number(state, state.seen.at.get(node.id)?.length || 0), fitting: number(state, peek.fitting) });
  const none = filtered ? words.grow_nothing_fits : words.grow_none;
  dialog.querySelector("[role=status]").textContent = room ? (peek.fitting || peek.kept_back ? held : none) : fill(words.grow_full, { most: number(state, state.data.most) });
  tellHidden(state, dialog, node, peek);
  offerMost(state, dialog, Math.min(peek.fitting, room, GROWN));
  if (first && !filtered) (dialog.querySelector(".main:enabled") || dialog.querySelector(".cancel")).focus();
}

// What would fit but is of hidden kinds is not set in unseen: it is said, and can be shown again from here.
function tellHidden(state, dialog, node, { kept_back: count, hidden }) {
  const { words, data: { legend } } = state;
  const place = dialog.querySelector(".kept-back");
  place.hidden = !count;
  if (!count) return;
  const kinds = hidden.map(([what, name]) => (what === "kind" ? legend.kinds[name].name : legend.relations[name])).join(", ");
  const again = () => {
    for (const [what, name] of hidden) take(state, "show", what, name);
    ask(state, dialog, node, 0);
  };
  place.replaceChildren(
    fill(words.grow_hidden, { count: number(state, count), kinds }) + " ",
    make("button", { type: "button", class: "link", onclick: again }, words.grow_unhide));
}

// The buttons: the most relevant, all that fit, or neither. fitting: how many there are, null while it is not known.
function offerMost(state, dialog, fitting) {
  const { words } = state;
  const button = (name, most) =>
    make("button", { type: "submit", class: name === "relevant" ? "main" : "act", value: String(most), "data-most": name, disabled: !fitting }, fill(words["grow_" + name], { count: number(state, most) }));
  const relevant = Math.min(state.data.relevant, fitting ?? state.data.relevant);
  refill(dialog.querySelector(".do"),
    button("relevant", relevant),
    fitting > relevant ? button("all", fitting) : "",
    make("button", { type: "button", class: "act cancel", onclick: () => dialog.close() }, words.cancel));
}

function wantedBy(state, form) {
  const said = new FormData(form);
  const sides = said.getAll("side");
  const ties = said.get("most_ties");
  return {
    sides: sides.length === form.querySelectorAll('[name="side"]').length ? [] : sides,
    fewest: Number(said.get("fewest")) || 0,
    most_ties: ties === "" ? null : Number(ties),
    since: said.get("since") || null,
    until: said.get("until") || null,
    most: state.data.relevant,
  };
}

function grow(state, event, id) {
  event.preventDefault();
  const wanted = wantedBy(state, event.target);
  state.part("grow").close();
  if (state.scene.light[0] === "only") take(state, "light", "dim", state.scene.light[1]);
  state.selected = id;
  state.lookAt = id;
  take(state, "grow", id, { ...wanted, most: Number(event.submitter.value) });
  state.part("stage").focus({ preventScroll: true });
}
