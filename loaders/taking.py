"""The first half of a load: what is asked for, read by its loader and proved, with nothing written yet."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import ModuleType
from typing import TypedDict

from graph.errors import BadInput, InngangError, LoadRefused, StoreMissing, UnknownThing
from graph.model import Source
from graph.store.base import Store, View
from graph.when import On
from loaders.intake import Intake
from loaders.resolve import Resolver
from loaders.source import Reading, Remark, declaration, known_sources
from loaders.spool import Spool

#: Told how far a load is: ("read", records so far, None), ("begin", 0, None) before anything is written, ("write", facts so far,
#: all), ("settle", 0, None) again and again until it is done. What it raises breaks the load off where it may be.
Progress = Callable[[str, int, int | None], None]


class Asked(TypedDict, total=False):
    """What a load may be asked for beside its source and files.

    everything: take what is left out by default too. map_path: what the columns of a table are (loaders.table).
    retrieved_at: ISO date on which the files were fetched.
    """

    everything: bool
    map_path: Path | None
    retrieved_at: str | None


@dataclass(frozen=True, slots=True)
class Taken:
    """A source read and proved. before: what the store held, None for nothing."""

    source: Source
    reading: Reading
    intake: Intake
    spool: Spool
    before: View | None


@contextmanager
def taken(
    store: Store, source_id: str, paths: Sequence[Path | str], asked: Asked, progress: Progress
) -> Iterator[Taken]:
    """Reads a source through its loader; its facts are set aside in a file that lasts as long as the context.

    paths: its files or folders; none for a source that ships. Raises UnknownThing for a source that does not exist,
    BadInput for input that cannot be taken, LoadRefused for a load that breaks its source's promises.
    """
    source, loader = _source(source_id)
    if asked.get("map_path") is not None and not getattr(loader, "TAKES_MAP", False):
        raise BadInput("load_no_map", source=source_id)
    reading = Reading(
        source=source,
        paths=_input(loader, source_id, paths),
        known=Resolver(_view(store), On.today()),
        on_step=lambda done: progress("read", done, None),
        **asked,
    )
    with Spool() as spool:
        intake = Intake(reading, spool)
        _read(loader, reading, intake)
        intake.prove_counts()
        intake.warn_of_clashes()
        reading.warnings.extend(_unmapped(reading))
        yield Taken(source, reading, intake, spool, _view(store))


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


def _unmapped(reading: Reading) -> list[Remark]:
    return [
        Remark(reading.source.id, "load_unmapped", {"field": field, "count": count})
        for field, count in sorted(reading.unmapped.items())
    ]


def silent(stage: str, done: int, total: int | None) -> None:
    """Tells nobody how far a load is."""
