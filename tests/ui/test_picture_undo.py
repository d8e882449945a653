"""Whatever a reader does to a picture is undone and done again, step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.ui.drawn import ALNA, EXPLORE, OSLO, POLICE, Drawn
from ui.packed import unpack
from ui.widget.state import _READERS

pytestmark = pytest.mark.browser


def toggle(drawn: Drawn) -> None:
    drawn.part('.kind[data-name="post"]').click()


def pin(drawn: Drawn) -> None:
    drawn.act("pin").click()


def add(drawn: Drawn) -> None:
    drawn.part(".search input").fill("961398142")
    drawn.part(f'.hits [id="hit-{POLICE}"]').click()


def grow(drawn: Drawn) -> None:
    drawn.act("grow").click()
    drawn.part("dialog .main:enabled").click()


def lay_out(drawn: Drawn) -> None:
    drawn.part(".layout").select_option("tree")


def light(drawn: Drawn) -> None:
    drawn.act("way").click()
    drawn.select(ALNA)


def take_away(drawn: Drawn) -> None:
    drawn.select(POLICE)
    drawn.act("away").click()


#: What is done, in order, with Oslo kommune chosen, by the name of the step that it is.
DONE: Mapping[str, Callable[[Drawn], None]] = {
    "hide": toggle,
    "show": toggle,
    "pin": pin,
    "move": lambda drawn: drawn.drag(OSLO, -90, 50),
    "grow": grow,
    "layout": lay_out,
    "add": add,
    "unpin": pin,
    "light": light,
    "away, a node": take_away,
    "away, a branch": lambda drawn: drawn.act("branch").click(),
}
#: All that steps change, as it is to be seen.
SEEN = """root => ({
  places: root.querySelector(".stage").places(),
  pressed: [...root.querySelectorAll(":is(.legend, .ways) button")].map((one) => one.textContent + one.ariaPressed),
  pinned: root.querySelector('[data-act="pin"]').ariaPressed,
  layout: root.querySelector(".layout").value,
})"""


def seen(drawn: Drawn) -> Any:
    """What is to be seen, with Oslo kommune chosen."""
    drawn.idle()
    drawn.select(OSLO)
    expect(drawn.detail.locator(".name")).to_have_text("Oslo kommune")
    return drawn.root.evaluate(SEEN)


def test_every_kind_of_step_is_undone_and_done_again(page: Page, app: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    drawn = Drawn(page, app + EXPLORE)
    undo, redo = drawn.tool("undo"), drawn.tool("redo")
    expect(undo).to_be_disabled()
    after = [seen(drawn)]
    for does in DONE.values():
        does(drawn)
        after.append(seen(drawn))
        assert after[-1] != after[-2]
    told = ""
    while {name for name, *_ in (unpack(told) or {"steps": []})["steps"]} != set(_READERS):
        told = drawn.told(told)
    for name, before in reversed(list(zip(DONE, after, strict=False))):
        undo.click()
        assert seen(drawn) == before, name
    expect(undo).to_be_disabled()
    for name, there in zip(DONE, after[1:], strict=True):
        redo.click()
        assert seen(drawn) == there, name
    expect(redo).to_be_disabled()
