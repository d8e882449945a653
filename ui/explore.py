"""Explore: the graph from one node outwards, as far as the reader asks; never all of it."""

from __future__ import annotations

import streamlit as st

from graph.schema import caption
from graph.store.base import View
from ui.address import MOST_VALUES, Params, many, one
from ui.graph_store import view
from ui.here import Here
from ui.links import lead
from ui.markup import el
from ui.own import long_state, save_field, workspace
from ui.pictures import beginning
from ui.typed import asked_day, shown_day, trouble
from ui.widget import draw
from ui.widget.kept import PARAM

#: Where a reader without an idea can begin, as far as the graph at hand knows them.
EXAMPLES = ("no-orgnr-970534644", "no-orgnr-961398142", "no-orgnr-958935420")


def page(here: Here) -> None:
    """The page: what the address says to begin with, and the picture that grows from there."""
    graph = view(here)
    graph.sources(here.on)
    ids = list(dict.fromkeys(many(here.query, "id")))[:MOST_VALUES]
    st.html(el("h1", here.word("explore_title")) + el("p", here.word("explore_lead"), class_="lead"))
    begun = bool(ids or one(here.query, PARAM) or long_state(here, PARAM))
    if begun:
        _day(here, ids)
        save_field(here, workspace(here))
    draw(here, graph, beginning(graph, ids, here.on), key="explore", title=here.word("explore_alt"), wide=True)
    if not begun:
        _examples(here, graph)


def _examples(here: Here, graph: View) -> None:
    known = graph.get(EXAMPLES, here.on)
    if not known:
        return
    st.html(el("p", here.word("explore_try"), class_="label"))
    with st.container(key="examples", horizontal=True, gap="small"):
        for node in known.values():
            here.page_link("explore", caption(node, here.lang), here.unit_params(node.id))


def _day(here: Here, ids: list[str]) -> None:
    """The day the graph is seen on; another day keeps the picture's steps."""
    said = one(here.query, "on")[:40]
    with st.form("explore_day", border=False), st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        on = st.text_input(here.word("on"), shown_day(said, here.lang), placeholder=here.word("on_hint"), width=190)
        sent = st.form_submit_button(here.word("explore_day"))
    trouble(here, on=said)
    if sent:
        params: Params = {"id": ids, "on": asked_day(on), PARAM: st.query_params.get(PARAM, "")}
        lead(here, "explore", {name: value for name, value in params.items() if value})
