"""Python's collector of garbage, kept out of questions: they make many objects, and soon let go of nearly all."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

#: Seconds for which questions that overlap may keep it away; who comes later no longer does.
_LONGEST = 5.0

_lock = Lock()
_inside = 0
_since = 0.0


@contextmanager
def paused() -> Iterator[None]:
    """Keeps the collector from running, in all threads, while anybody is inside; also a decorator.

    Else it takes what a question holds for the moment for something that stays, and so looks again and again, a tenth of a
    second each time, through all that the process keeps.
    """
    kept_away = _enter()
    try:
        yield
    finally:
        if kept_away:
            _leave()


def _enter() -> bool:
    global _inside, _since  # noqa: PLW0603 — there is one collector for the process
    with _lock:
        if _inside == 0:
            if not gc.isenabled():
                return False
            _since = time.monotonic()
        elif time.monotonic() - _since > _LONGEST:
            return False
        _inside += 1
        gc.disable()
        return True


def _leave() -> None:
    global _inside  # noqa: PLW0603 — as above
    with _lock:
        _inside -= 1
        if _inside == 0:
            gc.enable()
