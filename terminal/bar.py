"""How far a long command is, for who watches."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, Self

from terminal.door import Door


class Bar:
    """A progress bar on stderr where that is a terminal, else nothing."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._bar: Any = None
        self._stage = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def tell(self, stage: str, done: int, total: int | None) -> None:
        """How far a stage is: `done` of `total`, where that is known."""
        if self._door.json or not sys.stderr.isatty():
            return
        if stage != self._stage:
            self._close()
            self._bar, self._stage = _tqdm()(desc=self._door.say(f"cli_stage_{stage}"), total=total), stage
        self._bar.update(done - self._bar.n)

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.close()


def _tqdm() -> Callable[..., Any]:
    from functools import partial  # noqa: PLC0415

    from tqdm import tqdm  # noqa: PLC0415

    return partial(tqdm, unit="", file=sys.stderr, leave=False, dynamic_ncols=True)
