"""The app on a graph in Neo4j: every page shows what it shows on the embedded store, and a server may go and come back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.store.address import open_store
from loaders.embed import embed
from loaders.run import run_load
from tests.neo4j_server import launcher
from tests.neo4j_server.needed import need_server
from tests.ui.conftest import PATIENCE, ready
from tests.ui.drawn import ALNA, OSLO, Drawn
from tests.ui.shown import said
from tools.running import serving

pytestmark = [pytest.mark.browser, pytest.mark.neo4j, pytest.mark.usefixtures("neo4j_server")]

PLACES = (
    "/find?lang=nb&q=tolketjeneste",
    "/unit?lang=nb&id=no-orgnr-974778742",
    "/paths?lang=nb&from=Oslo+politidistrikt&to=Bydel+Alna",
    "/plan?lang=nb&q=tolketjeneste&value=400000",
    "/explore?lang=nb&id=no-orgnr-974778742",
    "/mylist?lang=nb",
    "/data?lang=nb",
)
#: Those with a picture.
PICTURED = PLACES[:5]
#: What says where a graph is.
LOCAL = re.compile(r"sqlite|neo4j|127\.0\.0\.1")
#: Buttons of a number field that Streamlit draws by how wide the field last was: in a fold they may be there or not.
STEPS = frozenset({"Decrement", "Increment"})


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[launcher.Running]:
    """A server of the module's own, to be stopped, with the bundled graph."""
    need_server()
    running = launcher.start(tmp_path_factory.mktemp("neo4j") / "home")
    with closing(open_store(running.url)) as store:
        run_load(store, "oslo")
        embed(store)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def apps(
    server: launcher.Running, oslo_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str]]:
    """The addresses of the app on the server, whose user and password only Streamlit's secrets know, and on the embedded store."""
    secrets = tmp_path_factory.mktemp("streamlit") / "secrets.toml"
    said = {"NEO4J_USERNAME": launcher.USER, "NEO4J_PASSWORD": launcher.PASSWORD}
    secrets.write_text("".join(f'{name} = "{value}"\n' for name, value in said.items()), "utf-8")
    with (
        serving(server.url, secrets=secrets, without=said) as there,
        serving(f"sqlite:///{oslo_file}") as here,
    ):
        yield there.url, here.url


def _open(page: Page, url: str) -> None:
    """Goes to a page; a server that was just started takes its time over the first ones."""
    page.goto(url)
    expect(page.locator("footer.foot")).to_be_visible(timeout=4 * PATIENCE)


def _shown(page: Page, url: str) -> list[str]:
    """The lines a reader sees, but for those that say where the graph is and when it was loaded."""
    _open(page, url)
    ready(page)
    # What Streamlit says in English is said over by the script that sets the language (ui/frame.js).
    expect(page.locator("html")).to_have_attribute("lang", "nb")
    page.wait_for_timeout(500)
    lines = page.locator("[data-testid=stMain]").inner_text().splitlines()
    return [line.strip() for line in lines if line.strip() and not LOCAL.search(line)]


@pytest.mark.parametrize("place", PLACES)
def test_every_page_shows_the_same_on_both_stores(page: Page, apps: tuple[str, str], place: str) -> None:
    there, here = (_shown(page, app + place) for app in apps)
    assert len(there) > len(PLACES)
    assert there == here


def _pictured(page: Page, url: str) -> dict[str, object]:
    """The picture of a page: the drawing, where every node stands, rows of its table, relations, all that it says."""
    _open(page, url)
    drawn = Drawn(page, url)
    drawing = drawn.taken(drawn.word("Lagre som SVG")).path().read_text("utf-8")
    places = drawn.places()
    graph = json.loads(drawn.data("JSON").read_text("utf-8"))
    return {
        "drawing": drawing,
        "places": places,
        "nodes": {one["id"]: one for one in graph["nodes"]},
        "relations": sorted(json.dumps(one, sort_keys=True) for one in graph["edges"]),
        "rows": [row.split("\t") for row in drawn.table().all_inner_texts()],
        "words": [text for text in said(page) if not LOCAL.search(text) and text not in STEPS],
    }


@pytest.mark.parametrize("place", PICTURED)
def test_every_picture_is_the_same_on_both_stores(page: Page, apps: tuple[str, str], place: str) -> None:
    there, here = (_pictured(page, app + place) for app in apps)
    for part, shown in here.items():
        assert there[part] == shown, part
        assert shown
    assert len(here["rows"]) == len(here["places"])  # type: ignore[arg-type]


def test_a_picture_grows_alike_on_both_stores(page: Page, apps: tuple[str, str]) -> None:
    grown = []
    for app in apps:
        drawn = Drawn(page, f"{app}/explore?lang=nb&id={ALNA}")
        drawn.grow(OSLO, "Oslo kommune")
        drawn.part(".layout").select_option("tree")
        drawn.idle()
        grown.append((drawn.places(), drawn.table().all_inner_texts()))
    assert grown[0] == grown[1]
    assert len(grown[0][0]) == 13 + 25


def test_a_server_that_goes_is_told_and_missed_no_longer_when_it_is_back(
    browser: Browser, apps: tuple[str, str], server: launcher.Running
) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="nb-NO")
    context.set_default_timeout(4 * PATIENCE)
    page = context.new_page()
    server.stop()
    page.goto(apps[0] + PLACES[0])
    expect(page.locator(".notice.trouble")).to_be_visible(timeout=4 * PATIENCE)
    assert "Traceback" not in page.locator("body").inner_text()
    again = launcher.start(Path(server.home), port=server.port)
    try:
        page.get_by_role("button", name="Prøv igjen").click()
        expect(page.locator("[class*=st-key-card_]").first).to_be_visible(timeout=4 * PATIENCE)
    finally:
        context.close()
        again.stop()
