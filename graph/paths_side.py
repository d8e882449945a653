"""How far a search for paths has come from one of its ends: costs and hops over the nodes that were read."""

from __future__ import annotations

import heapq
import math
from collections.abc import Collection, Iterable

from graph.paths_known import Known


class Side:
    """Every node met from `seeds`, kept up to date as more is read.

    cost: of the cheapest way there over nodes that were read, never too high; hops: of the shortest one; open: nodes met
    whose relations were not read, or not all of them.
    """

    def __init__(self, known: Known, seeds: Collection[str]) -> None:
        self.known, self.seeds = known, frozenset(seeds)
        self.closed = known.task.outer - self.seeds
        self.cost = dict.fromkeys(sorted(seeds), 0.0)
        self.hops = dict.fromkeys(self.cost, 0)
        self.open: set[str] = set()

    def grow(self, read: Iterable[str]) -> None:
        """Takes in the relations of nodes that were just read."""
        met = []
        for id_ in read:
            if id_ not in self.known.cut:
                self.open.discard(id_)
            elif id_ in self.cost:
                self.open.add(id_)
            self.correct(id_)
            if id_ in self.cost and id_ not in self.closed:
                met.append(id_)
        self._spread_cost(met)
        self._spread_hops(met)

    def correct(self, id_: str) -> None:
        """Weighs a node anew after more was learnt of it. Only for nodes from which the search has not gone on."""
        if id_ in self.seeds:
            return
        read, busy, costs = self.known.read, self.known.busy, self.cost
        own = self.known.passing(id_)
        least, hops = math.inf, math.inf
        for near, weight in self.known.near.get(id_, {}).items():
            if near in costs and near in read and near not in self.closed:
                least = min(least, costs[near] + weight * (busy[near] + own) / 2)
                hops = min(hops, self.hops[near] + 1)
        if least < math.inf:
            costs[id_], self.hops[id_] = least, int(hops)

    def _spread_cost(self, met: Iterable[str]) -> None:
        near, read, busy, passing = self.known.near, self.known.read, self.known.busy, self.known.passing
        cost = self.cost
        heap = [(cost[id_], id_) for id_ in met]
        heapq.heapify(heap)
        while heap:
            so_far, id_ = heapq.heappop(heap)
            if so_far > cost[id_]:
                continue
            own = busy[id_]
            for other, weight in near[id_].items():
                total = so_far + weight * (own + passing(other)) / 2
                if total < cost.get(other, math.inf):
                    cost[other] = total
                    if other in self.closed:
                        continue
                    if other in read:
                        heapq.heappush(heap, (total, other))
                    if other not in read or other in self.known.cut:
                        self.open.add(other)

    def _spread_hops(self, met: Iterable[str]) -> None:
        near, read, hops = self.known.near, self.known.read, self.hops
        layer = list(met)
        while layer:
            further = []
            for id_ in layer:
                far = hops[id_] + 1
                for other in near[id_]:
                    if far < hops.get(other, math.inf):
                        hops[other] = far
                        if other in read and other not in self.closed:
                            further.append(other)
            layer = further
