"""What opens on a page is for everybody too, in both themes: what is chosen, unfolded, asked about, tried, told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.ui.barriers import barriers
from tests.ui.conftest import locked, ready
from tests.ui.drawn import EXPLORE, OSLO, Drawn
from tests.ui.places import POLICE
from tests.ui.shown import faults, left_over

pytestmark = pytest.mark.browser


def chosen(page: Page, app: str) -> None:
    Drawn(page, app + EXPLORE).choose(OSLO, "Oslo kommune")


def expanding(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    page.mouse.dblclick(*drawn.mouse(OSLO))
    expect(drawn.part("dialog .side").first).to_be_visible()


def contact_form(page: Page, app: str) -> None:
    page.goto(f"{app}/unit?lang=nb&id={POLICE}")
    ready(page)
    page.get_by_role("button", name="Legg til en kontakt").click()
    expect(page.get_by_label("Hvor godt kjenner du vedkommende?")).to_be_visible()


def unfolded(page: Page, app: str) -> None:
    page.goto(f"{app}/unit?lang=nb&id={POLICE}")
    ready(page)
    page.evaluate("document.querySelectorAll('details').forEach((folded) => { folded.open = true; })")
    expect(page.locator(".cite li").last).to_be_visible()


def weighed(page: Page, app: str) -> None:
    page.goto(f"{app}/find?lang=nb&q=tolketjeneste")
    ready(page)
    page.locator(".st-key-weights summary").click()
    expect(page.get_by_role("slider").last).to_be_visible()


def tried(page: Page, app: str) -> None:
    page.goto(f"{app}/data?lang=nb")
    page.locator(".st-key-try_oslo button").click()
    expect(page.locator(".st-key-outcome_oslo .notice")).to_contain_text("Ingenting er skrevet")
    ready(page)


def asked_once(page: Page, app: str) -> None:
    page.goto(f"{app}/data?lang=nb")
    page.locator(".st-key-unload_oslo button").click()
    expect(page.get_by_role("button", name="Nei, behold")).to_be_visible()
    ready(page)


STATES = (chosen, expanding, contact_form, unfolded, weighed, tried, asked_once)


@pytest.mark.parametrize("opened", STATES, ids=lambda opened: str(opened.__name__))
def test_what_opens_is_for_everybody(page: Page, app: str, axe: str, opened: Callable[[Page, str], None]) -> None:
    page.emulate_media(color_scheme="light")
    opened(page, app)
    assert faults(page) == []
    assert left_over(page, "nb") == set()
    assert barriers(page, axe, opened.__name__) == []


def test_an_offer_to_build_the_graph_is_for_everybody(page: Page, empty_app: str, axe: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{empty_app}/find?lang=nb")
    expect(page.get_by_role("button", name="Bygg grafen nå")).to_be_visible()
    ready(page)
    assert barriers(page, axe, "no store") == []


def test_a_store_that_cannot_be_read_is_told_to_everybody(page: Page, own_app: str, file: Path, axe: str) -> None:
    page.emulate_media(color_scheme="light")
    with locked(file):
        page.goto(f"{own_app}/find?lang=nb&q=tolk")
        expect(page.locator(".notice.trouble")).to_be_visible()
        ready(page)
        assert barriers(page, axe, "locked") == []
