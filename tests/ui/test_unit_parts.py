"""Unit: posts over time, notices, purchases, similar units, agreements; each with its source, gaps said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graph.amounts import money
from graph.store.address import open_store
from loaders.run import run_load
from tests.ui.conftest import ready
from tests.ui.places import ALNA

pytestmark = pytest.mark.browser

BOROUGH = "no-orgnr-974778742"
HEALTH = "unit-no-orgnr-958935420-byraadsavdeling-for-helse"
POLICE_IT = "no-orgnr-974761157"
WATER = "no-orgnr-971185589"
AWARD = Path(__file__).parents[1] / "loaders" / "eforms" / "fixtures" / "award_two_lots.xml"
#: Everything on the page that says something of the unit.
ROWS = ".facts > div, .notices tbody tr, .chart tbody tr, .units > li, .posts > li:not(.rest), .holder"


@pytest.mark.parametrize("unit", [BOROUGH, HEALTH, POLICE_IT, WATER])
def test_every_row_says_where_it_comes_from(page: Page, app: str, unit: str) -> None:
    page.goto(f"{app}/unit?lang=nb&id={unit}")
    ready(page)
    rows = page.locator(ROWS)
    assert rows.count() > len(ROWS.split(","))
    bare = "rows => rows.filter(row => !row.querySelector('.cite')).map(row => row.textContent)"
    assert rows.evaluate_all(bare) == []


def test_the_facts_say_what_it_belongs_to_and_by_whom(page: Page, app: str) -> None:
    page.goto(f"{app}/unit?lang=nb&id={HEALTH}")
    belongs = page.locator(".facts > div", has=page.locator("dt", has_text="Hører til")).locator("dd > ul > li")
    expect(belongs.locator("> a")).to_have_text(["Oslo byråd", "Oslo kommune"])
    belongs.first.locator("summary").click()
    expect(belongs.first.locator(".cite li").first).to_be_visible()


def test_posts_stand_over_time_with_their_holders_in_words_below(page: Page, app: str) -> None:
    page.goto(f"{app}/unit?lang=nb&id={HEALTH}")
    line = page.get_by_role("img", name=re.compile("Tidslinje"))
    bars = line.locator(".held")
    expect(bars).to_have_count(2)
    left = [float(re.search(r"left:([\d.]+)%", bar.get_attribute("style") or "")[1]) for bar in bars.all()]  # type: ignore[index]
    assert left == sorted(left)
    assert left[0] < left[1]
    words = page.locator(".posts .holder").first
    expect(words).to_contain_text("ikke kontrollert siden")
    words.locator("summary").click()
    expect(words.locator(".cite li").first).to_be_visible()


def test_a_unit_without_dated_holders_has_no_timeline(page: Page, app: str) -> None:
    page.goto(f"{app}/unit?lang=nb&id={BOROUGH}")
    expect(page.get_by_role("heading", name="Stillinger")).to_be_visible()
    expect(page.locator(".timeline")).to_have_count(0)


def test_notices_fold_and_say_value_and_source(page: Page, app: str) -> None:
    page.goto(f"{app}/unit?lang=nb&id={POLICE_IT}")
    table = page.get_by_role("region", name="Kunngjøringer").first
    expect(table.locator("tbody tr")).to_have_count(8)
    more = page.locator('[data-key="more-notices"]')
    more.locator("> summary").click()
    expect(more.locator("tbody tr").first).to_be_visible()
    first = table.locator("tbody tr").first
    expect(first.locator(".number")).to_have_text(money(172_000_000, "nb", "NOK"))
    first.locator("summary").click()
    expect(first.locator(".cite li").first).to_be_visible()


def test_an_award_that_was_loaded_says_what_was_paid_and_who_won(page: Page, own_app: str, file: Path) -> None:
    store = open_store(f"sqlite:///{file}")
    run_load(store, "eforms", [AWARD])
    store.close()
    page.goto(f"{own_app}/unit?lang=nb&id={ALNA}")
    row = page.get_by_role("region", name="Kunngjøringer").first.locator("tr", has_text="Tolketjeneste på video")
    expect(row.locator(".number")).to_have_text(money(3_200_000, "nb", "NOK"))
    for winner in ("Skjermtolk AS", "Tolk Nord AB", "Tolk Øst AS"):
        expect(row.get_by_text("Vinner:")).to_contain_text(winner)
    row.locator("summary").click()
    expect(row.locator(".cite li").first).to_be_visible()


def test_purchases_by_category_are_a_chart_that_is_its_own_table(page: Page, app: str) -> None:
    page.goto(f"{app}/unit?lang=nb&id={POLICE_IT}")
    rows = page.locator("table.chart").first.locator("tbody tr")
    expect(rows.first).to_be_visible()
    counts = [int(row.locator(".number").inner_text()) for row in rows.all()]
    widths = [
        float(re.search(r"([\d.]+)%", row.locator(".count").get_attribute("style") or "")[1]) for row in rows.all()
    ]  # type: ignore[index]
    assert counts == sorted(counts, reverse=True)
    assert widths == [pytest.approx(100 * count / counts[0], abs=0.1) for count in counts]


def test_similar_units_say_why_and_lead_on(page: Page, app: str) -> None:
    page.goto(f"{app}/unit?lang=nb&id={BOROUGH}")
    similar = page.locator("section", has=page.get_by_role("heading", name="Lignende enheter")).last
    expect(similar.locator("li").first).to_contain_text("deler")
    name = similar.locator("a").first.inner_text()
    similar.locator("a").first.click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def test_agreements_that_bind_it_unfold(page: Page, app: str) -> None:
    page.goto(f"{app}/unit?lang=nb&id={BOROUGH}")
    section = page.locator('[data-key="section-agreements"]')
    section.locator("> summary").click()
    expect(section.locator("li").first).to_be_visible()
    expect(section.locator(".cite").first).to_be_visible()


def test_what_is_not_known_is_said_with_what_would_fill_it(page: Page, app: str) -> None:
    page.goto(f"{app}/unit?lang=en&id={HEALTH}")
    gaps = page.locator(".missing li")
    expect(gaps.filter(has_text="No notices")).to_contain_text("Doffin or TED")
    expect(gaps.filter(has_text="Posts")).to_have_count(0)


def test_names_of_pilots_and_agreements_keep_their_language_and_say_which(page: Page, app: str) -> None:
    page.goto(f"{app}/unit?lang=nb&id={WATER}")
    expect(page.locator('.post [lang="en"]', has_text="NoDig Challenge")).to_be_visible()
    expect(page.locator('.post [lang="nb"]')).to_have_count(0)
    page.goto(f"{app}/unit?lang=en&id={WATER}")
    expect(page.locator('.post [lang="nb"]', has_text="gravefri tilkobling")).to_be_visible()
    assert page.locator('.post [lang="nb"]', has_text="avtale").count() > 0
