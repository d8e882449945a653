"""Units that stand near a unit, as links: parents, buyers, similar ones, what it consists of, what replaced it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graph.answers import UnitAnswer, UnitRef
from ui.cited import cite, span
from ui.here import Here
from ui.markup import el, plain

#: A longer list is folded.
OPEN = 12


def units(here: Here, name: str, found: Sequence[UnitRef]) -> None:
    """A heading and its units; the first OPEN at once, the rest folded. Nothing where there is none."""
    if not found:
        return
    st.html(el("h2", here.word(name)))
    with st.container(key=f"list_{name}", gap=None):
        for unit in found[:OPEN]:
            _line(here, unit)
        if len(found) > OPEN:
            with st.expander(plain(here.word("rest", count=len(found) - OPEN)), key=f"rest_{name}"):
                for unit in found[OPEN:]:
                    _line(here, unit)


def links_to(here: Here, name: str, found: Sequence[UnitRef]) -> None:
    """As `units`, and where there is none it says that none is known."""
    if found:
        units(here, name, found)
    else:
        st.html(el("h2", here.word(name)) + el("p", here.word(f"no_{name}"), class_="muted"))


def replaced(here: Here, answer: UnitAnswer) -> None:
    """What came after the unit, and what it came of."""
    units(here, "replaced_by", answer.replaced_by)
    units(here, "replaces", answer.replaces)


def _line(here: Here, unit: UnitRef) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        here.unit_link(unit.id, unit.name)
        time = span(here, unit.valid_from, unit.valid_to, current=unit.current)
        told = " · ".join(filter(None, [unit.why, time]))
        if told or unit.sources:
            st.html(el("span", told, class_="muted") + cite(here, unit.sources), width="content")
