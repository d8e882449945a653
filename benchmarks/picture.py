"""How quick the picture is in a real Chromium, at 26, 300 and 1,000 nodes; and its layouts by themselves.

What stays in the widget is timed in the page, from the event to the second frame after it; what asks the server from the
click until the widget says that it has answered. Prints the tables of docs/benchmarks.md.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page

from benchmarks.measure import machine, p, table
from graph.model import Document, Node, Relation, Source
from graph.store.address import open_store
from graph.when import On
from tools.running import chromium, chromium_path, serving
from ui.layout import LAYOUTS, laid_out
from ui.packed import pack

SIZES = (26, 300, 1_000)
#: Neighbours a hub holds; a picture of 1,000 nodes is four of them.
AROUND = 299
NOTICES = 4 * (AROUND - 4)
REPEATS = 9
PATIENCE = 120_000
HOW = {"sides": [], "fewest": 0, "most_ties": None, "since": None, "until": None, "most": AROUND}

# From an event to the second frame after it: by then the browser has painted what the event did.
_IN_PAGE = """async ([stage, does]) => {
  const root = stage.closest(".picture");
  const begun = performance.now();
  new Function("root", does)(root);
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return (performance.now() - begun) / 1000;
}"""
# Whether something is there, in the picture or the page. Looked for with every frame: a locator's wait looks ever less often.
_THERE = """what => document.querySelector(what)
    || [...document.querySelectorAll("*")].some((one) => one.shadowRoot?.querySelector(what))"""


def main() -> int:
    """Measures and prints."""
    path = chromium_path()
    if path is None:
        print("No Chromium here: nothing is measured.")
        return 1
    print(f"{machine()}\n")
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'hubs.db'}"
        _fill(url)
        print(_layouts(url))
        with serving(url) as app, chromium(path) as browser:
            rows = [_measured(browser, app.url, size) for size in SIZES]
    print(
        table(
            ["nodes", *(f"{name}, ms" for name in rows[0])],
            [[size, *row.values()] for size, row in zip(SIZES, rows, strict=True)],
        )
    )
    return 0


def _fill(url: str) -> None:
    """A graph of hubs, each with AROUND notices, every third notice with a second publisher."""
    told = Document("d", "Made up", published="2024-01-01")
    hubs = [Node(f"unit-{hub}", "unit", {"name": {"nb": f"Enhet {hub}"}, "type": "agency"}, told) for hub in range(5)]
    facts: list[Node | Relation] = [*hubs]
    facts += [Relation(hub.id, "part_of", hubs[0].id, {}, told) for hub in hubs[1:]]
    for number in range(NOTICES):
        notice = f"notice-{number}"
        facts.append(Node(notice, "notice", {"title": {"nb": f"Anskaffelse nummer {number} av varer"}}, told))
        facts.append(Relation(f"unit-{number // (AROUND - 4)}", "published", notice, {}, told))
        if number % 3 == 0:
            facts.append(Relation(f"unit-{number % 5}", "published", notice, {}, told))
    store = open_store(url)
    with store.writer(
        Source("hubs", {"nb": "Nav", "en": "Hubs"}, "us", "none"), loaded_at="2024-01-01T00:00:00"
    ) as writer:
        writer.put(facts)
        writer.finish({})
    store.close()


def _layouts(url: str) -> str:
    view = open_store(url).view()
    rows = []
    for size in SIZES:
        ids = [
            *(f"unit-{hub}" for hub in range(5)),
            *(f"notice-{number * NOTICES // size}" for number in range(size - 5)),
        ]
        part = view.subgraph(ids, depth=0, cap=size, on=On.today())
        rows.append([size, *(_layout_time(name, part.nodes, part.relations) for name in LAYOUTS)])
    return table(["nodes", *(f"{name}, ms of processor time" for name in LAYOUTS)], rows) + "\n"


def _layout_time(name: str, nodes: dict[str, Node], relations: Sequence[Relation]) -> str:
    return _told([_timed(lambda: laid_out(name, nodes, relations, ["unit-0"]), time.process_time) for _ in range(5)])


def _measured(browser: Browser, app: str, size: int) -> dict[str, str]:
    """One size in the browser: the median and the slowest of each, in ms, by what was done."""
    steps = [
        ["grow", f"unit-{hub}", {**HOW, "most": min(size - 1, AROUND)}]
        for hub in range(1 + size // (AROUND + 1) if size > AROUND + 1 else 1)
    ]
    page = browser.new_page(viewport={"width": 1440, "height": 1400})
    page.set_default_timeout(PATIENCE)
    address = f"{app}/explore?lang=nb&id=unit-0&id=unit-1&picture={pack({'steps': steps})}"
    drawn = [_timed(lambda: _open(page, address)) for _ in range(3)]
    stage = page.locator(".stage").element_handle()

    def within(does: str) -> str:
        return _told([page.evaluate(_IN_PAGE, [stage, does]) for _ in range(REPEATS)])

    choose = """root.chosen = root.chosen === "unit-0" ? "unit-1" : "unit-0";
      document.dispatchEvent(new CustomEvent("inngang:select", { detail: { id: root.chosen, by: "measure" } }));"""
    found = {
        "page opened and drawn": _told(drawn),
        "choose": within(choose),
        "hide or show a kind": within("""root.querySelector('.kind[data-name="notice"]').click();"""),
        "undo": within("""root.querySelector('[data-tool="undo"]').click();"""),
        "zoom": within("""root.querySelector('[data-tool="zoom_in"]').click();"""),
    }
    _open(page, address)
    found["ask before expanding (server)"] = _told([_timed(lambda: _peek(page)) for _ in range(3)])
    found["lay out anew (server)"] = _told([_timed(_layout(page, name)) for name in ("tree", "force", "layers")])
    page.close()
    return found


def _open(page: Page, address: str) -> None:
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_function("document.querySelector('.picture') || document.querySelector('[class*=st-key]')")
    page.locator('.picture[aria-busy="false"] .stage canvas').wait_for()


def _peek(page: Page) -> None:
    page.evaluate(
        "document.dispatchEvent(new CustomEvent('inngang:select', { detail: { id: 'unit-0', by: 'measure' } }))"
    )
    page.locator('[data-act="grow"]').click()
    page.wait_for_function(_THERE, arg="dialog .side")
    page.keyboard.press("Escape")


def _layout(page: Page, name: str) -> Callable[[], None]:
    def take() -> None:
        page.locator("select.layout").select_option(name)
        page.wait_for_function(_THERE, arg='.picture[aria-busy="false"]')

    return take


def _timed(does: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    begun = clock()
    does()
    return clock() - begun


def _told(seconds: Sequence[float]) -> str:
    return f"{p(seconds, 0.5):.0f} ({max(seconds) * 1000:.0f})"


if __name__ == "__main__":
    sys.exit(main())
