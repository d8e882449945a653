// The dialog before a node is expanded: how much it holds, which of it is wanted, and how many.

function openGrow(state, id) {
  const node = state.nodes.get(id);
  if (!node || node.kind === "gone") return;
  state.peeks = (state.peeks || 0) + 1;
  state.growing = `${state.peeks} ${id}`;
  state.wish("peek", state.growing);
  const dialog = state.part("grow");
  fillGrow(state, dialog, node, null);
  if (!dialog.open) dialog.showModal();
}

// What the server told of the node that the dialog waits for; asked again, it is told anew.
function peeked(state) {
  const { peek } = state.data;
  const dialog = state.part("grow");
  if (!dialog.open || peek?.asked !== state.growing) return;
  state.growing = null;
  fillGrow(state, dialog, state.nodes.get(peek.id), peek);
}

function fillGrow(state, dialog, node, peek) {
  const { words } = state;
  const room = state.data.most - state.scene.ids.size;
  const field = (name, type, more) => make("label", {}, words["grow_" + name], make("input", { type, name, ...more }));
  const held = fill(peek?.capped ? words.grow_holds_more : words.grow_holds, { total: number(state, node.ties), shown: number(state, state.seen.at.get(node.id)?.length || 0) });
  const sides = (peek?.sides || []).map(({ side, says, count }) =>
    make("label", { class: "side" }, make("input", { type: "checkbox", name: "side", value: side, checked: true }), says, make("span", { class: "when" }, " " + number(state, count))));
  const button = (name, most, main) => make("button", { type: "submit", class: main ? "main" : "act", value: String(most), "data-most": name, disabled: !peek || room <= 0 || !peek.fitting }, fill(words["grow_" + name], { count: number(state, most) }));
  const relevant = Math.min(state.data.relevant, room, peek ? peek.fitting : state.data.relevant);
  const all = peek ? Math.min(peek.fitting, room, 300) : 0;
  dialog.replaceChildren(
    make("form", { method: "dialog", onsubmit: (event) => grow(state, event, node.id) },
      make("h3", { id: "grow-title" }, fill(words.grow_title, { name: clip(node.name, 60) })),
      make("p", { class: "hint", role: "status" }, peek ? (peek.fitting ? held : words.grow_none) : words.grow_waits),
      make("fieldset", { class: "sides" }, make("legend", {}, words.links), ...sides),
      make("fieldset", { class: "pair" }, make("legend", {}, words.grow_ties), field("fewest", "number", { min: "0", value: "" }), field("most_ties", "number", { min: "0", value: "" })),
      make("fieldset", { class: "pair" }, make("legend", {}, words.grow_dates), field("since", "date"), field("until", "date")),
      room <= 0 ? make("p", { class: "hint" }, fill(words.full_up, { most: number(state, state.data.most) })) : null,
      make("div", { class: "do" },
        button("relevant", relevant, true),
        all > relevant ? button("all", all) : null,
        make("button", { type: "button", class: "act", onclick: () => dialog.close() }, words.cancel))));
  dialog.setAttribute("aria-labelledby", "grow-title");
  if (peek) dialog.querySelector(".main").focus();
}

function grow(state, event, id) {
  event.preventDefault();
  const form = event.target;
  const said = new FormData(form);
  const boxes = form.querySelectorAll('[name="side"]');
  const sides = said.getAll("side");
  if (!sides.length) return;
  const ties = said.get("most_ties");
  state.part("grow").close();
  state.selected = id;
  state.lookAt = id;
  take(state, "grow", id, {
    sides: sides.length === boxes.length ? [] : sides,
    fewest: Number(said.get("fewest")) || 0,
    most_ties: ties === "" ? null : Number(ties),
    since: said.get("since") || null,
    until: said.get("until") || null,
    most: Number(event.submitter?.value) || state.data.relevant,
  });
  state.part("stage").focus({ preventScroll: true });
}
