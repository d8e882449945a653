"""Find: an offering, and where in the public sector it can begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import streamlit as st

from graph.answers import FindAnswer
from graph.store.base import View
from graph.workspace.workspace import Workspace
from ui.acquaintance import contact_form
from ui.address import Asked, asked
from ui.answered import STEP, answered, kept, to_ask
from ui.borough_map import borough_map
from ui.cards import card, grouped
from ui.cited import day
from ui.compare import comparison
from ui.deck import Deck
from ui.drawing import drawing
from ui.find_form import examples, form
from ui.graph_store import view
from ui.here import Here
from ui.limits import unlimited
from ui.links import go, pressed, wait_to_be_left
from ui.markup import Safe, el
from ui.own import save_field, trouble, workspace
from ui.pictures import answer_graph
from ui.selection import one_selection
from ui.states import notice
from ui.understood import understood
from ui.weights import weights
from ui.widget import draw
from ui.widget.scene import Shown

_STYLE = Path(__file__).with_suffix(".css")
#: What stands beside the cards, by the selector of its place.
_BESIDE = {
    "map": ".borough-map",
    "picture": ".st-key-answer_picture",
    "understood": ".st-key-understood",
    "weights": ".st-key-weights",
}


def page(here: Here) -> None:
    """The page: the question, then its answer as cards with the picture beside them."""
    st.html(_STYLE)
    question = asked(here.query)
    graph = view(here)
    graph.sources(here.on)
    own = workspace(here)
    if not question.offering:
        with st.container(key="hero"):
            st.html(el("h1", here.word("find_title")) + el("p", here.word("find_lead"), class_="lead"))
    sent = form(here, question, graph)
    if sent and sent.offering:
        # The answer to what was just sent, while the browser goes to the address where it is drawn.
        _worked_out(replace(here, query={**here.query, "on": [sent.on]}), sent, graph, own)
        wait_to_be_left()
    if not question.offering:
        examples(here)
        return
    answer = _worked_out(here, question, graph, own)
    if answer.results:
        _answer(Deck.of(here, question, answer, graph, own, pressed()), answer, graph)
    else:
        _nothing(here, question, answer, graph)


def _worked_out(here: Here, question: Asked, graph: View, own: Workspace | None) -> FindAnswer:
    """The answer, and while it takes its time the word that it is looked for."""
    with st.spinner(here.word("searching"), show_time=False):
        return answered(here, graph, to_ask(here, question, own), own)


def _nothing(here: Here, question: Asked, answer: FindAnswer, graph: View) -> None:
    """Why there is no answer, and what to try: without the limits, without what was struck out, or an example."""
    hints = answer.hints or [here.word("nothing_hint")]
    notice(here.word("nothing"), answer.reason or here.word("nothing_text"), hints)
    free = unlimited(question)
    if free.params() != question.params():
        st.html(el("p", go(here, "find", free.params(), here.word("nothing_free"), class_="act")))
    if answer.categories or answer.duties or question.without or question.without_duties:
        understood(here, question, answer, graph)
    examples(here)


def _answer(deck: Deck, answer: FindAnswer, graph: View) -> None:
    here, question = deck.here, deck.question
    drawn = borough_map(deck, answer)
    one_selection(here)
    with st.container(key="found", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(_summary(here, answer, mapped=drawn is not None))
        save_field(here, deck.own)
        trouble(here)
    with st.container(key="compared"):
        compared = comparison(deck, answer, graph)
        if compared:
            st.html(compared)
    left, right = st.columns([7, 5], gap="large")
    with left:
        for place, group in enumerate(grouped(answer), start=1):
            with st.container(key=f"card_{place}"):
                st.html(card(deck, place, group))
                asked_about = next((found for found in group if found.id == question.contact), None)
                if asked_about and deck.own:
                    contact_form(deck, asked_about.id, asked_about.name)
        _more(here, question, answer)
    with right, st.container(key="beside"):
        if drawn:
            drawing(drawn, key="map")
        _picture(deck, answer, graph)
        understood(here, question, answer, graph)
        weights(here, question, answer.weights)


def _summary(here: Here, answer: FindAnswer, *, mapped: bool) -> str:
    count = here.word("found_one") if answer.total == 1 else here.word("found_many", count=answer.total)
    told = here.word("found_on", day=day(answer.on, here.lang)) if here.day else ""
    notes = [el("p", note, class_="muted") for note in answer.notes]
    said = el("div", el("h2", " ".join(filter(None, [count, told]))), *notes, class_="summary", role="status")
    return said + _jumps(here, [name for name in _BESIDE if mapped or name != "map"])


def _jumps(here: Here, names: Sequence[str]) -> Safe:
    """On a phone what stands beside the cards comes below them all: the way there (`ui/selection.js`)."""
    buttons = [
        el("button", here.word(f"jump_{name}"), type="button", data_jump=_BESIDE[name], class_="act") for name in names
    ]
    return el("nav", *buttons, class_="jumps actions", aria_label=here.word("jump"))


def _more(here: Here, question: Asked, answer: FindAnswer) -> None:
    if max(found.rank for found in answer.results) < STEP * (1 + question.more):
        return
    params = {**question.params(), "more": str(question.more + 1)}
    st.html(
        el("p", go(here, "find", params, here.word("more_results"), key="more", class_="act"), class_="more-results")
    )


def _picture(deck: Deck, answer: FindAnswer, graph: View) -> None:
    here, units = deck.here, deck.pictured
    reasons = {duty.id for duty in answer.duties} | {
        f"cpv-{code}" for category in answer.categories for code in (category.code, *category.codes)
    }
    about = ("picture of an answer", units, sorted(reasons), here.on)
    shown = kept(graph, about, lambda: answer_graph(graph, units, reasons, here.on))
    st.html(el("h2", here.word("picture_answer")))
    start = Shown(shown, focus=units, offering=answer.offering)
    draw(here, graph, start, key="answer_picture", title=here.word("picture_answer_alt"))
