"""What was read, kept as long as the graph stands as it was: most questions ask again for much of what others asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterable, Mapping
from threading import Lock
from typing import Any

#: What is kept in all, in relations (some 500 bytes each): what was asked for longest ago is thrown out first. Half is enough for
#: what some hundred questions read; words that were read ahead may take the other half.
_MOST = 240_000


class Kept:
    """Answers by what was asked (`name`) of which id, of one state of the graph at a time. Threads may share it.

    Python's garbage collector looks through all that is kept, again and again, but for tuples of plain values and tuples of
    those: so what is kept by the thousand should be such.
    """

    def __init__(self) -> None:
        self._state = ""
        self._names: dict[Hashable, int] = {}
        self._answers: OrderedDict[tuple[int, str], Any] = OrderedDict()
        self._sizes: dict[tuple[int, str], int] = {}
        self._size = 0
        self._lock = Lock()

    def get(self, state: str, name: Hashable, ids: Iterable[str]) -> dict[str, Any]:
        """What is kept of these ids, by id."""
        found = {}
        with self._lock:
            place = self._names.get(name)
            if state == self._state and place is not None:
                answers = self._answers
                for id_ in ids:
                    key = place, id_
                    if key in answers:
                        answers.move_to_end(key)
                        found[id_] = answers[key]
        return found

    def keep(self, state: str, name: Hashable, told: Mapping[str, tuple[Any, int]]) -> None:
        """Keeps answers by id, each with its size in relations, and nothing of another state. Of an id of which there is nothing: None,
        which takes no other answer's place. What would take half of all by itself is not kept.
        """
        with self._lock:
            if state != self._state:
                self._state, self._size = state, 0
                for held in (self._names, self._answers, self._sizes):
                    held.clear()
            place = self._names.setdefault(name, len(self._names))
            for id_, (answer, size) in told.items():
                key = place, id_
                if size > _MOST // 2 or (answer is None and self._answers.get(key) is not None):
                    continue
                self._answers[key] = answer
                self._answers.move_to_end(key)
                self._size += size - self._sizes.get(key, 0)
                self._sizes[key] = size
            while self._size > _MOST:
                self._size -= self._sizes.pop(self._answers.popitem(last=False)[0])
