"""The answers of Find and Plan and their pictures, kept while the graph stands: what a rerun draws again is not worked out again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

import streamlit as st

from graph.answers import FindAnswer, PlanAnswer
from graph.match.find import find
from graph.match.needs import Needs, needs_of
from graph.match.question import Question
from graph.plan import plan
from graph.store.base import View
from graph.store.state import state_of
from graph.workspace.layer import with_contacts
from graph.workspace.workspace import Workspace
from ui.address import Asked
from ui.ahead import asking
from ui.here import Here
from ui.typed import amount_of

#: Things kept for all visitors together, the one asked for longest ago thrown out first.
KEPT = 64
#: Groups shown at first, and how many more each time.
STEP = 6
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, and the answer of `find` that it was made from."""

    plan: PlanAnswer
    answer: FindAnswer


def to_ask(here: Here, question: Asked, own: Workspace | None) -> Question:
    """The question as the matcher takes it: near the reader's own contacts, where they have any in the graph."""
    contacts = own.contacts() if own else []
    return Question(
        offering=question.offering,
        on=here.on,
        value=amount_of(question.value),
        types=question.types,
        near=tuple(contact.id for contact in contacts if contact.knows),
        weights=question.weights,
        limit=STEP * (1 + question.more),
        without_categories=question.without,
        categories=question.extra,
        without_duties=question.without_duties,
        duties=question.extra_duties,
        places=question.places,
        sizes=question.sizes,
    )


def answered(here: Here, graph: View, question: Question, own: Workspace | None) -> FindAnswer:
    """The answer to a question, worked out once for a state of the graph and of the reader's contacts."""

    def make() -> FindAnswer:
        with asking(graph):
            asked = with_contacts(graph, own) if question.near else graph
            return find(asked, question, lang=here.lang, store=here.store_url, needs=_needs(graph, question))

    return kept(graph, ("answer", question, here.lang, _private(question, own)), make)


def planned(here: Here, graph: View, question: Question, own: Workspace | None, *, begin: str = "") -> Planned:
    """The plan for a question, worked out once for a state of the graph and of the reader's contacts.

    begin: the id of the unit that it begins with, or within where that unit has no evidence of its own.
    """

    def make() -> Planned:
        answer = answered(here, graph, question, own)
        if begin and all(found.id != begin for found in answer.results):
            answer = answered(here, graph, replace(question, places=(begin,)), own)
        needs = _needs(graph, question)
        told = plan(graph, question, lang=here.lang, store=here.store_url, needs=needs, answer=answer, begin=begin)
        return Planned(told, answer)

    return kept(graph, ("plan", question, here.lang, begin, _private(question, own)), make)


def kept(graph: View, key: tuple[object, ...], make: Callable[[], T]) -> T:
    """What `make` returns, made once for a state of the graph and a key, which is told apart by its `repr`.

    Must not be changed by who gets it. Nothing is kept where the store cannot tell one state from another.
    """
    state = state_of(graph)
    return make() if state is None else cast("T", _kept(state, repr(key), make))


def _private(question: Question, own: Workspace | None) -> tuple[object, ...] | None:
    """Whose contacts an answer leans on, and how they stand; None where it leans on none."""
    return (own.path, own.state()) if own and question.near else None


def _needs(graph: View, question: Question) -> Needs:
    """What the offering is about: weights and limits do not change it."""
    said = (
        question.offering,
        question.on,
        question.categories,
        question.without_categories,
        question.duties,
        question.without_duties,
    )
    return kept(graph, ("needs", *said), lambda: needs_of(graph, question))


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _kept(state: str, key: str, _make: Callable[[], Any]) -> Any:  # noqa: ARG001 — they are the cache's key
    return _make()
