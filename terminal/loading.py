"""The command that loads a source: what it did, or with --preview what it would do; a progress bar where somebody looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from graph.answers import EmbedAnswer
from graph.model import Changes
from graph.store.base import Store
from terminal.door import Door
from terminal.states import shown_embed, shown_load, shown_preview
from terminal.work import Work


def run(door: Door, source: str, paths: Sequence[Path], asked: Mapping[str, Any]) -> None:
    """Answers `inngang load`: the facts, then their vectors. All skipped: bad input."""
    from loaders.run import run_load  # noqa: PLC0415

    with Work(door) as work:
        with door.open() as store:
            with work.standing(store, "cli_load_stopped", source=source):
                report = run_load(store, source, paths, progress=work.tell, **_asked(asked))
            vectors = None if asked["no_vectors"] else _computed(store, work)
        door.answer(report.answer(door.lang, vectors), shown_load)
        if report.skipped_count and not any((*_taken(report.nodes), *_taken(report.relations))):
            door.bad()
        if vectors is None and not asked["no_vectors"]:
            door.stopped("cli_embed_stopped")
        work.end()


def compute_vectors(door: Door) -> None:
    """Answers `inngang embed`: what a load left to compute, because it was stopped or told to."""
    with Work(door) as work:
        with door.open() as store:
            vectors = _computed(store, work)
        if vectors is None:
            door.stopped("cli_embed_stopped")
        else:
            door.answer(vectors, shown_embed)
            work.end()


def _computed(store: Store, work: Work) -> EmbedAnswer | None:
    """The vectors that were lacking; None where Ctrl-C ended it: what was computed until then is kept."""
    from loaders.embed import embed  # noqa: PLC0415

    try:
        with work.breakable():
            return embed(store, progress=work.tell)
    except KeyboardInterrupt:
        return None


def show_preview(door: Door, source: str, paths: Sequence[Path], asked: Mapping[str, Any]) -> None:
    """Answers `inngang load --preview`: nothing is written. Nothing to add: bad input where rows were skipped."""
    from loaders.preview import preview_load  # noqa: PLC0415

    with Work(door) as work, door.open() as store, work.breakable():
        answer = preview_load(store, source, paths, lang=door.lang, progress=work.tell, **_asked(asked))
    door.answer(answer, shown_preview)
    if answer.skipped_count and not (answer.nodes or answer.relations):
        door.bad()


def _asked(said: Mapping[str, Any]) -> Any:
    from graph.when import last_day  # noqa: PLC0415

    day = last_day(said["retrieved"]) if said["retrieved"] else None
    return {"everything": said["everything"], "map_path": said["map_path"], "retrieved_at": day}


def _taken(changes: Changes) -> tuple[int, int, int]:
    return changes.made, changes.changed, changes.unchanged
