"""The units of a type, put together by what of themselves is scored: nearly all of a type have the very same evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.match.above import parents
from graph.match.keep import kept
from graph.match.settings import settings
from graph.model import Node
from graph.store.base import View
from graph.when import On


@dataclass(frozen=True, slots=True)
class Member:
    """A unit on a roll. above: the ids of the units it is part of, nearest first; population: whom it serves, if known.

    municipality: the number of the one it is registered in, "" where no register says.
    """

    id: str
    above: tuple[str, ...]
    population: float | None = None
    municipality: str = ""

    @classmethod
    def of(cls, unit: Node, above: tuple[str, ...]) -> Member:
        return cls(unit.id, above, population(unit), str(unit.props.get("municipality_code") or ""))

    @property
    def place(self) -> tuple[int, str]:
        """Its place among equals: the unit nearer the need (deeper in the hierarchy) first, then by id."""
        return -len(self.above), self.id


@dataclass(frozen=True, slots=True)
class SizeClass:
    """Units of one type with the same number of employees, known or not, in their order. sample: one of them.

    places: the place of each among the members, by id; lines: the places of those that are part of the same units, by those.
    """

    sample: Node
    members: Sequence[Member]
    places: Mapping[str, int]
    lines: Mapping[tuple[str, ...], Sequence[int]]

    @classmethod
    def of(cls, units: Sequence[Node], above: Mapping[str, tuple[str, ...]]) -> SizeClass:
        """above: the ids of the units that each is part of, nearest first, by its id."""
        members = sorted((Member.of(unit, above[unit.id]) for unit in units), key=lambda member: member.place)
        lines: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for place, member in enumerate(members):
            lines[member.above].append(place)
        return cls(units[0], members, {member.id: place for place, member in enumerate(members)}, lines)


@dataclass(frozen=True, slots=True)
class Roll:
    """All units of a type that may be offered. members: by id."""

    classes: Sequence[SizeClass]
    members: Mapping[str, Member]


def roll(view: View, unit_type: str, on: On) -> Roll:
    """The roll of a type on a day; read once for a state of the graph."""
    return kept(view, on, f"roll {unit_type}", lambda: _read(view, unit_type, on))


def may_be_offered(unit: Node) -> bool:
    """Whether a unit can be an entry point: it has not ended, and is neither an auditor nor an ombud."""
    names = unit.props.get("name") or {}
    text = " ".join(names.values() if isinstance(names, Mapping) else [str(names)]).casefold()
    return unit.current is not False and not any(word in text for word in settings()["never"]["words"])


def employees(unit: Node) -> tuple[float | None, str]:
    """The newest number of employees and its year, from the unit's sizes or its register entry."""
    counted = [record for record in unit.props.get("sizes", ()) if record.get("measure") == "employees"]
    counted = [record for record in counted if isinstance(record.get("value"), int | float)]
    if counted:
        newest = max(counted, key=lambda record: (str(record.get("year", "")), record["value"]))
        return float(newest["value"]), str(newest.get("year", ""))
    number = unit.props.get("employees")
    return (float(number), "") if isinstance(number, int | float) else (None, "")


def population(unit: Node) -> float | None:
    """The newest number of people a unit serves."""
    counted = [size for size in unit.props.get("sizes", ()) if size.get("measure") == "population"]
    return max(counted, key=lambda size: str(size.get("year", "")))["value"] if counted else None


def _read(view: View, unit_type: str, on: On) -> Roll:
    by_size: dict[tuple[float | None, str], list[Node]] = defaultdict(list)
    for unit in view.scan("unit", on, type=unit_type):
        if may_be_offered(unit):
            by_size[employees(unit)].append(unit)
    above = parents(view, [unit.id for units in by_size.values() for unit in units], on)
    # The same few units stand above many: one tuple for all of them is found faster, and takes less room.
    lines: dict[tuple[str, ...], tuple[str, ...]] = {}
    above = {id_: lines.setdefault(line, line) for id_, line in above.items()}
    classes = [SizeClass.of(units, above) for units in by_size.values()]
    return Roll(classes, {member.id: member for one in classes for member in one.members})
