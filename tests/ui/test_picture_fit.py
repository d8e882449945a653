"""A picture as it stands at first: it fills its frame, names can be read and told apart, and what is left out is said."""

from __future__ import annotations

import re

import pytest
from lxml import etree
from playwright.sync_api import Browser, Page, expect

from tests.ui.conftest import PATIENCE, ready
from tests.ui.drawn import ALNA, EXPLORE, Drawn

pytestmark = pytest.mark.browser
UNIT = f"/unit?lang=nb&id={ALNA}"


def drawing(page: Page) -> etree._Element:
    """What stands on the stage, as the file tells it."""
    with page.expect_download() as download:
        page.locator("figure.picture").get_by_role("button", name="Lagre som SVG").click()
    return etree.fromstring(download.value.path().read_bytes()).find("{*}svg")


def lines(stage: etree._Element) -> list[tuple[str, float]]:
    """The lines of all names, with how many pixels they are high on the screen."""
    scale = float(stage.get("width")) / float(stage.get("viewBox").split()[2])
    return [(text.text, float(text.get("font-size")) * scale) for text in stage.xpath("*[@class='name']")]


def filled(stage: etree._Element) -> tuple[float, float]:
    """How much of the frame's width and height lies between the outermost signs."""
    _, _, wide, high = map(float, stage.get("viewBox").split())
    spots = [
        tuple(map(float, re.findall(r"-?[\d.]+", node[1].get("transform"))[:2]))
        for node in stage.xpath("*[@class='node']")
    ]
    return tuple(
        (max(spot[axis] for spot in spots) - min(spot[axis] for spot in spots)) / size
        for axis, size in ((0, wide), (1, high))
    )


@pytest.mark.parametrize("path", [UNIT, EXPLORE])
@pytest.mark.parametrize("size", [(1440, 1100), (375, 800)])
def test_the_first_look_fills_the_frame_and_is_legible(
    browser: Browser, app: str, path: str, size: tuple[int, int]
) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, locale="nb-NO")
    page.set_default_timeout(PATIENCE)
    page.goto(app + path)
    expect(page.locator(".stage canvas")).to_be_visible()
    ready(page)
    stage = drawing(page)
    assert min(high for _, high in lines(stage)) >= 11
    wide, high = filled(stage)
    assert wide > 0.55
    assert high > 0.55
    named = {re.split(r"\W", node[0].text)[0][:8] for node in stage.xpath("*[@class='node']")}
    assert {name for name in named if not any(text.startswith(name) for text, _ in lines(stage))} == set()
    page.close()


def test_posts_of_one_title_are_told_apart(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    said = [text for text, _ in lines(drawing(page))]
    assert said.count("bydelsdirektør") == 2
    assert {"øverste leder", "eier budsjettet"} <= set(said)
    rows = drawn.table().filter(has_text="bydelsdirektør").locator("td:nth-child(2)").all_inner_texts()
    assert sorted(rows) == ["stilling · eier budsjettet", "stilling · øverste leder"]


def test_what_is_left_out_is_said_until_it_is_shown(page: Page, app: str) -> None:
    drawn = Drawn(page, app + UNIT)
    said = drawn.part(".left-out").inner_text()
    count = int(re.match(r"(\d+) noder til er utelatt", said).group(1))
    assert said.endswith("Utvid en node for å se mer av det den henger sammen med.")
    drawn.grow(ALNA, "Bydel Alna")
    expect(drawn.part(".left-out")).not_to_have_text(said)
    after = drawn.part(".left-out").inner_text()
    assert after == "" or int(after.split()[0]) < count
