"""How far a long command is, for who watches."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, Self

from terminal.door import Door
from terminal.waiting import waiting

#: Stages that nobody can count: a sentence stands there, once one has lasted a second.
_UNCOUNTED = ("begin", "settle", "look")


class Bar:
    """A progress bar on stderr where that is a terminal, else nothing."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._bar: Any = None
        self._stage = ""
        self._shown = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def tell(self, stage: str, done: int, total: int | None) -> None:
        """How far a stage is: `done` of `total`, where that is known."""
        if self._door.json or not sys.stderr.isatty():
            return
        if stage != self._stage:
            self.close()
            self._stage = stage
            said = self._door.say(f"cli_stage_{stage}")
            if stage in _UNCOUNTED:
                self._shown.enter_context(waiting(said))
            else:
                self._bar = self._shown.enter_context(_tqdm()(desc=said, total=total))
        if self._bar is not None:
            self._bar.update(done - self._bar.n)

    def close(self) -> None:
        """Takes away what stands there, until it is told of a stage again."""
        self._shown.close()
        self._stage, self._bar = "", None


def _tqdm() -> Callable[..., Any]:
    from functools import partial  # noqa: PLC0415

    from tqdm import tqdm  # noqa: PLC0415

    return partial(tqdm, unit="", file=sys.stderr, leave=False, dynamic_ncols=True)
