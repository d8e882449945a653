"""How far a search has come from all of its ends, what a path over unread relations costs at least, what to read next."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.paths_known import Known, Task
from graph.paths_side import Side
from graph.store.base import DEGREE_CAP

#: Costs that differ by less are the same: a path as dear as the last one chosen may come before it in order of ids.
SAME = 1e-9
#: Where no open node is left on the other side.
_NOBODY = [(math.inf, "")] * 2


class Open(NamedTuple):
    """An open node. bound: what a path that leaves what was read there costs at least, up to there; partner: from there on."""

    bound: float
    partner: float
    id: str


@dataclass(frozen=True, slots=True)
class Front:
    """The open nodes that a path may still lead over, from each end; cheapest first.

    floor: no path with a relation that was not read is cheaper; inf where there is none within the hops.

    Why: such a path leaves what was read for the first time at one open node and comes back for the last time at another,
    and between those two stands half a hop beside each at the very least.
    """

    sides: tuple[Sequence[Open], Sequence[Open]]
    floor: float


class Reach:
    """The sides of a search: from the starts, from the ends, and from each node that paths must pass."""

    def __init__(self, known: Known, task: Task) -> None:
        self.known, self.task = known, task
        self.sides = [Side(known, seeds) for seeds in (task.starts, task.ends, *([id_] for id_ in task.via))]

    def expand(self, ids: Sequence[str]) -> None:
        """Reads these nodes, but those of which all was read from around them."""
        full = self.known.exhausted(ids)
        fresh = [id_ for id_ in ids if id_ not in self.known.read]
        self.known.learn(fresh, DEGREE_CAP)
        self.known.expand(fresh)
        self._grow([*full, *fresh])

    def look_at(self, ids: Iterable[str], most: int | None = None) -> list[str]:
        """Counts the relations of these nodes, so that what it costs to pass them is better known. Those that were new."""
        learnt = self.known.learn(ids, most)
        for id_ in learnt:
            for side in self.sides:
                if id_ in side.open:
                    side.correct(id_)
        return learnt

    def meeting(self) -> list[str]:
        """Nodes that a path could pass through although their own relations were not read."""
        return [id_ for id_, near in self.known.near.items() if len(near) > 1 and id_ not in self.known.read]

    def joined(self) -> float:
        """The cost of the cheapest way from a start to an end over what is known, never too high; inf for none."""
        one, other = (side.cost for side in self.sides[:2])
        return min((cost + other[id_] for id_, cost in one.items() if id_ in other), default=math.inf)

    def front(self, aim: float) -> Front:
        """Where the search stands: the open nodes that a path of a cost up to `aim` may lead over."""
        one, other = (self._bounds(side) for side in self.sides[:2])
        floor, first = self._paired(one, other, aim)
        return Front((first, self._paired(other, one, aim)[1]), floor)

    def bound(self, place: int, id_: str) -> float:
        """What a path that leaves what was read at an open node costs at least up to there, from the side at `place`."""
        leaving = self.known.leaving
        return self.sides[place].cost[id_] + leaving.half.get(id_, leaving.least)

    def _bounds(self, side: Side) -> list[tuple[float, str, int]]:
        half, least, cost, hops = self.known.leaving.half, self.known.leaving.least, side.cost, side.hops
        return [(cost[id_] + half.get(id_, least), id_, hops[id_]) for id_ in side.open]

    def _paired(
        self, bounds: Iterable[tuple[float, str, int]], others: Iterable[tuple[float, str, int]], aim: float
    ) -> tuple[float, list[Open]]:
        """The lowest sum of the bounds of two nodes, and the nodes with a sum up to `aim`."""
        most = self.task.max_hops - 1
        least = [[*some, *_NOBODY] for some in _least(others, most)]
        floor, found = math.inf, []
        for bound, id_, hops in bounds:
            if hops <= most:
                (partner, other), (second, _), *_rest = least[most - hops]
                total = bound + (second if other == id_ else partner)
                floor = min(floor, total)
                if total <= aim + SAME and total < math.inf:
                    found.append(Open(bound, total - bound, id_))
        return floor, sorted(found)

    def _grow(self, ids: Sequence[str]) -> None:
        for side in self.sides:
            side.grow(ids)


def _least(bounds: Iterable[tuple[float, str, int]], most: int) -> list[list[tuple[float, str]]]:
    """[hops] → the two cheapest nodes that are at most so many hops away."""
    least: list[list[tuple[float, str]]] = [[] for _ in range(most + 1)]
    for bound, id_, hops in bounds:
        if hops <= most:
            least[hops].append((bound, id_))
    cheapest: list[tuple[float, str]] = []
    for hops, some in enumerate(least):
        cheapest = least[hops] = sorted([*cheapest, *some])[:2]
    return least
