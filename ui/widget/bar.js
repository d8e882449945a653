// The bar above the picture: picture or table, search, steps back and forth, layout, zoom, files, full screen.

function fillBar(state, bar) {
  const { words } = state;
  const button = (name, does) => make("button", { type: "button", class: "tool", "data-tool": name, title: words[name], "aria-label": words[name], onclick: does }, icon(name));
  const named = (name, does) => make("button", { type: "button", class: "tool text", "data-tool": name, title: words[name], "aria-label": words[name], onclick: does }, icon(name), make("span", {}, words[name]));
  const file = (name, does) => make("button", { type: "button", class: "tool text", title: words["save_" + name], "aria-label": words["save_" + name], onclick: does }, name.toUpperCase());
  const views = ["picture", "table"].map((name) =>
    make("button", { type: "button", class: "view", "data-view": name, onclick: () => show(state, name) }, words["view_" + name]));
  const layouts = make("select", { class: "layout", "aria-label": words.layout, onchange: (event) => take(state, "layout", event.target.value) },
    ...["layers", "tree", "force"].map((name) => make("option", { value: name }, words["layout_" + name])));
  bar.replaceChildren(
    make("span", { class: "views", role: "group", "aria-label": words.views }, ...views),
    searchField(state),
    make("span", { class: "tools" }, button("undo", () => turnBack(state, -1)), button("redo", () => turnBack(state, 1))),
    layouts,
    make("span", { class: "tools" },
      button("zoom_in", () => zoom(state, 1.3)),
      button("zoom_out", () => zoom(state, 0.77)),
      named("fit", () => fit(state, true)),
      named("full", () => fullScreen(state)),
      file("png", () => savePng(state)),
      file("svg", () => saveSvg(state))));
}

function markBar(state, bar) {
  bar.querySelector(".layout").value = state.scene.layout;
  bar.querySelector('[data-tool="undo"]').disabled = state.done === 0;
  bar.querySelector('[data-tool="redo"]').disabled = state.done === state.steps.length;
  for (const button of bar.querySelectorAll(".view")) button.setAttribute("aria-pressed", String(button.dataset.view === state.view));
}

// Where a browser has no full screen for an element (iPhone), the picture fills the window.
function fullScreen(state) {
  const leave = document.fullscreenElement || state.root.classList.contains("filling");
  if (leave) {
    state.root.classList.remove("filling");
    if (document.fullscreenElement) document.exitFullscreen();
  } else if (state.root.requestFullscreen) {
    state.root.requestFullscreen().catch(() => state.root.classList.add("filling"));
  } else {
    state.root.classList.add("filling");
  }
}

function show(state, name) {
  state.view = name;
  place(state);
  fillTable(state, state.part("table"));
  tell(state);
}

// Which of picture and table is there; on a page of its own, a narrow screen has both, the table under the picture.
// Where nothing is shown yet there is only the search.
function place(state) {
  const both = state.data.wide && state.root.clientWidth < 560;
  state.root.classList.toggle("both", both);
  state.root.classList.toggle("empty", state.empty);
  state.part("stage").hidden = state.empty || (state.view !== "picture" && !both);
  state.part("legend").hidden = state.part("stage").hidden;
  state.part("table").hidden = state.empty || (state.view !== "table" && !both);
  markBar(state, state.part("bar"));
  if (state.part("stage").hidden) return;
  state.network.setSize("100%", "100%");
  state.network.redraw();
  if (!state.filled) fillStage(state, false);
}
