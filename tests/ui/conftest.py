"""The real app in a process of its own, and a real Chromium to drive it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from graph.model import Document, Node, Relation, Source
from graph.store.address import open_store
from graph.workspace.workspace import Workspace
from tests.ui.barriers import AXE
from tools.running import chromium, chromium_path, serving

HOSTILE = '<img src=x onerror="window.taken=1"> **Etat** [klikk](javascript:alert(1)) :red[x]'
#: Words that only the hostile unit's notice holds.
HOSTILE_OFFERING = "kvartskvern+til+snøkrystaller"
#: What the unit of that name was called before.
OTHER_NAME = "Fordums kontor"
#: Milliseconds a page may take on a busy machine.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium; without one the test is skipped loudly, or fails where everything must be there."""
    path = chromium_path()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing: install it (apt-get install chromium)")
        warnings.warn("Chromium is missing: THE BROWSER TESTS ARE SKIPPED", stacklevel=2)
        pytest.skip("Chromium is missing")
    with chromium(path) as running:
        yield running


@pytest.fixture(scope="session")
def app(oslo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app on the bundled graph with one unit whose name is an attack."""
    path = tmp_path_factory.mktemp("app") / "graph.db"
    shutil.copy(oslo_file, path)
    _poison(path)
    with serving(f"sqlite:///{path}") as served:
        yield served.url


@pytest.fixture
def file(oslo_file: Path, tmp_path: Path) -> Path:
    """The bundled graph in a file that the test may write to."""
    path = tmp_path / "graph.db"
    shutil.copy(oslo_file, path)
    return path


@pytest.fixture
def own_app(file: Path) -> Iterator[str]:
    """The address of an app on that file."""
    with serving(f"sqlite:///{file}") as served:
        yield served.url


@pytest.fixture(scope="module")
def folder(oslo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a graph of its own; the workspace lies beside it."""
    made = tmp_path_factory.mktemp("mylist")
    shutil.copy(oslo_file, made / "graph.db")
    return made


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[str]:
    with serving(f"sqlite:///{folder / 'graph.db'}") as running:
        yield running.url


@pytest.fixture
def own(folder: Path) -> Workspace:
    """An empty workspace beside the graph that is served."""
    for file in folder.glob("workspace.db*"):
        file.unlink()
    return Workspace(folder / "workspace.db")


@pytest.fixture(scope="session")
def empty_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an app whose graph has not been built."""
    with serving(f"sqlite:///{tmp_path_factory.mktemp('empty') / 'none.db'}") as served:
        yield served.url


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core's script. Without it the tests are skipped loudly, or fail where everything must be there."""
    if AXE.is_file():
        return AXE.read_text("utf-8")
    if os.environ.get("CI"):
        pytest.fail("axe-core is missing: make test installs it with npm")
    warnings.warn("axe-core is missing (make test installs it with npm): EVERY PAGE IS LEFT UNLOOKED AT", stacklevel=2)
    pytest.skip("axe-core is missing")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh visitor with a wide window, who reads Bokmål."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="nb-NO")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def ready(page: Page) -> None:
    """The whole page stands: its foot is there, and no run of it is on its way."""
    expect(page.locator("footer.foot")).to_be_visible()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def choose(page: Page, field: Locator, name: str) -> None:
    """Chooses an option of a field; a redraw may close its list, which is then opened once more."""
    option = page.get_by_role("option", name=name)
    for _ in range(5):
        field.press("ArrowDown")
        page.wait_for_timeout(500)
        if option.count():
            break
    option.click()


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """The file held by a second program, for itself alone."""
    with closing(sqlite3.connect(file, isolation_level=None)) as held:
        held.execute("PRAGMA locking_mode = EXCLUSIVE")
        held.execute("CREATE TABLE held (number)")
        yield
        held.execute("DROP TABLE held")


def query(page: Page) -> dict[str, list[str]]:
    """What the address of the page asks."""
    return parse_qs(urlsplit(page.url).query)


def _poison(path: Path) -> None:
    source = Source("hostile", {"nb": "Fiendtlig", "en": "Hostile"}, "Hostile Ltd", "none")
    document = Document("d", HOSTILE, "javascript:alert(1)", "2024-01-01", "2024-01-02")
    unit = Node("unit-hostile", "unit", {"name": {"nb": HOSTILE}, "type": "agency", "aliases": [OTHER_NAME]}, document)
    parent = Relation("unit-hostile", "part_of", "no-orgnr-958935420", {}, document)
    title = f"{HOSTILE_OFFERING.replace('+', ' ')} {HOSTILE}"
    notice = Node("notice-hostile", "notice", {"title": {"nb": title}, "type": "competition"}, document)
    published = Relation("unit-hostile", "published", "notice-hostile", {}, document)
    store = open_store(f"sqlite:///{path}")
    with store.writer(source, loaded_at="2024-01-02T00:00:00") as writer:
        writer.put([unit, parent, notice, published])
        writer.finish({})
    store.close()
