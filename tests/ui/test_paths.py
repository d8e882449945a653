"""The Paths page, in a real browser."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.conftest import OTHER_NAME, ready
from ui.words import word

pytestmark = pytest.mark.browser

POLICE, ALNA, CITY = "no-orgnr-961398142", "no-orgnr-970534644", "no-orgnr-958935420"
BJERKE = "no-orgnr-974778874"
ASKED = f"/paths?lang=nb&from={POLICE}&to={ALNA}"


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_names_are_completed_and_chosen_by_keyboard_alone(page: Page, app: str) -> None:
    page.goto(f"{app}/paths?lang=nb&on=2026-06-01")
    ready(page)
    start, end = page.get_by_role("combobox", name="Fra"), page.get_by_role("combobox", name="Til")
    start.focus()
    page.keyboard.type("oslo politid")
    expect(page.get_by_role("option", name="Oslo politidistrikt")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(start).to_have_value("Oslo politidistrikt")
    end.focus()
    page.keyboard.type("970 534")
    expect(page.get_by_role("option", name="Bydel Alna")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(end).to_have_value("Bydel Alna")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="stier fra Oslo politidistrikt til Bydel Alna")).to_be_visible()
    assert query(page) == {"lang": ["nb"], "from": [POLICE], "to": [ALNA], "on": ["2026-06-01"]}


def test_a_former_name_is_completed_and_a_name_nobody_has_says_so(page: Page, app: str) -> None:
    page.goto(f"{app}/paths?lang=nb")
    ready(page)
    start = page.get_by_role("combobox", name="Fra")
    start.press_sequentially(OTHER_NAME[:9].lower())
    page.get_by_role("option", name="Etat").first.click()
    expect(start).to_have_value(re.compile("Etat"))
    start.fill("qwxzqwxz")
    status = page.locator(".lookup", has=start).get_by_role("status")
    expect(status).to_have_text("Ingen treff. Teksten brukes som den står.")
    box = status.bounding_box()
    assert box
    assert box["height"] > 10


def test_a_path_is_sentences_with_sources_and_names_its_weakest_hop(page: Page, app: str) -> None:
    page.goto(app + ASKED)
    expect(page.locator(".path")).to_have_count(3)
    first = page.locator(".path").first
    hops = first.locator("ol > li")
    expect(hops.first).to_contain_text("Oslo politidistrikt har plikt til å")
    expect(first.locator(".weak")).to_have_count(1)
    expect(first.locator(".weak")).to_contain_text("svakeste ledd – ")
    for hop in hops.all():
        expect(hop.locator(".cite summary")).to_contain_text(re.compile(r"^\w.* \(LOV-[\d-]+\)"))


def test_a_text_that_is_several_things_offers_them(page: Page, app: str) -> None:
    page.goto(f"{app}/paths?lang=nb&from=politiinspektør&to={ALNA}&k=2")
    expect(page.locator(".notice")).to_contain_text("Flere heter «politiinspektør»")
    page.locator('[class*="st-key-choose_start"] a').first.click()
    expect(page.get_by_role("heading", name=re.compile("sti.* til Bydel Alna"))).to_be_visible()
    assert (query(page)["k"], len(query(page)["from"])) == (["2"], 1)


def test_a_name_nobody_has_says_so(page: Page, app: str) -> None:
    page.goto(f"{app}/paths?lang=en&from=qwxzqwxz&to={ALNA}")
    expect(page.locator(".notice")).to_contain_text("“qwxzqwxz” was not found")


def test_limits_stand_in_the_address_and_bound_the_paths(page: Page, app: str) -> None:
    page.goto(f"{app}{ASKED}&via={CITY}&k=1")
    path = page.locator(".path")
    expect(path).to_have_count(1)
    assert any("Oslo kommune" in text for text in page.locator(".path ol > li > span").all_inner_texts())
    expect(page.get_by_label("Antall stier")).to_have_value("1")
    page.get_by_role("link", name="Oslo kommune ✕").click()
    page.wait_for_url(lambda url: "via=" not in url)
    page.goto(f"{app}{ASKED}&avoid={CITY}&k=1")
    expect(path).to_have_count(1)
    assert not any("Oslo kommune" in text for text in page.locator(".path ol > li > span").all_inner_texts())


def test_more_choices_are_filled_in_and_stand_in_the_address(page: Page, app: str) -> None:
    page.goto(app + ASKED)
    ready(page)
    page.get_by_text(word("nb", "paths_more"), exact=True).click()
    for part, name in (("via", "Oslo kommune"), ("avoid", "Bydel Bjerke")):
        field = page.get_by_role("combobox", name=word("nb", f"paths_{part}"))
        field.fill(name)
        page.get_by_role("option", name=name).first.click()
        expect(field).to_have_value(name)
    page.get_by_label(word("nb", "paths_k")).fill("2")
    page.get_by_label(word("nb", "paths_longest")).fill("8")
    page.get_by_label(word("nb", "on"), exact=True).fill("1.8.2026")
    page.get_by_role("button", name="Vis stier").click()
    page.wait_for_url("**via=*")
    ready(page)
    assert query(page) == {
        "lang": ["nb"],
        "from": [POLICE],
        "to": [ALNA],
        "k": ["2"],
        "max": ["8"],
        "via": [CITY],
        "avoid": [BJERKE],
        "on": ["2026-08-01"],
    }
    expect(page.locator(".path")).to_have_count(2)
    hops = page.locator(".path ol > li > span")
    expect(hops.filter(has_text="Oslo kommune").first).to_be_visible()
    expect(hops.filter(has_text="Bydel Bjerke")).to_have_count(0)


def test_one_end_alone_asks_for_the_other(page: Page, app: str) -> None:
    page.goto(f"{app}/paths?lang=nb&to={ALNA}")
    expect(page.locator(".notice")).to_contain_text("Hvor skal stien begynne?")
    expect(page.get_by_role("combobox", name="Til")).to_have_value("Bydel Alna")
    page.goto(f"{app}/paths?lang=nb&from={ALNA}")
    expect(page.locator(".notice")).to_contain_text("Hvem skal det lede til?")


def test_a_path_can_be_walked_the_other_way(page: Page, app: str) -> None:
    page.goto(f"{app}{ASKED}&k=1")
    page.get_by_role("link", name="Bytt retning").click()
    expect(page.get_by_role("heading", name="Én sti fra Bydel Alna til Oslo politidistrikt")).to_be_visible()
    assert (query(page)["from"], query(page)["to"], query(page)["k"]) == ([ALNA], [POLICE], ["1"])


def test_where_there_is_no_path_it_says_what_would_make_one(page: Page, app: str) -> None:
    page.goto(f"{app}{ASKED}&max=1")
    expect(page.locator(".notice")).to_contain_text("Ingen sti")
    expect(page.locator(".notice")).to_contain_text("Med inntil")
    offered = page.locator(".st-key-paths_try a", has_text="som står nær")
    near = offered.first
    name = near.inner_text().removeprefix("Vis stier til ").split(" (")[0].removesuffix(", som står nær")
    assert len({*offered.all_inner_texts()}) == offered.count() > 1
    page.get_by_role("link", name="Let etter stier på inntil").click()
    expect(page.locator(".path").first).to_be_visible()
    page.go_back()
    near.click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text(f"til {name}")
    ready(page)
    assert query(page)["to"] != [ALNA]


@pytest.mark.parametrize(
    "rest", ["&k=0", "&k=99999", "&max=x", "&rel=nothing", "&via=nobody", "&on=2020-13-45", "&from=%00"]
)
def test_a_link_that_asks_nonsense_is_no_crash(page: Page, app: str, rest: str) -> None:
    page.goto(app + ASKED + rest)
    ready(page)
    assert page.get_by_text("Noe gikk galt").count() == 0


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_a_phone_scrolls_one_way_only(browser: Browser, app: str, lang: str) -> None:
    page = browser.new_page(viewport={"width": 375, "height": 800})
    page.goto(app + ASKED.replace("nb", lang))
    ready(page)
    expect(page.locator(".path").first).to_be_visible()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 375
    page.close()


def test_a_path_of_the_list_is_lit_in_the_picture_and_the_lit_one_marked(page: Page, app: str) -> None:
    page.goto(app + ASKED)
    ready(page)
    names, ways = page.locator(".path h3 button"), page.locator(".picture .names .way")
    expect(names.nth(0)).to_have_attribute("aria-pressed", "true")
    names.nth(1).click()
    expect(ways.nth(1)).to_have_attribute("aria-pressed", "true")
    expect(names.nth(1)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".path.lit")).to_have_count(1)
    ways.nth(2).click()
    expect(page.locator(".path").nth(2)).to_have_class("path lit")
    expect(names.nth(1)).to_have_attribute("aria-pressed", "false")
    page.get_by_role("button", name="Vis alt likt").click()
    expect(page.locator(".path.lit")).to_have_count(0)
