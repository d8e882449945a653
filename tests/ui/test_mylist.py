"""My list in a real browser: units that are followed, contacts, saved views, the file that takes them along."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graph.store.address import open_store
from graph.when import On
from graph.wording import LANGUAGES
from graph.workspace.records import Tie
from graph.workspace.workspace import Workspace
from tests.ui.barriers import barriers
from tests.ui.conftest import choose, ready
from tests.ui.listing import open_list, take_in
from tools.running import serving

pytestmark = pytest.mark.browser

ALNA = "no-orgnr-970534644"
CONNECTIONS = (
    b"Notes:\n\nFirst Name,Last Name,Company,Position,Connected On\nKari,Nordmann,Bydel Alna,leder,15 Mar 2024\n"
)


def test_status_and_note_are_edited_in_place_and_kept(page: Page, served: str, own: Workspace) -> None:
    own.enlist(ALNA, name="Bydel Alna", day="2026-01-02")
    open_list(page, served)
    page.get_by_label("Notat").fill("ring fagsjefen")
    page.get_by_label("Notat").blur()
    ready(page)
    page.get_by_label("Status").first.click()
    page.get_by_role("option", name="Møte").click()
    expect(page.get_by_role("heading", name=re.compile("Møte"))).to_be_visible()
    (listed,) = own.shortlist()
    assert (listed.status, listed.note) == ("meeting", "ring fagsjefen")
    page.get_by_text("Historikk (2)").click()
    expect(page.get_by_text("2. jan. 2026: Skal kontaktes")).to_be_visible()
    page.get_by_role("button", name="Fjern").click()
    expect(page.get_by_text("Ingen enheter ennå", exact=False)).to_be_visible()


def test_a_change_in_one_tab_is_not_undone_by_another(page: Page, served: str, own: Workspace) -> None:
    own.enlist(ALNA, name="Bydel Alna")
    open_list(page, served)
    other = page.context.new_page()
    open_list(other, served)
    other.get_by_label("Status").first.click()
    other.get_by_role("option", name="Vunnet").click()
    expect(other.get_by_role("heading", name=re.compile("Vunnet"))).to_be_visible()
    page.get_by_label("Notat").fill("fra den første fanen")
    page.get_by_label("Notat").blur()
    expect(page.get_by_role("heading", name=re.compile("Vunnet"))).to_be_visible()
    (listed,) = own.shortlist()
    assert (listed.status, listed.note) == ("won", "fra den første fanen")


def test_what_has_left_the_graph_is_shown_as_gone(page: Page, served: str, own: Workspace) -> None:
    own.enlist("no-orgnr-000000000", name="Nedlagt etat")
    own.add_contact("Kari", knows=[Tie(to="no-orgnr-000000000", name="Nedlagt etat")])
    open_list(page, served)
    expect(page.locator(".flag")).to_have_text(["ikke lenger i grafen"] * 2)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_list_with_everything_on_it_is_for_everybody(
    page: Page, served: str, own: Workspace, axe: str, lang: str
) -> None:
    own.enlist(ALNA, name="Bydel Alna", note="ring")
    own.enlist("no-orgnr-000000000", name="Nedlagt etat", status="lost")
    own.add_contact("Kari", company="Bydel Alna", strength="close", knows=[Tie(to=ALNA, name="Bydel Alna")])
    own.save_view("Mitt søk", "find", {"q": ["tolk"]})
    page.emulate_media(color_scheme="light")
    open_list(page, served, lang)
    assert barriers(page, axe, "my list") == []
    page.set_viewport_size({"width": 375, "height": 800})
    page.wait_for_timeout(300)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 375


def test_linkedins_file_becomes_contacts(page: Page, served: str, own: Workspace) -> None:
    open_list(page, served)
    page.get_by_text("Hent kontakter fra LinkedIn").click()
    section = page.locator(".st-key-connections")
    section.locator("input[type=file]").set_input_files(
        {"name": "Connections.csv", "mimeType": "text/csv", "buffer": CONNECTIONS}
    )
    section.get_by_role("button", name="Hent inn").click()
    expect(page.locator(".said")).to_contain_text("1 nye")
    expect(page.get_by_role("link", name="Bydel Alna")).to_be_visible()
    assert [(one.name, [tie.to for tie in one.knows]) for one in own.contacts()] == [("Kari Nordmann", [ALNA])]


@pytest.mark.parametrize(
    ("name", "content"),
    [("bad.json", b"{"), ("other.json", b"[1, 2]"), ("newer.json", b'{"format": "inngang-workspace", "version": 99}')],
)
def test_a_bad_file_is_one_line_and_changes_nothing(
    page: Page, served: str, own: Workspace, name: str, content: bytes
) -> None:
    own.enlist(ALNA, name="Bydel Alna")
    open_list(page, served)
    take_in(page, name, content)
    expect(page.locator(".field-error")).to_contain_text(name)
    assert len(own.shortlist()) == 1


def test_all_of_it_leaves_as_one_file_and_comes_back(page: Page, served: str, own: Workspace) -> None:
    own.enlist(ALNA, name="Bydel Alna", note='<img src=x onerror="window.taken=1">')
    own.add_contact('<b onclick="window.taken=1">Kari</b>', knows=[Tie(to=ALNA)])
    open_list(page, served)
    with page.expect_download() as caught:
        page.get_by_role("button", name="Eksporter alt som JSON").click()
    file = Path(caught.value.path()).read_bytes()
    assert json.loads(file)["shortlist"][0]["id"] == ALNA
    own.unlist(ALNA)
    take_in(page, "inngang-workspace.json", file)
    expect(page.locator(".said")).to_contain_text("Enheter: 1 nye")
    assert len(own.shortlist()) == 1
    assert page.evaluate("window.taken") is None


def test_a_step_is_dated_and_a_day_that_is_none_is_said(page: Page, served: str, own: Workspace) -> None:
    own.enlist(ALNA, name="Bydel Alna", day="2026-01-02")
    open_list(page, served)
    page.get_by_text("Historikk (1)").click()
    form = page.locator('[data-testid="stForm"]', has=page.get_by_role("button", name="Legg til i historikken"))
    choose(page, form.get_by_label("Status"), "Møte")
    form.get_by_label("Dato").fill("31.2.2026")
    form.get_by_role("button", name="Legg til i historikken").click()
    expect(page.get_by_role("alert")).to_contain_text("31.2.2026")
    assert [step.status for step in own.shortlist()[0].steps] == ["to_contact"]
    form.get_by_label("Dato").fill("3. mars 2026")
    form.get_by_role("button", name="Legg til i historikken").click()
    expect(page.get_by_role("heading", name=re.compile("Møte"))).to_be_visible()
    expect(page.get_by_text("siden 3. mars 2026")).to_be_visible()
    assert [(step.status, step.day) for step in own.shortlist()[0].steps][1:] == [("meeting", "2026-03-03")]


def test_on_a_graph_that_is_not_built_the_page_offers_to_build_it(page: Page, empty_app: str) -> None:
    page.goto(f"{empty_app}/mylist?lang=nb")
    expect(page.get_by_text("Grafen er ikke bygd ennå")).to_be_visible()


def test_where_others_can_reach_the_app_there_is_no_list(page: Page, folder: Path) -> None:
    with serving(f"sqlite:///{folder / 'graph.db'}", host="0.0.0.0") as open_to_all:  # noqa: S104 — what is tested
        page.goto(f"{open_to_all.url}/mylist?lang=nb")
        expect(page.locator(".notice")).to_contain_text("Her er det ingen egen liste")
        assert page.get_by_label("Status").count() == 0


def test_the_graph_itself_is_never_written_to(folder: Path, own: Workspace) -> None:
    own.add_contact("Hemmelig Bekjentsen", knows=[Tie(to=ALNA)])
    store = open_store(f"sqlite:///{folder / 'graph.db'}")
    assert [status.source.id for status in store.view().sources(On.today())] == ["oslo"]
    store.close()
    assert b"Bekjentsen" not in (folder / "graph.db").read_bytes()
