"""What moves is on its way for a moment and then there, and nothing moves for whoever wants no motion."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.ui.drawn import ALNA, EXPLORE, OSLO, Drawn

pytestmark = pytest.mark.browser

UNDO = """root => root.querySelector('[data-tool="undo"]').click()"""


def between(part: float, one: float, other: float) -> bool:
    return min(one, other) < part < max(one, other)


def test_nodes_are_on_their_way_and_arrive_within_half_a_second(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    first = drawn.places()
    drawn.drag(OSLO, -90, 50)
    once = drawn.places()
    drawn.drag(ALNA, 80, 60)
    twice = drawn.places()
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now()") + 1_000)
    drawn.root.evaluate(UNDO)
    page.clock.run_for(120)
    midway = drawn.stage.evaluate("stage => stage.places()")
    assert between(midway[ALNA]["x"], first[ALNA]["x"], twice[ALNA]["x"])
    assert midway[OSLO] == once[OSLO]
    drawn.root.evaluate(UNDO)
    page.clock.run_for(500)
    arrived = drawn.stage.evaluate("stage => stage.places()")
    assert all(arrived[id_] == pytest.approx(spot, abs=1) for id_, spot in first.items())


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_the_view_moves_at_once_for_whoever_wants_no_motion(page: Page, app: str, motion: str) -> None:
    page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]
    drawn = Drawn(page, app + EXPLORE)
    for tool in ("zoom_in", "fit"):
        first = drawn.stage.evaluate(
            """(stage, [tool, id]) => new Promise((done) => {
              stage.getRootNode().querySelector(`[data-tool="${tool}"]`).click();
              requestAnimationFrame(() => requestAnimationFrame(() => done(stage.whereIs(id))));
            })""",
            [tool, OSLO],
        )
        there = drawn.at(OSLO)
        assert ((round(first["x"], 1), round(first["y"], 1)) == there) == (motion == "reduce"), tool
