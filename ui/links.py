"""Links and buttons inside drawn HTML, followed without loading the page anew."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from ui.address import Params
from ui.here import Here
from ui.markup import Safe, el

# Registered once, when the module is first read: registering it on every run makes the server grow without end.
_mount = st.components.v2.component("inngang_links", js=Path(__file__).with_suffix(".js").read_text("utf-8"))


def go(here: Here, page: str, params: Params, *label: str | None, key: str | None = None, **attrs: str | None) -> Safe:
    """A link to a page of ours. key: names it across drawings, so that the keyboard stays on it when it is drawn anew."""
    return el("a", *label, href=here.href(page, params), data_go="", data_key=key, **attrs)


def go_unit(here: Here, unit: str, *label: str | None, **attrs: str | None) -> Safe:
    """A link to a unit's page, on the same day."""
    return go(here, "unit", here.unit_params(unit), *label, **attrs)


def do(what: str, id_: str, *label: str | None, key: str | None = None, **attrs: str | None) -> Safe:
    """A button that asks for `what` to be done with `id_`; `followed` returns the two."""
    return el("button", *label, type="button", data_do=what, data_id=id_, data_key=key, **attrs)


def followed() -> tuple[str, str] | None:
    """Has the links of the page followed (`ui/links.js`); returns what a pressed button asks for: what, and of which id.

    Belongs at the head of a page, before anything that takes long.
    """
    asked = _mount(key="links", on_do_change=lambda: None, height=1).do
    if isinstance(asked, Mapping) and isinstance(asked.get("what"), str) and isinstance(asked.get("id"), str):
        return asked["what"], asked["id"]
    return None
