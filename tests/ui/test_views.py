"""Saved views in a real browser: kept, opened, renamed, taken along; and what is too long for an address."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from graph.workspace.workspace import Workspace
from tests.ui.conftest import ready
from tests.ui.drawn import Drawn
from tests.ui.listing import open_list, take_in
from tests.ui.places import ALNA
from tools.running import serving
from ui.packed import ADDRESS_LIMIT, pack, unpack

pytestmark = pytest.mark.browser


def test_a_saved_view_opens_the_page_as_it_was(page: Page, served: str, own: Workspace) -> None:
    kept = own.save_view("Mitt søk", "find", {"q": ["tolketjeneste på video"], "type": ["borough"]})
    open_list(page, served)
    page.get_by_role("link", name="Mitt søk").click()
    expect(page.get_by_label("Hva tilbyr du?")).to_have_value("tolketjeneste på video")
    ready(page)
    page.get_by_role("link", name="English", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert f"view={kept.id}" in page.url
    page.goto(f"{served}/find?lang=nb&view=nobody")
    expect(page.locator(".notice")).to_contain_text("nobody")


def test_a_unit_is_kept_renamed_taken_out_and_brought_back(page: Page, served: str, own: Workspace) -> None:
    page.goto(f"{served}/unit?lang=nb&id={ALNA}&on=2026-06-01")
    ready(page)
    page.get_by_role("button", name="Lagre visningen").click()
    page.get_by_label("Navn på visningen").fill("Alna i sommer")
    page.get_by_role("button", name="Lagre", exact=True).click()
    expect(page.get_by_text("«Alna i sommer» er lagret på Min liste.")).to_be_visible()
    page.get_by_role("link", name="Se lagrede visninger").click()
    page.get_by_role("button", name="Gi nytt navn").click()
    page.get_by_label("Navn på visningen").fill("Alna")
    page.get_by_role("button", name="Lagre", exact=True).click()
    link = page.get_by_role("link", name="Alna", exact=True)
    expect(link).to_be_visible()
    with page.expect_download() as caught:
        page.get_by_role("button", name="Eksporter visningen").click()
    file = Path(caught.value.path()).read_bytes()
    page.locator('[class*="st-key-view_view_"]').get_by_role("button", name="Fjern").click()
    expect(link).to_have_count(0)
    assert own.views() == []
    take_in(page, "inngang-view.json", file)
    link.click()
    expect(page.get_by_role("heading", level=1, name="Bydel Alna")).to_be_visible()
    expect(page.get_by_text("slik det var kjent 1. juni 2026")).to_be_visible()
    (kept,) = own.views()
    assert (kept.name, kept.page, kept.query) == ("Alna", "unit", {"id": [ALNA], "on": ["2026-06-01"]})


def just_fits() -> dict[str, list[object]]:
    """What was done to a picture, as much as an address carries: one step more is too much."""
    spots: dict[str, list[int]] = {}
    while len(pack(steps(spots))) <= ADDRESS_LIMIT:
        number = len(spots)
        spots[f"far-{number}"] = [number * 7919 % 5000, number * 104729 % 5000]
    spots.popitem()
    return steps(spots)


def steps(spots: dict[str, list[int]]) -> dict[str, object]:
    return {"steps": [["move", spots]], "sel": "", "view": "", "find": ""}


def one_step_too_many(page: Page, app: str) -> None:
    """Takes the step with which the address becomes too long."""
    drawn = Drawn(page, f"{app}/explore?lang=nb&id={ALNA}&picture={pack(just_fits())}")
    assert drawn.state()
    drawn.choose(ALNA, "Bydel Alna")


def test_the_step_that_makes_a_view_too_long_keeps_it_and_hands_it_out(page: Page, served: str, own: Workspace) -> None:
    one_step_too_many(page, served)
    kept = page.locator(".st-key-kept")
    expect(kept).to_contain_text("for lang for en adresse")
    with page.expect_download() as caught:
        kept.get_by_role("button", name="Eksporter visningen").click()
    (view,) = own.views()
    page.wait_for_url(f"**view={view.id}*")
    held = json.loads(Path(caught.value.path()).read_bytes())["view"]
    assert held["query"]["id"] == [ALNA]
    assert len(held["query"]["picture"][0]) > ADDRESS_LIMIT
    expect(Drawn(page, page.url).detail.locator(".name")).to_have_text("Bydel Alna")


def test_without_a_list_a_view_that_is_too_long_is_said_to_be(page: Page, folder: Path, own: Workspace) -> None:
    with serving(f"sqlite:///{folder / 'graph.db'}", host="0.0.0.0") as open_to_all:  # noqa: S104 — what is tested
        one_step_too_many(page, open_to_all.url)
        expect(page.get_by_text("Denne visningen er for stor for en lenke.")).to_be_visible()
        ready(page)
        assert "view=" not in page.url
        assert page.locator(".st-key-kept").count() == 0
    assert own.views() == []


def test_a_picture_too_long_for_an_address_becomes_a_saved_view_that_opens_and_grows(
    page: Page, served: str, own: Workspace
) -> None:
    spots = {f"far-{number}": [number * 7919 % 5000, number * 104729 % 5000] for number in range(900)}
    state = {"steps": [["move", {ALNA: [321, 123], **spots}]], "sel": "", "view": "table", "find": ""}
    kept = own.save_view("Stort bilde", "explore", {"id": [ALNA], "picture": [pack(state)]})
    assert len(kept.query["picture"][0]) > ADDRESS_LIMIT
    page.goto(f"{served}/explore?lang=nb&view={kept.id}")
    ready(page)
    expect(page.get_by_role("button", name="Tabell")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".st-key-kept")).to_contain_text("for lang for en adresse")
    query = parse_qs(urlsplit(page.url).query)
    assert query.keys() == {"view", "lang"}
    assert len(page.url) < 200
    views = {one.id: one for one in own.views()}
    assert views[kept.id].query == kept.query
    assert unpack(views[query["view"][0]].query["picture"][0])["steps"] == state["steps"]
