"""A picture on a page, driven as a reader drives it."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Download, Locator, Page, expect

from tests.ui.conftest import ready

ALNA, OSLO, POLICE = "no-orgnr-970534644", "no-orgnr-958935420", "no-orgnr-961398142"
EXPLORE = f"/explore?lang=nb&id={ALNA}"


class Drawn:
    """The picture of a page that stands. root, stage, detail: its parts; ids: the nodes that are seen."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        page.set_viewport_size({"width": 1440, "height": 1400})
        page.goto(url)
        self.stands()

    def stands(self) -> None:
        """Waits until the page is whole and the picture drawn."""
        expect(self.stage.locator("canvas")).to_be_attached()
        ready(self.page)
        self.idle()

    @property
    def root(self) -> Locator:
        return self.page.locator("figure.picture")

    @property
    def stage(self) -> Locator:
        return self.root.locator(".stage")

    @property
    def detail(self) -> Locator:
        return self.root.locator(".detail")

    def part(self, selector: str, *, has_text: str | None = None) -> Locator:
        return self.root.locator(selector, has_text=has_text)

    def word(self, name: str) -> Locator:
        """A button of the picture by its name."""
        return self.root.get_by_role("button", name=name, exact=True)

    def idle(self) -> None:
        """Waits until the graph has answered."""
        expect(self.root).to_have_attribute("aria-busy", "false")

    def at(self, id_: str) -> tuple[float, float]:
        """Where a node stands on the stage, in pixels, once it stands still."""
        self._still("stage.whereIs(id)", id_)
        spot = self.stage.evaluate("(stage, id) => stage.whereIs(id)", id_)
        return round(spot["x"], 1), round(spot["y"], 1)

    def places(self) -> dict[str, dict[str, float]]:
        """Where every node that is seen stands in the picture, whatever part of it is in view, once they stand still."""
        self._still("stage.places()")
        return dict(self.stage.evaluate("stage => stage.places()"))

    def in_scene(self, id_: str) -> tuple[float, float]:
        """Where a node stands in the scene, which is drawn out to the form of the stage."""
        at, form = self.places()[id_], self.stage.evaluate("stage => stage.form()")
        return at["x"] / form[0], at["y"] / form[1]

    def _still(self, spots: str, id_: str = "") -> None:
        stage = self.stage.element_handle()
        stage.evaluate("stage => { stage.was = null; }")
        self.page.wait_for_function(
            f"""([stage, id]) => {{ const at = JSON.stringify({spots}); const same = at === stage.was && at !== "null";
            stage.was = at; return same; }}""",
            arg=[stage, id_],
            polling=60,
        )

    def shows(self, id_: str) -> bool:
        return bool(self.stage.evaluate("(stage, id) => stage.whereIs(id) !== null", id_))

    def mouse(self, id_: str) -> tuple[float, float]:
        """Where a node is for the mouse."""
        self.stage.evaluate("stage => stage.scrollIntoView({ block: 'center', behavior: 'instant' })")
        x, y = self.at(id_)
        box = self.stage.bounding_box()
        assert box
        return box["x"] + x, box["y"] + y

    def click(self, id_: str) -> None:
        self.page.mouse.click(*self.mouse(id_))

    def drag(self, id_: str, right: int, down: int) -> None:
        """Drags a node so many pixels."""
        x, y = self.mouse(id_)
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + right / 2, y + down / 2, steps=4)
        self.page.mouse.move(x + right, y + down, steps=4)
        self.page.mouse.up()

    def choose(self, id_: str, name: str) -> None:
        """Chooses a node and waits for its words."""
        self.click(id_)
        expect(self.detail.locator(".name")).to_have_text(name)

    def select(self, id_: str) -> None:
        """Chooses a node as the rest of the page does."""
        self.page.evaluate(
            "id => document.dispatchEvent(new CustomEvent('inngang:select', { detail: { id, by: 'card' } }))", id_
        )

    def act(self, name: str) -> Locator:
        """A button for what is chosen."""
        return self.detail.locator(f'[data-act="{name}"]')

    def tool(self, name: str) -> Locator:
        return self.root.locator(f'[data-tool="{name}"]')

    def grow(self, id_: str, name: str) -> None:
        """Expands a node by its usual 25."""
        self.choose(id_, name)
        self.act("grow").click()
        self.root.locator("dialog .main:enabled").click()
        self.idle()

    def table(self) -> Locator:
        """The rows of the table, which is opened."""
        self.word("Tabell").click()
        return self.root.locator(".table tbody tr")

    def names(self) -> list[str]:
        """The names in the table."""
        rows = self.table()
        expect(rows.first).to_be_visible()
        return rows.locator("td:first-child").all_inner_texts()

    def taken(self, button: Locator) -> Download:
        """The file that a button gives."""
        with self.page.expect_download() as download:
            button.click()
        return download.value

    def data(self, form: str) -> Path:
        """What is seen, as a file of data."""
        ready(self.page)
        self.page.wait_for_timeout(800)
        return self.taken(self.page.get_by_role("button", name=form, exact=True)).path()

    def in_csv(self) -> list[str]:
        """The names of the nodes that the CSV file holds."""
        with zipfile.ZipFile(self.data("CSV")) as pair:
            name = next(name for name in pair.namelist() if name.endswith("nodes.csv"))
            return [row["name"] for row in csv.DictReader(io.StringIO(pair.read(name).decode("utf-8-sig")))]

    def state(self) -> str:
        """The picture's state in the address."""
        return parse_qs(urlsplit(self.page.url).query).get("picture", [""])[0]

    def told(self, before: str = "") -> str:
        """Waits until the address tells another state than `before`, and gives it."""
        self.page.wait_for_function(
            "before => (new URL(location.href).searchParams.get('picture') || '') !== before", arg=before
        )
        ready(self.page)
        return self.state()
