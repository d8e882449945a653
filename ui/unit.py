"""Unit: what a public unit is, where it belongs, who decides and buys, what it bought, what binds it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from graph.answers import UnitAnswer
from graph.lookup import search
from graph.schema import caption
from graph.store.base import View
from graph.unit import unit
from graph.when import On
from ui.acquaintance import contact_fields
from ui.address import Params, one
from ui.answered import kept
from ui.cited import day
from ui.graph_store import view
from ui.here import Here
from ui.links import go, lead
from ui.lookup import lookup
from ui.markup import Safe, el
from ui.own import known_here, listed, save_field, status_field, trouble, workspace
from ui.pictures import neighbourhood
from ui.posts import posts
from ui.states import notice
from ui.timeline import timeline
from ui.unit_head import head
from ui.unit_lists import units
from ui.unit_missing import missing
from ui.unit_tables import agreements, bought, duties, facts, notices, pilots, statements
from ui.widget import draw
from ui.widget.scene import Shown

_STYLE = Path(__file__).with_suffix(".css")
#: Suggestions where a link or a search leads to no unit.
SUGGESTED = 8


def page(here: Here) -> None:
    """The page of the unit that the address names; without one, a search for a unit."""
    st.html(_STYLE)
    graph = view(here)
    graph.sources(here.on)
    asked = one(here.query, "id")
    found = graph.get([asked], here.on).get(asked) if asked else None
    if found is None or found.kind != "unit":
        look_up(here, graph, asked)
        return
    on = here.on
    answer = kept(graph, ("unit", found.id, on, here.lang), lambda: unit(graph, found.id, on, lang=here.lang))
    st.html(head(here, answer))
    _own(here, answer, graph)
    left, right = st.columns([7, 5], gap="large")
    with left:
        _who(here, answer)
    with right:
        _around(here, answer, graph)
        _near(here, answer)
    _put(missing(here, answer))


def look_up(here: Here, graph: View, asked: str) -> None:
    """A field to find a unit by; where the address names something that is no unit, says so and what is near."""
    st.html(el("h1", here.word("unit_look_up")))
    if asked and not _of_another_day(here, graph, asked):
        notice(here.word("unit_unknown"), here.word("unit_unknown_text", text=asked), [here.word("unit_unknown_hint")])
    sought = one(here.query, "q") or asked
    _field(here, graph, sought)
    if not sought:
        return
    hits = search(graph, sought, kinds=["unit"], on=here.on, limit=SUGGESTED, lang=here.lang).results
    if not hits and sought != asked:
        notice(here.word("nothing"), here.word("unit_none", text=sought))
    with st.container(key="hits", gap="small"):
        for hit in hits:
            here.unit_link(hit.id, hit.name)


@st.fragment
def _field(here: Here, graph: View, sought: str) -> None:
    """The field, which completes names: a unit that is chosen is opened, words are looked up."""
    with st.container(key="look_up", horizontal=True, vertical_alignment="bottom", gap="small"):
        hint = here.word("unit_search_hint")
        said = lookup(here, graph, "unit", here.word("unit_search"), sought, kinds=["unit"], hint=hint)
        sent = st.button(here.word("search"), type="primary", key="look_up_ask")
    if said.chosen and said.value != sought:
        lead(here, "unit", here.unit_params(said.value))
    elif sent or said.entered:
        day_asked: Params = {"on": here.day} if here.day else {}
        lead(here, "unit", {"q": said.value, **day_asked} if said.value else day_asked)


def _of_another_day(here: Here, graph: View, asked: str) -> bool:
    """Says so where the unit is there today, but was not known on the day of the address."""
    today = graph.get([asked], On.today()).get(asked)
    if not here.day or today is None or today.kind != "unit":
        return False
    name = caption(today, here.lang)
    notice(here.word("unit_not_yet", name=name), here.word("unit_not_yet_text", day=day(here.day, here.lang)))
    st.html(el("p", go(here, "unit", {"id": today.id}, here.word("unit_today", name=name), class_="act")))
    return True


def _own(here: Here, answer: UnitAnswer, graph: View) -> None:
    """What the reader keeps of the unit: how far they have come with it, and whom they know there."""
    own = workspace(here)
    if own is None:
        return
    with st.container(key="own", horizontal=True, vertical_alignment="bottom", gap="medium"):
        status_field(here, own, listed(here, own, graph), answer.id, answer.name)
        known = known_here(here, own, graph, [answer.id]).get(answer.id)
        st.html(known or el("p", here.word("known_nobody"), class_="known muted"), width="content")
        with st.popover(here.word("contact_add"), key="acquaintances"):
            if contact_fields(here, own, answer.id, answer.name):
                st.rerun()
        save_field(here, own)
    trouble(here)


def _who(here: Here, answer: UnitAnswer) -> None:
    _put(facts(here, answer))
    _put(units(here, "buyers", answer.buyers))
    if answer.posts:
        st.html(el("h2", here.word("posts")))
        _put(timeline(here, answer.posts))
        st.html(posts(here, answer.posts))
    _put(notices(here, answer))
    for section in (bought, duties, agreements, pilots, statements):
        _put(section(here, answer))


def _around(here: Here, answer: UnitAnswer, graph: View) -> None:
    shown = neighbourhood(graph, answer.id, here.on)
    st.html(el("h2", here.word("picture_unit")))
    draw(
        here,
        graph,
        Shown(shown, focus=[answer.id]),
        key="unit_picture",
        title=here.word("picture_unit_alt", name=answer.name),
        name="inngang-unit",
    )


def _near(here: Here, answer: UnitAnswer) -> None:
    _put(units(here, "similar", answer.similar))
    _put(units(here, "children", answer.children))


def _put(drawn: Safe) -> None:
    """Streamlit has no element for nothing."""
    if drawn:
        st.html(drawn)
