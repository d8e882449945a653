"""The command that loads a source: what it did, or with --preview what it would do; a progress bar where somebody looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from graph.model import Changes
from terminal.bar import Bar
from terminal.door import Door
from terminal.states import shown_load, shown_preview


def run(door: Door, source: str, paths: Sequence[Path], asked: Mapping[str, Any]) -> None:
    """Answers `inngang load`. All skipped: bad input."""
    from loaders.run import run_load  # noqa: PLC0415

    with door.open() as store, Bar(door) as bar:
        report = run_load(store, source, paths, progress=bar.tell, **_asked(asked))
    door.answer(report.answer(door.lang), shown_load)
    if report.skipped_count and not any((*_taken(report.nodes), *_taken(report.relations))):
        door.bad()


def show_preview(door: Door, source: str, paths: Sequence[Path], asked: Mapping[str, Any]) -> None:
    """Answers `inngang load --preview`: nothing is written. Nothing to add: bad input where rows were skipped."""
    from loaders.preview import preview_load  # noqa: PLC0415

    with door.open() as store, Bar(door) as bar:
        answer = preview_load(store, source, paths, lang=door.lang, progress=bar.tell, **_asked(asked))
    door.answer(answer, shown_preview)
    if answer.skipped_count and not (answer.nodes or answer.relations):
        door.bad()


def _asked(said: Mapping[str, Any]) -> Any:
    from graph.when import last_day  # noqa: PLC0415

    day = last_day(said["retrieved"]) if said["retrieved"] else None
    return {"everything": said["everything"], "map_path": said["map_path"], "retrieved_at": day}


def _taken(changes: Changes) -> tuple[int, int, int]:
    return changes.made, changes.changed, changes.unchanged
