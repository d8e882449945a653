"""The question that nobody asked: what a first one waits for is read while its asker reads and writes.

It waits for the language model, for what is kept of the graph, and for a server that has planned no query yet. After it the words
of what is searched are read into memory, which every later question is quicker for.
"""

from __future__ import annotations

import time
from contextlib import suppress
from threading import Event, Lock, Thread

from graph.errors import InngangError
from graph.match.find import find
from graph.match.needs import SEARCHED
from graph.match.question import Question
from graph.store.base import View
from graph.store.state import state_of
from graph.when import On

#: Seconds by which a page comes before it, and it, or the visitor's own, before the words.
HEAD_START = 1.0
#: What is asked.
_ANY = "interpreting by video for meetings in schools and health centres"


class _Ahead:
    """One such question. A visitor's own takes its place where it was not begun, and else waits for it."""

    def __init__(self, graph: View, state: str, on: On) -> None:
        self._graph = graph
        self._state = state
        self._on = on
        self._asked = Event()
        self._thread = Thread(target=self._ask, daemon=True, name="ahead")
        self._thread.start()

    def give_way(self) -> None:
        self._asked.set()
        self._thread.join()

    def _ask(self) -> None:
        # What goes wrong here, a visitor's question will say.
        with suppress(InngangError):
            if not self._asked.wait(HEAD_START):
                find(self._graph, Question(_ANY, self._on), lang="en", store="")
        Thread(target=self._read, daemon=True, name="words ahead").start()

    def _read(self) -> None:
        time.sleep(HEAD_START)
        with suppress(InngangError):
            if _state(self._graph) == self._state:
                self._graph.read_ahead(SEARCHED, self._on)


_lock = Lock()
#: By the state of the graph and the day, of the last ones alone.
_begun: dict[tuple[str, On], _Ahead] = {}


def read_ahead(graph: View) -> None:
    """Asks it once for a state of the graph and a day, in a thread of its own; not at all where the store tells no state."""
    state, today = _state(graph), On.today()
    with _lock:
        if state is not None and (state, today) not in _begun:
            _begun.clear()
            _begun[state, today] = _Ahead(graph, state, today)


def give_way(graph: View) -> None:
    """Called before a visitor's question: two first ones side by side would read and plan everything twice."""
    ahead = _begun.get((_state(graph) or "", On.today()))
    if ahead:
        ahead.give_way()


def _state(graph: View) -> str | None:
    with suppress(InngangError):
        return state_of(graph)
    return None
