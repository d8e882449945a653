"""How far a search has come from each of its ends, and which nodes to read next."""

from __future__ import annotations

import heapq
import math
from collections.abc import Collection, Iterable

from graph.paths_cost import busy
from graph.paths_known import Known, Task

#: Nodes looked at for each one that is read next: many have no relation but the one that led to them.
LOOK_AHEAD = 3


class Reach:
    """Costs and hops from the starts and from the ends over what is known.

    done: no path within max_hops can hold a relation that was not read. floor: no path with such a relation is cheaper.

    Why: such a relation has two nodes that were not expanded. So the path leaves what is expanded for the first time at
    one node and enters it for the last time at another, and costs at least the cheapest way to any such node from each
    end, and a hop between them.
    """

    def __init__(self, known: Known, task: Task) -> None:
        self.known, self.task = known, task
        self.sides = [cheapest_from(known, seeds) for seeds in (task.starts, task.ends, *([id_] for id_ in task.via))]
        hops = [hops_from(known, seeds) for seeds in (task.starts, task.ends)]
        open_ = [{id_: far for id_, far in side.items() if id_ not in known.expanded} for side in hops]
        least = [min(side.values(), default=math.inf) for side in open_]
        self.done = least[0] + 1 + least[1] > task.max_hops
        self.frontiers = [
            [id_ for id_, far in open_[side].items() if far + 1 + least[1 - side] <= task.max_hops] for side in (0, 1)
        ]
        self.floor = math.inf if self.done else self._floor()

    def joined(self) -> float:
        """The cost of the cheapest way from a start to an end over what is known, never too high; inf for none."""
        return min((self.sides[0].get(end, math.inf) for end in self.task.ends), default=math.inf)

    def meeting(self) -> list[str]:
        """Nodes that a path could pass through although their own relations were not read."""
        return [id_ for id_, near in self.known.near.items() if len(near) > 1 and id_ not in self.known.expanded]

    def next(self, room: int) -> list[str]:
        """The nodes to read next: at most `room` from each side, cheapest first; hubs wait until nothing is cheaper."""
        chosen: dict[str, None] = {}
        for place, side in enumerate(self.sides):
            frontier = self.frontiers[place] if place < len(self.frontiers) else self._around(side)
            chosen.update(dict.fromkeys(self._cheapest(side, frontier, room)))
        return list(chosen)

    def _around(self, side: dict[str, float]) -> list[str]:
        """Open nodes near one that the path must pass: among those that the search needs anyway."""
        needed = {id_ for frontier in self.frontiers for id_ in frontier}
        return [id_ for id_ in side if id_ in needed]

    def _cheapest(self, side: dict[str, float], frontier: Iterable[str], room: int) -> list[str]:
        known = self.known
        guessed = heapq.nsmallest(LOOK_AHEAD * room, ((side[id_], id_) for id_ in frontier))
        known.learn_degrees(id_ for _, id_ in guessed)
        known.close(id_ for _, id_ in guessed)
        guessed = [pair for pair in guessed if pair[1] not in known.expanded][:room]
        if not guessed:
            return []
        limit = guessed[-1][0]
        true = sorted(
            (min(side[near] + known.cost(near, id_) for near in known.near[id_] if near in side), id_)
            if known.near.get(id_)
            else (0.0, id_)
            for _, id_ in guessed
        )
        return [id_ for cost, id_ in true if cost <= limit] or [true[0][1]]

    def _floor(self) -> float:
        cheapest = [min(self.sides[side][id_] for id_ in frontier) for side, frontier in enumerate(self.frontiers)]
        hop = float(min(self.known.settings["weight"].values())) * busy(0)
        return sum(cheapest) + hop


def cheapest_from(known: Known, seeds: Collection[str]) -> dict[str, float]:
    """The cost of the cheapest way from any of `seeds` to each node known (Dijkstra); 0 for the seeds themselves."""
    near, passing = known.near, known.passing
    cost = dict.fromkeys(seeds, 0.0)
    heap = [(0.0, id_) for id_ in sorted(cost)]
    while heap:
        so_far, id_ = heapq.heappop(heap)
        if so_far > cost[id_]:
            continue
        own = passing(id_)
        for other, weight in near.get(id_, {}).items():
            total = so_far + weight * (own + passing(other)) / 2
            if total < cost.get(other, math.inf):
                cost[other] = total
                if len(near[other]) > 1:
                    heapq.heappush(heap, (total, other))
    return cost


def hops_from(known: Known, seeds: Collection[str]) -> dict[str, int]:
    """How many hops each node known is from the nearest of `seeds`."""
    hops = dict.fromkeys(seeds, 0)
    layer = list(hops)
    while layer:
        further = []
        for id_ in layer:
            for other in known.near.get(id_, ()):
                if other not in hops:
                    hops[other] = hops[id_] + 1
                    further.append(other)
        layer = further
    return hops
