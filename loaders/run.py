"""The one runner: takes what a loader yields, proves it, writes it, reports. All is seen before any is written."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Unpack

from graph.model import Node, Relation
from graph.store.base import Store
from loaders.report import LoadReport, stored
from loaders.taking import Asked, Progress, silent, taken

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
        with store.writer(read.source, loaded_at=datetime.now(UTC).isoformat(timespec="seconds")) as writer:
            writer.put(_counted(read.intake.sound_facts(read.before), read.spool.count, progress))
            writer.prune(None if read.source.mode == "snapshot" else read.reading.documents)
            nodes, relations = writer.finish(stored(read.reading))
        return LoadReport.of(read.reading, nodes, relations, time.monotonic() - began)


def _counted(facts: Iterator[Node | Relation], total: int, tell: Progress) -> Iterator[Node | Relation]:
    for done, fact in enumerate(facts, start=1):
        yield fact
        if done % _STEP == 0 or done == total:
            tell("write", done, total)
