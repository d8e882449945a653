"""Unit: where it belongs, whether it is still there, and where to go from it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.ui.conftest import query, ready

pytestmark = pytest.mark.browser

BOROUGH = "no-orgnr-974778742"
HEALTH = "unit-no-orgnr-958935420-byraadsavdeling-for-helse"
ENDED = "no-orgnr-985987246"


def test_the_breadcrumb_leads_up_and_ends_at_the_unit(page: Page, app: str) -> None:
    page.goto(f"{app}/unit?lang=nb&id={HEALTH}")
    crumbs = page.get_by_role("navigation", name="Hvor enheten hører til").locator("li")
    expect(crumbs).to_have_text(["Oslo kommune", "Oslo byråd", "Byrådsavdeling for helse"])
    expect(crumbs.last.locator("[aria-current=page]")).to_be_visible()
    crumbs.nth(1).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1, name="Oslo byråd")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Byrådsavdeling for helse")).to_be_visible()


def test_a_unit_that_ended_says_when_and_who_took_over(page: Page, app: str) -> None:
    page.goto(f"{app}/unit?lang=nb&id={ENDED}")
    gone = page.locator(".notice")
    expect(gone).to_contain_text("Enheten ble nedlagt 1. sep. 2021")
    expect(gone.locator("ul a").first).to_be_visible()
    name = gone.locator("ul a").first.inner_text()
    gone.locator("ul a").first.click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def test_a_unit_not_known_on_the_day_leads_to_today(page: Page, app: str) -> None:
    page.goto(f"{app}/unit?lang=en&id=unit-hostile&on=2020-01-01")
    page.get_by_role("link", name="as known today").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("<img src=x")
    ready(page)
    assert "on" not in query(page)


@pytest.mark.parametrize(
    ("link", "leads", "part"),
    [("Stier hit", "paths", "to"), ("Plan herfra", "plan", "unit"), ("Utforsk herfra", "explore", "id")],
)
def test_other_pages_begin_at_the_unit(page: Page, app: str, link: str, leads: str, part: str) -> None:
    page.goto(f"{app}/unit?lang=nb&id={BOROUGH}")
    page.get_by_role("navigation", name="Videre herfra").get_by_role("link", name=link).click()
    page.wait_for_url(f"**/{leads}?*")
    assert query(page)[part] == [BOROUGH]


def test_a_name_in_another_language_says_which(page: Page, app: str) -> None:
    page.goto(f"{app}/unit?lang=en&id={HEALTH}")
    expect(page.locator("h1 [lang=nb]")).to_have_text("Byrådsavdeling for helse")
    page.goto(f"{app}/unit?lang=nb&id={HEALTH}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Byrådsavdeling for helse")
    expect(page.locator("h1 [lang]")).to_have_count(0)


def test_a_unit_is_completed_while_its_name_is_typed_and_opened_when_chosen(page: Page, app: str) -> None:
    page.goto(f"{app}/unit?lang=nb&on=2026-06-01")
    field = page.get_by_role("combobox", name="Navn, organisasjonsnummer eller id")
    field.focus()
    page.keyboard.type("bydel al")
    expect(page.get_by_role("option", name="Bydel Alna")).to_be_visible()
    expect(page.get_by_role("option").filter(has_text="stilling")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Bydel Alna")).to_be_visible()
    assert query(page) == {"lang": ["nb"], "id": ["no-orgnr-970534644"], "on": ["2026-06-01"]}
    page.go_back()
    expect(field).to_have_value("")
    field.fill("renovasjon")
    field.press("Enter")
    expect(page.locator(".st-key-hits a").first).to_be_visible()
    assert query(page)["q"] == ["renovasjon"]
