"""What holds of every page, in both languages: no barrier in either theme, one language, one way to scroll, no outside request."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from graph.wording import LANGUAGES
from tests.ui.barriers import barriers
from tests.ui.conftest import ready
from tests.ui.places import PLACES
from tests.ui.shown import faults, left_over, whole

pytestmark = pytest.mark.browser

PHONE = {"width": 375, "height": 800}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PLACES)
def test_every_page_is_for_everybody(page: Page, app: str, axe: str, name: str, lang: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.emulate_media(color_scheme="light")
    path = PLACES[name]
    page.goto(f"{app}{path}{'&' if '?' in path else '?'}lang={lang}")
    ready(page)
    page.wait_for_timeout(500)
    whole(page)
    assert faults(page) == []
    assert left_over(page, lang) == set()
    assert barriers(page, axe, name) == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.wait_for_timeout(300)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= PHONE["width"]
    assert [url for url in asked if not url.startswith((app, "data:", "blob:"))] == []
