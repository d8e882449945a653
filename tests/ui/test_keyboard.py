"""The keyboard alone leads from an offering to a unit, on to a path, and to a file."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.ui.conftest import ready

pytestmark = pytest.mark.browser

#: Steps of the Tab key after which nothing of interest can follow.
FARTHEST = 200
FOCUSED = """() => {
    let here = document.activeElement;
    while (here?.shadowRoot?.activeElement) here = here.shadowRoot.activeElement;
    const label = here?.labels?.[0]?.innerText || here?.getAttribute?.("aria-label") || here?.innerText || "";
    return [here?.tagName ?? "", label.trim(), here?.getAttribute?.("href") ?? ""];
}"""


def tab_to(page: Page, *, label: str = "", href: str = "") -> str:
    """Presses Tab until what is named has the focus; its label."""
    for _ in range(FARTHEST):
        page.keyboard.press("Tab")
        _, said, leads = page.evaluate(FOCUSED)
        if said.startswith(label) and href in leads and (label or href):
            return str(said)
    pytest.fail(f"no way to {label or href} by the keyboard")


def test_from_an_offering_to_a_unit_a_path_and_a_file(page: Page, app: str) -> None:
    page.goto(f"{app}/find?lang=nb")
    ready(page)
    tab_to(page, label="Hva tilbyr du?")
    page.keyboard.type("tolketjeneste på video")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=tolketjeneste*")
    expect(page.locator(".st-key-card_1, .card").first).to_be_visible()
    ready(page)
    name = tab_to(page, href="/unit?")
    page.keyboard.press("Enter")
    page.wait_for_url("**/unit?**")
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    ready(page)
    tab_to(page, href="/paths")
    page.keyboard.press("Enter")
    page.wait_for_url("**/paths?**")
    ready(page)
    tab_to(page, label="Til")
    page.keyboard.type("Oslo politidistrikt")
    page.wait_for_timeout(700)
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    if "to=" not in page.url:
        page.keyboard.press("Enter")
    page.wait_for_url("**to=*")
    expect(page.locator(".path").first).to_be_visible()
    ready(page)
    tab_to(page, label="CSV")
    with page.expect_download() as caught:
        page.keyboard.press("Enter")
    assert Path(caught.value.path()).stat().st_size > 0
    assert urlsplit(page.url).path == "/paths"
