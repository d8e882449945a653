"""Which of the units with evidence are asked for: by type, by place, by size."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph.match.candidate import Alike
from graph.match.question import Question
from graph.match.roll import Member
from graph.match.sizes import size_of
from graph.places import Place, place
from graph.store.base import View


@dataclass(frozen=True, slots=True)
class Within:
    """units: those inside the limits. unsized: how many of them are there although nobody knows their size."""

    units: Sequence[Alike]
    unsized: int


def within(view: View, found: Sequence[Alike], question: Question) -> Within:
    """The units of the types asked for that lie in one of the places and have one of the sizes.

    A place that the graph does not hold on that day holds no unit. A unit whose size nobody knows stays.
    """
    asked = [place(view, id_, question.on) for id_ in question.places]
    places = [one for one in asked if one] if question.places else None
    units, unsized = [], 0
    for group in found:
        if question.types and group.sample.type not in question.types:
            continue
        size = size_of(group.sample.unit)
        if question.sizes and size is not None and size not in question.sizes:
            continue
        members = group.members if places is None else _in(group.members, places)
        if members:
            units.append(group if len(members) == len(group.members) else replace(group, members=members))
            unsized += len(members) if size is None else 0
    return Within(units, unsized if question.sizes else 0)


def _in(members: Iterable[Member], places: Sequence[Place]) -> list[Member]:
    return [one for one in members if any(at.holds(one.id, one.above, one.municipality) for at in places)]
