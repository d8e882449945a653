"""Links and buttons inside drawn HTML, followed without loading the page anew."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

import streamlit as st

from ui.address import Params
from ui.here import Here
from ui.markup import Safe, el

# Registered once, when the module is first read: registering it on every run makes the server grow without end.
_mount = st.components.v2.component("inngang_links", js=Path(__file__).with_suffix(".js").read_text("utf-8"))

_PLACE = "links"
#: Seconds that a run waits to be left, at most, and between two looks.
_MOMENT, _LOOK = 1.0, 0.01


def go(here: Here, page: str, params: Params, *label: str | None, key: str | None = None, **attrs: str | None) -> Safe:
    """A link to a page of ours. key: names it across drawings, so that the keyboard stays on it when it is drawn anew."""
    return el("a", *label, href=here.href(page, params), data_go="", data_key=key, **attrs)


def go_unit(here: Here, unit: str, *label: str | None, **attrs: str | None) -> Safe:
    """A link to a unit's page, on the same day."""
    return go(here, "unit", here.unit_params(unit), *label, **attrs)


def do(what: str, id_: str, *label: str | None, key: str | None = None, **attrs: str | None) -> Safe:
    """A button that asks for `what` to be done with `id_`; `pressed` returns the two."""
    return el("button", *label, type="button", data_do=what, data_id=id_, data_key=key, **attrs)


def follow() -> None:
    """Has every link to a page of ours followed in the browser (`ui/links.js`), Streamlit's own too.

    Belongs in the head of every page, before anything that takes long.
    """
    _mount(key=_PLACE, on_do_change=lambda: None, height=1)


def pressed() -> tuple[str, str] | None:
    """What the button that was pressed for this run asks for: what, and of which id."""
    asked = getattr(st.session_state.get(_PLACE), "do", None)
    if isinstance(asked, Mapping) and isinstance(asked.get("what"), str) and isinstance(asked.get("id"), str):
        return asked["what"], asked["id"]
    return None


def lead(here: Here, page: str, params: Params, *, turn: str | None = None) -> None:
    """Has the browser go to a page of ours, as if a link there had been pressed; what is drawn meanwhile stays until then.

    turn: of a wish that more than one run may answer: the browser goes there once.
    Streamlit's own `switch_page` leaves the page's old path with the new question in the history, where "back" leads to.
    """
    _mount(key="lead", data={"to": here.href(page, params), "turn": turn or uuid4().hex}, height=1)


def wait_to_be_left() -> None:
    """Waits a moment for the browser to go where it was led, which ends this run: so what stands is not drawn once more."""
    until = time.monotonic() + _MOMENT
    while time.monotonic() < until:
        time.sleep(_LOOK)
        st.session_state.get(_PLACE)  # wherever the session is asked, Streamlit sees whether another run is wished for
