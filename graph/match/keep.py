"""What a process keeps from one question to the next: what follows from the graph and the day, not from the offering."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar, cast

from graph.store.base import View
from graph.store.state import state_of
from graph.when import On

#: Things kept in all, the one asked for longest ago thrown out first: about three days of questions.
KEPT = 48
T = TypeVar("T")

_kept: OrderedDict[tuple[str, On, str], Any] = OrderedDict()
_lock = Lock()


def kept(view: View, on: On, name: str, make: Callable[[], T]) -> T:
    """What `make` returns, made once for a state of the graph, a day and a name. Must not be changed by who gets it."""
    state = state_of(view)
    if state is None:
        return make()
    key = state, on, name
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return cast("T", _kept[key])
    made = make()
    with _lock:
        _kept[key] = made
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return made
