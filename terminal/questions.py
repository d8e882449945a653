"""The commands that ask the graph: find, plan, unit, search, paths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import BadInput
from graph.store.base import View
from graph.tables import table
from graph.when import On
from terminal.door import Door

if TYPE_CHECKING:
    from graph.match.question import Question


def features() -> tuple[str, ...]:
    """The features of a match that have a weight."""
    return tuple(table("match")["weights"])


def question(view: View, offering: str, on: On, asked: Mapping[str, Any]) -> Question:
    """The question that an offering and options make; names of things become ids.

    Raises BadInput for an empty offering, UnknownThing or AmbiguousName for a place, category or duty that is not known.
    """
    from graph.lookup import find_one  # noqa: PLC0415 — answers of other kinds do without
    from graph.match.question import Question  # noqa: PLC0415
    from graph.places import place_of  # noqa: PLC0415

    if not offering.strip():
        raise BadInput("cli_no_offering")
    return Question(
        offering=offering,
        on=on,
        value=asked.get("value"),
        types=tuple(asked.get("types") or ()),
        near=tuple(find_one(view, name, on).id for name in asked.get("near") or ()),
        weights=dict(asked.get("weights") or ()),
        limit=asked.get("limit", 10),
        categories=_codes(view, asked.get("categories") or (), on),
        without_categories=_codes(view, asked.get("without_categories") or (), on),
        duties=_duties(view, asked.get("duties") or (), on),
        without_duties=_duties(view, asked.get("without_duties") or (), on),
        places=tuple(place_of(view, name, on).id for name in asked.get("places") or ()),
        sizes=tuple(asked.get("sizes") or ()),
    )


def ask_find(door: Door, offering: str | None, asked: Mapping[str, Any]) -> None:
    """Answers `inngang find`; exit 1 where no unit has evidence."""
    from graph.match.find import find  # noqa: PLC0415
    from terminal.answers import shown_find  # noqa: PLC0415

    if offering is None:
        raise BadInput("cli_no_offering")
    on = On.at(asked["on"], asked["undated"])
    with door.asking() as store:
        view = door.own_view(store) if asked["near"] else store.view()
        answer = find(view, question(view, offering, on, asked), lang=door.lang, store=store.url)
    door.answer(answer, shown_find)
    if not answer.results:
        door.none()


def ask_plan(door: Door, offering: str, out: Path | None, asked: Mapping[str, Any]) -> None:
    """Answers `inngang plan`, and writes it to `out` too; exit 1, and no file, where there is no first unit."""
    from graph.export.plan_files import ending_of, write_plan  # noqa: PLC0415
    from graph.plan import plan  # noqa: PLC0415
    from terminal.answers import shown_plan  # noqa: PLC0415

    if out is not None:
        ending_of(out)
    on = On.at(asked["on"], asked["undated"])
    with door.asking() as store:
        view = door.own_view(store) if asked["near"] else store.view()
        answer = plan(view, question(view, offering, on, asked), lang=door.lang, store=store.url)
    if answer.first is not None and out is not None:
        write_plan(answer, out, door.lang)
        door.note("cli_plan_written", file=out)
    door.answer(answer, shown_plan)
    if answer.first is None:
        door.none()


def ask_unit(door: Door, name: str, day: str | None, *, undated: bool) -> None:
    """Answers `inngang unit`."""
    from graph.lookup import find_one  # noqa: PLC0415
    from graph.unit import unit  # noqa: PLC0415
    from terminal.profile import shown_unit  # noqa: PLC0415

    on = On.at(day, undated)
    with door.asking() as store:
        view = store.view()
        answer = unit(view, find_one(view, name, on, kinds=("unit",)).id, on, lang=door.lang)
    door.answer(answer, shown_unit)


def ask_search(door: Door, text: str, asked: Mapping[str, Any]) -> None:
    """Answers `inngang search`; exit 1 where nothing is found."""
    from graph.lookup import search  # noqa: PLC0415
    from terminal.answers import shown_search  # noqa: PLC0415

    on = On.at(asked["on"], asked["undated"])
    with door.asking() as store:
        answer = search(
            door.own_view(store), text, kinds=asked["kinds"] or None, on=on, limit=asked["limit"], lang=door.lang
        )
    door.answer(answer, shown_search)
    if not answer.results:
        door.none()


def ask_paths(door: Door, start: str, end: str, asked: Mapping[str, Any]) -> None:
    """Answers `inngang paths`; exit 1 where there is none."""
    from graph.paths import paths  # noqa: PLC0415
    from graph.workspace.layer import as_named  # noqa: PLC0415
    from terminal.answers import shown_paths  # noqa: PLC0415

    on = On.at(asked["on"], asked["undated"])
    with door.asking() as store:
        answer = paths(
            as_named(door.own_view(store), [start, end, *asked["via"]], on),
            [start],
            [end],
            on=on,
            k=asked["k"],
            via=asked["via"],
            avoid=asked["avoid"],
            max_hops=asked["max_hops"],
            relations=asked["relations"] or None,
            lang=door.lang,
        )
    door.answer(answer, shown_paths)
    if answer.reason == "none":
        door.none()


def _codes(view: View, texts: Sequence[str], on: On) -> tuple[str, ...]:
    """The CPV codes that codes or names of categories mean."""
    from graph.lookup import find_one  # noqa: PLC0415

    return tuple(find_one(view, text, on, kinds=("category",)).id.removeprefix("cpv-") for text in texts)


def _duties(view: View, texts: Sequence[str], on: On) -> tuple[str, ...]:
    """The ids of the duties that ids or names mean."""
    from graph.lookup import find_one  # noqa: PLC0415

    return tuple(find_one(view, text, on, kinds=("duty",)).id for text in texts)
