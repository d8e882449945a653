"""Whether a graph is still the one that was read before, so that what is worked out from all of it can be kept."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from graph.store.base import View


@runtime_checkable
class Counted(Protocol):
    """A view whose store counts its loads."""

    def state(self) -> str | None:
        """A text of this store and process, another after every load; None where the store cannot tell."""


def state_of(view: View) -> str | None:
    """The state of the graph behind `view`; None where its store cannot tell: then nothing may be kept."""
    return view.state() if isinstance(view, Counted) else None
