"""Paths: who leads to whom, hop by hop, in words and in the picture; where nobody does, what would make a path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from graph.answers import NodeRef, PathsAnswer
from graph.errors import AmbiguousName, BadInput, UnknownThing
from graph.lookup import caption, find_one
from graph.paths import paths
from graph.store.base import View
from graph.workspace.layer import ME, as_named, with_contacts
from ui.cited import day
from ui.graph_store import view
from ui.here import Here
from ui.markup import el
from ui.own import save_field, workspace
from ui.paths_asked import MOST_HOPS, PathsAsked, paths_asked
from ui.paths_picture import paths_picture
from ui.paths_question import examples, question
from ui.paths_told import paths_told
from ui.selection import one_selection
from ui.states import notice
from ui.widget.namesakes import marks


def page(here: Here) -> None:
    """The page: the question, then the paths as sentences with the picture beside them."""
    asked = paths_asked(here.query)
    beneath = view(here)
    beneath.sources(here.on)
    own = workspace(here)
    graph = with_contacts(beneath, own)
    if not (asked.start and asked.end):
        with st.container(key="hero"):
            st.html(el("h1", here.word("paths_title")) + el("p", here.word("paths_lead"), class_="lead"))
    question(here, graph, asked)
    if not (asked.start and asked.end):
        if asked.start or asked.end:
            missing = "paths_no_end" if asked.start else "paths_no_start"
            notice(here.word(missing), "", [here.word("paths_other_end_hint")])
        examples(here, graph)
        if own and any(contact.knows for contact in own.contacts()):
            here.page_link("paths", here.word("paths_from_me"), {"from": ME})
    elif _all_known(here, graph, asked):
        save_field(here, own)
        _answer(here, as_named(graph, [asked.start, asked.end, *asked.via], here.on), asked)


def _all_known(here: Here, graph: View, asked: PathsAsked) -> bool:
    """Whether each name asked for is one thing; where one is not, says so and offers what it may be."""
    said = [("start", asked.start), ("end", asked.end)]
    said += [(part, text) for part in ("via", "avoid") for text in getattr(asked, part)]
    sound = True
    for part, text in said:
        try:
            find_one(graph, text, here.on)
        except (AmbiguousName, UnknownThing) as error:
            sound = False
            _choose(here, graph, asked, (part, text), error)
    return sound


def _choose(here: Here, graph: View, asked: PathsAsked, what: tuple[str, str], error: BadInput) -> None:
    """A name that is several things, or none: what it may be, each a link that asks with it."""
    part, text = what
    several = isinstance(error, AmbiguousName)
    ids: Sequence[str] = error.values.get("ids", ())
    title = here.word("paths_several" if several else "paths_unknown", text=text)
    hint = here.word("paths_choose") if ids else here.word("paths_unknown_hint")
    notice(title, hint)
    known = graph.get(ids, here.on)
    with st.container(key=f"choose_{part}_{text}"):
        for id_ in ids:
            if id_ in known:
                label = caption(known[id_], here.lang)
                here.page_link("paths", f"{label} ({id_})", asked.with_end(part, text, id_).params())


def _answer(here: Here, graph: View, asked: PathsAsked) -> None:
    answer = paths(
        graph,
        [asked.start],
        [asked.end],
        on=here.on,
        k=asked.k,
        via=asked.via,
        avoid=asked.avoid,
        max_hops=asked.most,
        relations=asked.kinds or None,
        lang=here.lang,
    )
    st.html(_summary(here, answer))
    with st.container(key="paths_turn"):
        here.page_link("paths", here.word("paths_swap"), replace(asked, start=asked.end, end=asked.start).params())
    if not answer.paths:
        _none(here, graph, asked, answer)
        return
    left, right = st.columns([5, 7], gap="large")
    with left:
        st.html(paths_told(here, answer))
    with right:
        paths_picture(here, graph, answer)
    one_selection(here)


def _summary(here: Here, answer: PathsAnswer) -> str:
    ends = {"start": _names(answer.from_), "end": _names(answer.to)}
    count = len(answer.paths)
    key = "paths_found_none" if not count else "paths_found_one" if count == 1 else "paths_found"
    on = el("p", here.word("as_of", day=day(here.day, here.lang)), class_="muted") if here.day else None
    told = el("p", answer.text, class_="muted") if count and answer.text else None
    cut = el("p", here.word("paths_truncated"), class_="muted") if answer.truncated else None
    return el("div", el("h2", here.word(key, count=count, **ends)), on, told, cut, class_="summary", role="status")


def _none(here: Here, graph: View, asked: PathsAsked, answer: PathsAnswer) -> None:
    """Why there is no path, and what to try: longer paths, fewer limits, the things nearest by."""
    notice(here.word("paths_none"), answer.text)
    if answer.reason == "same":
        return
    with st.container(key="paths_try"):
        if asked.most < MOST_HOPS:
            wider = replace(asked, most=MOST_HOPS)
            here.page_link("paths", here.word("paths_try_longer", hops=MOST_HOPS), wider.params())
        if asked.via or asked.avoid or asked.kinds:
            free = replace(asked, via=(), avoid=(), kinds=())
            here.page_link("paths", here.word("paths_try_free"), free.params())
        apart = marks(here, graph, graph.get([near.id for near in answer.nearest], here.on))
        for near in answer.nearest:
            aim = replace(asked, end=near.id)
            name = f"{near.name} ({apart[near.id]})" if near.id in apart else near.name
            here.page_link("paths", here.word("paths_try_near", name=name), aim.params())


def _names(ends: Sequence[NodeRef]) -> str:
    return ", ".join(end.name for end in ends)
