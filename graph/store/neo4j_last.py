"""How a graph in Neo4j was last seen to stand: what tells whether that which is kept of it still holds."""

from __future__ import annotations

import time
from threading import Lock
from typing import Any

#: How long (seconds) the state of the graph is taken to be what it was, unless this process writes.
KEPT = 0.25


class LastSeen:
    """What was last seen, counted from when the read began that saw it. Threads may share it.

    Reads may end in another order than they began: what an earlier one saw, or one begun before a write of this process, is not
    put over what is known.
    """

    def __init__(self) -> None:
        self._began = 0.0
        #: The mark of its making, loads, batches, the model of its vectors; empty where nothing is known.
        self._stands: list[Any] = []
        self._lock = Lock()

    def see(self, began: float, stands: list[Any]) -> None:
        """began: by `time.monotonic`, when the read did."""
        with self._lock:
            if began >= self._began:
                self._began, self._stands = began, stands

    def forget(self) -> None:
        """Called when this process wrote."""
        self.see(time.monotonic(), [])

    def now(self) -> tuple[list[Any], bool]:
        """What was last seen, and whether the graph is still taken to stand so."""
        with self._lock:
            return self._stands, bool(self._stands) and time.monotonic() - self._began <= KEPT
