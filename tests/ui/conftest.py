"""The real app in a process of its own, and a real Chromium to drive it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import warnings
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from graph.model import Document, Node, Relation, Source
from graph.store.address import open_store

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = '<img src=x onerror="window.taken=1"> **Etat** [klikk](javascript:alert(1)) :red[x]'
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: Seconds the app may take to answer at first, and milliseconds a page may take, on a busy machine.
START, PATIENCE = 60, 30_000
expect.set_options(timeout=PATIENCE)


def chromium() -> str:
    """The path of a Chromium; without one the test is skipped loudly, or fails where everything must be there."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    if os.environ.get("CI"):
        pytest.fail("Chromium is missing: install it (apt-get install chromium)")
    warnings.warn("Chromium is missing: THE BROWSER TESTS ARE SKIPPED", stacklevel=2)
    pytest.skip("Chromium is missing")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture(scope="session")
def app(oslo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app on the bundled graph with one unit whose name is an attack."""
    path = tmp_path_factory.mktemp("app") / "graph.db"
    shutil.copy(oslo_file, path)
    _poison(path)
    with serving(f"sqlite:///{path}") as url:
        yield url


@pytest.fixture(scope="session")
def empty_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an app whose graph has not been built."""
    with serving(f"sqlite:///{tmp_path_factory.mktemp('empty') / 'none.db'}") as url:
        yield url


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


class serving:  # noqa: N801 — used as a verb
    """A context in which the app runs on a free port; its value is the address."""

    def __init__(self, store: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.store = store

    def __enter__(self) -> str:
        call = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={self.port}"]
        environment = {**os.environ, "INNGANG_STORE": self.store}
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(call, cwd=ROOT, env=environment, stdout=quiet, stderr=quiet)
        url = f"http://127.0.0.1:{self.port}"
        until = time.monotonic() + START
        while time.monotonic() < until and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):  # noqa: S310 — our own server
                    return url
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        self.__exit__()
        pytest.fail("the app did not start")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


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
