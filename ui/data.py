"""Data: what the graph was filled from, how old and how sure it is; loading and withdrawing sources."""

from __future__ import annotations

import streamlit as st

from graph.amounts import number
from graph.answers import FreshnessRef
from graph.errors import StoreMissing
from graph.freshness import counts, freshness
from graph.model import SourceStatus
from graph.schema import schema
from graph.store.base import View
from graph.wording import pick
from ui.cited import day
from ui.data_load import add
from ui.data_sources import sources
from ui.graph_store import view, why_read_only
from ui.here import Here
from ui.markup import Safe, el
from ui.states import no_store, notice


def page(here: Here) -> None:
    """The page: the sources, what came of the last load, the freshness of each kind, and a way to add more."""
    st.html(el("h1", here.word("data_title")) + el("p", here.word("data_lead"), class_="lead"))
    closed = why_read_only(here)
    try:
        graph: View | None = view(here)
        loaded = {said.source.id: said for said in graph.sources(here.on)} if graph else {}
    except StoreMissing:
        graph, loaded = None, {}
        no_store(here)
    if closed and graph:
        notice(here.word("data_read_only"), here.word(closed))
    for said in loaded.values():
        _unfinished(here, said)
    left, right = st.columns([7, 5], gap="large")
    with left:
        sources(here, loaded, closed=closed is not None)
        if closed is None:
            add(here)
    if graph:
        with right:
            st.html(_summary(here, graph))
            st.html(_freshness(here, freshness(graph, here.on)))


def _unfinished(here: Here, said: SourceStatus) -> None:
    """A load that was broken off in a store that shows loads bit by bit."""
    if said.state == "unfinished":
        started = day(said.loaded_at, here.lang) + f" {said.loaded_at[11:16]}"
        title = here.word("data_unfinished", source=pick(dict(said.source.title), here.lang), started=started)
        notice(title, here.word("data_unfinished_text"), [here.word("data_unfinished_hint")], kind="trouble")


def _summary(here: Here, graph: View) -> Safe:
    held = counts(graph, here.on)
    told = here.word(
        "data_counts",
        nodes=number(sum(held.nodes.values()), here.lang),
        relations=number(sum(held.relations.values()), here.lang),
    )
    on = here.word("as_of", day=day(here.day, here.lang)) if here.day else ""
    return el("section", el("h2", here.word("data_holds")), el("p", " · ".join(filter(None, [told, on]))))


def _freshness(here: Here, kinds: list[FreshnessRef]) -> Safe:
    """Each kind with its count, newest date, and the shares that are undated and unverified."""
    names = ("kind", "count", "newest", "undated", "unverified")
    head = el("tr", *[el("th", here.word(f"data_{name}"), scope="col") for name in names])
    rows = [
        el(
            "tr",
            el("th", pick(dict(schema().nodes[one.kind].title), here.lang), scope="row"),
            el("td", number(one.count, here.lang), class_="number"),
            el("td", day(one.newest, here.lang) or "–", _old(here) if one.old else None, class_="when"),
            el("td", _share(here, one.undated, one.looked_at), class_="number"),
            el("td", _share(here, one.unverified, one.looked_at), class_="number"),
        )
        for one in kinds
    ]
    table = el("table", el("caption", here.word("data_fresh")), el("thead", head), el("tbody", *rows), class_="tight")
    why = [el("p", here.word(f"data_fresh_{name}"), class_="muted") for name in ("undated", "unverified", "posts")]
    some = any(one.looked_at < one.count for one in kinds)
    return el(
        "section",
        el("h2", here.word("data_fresh")),
        el("p", here.word("data_fresh_lead"), class_="muted"),
        el("p", here.word("data_fresh_old"), class_="muted") if any(one.old for one in kinds) else None,
        el("div", table, class_="wide", tabindex="0", role="region", aria_label=here.word("data_fresh")),
        el("p", here.word("data_fresh_some"), class_="muted") if some else None,
        el("details", el("summary", here.word("data_fresh_why")), *why, class_="more", data_key="fresh-why"),
    )


def _old(here: Here) -> Safe:
    return el("span", here.word("data_stale"), class_="flag")


def _share(here: Here, part: int, whole: int) -> str:
    """A part of a whole in percent, "0" where there is none; what is little is never rounded to none."""
    if not part or not whole:
        return "0"
    return here.word("percent", share=max(1, round(100 * part / whole)))
