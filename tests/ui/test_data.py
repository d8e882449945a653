"""The Data page, in a real browser, on a graph of its own: it is written to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.store.address import open_store
from graph.when import On
from graph.workspace.workspace import Workspace
from loaders.source import declaration, known_sources
from tests.ui.conftest import HOSTILE, choose, query, ready
from tests.ui.places import ALNA

pytestmark = pytest.mark.browser

NOTICE = Path(__file__).parents[1] / "loaders" / "eforms" / "fixtures" / "borough_competition.xml"
#: Milliseconds in which the vectors of a graph that has none yet are worked out on a busy machine.
FIRST_VECTORS = 240_000
ROW = {
    "notice_id": "doffin-2020-0001",
    "published": "2020-09-03",
    "buyer": "Oslo kommune v/ Bydel Alna",
    "title": HOSTILE,
    "cpv": "79540000",
}


@pytest.fixture
def store(file: Path) -> str:
    return f"sqlite:///{file}"


def loaded(store: str) -> list[str]:
    return [said.source.id for said in open_store(store).view().sources(On.today())]


def test_a_file_is_shown_then_loaded_then_withdrawn(page: Page, own_app: str, store: str) -> None:
    page.goto(f"{own_app}/data?lang=nb&source=eforms")
    page.locator("input[type=file]").set_input_files(NOTICE)
    page.locator(".st-key-try_upload button").click()
    shown = page.locator('[class*="st-key-outcome"] .notice')
    expect(shown).to_contain_text("Ingenting er skrevet")
    expect(shown.locator("tbody tr").first).to_contain_text("Ting")
    would = shown.locator("tbody").inner_text()
    assert loaded(store) == ["oslo"]
    page.locator(".st-key-load_upload button").click()
    expect(shown).to_contain_text("er lastet på", timeout=FIRST_VECTORS)
    assert shown.locator("tbody").inner_text() == would
    assert loaded(store) == ["eforms", "oslo"]
    page.locator(".st-key-unload_eforms button").click()
    expect(page.get_by_role("alert").filter(has_text="Trekke tilbake kilden?")).to_be_visible()
    page.get_by_role("button", name="Nei, behold").click()
    page.locator(".st-key-unload_eforms button").click()
    page.get_by_role("button", name="Ja, trekk tilbake").click()
    expect(page.locator(".st-key-card_source_eforms")).to_contain_text("ikke lastet")
    assert loaded(store) == ["oslo"]


def test_what_ships_would_change_nothing_when_it_is_loaded(page: Page, app: str) -> None:
    page.goto(f"{app}/data?lang=en")
    card = page.locator(".st-key-card_source_oslo")
    expect(card).to_contain_text("CC BY 4.0")
    expect(card.locator("details").first).to_contain_text("Warnings: 1")
    card.get_by_role("button", name="See what a new load would change").click()
    rows = page.locator(".st-key-outcome_oslo tbody tr")
    expect(rows).to_have_count(2)
    for row in rows.all():
        made, changed, _, removed = row.locator("td").all_inner_texts()
        assert (made, changed, removed) == ("0", "0", "0")


def test_a_list_outlasts_that_all_sources_are_withdrawn_and_loaded_again(
    page: Page, own_app: str, file: Path, store: str
) -> None:
    own = Workspace(file.with_name("workspace.db"))
    own.enlist(ALNA, name="Bydel Alna", status="meeting", note="ring", day="2026-01-02")
    page.goto(f"{own_app}/data?lang=nb")
    page.locator(".st-key-unload_oslo button").click()
    page.get_by_role("button", name="Ja, trekk tilbake").click()
    card = page.locator(".st-key-card_source_oslo")
    expect(card).to_contain_text("ikke lastet")
    assert loaded(store) == []
    page.get_by_role("navigation").get_by_role("link", name="Min liste").click()
    expect(page.locator(".flag")).to_have_text("ikke lenger i grafen")
    page.get_by_role("navigation").get_by_role("link", name="Data").click()
    card.get_by_role("button", name="Se hva som ville endres").click()
    told = page.locator(".st-key-outcome_oslo .notice")
    expect(told).to_contain_text("Ingenting er skrevet")
    page.locator(".st-key-load_oslo button").click()
    expect(told.filter(has_text="er lastet på")).to_be_visible(timeout=FIRST_VECTORS)
    assert loaded(store) == ["oslo"]
    page.get_by_role("navigation").get_by_role("link", name="Min liste").click()
    expect(page.get_by_role("link", name="Bydel Alna")).to_be_visible()
    expect(page.get_by_label("Notat")).to_have_value("ring")
    (listed,) = own.shortlist()
    assert (listed.status, listed.since) == ("meeting", "2026-01-02")


def test_what_is_old_or_unsure_is_said_with_what_it_means(page: Page, app: str) -> None:
    page.goto(f"{app}/data?lang=en")
    fresh = page.get_by_role("region", name="How fresh is it?")
    expect(fresh.locator("tr", has_text="notice").locator(".flag")).to_have_text("old")
    expect(fresh.locator("tr", has_text="rule").locator(".flag")).to_have_count(0)
    page.get_by_text("What the figures say").click()
    expect(page.get_by_text("Undated: no source says when", exact=False)).to_be_visible()
    expect(page.locator(".st-key-card_source_cpv")).to_contain_text("already come with")


def test_a_file_of_another_kind_is_refused_in_words(page: Page, app: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad.xml"
    bad.write_text("<a><b></a>", "utf-8")
    page.goto(f"{app}/data?lang=nb&source=eforms")
    page.locator("input[type=file]").set_input_files(bad)
    page.locator(".st-key-try_upload button").click()
    shown = page.locator('[class*="st-key-outcome"] .notice')
    expect(shown).to_contain_text("bad.xml")
    assert page.get_by_text("Noe gikk galt").count() == 0


def test_too_large_a_file_is_refused_in_the_readers_language(page: Page, app: str, tmp_path: Path) -> None:
    large = tmp_path / "large.xml"
    large.write_bytes(b" " * 21_000_000)
    page.goto(f"{app}/data?lang=nb&source=eforms")
    page.locator("input[type=file]").set_input_files(large)
    expect(page.get_by_test_id("stFileUploader")).to_contain_text("Filen er for stor")
    expect(page.locator(".st-key-try_upload")).to_have_count(0)


@pytest.mark.parametrize(("lang", "english"), [("nb", 0), ("en", 1)])
def test_the_file_field_speaks_the_readers_language(page: Page, app: str, lang: str, english: int) -> None:
    page.goto(f"{app}/data?lang={lang}&source=eforms")
    field = page.get_by_test_id("stFileUploader")
    expect(field).to_contain_text("20 MB")
    expect(field.get_by_text("up to 20 MB a file")).to_have_count(english)
    expect(field.get_by_text("inntil 20 MB for hver fil")).to_have_count(1 - english)
    assert "per file" not in field.inner_text()


def test_a_table_is_read_by_a_map_and_its_names_are_text(page: Page, app: str, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps(ROW), "utf-8")
    page.goto(f"{app}/data?lang=nb&source=table")
    page.locator("input[type=file]").first.set_input_files(rows)
    page.locator(".st-key-try_upload button").click()
    expect(page.locator('[class*="st-key-outcome"] .notice')).to_be_visible()
    assert page.evaluate("window.taken") is None


def test_while_another_program_loads_it_says_so(page: Page, own_app: str, store: str) -> None:
    page.goto(f"{own_app}/data?lang=nb")
    ready(page)
    with open_store(store).writer(declaration(known_sources()["cpv"]), loaded_at="2024-01-01"):
        page.locator(".st-key-try_oslo button").click()
        expect(page.locator(".st-key-outcome_oslo .notice")).to_contain_text("et annet program laster inn")
    page.locator(".st-key-try_oslo button").click()
    expect(page.locator(".st-key-outcome_oslo .notice")).to_contain_text("Ingenting er skrevet")


def test_the_format_stands_in_the_address(page: Page, app: str) -> None:
    page.goto(f"{app}/data?lang=en&source=nothing")
    ready(page)
    page.goto(f"{app}/data?lang=en&source=table")
    expect(page.get_by_label("What the columns are")).to_be_visible()
    ready(page)
    choose(page, page.get_by_label("Format", exact=True), "Register of Legal Entities")
    page.wait_for_url("**source=brreg**")
    assert query(page) == {"lang": ["en"], "source": ["brreg"]}


def test_a_phone_scrolls_one_way_only(browser: Browser, app: str) -> None:
    page = browser.new_page(viewport={"width": 375, "height": 800})
    page.goto(f"{app}/data?lang=nb")
    ready(page)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 375
    page.close()
