"""How the offering was understood: the categories it fits, to be struck out or added to, and the duties."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from graph.answers import CategoryRef, FindAnswer
from ui.address import Asked
from ui.here import Here
from ui.markup import Safe, el

#: As many as are worth reading; the rest still counts.
MOST = 8
#: The least of a CPV code that says something: its class.
CLASS_DIGITS = 4


def understood(here: Here, question: Asked, answer: FindAnswer) -> None:
    """Categories with a link that strikes each out, the struck ones with a way back, the duties as a list."""
    if not (answer.categories or answer.duties or question.without):
        return
    with st.container(key="understood"):
        st.html(el("h2", here.word("understood")) + el("p", here.word("understood_lead"), class_="muted"))
        with st.container(key="categories", gap=None):
            for category in answer.categories[:MOST]:
                _category(here, question, category)
        for code in question.without:
            rest = tuple(one for one in question.without if one != code)
            here.page_link("find", here.word("category_back", code=code), replace(question, without=rest).params())
        if answer.duties:
            st.html(_duties(here, answer))
        _add(here, question)


def _category(here: Here, question: Asked, category: CategoryRef) -> None:
    without = replace(question, without=(*question.without, category.code)).params()
    with st.container(
        key=f"category_{category.code}", horizontal=True, vertical_alignment="center", wrap=False, gap="small"
    ):
        st.html(el("span", el("span", category.label), el("span", category.code, class_="code"), class_="category"))
        st.page_link(
            here.pages["find"],
            label="✕",
            help=here.word("category_strike"),
            query_params=here.with_lang(without),
        )


def _duties(here: Here, answer: FindAnswer) -> Safe:
    items = [
        el("li", el("span", duty.name), el("span", " ".join(filter(None, [duty.law, duty.section])), class_="code"))
        for duty in answer.duties[:MOST]
    ]
    return el("div", el("h3", here.word("duties_met")), el("ul", *items, class_="duties"))


def _add(here: Here, question: Asked) -> None:
    with st.form("add_category", border=False), st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        code = st.text_input(here.word("category_add"), placeholder="79540000", max_chars=10)
        if st.form_submit_button(here.word("add")):
            digits = "".join(char for char in code if char.isascii() and char.isdecimal())[:8]
            extra = tuple(dict.fromkeys([*question.extra, *([digits] if len(digits) >= CLASS_DIGITS else [])]))
            st.switch_page(here.pages["find"], query_params=here.with_lang(replace(question, extra=extra).params()))
