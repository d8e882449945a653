// Says to browsers and screen readers what Streamlit's own markup does not: the language, what a file field is for.

const watch = new MutationObserver(() => mark());
let told = {};

export default function ({ data }) {
  told = data;
  document.documentElement.lang = data.lang;
  document.documentElement.dataset.lost = data.lost;
  watch.disconnect();
  watch.observe(document.body, { childList: true, subtree: true });
  mark();
}

// Streamlit draws its parts in its own time, some of them later than this: so they are looked at as they come.
function mark() {
  const skip = document.querySelector('[data-testid="stSkipToContent"]');
  if (skip && skip.textContent !== told.skip) skip.textContent = told.skip;
  document.querySelectorAll('[data-testid="stFileUploader"]').forEach(speak);
  document.querySelectorAll('[data-testid="stDialog"] [role=dialog]').forEach(answer);
}

// Streamlit meets an address that is no page, and a server that is gone, with dialogs in English. The page says the first
// itself; the second is told in the reader's language, and goes by itself when the server is back.
function answer(dialog) {
  const close = dialog.querySelector("button[aria-label]");
  const [title, text] = [dialog.querySelector("h2"), dialog.querySelector("h2 + div > div")];
  if (told.lost && title?.textContent === "Page not found") close?.click();
  if (title?.textContent !== "Connection error" || !text) return;
  title.textContent = told.gone;
  text.textContent = told.gone_text;
  close?.setAttribute("aria-label", told.close);
}

// A size with its unit as people write it: "20 MB", where Streamlit writes "20MB".
const measured = (size) => size.replace(/(\d)([A-Z])/, "$1\u00a0$2");

// Streamlit's file field speaks English only; its sizes and names are kept.
function speak(field) {
  const { choose, limit, add, remove, field: name, large, kind } = told.upload;
  const say = (part, text) => part && part.textContent !== text && (part.textContent = text);
  const label = (part, text) => part && part.getAttribute("aria-label") !== text && part.setAttribute("aria-label", text);
  say(field.querySelector('[data-testid="stBaseButton-secondary"] p'), choose);
  label(field.querySelector("input[type=file]"), name);
  label(field.querySelector('[data-testid="stBaseButton-borderlessIcon"]'), add);
  say(field.querySelector('[data-testid="stBaseButton-borderlessIcon"] span > span:not(:has(*))'), add);
  const sizes = field.querySelector('[data-testid="stFileUploaderDropzoneInstructions"] span');
  const size = sizes && /^(\S+) per file/.exec(sizes.textContent);
  if (size) say(sizes, limit.replace("{size}", measured(size[1])));
  field.querySelectorAll('[data-testid="stFileChip"]').forEach((chip) => {
    const file = chip.querySelector('[data-testid="stFileChipName"]')?.title ?? "";
    label(chip.querySelector("button"), remove.replace("{name}", () => file));
    const alert = chip.querySelector("[role=alert]");
    const most = alert && /must be (\S+) or smaller/.exec(alert.textContent);
    if (most) say(alert, large.replace("{size}", measured(most[1])));
    else if (alert && alert.textContent.startsWith("Error: ")) say(alert, kind);
  });
}
