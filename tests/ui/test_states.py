"""A graph that is not there, not ours, or built anew while the app runs: one calm message, and back without a restart."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.ui.conftest import ready
from tools.running import serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def graph(oslo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("states") / "graph.db"
    shutil.copy(oslo_file, path)
    return path


@pytest.fixture(scope="module")
def served(graph: Path) -> Iterator[str]:
    with serving(f"sqlite:///{graph}") as app:
        yield app.url


def test_a_graph_that_goes_away_and_comes_back(page: Page, served: str, graph: Path) -> None:
    page.goto(f"{served}/unit?lang=nb&id=no-orgnr-970534644")
    expect(page.get_by_role("heading", level=1, name="Bydel Alna")).to_be_visible()
    aside = graph.with_name("aside.db")
    graph.rename(aside)
    page.reload()
    expect(page.get_by_text("Grafen er ikke bygd ennå")).to_be_visible()
    aside.rename(graph)
    page.reload()
    expect(page.get_by_role("heading", level=1, name="Bydel Alna")).to_be_visible()


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_a_file_that_is_no_graph_is_said_in_one_message(page: Page, tmp_path: Path, lang: str) -> None:
    path = tmp_path / "graph.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE other (x)")
    with serving(f"sqlite:///{path}") as app:
        for place in ("find", "mylist"):
            page.goto(f"{app.url}/{place}?lang={lang}")
            ready(page)
            expect(page.locator(".notice.trouble")).to_have_count(1)
            assert "Traceback" not in page.locator("body").inner_text()


def test_a_workspace_that_is_damaged_stops_no_other_page(page: Page, served: str, graph: Path) -> None:
    damaged = graph.with_name("workspace.db")
    damaged.write_bytes(b"not a database, but long enough to be taken for one" * 200)
    try:
        page.goto(f"{served}/mylist?lang=nb")
        ready(page)
        expect(page.locator(".notice.trouble")).to_contain_text("workspace.db")
        assert "Traceback" not in page.locator("body").inner_text()
    finally:
        damaged.unlink()
