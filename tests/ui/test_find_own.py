"""Find and Unit with the reader's own workspace: whom they know, and what is on their list."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.ui.conftest import ready, serving

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
