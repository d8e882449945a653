"""Takes the pictures of docs/app.md anew: every page, on a wide screen and on a phone, in both languages.

    PYTHONPATH=. python tools/screenshots.py [FOLDER]

The app runs on the bundled graph with a list that holds a few things.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from graph.store.address import open_store
from graph.workspace.places import workspace_path
from graph.workspace.workspace import Workspace
from loaders.embed import embed
from loaders.run import run_load
from tools.running import ROOT, chromium, chromium_path, serving

SIZES = {1440: 1100, 375: 1300}
#: What the visitor prefers to read, as a browser says it.
LOCALES = {"nb": "nb-NO", "en": "en-GB"}
ALNA, WATER, POLICE = "no-orgnr-970534644", "no-orgnr-971185589", "no-orgnr-961398142"
OFFERING = {"nb": "tolketjeneste+p%C3%A5+video", "en": "video+interpreting"}
NOTE = "Møte med avdelingsdirektøren foreslått"
#: Milliseconds after which a picture that glides stands.
STILL = 1200
STANDS = """() => document.querySelector("footer.foot")
    && document.querySelector('[data-testid="stApp"]').getAttribute("data-test-script-state") === "notRunning"
    && [...document.querySelectorAll(".picture")].every((one) => one.getAttribute("aria-busy") === "false") """


def main(folder: Path) -> int:
    """Takes them all and says how large they are."""
    path = chromium_path()
    if path is None:
        print("No Chromium here: no pictures.")
        return 1
    with tempfile.TemporaryDirectory() as place, chromium(path) as browser:
        url = f"sqlite:///{Path(place) / 'graph.db'}"
        _fill(url)
        with serving(url) as app:
            taken = list(_taken(browser, app.url, folder))
    print(f"{len(taken)} pictures, {sum(one.stat().st_size for one in taken) / 1e6:.1f} MB")
    return 0


def _fill(url: str) -> None:
    """The bundled graph, and a list with two units and a note."""
    store = open_store(url)
    run_load(store, "oslo")
    embed(store)
    store.close()
    own = Workspace(workspace_path(url))
    own.enlist(WATER, name="Vann- og avløpsetaten", status="to_contact")
    own.enlist(ALNA, name="Bydel Alna", status="contacted", note=NOTE)


def _pages(lang: str) -> dict[str, str]:
    return {
        "find": f"/find?q={OFFERING[lang]}",
        "unit": f"/unit?id={ALNA}",
        "paths": f"/paths?from={POLICE}&to={ALNA}",
        "plan": f"/plan?q={OFFERING[lang]}&value=400000",
        "explore": f"/explore?id={ALNA}",
        "mylist": "/mylist?",
        "data": "/data?",
    }


def _taken(browser: Browser, url: str, folder: Path) -> Iterator[Path]:
    for (width, height), lang in product(SIZES.items(), LOCALES):
        page = browser.new_page(viewport={"width": width, "height": height}, locale=LOCALES[lang])
        for name, address in _pages(lang).items():
            page.goto(f"{url}{address}&lang={lang}")
            page.wait_for_function(STANDS, timeout=120_000)
            page.wait_for_timeout(STILL)
            yield _saved(page, folder / f"{name}-{lang}-{width}.png")
        page.close()


def _saved(page: Page, path: Path) -> Path:
    Image.open(io.BytesIO(page.screenshot())).convert("RGB").save(path, optimize=True)
    return path


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screenshots"))
