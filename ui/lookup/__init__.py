"""A field that completes what is typed: names, former names and numbers of things in the graph (a combobox).

Python looks up, the browser lists: what is offered comes from `graph.suggest`, as text.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from graph.answers import SearchResult
from graph.schema import caption
from graph.store.base import View
from graph.suggest import suggest
from graph.unit_types import kind_label
from ui.here import Here

_FOLDER = Path(__file__).parent
#: Characters that are read of what is typed.
MOST_TYPED = 200

# Registered once, when the module is first read: registering on every run makes the server grow without end.
_mount = st.components.v2.component(
    "inngang_lookup",
    html=(_FOLDER / "lookup.html").read_text("utf-8"),
    css=(_FOLDER / "lookup.css").read_text("utf-8"),
    js=(_FOLDER / "lookup.js").read_text("utf-8"),
)


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in the field: the id that was chosen, else the text typed. entered: Enter was pressed in it."""

    value: str
    chosen: bool
    entered: bool


def lookup(
    here: Here, view: View, key: str, label: str, value: str, *, kinds: Collection[str] | None = None, hint: str = ""
) -> Said:
    """Draws the field and returns what stands in it. value: an id of the graph, or text, that it starts with.

    Best called inside a fragment: every pause in typing runs what it stands in once more.
    """
    node = view.get([value], here.on).get(value) if value else None
    start = {"text": caption(node, here.lang) if node else value, "id": value if node else ""}
    name = f"{key}_{value}"
    said = _said(name) or start
    text = "" if said["id"] else said["text"]
    hits = offered(here, view, text, kinds)
    drawn = _mount(
        key=name,
        data={
            "label": label,
            "hint": hint,
            "start": start,
            "asked": text,
            "options": hits,
            "told": here.word("lookup_count", count=len(hits)) if hits else here.word("lookup_none"),
        },
        on_said_change=_nothing,
        on_entered_change=_nothing,
    )
    return Said(said["id"] or said["text"].strip(), chosen=bool(said["id"]), entered=bool(drawn.entered))


def _said(name: str) -> dict[str, str] | None:
    """What the browser last said stands in the field, cut to a sane length; None where it said nothing yet."""
    said = getattr(st.session_state.get(name), "said", None)
    if not isinstance(said, Mapping):
        return None
    return {part: "".join(filter(str.isprintable, str(said.get(part) or "")))[:MOST_TYPED] for part in ("text", "id")}


def offered(here: Here, view: View, text: str, kinds: Collection[str] | None = None) -> list[dict[str, str]]:
    """What `text` may be the beginning of, as `id`, `kind`, `name` and `told`: what kind of thing it is, in words."""
    if not text.strip():
        return []
    found = suggest(view, text, on=here.on, kinds=kinds, lang=here.lang).results
    homes = _homes(here, view, [result.id for result in found if result.kind == "post"])
    return [
        {"id": one.id, "kind": one.kind, "name": one.name, "told": _told(here, one, homes.get(one.id, ""))}
        for one in found
    ]


def _told(here: Here, one: SearchResult, home: str) -> str:
    """What kind of thing it is, and for a post where it is: many posts have one title."""
    return " · ".join(filter(None, [kind_label(one.kind, one.type, here.lang), home]))


def _homes(here: Here, view: View, posts: Sequence[str]) -> dict[str, str]:
    """The names of the units that posts are in."""
    ties = view.neighbours(posts, kinds=["post_in"], direction="out", on=here.on, cap=1).relations if posts else ()
    units = view.get({tie.to_id for tie in ties}, here.on)
    return {tie.from_id: caption(units[tie.to_id], here.lang) for tie in ties if tie.to_id in units}


def _nothing() -> None:
    """What happened is read off the field when it is drawn."""
