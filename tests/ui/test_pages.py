"""A visitor's ways through the app, in a real browser."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, expect

from tests.ui.conftest import query, ready
from tests.ui.shown import faults, left_over
from tools.running import serving

pytestmark = pytest.mark.browser

ASKED = "/find?lang=nb&q=tolketjeneste+p%C3%A5+video"
UNIT = "/unit?lang=nb&id=no-orgnr-974778742"
HOSTILE_SIGN = '<img src=x onerror="window.taken=1">'


@pytest.mark.parametrize(
    "path",
    ["/find?", "/find?q=tolketjeneste&vs=no-orgnr-970534644&", "/unit?id=no-orgnr-974778742&", "/unit?id=nobody&"],
)
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


def test_a_bad_link_says_so_and_offers_a_search(page: Page, app: str) -> None:
    page.goto(f"{app}/unit?lang=en&id=no-orgnr-000000000")
    expect(page.locator(".notice")).to_contain_text("no-orgnr-000000000")
    expect(page.get_by_role("combobox", name="Name, organisation number or id")).to_be_visible()


@pytest.mark.parametrize("rest", ["&on=2020-13-45", "&type=palace", "&w=luck:3", "&w=need:9999999", "&value=lots"])
def test_a_link_that_asks_nonsense_is_no_crash(page: Page, app: str, rest: str) -> None:
    page.goto(app + ASKED + rest)
    ready(page)
    assert faults(page) == []


def test_before_the_graph_is_built_it_offers_to_build_it(page: Page, tmp_path: Path) -> None:
    with serving(f"sqlite:///{tmp_path / 'none.db'}") as app:
        page.goto(f"{app.url}/?lang=nb")
        expect(page.get_by_text("Grafen er ikke bygd ennå")).to_be_visible()
        page.get_by_role("button", name="Bygg grafen nå").click()
        expect(page.get_by_label("Hva tilbyr du?")).to_be_visible(timeout=120_000)
