"""What a command that is slow to answer says meanwhile, for who watches."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

import click

#: Seconds after which a wait is told of.
SOON = 1.0
#: What takes a line of a terminal back.
_BACK = "\r\x1b[2K"


@contextmanager
def waiting(text: str) -> Iterator[None]:
    """Within it, `text` stands on stderr after a second, where that is a terminal and there is a text; it is gone when the work is done."""
    if not text or not sys.stderr.isatty():
        yield
        return
    said: list[str] = []

    def tell() -> None:
        said.append(text)
        click.echo(text, nl=False, err=True)

    timer = Timer(SOON, tell)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        if said:
            click.echo(_BACK, nl=False, err=True)
