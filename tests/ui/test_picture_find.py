"""The picture's search: what is drawn by any of its names, what can be set into it, and nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.ui.conftest import OTHER_NAME, ready
from tests.ui.drawn import ALNA, EXPLORE, OSLO, POLICE, Drawn

pytestmark = pytest.mark.browser


def test_search_lights_in_the_picture_and_sets_in_from_the_graph(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    field = drawn.part(".search input")
    field.fill("oslo kom")
    expect(drawn.part('.hits [role="option"]').first).to_contain_text("Oslo kommune")
    field.press("ArrowDown")
    field.press("Enter")
    expect(drawn.detail.locator(".name")).to_have_text("Oslo kommune")
    assert not drawn.shows(POLICE)
    field.fill("oslo politid")
    hit = drawn.part('.hits [role="option"]', has_text="Oslo politidistrikt")
    hit.first.click()
    expect(drawn.detail.locator(".name")).to_have_text("Oslo politidistrikt")
    assert drawn.shows(POLICE)
    drawn.told()
    assert Drawn(page, page.url).shows(POLICE)


@pytest.mark.parametrize(
    ("start", "typed", "id_"),
    [(ALNA, "970 534 644", ALNA), (ALNA, "city of oslo", OSLO), ("unit-hostile", OTHER_NAME, "unit-hostile")],
)
def test_what_is_drawn_is_found_by_number_and_other_name(
    page: Page, app: str, start: str, typed: str, id_: str
) -> None:
    drawn = Drawn(page, f"{app}/explore?lang=nb&id={start}")
    drawn.tool("zoom_in").click(click_count=8, delay=20)
    field = drawn.part(".search input")
    field.fill(typed)
    hit = drawn.part(f'.hits [id="hit-{id_}"]')
    expect(hit).to_be_visible()
    expect(hit.locator(".told")).not_to_contain_text("+")
    field.press("Enter")
    expect(drawn.detail.locator(".do")).to_be_visible()
    across, down = drawn.at(id_)
    wide, high = drawn.stage.evaluate("stage => [stage.clientWidth, stage.clientHeight]")
    assert 0 < across < wide
    assert 0 < down < high
    expect(drawn.tool("undo")).to_be_disabled()


def test_what_is_hidden_is_shown_when_it_is_chosen(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    units = drawn.part('.kind[data-name="unit"]')
    units.click()
    drawn.part(".search input").fill("970534644")
    drawn.part(f'.hits [id="hit-{ALNA}"]').click()
    expect(drawn.detail.locator(".name")).to_have_text("Bydel Alna")
    expect(units).to_have_attribute("aria-pressed", "true")


def test_what_is_hidden_is_shown_when_it_is_set_in(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    drawn.part('.kind[data-name="unit"]').click()
    drawn.part(".search input").fill("961398142")
    drawn.part(f'.hits [id="hit-{POLICE}"]').click()
    expect(drawn.detail.locator(".name")).to_have_text("Oslo politidistrikt")
    assert drawn.shows(POLICE)


@pytest.mark.parametrize(("typed", "name"), [("970 534 644", "Bydel Alna"), ("city of oslo", "Oslo kommune")])
def test_the_table_and_its_files_follow_number_and_other_name(page: Page, app: str, typed: str, name: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    rows = drawn.table()
    drawn.part(".search input").fill(typed)
    expect(rows.locator("td:first-child")).to_have_text([name])
    drawn.told()
    assert drawn.in_csv() == [name]
    again = Drawn(page, page.url)
    expect(again.part(".table tbody td:first-child")).to_have_text([name])
    assert again.in_csv() == [name]


def test_the_table_shows_what_is_found_by_likeness(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    rows = drawn.table()
    drawn.part(".search input").fill("bydelalna")
    expect(rows.locator("td:first-child")).to_have_text(["Bydel Alna"])
    drawn.told()
    assert drawn.in_csv() == ["Bydel Alna"]
    again = Drawn(page, page.url)
    expect(again.part(".table tbody td:first-child")).to_have_text(["Bydel Alna"])


def test_numbers_of_the_graph_are_found(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    drawn.part(".search input").fill("961 398 142")
    hit = drawn.part('.hits [role="option"]').first
    expect(hit).to_contain_text("Oslo politidistrikt")
    expect(hit.locator(".told")).to_contain_text("+")


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/explore?lang=nb", "Fant ingenting for «qwxzqwxz»."),
        (EXPLORE, "Fant ingenting for «qwxzqwxz»."),
        (EXPLORE.replace("nb", "en"), "Nothing found for “qwxzqwxz”."),
    ],
)
def test_a_search_that_finds_nothing_says_so(page: Page, app: str, address: str, says: str) -> None:
    page.goto(app + address)
    ready(page)
    field, status = page.locator(".search input"), page.locator(".search [role=status]")
    expect(status).to_be_empty()
    field.fill("qwxzqwxz")
    expect(status).to_contain_text(says)
    field.fill("oslo")
    expect(status).to_be_empty()
    expect(page.locator('.hits [role="option"]').first).to_be_visible()
