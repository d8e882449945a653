"""A visitor's ways through the app, in a real browser."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.conftest import ready
from ui.words import words

pytestmark = pytest.mark.browser

ASKED = "/?lang=nb&q=tolketjeneste+p%C3%A5+video"
UNIT = "/unit?lang=nb&id=no-orgnr-974778742"
HOSTILE_SIGN = '<img src=x onerror="window.taken=1">'


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_an_offering_leads_to_a_unit_and_back(page: Page, app: str) -> None:
    page.goto(f"{app}/?lang=nb")
    page.get_by_label("Hva tilbyr du?").fill("tolketjeneste på video")
    page.get_by_role("button", name="Finn", exact=True).click()
    first = page.locator(".st-key-title_1")
    expect(first).to_be_visible()
    assert query(page)["q"] == ["tolketjeneste på video"]
    link = page.locator('[class*="st-key-title_"] a').first
    name = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    assert urlsplit(page.url).path == "/unit"
    page.go_back()
    expect(first).to_be_visible()
    assert query(page)["q"] == ["tolketjeneste på video"]


def test_a_copied_link_opens_the_same_view(page: Page, app: str) -> None:
    page.goto(f"{app}{ASKED}&value=400+000&on=2026-08-01&type=borough")
    expect(page.locator(".st-key-title_1")).to_be_visible()
    expect(page.get_by_label("Beløp uten mva.")).to_have_value("400 000")
    expect(page.get_by_label("Dato", exact=True)).to_have_value("1. aug. 2026")
    kinds = page.locator('[class*="st-key-card_"] .body > .muted').all_inner_texts()
    assert all(text.startswith(("bydel", "nyeste")) or not text for text in kinds)


def test_the_parts_of_a_score_add_up_in_words(page: Page, app: str) -> None:
    page.goto(app + ASKED)
    told = page.locator(".bar").first.get_attribute("aria-label")
    assert told
    parts, total = told.rsplit(" = ", 1)
    signed = re.findall(r"(− )?[^+−]*?(\d+,\d\d)", parts)
    added = sum((-1 if sign else 1) * float(number.replace(",", ".")) for sign, number in signed)
    assert abs(added - float(total.replace(",", "."))) < 0.005 * (len(signed) + 1)


def test_a_group_of_equal_units_opens(page: Page, app: str) -> None:
    page.goto(f"{app}{ASKED}&more=3")
    expander = page.locator('[class*="st-key-group_"] summary').first
    expander.click()
    expect(page.locator('[class*="st-key-members_"] a').nth(1)).to_be_visible()


def test_a_category_can_be_struck_out_and_brought_back(page: Page, app: str) -> None:
    page.goto(app + ASKED)
    page.locator('[class*="st-key-category_"] a').first.click()
    page.wait_for_url("**without=*")
    code = query(page)["without"][0]
    back = page.get_by_role("link", name=f"Ta tilbake {code}")
    back.click()
    expect(back).to_have_count(0)


@pytest.mark.parametrize("path", ["/?", "/?q=tolketjeneste&", "/unit?id=no-orgnr-974778742&", "/unit?id=nobody&"])
def test_the_language_switches_in_place(page: Page, app: str, path: str) -> None:
    page.goto(f"{app}{path}lang=nb")
    ready(page)
    assert left_over(page, "nb") == set()
    page.get_by_role("link", name="English", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    ready(page)
    assert query(page)["lang"] == ["en"]
    assert {name: value for name, value in query(page).items() if name != "lang"} == parse_qs(path.split("?")[1])
    assert left_over(page, "en") == set()


def left_over(page: Page, lang: str) -> set[str]:
    """Texts of ours on the page that belong to the other language alone."""
    other = words("en" if lang == "nb" else "nb")
    ours = set(words(lang).values())
    page.wait_for_timeout(300)
    shown = {line.strip() for line in page.locator("body").inner_text().splitlines()}
    said = {text for text in other.values() if "{" not in text and text not in ours}
    return shown & said


def test_names_from_the_data_are_text(page: Page, app: str) -> None:
    page.goto(f"{app}/unit?lang=nb&id=unit-hostile")
    expect(page.get_by_role("heading", level=1)).to_contain_text(HOSTILE_SIGN)
    page.goto(f"{app}/unit?lang=nb&q=Etat+klikk")
    expect(page.locator(".st-key-hits")).to_contain_text(HOSTILE_SIGN)
    expect(page.locator(".st-key-hits")).to_contain_text("**Etat** [klikk](javascript:alert(1)) :red[x]")
    page.goto(f"{app}/?lang=nb&q=%3Cimg+src%3Dx+onerror%3D%22window.taken%3D1%22%3E")
    ready(page)
    assert page.evaluate("window.taken") is None
    assert page.locator('a[href^="javascript"]').count() == 0


def test_links_out_are_plain_web_links_that_tell_nothing(page: Page, app: str) -> None:
    page.goto(app + UNIT)
    ready(page)
    out = page.locator(".cite a")
    assert out.count()
    for link in out.all()[:40]:
        assert (link.get_attribute("href") or "").startswith(("http://", "https://"))
        assert "noopener" in (link.get_attribute("rel") or "")


def test_nothing_is_asked_of_any_other_machine(page: Page, app: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("/?lang=nb", ASKED, UNIT):
        page.goto(app + path)
        ready(page)
        page.wait_for_timeout(500)
    assert [url for url in asked if not url.startswith((app, "data:", "blob:"))] == []


@pytest.mark.parametrize("path", ["/?lang=nb", ASKED, UNIT, "/unit?lang=en&id=nobody"])
def test_a_phone_scrolls_one_way_only(browser: Browser, app: str, path: str) -> None:
    page = browser.new_page(viewport={"width": 375, "height": 800})
    page.goto(app + path)
    ready(page)
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    page.close()
    assert wide <= 375


def test_a_bad_link_says_so_and_offers_a_search(page: Page, app: str) -> None:
    page.goto(f"{app}/unit?lang=en&id=no-orgnr-000000000")
    expect(page.locator(".notice")).to_contain_text("no-orgnr-000000000")
    expect(page.get_by_label("Name, organisation number or id")).to_be_visible()


def test_nothing_found_says_what_to_try(page: Page, app: str) -> None:
    page.goto(f"{app}/?lang=nb&q=qwxzqwxz")
    expect(page.locator(".notice")).to_contain_text("Ingen treff")
    expect(page.locator(".notice li").first).to_be_visible()


@pytest.mark.parametrize("rest", ["&on=2020-13-45", "&type=palace", "&w=luck:3", "&w=need:9999999", "&value=lots"])
def test_a_link_that_asks_nonsense_is_no_crash(page: Page, app: str, rest: str) -> None:
    page.goto(app + ASKED + rest)
    ready(page)
    assert "Traceback" not in page.locator("body").inner_text()
    assert page.get_by_text(words("nb")["broken"]).count() == 0


def test_before_the_graph_is_built_it_offers_to_build_it(page: Page, empty_app: str) -> None:
    page.goto(f"{empty_app}/?lang=nb")
    expect(page.get_by_text("Grafen er ikke bygd ennå")).to_be_visible()
    page.get_by_role("button", name="Bygg grafen nå").click()
    expect(page.get_by_label("Hva tilbyr du?")).to_be_visible(timeout=120_000)
