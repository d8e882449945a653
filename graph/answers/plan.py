"""What `plan` answers."""

from __future__ import annotations

from graph.answers.base import Answer, SourceRef
from graph.answers.find import Result, RouteRef


class Next(Answer, frozen=True):
    """Where a reference from the first unit leads: a unit and why."""

    id: str
    name: str
    type: str
    why: str
    kind: str
    sources: list[SourceRef] = []


class Ally(Answer, frozen=True):
    """A unit that wants the same (by: theme, duty, category), a pilot or a programme.

    outcome: how a pilot ended; lang: the language of the name, "" where nobody says.
    """

    id: str
    name: str
    kind: str
    by: str
    why: str
    outcome: str = ""
    year: str = ""
    sources: list[SourceRef] = []
    lang: str = ""


class Equal(Answer, frozen=True):
    """A unit that is as good to begin with as the first. lang: the language of the name, "" where nobody says."""

    id: str
    name: str
    type: str
    lang: str = ""


class Equals(Answer, frozen=True):
    """All that stand equal with the first unit. count: how many; told: that in words; units: the first of them."""

    count: int
    told: str
    units: list[Equal]


class PlanAnswer(Answer, frozen=True):
    """first: the unit to begin with, as find gives it; equals: who stands equal with it; notes hold "not legal advice"."""

    offering: str
    on: str
    value: float | None
    routes: list[RouteRef]
    first: Result | None
    then: list[Next]
    allies: list[Ally]
    equals: Equals | None = None
    notes: list[str] = []
    reason: str | None = None
