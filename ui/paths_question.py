"""The question of the Paths page: from where to where, and what to pass, avoid and keep to. It goes into the address."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from graph.schema import caption, schema
from graph.store.base import View
from graph.wording import pick
from ui.here import Here
from ui.links import lead, wait_to_be_left
from ui.lookup import lookup
from ui.markup import plain
from ui.paths_asked import MOST_HOPS, MOST_PATHS, PathsAsked
from ui.typed import asked_day, shown_day, trouble

#: Pairs of the bundled graph to begin with, by id.
EXAMPLES = (
    ("no-orgnr-961398142", "no-orgnr-970534644"),
    ("no-orgnr-974778726", "no-orgnr-971183675"),
    ("no-orgnr-919770775", "no-orgnr-997506413"),
)


@st.fragment
def question(here: Here, graph: View, asked: PathsAsked) -> None:
    """The fields. Asking goes to the address that holds them."""
    with st.container(key="ends", horizontal=True, vertical_alignment="bottom", gap="small"):
        start = lookup(here, graph, "from", here.word("paths_from"), asked.start, hint=here.word("paths_hint"))
        end = lookup(here, graph, "to", here.word("paths_to"), asked.end, hint=here.word("paths_hint"))
        sent = st.button(here.word("paths_ask"), type="primary", key="paths_ask")
    with st.expander(here.word("paths_more"), key="paths_more", expanded=asked != _plain(asked)):
        turned = _more(here, graph, asked)
    if sent or start.entered or end.entered:
        said = replace(turned, start=start.value, end=end.value)
        lead(here, "paths", said.params())
        wait_to_be_left()


def examples(here: Here, graph: View) -> None:
    """Pairs to begin with, those that the graph holds."""
    known = graph.get({id_ for pair in EXAMPLES for id_ in pair}, here.on)
    pairs = [pair for pair in EXAMPLES if all(id_ in known for id_ in pair)]
    with st.container(key="examples", horizontal=True, gap="small"):
        for start, end in pairs:
            label = here.word("paths_pair", start=caption(known[start], here.lang), end=caption(known[end], here.lang))
            here.page_link("paths", label, PathsAsked(start=start, end=end, on=here.day or "").params())


def _more(here: Here, graph: View, asked: PathsAsked) -> PathsAsked:
    """The fields that are seldom needed, and the question they make."""
    via = _several(here, graph, asked, "via")
    avoid = _several(here, graph, asked, "avoid")
    with st.container(key="paths_limits", horizontal=True, vertical_alignment="bottom", gap="small"):
        k = st.number_input(here.word("paths_k"), 1, MOST_PATHS, asked.k, width=150)
        most = st.number_input(here.word("paths_longest"), 1, MOST_HOPS, asked.most, width=150)
        on = st.text_input(here.word("on"), shown_day(asked.on, here.lang), placeholder=here.word("on_hint"), width=190)
        kinds = st.multiselect(
            here.word("paths_kinds"),
            list(schema().relations),
            list(asked.kinds),
            format_func=lambda kind: pick(dict(schema().relations[kind].title), here.lang),
            placeholder=here.word("paths_kinds_hint"),
            width="stretch",
        )
    trouble(here, on=asked.on)
    return replace(asked, via=via, avoid=avoid, k=k, most=most, kinds=tuple(kinds), on=asked_day(on))


def _several(here: Here, graph: View, asked: PathsAsked, part: str) -> tuple[str, ...]:
    """A field for one more thing to pass or avoid, and those there are, each with a link that drops it."""
    had: tuple[str, ...] = getattr(asked, part)
    known = graph.get(had, here.on)
    more = lookup(here, graph, part, here.word(f"paths_{part}"), "", hint=here.word("paths_hint"))
    if had:
        with st.container(key=f"had_{part}", horizontal=True, gap="small"):
            for text in had:
                name = caption(known[text], here.lang) if text in known else text
                left = asked.with_end(part, text, "")
                here.page_link("paths", f"{plain(name)} ✕", left.params(), trusted=True)
    return tuple(dict.fromkeys([*had, *filter(None, [more.value])]))


def _plain(asked: PathsAsked) -> PathsAsked:
    """The same two ends and nothing else."""
    return PathsAsked(start=asked.start, end=asked.end)
