"""What is seen can be taken along: as an image and as data."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import networkx as nx
import openpyxl
import pytest
from lxml import etree
from playwright.sync_api import Download, Locator, Page

from tests.ui.conftest import HOSTILE, ready
from tests.ui.drawn import ALNA, EXPLORE, OSLO, Drawn

pytestmark = pytest.mark.browser


def taken(drawn: Drawn, button: Locator) -> Download:
    with drawn.page.expect_download() as download:
        button.click()
    return download.value


def data(drawn: Drawn, form: str) -> Path:
    ready(drawn.page)
    drawn.page.wait_for_timeout(800)
    return taken(drawn, drawn.page.get_by_role("button", name=form, exact=True)).path()


def test_an_image_and_a_drawing(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    image = taken(drawn, drawn.word("Lagre som PNG"))
    assert image.suggested_filename == "inngang.png"
    assert image.path().read_bytes().startswith(b"\x89PNG")
    drawing = etree.fromstring(taken(drawn, drawn.word("Lagre som SVG")).path().read_bytes())
    texts = [text.text for text in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert {"Bydel Alna", "Oslo kommune", "er del av"} <= set(texts)
    assert len(drawing.findall("{http://www.w3.org/2000/svg}g")) == 13


def test_a_hostile_name_is_text_in_a_drawing(page: Page, app: str) -> None:
    drawn = Drawn(page, f"{app}/explore?lang=nb&id=unit-hostile")
    drawing = taken(drawn, drawn.word("Lagre som SVG")).path().read_text("utf-8")
    assert "<img" not in drawing
    assert "&lt;img src=x" in drawing
    drawn.choose("unit-hostile", " ".join(HOSTILE.split()))
    assert page.evaluate("window.taken") is None


def test_data_files_hold_what_is_seen(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    drawn.part('.kind[data-name="post"]').click()
    drawn.told()
    book = openpyxl.load_workbook(io.BytesIO(data(drawn, "XLSX").read_bytes()))
    kinds = [row[1] for row in book["nodes"].iter_rows(min_row=2, values_only=True)]
    assert len(kinds) == 10
    assert "post" not in kinds
    graph = nx.read_graphml(data(drawn, "GRAPHML"))
    assert len(graph) == 10
    assert graph.has_edge(ALNA, OSLO)


def test_the_table_takes_its_filter_along(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    drawn.table()
    before = drawn.told()
    drawn.part(".search input").fill("oslo kommune")
    drawn.told(before)
    with zipfile.ZipFile(data(drawn, "CSV")) as pair:
        name = next(name for name in pair.namelist() if name.endswith("nodes.csv"))
        rows = list(csv.DictReader(io.StringIO(pair.read(name).decode("utf-8-sig"))))
    assert [row["name"] for row in rows] == ["Oslo kommune"]
