"""Nothing grows as pages are drawn again or visitors come and go: counted from outside, in what the server holds."""

from __future__ import annotations

import ast
import re
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from http import HTTPStatus
from itertools import islice
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.store.base import Store
from graph.when import On
from tests.ui.conftest import ready
from tests.ui.drawn import EXPLORE, OSLO, Drawn
from tools.running import ROOT, Served, serving

pytestmark = pytest.mark.browser

#: Where a visitor goes by the menu, round after round, in one visit, and how many rounds.
MENU, ROUNDS = ("Plan", "Stier", "Utforsk", "Min liste", "Data", "Finn"), 8
#: So much may come and go: pools take on another thread, connection or socket while they are busy, and keep it a while.
SPARE = 6
#: Visitors after whom the first one must be forgotten; five usually do.
MOST_VISITORS = 40
#: Milliseconds for which Streamlit gives the same figures again.
STALE = 5_500


@pytest.fixture
def served(file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """An app of the test's own that lets go of a visit a second after it was left, instead of two minutes."""
    monkeypatch.setenv("STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL", "1")
    with serving(f"sqlite:///{file}") as running:
        yield running


def handles(app: Served) -> Counter[str]:
    """What the server has open, by name (files, connections of SQLite among them; sockets by their kind), and its threads."""
    process = Path(f"/proc/{app.pid}")
    found = Counter({"threads": sum(1 for _ in (process / "task").iterdir())})
    for link in (process / "fd").iterdir():
        try:
            found[re.sub(r":\[\d+\]$", "", str(link.readlink()))] += 1
        except FileNotFoundError:
            continue
    return found


def held(app: Served) -> dict[str, int]:
    """What Streamlit says it holds: visits, things in each cache, values of the visits there are, bytes of files handed out."""
    with urllib.request.urlopen(f"{app.url}/_stcore/metrics") as answer:  # noqa: S310 — our own server
        told = answer.read().decode()
    lines = (re.fullmatch(r"((?:active_sessions|cache_memory_bytes)\S*) (\d+)", line) for line in told.splitlines())
    return {line[1]: int(line[2]) for line in lines if line}


def fresh(page: Page, app: Served) -> tuple[dict[str, int], Counter[str]]:
    """Both, as they are now."""
    page.wait_for_timeout(STALE)
    return held(app), handles(app)


def grown(before: Counter[str], now: Counter[str]) -> dict[str, int]:
    """What there is more of by more than comes and goes."""
    return {name: count for name, count in now.items() if count > before[name] + SPARE}


def go_round(page: Page) -> None:
    for name in MENU:
        page.get_by_role("link", name=name, exact=True).first.click()
        expect(page.get_by_role("navigation", name="Sider").locator("[aria-current=page]")).to_have_text(name)
        ready(page)


def test_a_visit_that_goes_on_holds_no_more(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/find?lang=nb&q=tolketjeneste+p%C3%A5+video")
    ready(page)
    go_round(page)
    go_round(page)
    before, open_before = fresh(page, served)
    assert before["active_sessions"] == 1
    assert len(before) > 3
    for _ in range(ROUNDS):
        go_round(page)
    now, open_now = fresh(page, served)
    assert now == before
    assert grown(open_before, open_now) == {}


def test_steps_in_a_picture_that_are_undone_leave_nothing(page: Page, served: Served) -> None:
    drawn = Drawn(page, served.url + EXPLORE)

    def there_and_back() -> None:
        drawn.grow(OSLO, "Oslo kommune")
        drawn.tool("undo").click()
        drawn.idle()

    there_and_back()
    before, open_before = fresh(page, served)
    for _ in range(ROUNDS):
        there_and_back()
    now, open_now = fresh(page, served)
    assert now == before
    assert grown(open_before, open_now) == {}


def test_what_a_visitor_had_is_let_go_after_they_have_left(browser: Browser, served: Served, oslo_store: Store) -> None:
    """Streamlit lets go of a visit when another one comes or goes, and Python of what it held when it next looks."""
    units = (node.id for node in oslo_store.view().scan("unit", On.today()))
    first = taken(browser, served, next(units))
    opened = handles(served)
    assert is_there(first)
    for id_ in islice(units, MOST_VISITORS):
        taken(browser, served, id_)
        if not is_there(first):
            break
    assert not is_there(first)
    assert grown(opened, handles(served)) == {}


def taken(browser: Browser, app: Served, id_: str) -> str:
    """The address of a file that a visitor takes along, who then leaves."""
    page = browser.new_page(locale="nb-NO")
    page.goto(f"{app.url}/explore?lang=nb&id={id_}")
    ready(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV", exact=True).click()
    page.close()
    return download.value.url


def is_there(url: str) -> bool:
    try:
        urllib.request.urlopen(url).close()  # noqa: S310 — our own server
    except urllib.error.HTTPError as error:
        if error.code != HTTPStatus.NOT_FOUND:
            raise
        return False
    return True


def test_components_are_registered_when_a_module_is_read_and_not_on_every_run() -> None:
    """Each registration stays in the server for good, and nothing tells from outside how many there are."""
    registered = {True: 0, False: 0}
    for path in (ROOT / "ui").rglob("*.py"):
        module = ast.parse(path.read_text("utf-8"))
        at_once = {id(part) for line in module.body if isinstance(line, ast.Assign) for part in ast.walk(line)}
        for call in ast.walk(module):
            if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("components.v2.component"):
                registered[id(call) in at_once] += 1
    assert registered[True] > 3
    assert registered[False] == 0
