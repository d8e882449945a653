"""The question that nobody asked: what a first one waits for is read while its asker reads and writes.

It waits for the language model, for what is kept of the graph, and for a server that has planned no query yet. After it the words
of what is searched are read into memory, which every later question is quicker for.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread

from graph.errors import InngangError
from graph.match.find import find
from graph.match.needs import SEARCHED
from graph.match.question import Question
from graph.store.base import View
from graph.store.state import state_of
from graph.when import On

#: Seconds by which a page comes before the question, and the question, or a visitor's own, before the words.
HEAD_START = 1.0
#: Seconds that the words wait at most while visitors ask.
PATIENCE = 60.0
#: What is asked.
_ANY = "interpreting by video for meetings in schools and health centres"


class _Ahead:
    """One such question. A visitor's own takes its place where it was not begun, and else waits for it."""

    def __init__(self, graph: View, state: str, on: On) -> None:
        self._graph = graph
        self._state = state
        self._on = on
        self._asked, self._answered = Event(), Event()
        self._lock = Lock()
        #: Questions of visitors under way, and when the last one ended.
        self._under_way, self._ended = 0, time.monotonic()
        Thread(target=self._read, daemon=True, name="ahead").start()

    @contextmanager
    def before(self) -> Iterator[None]:
        """Within it a visitor's question is worked out."""
        self._asked.set()
        with self._lock:
            self._under_way += 1
        try:
            self._answered.wait()
            yield
        finally:
            with self._lock:
                self._under_way -= 1
                self._ended = time.monotonic()

    def _read(self) -> None:
        # What goes wrong here, a visitor's question will say.
        with suppress(InngangError):
            try:
                if not self._asked.wait(HEAD_START):
                    find(self._graph, Question(_ANY, self._on), lang="en", store="")
            finally:
                self._answered.set()
            self._wait()
            if _state(self._graph) == self._state:
                self._graph.read_ahead(SEARCHED, self._on)

    def _wait(self) -> None:
        """Until nobody has asked for a moment."""
        until = time.monotonic() + PATIENCE
        while self._busy() and time.monotonic() < until:
            time.sleep(HEAD_START / 4)

    def _busy(self) -> bool:
        with self._lock:
            return self._under_way > 0 or time.monotonic() - self._ended < HEAD_START


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


@contextmanager
def asking(graph: View) -> Iterator[None]:
    """Within it a visitor's question is worked out: two first ones side by side would read and plan everything twice."""
    ahead = _begun.get((_state(graph) or "", On.today()))
    if ahead is None:
        yield
    else:
        with ahead.before():
            yield


def _state(graph: View) -> str | None:
    with suppress(InngangError):
        return state_of(graph)
    return None
