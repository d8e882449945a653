"""Arranging: what a person moves stays, nothing else moves, layouts and zoom."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.ui.drawn import ALNA, EXPLORE, OSLO, Drawn

pytestmark = pytest.mark.browser


@pytest.fixture
def drawn(page: Page, app: str) -> Drawn:
    return Drawn(page, app + EXPLORE)


def near(one: tuple[float, float], other: tuple[float, float], pixels: float = 3) -> bool:
    return abs(one[0] - other[0]) < pixels and abs(one[1] - other[1]) < pixels


def test_what_is_dragged_stays_through_runs_and_undo(drawn: Drawn) -> None:
    before, alna = drawn.at(OSLO), drawn.at(ALNA)
    drawn.drag(OSLO, -120, 60)
    drawn.told()
    moved = drawn.at(OSLO)
    assert near(moved, (before[0] - 120, before[1] + 60), 6)
    assert drawn.at(ALNA) == alna
    drawn.grow(OSLO, "Oslo kommune")
    assert drawn.at(OSLO) == moved
    drawn.tool("undo").click()
    drawn.tool("undo").click()
    assert near(drawn.at(OSLO), before)
    drawn.tool("redo").click()
    assert near(drawn.at(OSLO), moved)


def test_a_layout_moves_all_but_what_is_pinned(drawn: Drawn) -> None:
    drawn.page.emulate_media(reduced_motion="reduce")
    drawn.choose(OSLO, "Oslo kommune")
    drawn.act("pin").click()
    expect(drawn.act("pin")).to_have_attribute("aria-pressed", "true")
    before, pinned = drawn.places(), drawn.in_scene(OSLO)
    for layout in ("tree", "layers"):
        drawn.part(".layout").select_option(layout)
        drawn.idle()
        after = drawn.places()
        assert drawn.in_scene(OSLO) == pytest.approx(pinned, abs=1)
        assert sum(after[id_] != spot for id_, spot in before.items()) > len(before) / 2
    drawn.tool("undo").click()
    drawn.tool("undo").click()
    expect(drawn.part(".layout")).to_have_value("force")
    expect(drawn.act("pin")).to_have_attribute("aria-pressed", "true")
    assert drawn.places() == before


def test_zoom_by_button_key_and_wheel_and_all_fits_again(drawn: Drawn, page: Page) -> None:
    def wide() -> float:
        one, other = drawn.at(ALNA), drawn.at(OSLO)
        return ((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5

    fitted = wide()
    drawn.tool("zoom_in").click()
    bigger = wide()
    assert bigger > fitted * 1.2
    drawn.stage.focus()
    page.keyboard.press("-")
    assert wide() < bigger * 0.85
    drawn.stage.hover(position={"x": 30, "y": 30})
    now = wide()
    page.mouse.wheel(0, -300)
    assert wide() > now
    page.keyboard.press("0")
    assert abs(wide() - fitted) < 2


def test_the_page_scrolls_over_a_picture_that_nobody_uses(drawn: Drawn, page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 500})
    before = drawn.at(ALNA)
    drawn.stage.hover(position={"x": 30, "y": 30})
    page.mouse.wheel(0, 200)
    page.wait_for_function("document.querySelector('[data-testid=stMain]').scrollTop > 0")
    assert drawn.at(ALNA) == before


def test_it_fills_the_screen_and_comes_back(drawn: Drawn, page: Page) -> None:
    drawn.mouse(ALNA)
    size = "stage => [stage.clientWidth, stage.clientHeight]"
    box = drawn.stage.evaluate(size)
    drawn.tool("full").click()
    page.wait_for_function("document.fullscreenElement !== null")
    drawn.tool("full").click()
    page.wait_for_function("document.fullscreenElement === null")
    drawn.at(ALNA)
    assert drawn.stage.evaluate(size) == box
