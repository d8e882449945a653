"""The question that nobody asked: what a first one waits for is read while its asker reads and writes.

It waits for the language model, for what is kept of the graph, and for a server that has planned no query yet.
"""

from __future__ import annotations

from contextlib import suppress
from threading import Event, Lock, Thread

from graph.errors import InngangError
from graph.match.find import find
from graph.match.question import Question
from graph.store.base import View
from graph.store.state import state_of
from graph.when import On

#: Seconds by which a page comes before it.
HEAD_START = 1.0
#: What is asked.
_ANY = "interpreting by video for meetings in schools and health centres"


class _Ahead:
    """One such question. A visitor's own takes its place where it was not begun, and else waits for it."""

    def __init__(self, graph: View) -> None:
        self._graph = graph
        self._asked = Event()
        self._thread = Thread(target=self._ask, daemon=True, name="ahead")
        self._thread.start()

    def give_way(self) -> None:
        self._asked.set()
        self._thread.join()

    def _ask(self) -> None:
        if not self._asked.wait(HEAD_START):
            # What goes wrong here, a visitor's question will say.
            with suppress(InngangError):
                find(self._graph, Question(_ANY, On.today()), lang="en", store="")


_lock = Lock()
#: By the state of the graph, of the last one alone.
_begun: dict[str, _Ahead] = {}


def read_ahead(graph: View) -> None:
    """Asks it once for a state of the graph, in a thread of its own; not at all where the store tells no state."""
    state = _state(graph)
    with _lock:
        if state is not None and state not in _begun:
            _begun.clear()
            _begun[state] = _Ahead(graph)


def give_way(graph: View) -> None:
    """Called before a visitor's question: two first ones side by side would read and plan everything twice."""
    ahead = _begun.get(_state(graph) or "")
    if ahead:
        ahead.give_way()


def _state(graph: View) -> str | None:
    with suppress(InngangError):
        return state_of(graph)
    return None
