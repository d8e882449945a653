"""Find: limits, weights, what was struck out or added, all in the address and followed by the ranking."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.ui.conftest import query, ready
from ui.words import word

pytestmark = pytest.mark.browser

ASKED = "/find?lang=nb&q=tolketjeneste+p%C3%A5+video"
ALNA = "no-orgnr-970534644"


def test_a_copied_link_opens_the_same_view(page: Page, app: str) -> None:
    page.goto(f"{app}{ASKED}&value=400+000&on=2026-08-01&type=borough&size=small&place={ALNA}")
    expect(page.locator(".card")).to_have_count(1)
    expect(page.locator(".card .unit-name")).to_have_text("Bydel Alna")
    expect(page.get_by_label("Beløp uten mva.")).to_have_value("400 000")
    expect(page.get_by_label("Dato", exact=True)).to_have_value("1. aug. 2026")
    for chosen in ("bydeler", "liten", "Bydel Alna"):
        expect(page.locator('[data-testid="stMultiSelect"]').filter(has_text=chosen)).to_be_visible()


def test_a_place_is_chosen_by_name(page: Page, app: str) -> None:
    page.goto(app + ASKED)
    expect(page.locator(".card").first).to_be_visible()
    page.get_by_role("combobox", name="Sted").fill("Alna")
    page.get_by_role("option", name="Bydel Alna").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Finn", exact=True).click()
    page.wait_for_url(f"**place={ALNA}*")
    expect(page.locator(".card")).to_have_count(1)
    expect(page.locator(".summary")).to_contain_text("Bare det som ligger i Bydel Alna.")


def test_kinds_and_sizes_are_chosen_in_the_form(page: Page, app: str) -> None:
    page.goto(app + ASKED)
    expect(page.locator(".card").first).to_be_visible()
    for field, choice in (("types", "politidistrikter"), ("sizes", word("nb", "sizes_large"))):
        page.get_by_role("combobox", name=word("nb", field)).fill(choice)
        page.get_by_role("option", name=choice, exact=True).click()
        page.keyboard.press("Escape")
    page.get_by_role("button", name="Finn", exact=True).click()
    page.wait_for_url("**type=police_district*")
    ready(page)
    assert (query(page)["type"], query(page)["size"]) == (["police_district"], ["large"])
    told = page.locator(".card .card-head + .muted").all_inner_texts()
    assert told
    assert all(text.startswith("politidistrikt") for text in told)


def test_a_day_and_an_amount_are_read_as_people_write_them(page: Page, app: str) -> None:
    page.goto(app + ASKED)
    page.get_by_label("Dato", exact=True).fill("1.8.2026")
    page.get_by_label("Beløp uten mva.").fill("1,3 mill")
    page.get_by_role("button", name="Finn", exact=True).click()
    page.wait_for_url("**on=2026-08-01*")
    ready(page)
    expect(page.get_by_label("Beløp uten mva.")).to_have_value("1 300 000")
    expect(page.locator(".summary")).to_contain_text("1. aug. 2026")


def test_what_is_no_date_is_said_where_it_stands(page: Page, app: str) -> None:
    page.goto(f"{app}{ASKED}&on=snart&value=lite")
    expect(page.locator(".field-error")).to_have_count(2)
    expect(page.locator(".field-error").nth(1)).to_contain_text("snart")


def test_weights_turn_the_ranking_at_once_and_back(page: Page, app: str) -> None:
    page.goto(app + ASKED)
    score = page.locator(".card .score").first
    before = score.inner_text()
    page.locator(".st-key-weights summary").click()
    slider = page.get_by_role("slider", name="Behov")
    slider.focus()
    shown = page.get_by_test_id("stSliderThumbValue").all_inner_texts()
    assert [value for value in shown if "," in value]
    assert not [value for value in shown if "." in value]
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**w=need*")
    expect(score).not_to_have_text(before)
    page.get_by_role("link", name="Tilbake til vanlige vekter").click()
    expect(score).to_have_text(before)
    ready(page)
    assert "w" not in query(page)


def test_a_category_can_be_struck_out_and_taken_back(page: Page, app: str) -> None:
    page.goto(app + ASKED)
    page.locator(".understood .strike").first.click()
    page.wait_for_url("**without=*")
    back = page.locator(".understood li", has=page.locator("s")).get_by_role("link", name="Ta tilbake")
    back.click()
    expect(back).to_have_count(0)
    ready(page)
    assert "without" not in query(page)


def test_a_duty_can_be_struck_out_and_the_ranking_follows(page: Page, app: str) -> None:
    page.goto(app + ASKED)
    why = page.locator(".card .why").first
    before = why.inner_text()
    name = "Bruke tolk i samtaler med pasienter, brukere og foreldre"
    page.get_by_role("link", name=f"Fjern: {name}").click()
    page.wait_for_url("**without_duty=*")
    expect(why).not_to_have_text(before)


def test_a_duty_can_be_added_by_its_words(page: Page, app: str) -> None:
    page.goto(app + ASKED)
    page.get_by_label("Legg til en kategori eller oppgave").fill("svømmeopplæring")
    page.locator(".st-key-understood").get_by_role("button", name="Legg til").click()
    offered = page.locator(".offered")
    expect(offered).to_be_visible()
    offered.get_by_role("link").first.click()
    page.wait_for_function("() => /[?&](duty|category)=/.test(location.search)")
    ready(page)
    assert "add" not in query(page)


def test_nothing_found_says_what_to_try(page: Page, app: str) -> None:
    page.goto(f"{app}/find?lang=nb&q=qwxzqwxz")
    expect(page.locator(".notice")).to_contain_text("Ingen treff")
    expect(page.locator(".notice li").first).to_be_visible()
    expect(page.locator(".st-key-examples a").first).to_be_visible()


def test_limits_that_leave_nothing_can_be_taken_away(page: Page, app: str) -> None:
    page.goto(f"{app}{ASKED}&place=unit-that-is-gone")
    expect(page.locator(".notice")).to_contain_text("avgrensning")
    page.get_by_role("link", name="Spør på nytt uten avgrensninger").click()
    expect(page.locator(".card").first).to_be_visible()
    ready(page)
    assert "place" not in query(page)
