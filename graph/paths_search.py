"""The cheapest different paths over what is known of the graph."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator
from dataclasses import dataclass

from graph.paths_known import Known, Task
from graph.paths_reach import Reach

#: Two costs closer than this are the same: sums of the same hops in another order differ in the last digits.
SAME_COST = 9


@dataclass(frozen=True, slots=True)
class Track:
    """A path as the search finds it: its nodes, start to end, and its cost."""

    nodes: tuple[str, ...]
    cost: float

    @property
    def inner(self) -> frozenset[str]:
        """The nodes it passes through."""
        return frozenset(self.nodes[1:-1])


def explore(known: Known, task: Task) -> tuple[list[Track], bool]:
    """Up to `task.k` different paths, cheapest first, reading more of the graph until nothing unread could be cheaper.

    Also whether that point was reached, before the limits in `data/paths.toml`. A hub cut at the cap says so in
    `known.truncated`, not here.
    """
    limits = known.settings["search"]
    known.expand(sorted({*task.starts, *task.ends, *task.via}))
    known.learn_degrees(task.via)
    room = limits["batch"]
    while True:
        reach = Reach(known, task)
        spent = known.nodes >= limits["nodes"] or known.read >= limits["relations"]
        stop = reach.done or spent
        if reach.joined() <= reach.floor or stop:
            known.learn_degrees(reach.meeting())
            tracks, whole = different(known, task)
            if stop or (len(tracks) == task.k and tracks[-1].cost <= reach.floor):
                return tracks, whole and not (spent and not reach.done)
        known.expand(reach.next(min(room, limits["nodes"] - known.nodes)))
        room *= limits["grow"]


def different(known: Known, task: Task) -> tuple[list[Track], bool]:
    """The cheapest path, then each time the cheapest that shares at most half its inner nodes with each before it.

    Also whether the search was whole: False where it stopped after `partial` partial paths.
    """
    chosen: list[Track] = []
    search = _Search(known, task)
    while len(chosen) < task.k:
        found = search.next(chosen)
        if found is None:
            return chosen, not search.stopped
        chosen.append(found)
    return chosen, True


class _Search:
    """Simple paths in order of cost, then of ids: best first, guided by the exact cost of what is still to go."""

    def __init__(self, known: Known, task: Task) -> None:
        self.known, self.task = known, task
        self.starts = task.starts.intersection(task.via) or task.starts
        self.ends = task.ends.intersection(task.via) or task.ends
        inner = [id_ for id_ in dict.fromkeys(task.via) if id_ not in task.starts and id_ not in task.ends]
        self.bits = {id_: 1 << place for place, id_ in enumerate(inner)}
        self.stopped = False
        self.left = known.settings["search"]["partial"]
        self.rest = remaining(known, task, self.ends, self.bits) if self._possible() else []
        all_bits = (1 << len(inner)) - 1
        self.heap: list[tuple[float, tuple[str, ...], float, int]] = []
        for start in sorted(self.starts) if self.rest else ():
            ahead = self.rest[all_bits][task.max_hops].get(start)
            if ahead is not None:
                self.heap.append((round(ahead, SAME_COST), (start,), 0.0, all_bits))
        heapq.heapify(self.heap)

    def next(self, chosen: list[Track]) -> Track | None:
        """The next path that differs enough from those chosen; None where there is none, or `stopped`."""
        while self.heap:
            _, nodes, cost, bits = heapq.heappop(self.heap)
            shared = max((len(track.inner.intersection(nodes)) for track in chosen), default=0)
            if nodes[-1] in self.ends:
                if 2 * shared <= len(nodes) - 2:
                    return Track(nodes, cost)
            elif 2 * shared <= self.task.max_hops - 1:
                for item in self._longer(nodes, cost, bits):
                    heapq.heappush(self.heap, item)
                    self.left -= 1
            if self.left <= 0:
                self.stopped = True
                return None
        return None

    def _longer(
        self, nodes: tuple[str, ...], cost: float, bits: int
    ) -> Iterator[tuple[float, tuple[str, ...], float, int]]:
        """The partial path with one more hop, wherever an end can still be reached in the hops that are left."""
        last, hops_left = nodes[-1], self.task.max_hops - len(nodes)
        for other in self.known.near[last]:
            if other in nodes or other in self.task.starts:
                continue
            still = bits & ~self.bits.get(other, 0)
            ahead = self.rest[still][hops_left].get(other)
            if ahead is not None:
                total = cost + self.known.cost(last, other)
                yield round(total + ahead, SAME_COST), (*nodes, other), total, still

    def _possible(self) -> bool:
        """A path has one start and one end, so it cannot pass two of either, nor more nodes than it has room for."""
        via = set(self.task.via)
        return (
            len(via & self.task.starts) <= 1
            and len(via & self.task.ends) <= 1
            and len(self.bits) < max(self.task.max_hops, 1)
        )


def remaining(known: Known, task: Task, ends: frozenset[str], bits: dict[str, int]) -> list[list[dict[str, float]]]:
    """[nodes of `via` still to pass, as bits][hops left][node] → cost of the cheapest walk from there to an end.

    A walk may come twice to a node, so for simple paths it is never too high. Nodes from which no end can be reached
    that way are left out.
    """
    masks = 1 << len(bits)
    rest: list[list[dict[str, float]]] = [[{}] for _ in range(masks)]
    rest[0][0] = dict.fromkeys(sorted(ends), 0.0)
    fresh = [dict(rest[mask][0]) for mask in range(masks)]
    for _ in range(task.max_hops):
        better: list[dict[str, float]] = [{} for _ in range(masks)]
        for mask in range(masks):
            for id_, cost in fresh[mask].items():
                bit = bits.get(id_, 0)
                if not mask & bit:
                    held, found = rest[mask | bit][-1], better[mask | bit]
                    for other, total in _back(known, task, id_, cost):
                        if total < held.get(other, math.inf) and total < found.get(other, math.inf):
                            found[other] = total
        for mask in range(masks):
            rest[mask].append({**rest[mask][-1], **better[mask]})
        fresh = better
    return rest


def _back(known: Known, task: Task, id_: str, cost: float) -> Iterator[tuple[str, float]]:
    """One hop back from a node that costs so much to go on from: each neighbour a path can come from, and its cost."""
    if id_ in task.starts:
        return
    own, near = known.passing(id_), known.near
    for other, weight in near[id_].items():
        if other not in task.ends and (len(near[other]) > 1 or other in task.starts):
            yield other, cost + weight * (own + known.passing(other)) / 2
