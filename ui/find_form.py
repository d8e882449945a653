"""The question of the Find page: the fields, three examples, the weights. What is asked goes into the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from graph.unit_types import type_label, unit_types
from ui.address import Asked
from ui.evidence import feature
from ui.here import Here
from ui.markup import el
from ui.typed import asked_day, shown_amount, shown_day, trouble

EXAMPLES = 3
#: A weight of 1 is the matcher's own; sliders go from "does not count" to four times as much.
HEAVIEST = 4.0


def form(here: Here, question: Asked) -> None:
    """The fields. Submitting goes to the address that holds them; what cannot be read is said where it stands."""
    with st.form("question", border=False, enter_to_submit=True):
        with st.container(key="offering"):
            offering = st.text_input(
                here.word("offering"), question.offering, placeholder=here.word("offering_hint"), max_chars=500
            )
        with st.container(key="details", horizontal=True, vertical_alignment="bottom", gap="small"):
            said = shown_amount(question.value, here.lang)
            value = st.text_input(here.word("value"), said, placeholder=here.word("value_hint"), width=190)
            on = st.text_input(
                here.word("on"), shown_day(question.on, here.lang), placeholder=here.word("on_hint"), width=190
            )
            types = st.multiselect(
                here.word("types"),
                unit_types(),
                [kind for kind in question.types if kind in unit_types()],
                format_func=lambda kind: type_label(kind, here.lang, count=2),
                placeholder=here.word("types_hint"),
                select_all=False,
                width="stretch",
            )
            sent = st.form_submit_button(here.word("ask"), type="primary")
    trouble(here, value=question.value, on=question.on)
    if sent:
        asked = replace(
            question, offering=offering.strip(), value=value.strip(), on=asked_day(on), types=tuple(types), more=0
        )
        if asked.offering != question.offering:
            asked = replace(asked, without=(), extra=())
        st.switch_page(here.pages["find"], query_params=here.with_lang(asked.params()))


def examples(here: Here) -> None:
    """Three offerings to start from."""
    st.html(el("p", here.word("examples"), class_="label"))
    with st.container(key="examples", horizontal=True, gap="small"):
        for number in range(1, EXAMPLES + 1):
            text = here.word(f"example_{number}")
            here.page_link("find", text, {"q": text})


def weights_form(here: Here, question: Asked, weights: Mapping[str, float]) -> None:
    """How much each kind of evidence counts, with a way back to the usual."""
    with st.expander(here.word("weights"), key="weights", expanded=bool(question.weights)):
        st.html(el("p", here.word("weights_lead"), class_="muted"))
        with st.form("weights_form", border=False):
            turned = {
                name: st.slider(feature(here, name), 0.0, max(HEAVIEST, weight), float(weight), 0.1)
                for name, weight in weights.items()
            }
            with st.container(horizontal=True, vertical_alignment="center"):
                sent = st.form_submit_button(here.word("weights_apply"))
                if question.weights:
                    here.page_link("find", here.word("weights_reset"), replace(question, weights={}).params())
        if sent:
            changed = {name: value for name, value in turned.items() if abs(value - weights[name]) > 1e-9}  # noqa: PLR2004
            asked = replace(question, weights={**question.weights, **changed})
            st.switch_page(here.pages["find"], query_params=here.with_lang(asked.params()))
