"""The picture and its table, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.ui.conftest import ready

pytestmark = pytest.mark.browser

UNIT = "/unit?lang=nb&id=no-orgnr-974778742"


def test_the_keyboard_walks_the_picture(page: Page, app: str) -> None:
    page.goto(app + UNIT)
    stage = page.locator(".stage")
    expect(stage.locator("canvas")).to_be_visible()
    stage.focus()
    page.keyboard.press("ArrowRight")
    detail = page.locator(".detail .name")
    first = detail.inner_text()
    assert first == "Bydel Gamle Oslo"
    page.keyboard.press("ArrowRight")
    expect(detail).not_to_have_text(first)
    page.keyboard.press("Escape")
    expect(detail).to_have_count(0)


def test_the_table_has_the_same_selection(page: Page, app: str) -> None:
    page.goto(app + UNIT)
    page.get_by_role("button", name="Tabell", exact=True).click()
    row = page.locator(".table tbody tr").nth(2)
    row.get_by_role("button").click()
    chosen = page.locator('.table tr[aria-selected="true"] button')
    expect(page.locator(".detail .name")).to_have_text(chosen.inner_text())
    page.locator(".table th button").nth(2).click()
    expect(page.locator(".table th").nth(2)).to_have_attribute("aria-sort", "ascending")


def test_choosing_a_node_draws_nothing_anew(page: Page, app: str) -> None:
    page.goto(app + UNIT)
    expect(page.locator(".stage canvas")).to_be_visible()
    ready(page)
    page.evaluate("document.querySelector('footer.foot').dataset.seen = '1'")
    page.locator(".stage").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)
    assert page.evaluate("document.querySelector('footer.foot').dataset.seen") == "1"


def test_a_kind_can_be_hidden(page: Page, app: str) -> None:
    page.goto(app + UNIT)
    kind = page.locator(".legend .kind", has_text="stilling")
    kind.click()
    expect(page.locator(".legend .kind", has_text="stilling")).to_have_attribute("aria-pressed", "false")
    page.get_by_role("button", name="Tabell", exact=True).click()
    assert page.locator(".table td", has_text="stilling").count() == 0


@pytest.mark.parametrize(("form", "ending"), [("CSV", ".zip"), ("GRAPHML", ".graphml"), ("JSON", ".json")])
def test_what_is_seen_can_be_taken_away(page: Page, app: str, form: str, ending: str) -> None:
    page.goto(app + UNIT)
    button = page.get_by_role("button", name=form, exact=True)
    expect(button).to_be_visible()
    with page.expect_download() as taken:
        button.click()
    assert taken.value.suggested_filename.endswith(ending)
    assert taken.value.path().stat().st_size > 200
