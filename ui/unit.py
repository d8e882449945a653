"""Unit: what a public unit is, where it belongs, who decides and buys, what it bought, what binds it."""

from __future__ import annotations

import streamlit as st

from graph.answers import UnitAnswer
from graph.lookup import search
from graph.store.base import View
from graph.unit import unit
from ui.address import one
from ui.cited import day, spaced
from ui.graph_store import view
from ui.here import Here
from ui.markup import el
from ui.pictures import neighbourhood
from ui.plan_form import plan_form
from ui.posts import posts
from ui.states import notice
from ui.unit_lists import links_to, replaced, units
from ui.unit_tables import agreements, bought, duties, facts, notices, pilots, statements
from ui.widget import draw
from ui.widget.scene import Shown

#: Suggestions where a link or a search leads to no unit.
SUGGESTED = 8


def page(here: Here) -> None:
    """The page of the unit that the address names by id, former id, number or name; without one, a search."""
    graph = view(here)
    graph.sources(here.on)
    asked = one(here.query, "id")
    found = graph.get([asked], here.on).get(asked) if asked else None
    if found is None or found.kind != "unit":
        look_up(here, graph, asked)
        return
    answer = unit(graph, found.id, here.on, lang=here.lang)
    head(here, answer)
    left, right = st.columns([1, 1], gap="large")
    with left:
        _who(here, answer)
        _did(here, answer)
    with right:
        _around(here, answer, graph)
        with st.container(key="beside_unit"):
            units(here, "similar", answer.similar)
            units(here, "children", answer.children)
    plan_form(here, answer, graph)


def look_up(here: Here, graph: View, asked: str) -> None:
    """A field to find a unit by; where the address names something that is no unit, says so and what is near."""
    st.html(el("h1", here.word("unit_look_up")))
    if asked:
        notice(here.word("unit_unknown"), here.word("unit_unknown_text", text=asked), [here.word("unit_unknown_hint")])
    with st.form("look_up", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        text = st.text_input(
            here.word("unit_search"), one(here.query, "q") or asked, placeholder=here.word("unit_search_hint")
        )
        if st.form_submit_button(here.word("search"), type="primary"):
            st.switch_page(here.pages["unit"], query_params=here.with_lang({"q": text.strip()} if text.strip() else {}))
    sought = one(here.query, "q") or asked
    if not sought:
        return
    hits = search(graph, sought, kinds=["unit"], on=here.on, limit=SUGGESTED, lang=here.lang).results
    if not hits and sought != asked:
        notice(here.word("nothing"), here.word("unit_none", text=sought))
    with st.container(key="hits", gap="small"):
        for hit in hits:
            here.unit_link(hit.id, hit.name)


def head(here: Here, answer: UnitAnswer) -> None:
    """Where the unit belongs, its name, and what it is."""
    with st.container(key="breadcrumb", horizontal=True, gap="small", vertical_alignment="center"):
        for parent in reversed([parent for parent in answer.part_of if parent.current is not False]):
            here.unit_link(parent.id, parent.name)
            st.html(el("span", "›", aria_hidden="true", class_="muted"), width="content")
    state = here.word("unit_ended") if answer.current is False else ""
    number = here.word("orgnr", number=spaced(answer.orgnr)) if answer.orgnr else here.word("no_orgnr")
    on = here.word("as_of", day=day(here.day, here.lang)) if here.day else ""
    told = " · ".join(filter(None, [answer.type_label, number, state, on]))
    st.html(el("h1", answer.name) + el("p", told, class_="muted lead"))
    replaced(here, answer)


def _who(here: Here, answer: UnitAnswer) -> None:
    st.html(facts(here, answer))
    links_to(here, "buyers", answer.buyers)
    st.html(el("h2", here.word("posts")))
    st.html(posts(here, answer.posts) if answer.posts else el("p", here.word("no_posts"), class_="muted"))
    st.html(duties(here, answer))


def _did(here: Here, answer: UnitAnswer) -> None:
    for part in (
        notices(here, answer),
        bought(here, answer),
        agreements(here, answer),
        pilots(here, answer),
        statements(here, answer),
    ):
        if part:
            st.html(part)


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
