"""Find: an offering, and where in the public sector it can begin."""

from __future__ import annotations

import streamlit as st

from graph.answers import FindAnswer
from graph.match.find import find
from graph.match.question import Question
from graph.store.base import View
from ui.address import Asked, asked
from ui.cards import cards
from ui.cited import day
from ui.downloads import downloads
from ui.find_form import examples, form, weights_form
from ui.graph_store import view
from ui.here import Here
from ui.markup import el
from ui.pictures import answer_graph, picture
from ui.states import notice
from ui.typed import amount_of
from ui.understood import understood
from ui.widget import draw

#: Groups shown at first, and how many more each time.
STEP = 6
#: Units the picture starts from.
PICTURED = 7


def page(here: Here) -> None:
    """The page: the question, then its answer as cards with the picture beside them."""
    question = asked(here.query)
    graph = view(here)
    graph.sources(here.on)
    if not question.offering:
        with st.container(key="hero"):
            st.html(el("h1", here.word("find_title")) + el("p", here.word("find_lead"), class_="lead"))
    form(here, question)
    if not question.offering:
        examples(here)
        return
    with st.spinner(here.word("searching"), show_time=False):
        answer = find(graph, to_ask(here, question), lang=here.lang, store=here.store_url)
    if not answer.results:
        notice(
            here.word("nothing"),
            answer.reason or here.word("nothing_text"),
            answer.hints or [here.word("nothing_hint")],
        )
        understood(here, question, answer)
        return
    _answer(here, question, answer, graph)


def to_ask(here: Here, question: Asked) -> Question:
    """The question as the matcher takes it."""
    return Question(
        offering=question.offering,
        on=here.on,
        value=amount_of(question.value),
        types=question.types,
        near=(),
        weights=question.weights,
        limit=STEP * (1 + question.more),
        without_categories=question.without,
        categories=question.extra,
    )


def _answer(here: Here, question: Asked, answer: FindAnswer, graph: View) -> None:
    st.html(_summary(here, answer))
    left, right = st.columns([7, 5], gap="large")
    with left:
        cards(here, answer)
        _more(here, question, answer)
    with right, st.container(key="beside"):
        _picture(here, answer, graph)
        understood(here, question, answer)
        weights_form(here, question, answer.weights)


def _summary(here: Here, answer: FindAnswer) -> str:
    count = here.word("found_one") if answer.total == 1 else here.word("found_many", count=answer.total)
    told = here.word("found_on", day=day(answer.on, here.lang)) if here.day else ""
    notes = [el("p", note, class_="muted") for note in answer.notes]
    return el("div", el("h2", " ".join(filter(None, [count, told]))), *notes, class_="summary", role="status")


def _more(here: Here, question: Asked, answer: FindAnswer) -> None:
    if len(answer.results) >= answer.total:
        return
    params = {**question.params(), "more": str(question.more + 1)}
    with st.container(key="more_results"):
        here.page_link("find", here.word("more_results"), params)


def _picture(here: Here, answer: FindAnswer, graph: View) -> None:
    units = [found.id for found in answer.results[:PICTURED]]
    reasons = {duty.id for duty in answer.duties} | {
        f"cpv-{code}" for category in answer.categories for code in (category.code, *category.codes)
    }
    shown = answer_graph(graph, units, reasons, here.on)
    st.html(el("h2", here.word("picture_answer")))
    opened = draw(here, picture(here, shown, focus=units), key="answer_picture", title=here.word("picture_answer_alt"))
    downloads(here, graph, shown, here.on, name="inngang")
    if opened:
        st.switch_page(here.pages["unit"], query_params=here.with_lang(here.unit_params(opened)))
