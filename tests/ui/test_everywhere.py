"""What holds of every page, in both languages: no barrier in either theme, one language, one way to scroll, no outside request."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from graph.wording import LANGUAGES
from tests.ui.barriers import barriers
from tests.ui.conftest import ready
from tests.ui.places import PLACES
from ui.words import words

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
    shown = page.locator("body").inner_text()
    assert "Traceback" not in shown
    assert words(lang)["broken"] not in shown
    assert left_over(shown, lang) == set()
    assert barriers(page, axe, name) == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.wait_for_timeout(300)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= PHONE["width"]
    assert [url for url in asked if not url.startswith((app, "data:", "blob:"))] == []


def left_over(shown: str, lang: str) -> set[str]:
    """Lines of what is shown that are texts of ours in the other language alone."""
    other = words("en" if lang == "nb" else "nb")
    ours = set(words(lang).values())
    said = {text for text in other.values() if "{" not in text and text not in ours}
    return {line.strip() for line in shown.splitlines()} & said
