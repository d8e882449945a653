"""A button that prints the page; Streamlit has none."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_FOLDER = Path(__file__).parent
# Registered once, when the module is first read: registering on every run makes the server grow without end.
_mount = st.components.v2.component(
    "inngang_print",
    html='<button type="button"></button>',
    css=(_FOLDER / "print.css").read_text("utf-8"),
    js=(_FOLDER / "print.js").read_text("utf-8"),
)


def print_button(label: str, *, key: str) -> None:
    """Draws the button."""
    _mount(key=key, data={"label": label}, width="content")
