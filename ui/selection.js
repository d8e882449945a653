// One unit is chosen at a time: on the map, on its card and in the picture; and one path. Nothing is asked of the server.
//
// It also leads a phone's reader from the head of the answer to what stands below the cards.
//
// Whoever lets a unit be chosen says so with the event "inngang:select" on document, {detail: {id, by}}, and listens to it.
// One path of a list is lit in the picture, and the lit one is marked in the list: "inngang:path", {detail: {number, by}}, from 0
// on, null for none. With "inngang:begun" this script asks pictures that stand already which one is lit.

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
  const lit = ({ detail: { number } }) => {
    for (const button of document.querySelectorAll("button[data-path]")) {
      const meant = Number(button.dataset.path) === number;
      button.setAttribute("aria-pressed", String(meant));
      button.closest(".path").classList.toggle("lit", meant);
    }
  };
  const pressed = (event) => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const region = event.target.closest?.("[data-select]");
    const jump = event.target.closest?.("button[data-jump]");
    if (jump) document.querySelector(jump.dataset.jump)?.scrollIntoView({ block: "start", behavior: "smooth" });
    const shown = event.target.closest?.("button[data-show]");
    const path = event.target.closest?.("button[data-path]");
    if (path) document.dispatchEvent(new CustomEvent("inngang:path", { detail: { number: Number(path.dataset.path), by: "list" } }));
    if (!region && !shown) return;
    event.preventDefault();
    const detail = region ? { id: region.dataset.select, by: "map" } : { id: shown.dataset.show, by: "card" };
    document.dispatchEvent(new CustomEvent("inngang:select", { detail }));
    if (shown) document.querySelector(".st-key-beside")?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  };
  document.addEventListener("inngang:select", choose);
  document.addEventListener("inngang:path", lit);
  document.addEventListener("click", pressed);
  document.dispatchEvent(new CustomEvent("inngang:begun"));
  return () => {
    document.removeEventListener("inngang:select", choose);
    document.removeEventListener("inngang:path", lit);
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
