"""What a picture sends to the browser: what it holds once, and then only what a step changes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, WebSocket, expect

from tests.ui.drawn import ALNA, EXPLORE, Drawn

pytestmark = pytest.mark.browser

#: A node of the picture by its name, and words that only the code of pictures holds.
NAME, CODE = "Bydel Alna", "selectionHandler"


class Wire:
    """What came over the wire since it was last looked at."""

    def __init__(self, page: Page) -> None:
        self.came: list[bytes] = []
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda said: self.came.append(said if isinstance(said, bytes) else said.encode()))

    def taken(self) -> bytes:
        came, self.came = self.came, []
        return b"".join(came)


@pytest.fixture
def wire(page: Page) -> Wire:
    return Wire(page)


def test_a_step_brings_places_and_not_what_stands_there_again(page: Page, app: str, wire: Wire) -> None:
    drawn = Drawn(page, app + EXPLORE)
    first = wire.taken()
    assert NAME.encode() in first
    drawn.part(".layout").select_option("tree")
    drawn.idle()
    moved = wire.taken()
    assert ALNA.encode() in moved
    assert NAME.encode() not in moved
    drawn.choose(ALNA, NAME)
    drawn.act("grow").click()
    expect(drawn.root.locator("dialog .side").first).to_be_visible()
    assert NAME.encode() not in wire.taken()


def test_the_code_of_pictures_comes_packed(page: Page, app: str, wire: Wire) -> None:
    Drawn(page, app + EXPLORE)
    came = wire.taken()
    assert CODE.encode() not in came
    assert len(came) < 400_000
