"""Choosing in the picture: it answers at once, in the page, and nothing moves."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.ui.drawn import ALNA, EXPLORE, OSLO, Drawn

pytestmark = pytest.mark.browser


def test_a_click_answers_in_the_page_and_nothing_is_redrawn(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    page.evaluate("document.querySelector('footer.foot').dataset.seen = '1'")
    drawn.stage.locator("canvas").evaluate("canvas => { canvas.dataset.seen = '1' }")
    drawn.mouse(OSLO)
    before = [drawn.at(id_) for id_ in (ALNA, OSLO)]
    scrolled = page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop")
    drawn.choose(OSLO, "Oslo kommune")
    drawn.told()
    assert [drawn.at(id_) for id_ in (ALNA, OSLO)] == before
    assert page.evaluate("document.querySelector('footer.foot').dataset.seen") == "1"
    expect(drawn.stage.locator("canvas")).to_have_attribute("data-seen", "1")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == scrolled


def test_a_row_chooses_its_node_and_a_node_its_row(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    drawn.choose(OSLO, "Oslo kommune")
    rows = drawn.table()
    expect(drawn.part("tr.chosen td:first-child")).to_have_text("Oslo kommune")
    rows.filter(has_text="Bydel Alna").get_by_role("button").click()
    expect(drawn.detail.locator(".name")).to_have_text("Bydel Alna")
    expect(drawn.part('tr.chosen button[aria-pressed="true"]')).to_have_text("Bydel Alna")
    drawn.word("Bilde").click()
    expect(drawn.detail.locator(".name")).to_have_text("Bydel Alna")


def test_the_table_is_sorted_and_filtered(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    every = drawn.names()
    head = drawn.part(".table th").first
    expect(head).to_have_attribute("aria-sort", "ascending")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert drawn.part(".table td:first-child").all_inner_texts() == every[::-1]
    drawn.part(".search input").fill("bydelsdir")
    expect(drawn.part(".table tbody tr")).to_have_count(len([name for name in every if "bydelsdir" in name]))


def test_the_words_lead_along_relations(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    drawn.choose(ALNA, "Bydel Alna")
    drawn.detail.get_by_role("button", name="Oslo kommune", exact=True).click()
    expect(drawn.detail.locator(".name")).to_have_text("Oslo kommune")
    expect(drawn.detail).to_contain_text("omfatter Bydel Alna")


def test_parallel_relations_are_one_line_that_opens(page: Page, app: str) -> None:
    drawn = Drawn(page, f"{app}/explore?lang=nb&id={OSLO}&id=no-orgnr-971183675")
    drawn.choose(OSLO, "Oslo kommune")
    drawn.detail.locator(".count").click()
    expect(drawn.detail.locator(".told")).to_have_text("2 relasjoner mellom disse to")
    expect(drawn.detail.locator("li")).to_have_count(2)
    assert drawn.told()
    again = Drawn(page, page.url)
    expect(again.detail.locator("li")).to_have_count(2)


def test_a_line_of_several_relations_opens_where_it_is_clicked(page: Page, app: str) -> None:
    police = "no-orgnr-971183675"
    drawn = Drawn(page, f"{app}/explore?lang=nb&id={OSLO}&id={police}")
    one, other = drawn.mouse(OSLO), drawn.mouse(police)
    page.mouse.click((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)
    expect(drawn.detail.locator(".told")).to_have_text("2 relasjoner mellom disse to")
    expect(drawn.detail.locator("li")).to_have_count(2)


def test_what_is_chosen_in_the_picture_is_chosen_on_the_page(page: Page, app: str) -> None:
    drawn = Drawn(page, f"{app}/find?lang=nb&q=tolketjeneste+p%C3%A5+video")
    unit = page.locator("article[data-units]").first.get_attribute("data-units")
    assert unit
    first = unit.split()[0]
    drawn.click(first)
    expect(page.locator("article.chosen").first).to_have_attribute("data-units", unit)
    drawn.select(OSLO)
    expect(page.locator("article.chosen[data-units='" + unit + "']")).to_have_count(0)


def test_the_keyboard_walks_along_relations(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    name = drawn.detail.locator(".name")
    drawn.stage.focus()
    page.keyboard.press("ArrowRight")
    expect(name).to_have_text("Bydel Alna")
    page.keyboard.press("ArrowRight")
    expect(name).not_to_have_text("Bydel Alna")
    page.keyboard.press("ArrowUp")
    expect(name).to_have_text("Bydel Alna")
    page.keyboard.press("Escape")
    expect(name).to_have_count(0)


def test_every_neighbour_of_a_hub_is_reached_by_keys_alone(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    page.evaluate("document.addEventListener('inngang:select', ({ detail }) => (window.walked ??= []).push(detail.id))")
    drawn.stage.focus()
    page.keyboard.press("ArrowRight")
    expect(drawn.detail.locator(".name")).to_have_text("Bydel Alna")
    neighbours = drawn.detail.locator("li .link").evaluate_all("names => names.map((name) => name.dataset.to)")
    page.keyboard.press("ArrowDown")
    for _ in neighbours[1:]:
        page.keyboard.press("ArrowRight")
    assert len(neighbours) == 12
    assert sorted(page.evaluate("window.walked.slice(1)")) == sorted(neighbours)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("window.walked.at(-1)") == page.evaluate("window.walked.at(-5)")
    page.keyboard.press("ArrowUp")
    expect(drawn.detail.locator(".name")).to_have_text("Bydel Alna")


def test_a_unit_opens_from_the_picture(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    drawn.choose(OSLO, "Oslo kommune")
    drawn.stage.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Oslo kommune")).to_be_visible()
    there = Drawn(page, page.url)
    there.choose(OSLO, "Oslo kommune")
    there.act("explore").click()
    expect(page.get_by_role("heading", level=1, name="Utforsk grafen")).to_be_visible()
    assert f"id={OSLO}" in page.url
