"""axe-core on every page, in both languages and both themes: no violation of level A or AA in what we render."""

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


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core's script. Without it the tests are skipped loudly, or fail where everything must be there."""
    if AXE.is_file():
        return AXE.read_text("utf-8")
    if os.environ.get("CI"):
        pytest.fail("axe-core is missing: make test installs it with npm")
    warnings.warn(
        "axe-core is missing (make test installs it with npm): THE TESTS OF ACCESSIBILITY ARE SKIPPED", stacklevel=2
    )
    pytest.skip("axe-core is missing")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PLACES)
def test_no_page_has_a_violation(page: Page, app: str, axe: str, name: str, lang: str) -> None:
    page.emulate_media(color_scheme="light")
    open_place(page, app, name, lang)
    page.evaluate(axe)
    found = broken(page) + broken(page, theme="dark")
    known = [entry for entry in KNOWN if name in entry["pages"]]
    met = [
        [
            entry
            for entry in known
            if entry["rule"] == one["rule"] and page.evaluate(MATCHES, [one["target"], entry["selector"]])
        ]
        for one in found
    ]
    new = [one for one, entries in zip(found, met, strict=True) if not entries]
    assert not new, "\n".join(
        f"{one['theme']} {one['rule']} {one['target']}\n  {one['html']}\n  {one['why']}" for one in new
    )
    vanished = [entry for entry in known if entry not in [entry for entries in met for entry in entries]]
    assert not vanished, f"no longer found: take it out of streamlit_axe.toml: {vanished}"


def open_place(page: Page, app: str, name: str, lang: str) -> None:
    """Opens a place and waits until it stands."""
    path = PLACES[name]
    page.goto(f"{app}{path}{'&' if '?' in path else '?'}lang={lang}")
    ready(page)
    page.wait_for_timeout(500)


def broken(page: Page, *, theme: str = "light") -> list[dict[str, Any]]:
    """The violations in a theme. What does not depend on colours is looked at once, in the light one."""
    if theme == "dark":
        page.emulate_media(color_scheme="dark")
        page.wait_for_timeout(500)
    rules = ["color-contrast"] if theme == "dark" else None
    return [{**one, "theme": theme} for one in page.evaluate(FIND, [LEVELS, rules])]
