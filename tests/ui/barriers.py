"""What axe-core finds on a page, in both themes, beside what is known of Streamlit's own markup."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

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
#: Streamlit's fields take the dark theme over in their own time: how often they are looked at before it counts.
LOOKS = 4


def barriers(page: Page, axe: str, name: str) -> list[str]:
    """The violations of level A or AA that are not known of Streamlit, and the known ones that have vanished.

    What does not depend on colours is looked at in the light theme alone.
    """
    page.evaluate(axe)
    found: list[dict[str, Any]] = page.evaluate(FIND, [LEVELS, None])
    page.emulate_media(color_scheme="dark")
    faint: list[dict[str, Any]] = []
    for _ in range(LOOKS):
        page.wait_for_timeout(700)
        faint = page.evaluate(FIND, [LEVELS, ["color-contrast"]])
        if not faint:
            break
    found += [{**one, "rule": f"{one['rule']} (dark)"} for one in faint]
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
