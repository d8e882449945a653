"""Names, files and links that are attacks stay text on every page that shows them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.ui.conftest import HOSTILE, HOSTILE_OFFERING, ready
from tests.ui.places import ALNA, TABLE
from tests.ui.shown import faults, said, whole

pytestmark = pytest.mark.browser

OSLO = "no-orgnr-958935420"
PLACES = {
    "card": f"/find?q={HOSTILE_OFFERING}",
    "comparison": f"/find?q=tolketjeneste&vs=unit-hostile&vs={ALNA}",
    "unit": "/unit?id=unit-hostile",
    "paths": f"/paths?from=unit-hostile&to={OSLO}",
    "plan": f"/plan?q={HOSTILE_OFFERING}&unit=unit-hostile&value=400000",
    "picture": f"/explore?id=unit-hostile&picture={TABLE}",
}


@pytest.mark.parametrize("name", PLACES)
def test_a_name_that_is_an_attack_is_shown_as_it_is_written(page: Page, app: str, name: str) -> None:
    page.goto(f"{app}{PLACES[name]}&lang=nb")
    whole(page)
    told = said(page)
    assert any(HOSTILE in text for text in told)
    assert faults(page) == []
    assert page.evaluate("window.taken") is None
    assert page.locator("img[src=x]").count() == 0
    assert page.locator('a[href^="javascript"]').count() == 0


def test_a_file_with_a_name_that_is_an_attack_is_named_as_text(page: Page, app: str) -> None:
    content = b"<a><b></a>"
    name = '<img src=x onerror="window.taken=1">.xml'
    page.goto(f"{app}/data?lang=nb&source=eforms")
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/xml", "buffer": content})
    page.locator(".st-key-try_upload button").click()
    expect(page.locator('[class*="st-key-outcome"] .notice')).to_contain_text("img src=x")
    ready(page)
    assert page.evaluate("window.taken") is None
    assert page.locator("img[src=x]").count() == 0


def test_a_file_of_a_kind_that_is_not_taken_is_refused_in_words(page: Page, app: str) -> None:
    page.goto(f"{app}/data?lang=nb&source=eforms")
    file = {"name": "program.exe", "mimeType": "application/octet-stream", "buffer": b"MZ"}
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_test_id("stFileUploader")).to_contain_text("Filtypen tas ikke imot.")
    expect(page.locator(".st-key-try_upload")).to_have_count(0)
