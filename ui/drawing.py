"""Drawings as SVG: Streamlit's own HTML element leaves SVG out, so they come in by a component of a few lines."""

from __future__ import annotations

import streamlit as st

from ui.markup import Safe

# Registered once, when the module is first read: registering it on every run makes the server grow without end.
# What comes in is `Safe`: every text in it was escaped by `ui.markup.el`. Its styles are those of the page.
_mount = st.components.v2.component(
    "inngang_drawing",
    html="<div class='stHtml drawing'></div>",
    js="""export default function ({ data, parentElement }) {
  const place = parentElement.querySelector(".drawing");
  if (place.drawn === data.svg) return;
  place.drawn = data.svg;
  place.innerHTML = data.svg;
}""",
    isolate_styles=False,
)


def drawing(drawn: Safe, *, key: str) -> None:
    """Puts a drawing made with `ui.markup.el` on the page; it is drawn anew only where it differs."""
    _mount(key=key, data={"svg": str(drawn)})
