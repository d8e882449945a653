"""A unit that could be an entry point, with all that bears on it: what the features look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.match.duties import DutyFit
from graph.match.likeness import KindLike, Like
from graph.match.reach import Reached
from graph.match.roll import Member
from graph.match.sightings import Sighting
from graph.model import Node


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty of a unit. tie: id of the relation that says so; None where it follows from the unit's type."""

    found: DutyFit
    tie: str | None


@dataclass(frozen=True, slots=True)
class Peers:
    """Units of the same kind: how many of `total` bought (the unit itself apart), and the best of what they bought."""

    buying: int
    total: int
    best: Sighting


@dataclass(frozen=True, slots=True)
class Brake:
    """A joint agreement that covers the need. owner: the unit that owns it, where it is in the graph."""

    seen: Sighting
    owner: Node | None


@dataclass(frozen=True, slots=True)
class Around:
    """What a unit above or below bought of the kind. other: that unit; above: whether it stands above."""

    seen: Sighting
    other: Node
    above: bool


@dataclass(slots=True)
class Candidate:
    """A unit and what bears on it. above: the ids of the units it is part of, nearest first.

    remit: how near in meaning its mandate is, in [0, 1]; named: the word of the offering that names it or its place, with
    how many units that may mean.
    """

    unit: Node
    duties: list[Duty] = field(default_factory=list)
    mandate: float = 0.0
    statements: list[Sighting] = field(default_factory=list)
    purchases: list[Sighting] = field(default_factory=list)
    pilots: list[Sighting] = field(default_factory=list)
    research: list[Sighting] = field(default_factory=list)
    brakes: list[Brake] = field(default_factory=list)
    peers: Peers | None = None
    reached: Reached | None = None
    above: tuple[str, ...] = ()
    like: Like | None = None
    kind: KindLike | None = None
    around: Around | None = None
    remit: float = 0.0
    named: tuple[str, int] | None = None

    @property
    def type(self) -> str:
        """The unit's type; "other" where nobody says."""
        return str(self.unit.props.get("type") or "other")


@dataclass(frozen=True, slots=True)
class Alike:
    """Units that nothing parts of all that is looked at. sample: one of them; members: every one, in their order."""

    sample: Candidate
    members: Sequence[Member]

    @property
    def tried(self) -> bool:
        """Whether they have tried or researched anything, be it about something else."""
        return bool(self.sample.pilots or self.sample.research)
