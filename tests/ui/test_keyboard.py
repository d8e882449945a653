"""From an offering to a file in hand, by keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.ui.conftest import query, ready

pytestmark = pytest.mark.browser

#: Presses of Tab within which each next thing is reached from the one before.
PRESSES = 60


def reach(page: Page, target: Locator) -> None:
    """Presses Tab until the focus stands on `target`."""
    expect(target).to_be_visible()
    for _ in range(PRESSES):
        page.keyboard.press("Tab")
        if target.evaluate("part => part.getRootNode().activeElement === part"):
            return
    pytest.fail("Tab does not reach it")


def test_find_unit_path_and_a_file_in_hand(page: Page, app: str) -> None:
    page.goto(f"{app}/find?lang=nb")
    ready(page)
    reach(page, page.get_by_label("Hva tilbyr du?"))
    page.keyboard.type("tolketjeneste på video")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="enheter med grunnlag")).to_be_visible()
    ready(page)
    card = page.locator('a[href*="/unit?id="]').first
    name = card.inner_text()
    reach(page, card)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    ready(page)
    reach(page, page.get_by_role("link", name="Stier hit"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Til")).to_have_value(name)
    reach(page, page.get_by_role("combobox", name="Fra"))
    page.keyboard.type("oslo politid")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator(".path").first).to_be_visible()
    ready(page)
    assert query(page)["from"] == ["no-orgnr-961398142"]
    file = page.get_by_role("button", name="JSON")
    reach(page, file)
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    assert Path(coming.value.path()).stat().st_size > 0
