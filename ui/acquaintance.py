"""Whom the reader knows at a unit, on the pages that show units: a form that writes one more down."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from graph.wording import say
from graph.workspace.records import STRENGTHS, Tie
from graph.workspace.workspace import Workspace
from ui.deck import Deck
from ui.here import Here
from ui.own import attempt


def contact_form(deck: Deck, unit: str, name: str) -> None:
    """The form on a card; sent or not, it closes with the address."""
    here = deck.here
    closed = here.with_lang(replace(deck.question, contact="").params())
    with st.container(key="new_contact", border=True):
        if deck.own and contact_fields(here, deck.own, unit, name):
            st.query_params.from_dict(closed)
            st.rerun()
        here.page_link("find", here.word("contact_close"), replace(deck.question, contact="").params())


def contact_fields(here: Here, own: Workspace, unit: str, name: str) -> bool:
    """A form for somebody the reader knows at a unit; whether somebody was written down just now."""
    with st.form(f"new_contact_{unit}", border=False, clear_on_submit=True):
        st.markdown(f"**{here.word('contact_add')}**")
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            who = st.text_input(here.word("contact_name"), max_chars=200)
            position = st.text_input(here.word("contact_position"), max_chars=200)
            strength = st.selectbox(
                here.word("contact_strength"),
                ("", *STRENGTHS),
                format_func=partial(_strength, here),
            )
            sent = st.form_submit_button(here.word("contact_save_new"), type="primary")
    if not sent or not who.strip():
        return False
    knows = [Tie(to=unit, name=name, strength=strength)]
    attempt(own.add_contact, who, company=name, position=position, strength=strength, knows=knows)
    return True


def _strength(here: Here, strength: str) -> str:
    return say(here.lang, f"workspace_strength_{strength}") if strength else here.word("contact_strength_none")
