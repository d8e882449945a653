"""What is seen can be taken along: as an image and as data."""

from __future__ import annotations

import io
from itertools import combinations
from typing import Any

import networkx as nx
import openpyxl
import pytest
from lxml import etree
from PIL import Image, ImageColor
from playwright.sync_api import Page

from graph.schema import schema
from tests.ui.conftest import HOSTILE
from tests.ui.drawn import ALNA, EXPLORE, OSLO, POLICE, Drawn

pytestmark = pytest.mark.browser
# Where a browser puts the letters of an SVG, in pixels: names and labels, each line by itself.
BOXES = """(stage, text) => {
  const place = document.createElement("div");
  place.innerHTML = text;
  document.body.append(place);
  const boxes = [...place.querySelectorAll(".name, .label")].map((one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    const high = (bottom - top) / 4;
    return { text: one.textContent, left, right, top: top + high, bottom: bottom - high };
  });
  place.remove();
  return boxes;
}"""


def svg(drawn: Drawn) -> etree._Element:
    return etree.fromstring(drawn.taken(drawn.word("Lagre som SVG")).path().read_bytes())


def texts(part: etree._Element) -> list[str]:
    return [text.text for text in part.iter("{*}text")]


def nodes(drawing: etree._Element) -> list[etree._Element]:
    return drawing.xpath("//*[@class='node']")


def width(node: etree._Element) -> float:
    """How wide the edge of a node's sign is drawn: its stroke, times what the sign is drawn larger by."""
    grown = float(node[1].get("transform").split("scale(")[1].rstrip(")"))
    return float(node[1].get("stroke-width")) * grown


def overlaps(boxes: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Texts of a drawing that stand on each other."""
    return [
        (one["text"], other["text"])
        for one, other in combinations(boxes, 2)
        if min(one["right"], other["right"]) - max(one["left"], other["left"]) > 1
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 1
    ]


def test_an_image_and_a_drawing(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    drawing = svg(drawn)
    assert {"Bydel Alna", "Oslo kommune", "er del av"} <= set(texts(drawing))
    assert len(nodes(drawing)) == 13
    head, foot = (" ".join(texts(part)) for part in drawing.xpath("*[@class='head' or @class='foot']"))
    assert head.startswith("Den delen av grafen du har åpnet: Bydel Alna Grafen slik den er kjent ")
    for said in ("enhet", "stilling", "oppgave ved lov", "stiplet: avsluttet", "Oslo kommune og politiet"):
        assert said in foot
    image = drawn.taken(drawn.word("Lagre som PNG"))
    assert image.suggested_filename == "inngang.png"
    with Image.open(image.path()) as png:
        assert png.size == (2 * int(drawing.get("width")), 2 * int(drawing.get("height")))
        colours = {colour for _, colour in png.convert("RGB").getcolors(png.width * png.height)}
    assert {ImageColor.getrgb(schema().nodes[kind].colour) for kind in ("unit", "post", "duty")} <= colours


def test_files_show_what_is_seen_closer_chosen_and_pinned(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    drawn.choose(OSLO, "Oslo kommune")
    drawn.act("pin").click()
    drawn.tool("zoom_in").click()
    drawn.at(OSLO)
    drawing = svg(drawn)
    assert overlaps(drawn.stage.evaluate(BOXES, etree.tostring(drawing, encoding="unicode"))) == []
    wide = {node[0].text: width(node) for node in nodes(drawing)}
    assert wide["Oslo kommune"] > 2 * wide["Bydel Alna"]
    drawn.choose(ALNA, "Bydel Alna")
    wide = {node[0].text: width(node) for node in nodes(svg(drawn))}
    assert wide["Oslo kommune"] == pytest.approx(3 * wide["økonomisjef"], rel=0.01)
    dim = [node[0].text for node in nodes(drawing) if node.get("opacity") != "1"]
    assert "økonomisjef" in dim
    assert "Bydel Alna" not in dim


def test_a_hostile_name_is_text_in_a_drawing(page: Page, app: str) -> None:
    drawn = Drawn(page, f"{app}/explore?lang=nb&id=unit-hostile")
    drawing = drawn.taken(drawn.word("Lagre som SVG")).path().read_text("utf-8")
    assert "<img" not in drawing
    assert "&lt;img src=x" in drawing
    drawn.choose("unit-hostile", " ".join(HOSTILE.split()))
    assert page.evaluate("window.taken") is None


def test_data_files_hold_what_is_seen(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    drawn.part('.kind[data-name="post"]').click()
    drawn.told()
    book = openpyxl.load_workbook(io.BytesIO(drawn.data("XLSX").read_bytes()))
    kinds = [row[1] for row in book["nodes"].iter_rows(min_row=2, values_only=True)]
    assert len(kinds) == 10
    assert "post" not in kinds
    graph = nx.read_graphml(drawn.data("GRAPHML"))
    assert len(graph) == 10
    assert graph.has_edge(ALNA, OSLO)


def test_the_table_takes_its_filter_along(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    drawn.table()
    before = drawn.told()
    drawn.part(".search input").fill("oslo kommune")
    drawn.told(before)
    assert drawn.in_csv() == ["Oslo kommune"]


def test_only_the_path_is_what_files_hold(page: Page, app: str) -> None:
    drawn = Drawn(page, f"{app}/paths?lang=nb&from={ALNA}&to={POLICE}")
    drawn.part('[data-way="only"]').click()
    shown = drawn.names()
    drawn.told()
    assert sorted(drawn.in_csv()) == sorted(shown)
    assert len(shown) > 2
