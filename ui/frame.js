// Says to browsers and screen readers what Streamlit's own markup does not: the language, the title, the menu.

const watch = new MutationObserver(() => mark());
let told = {};

export default function ({ data }) {
  told = data;
  document.documentElement.lang = data.lang;
  document.title = data.title;
  watch.disconnect();
  watch.observe(document.body, { childList: true, subtree: true });
  mark();
}

// Streamlit draws its parts in its own time, some of them later than this: so they are looked at as they come.
function mark() {
  const skip = document.querySelector('[data-testid="stSkipToContent"]');
  if (skip && skip.textContent !== told.skip) skip.textContent = told.skip;
  const menu = document.querySelector(".st-key-pages");
  if (menu) {
    menu.setAttribute("role", "navigation");
    menu.setAttribute("aria-label", told.menu);
    menu.querySelectorAll("a").forEach((link, place) => {
      if (place === told.current) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
  }
  document.querySelectorAll('[data-testid="stFileUploaderDropzone"]').forEach(speak);
  // Streamlit meets an address that is no page with a dialog in English, over all else. The page says it itself.
  if (told.lost) document.querySelector('[data-testid="stDialog"] button[aria-label="Close"]')?.click();
}

// A field for files says "Upload" and "20MB per file" in English only.
function speak(field) {
  const texts = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const said = text.data.replace(/^(Upload|Browse files)$/, told.upload).replace(/(\d+)MB per file/, told.upload_limit);
    if (said !== text.data) text.data = said;
  }
}
