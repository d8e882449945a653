"""What was read at hubs, kept as long as the graph stands as it was: the same few hubs bar the way of most questions."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any

#: Relations kept in all (some 500 bytes each), what was asked for longest ago thrown out first.
_MOST = 60_000


class Kept:
    """Answers by what was asked, of one state of the graph at a time. Threads may share it."""

    def __init__(self) -> None:
        self._state = ""
        self._answers: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, state: str, key: Hashable) -> Any:
        """What is kept; None where nothing is."""
        with self._lock:
            if state != self._state or key not in self._answers:
                return None
            self._answers.move_to_end(key)
            return self._answers[key][0]

    def keep(self, state: str, key: Hashable, answer: Any, size: int) -> None:
        """Keeps an answer of `size` relations, and nothing of another state."""
        with self._lock:
            if state != self._state:
                self._state, self._size = state, 0
                self._answers.clear()
            _, before = self._answers.pop(key, (None, 0))
            self._answers[key] = (answer, size)
            self._size += size - before
            while self._size > _MOST:
                self._size -= self._answers.popitem(last=False)[1][1]
