"""What fifty visitors at once cost: memory of the app for each, and whether anything grows as pages are drawn again.

    python benchmarks/sessions.py [--visitors 50] [--again 20] [--further 200]

A page opened anew is a visit of its own to Streamlit, which keeps those that were left for two minutes, 128 at most, in
case they come back; a link followed stays in one visit. So both are measured, and the first once more after a rest.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import click
from measure import machine
from playwright.sync_api import Browser, Page

from graph.store.address import open_store
from loaders.embed import embed
from loaders.run import run_load
from tools.running import chromium, chromium_path, serving

STANDS = """() => document.querySelector("footer.foot")
    && document.querySelector('[data-testid="stApp"]').getAttribute("data-test-script-state") === "notRunning" """
#: As a link of ours leads on (`ui/links.js`), until the run that follows is over; a run may be too short to be seen at all.
FOLLOW = """address => new Promise(done => {
    const app = document.querySelector('[data-testid="stApp"]');
    new MutationObserver((_, watch) => {
        if (app.getAttribute("data-test-script-state") !== "notRunning") return;
        watch.disconnect();
        done();
    }).observe(app, { attributeFilter: ["data-test-script-state"] });
    setTimeout(done, 3000);
    history.pushState({}, "", address);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
})"""
#: Parts in which further pages are counted; seconds after which Streamlit has let go of visits that were left.
PARTS, REST = 5, 150
PATHS = (
    "/find?q=tolketjeneste+p%C3%A5+video",
    "/unit?id=no-orgnr-970534644",
    "/paths?from=no-orgnr-970534644&to=no-orgnr-961398142",
    "/explore?id=no-orgnr-970534644",
    "/mylist?",
)


@click.command()
@click.option("--visitors", type=int, default=50, show_default=True)
@click.option("--again", type=int, default=20, show_default=True)
@click.option("--further", type=int, default=200, show_default=True, help="pages of one visitor alone, in five parts")
def main(visitors: int, again: int, further: int) -> None:
    """Prints what was measured as a table for docs/benchmarks.md, line by line."""
    path = chromium_path()
    if path is None:
        raise SystemExit("Chromium is missing: apt-get install chromium")
    print(machine(), "\n\n| when | memory of the app, MB |\n| --- | --- |", flush=True)
    with tempfile.TemporaryDirectory() as folder, chromium(path) as browser:
        graph = Path(folder) / "graph.db"
        store = open_store(f"sqlite:///{graph}")
        run_load(store, "oslo")
        embed(store)
        store.close()
        with serving(f"sqlite:///{graph}") as app:
            _measured(browser, app.url, app.pid, visitors, again)
        if further:
            with serving(f"sqlite:///{graph}") as app:
                _further(browser, app.url, app.pid, further)


def _measured(browser: Browser, url: str, pid: int, visitors: int, again: int) -> None:
    first = browser.new_page()
    for path in PATHS:
        _open(first, url, path)
    alone = _told("every page opened once by one visitor", _megabytes(pid))
    pages = [browser.new_context().new_page() for _ in range(visitors)]
    for number, page in enumerate(pages):
        _open(page, url, PATHS[number % len(PATHS)])
    together = _told(f"{visitors} visitors at once", _megabytes(pid))
    _told("a visitor", round((together - alone) / visitors, 2))
    for round_ in range(1, 4):
        for turn in range(again):
            _open(first, url, PATHS[turn % len(PATHS)])
        _told(f"one of them after {round_ * again} further pages", _megabytes(pid))
    for page in pages:
        page.context.close()


def _further(browser: Browser, url: str, pid: int, count: int) -> None:
    """One visitor alone in an app of their own: pages opened anew, a rest, pages gone to inside one visit."""
    page = browser.new_page()
    for name, go in (("opened anew", _open), ("gone to inside one visit", _follow)):
        for path in PATHS:
            go(page, url, path)
        _told(f"one visitor alone, every page {name} once", _megabytes(pid))
        for part in range(1, PARTS + 1):
            for turn in range(count // PARTS):
                go(page, url, PATHS[turn % len(PATHS)])
            _told(f"{part * count // PARTS} further pages {name}", _megabytes(pid))
        page.wait_for_timeout(REST * 1000)
        go(page, url, PATHS[0])
        _told(f"after a rest of {REST} s", _megabytes(pid))
    page.close()


def _told(when: str, megabytes: float) -> float:
    """Prints a line of the table at once: what is measured takes many minutes, and may be broken off."""
    print(f"| {when} | {megabytes} |", flush=True)
    return megabytes


def _follow(page: Page, url: str, path: str) -> None:
    page.evaluate(FOLLOW, f"{url}{path}&lang=nb")
    page.wait_for_function(STANDS, timeout=120_000)


def _open(page: Page, url: str, path: str) -> None:
    page.goto(f"{url}{path}&lang=nb")
    page.wait_for_function(STANDS, timeout=120_000)


def _megabytes(pid: int) -> float:
    """What the process holds in memory of its own, files it maps left out (Linux)."""
    for line in Path(f"/proc/{pid}/status").read_text("utf-8").splitlines():
        if line.startswith("RssAnon"):
            return round(int(line.split()[1]) / 1024, 1)
    raise SystemExit("memory is read from /proc, which this system lacks")


if __name__ == "__main__":
    main()
