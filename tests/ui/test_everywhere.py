"""What holds of every page, in both languages: no barrier in either theme, one language, one way to scroll, no outside request."""

from __future__ import annotations

import os
import tomllib
import warnings
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from graph.wording import LANGUAGES
from tests.ui.conftest import ready
from tests.ui.places import PLACES
from ui.words import words

pytestmark = pytest.mark.browser

FOLDER = Path(__file__).parent
AXE = FOLDER / "node_modules" / "axe-core" / "axe.min.js"
KNOWN = tomllib.loads((FOLDER / "streamlit_axe.toml").read_text("utf-8"))["known"]
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FIND = """async ([levels, rules]) => {
    const asked = rules ? { type: "rule", values: rules } : { type: "tag", values: levels };
    const found = await axe.run(document, { runOnly: asked, resultTypes: ["violations"] });
    return found.violations.flatMap((broken) => broken.nodes.map((node) => ({
        rule: broken.id, target: node.target.flat().join(" "), html: node.html.slice(0, 200), why: node.failureSummary,
    })));
}"""
MATCHES = "([target, selector]) => document.querySelector(target)?.matches(selector) ?? false"
PHONE = {"width": 375, "height": 800}


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core's script. Without it the tests are skipped loudly, or fail where everything must be there."""
    if AXE.is_file():
        return AXE.read_text("utf-8")
    if os.environ.get("CI"):
        pytest.fail("axe-core is missing: make test installs it with npm")
    warnings.warn("axe-core is missing (make test installs it with npm): EVERY PAGE IS LEFT UNLOOKED AT", stacklevel=2)
    pytest.skip("axe-core is missing")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PLACES)
def test_every_page_is_for_everybody(page: Page, app: str, axe: str, name: str, lang: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.emulate_media(color_scheme="light")
    path = PLACES[name]
    page.goto(f"{app}{path}{'&' if '?' in path else '?'}lang={lang}")
    ready(page)
    page.wait_for_timeout(500)
    shown = page.locator("body").inner_text()
    assert "Traceback" not in shown
    assert words(lang)["broken"] not in shown
    assert left_over(shown, lang) == set()
    assert barriers(page, axe, name) == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.wait_for_timeout(300)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= PHONE["width"]
    assert [url for url in asked if not url.startswith((app, "data:", "blob:"))] == []


def left_over(shown: str, lang: str) -> set[str]:
    """Lines of what is shown that are texts of ours in the other language alone."""
    other = words("en" if lang == "nb" else "nb")
    ours = set(words(lang).values())
    said = {text for text in other.values() if "{" not in text and text not in ours}
    return {line.strip() for line in shown.splitlines()} & said


def barriers(page: Page, axe: str, name: str) -> list[str]:
    """The violations of level A or AA that are not known of Streamlit, and the known ones that have vanished.

    What does not depend on colours is looked at in the light theme alone.
    """
    page.evaluate(axe)
    found: list[dict[str, Any]] = page.evaluate(FIND, [LEVELS, None])
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(500)
    found += [{**one, "rule": f"{one['rule']} (dark)"} for one in page.evaluate(FIND, [LEVELS, ["color-contrast"]])]
    known = [entry for entry in KNOWN if name in entry["pages"]]
    told, met = [], []
    for one in found:
        entries = [
            entry
            for entry in known
            if entry["rule"] == one["rule"] and page.evaluate(MATCHES, [one["target"], entry["selector"]])
        ]
        met += entries
        if not entries:
            told.append(f"{one['rule']} {one['target']}\n  {one['html']}\n  {one['why']}")
    return told + [f"no longer found: {entry}" for entry in known if entry not in met]
