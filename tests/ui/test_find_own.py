"""Find and Unit with the reader's own workspace: whom they know, and what is on their list."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.ui.conftest import query, ready, serving
from ui.words import word

pytestmark = pytest.mark.browser

ALNA, POLICE = "no-orgnr-970534644", "no-orgnr-961398142"
ASKED = "/find?lang=nb&q=tolketjeneste+p%C3%A5+video"
NAME = '<b>Kari</b> & "Co"'


@pytest.fixture
def own_app(oslo_file: Path, tmp_path: Path) -> Iterator[str]:
    """An app of its own: what one test writes down is not there for another."""
    shutil.copy(oslo_file, tmp_path / "graph.db")
    with serving(f"sqlite:///{tmp_path / 'graph.db'}") as served:
        yield served.url


def test_a_contact_added_on_a_card_is_told_there_and_moves_the_ranking(page: Page, own_app: str) -> None:
    page.goto(f"{own_app}{ASKED}&type=borough")
    group = page.locator("details.group", has_text="Bydel Alna")
    group.locator("summary").click()
    row = group.locator("tr", has_text="Bydel Alna")
    row.get_by_role("link", name="Legg til en kontakt: Bydel Alna").click()
    form = page.locator(".st-key-new_contact")
    form.get_by_label("Navn").fill(NAME)
    form.get_by_label("Stilling").fill("avdelingsdirektør")
    form.get_by_role("button", name="Legg til").click()
    first = page.locator(".card").first
    expect(first.locator(".unit-name")).to_have_text("Bydel Alna")
    expect(first.locator(".known")).to_contain_text(NAME)
    expect(first.locator(".legend")).to_contain_text("Bekjentskap")
    expect(form).to_have_count(0)
    assert "contact=" not in page.url
    assert page.locator(".known b b").count() == 0


def test_a_unit_is_put_on_the_list_from_its_card_and_its_page_knows(page: Page, own_app: str) -> None:
    page.goto(f"{own_app}{ASKED}&type=police_district")
    page.get_by_role("button", name="Legg på min liste: Oslo politidistrikt").click()
    expect(page.locator(f'[data-units="{POLICE}"] .actions')).to_contain_text("På listen: skal kontaktes")
    page.goto(f"{own_app}/unit?lang=nb&id={POLICE}")
    ready(page)
    status = page.get_by_role("combobox", name="Min liste")
    expect(status).to_have_value("Skal kontaktes")
    page.goto(f"{own_app}/mylist?lang=nb")
    expect(page.get_by_text("Oslo politidistrikt").first).to_be_visible()


def test_a_contact_added_on_the_unit_page_is_told_there(page: Page, own_app: str) -> None:
    page.goto(f"{own_app}/unit?lang=nb&id={ALNA}")
    page.get_by_role("button", name="Legg til en kontakt").click()
    page.get_by_label("Navn").fill("Ola Nordmann")
    page.get_by_role("button", name="Legg til", exact=True).click()
    expect(page.locator(".known")).to_contain_text("Ola Nordmann")


def test_a_group_where_nobody_is_known_leads_to_the_first_contact(page: Page, own_app: str) -> None:
    page.goto(f"{own_app}{ASKED}&type=borough")
    card = page.locator("article.card", has=page.locator("details.group")).first
    name = card.locator(".group-names a").first.inner_text()
    expect(card.locator(".known")).to_have_text("Du har ingen kontakter hos noen av dem ennå.")
    card.get_by_role("link", name=f"Legg til en kontakt hos {name}").click()
    form = page.locator(".st-key-new_contact")
    form.get_by_label("Navn").fill("Ola Nordmann")
    form.get_by_role("button", name="Legg til").click()
    expect(page.locator(".card").first.locator(".unit-name")).to_have_text(name)
    page.locator(".card").first.get_by_role("link", name=f"Lag plan: {name}").click()
    expect(page.locator(".st-key-title_first a")).to_have_text(name)
    expect(page.locator(".reasons")).to_contain_text("Ola Nordmann")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Last ned Markdown").click()
    assert "Nordmann" not in Path(coming.value.path()).read_text("utf-8")


@pytest.mark.parametrize(
    "kept", [f"{ASKED}&type=borough", f"/plan{ASKED.removeprefix('/find')}&type=borough&unit={ALNA}"]
)
def test_a_page_is_kept_by_its_button_and_opened_again_as_it_was(page: Page, own_app: str, kept: str) -> None:
    page.goto(own_app + kept)
    ready(page)
    asked = query(page)
    page.get_by_role("button", name=word("nb", "view_save"), exact=True).click()
    page.get_by_label(word("nb", "view_name")).fill("Video i bydelene")
    page.get_by_role("button", name=word("nb", "view_keep"), exact=True).click()
    page.get_by_role("link", name=word("nb", "view_all")).click()
    page.get_by_role("link", name="Video i bydelene").click()
    page.wait_for_url("**view=*")
    ready(page)
    asked_again = page.get_by_label("Hva tilbyr du?")
    expect(asked_again).to_have_value(asked["q"][0])
    if "unit" in asked:
        expect(page.locator(".st-key-title_first a")).to_have_text("Bydel Alna")
    else:
        expect(page.locator('[data-testid="stMultiSelect"]').filter(has_text="bydeler")).to_be_visible()
