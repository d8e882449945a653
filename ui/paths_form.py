"""Paths from a unit to anything else in the graph, each told hop by hop, the weakest hop marked."""

from __future__ import annotations

import streamlit as st

from graph.answers import Path, PathsAnswer, UnitAnswer
from graph.errors import InngangError
from graph.paths import paths
from graph.store.base import View
from ui.address import one
from ui.cited import cite
from ui.here import Here
from ui.markup import Safe, el

MOST = 3


def paths_form(here: Here, answer: UnitAnswer, graph: View) -> None:
    """A field for the other end, and the paths to it; the other end stands in the address."""
    with st.container(key="paths"):
        st.html(el("h2", here.word("paths")) + el("p", here.word("paths_lead", name=answer.name), class_="muted"))
        with st.form("paths_form", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
            to = st.text_input(
                here.word("paths_to"), one(here.query, "to"), placeholder=here.word("paths_hint"), max_chars=200
            )
            sent = st.form_submit_button(here.word("paths_ask"))
        if sent:
            params = {**here.unit_params(answer.id), "to": to.strip()} if to.strip() else here.unit_params(answer.id)
            st.switch_page(here.pages["unit"], query_params=here.with_lang(params))
        if one(here.query, "to"):
            _show(here, graph, answer.id, one(here.query, "to"))


def _show(here: Here, graph: View, start: str, end: str) -> None:
    try:
        answer = paths(graph, [start], [end], on=here.on, k=MOST, lang=here.lang)
    except InngangError as error:
        st.html(el("p", error.text(here.lang), class_="field-error", role="alert"))
        return
    st.html(_told(here, answer))


def _told(here: Here, answer: PathsAnswer) -> Safe:
    if not answer.paths:
        near = [el("li", node.name) for node in answer.nearest]
        return el("div", el("p", answer.text), el("ul", *near) if near else None, class_="notice", role="status")
    return el("div", *[_path(here, number, path) for number, path in enumerate(answer.paths, 1)], class_="paths")


def _path(here: Here, number: int, path: Path) -> Safe:
    hops = [
        el(
            "li",
            el("span", step.text),
            el("span", here.word("weakest"), class_="flag") if step.weakest and len(path.steps) > 1 else None,
            cite(here, step.sources),
        )
        for step in path.steps
    ]
    title = here.word("path_title", number=number, hops=path.hops)
    return el("section", el("h3", title), el("ol", *hops), class_="path")
