"""The question of the Find page: the fields and three examples. What is asked goes into the address."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import streamlit as st

from graph.match.sizes import SIZES
from graph.places import places
from graph.schema import caption
from graph.store.base import View
from graph.unit_types import type_label, unit_types
from ui.address import Asked, Params
from ui.here import Here
from ui.limits import limits
from ui.links import lead
from ui.markup import el, plain
from ui.typed import asked_day, shown_amount, shown_day, trouble

EXAMPLES = 3


def form(here: Here, question: Asked, graph: View) -> Asked | None:
    """The fields. Submitting goes to the address that holds them; what cannot be read is said where it stands.

    Returns what was just sent, to whose address the browser is on its way; None where nothing was.
    """
    with st.form("question", border=False, enter_to_submit=True):
        offering, sent = asking(here, question, "ask")
        with details(here, question, graph):
            value, on = amount_and_day(here, question, 200, 140)
            types, sizes, where = _kinds(here, question), _sizes(here, question), _places(here, question, graph)
    trouble(here, value=question.value, on=question.on)
    if not sent:
        return None
    asked = replace(
        question.of(offering.strip()),
        value=value.strip(),
        on=asked_day(on),
        types=types,
        sizes=sizes,
        places=where,
        more=0,
    )
    lead(here, "find", asked.params())
    return asked


def asking(here: Here, question: Asked, label: str) -> tuple[str, bool]:
    """The field of what is offered and the button beside it: what stands there, and whether it was pressed. label: of the button."""
    with st.container(key="asking", horizontal=True, vertical_alignment="bottom", wrap=False, gap="small"):
        with st.container(key="offering"):
            offering = st.text_input(
                here.word("offering"), question.offering, placeholder=here.word("offering_hint"), max_chars=500
            )
        return offering, st.form_submit_button(here.word(label), type="primary")


def amount_and_day(here: Here, question: Asked, amount_width: int, day_width: int) -> tuple[str, str]:
    """The fields of the amount and the day, each so many pixels wide, with what stands in them."""
    value, on = shown_amount(question.value, here.lang), shown_day(question.on, here.lang)
    return (
        st.text_input(here.word("value"), value, placeholder=here.word("value_hint"), width=amount_width),
        st.text_input(here.word("on"), on, placeholder=here.word("on_hint"), width=day_width),
    )


@contextmanager
def details(here: Here, question: Asked, graph: View) -> Iterator[None]:
    """The place of the fields that bound a question.

    On a phone (`ui/style.css`) a switch shows them, off once the question was asked, with what they hold in its name.
    """
    fields = Asked(types=question.types, sizes=question.sizes, places=question.places)
    said = [shown_amount(question.value, here.lang), shown_day(question.on, here.lang), *limits(here, fields, graph)]
    held = " · ".join(filter(None, said))
    name = here.word("details_held", held=held) if held else here.word("details")
    with st.container(key="fold"):
        st.toggle(plain(name), not question.offering, key=f"unfold_{hash(str(question.params()))}")
        with st.container(key="details", horizontal=True, vertical_alignment="bottom", gap="small"):
            yield


def examples(here: Here, kept: Params | None = None) -> None:
    """Three offerings to start from, each a link to the page it stands on. kept: what else its address says."""
    st.html(el("p", here.word("examples"), class_="label"))
    with st.container(key="examples", horizontal=True, gap="small"):
        for number in range(1, EXAMPLES + 1):
            text = here.word(f"example_{number}")
            here.page_link(here.page, text, {**(kept or {}), "q": text})


def _kinds(here: Here, question: Asked) -> tuple[str, ...]:
    chosen = st.multiselect(
        here.word("types"),
        unit_types(),
        [kind for kind in question.types if kind in unit_types()],
        format_func=lambda kind: type_label(kind, here.lang, count=2),
        placeholder=here.word("types_hint"),
        select_all=False,
        width="stretch",
    )
    return tuple(chosen)


def _sizes(here: Here, question: Asked) -> tuple[str, ...]:
    chosen = st.multiselect(
        here.word("sizes"),
        SIZES,
        [size for size in question.sizes if size in SIZES],
        format_func=lambda size: here.word(f"sizes_{size}"),
        placeholder=here.word("sizes_hint"),
        help=here.word("sizes_help"),
        select_all=False,
        width="stretch",
    )
    return tuple(chosen)


def _places(here: Here, question: Asked, graph: View) -> tuple[str, ...]:
    names = {node.id: caption(node, here.lang) for node in places(graph, here.on)}
    chosen = st.multiselect(
        here.word("places"),
        list(names),
        [id_ for id_ in question.places if id_ in names],
        format_func=lambda id_: names.get(id_, id_),
        placeholder=here.word("places_hint"),
        select_all=False,
        width="stretch",
    )
    return tuple(chosen)
