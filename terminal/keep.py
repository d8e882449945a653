"""The commands that keep the graph: unload, copy, status, sources, export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from graph.answers import ChangesRef, ExportAnswer, SourceChoice, SourcesAnswer, UnloadAnswer
from graph.errors import BadInput, StoreMissing
from graph.store.base import Store, Subgraph, View
from graph.when import On
from graph.wording import pick
from terminal.door import Door
from terminal.states import shown_copy, shown_export, shown_sources, shown_status, shown_unload
from terminal.work import Work

#: Nodes a part of the graph may have in a file; the whole (--all) is streamed and has no bound.
PART_CAP = 5_000
#: How far a file goes around what was named, and around what was found.
AROUND, FOUND_AROUND = 2, 1


def withdraw(door: Door, source: str) -> None:
    """Answers `inngang unload`."""
    with Work(door) as work:
        with door.open() as store, work.standing(store, "cli_unload_stopped", source=source):
            work.tell("begin", 0, None)
            nodes, relations = store.unload(source, between=partial(work.tell, "settle", 0, None))
        changes = [ChangesRef(**asdict(part)) for part in (nodes, relations)]
        door.answer(UnloadAnswer(source=source, nodes=changes[0], relations=changes[1]), shown_unload)
        work.end()


def copy_graph(door: Door, origin: str, target: str) -> None:
    """Answers `inngang copy`."""
    from contextlib import closing  # noqa: PLC0415

    from graph.copy import copy  # noqa: PLC0415
    from graph.store.address import open_store  # noqa: PLC0415

    with Work(door) as work:
        with (
            closing(open_store(origin)) as from_,
            closing(open_store(target)) as to,
            work.standing(to, "cli_copy_stopped"),
        ):
            answer = copy(from_, to, progress=work.tell)
        door.answer(answer, shown_copy)
        work.end()


def show_status(door: Door, day: str | None, *, undated: bool) -> None:
    """Answers `inngang status`."""
    from graph.status import status  # noqa: PLC0415

    with door.asking() as store:
        answer = status(store, On.at(day, undated), lang=door.lang)
    door.answer(answer, shown_status)


def show_sources(door: Door) -> None:
    """Answers `inngang sources`: what can be loaded, and what has been."""
    from loaders.source import declaration, known_sources  # noqa: PLC0415

    try:
        with door.asking() as store:
            loaded = {said.source.id: said.loaded_at for said in store.view().sources(On.today())}
    except StoreMissing:
        loaded = {}
    declared = [declaration(folder) for folder in known_sources().values()]
    choices = [
        SourceChoice(
            id=source.id,
            title=pick(dict(source.title), door.lang),
            publisher=pick(source.publisher, door.lang),
            licence=source.licence,
            url=source.url,
            format=source.format,
            frequency=source.frequency,
            loaded_at=loaded.get(source.id),
        )
        for source in declared
    ]
    door.answer(SourcesAnswer(sources=choices), shown_sources)


def take_away(door: Door, out: Path, asked: Mapping[str, Any]) -> None:
    """Answers `inngang export`; exit 1 where there is nothing to write."""
    from graph.export.write import export_everything, format_of  # noqa: PLC0415

    chosen = [bool(asked["everything"]), bool(asked["around"]), bool(asked["offering"])]
    if sum(chosen) != 1:
        raise BadInput("cli_export_what")
    format_of(out, asked["form"])
    on = On.at(asked["on"], asked["undated"])
    with door.asking() as store:
        private = asked["with_private"]
        view = door.own_view(store) if private else store.view()
        if asked["everything"]:
            answer: ExportAnswer | None = export_everything(
                view, on, out, asked["form"], lang=door.lang, private=private
            )
        else:
            answer = _part(door, store, view, on, out, asked)
    if answer is None:
        door.note("cli_export_nothing")
        door.none()
        return
    door.answer(answer, shown_export)
    if answer.truncated:
        door.note("cli_export_truncated", nodes=answer.nodes)


def _part(door: Door, store: Store, view: View, on: On, out: Path, asked: Mapping[str, Any]) -> ExportAnswer | None:
    """The part of the graph around what was named or found, as a file; None where nothing was found."""
    from graph.export.write import export  # noqa: PLC0415
    from graph.lookup import find_one  # noqa: PLC0415

    if asked["offering"]:
        ids, depth = _found(door, store, view, on, asked["offering"]), FOUND_AROUND
    else:
        ids, depth = [find_one(view, name, on).id for name in asked["around"]], AROUND
    if not ids:
        return None
    depth = depth if asked["depth"] is None else asked["depth"]
    part: Subgraph = view.subgraph(ids, depth=depth, cap=PART_CAP, on=on)
    claims = view.claims([*part.nodes, *(relation.id for relation in part.relations)], on)
    return export(part, out, asked["form"], lang=door.lang, claims=claims, private=asked["with_private"])


def _found(door: Door, store: Store, view: View, on: On, offering: str) -> list[str]:
    """What an offering leads to: the units, the duties it helps with, the categories it fits."""
    from graph.match.find import find  # noqa: PLC0415
    from terminal.questions import question  # noqa: PLC0415

    answer = find(view, question(view, offering, on, {}), lang=door.lang, store=store.url)
    if not answer.results:
        return []
    found = [result.id for result in answer.results] + [duty.id for duty in answer.duties]
    return [*found, *(f"cpv-{category.code}" for category in answer.categories[:10])]
