"""Work that changes the graph: how far it is, and Ctrl-C where it may be broken off.

An interrupt in the midst of a driver's or a database's own code can be swallowed there, or break it. So the first Ctrl-C is
only noted, and heeded when the work next says how far it is; a second one is raised at once.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Self

from graph.store.base import Store
from terminal.bar import Bar
from terminal.door import Door


class Work:
    """Within it Ctrl-C is heeded by `tell`. Where Ctrl-C means something else already, that stays."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._bar = Bar(door)
        self._asked = 0
        self._begun = self._kept = False
        self._ours = False

    def __enter__(self) -> Self:
        self._ours = signal.getsignal(signal.SIGINT) is signal.default_int_handler
        if self._ours:
            signal.signal(signal.SIGINT, self._note)
        return self

    def __exit__(self, *_: object) -> None:
        if self._ours:
            signal.signal(signal.SIGINT, signal.default_int_handler)

    def tell(self, stage: str, done: int, total: int | None) -> None:
        """How far the work is: it writes from the first stage that is not "read"; what is proved is kept by any store.

        Raises KeyboardInterrupt where that was asked for.
        """
        self._kept |= stage == "prove"
        if self._asked:
            raise KeyboardInterrupt
        self._begun |= stage != "read"
        self._bar.tell(stage, done, total)

    @contextmanager
    def breakable(self) -> Iterator[None]:
        """Whatever a second Ctrl-C breaks in it leaves it as KeyboardInterrupt; no bar stands after it."""
        try:
            yield
        except Exception:
            if self._asked > 1:
                raise KeyboardInterrupt from None
            raise
        finally:
            self._bar.close()

    @contextmanager
    def standing(self, store: Store, key: str, **values: object) -> Iterator[None]:
        """Ends the call where it is broken off: with the sentence `key` if what was written in `store` until then stands."""
        try:
            with self.breakable():
                yield
        except KeyboardInterrupt:
            if not self._kept and (store.atomic or not self._begun):
                raise
            self._door.stopped(key, **values)

    def end(self) -> None:
        """Ends the call, already answered, as one that was broken off, if Ctrl-C came when there was nothing left to break off."""
        if self._asked:
            self._door.stopped("cli_stopped_done")

    def _note(self, number: int, frame: FrameType | None) -> None:
        self._asked += 1
        if self._asked > 1:
            signal.default_int_handler(number, frame)
