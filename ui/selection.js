// One unit is chosen at a time: on the map, on its card and in the picture. Nothing is asked of the server.
//
// It also leads a phone's reader from the head of the answer to what stands below the cards.
//
// Whoever lets a unit be chosen says so with the event "inngang:select" on document, {detail: {id, by}}, and listens to it.

export default function ({ data }) {
  const choose = ({ detail: { id, by } }) => {
    for (const card of document.querySelectorAll("article[data-units]")) {
      const meant = card.dataset.units.split(" ").includes(id);
      card.classList.toggle("chosen", meant);
      if (meant && by !== "card") card.scrollIntoView({ block: "nearest", behavior: "smooth" });
    }
    for (const region of document.querySelectorAll("[data-select]")) {
      const meant = region.dataset.select === id;
      region.classList.toggle("chosen", meant);
      if (meant) tell(region, data.open);
    }
  };
  const pressed = (event) => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const region = event.target.closest?.("[data-select]");
    const jump = event.target.closest?.("button[data-jump]");
    if (jump) document.querySelector(jump.dataset.jump)?.scrollIntoView({ block: "start", behavior: "smooth" });
    const shown = event.target.closest?.("button[data-show]");
    if (!region && !shown) return;
    event.preventDefault();
    const detail = region ? { id: region.dataset.select, by: "map" } : { id: shown.dataset.show, by: "card" };
    document.dispatchEvent(new CustomEvent("inngang:select", { detail }));
    if (shown) document.querySelector(".st-key-beside")?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  };
  document.addEventListener("inngang:select", choose);
  document.addEventListener("click", pressed);
  return () => {
    document.removeEventListener("inngang:select", choose);
    document.removeEventListener("click", pressed);
  };
}

// Below the map stands which borough is chosen, with the way to its page.
function tell(region, open) {
  const line = region.closest("figure")?.querySelector(".map-detail");
  if (!line) return;
  const link = document.createElement("a");
  link.href = region.getAttribute("href");
  link.dataset.go = "";
  link.textContent = open;
  line.replaceChildren(`${region.dataset.told} `, link);
}
