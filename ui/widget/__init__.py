"""The picture as a component: vis-network, which pyvis carries, and a few hundred lines of ours."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import streamlit as st

from ui.here import Here

_FOLDER = Path(__file__).parent
_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"


def _script() -> str:
    ours = [(_FOLDER / name).read_text("utf-8") for name in ("words.js", "network.js", "widget.js")]
    return "\n".join([files("pyvis").joinpath(_VIS).read_text("utf-8"), *ours])


# Registered once, when the module is first read: registering it on every run makes the server grow without end.
_mount = st.components.v2.component(
    "inngang_picture",
    html=(_FOLDER / "widget.html").read_text("utf-8"),
    css=(_FOLDER / "widget.css").read_text("utf-8"),
    js=_script(),
)


def draw(here: Here, data: dict[str, Any], *, key: str, title: str) -> str | None:
    """Draws what `ui.pictures.picture` made. Returns the id of the unit that the reader asked to open, else None."""
    words = {name: here.word(f"picture_{name}") for name in _WORDS}
    words["title"] = title
    words["left_out"] = here.word("picture_left_out", count=data["left_out"]) if data["left_out"] else ""
    full = {**data, "words": words, "lang": here.lang}
    full["signature"] = hashlib.sha256(json.dumps(full, sort_keys=True).encode()).hexdigest()
    opened = _mount(key=key, data=full, on_open_change=lambda: None).open
    return opened if isinstance(opened, str) and opened in {node["id"] for node in data["nodes"]} else None


_WORDS = (
    "hint",
    "ended",
    "open",
    "alone",
    "name",
    "kind",
    "links",
    "search",
    "views",
    "view_picture",
    "view_table",
    "layout",
    "zoom_in",
    "zoom_out",
    "fit",
    "save",
    "full",
    "keys",
)
