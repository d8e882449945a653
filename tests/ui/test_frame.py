"""The frame around every page: the menu, the languages, the day that goes along, addresses that lead nowhere."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.ui.conftest import ready
from ui.words import words

pytestmark = pytest.mark.browser

UNIT = "/unit?lang=nb&id=no-orgnr-974778742"


def menu(page: Page) -> dict[str, str]:
    """The links of the menu: where each leads, by its name."""
    pages = page.get_by_role("navigation", name="Sider")
    expect(pages).to_be_visible()
    links = pages.get_by_role("link").all()
    return {link.inner_text().strip(): link.get_attribute("href") or "" for link in links}


def tabbed(page: Page) -> str:
    """What the next press of Tab leads to; a whole part of the page has many lines."""
    page.keyboard.press("Tab")
    return str(page.evaluate("document.activeElement.innerText")).strip()


def test_every_page_of_the_menu_opens_in_a_new_tab_too(page: Page, app: str) -> None:
    page.goto(f"{app}{UNIT}&on=2024-06-01")
    ready(page)
    found = menu(page)
    assert "Finn" in found
    for name, href in found.items():
        target = page.evaluate("href => new URL(href, location).href", href)
        assert parse_qs(urlsplit(target).query)["on"] == ["2024-06-01"], name
        tab = page.context.new_page()
        tab.goto(target)
        ready(tab)
        assert urlsplit(tab.url).path == urlsplit(target).path != "/", name
        expect(tab.get_by_role("navigation", name="Sider").locator("[aria-current=page]")).to_have_text(name)
        tab.close()


def test_the_bare_address_is_find_and_says_so(page: Page, app: str) -> None:
    page.goto(app)
    ready(page)
    expect(page.get_by_role("navigation").locator("[aria-current=page]")).to_have_text("Finn")
    expect(page.get_by_label("Hva tilbyr du?")).to_be_visible()


def test_the_keyboard_reaches_the_menu_before_the_page(page: Page, app: str) -> None:
    page.goto(f"{app}{UNIT}")
    ready(page)
    names = list(menu(page))
    met = [tabbed(page) for _ in range(len(names) + 4)]
    assert [name for name in met if "\n" not in name][: len(names) + 3] == [
        "Hopp til innholdet",
        "Inngang",
        *names,
        "English",
    ]
    page.get_by_role("navigation", name="Sider").get_by_role("link").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/find?**")


def test_a_phone_shows_the_whole_menu(browser: Browser, app: str) -> None:
    context: BrowserContext = browser.new_context(viewport={"width": 375, "height": 800}, locale="nb-NO")
    for lang in ("nb", "en"):
        page = context.new_page()
        page.goto(f"{app}/unit?lang={lang}")
        ready(page)
        boxes = [link.bounding_box() for link in page.locator(".st-key-masthead a").all()]
        assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= 375 for box in boxes)
    context.close()


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_an_address_that_is_no_page_says_so_in_the_readers_language(page: Page, app: str, lang: str) -> None:
    page.goto(f"{app}/nowhere?lang={lang}")
    expect(page.locator(".notice")).to_contain_text(words(lang)["lost"])
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("navigation").get_by_role("link").first.click()
    expect(page.get_by_label(words(lang)["offering"])).to_be_visible()
