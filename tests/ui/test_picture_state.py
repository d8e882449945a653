"""The address holds the picture: a copied link shows the same, in any browser, in either language."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.conftest import PATIENCE, ready
from tests.ui.drawn import ALNA, EXPLORE, OSLO, Drawn
from ui.packed import pack

pytestmark = pytest.mark.browser


def test_a_copied_link_opens_the_same_view_in_another_browser(page: Page, browser: Browser, app: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    drawn = Drawn(page, app + EXPLORE)
    drawn.grow(OSLO, "Oslo kommune")
    drawn.act("pin").click()
    drawn.part('.kind[data-name="pilot"]').click()
    before = drawn.told()
    drawn.part(".layout").select_option("tree")
    drawn.idle()
    drawn.told(before)
    drawn.tool("fit").click()
    places = drawn.places()
    assert len(places) > 13
    names = drawn.names()
    drawn.word("Bilde").click()
    context = browser.new_context(locale="nb-NO")
    context.set_default_timeout(PATIENCE)
    try:
        other = Drawn(context.new_page(), page.url)
        expect(other.detail.locator(".name")).to_have_text("Oslo kommune")
        expect(other.act("pin")).to_have_attribute("aria-pressed", "true")
        expect(other.part('.kind[data-name="pilot"]')).to_have_attribute("aria-pressed", "false")
        expect(other.part(".layout")).to_have_value("tree")
        assert other.places() == places
        assert other.names() == names
    finally:
        context.close()


def test_the_language_changes_and_the_picture_stays(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    drawn.grow(OSLO, "Oslo kommune")
    drawn.told()
    count = len(drawn.names())
    drawn.word("Bilde").click()
    page.get_by_role("link", name="English", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(drawn.detail.locator(".name")).to_have_text("City of Oslo")
    drawn.part('[data-view="table"]').click()
    expect(drawn.part(".table tbody tr")).to_have_count(count)


def test_steps_do_not_fill_the_way_back(page: Page, app: str) -> None:
    page.goto(f"{app}/find?lang=nb")
    ready(page)
    drawn = Drawn(page, app + EXPLORE)
    before = page.evaluate("history.length")
    drawn.choose(OSLO, "Oslo kommune")
    drawn.told()
    drawn.grow(OSLO, "Oslo kommune")
    drawn.stands()
    assert page.evaluate("history.length") == before
    page.go_back()
    expect(page.get_by_label("Hva tilbyr du?")).to_be_visible()
    page.go_forward()
    drawn.stands()
    assert len(drawn.names()) == 13 + 25


def test_a_node_that_has_left_the_graph_is_shown_as_gone(page: Page, app: str) -> None:
    drawn = Drawn(page, f"{app}{EXPLORE}&id=unit-that-left")
    drawn.choose("unit-that-left", "unit-that-left")
    expect(drawn.detail).to_contain_text("står ikke i grafen på denne datoen")
    assert "unit-that-left" in drawn.names()


def test_another_day_keeps_the_steps(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    drawn.choose(OSLO, "Oslo kommune")
    state = drawn.told()
    page.get_by_label("Dato", exact=True).fill("1.1.2019")
    page.get_by_role("button", name="Vis denne dagen").click()
    page.wait_for_url("**on=2019-01-01*")
    drawn.stands()
    assert drawn.state() == state
    expect(drawn.detail.locator(".name")).to_have_text("Oslo kommune")


@pytest.mark.parametrize(
    "state",
    [
        "nonsense",
        "A" * 5_000,
        pack({"steps": [["grow", "<script>", {}], ["move", {ALNA: [1e9, 0]}], 7], "sel": 3}),
        pack([]),
    ],
)
def test_a_link_that_says_nonsense_shows_the_beginning(page: Page, app: str, state: str) -> None:
    drawn = Drawn(page, f"{app}{EXPLORE}&picture={state}")
    assert drawn.shows(ALNA)
    assert len(drawn.names()) == 13


def test_an_empty_picture_begins_with_what_is_typed(page: Page, app: str) -> None:
    page.goto(f"{app}/explore?lang=nb")
    ready(page)
    page.locator(".search input").fill("bydel aln")
    expect(page.locator('.hits [role="option"]').first).to_contain_text("Bydel Alna")
    page.locator(".search input").press("Enter")
    page.wait_for_url(f"**id={ALNA}*")
    drawn = Drawn(page, page.url)
    assert drawn.shows(ALNA)
