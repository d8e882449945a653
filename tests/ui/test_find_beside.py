"""Find: units side by side, the map of the boroughs and its table, one selection in all drawings."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.conftest import query, ready

pytestmark = pytest.mark.browser

ASKED = "/find?lang=nb&q=tolketjeneste+p%C3%A5+video"
ALNA, POLICE = "no-orgnr-970534644", "no-orgnr-961398142"


def test_up_to_four_units_stand_side_by_side(page: Page, app: str) -> None:
    page.goto(f"{app}{ASKED}&type=borough")
    page.locator("details.group summary").first.click()
    for number in range(1, 5):
        page.locator('.members a[data-key^="compare-"]:not(.chosen)').first.click()
        expect(page.locator(".comparison .unit-name")).to_have_count(number)
    assert len(query(page)["vs"]) == 4
    expect(page.locator(".members").first).to_contain_text("Fire er nok")
    page.locator(".compare thead .act").first.click()
    expect(page.locator(".compare thead th")).to_have_count(3)


def test_the_comparison_opens_from_its_address_and_says_what_is_not_shown(page: Page, app: str) -> None:
    page.goto(f"{app}{ASKED}&type=borough&vs={ALNA}&vs={POLICE}&vs=unit-that-is-gone")
    heads = page.locator(".compare thead th .unit-name")
    expect(heads).to_have_text(["Bydel Alna", "Oslo politidistrikt", "unit-that-is-gone"])
    expect(page.locator(".compare tbody tr").first.locator("td").nth(1)).to_contain_text("ikke blant enhetene")


def test_a_phone_shows_the_comparison_without_scrolling_sideways(browser: Browser, app: str) -> None:
    page = browser.new_page(viewport={"width": 375, "height": 800})
    page.goto(f"{app}{ASKED}&vs={ALNA}&vs={POLICE}")
    expect(page.locator(".compare td").first).to_be_visible()
    ready(page)
    boxes = "[...document.querySelectorAll('.comparison .wide, [data-testid=stMain]')]"
    wide = page.evaluate(f"{boxes}.map((box) => box.scrollWidth - box.clientWidth)")
    page.close()
    assert max(wide) <= 0


def test_the_map_colours_boroughs_and_says_their_scores(page: Page, app: str) -> None:
    page.goto(app + ASKED)
    expect(page.locator(".map a.region")).to_have_count(15)
    expect(page.locator(".map-legend .key").first).to_be_visible()
    page.locator(".borough-map summary").click()
    expect(page.locator(".borough-map tbody tr")).to_have_count(15)
    alna = page.locator(f'.map a[data-select="{ALNA}"]')
    score, rank = page.locator(".borough-map tbody tr", has_text="Bydel Alna").locator("td").all_inner_texts()
    expect(alna).to_have_attribute("aria-label", f"Bydel Alna: {score} poeng, plass {rank}")


def test_a_borough_outside_the_limits_is_hatched_and_said(page: Page, app: str) -> None:
    page.goto(f"{app}{ASKED}&place={ALNA}")
    expect(page.locator(".map a.region")).to_have_count(1)
    expect(page.locator(".map path.region.none")).to_have_count(14)
    expect(page.locator(".map-legend")).to_contain_text("utenfor avgrensningene")


def test_boroughs_below_the_cards_are_coloured_and_pale_where_others_lead(page: Page, app: str) -> None:
    page.goto(f"{app}/find?lang=nb&q=drive+arrest+med+tilsyn,+mat,+helse+og+renhold")
    expect(page.locator(".map a.region")).to_have_count(15)
    kinds = page.locator(".card .card-head + .muted").all_inner_texts()
    assert kinds
    assert not [kind for kind in kinds if kind.startswith("bydel")]
    expect(page.locator(".map a.level-4, .map a.level-5")).to_have_count(0)
    rank = page.locator(".borough-map tbody tr td:last-child").first
    assert int(rank.text_content() or "0") > len(kinds)


def test_choosing_on_the_map_marks_the_card_and_leads_on_to_the_unit(page: Page, app: str) -> None:
    page.goto(app + ASKED)
    region = page.locator(f'.map a[data-select="{ALNA}"]')
    expect(region).to_be_visible()
    ready(page)
    page.wait_for_timeout(800)  # until the script of the selection listens, a region is a link
    page.evaluate("document.querySelector('footer.foot').dataset.seen = '1'")
    region.focus()
    page.keyboard.press("Enter")
    expect(page.locator(f'article.chosen[data-units~="{ALNA}"]')).to_have_count(1)
    detail = page.locator(".map-detail")
    expect(detail).to_contain_text("Bydel Alna")
    assert page.evaluate("document.querySelector('footer.foot').dataset.seen") == "1"
    detail.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1, name="Bydel Alna")).to_be_visible()


def test_there_is_no_map_where_no_borough_is_in_the_answer(page: Page, app: str) -> None:
    page.goto(f"{app}{ASKED}&type=police_district")
    expect(page.locator(".card").first).to_be_visible()
    ready(page)
    expect(page.locator(".map")).to_have_count(0)


def test_a_card_shows_its_unit_in_the_picture(page: Page, app: str) -> None:
    page.goto(f"{app}{ASKED}&type=police_district")
    card = page.locator("article.card", has=page.get_by_role("link", name="Oslo politidistrikt", exact=True)).last
    expect(page.locator(".stage canvas")).to_be_visible()
    ready(page)
    card.get_by_role("button", name="Vis i bildet").click()
    expect(page.locator(".detail .name")).to_have_text("Oslo politidistrikt")
