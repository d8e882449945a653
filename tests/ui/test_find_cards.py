"""Find: from an offering to ranked cards whose evidence adds up, and on to a unit."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.conftest import query, ready
from ui.words import word

pytestmark = pytest.mark.browser

ASKED = "/find?lang=nb&q=tolketjeneste+p%C3%A5+video"


def test_an_offering_leads_to_a_unit_and_back(page: Page, app: str) -> None:
    page.goto(f"{app}/find?lang=nb")
    page.get_by_label("Hva tilbyr du?").fill("tolketjeneste på video")
    page.get_by_role("button", name="Finn", exact=True).click()
    first = page.locator(".card").first
    expect(first).to_be_visible()
    ready(page)
    assert query(page)["q"] == ["tolketjeneste på video"]
    link = page.locator(".card a.unit-name").first
    name = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    assert "/unit" in page.url
    page.go_back()
    expect(first).to_be_visible()
    assert query(page)["q"] == ["tolketjeneste på video"]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_each_example_finds_a_unit(page: Page, app: str, number: int) -> None:
    page.goto(f"{app}/find?lang=nb")
    page.get_by_role("link", name=word("nb", f"example_{number}")).click()
    expect(page.locator(".card").first).to_be_visible()
    expect(page.get_by_label("Hva tilbyr du?")).to_have_value(word("nb", f"example_{number}"))


def test_a_card_says_kind_why_evidence_who_decides_and_the_way_in(page: Page, app: str) -> None:
    page.goto(f"{app}{ASKED}&value=400000")
    card = page.locator(".card").first
    expect(card.locator(".muted").first).to_contain_text("bydel")
    expect(card.locator(".why")).not_to_be_empty()
    expect(card.get_by_role("heading", name="Hvem bestemmer")).to_be_visible()
    expect(card.locator(".route .state")).to_be_visible()
    card.locator("summary", has_text="Grunnlaget").click()
    line = card.locator(".evidence li").first
    expect(line).to_be_visible()
    line.locator("summary").click()
    expect(line.locator(".cite .when").first).to_contain_text(re.compile(r"\d{4}|ikke bekreftet"))


def test_the_parts_of_a_score_add_up_in_words(page: Page, app: str) -> None:
    page.goto(app + ASKED)
    expect(page.locator(".bar").first).to_be_visible()
    for told in [bar.get_attribute("aria-label") or "" for bar in page.locator(".card .bar").all()]:
        parts, total = told.rsplit(" = ", 1)
        signed = re.findall(r"(− )?[^+−]*?(\d+,\d\d)", parts)
        added = sum((-1 if sign else 1) * float(number.replace(",", ".")) for sign, number in signed)
        assert abs(added - float(total.replace(",", "."))) < 0.005 * (len(signed) + 1)


def test_a_group_of_equal_units_opens_with_what_tells_them_apart(page: Page, app: str) -> None:
    page.goto(app + ASKED)
    group = page.locator("details.group").first
    group.locator("summary").click()
    rows = group.locator("tbody tr")
    assert rows.count() > 1
    counts = [int(re.sub(r"\D", "", row.locator("td").first.inner_text())) for row in rows.all()]
    assert counts == sorted(counts)
    expect(group).to_contain_text("folketall")


def test_more_results_stand_in_the_address(page: Page, app: str) -> None:
    page.goto(app + ASKED)
    cards = page.locator(".card")
    expect(cards.first).to_be_visible()
    before = cards.count()
    page.get_by_role("link", name="Vis flere").click()
    page.wait_for_url("**more=1*")
    expect(cards.nth(before)).to_be_visible()


def test_what_the_keyboard_pressed_keeps_the_keyboard(page: Page, app: str) -> None:
    page.goto(app + ASKED)
    group = page.locator("details.group").first
    group.locator("summary").click()
    compare = group.locator('a[data-key^="compare-"]').first
    key = compare.get_attribute("data-key")
    compare.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**vs=*")
    expect(page.locator(".comparison")).to_be_visible()
    page.wait_for_function("key => document.activeElement?.dataset?.key === key", arg=key)
    expect(group).to_have_attribute("open", "")


def test_a_card_leads_to_the_plan_for_the_offering(page: Page, app: str) -> None:
    page.goto(f"{app}{ASKED}&type=police_district&value=400000")
    page.get_by_role("link", name="Lag plan: Oslo politidistrikt").click()
    page.wait_for_url("**/plan?*")
    asked = query(page)
    assert (asked["q"], asked["value"], asked["unit"]) == (
        ["tolketjeneste på video"],
        ["400000"],
        ["no-orgnr-961398142"],
    )
    expect(page.get_by_text("Oslo politidistrikt").first).to_be_visible()


def test_a_group_card_leads_to_a_plan_that_begins_with_it_and_names_its_equals(page: Page, app: str) -> None:
    page.goto(f"{app}{ASKED}&type=borough&value=400000")
    card = page.locator("article.card", has=page.locator("details.group")).first
    units = (card.get_attribute("data-units") or "").split()
    names = card.locator(".group-names a").all_inner_texts()
    card.get_by_role("link", name=f"Lag plan for gruppen: {names[0]}").click()
    page.wait_for_url("**/plan?*")
    assert (query(page)["type"], query(page)["unit"]) == (["borough"], [units[0]])
    expect(page.locator(".st-key-title_first a")).to_have_text(names[0])
    equals = page.locator(".st-key-equals")
    expect(equals).to_contain_text(f"{len(units) - 1} andre bydeler står likt med {names[0]}")
    equals.get_by_role("link", name=names[1]).click()
    expect(page.get_by_role("heading", level=1, name=names[1])).to_be_visible()


def test_a_unit_of_a_group_leads_to_a_plan_that_begins_with_it(page: Page, app: str) -> None:
    page.goto(f"{app}{ASKED}&type=borough")
    group = page.locator("details.group").first
    group.locator("summary").click()
    row = group.locator("tbody tr").last
    name = row.locator("th").inner_text()
    row.get_by_role("link", name=f"Lag plan: {name}").click()
    expect(page.locator(".st-key-title_first a")).to_have_text(name)


def test_a_phone_shows_the_first_card_on_its_first_screen_and_unfolds_the_fields(browser: Browser, app: str) -> None:
    page = browser.new_page(viewport={"width": 375, "height": 800})
    page.goto(f"{app}{ASKED}&type=borough")
    ready(page)
    expect(page.get_by_label("Beløp uten mva.")).to_be_hidden()
    page.wait_for_function("document.querySelector('.card .why').getBoundingClientRect().bottom < 800")
    page.locator(".st-key-fold label", has_text="bydeler").click()
    expect(page.get_by_label("Beløp uten mva.")).to_be_visible()
    page.close()
