"""The picture as a component: vis-network, which pyvis carries, and a few small scripts of ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import streamlit as st

from graph.around import RELEVANT, around
from graph.store.base import View
from ui.downloads import downloads
from ui.here import Here
from ui.links import lead
from ui.lookup import offered
from ui.own import keep_long, long_state
from ui.packed import ADDRESS_LIMIT, unpack
from ui.states import guarded
from ui.widget.kept import PARAM, Kept, kept
from ui.widget.lasting import send_facts
from ui.widget.scene import MOST_NODES, Scene, Shown, made_on
from ui.widget.seen import narrowed, seen
from ui.widget.sought import sought
from ui.widget.state import MOST_TEXT, State, read, wanted
from ui.widget.told import peeked, told

_FOLDER = Path(__file__).parent
#: What the widget may wish for, and in how many characters: a packed step, what is searched for, a page and an id.
_WISHES = {"peek": 4_000, "seek": MOST_TEXT, "open": MOST_TEXT + 10}

# Registered once, when the module is first read: registering on every run makes the server grow without end.
_mount = st.components.v2.component(
    "inngang_picture",
    html=(_FOLDER / "widget.html").read_text("utf-8"),
    css=(_FOLDER / "widget.css").read_text("utf-8"),
    js=(_FOLDER / "mount.js").read_text("utf-8"),
)


def draw(
    here: Here, view: View, shown: Shown, *, key: str, title: str, name: str = "inngang", wide: bool = False
) -> None:
    """Draws `shown` with what the reader did to it since, which the address holds, and files of what is to be seen.

    Runs by itself when the reader does something that asks the graph, and nothing else on the page is drawn anew.
    key: of this picture on its page; title: what a screen reader is told it is; name: of the files, without ending;
    wide: a page of its own, taller, with the table under the picture on a phone. What is chosen is told to the page and
    taken from it, by the event of `ui/selection.js`.
    """
    had = kept(key, "|".join([*shown.focus, here.on.day, *shown.paths]), here.lang, long_state(here, PARAM))
    _drawn(here, view, shown, had, key=key, title=title, name=name, wide=wide)


@st.fragment
def _drawn(here: Here, view: View, shown: Shown, had: Kept, *, key: str, title: str, name: str, wide: bool) -> None:
    with guarded(here):
        asked = st.session_state.setdefault(f"{key}_asked", {})
        state = had.state()
        if had.made is None or had.made.steps != state.steps:
            had.made = made_on(had.made, view, shown, state, here.on)
        made = had.made.whole
        _answer(here, view, made, had, {"seek": state.find, **asked})
        mark = send_facts(here, view, shown, made, had, key=key)
        _mount(key=key, data=_data(here, shown, made, had, state, mark, title=title, wide=wide), **_callbacks(key, had))
        if not had.write():
            keep_long(here, PARAM, had.text)
        _go(here, had, asked)
        # Only now: a run that the reader's next step interrupts is followed by one that answers both.
        del st.session_state[f"{key}_asked"]
        if made.nodes:
            part = seen(made, shown.paths)
            if state.view == "table" and state.find:
                part = narrowed(part, sought(part.nodes, state.find, here.lang, had.found(state.find)))
            downloads(here, view, part, here.on, name=name)


def _data(
    here: Here, shown: Shown, made: Scene, had: Kept, state: State, mark: str, *, title: str, wide: bool
) -> dict[str, Any]:
    return {
        **told(shown, made),
        "facts": mark,
        "title": title,
        "state": state.raw(),
        "said": had.text,
        "opening": had.opening,
        "param": PARAM,
        "limit": ADDRESS_LIMIT,
        "most": MOST_NODES,
        "relevant": RELEVANT,
        "focus": list(shown.focus),
        "peek": had.answers.get("peek"),
        "seek": had.answers.get("seek"),
        "lang": here.lang,
        "wide": wide,
    }


def _answer(here: Here, view: View, made: Scene, had: Kept, asked: Mapping[str, str]) -> None:
    """Keeps what the widget wished to know: how much a step would bring, and what in the graph has a name.

    asked: with "seek" in any case, since a link may say what is searched for. A peek is "<number> <step>": a "grow" step,
    packed, that is not taken yet.
    """
    number, _, packed = asked.get("peek", "").partition(" ")
    for step in read({"steps": [unpack(packed)]}).steps:
        if step[0] == "grow":
            counted = replace(wanted(step, "", made.hidden), most=0)
            found = around(view, step[1], here.on, counted, without=made.nodes)
            had.answers["peek"] = peeked(here, number, step[1], found)
    seek = asked["seek"]
    if seek and had.answers.get("seek", {}).get("text") != seek:
        had.answers["seek"] = {"text": seek, "hits": offered(here, view, seek)}


def _callbacks(key: str, had: Kept) -> dict[str, Any]:
    """What the widget tells: its state, and three wishes that hold for one run."""

    def wish(name: str) -> Any:
        def take() -> None:
            said = st.session_state[key].get(name)
            if isinstance(said, str) and 0 < len(said) <= _WISHES[name]:
                st.session_state.setdefault(f"{key}_asked", {}).update({name: said, "turn": uuid4().hex})

        return take

    return {
        "on_state_change": lambda: had.said(st.session_state[key].get("state")),
        **{f"on_{name}_change": wish(name) for name in _WISHES},
    }


def _go(here: Here, had: Kept, asked: Mapping[str, str]) -> None:
    """Leads to the page of a unit, or to the picture that begins at a node: "unit <id>" or "explore <id>".

    Every run says so until the page is run as a whole: the next one may take away what leads before the browser saw it.
    """
    if "open" in asked:
        had.leading = asked["open"], asked["turn"]
    where, turn = had.leading
    page, _, id_ = where.partition(" ")
    if id_ and page in ("unit", "explore") and page in here.pages:
        lead(here, page, here.unit_params(id_), turn=turn)
