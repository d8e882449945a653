"""The one runner: takes what a loader yields, proves it, writes it, reports. All is seen before any is written."""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from types import ModuleType

from graph.errors import BadInput, InngangError, LoadRefused, StoreMissing, UnknownThing
from graph.model import Node, Relation, Source
from graph.store.base import Store, View
from graph.when import On
from loaders.intake import Intake
from loaders.report import LoadReport, stored
from loaders.resolve import Resolver
from loaders.source import Reading, Remark, declaration, known_sources
from loaders.spool import Spool

#: Told how far a load is: ("read", records so far, None), then ("write", facts so far, all).
Progress = Callable[[str, int, int | None], None]
_STEP = 500


def run_load(
    store: Store,
    source_id: str,
    paths: Sequence[Path | str] = (),
    *,
    everything: bool = False,
    retrieved_at: str | None = None,
    progress: Progress | None = None,
) -> LoadReport:
    """Loads a source into the store and says what it did.

    paths: its files or folders; none for a source that ships. everything: take what is left out by default too.
    retrieved_at: ISO date on which the files were fetched. Raises UnknownThing for a source that does not exist,
    BadInput for input that cannot be taken, LoadRefused for a load that breaks its source's promises, StoreBusy while
    another runs; in each case the store stays as it was.
    """
    began = time.monotonic()
    tell = progress or _silent
    source, loader = _source(source_id)
    reading = Reading(
        source=source,
        paths=_input(loader, source_id, paths),
        known=Resolver(_view(store), On.today()),
        everything=everything,
        retrieved_at=retrieved_at,
        on_step=lambda done: tell("read", done, None),
    )
    with Spool() as spool:
        intake = Intake(reading, spool)
        _read(loader, reading, intake)
        intake.prove_counts()
        intake.warn_of_clashes()
        reading.warnings.extend(_unmapped(reading))
        before = _view(store)
        with store.writer(source, loaded_at=datetime.now(UTC).isoformat(timespec="seconds")) as writer:
            writer.put(_counted(intake.sound_facts(before), spool.count, tell))
            writer.prune(None if source.mode == "snapshot" else reading.documents)
            nodes, relations = writer.finish(stored(reading))
    return LoadReport(
        source_id,
        nodes,
        relations,
        tuple(reading.skipped),
        reading.skipped_count,
        tuple(reading.warnings),
        dict(reading.left_out),
        time.monotonic() - began,
    )


def _source(source_id: str) -> tuple[Source, ModuleType]:
    known = known_sources()
    if source_id not in known:
        near = get_close_matches(source_id, list(known), n=1, cutoff=0.0)
        raise UnknownThing("load_unknown_source", source=source_id, near=near[0], known=", ".join(known))
    return declaration(known[source_id]), importlib.import_module(f"loaders.{source_id}.loader")


def _input(loader: ModuleType, source_id: str, paths: Sequence[Path | str]) -> tuple[Path, ...]:
    """The paths given, or where the loader's own data ships (its BUNDLED)."""
    given = tuple(Path(path) for path in paths) or tuple(getattr(loader, "BUNDLED", ()))
    if not given:
        raise BadInput("load_needs_path", source=source_id)
    return given


def _view(store: Store) -> View | None:
    """What the store holds; None where nothing was ever loaded."""
    try:
        return store.view()
    except StoreMissing:
        return None


def _read(loader: ModuleType, reading: Reading, intake: Intake) -> None:
    try:
        for fact in loader.load(reading):
            intake.take(fact)
    except InngangError:
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        raise LoadRefused("load_loader_failed", source=reading.source.id, reason=reason) from error


def _counted(facts: Iterator[Node | Relation], total: int, tell: Progress) -> Iterator[Node | Relation]:
    for done, fact in enumerate(facts, start=1):
        yield fact
        if done % _STEP == 0 or done == total:
            tell("write", done, total)


def _unmapped(reading: Reading) -> list[Remark]:
    return [
        Remark(reading.source.id, "load_unmapped", {"field": field, "count": count})
        for field, count in sorted(reading.unmapped.items())
    ]


def _silent(stage: str, done: int, total: int | None) -> None:
    """Tells nobody."""
