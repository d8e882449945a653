"""How soon the app answers in a real Chromium: first paint, what asks the server, and every page on a national graph.

    python benchmarks/app.py [--nodes 200000] [--folder DIR]

Warm: every page was opened once before. A page stands when its foot is drawn and no run of it is on its way; paint is the
browser's own "first contentful paint".
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import click
from measure import machine, p, table
from playwright.sync_api import Page
from questions import built

from graph.store.address import open_store
from graph.when import On
from loaders.embed import embed
from loaders.run import run_load
from tools.running import chromium, chromium_path, serving

#: Milliseconds between two actions: what the page before left is taken away by then.
SETTLE = 700
#: Milliseconds that a page may take before the measuring is given up.
PATIENCE = 60_000
STANDS = """() => document.querySelector("footer.foot")
    && document.querySelector('[data-testid="stApp"]').getAttribute("data-test-script-state") === "notRunning" """
PAINTED = """() => performance.getEntriesByName("first-contentful-paint").length > 0"""
PAINT = """() => performance.getEntriesByName("first-contentful-paint")[0].startTime"""
#: A link of the page carries on what was asked. Looked for with every frame: a locator's wait looks ever less often.
LEADS_ON = """asked => document.querySelector(`a[href*="${asked}"]`)"""
OFFERING = "tolketjeneste+p%C3%A5+video"
GOALS = {"paint": 1500, "stands": 1500, "action": 500, "national": 1000}


@click.command()
@click.option("--nodes", type=int, default=200_000, show_default=True, help="of the national graph; 0: leave it out")
@click.option("--times", type=int, default=8, show_default=True, help="each thing is done, after once uncounted")
@click.option("--folder", type=click.Path(path_type=Path), default=Path("build"), show_default=True)
def main(nodes: int, times: int, folder: Path) -> None:
    """Prints what was measured as tables for docs/benchmarks.md."""
    path = chromium_path()
    if path is None:
        raise SystemExit("Chromium is missing: apt-get install chromium")
    print(machine(), "\n")
    with chromium(path) as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="nb-NO")
        page.set_default_timeout(PATIENCE)
        bundled = _bundled(folder)
        rows = list(_measured(page, bundled, "bundled", times))
        if nodes:
            rows += _measured(page, _national(folder, nodes), f"{nodes:,} nodes", times)
    print(table(["graph", "what", "median ms", "p95 ms", "goal ms"], rows))


def _measured(page: Page, store: Path, name: str, times: int) -> Iterator[list[object]]:
    unit, other = _two_units(store)
    pages = {
        "Find, empty": "/find",
        "Find, an answer": f"/find?q={OFFERING}",
        "Unit": f"/unit?id={unit}",
        "Paths": f"/paths?from={unit}&to={other}",
        "Plan": f"/plan?q={OFFERING}",
        "Explore": f"/explore?id={unit}",
        "My list": "/mylist",
        "Data": "/data",
    }
    national = name != "bundled"
    with serving(f"sqlite:///{store}") as app:
        for title, path in pages.items():
            paints, stands = _visits(page, f"{app.url}{path}{'&' if '?' in path else '?'}lang=nb", times)
            yield _row(name, f"{title}: stands", stands, GOALS["national" if national else "stands"])
            if not national:
                yield _row(name, f"{title}: first paint", paints, GOALS["paint"])
        goal = GOALS["national" if national else "action"]
        for title, done in _actions(page, app.url, unit, times).items():
            yield _row(name, title, done, goal)


def _visits(page: Page, url: str, times: int) -> tuple[list[float], list[float]]:
    """Seconds until the browser paints, and until the page stands."""
    paints, stands = [], []
    for time_ in range(times + 1):
        start = time.perf_counter()
        page.goto(url)
        page.wait_for_function(STANDS)
        stood = time.perf_counter() - start
        page.wait_for_function(PAINTED)
        if time_:
            stands.append(stood)
            paints.append(page.evaluate(PAINT) / 1000)
    return paints, stands


def _actions(page: Page, url: str, unit: str, times: int) -> dict[str, list[float]]:
    """Seconds that what asks the server takes, from the key or click until the answer stands."""

    def write(number: int) -> None:
        page.get_by_label("Hva tilbyr du?").first.fill(f"tolketjeneste på video {number}")

    def ask(number: int) -> None:
        page.keyboard.press("Enter")
        page.wait_for_function(LEADS_ON, arg=f"video+{number}&")

    def follow(number: int) -> None:
        status = ("Kontaktet", "Møte")[number % 2]
        page.get_by_label("Status").first.click()
        page.get_by_role("option", name=status).click()
        page.locator("h3", has_text=status).wait_for()

    def open_menu(number: int) -> None:
        page.get_by_role("link", name=("Stier", "Min liste")[number % 2], exact=True).first.click()
        page.wait_for_url(("**/paths*", "**/mylist*")[number % 2])

    page.goto(f"{url}/unit?id={unit}&lang=nb")
    page.wait_for_function(STANDS)
    page.get_by_label("Min liste").first.click()
    page.get_by_role("option", name="Skal kontaktes").click()
    page.wait_for_function(STANDS)
    done = {}
    for title, path, before, act in (
        ("Ask an offering", "/find", write, ask),
        ("Change a status", "/mylist", None, follow),
        ("Go to another page", "/mylist", None, open_menu),
    ):
        page.goto(f"{url}{path}?lang=nb")
        page.wait_for_function(STANDS)
        done[title] = [_timed(page, before, act, number) for number in range(times + 1)][1:]
    return done


def _timed(page: Page, before: Callable[[int], None] | None, act: Callable[[int], None], number: int) -> float:
    if before:
        before(number)
    page.wait_for_timeout(SETTLE)
    start = time.perf_counter()
    act(number)
    page.wait_for_function(STANDS)
    return time.perf_counter() - start


def _row(graph: str, what: str, seconds: list[float], goal: int) -> list[object]:
    return [graph, what, round(p(seconds, 0.5)), round(p(seconds, 0.95)), goal]


def _two_units(store: Path) -> tuple[str, str]:
    """Two units far apart in order of id."""
    opened = open_store(f"sqlite:///{store}")
    ids = [node.id for node in opened.view().scan("unit", On.today())]
    opened.close()
    return ids[len(ids) // 3], ids[2 * len(ids) // 3]


def _bundled(folder: Path) -> Path:
    path = folder / "bundled" / "graph.db"
    path.parent.mkdir(parents=True, exist_ok=True)
    store = open_store(f"sqlite:///{path}")
    run_load(store, "oslo")
    embed(store)
    store.close()
    return path


def _national(folder: Path, nodes: int) -> Path:
    """The made-up graph of a country with the bundled one in it."""
    path = folder / "national" / f"national-{nodes}.db"
    path.parent.mkdir(parents=True, exist_ok=True)
    built(path, nodes).close()
    return path


if __name__ == "__main__":
    main()
