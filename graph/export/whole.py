"""Files that are there whole or not at all: the old one stands until the new one is complete."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, TypeVar

from graph.errors import BadInput

T = TypeVar("T")


def written_whole(out: Path, targets: Sequence[Path], fill: Callable[[Sequence[BinaryIO]], T]) -> T:
    """Fills files beside the targets, then puts them in the targets' place; whatever goes wrong, no half file stays.

    out: the path a person named, to name in errors. Returns what `fill` returns. Raises BadInput where it cannot be written.
    """
    if out.is_dir():
        raise BadInput("export_is_folder", file=str(out))
    if not out.parent.is_dir():
        raise BadInput("export_no_folder", folder=str(out.parent))
    try:
        return _replaced(targets, fill)
    except OSError as error:
        raise BadInput("export_cannot_write", file=str(out), reason=error.strerror or str(error)) from None


def _replaced(targets: Sequence[Path], fill: Callable[[Sequence[BinaryIO]], T]) -> T:
    drafts: list[Path] = []
    try:
        with ExitStack() as open_files:
            streams = []
            for target in targets:
                number, name = tempfile.mkstemp(prefix=f".{target.name[:80]}-", dir=target.parent)
                drafts.append(Path(name))
                streams.append(open_files.enter_context(os.fdopen(number, "wb")))
            filled = fill(streams)
        for draft, target in zip(drafts, targets, strict=True):
            draft.chmod(_usual_mode())
            draft.replace(target)
    finally:
        for draft in drafts:
            draft.unlink(missing_ok=True)
    return filled


def _usual_mode() -> int:
    """The rights a new file would get: a draft is made readable by its owner alone."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
