// Links and buttons of the app: followed inside the running page, each link one step in the history. Streamlit's own links
// come here before it sees them: from a page to itself they would leave the address as it was.
// A link opened in a new tab, or without this script, leads to the same view.
const LINKS = 'a[data-go], a[data-testid="stPageLink-NavLink"]';

// What a drawing anew must not lose: which foldings are open, and where the keyboard stands.
const open = new Set();
let pressed = null;
// What the server led to, by its turn: a component is drawn more often than it is asked.
const led = new Set();

export default function ({ data, setTriggerValue }) {
  if (data?.to) return lead(data);
  const follow = (event) => {
    const asked = event.target.closest?.(`${LINKS}, button[data-do]`);
    if (!asked || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    pressed = asked.dataset.key ?? null;
    if (asked.matches("a")) visit(asked.href);
    else setTriggerValue("do", { what: asked.dataset.do, id: asked.dataset.id ?? "" });
  };
  // Whoever went on meanwhile is not called back.
  const moved = () => (pressed = null);
  const toggle = ({ target }) => {
    if (target.dataset?.key) open[target.open ? "add" : "delete"](target.dataset.key);
  };
  const restore = () => {
    for (const folded of document.querySelectorAll("details[data-key]:not([open])")) if (open.has(folded.dataset.key)) folded.open = true;
    if (pressed) focus(pressed);
  };
  // What was opened before this script was there.
  for (const shown of document.querySelectorAll("details[data-key][open]")) open.add(shown.dataset.key);
  // Whatever comes or goes: what had the keyboard may go after what takes its place has come.
  const drawn = new MutationObserver(restore);
  drawn.observe(document.body, { childList: true, subtree: true });
  document.addEventListener("click", follow, true);
  document.addEventListener("keydown", moved, true);
  document.addEventListener("pointerdown", moved, true);
  document.addEventListener("toggle", toggle, true);
  restore();
  return () => {
    drawn.disconnect();
    document.removeEventListener("click", follow, true);
    document.removeEventListener("keydown", moved, true);
    document.removeEventListener("pointerdown", moved, true);
    document.removeEventListener("toggle", toggle, true);
  };
}

function lead({ to, turn }) {
  if (led.has(turn)) return;
  led.add(turn);
  visit(to);
}

// A step forward in the history, told as the browser tells a step back: Streamlit then draws what the address says, in one run.
// Who asks the same again stays where they are, as with any link.
function visit(address) {
  const same = new URL(address, location).href === location.href;
  history[same ? "replaceState" : "pushState"]({}, "", address);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}

function focus(key) {
  const lost = !document.activeElement || document.activeElement === document.body;
  if (lost) document.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}
