"""The Plan page, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.conftest import ready

pytestmark = pytest.mark.browser

ALNA = "no-orgnr-970534644"
ASKED = "/plan?lang=nb&q=tolketjeneste+p%C3%A5+video&value=400+000"


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_an_offering_and_an_amount_make_a_plan(page: Page, app: str) -> None:
    page.goto(f"{app}/plan?lang=nb&on=2026-08-01")
    page.get_by_label("Hva tilbyr du?").fill("tolketjeneste på video")
    page.get_by_label("Beløp uten mva.").fill("400 000")
    page.get_by_role("button", name="Lag plan").click()
    expect(page.get_by_role("heading", level=1, name="Plan for tolketjeneste på video")).to_be_visible()
    assert query(page) == {
        "lang": ["nb"],
        "q": ["tolketjeneste på video"],
        "value": ["400 000"],
        "on": ["2026-08-01"],
    }
    expect(page.locator(".route.open").first).to_contain_text("anskaffelsesloven § 2")
    expect(page.locator(".route.closed").first.locator(".cite")).to_be_visible()
    for title in ("Begynn hos", "Dit en referanse fører videre", "Hvem som vil det samme"):
        expect(page.get_by_role("heading", name=title)).to_be_visible()
    expect(page.locator(".notice")).to_contain_text("ikke juridisk rådgivning")
    shown = page.locator(".route p, .why, .notice p").all_inner_texts()
    assert not [text for text in shown if re.search(r"\d{4}-\d{2}-\d{2}", text)]


@pytest.mark.parametrize(("button", "start"), [("Last ned HTML", "<!doctype html>"), ("Last ned Markdown", "# Plan")])
def test_a_plan_is_taken_along_as_a_file(page: Page, app: str, button: str, start: str) -> None:
    page.goto(app + ASKED)
    with page.expect_download() as coming:
        page.get_by_role("button", name=button).click()
    text = Path(coming.value.path()).read_text("utf-8")
    assert text.startswith(start)
    assert page.locator(".st-key-title_first a").inner_text() in text


def test_a_plan_prints_whole(page: Page, app: str) -> None:
    page.goto(app + ASKED)
    ready(page)
    page.emulate_media(media="print")
    expect(page.locator(".st-key-masthead")).to_be_hidden()
    expect(page.get_by_role("button", name="Last ned HTML")).to_be_hidden()
    pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
    assert pages >= 3


def test_a_plan_can_begin_with_a_unit(page: Page, app: str) -> None:
    page.goto(f"{app}{ASKED}&unit={ALNA}")
    expect(page.locator(".st-key-title_first a")).to_have_text("Bydel Alna")
    page.goto(f"{app}/plan?lang=nb&unit={ALNA}&on=2026-08-01")
    page.locator(".st-key-examples a").first.click()
    page.wait_for_url("**q=**")
    assert (query(page)["unit"], query(page)["on"]) == ([ALNA], ["2026-08-01"])
    page.get_by_role("link", name="begynn hvor som helst").click()
    page.wait_for_url(lambda url: "unit=" not in url)
    expect(page.locator(".st-key-title_first a")).to_be_visible()


def test_an_offering_nobody_needs_makes_no_plan(page: Page, app: str) -> None:
    page.goto(f"{app}/plan?lang=en&q=qwxzqwxz")
    expect(page.locator(".notice")).to_contain_text("No plan")


def test_what_is_offered_goes_along_from_find(page: Page, app: str) -> None:
    page.goto(f"{app}/find?lang=nb&q=tolketjeneste&value=400+000&on=2026-08-01")
    ready(page)
    page.get_by_role("navigation").get_by_role("link", name="Plan").click()
    expect(page.get_by_role("heading", level=1, name="Plan for tolketjeneste")).to_be_visible()
    assert query(page) == {"lang": ["nb"], "q": ["tolketjeneste"], "value": ["400 000"], "on": ["2026-08-01"]}


def test_the_whole_question_goes_along_from_find_and_the_plan_says_what_bounds_it(page: Page, app: str) -> None:
    page.goto(f"{app}/find?lang=nb&q=psykologtjenester&type=borough&size=small&w=size:0&without=8042")
    ready(page)
    best = page.locator(".card a").first.inner_text()
    page.get_by_role("navigation").get_by_role("link", name="Plan").click()
    expect(page.locator(".st-key-title_first a")).to_have_text(best)
    assert query(page) == {
        "lang": ["nb"],
        "q": ["psykologtjenester"],
        "type": ["borough"],
        "size": ["small"],
        "w": ["size:0"],
        "without": ["8042"],
    }
    told = page.locator(".limits")
    for limit in ("Slag: bydeler", "Størrelse: liten", "Strøket ut: ", "Egne vekter: "):
        expect(told).to_contain_text(limit)
    page.get_by_label("Beløp uten mva.").fill("300 000")
    page.get_by_role("button", name="Lag plan").click()
    page.wait_for_url("**value=300*")
    assert query(page)["type"] == ["borough"]
    page.get_by_role("link", name="lag planen uten dette").click()
    page.wait_for_url(lambda url: "type=" not in url)
    expect(told).to_have_count(0)


def test_the_plan_is_drawn_beside_its_lists(page: Page, app: str) -> None:
    page.goto(app + ASKED)
    expect(page.locator(".st-key-plan_picture .stage canvas")).to_be_visible()
    ready(page)


@pytest.mark.parametrize("rest", ["&value=lots", "&on=2020-13-45", "&unit=nobody", "&unit=%3Cb%3E", "&on=1900"])
def test_a_link_that_asks_nonsense_is_no_crash(page: Page, app: str, rest: str) -> None:
    page.goto(app + ASKED + rest)
    ready(page)
    assert page.get_by_text("Noe gikk galt").count() == 0


def test_a_phone_scrolls_one_way_only(browser: Browser, app: str) -> None:
    page = browser.new_page(viewport={"width": 375, "height": 800})
    page.goto(app + ASKED)
    ready(page)
    expect(page.locator(".route").first).to_be_visible()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 375
    page.close()
