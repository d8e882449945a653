"""What is chosen in one drawing is chosen in all: map, cards, paths and picture."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui.here import Here

# Registered once, when the module is first read: registering it on every run makes the server grow without end.
_mount = st.components.v2.component("inngang_selection", js=Path(__file__).with_suffix(".js").read_text("utf-8"))


def one_selection(here: Here) -> None:
    """Ties the drawings of a page together (`ui/selection.js`)."""
    _mount(key="selection", data={"open": here.word("map_open")}, height=1)
