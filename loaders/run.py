"""The one runner: takes what a loader yields, proves it, writes it, reports. All is seen before any is written."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Unpack

from graph.model import Changes, Node, Relation
from graph.store.base import Store
from loaders.report import LoadReport, stored
from loaders.taking import Asked, Progress, Taken, silent, taken

_STEP = 500


def run_load(
    store: Store,
    source_id: str,
    paths: Sequence[Path | str] = (),
    *,
    progress: Progress = silent,
    **asked: Unpack[Asked],
) -> LoadReport:
    """Loads a source into the store and says what it did; see `loaders.taking` for what may be asked.

    Raises as `loaders.taking.taken`, and StoreBusy while another load runs; in each case the store stays as it was.
    """
    began = time.monotonic()
    with taken(store, source_id, paths, asked, progress) as read:
        nodes, relations = written(store, read, read.intake.sound_facts(read.before), progress)
        return LoadReport.of(read.reading, nodes, relations, time.monotonic() - began)


def written(
    store: Store, read: Taken, facts: Iterable[Node | Relation], progress: Progress, *, keep: bool = True
) -> tuple[Changes, Changes]:
    """Writes `facts`, which are those of `read`; the changes of nodes and of relations. keep: see `Writer.finish`."""
    progress("begin", 0, None)
    now, settling = datetime.now(UTC).isoformat(timespec="seconds"), partial(progress, "settle", 0, None)
    with store.writer(read.source, loaded_at=now, between=settling) as writer:
        writer.put(_counted(facts, read.spool.count, progress))
        writer.prune(None if read.source.mode == "snapshot" else read.reading.documents)
        return writer.finish(stored(read.reading), keep=keep)


def _counted(facts: Iterable[Node | Relation], total: int, tell: Progress) -> Iterator[Node | Relation]:
    for done, fact in enumerate(facts, start=1):
        yield fact
        if done % _STEP == 0 or done == total:
            tell("write", done, total)
