"""How the offering was understood: the categories and duties it fits, to be struck out or added to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import streamlit as st

from graph.answers import CategoryRef, DutyRef, FindAnswer
from graph.errors import BadInput
from graph.lookup import search
from graph.match.question import class_of
from graph.store.base import View
from ui.address import Asked
from ui.here import Here
from ui.limits import named
from ui.links import go, lead
from ui.markup import Safe, el

#: As many as are worth reading; the rest still counts.
MOST = 8
#: Categories and duties offered for words that were typed.
OFFERED = 6


def understood(here: Here, question: Asked, answer: FindAnswer, graph: View) -> None:
    """Each category and duty with a link that strikes it out, what was struck out with a way back, a field to add more."""
    with st.container(key="understood"):
        st.html(
            el("h2", here.word("understood"))
            + el("p", here.word("understood_lead"), class_="muted")
            + _list(here, "categories_met", [_category(here, question, one) for one in answer.categories[:MOST]])
            + _list(here, "duties_met", [_duty(here, question, one) for one in answer.duties[:MOST]])
            + _list(here, "struck", list(_struck(here, question, graph)))
        )
        _add(here, question)
        if question.adding:
            st.html(_offered(here, question, graph))


def _list(here: Here, title: str, items: list[Safe]) -> Safe:
    return el("div", el("h3", here.word(title)), el("ul", *items, class_="understood")) if items else Safe("")


def _category(here: Here, question: Asked, found: CategoryRef) -> Safe:
    without = replace(
        question,
        without=tuple(dict.fromkeys([*question.without, found.code])),
        extra=tuple(code for code in question.extra if _class(code) != _class(found.code)),
    )
    return _line(here, without, found.label, found.code)


def _duty(here: Here, question: Asked, found: DutyRef) -> Safe:
    without = replace(
        question,
        without_duties=tuple(dict.fromkeys([*question.without_duties, found.id])),
        extra_duties=tuple(id_ for id_ in question.extra_duties if id_ != found.id),
    )
    return _line(here, without, found.name, " ".join(filter(None, [found.law, found.section])))


def _line(here: Here, without: Asked, name: str, code: str) -> Safe:
    strike = go(
        here,
        "find",
        without.params(),
        "✕",
        class_="strike",
        aria_label=here.word("strike", name=name),
        title=here.word("strike", name=name),
    )
    return el("li", el("span", name, el("span", code, class_="code")), strike)


def _struck(here: Here, question: Asked, graph: View) -> Iterator[Safe]:
    """What was struck out, each with a link that takes it back."""
    names = named(here, graph, question.without, question.without_duties)
    for code in question.without:
        back = replace(question, without=tuple(one for one in question.without if one != code))
        yield _back(here, back, names[code])
    for duty in question.without_duties:
        back = replace(question, without_duties=tuple(one for one in question.without_duties if one != duty))
        yield _back(here, back, names[duty])


def _back(here: Here, back: Asked, name: str) -> Safe:
    return el("li", el("s", name), go(here, "find", back.params(), here.word("take_back"), class_="act"))


def _add(here: Here, question: Asked) -> None:
    with st.form("add", border=False), st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        text = st.text_input(here.word("add_label"), question.adding, placeholder=here.word("add_hint"), max_chars=100)
        if st.form_submit_button(here.word("add")):
            lead(here, "find", _added(replace(question, adding=""), text.strip()).params())


def _added(question: Asked, text: str) -> Asked:
    """The question with a code that was typed; words are looked up first."""
    try:
        class_of(text)
    except BadInput:
        return replace(question, adding=text)
    return replace(question, extra=tuple(dict.fromkeys([*question.extra, text.split("-", maxsplit=1)[0]])))


def _offered(here: Here, question: Asked, graph: View) -> Safe:
    """Categories and duties whose words meet what was typed, each a link that adds it."""
    kinds = ("category", "duty")
    hits = search(graph, question.adding, kinds=kinds, on=here.on, limit=OFFERED, lang=here.lang).results
    if not hits:
        return el("p", here.word("add_none", text=question.adding), class_="muted", role="status")
    items = []
    for hit in hits:
        asked = replace(question, adding="")
        if hit.kind == "category":
            code = hit.id.removeprefix("cpv-")
            asked = replace(asked, extra=tuple(dict.fromkeys([*asked.extra, code])))
        else:
            asked = replace(asked, extra_duties=tuple(dict.fromkeys([*asked.extra_duties, hit.id])))
        kind = here.word(f"add_{hit.kind}")
        link = go(
            here, "find", asked.params(), here.word("add"), class_="act", aria_label=f"{here.word('add')}: {hit.name}"
        )
        items.append(el("li", el("span", hit.name, el("span", kind, class_="code")), link))
    return el("div", el("ul", *items, class_="understood"), class_="offered", role="status")


def _class(code: str) -> str:
    return code[:4]
