"""Where people sign in, each has a list of their own, in a file of their own; and nobody has one who did not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.conftest import PATIENCE, ready
from tests.ui.drawn import ALNA
from tools.running import free_port, serving

pytest.importorskip("authlib", reason="Authlib is missing: SIGNING IN IS NOT TESTED")
from tests.ui.provider import CLIENT, SECRET, Provider, provided

pytestmark = pytest.mark.browser


@pytest.fixture
def provider() -> Iterator[Provider]:
    with provided() as running:
        yield running


@pytest.fixture
def served(oslo_file: Path, tmp_path: Path, provider: Provider) -> Iterator[str]:
    """The app as others reach it, with a sign-in."""
    shutil.copy(oslo_file, tmp_path / "graph.db")
    port, secrets = free_port(), tmp_path / "secrets.toml"
    said = {
        "redirect_uri": f"http://127.0.0.1:{port}/oauth2callback",
        "cookie_secret": "a-secret-of-this-test-alone",
        "client_id": CLIENT,
        "client_secret": SECRET,
        "server_metadata_url": provider.metadata,
    }
    secrets.write_text("\n".join(["[auth]", *(f'{name} = "{value}"' for name, value in said.items())]), "utf-8")
    with serving(f"sqlite:///{tmp_path / 'graph.db'}", host="0.0.0.0", port=port, secrets=secrets) as app:  # noqa: S104 — others are what it is about
        yield app.url


def visitor(browser: Browser) -> Page:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="nb-NO")
    context.set_default_timeout(PATIENCE)
    return context.new_page()


def signed_in(browser: Browser, served: str, provider: Provider, name: str) -> Page:
    """A visitor of their own who comes to My list, finds none, and signs in."""
    page = visitor(browser)
    page.goto(f"{served}/mylist?lang=nb")
    expect(page.locator(".notice")).to_contain_text("ingen har logget inn")
    provider.person = name
    page.get_by_role("button", name="Logg inn").click()
    page.wait_for_url(f"{served}/**")
    expect(page.get_by_label("Hva tilbyr du?")).to_be_visible()
    return page


def enlist(page: Page, served: str, status: str) -> None:
    """Puts Bydel Alna, which is on no list of theirs yet, on it."""
    page.goto(f"{served}/unit?lang=nb&id={ALNA}")
    field = page.get_by_label("Min liste").first
    expect(field).to_have_value("")
    field.click()
    page.get_by_role("option", name=status).click()
    expect(field).to_have_value(status)
    ready(page)


def test_each_person_has_a_list_of_their_own(browser: Browser, served: str, provider: Provider, tmp_path: Path) -> None:
    kari = signed_in(browser, served, provider, "Kari")
    enlist(kari, served, "Skal kontaktes")

    ola = signed_in(browser, served, provider, "Ola")
    ola.goto(f"{served}/mylist?lang=nb")
    expect(ola.get_by_text("Logget inn som Ola.")).to_be_visible()
    ready(ola)
    assert "Bydel Alna" not in ola.locator("body").inner_text()
    enlist(ola, served, "Møte")

    kari.goto(f"{served}/mylist?lang=nb")
    expect(kari.get_by_text("Logget inn som Kari.")).to_be_visible()
    expect(kari.get_by_role("heading", name="Skal kontaktes")).to_be_visible()
    expect(kari.get_by_role("link", name="Bydel Alna")).to_be_visible()

    files = sorted(path.name for path in tmp_path.glob("workspace*.db"))
    assert len(files) == 2, "one each, and none of the machine's"
    assert "workspace.db" not in files
    assert not any("kari" in name.lower() or "ola" in name.lower() for name in files)

    kari.get_by_role("button", name="Logg ut").click()
    expect(kari.get_by_label("Hva tilbyr du?")).to_be_visible()
    kari.goto(f"{served}/mylist?lang=nb")
    expect(kari.locator(".notice")).to_contain_text("ingen har logget inn")
    assert "Bydel Alna" not in kari.locator("body").inner_text()


def test_nobody_may_load_into_a_graph_that_others_reach(browser: Browser, served: str, provider: Provider) -> None:
    page = signed_in(browser, served, provider, "Kari")
    page.goto(f"{served}/data?lang=nb")
    ready(page)
    expect(page.get_by_role("button", name="Prøv", exact=False)).to_have_count(0)
