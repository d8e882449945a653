"""The real app in a process of its own, and a real Chromium to drive it."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.model import Document, Node, Relation, Source
from graph.store.address import open_store
from tests.ui.barriers import AXE
from tools.running import chromium, chromium_path, serving

HOSTILE = '<img src=x onerror="window.taken=1"> **Etat** [klikk](javascript:alert(1)) :red[x]'
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


def query(page: Page) -> dict[str, list[str]]:
    """What the address of the page asks."""
    return parse_qs(urlsplit(page.url).query)


def _poison(path: Path) -> None:
    source = Source("hostile", {"nb": "Fiendtlig", "en": "Hostile"}, "nobody", "none")
    document = Document("d", HOSTILE, "javascript:alert(1)", "2024-01-01", "2024-01-02")
    unit = Node("unit-hostile", "unit", {"name": {"nb": HOSTILE}, "type": "agency"}, document)
    parent = Relation("unit-hostile", "part_of", "no-orgnr-958935420", {}, document)
    store = open_store(f"sqlite:///{path}")
    with store.writer(source, loaded_at="2024-01-02T00:00:00") as writer:
        writer.put([unit, parent])
        writer.finish({})
    store.close()
