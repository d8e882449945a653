"""A store that is locked, gone, not ours or half loaded, and an app that is gone: no page is left without what to do."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Page, expect

from graph.wording import LANGUAGES
from tests.ui.conftest import locked, ready
from tests.ui.shown import faults, said
from tools.running import serving
from ui.words import words

pytestmark = pytest.mark.browser

PAGES = ("/find?lang=nb&q=tolk", "/paths?lang=nb", "/plan?lang=nb&q=tolk", "/data?lang=nb", "/unit?lang=nb")


def test_a_locked_store_says_so_and_is_tried_again(page: Page, own_app: str, file: Path) -> None:
    with locked(file):
        for place in PAGES:
            page.goto(own_app + place)
            expect(page.locator(".notice.trouble")).to_contain_text("Grafen kan ikke leses")
            assert faults(page) == []
    page.get_by_role("button", name="Prøv igjen").click()
    expect(page.get_by_role("combobox", name="Navn, organisasjonsnummer eller id")).to_be_visible()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_that_breaks_says_so_in_the_readers_words_and_tells_nothing_technical(
    page: Page, own_app: str, file: Path, lang: str
) -> None:
    with contextlib.closing(sqlite3.connect(file)) as db, db:
        db.execute("UPDATE source SET declared = '{'")
    for place in PAGES:
        page.goto(own_app + place.replace("lang=nb", f"lang={lang}"))
        expect(page.locator(".notice.trouble")).to_contain_text(words(lang)["broken"])
        ready(page)
        assert page.locator(".notice").count() == 1
        assert not [text for text in said(page) if "Traceback" in text or "msgspec" in text or "JSON" in text]


def test_while_an_answer_takes_its_time_it_is_said_to_be_looked_for(page: Page, own_app: str) -> None:
    page.add_init_script(f"""new MutationObserver(() => {{
        if (document.body?.textContent.includes({json.dumps(words("nb")["searching"])})) window.told = true;
    }}).observe(document, {{ childList: true, subtree: true, characterData: true }})""")
    # Several sentences, each of which the model reads: a short offering may be answered before anything need be said.
    long = " ".join(
        f"Vi tilbyr {what} til byens innbyggere."
        for what in ("tolketjeneste på video", *map("rom {}".format, range(8)))
    )
    page.goto(f"{own_app}/find?{urlencode({'lang': 'nb', 'q': long})}")
    expect(page.locator(".card").first).to_be_visible()
    assert page.evaluate("window.told")
    expect(page.get_by_text(words("nb")["searching"])).to_have_count(0)


def test_without_its_file_every_page_offers_to_build_the_graph_and_it_may_come_back(
    page: Page, own_app: str, file: Path
) -> None:
    aside = file.rename(file.with_name("aside.db"))
    for place in PAGES:
        page.goto(own_app + place)
        expect(page.get_by_text("Grafen er ikke bygd ennå")).to_be_visible()
        expect(page.get_by_role("button", name="Bygg grafen nå")).to_be_visible()
    aside.rename(file)
    page.reload()
    expect(page.get_by_role("combobox", name="Navn, organisasjonsnummer eller id")).to_be_visible()


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_a_file_that_is_no_graph_is_said_in_one_message(page: Page, tmp_path: Path, lang: str) -> None:
    path = tmp_path / "other.db"
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE other (x)")
    with serving(f"sqlite:///{path}") as app:
        for place in ("find", "mylist"):
            page.goto(f"{app.url}/{place}?lang={lang}")
            ready(page)
            expect(page.locator(".notice.trouble")).to_have_count(1)
            assert faults(page) == []


def test_a_workspace_that_is_damaged_is_named(page: Page, own_app: str, file: Path) -> None:
    file.with_name("workspace.db").write_bytes(b"not a database, but long enough to be taken for one" * 200)
    page.goto(f"{own_app}/mylist?lang=nb")
    ready(page)
    expect(page.locator(".notice.trouble")).to_contain_text("workspace.db")
    assert faults(page) == []


def test_an_unfinished_load_is_told_on_the_data_page(page: Page, own_app: str, file: Path) -> None:
    with contextlib.closing(sqlite3.connect(file)) as db, db:
        db.execute("UPDATE source SET state = 'unfinished', loaded_at = '2026-03-05T09:30:00+00:00'")
    page.goto(f"{own_app}/data?lang=nb")
    expect(page.locator(".notice.trouble")).to_contain_text(
        "Uferdig last av Oslo kommune og politiet, begynt 5. mars 2026 09:30"
    )
    expect(page.locator(".st-key-card_source_oslo")).to_contain_text("uferdig")
    page.goto(f"{own_app}/data?lang=en")
    expect(page.locator(".notice.trouble")).to_contain_text("Unfinished load of City of Oslo and the police")
    ready(page)


@pytest.mark.parametrize(("lang", "gone"), [("nb", "Appen svarer ikke"), ("en", "The app does not answer")])
def test_an_app_that_is_gone_is_told_and_comes_back_by_itself(page: Page, file: Path, lang: str, gone: str) -> None:
    with serving(f"sqlite:///{file}") as served:
        page.goto(f"{served.url}/unit?lang={lang}&q=alna")
        ready(page)
    expect(page.get_by_role("dialog")).to_contain_text(gone)
    assert "Streamlit" not in page.get_by_role("dialog").inner_text()
    with serving(f"sqlite:///{file}", port=urlsplit(served.url).port):
        expect(page.get_by_role("dialog")).to_have_count(0)
        ready(page)
        page.wait_for_timeout(1500)  # the page is drawn anew, once it has its server back
        asked = page.locator(".st-key-offering input")
        for _ in range(5):  # a press while the page is drawn anew is lost
            page.get_by_role("navigation").get_by_role("link").first.click()
            page.wait_for_timeout(4000)
            if asked.count():
                break
        expect(asked).to_be_visible()
