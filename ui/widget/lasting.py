"""What of a picture stays while it is used: its code and its facts, each an element of its own, sent to a browser once.

Streamlit sends an element that the browser has by its name alone: so a step of the reader's that moves nodes brings places, not
the nodes again. As bytes both are a fraction of what they are as text: the code packed, the facts neither read nor sorted on the way.
"""

from __future__ import annotations

import gzip
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import streamlit as st

from graph.store.base import View
from ui.here import Here
from ui.widget.kept import Kept
from ui.widget.scene import Scene, Shown
from ui.widget.told import facts
from ui.words import words

_FOLDER = Path(__file__).parent
_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
_OURS = (
    "parts.js",
    "pack.js",
    "steps.js",
    "light.js",
    "fit.js",
    "words.js",
    "network.js",
    "walk.js",
    "detail.js",
    "legend.js",
    "table.js",
    "bar.js",
    "find.js",
    "grow.js",
    "strip.js",
    "svg.js",
    "widget.js",
)
#: Bytes of the mark that facts begin with (`facts.js`), and words of the app that are the picture's.
_MARK, _WORDS = 16, "picture_"


def _script() -> bytes:
    ours = [(_FOLDER / name).read_text("utf-8") for name in _OURS]
    return gzip.compress("\n".join([files("pyvis").joinpath(_VIS).read_text("utf-8"), *ours]).encode(), mtime=0)


_SCRIPT = _script()
# Registered once, when the module is first read: registering on every run makes the server grow without end.
_code = st.components.v2.component("inngang_picture_code", js=(_FOLDER / "code.js").read_text("utf-8"))
_facts = st.components.v2.component("inngang_picture_facts", js=(_FOLDER / "facts.js").read_text("utf-8"))


def send_code() -> None:
    """Sends the code of pictures, once on a page. Belongs before what takes long: the browser reads it meanwhile."""
    _code(key="code_picture", data=_SCRIPT, height=1)


def send_facts(here: Here, view: View, shown: Shown, made: Scene, had: Kept, *, key: str) -> str:
    """Sends the nodes and relations of a scene and all words of the picture `key`. Returns the mark that tells these facts apart.

    What is told of them is worked out once for as long as the scene holds the same.
    """
    about = (tuple(made.nodes), tuple(made.gone), tuple(one.id for one in made.relations))
    if had.facts is None or had.facts[0] != about:
        had.facts = about, _packed({**facts(here, view, shown, made), "words": _words(here.lang)})
    told = had.facts[1]
    _facts(key=f"facts_{key}", data=told, height=1)
    return told[:_MARK].decode()


def _packed(told: dict[str, Any]) -> bytes:
    body = msgspec.json.encode(told)
    return blake2b(body, digest_size=_MARK // 2).hexdigest().encode() + body


def _words(lang: str) -> dict[str, str]:
    return {key.removeprefix(_WORDS): text for key, text in words(lang).items() if key.startswith(_WORDS)}
