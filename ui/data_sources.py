"""The sources: what each is, when it was loaded and what came of it; withdrawing one, after asking once."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from graph.amounts import number
from graph.freshness import long_since_loaded
from graph.model import Source, SourceStatus
from graph.when import On
from graph.wording import pick
from loaders.choices import choices
from loaders.report import recalled
from ui.cited import day
from ui.data_load import BUNDLED, forget, outcome, try_bundled
from ui.data_told import remarks
from ui.graph_store import store
from ui.here import Here
from ui.markup import Safe, el, web_link

_ASKED = "data_unload"


def sources(here: Here, loaded: Mapping[str, SourceStatus], *, closed: bool) -> None:
    """Every source that is loaded or can be, the loaded ones first. closed: nothing may be changed from here."""
    known = {id_: choice.source for id_, choice in choices().items()}
    st.html(el("h2", here.word("data_sources")))
    for source_id in [*loaded, *(id_ for id_ in known if id_ not in loaded)]:
        said = loaded.get(source_id)
        source = said.source if said else known[source_id]
        with st.container(key=f"card_source_{source_id}"):
            st.html(_about(here, known.get(source_id, source), said))
            if not closed:
                _acts(here, source_id, said)


def _about(here: Here, source: Source, said: SourceStatus | None) -> Safe:
    often = here.word(f"frequency_{source.frequency}", missing="") if source.frequency else ""
    address = el("p", web_link(source.url, source.url)) if source.url else None
    remark = here.word(f"data_remark_{source.id}", missing="")
    publisher = pick(source.publisher, here.lang)
    return el(
        "div",
        el("h3", pick(dict(source.title), here.lang), el("span", source.id, class_="code"), _state(here, said)),
        el(
            "p",
            " · ".join(part for part in (publisher, source.licence, often) if part.strip("–")),
            class_="muted",
        ),
        address,
        el("p", remark, class_="muted") if remark else None,
        _loaded(here, said) if said else None,
    )


def _state(here: Here, said: SourceStatus | None) -> Safe:
    if said is None:
        return el("span", here.word("data_not_loaded"), class_="state unknown")
    if said.state != "loaded":
        return el("span", here.word("data_broken_off"), class_="state closed")
    if long_since_loaded(said, On.today().day):
        return el("span", here.word("data_stale"), class_="state unknown")
    return el("span", here.word("data_loaded"), class_="state open")


def _loaded(here: Here, said: SourceStatus) -> Safe:
    told = here.word(
        "data_loaded_at",
        day=day(said.loaded_at[:10], here.lang),
        nodes=number(said.nodes, here.lang),
        relations=number(said.relations, here.lang),
    )
    parts = recalled(said.report, said.source.id, here.lang)
    counts = {"skipped": int(said.report.get("skipped_count", len(parts["skipped"])))}
    folds = [remarks(here, name, parts[name], counts.get(name)) for name in ("skipped", "warnings", "left_out")]
    return el("div", el("p", told), *folds)


def _acts(here: Here, source_id: str, said: SourceStatus | None) -> None:
    """Loading what ships anew, withdrawing what is loaded."""
    choice = choices().get(source_id)
    if st.session_state.get(_ASKED) == source_id and said:
        _ask_once(here, source_id, said)
        return
    with st.container(key=f"acts_{source_id}", horizontal=True, gap="small"):
        if choice and choice.bundled:
            try_bundled(here, source_id, again=said is not None)
        if said and st.button(here.word("data_unload"), type="tertiary", key=f"unload_{source_id}"):
            st.session_state[_ASKED] = source_id
            st.rerun()
    outcome(here, source_id, BUNDLED)


def _ask_once(here: Here, source_id: str, said: SourceStatus) -> None:
    counts = {"nodes": number(said.nodes, here.lang), "relations": number(said.relations, here.lang)}
    st.html(el("p", here.word("data_unload_ask", **counts), role="alert"))
    with st.container(key=f"acts_{source_id}", horizontal=True, gap="small"):
        sure = st.button(here.word("data_unload_yes"), type="primary", key=f"unload_yes_{source_id}")
        if sure:
            store(here).unload(source_id)
            forget()
        if sure or st.button(here.word("data_unload_no"), key=f"unload_no_{source_id}"):
            del st.session_state[_ASKED]
            st.rerun()
