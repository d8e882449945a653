"""The cheapest different paths over what is known of the graph."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator
from dataclasses import dataclass

from graph.paths_known import Known, Task
from graph.paths_next import chosen, hubs_between, read
from graph.paths_reach import SAME, Reach
from graph.store.base import DEGREE_CAP

#: Two costs closer than this are the same: sums of the same hops in another order differ in the last digits.
SAME_COST = 9
#: How far the relations of hubs are counted, step by step, as long as a cheaper path may lead over two of them.
COUNTED = (2_000, DEGREE_CAP)


#: Nodes that paths can pass through → their neighbours among them and what the hop there costs.
Core = dict[str, list[tuple[str, float]]]


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

    Also whether that point was reached: not where the limits in `data/paths.toml` came first, or only hubs were left that
    a cheaper path may lead over.
    """
    limits = known.settings["search"]
    reach = Reach(known, task)
    reach.expand(sorted({*task.outer, *task.via}))
    room, weighed, aim = limits["batch"], False, 0.0
    tracks: list[Track] = []
    while True:
        joined = reach.joined()
        front = reach.front(max(joined, aim))
        spent = known.nodes >= limits["nodes"] or known.relations >= limits["relations"]
        ahead = [] if spent else chosen(reach, front, joined, room)
        if not ahead:
            if not weighed:
                tracks, whole = weigh(reach, task)
                weighed, aim = True, tracks[-1].cost if len(tracks) == task.k else math.inf
                front = reach.front(aim)
            if front.floor > aim + SAME or front.floor == math.inf:
                return tracks, whole
            ahead = [] if spent else chosen(reach, front, aim, room)
            if not ahead:
                between = [] if spent else hubs_between(front, aim)
                if known.learn_kinds(between) or any(reach.look_at(between, most) for most in COUNTED):
                    continue
                return tracks, False
        if read(reach, ahead):
            room, weighed = room * limits["grow"], False


def weigh(reach: Reach, task: Task) -> tuple[list[Track], bool]:
    """The different paths over what was read. Hubs are counted to the end only where a path leads over them."""
    reach.look_at(reach.meeting())
    while True:
        tracks, whole = different(reach.known, task)
        if not reach.look_at((id_ for track in tracks for id_ in track.nodes), DEGREE_CAP):
            return tracks, whole


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
        self.task = task
        self.starts = task.starts.intersection(task.via) or task.starts
        self.ends = task.ends.intersection(task.via) or task.ends
        inner = [id_ for id_ in dict.fromkeys(task.via) if id_ not in task.starts and id_ not in task.ends]
        self.bits = {id_: 1 << place for place, id_ in enumerate(inner)}
        self.stopped = False
        self.left = known.settings["search"]["partial"]
        self.core = core_of(known, task)
        self.rest = remaining(self.core, task, self.ends, self.bits) if self._possible() else []
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
        for other, hop in self.core[last]:
            if other in nodes or other in self.task.starts:
                continue
            still = bits & ~self.bits.get(other, 0)
            ahead = self.rest[still][hops_left].get(other)
            if ahead is not None:
                total = cost + hop
                yield round(total + ahead, SAME_COST), (*nodes, other), total, still

    def _possible(self) -> bool:
        """A path has one start and one end, so it cannot pass two of either, nor more nodes than it has room for."""
        via = set(self.task.via)
        return (
            len(via & self.task.starts) <= 1
            and len(via & self.task.ends) <= 1
            and len(self.bits) < max(self.task.max_hops, 1)
        )


def remaining(core: Core, task: Task, ends: frozenset[str], bits: dict[str, int]) -> list[list[dict[str, float]]]:
    """[nodes of `via` still to pass, as bits][hops left][node] → cost of the cheapest walk from there to an end.

    A walk may come twice to a node, so for simple paths it is never too high. Nodes from which no end can be reached
    that way are left out, and those that no start reaches in the hops that are then left.
    """
    masks = 1 << len(bits)
    hops = _hops(core, task)
    rest: list[list[dict[str, float]]] = [[{}] for _ in range(masks)]
    rest[0][0] = dict.fromkeys(sorted(ends), 0.0)
    fresh = [dict(rest[mask][0]) for mask in range(masks)]
    for far in range(1, task.max_hops + 1):
        better: list[dict[str, float]] = [{} for _ in range(masks)]
        for mask in range(masks):
            for id_, cost in fresh[mask].items():
                bit = bits.get(id_, 0)
                if mask & bit or id_ in task.starts:
                    continue
                held, found = rest[mask | bit][-1], better[mask | bit]
                for other, hop in core[id_]:
                    total = cost + hop
                    if (
                        total < held.get(other, math.inf)
                        and total < found.get(other, math.inf)
                        and hops.get(other, math.inf) + far <= task.max_hops
                        and other not in task.ends
                    ):
                        found[other] = total
        for mask in range(masks):
            rest[mask].append({**rest[mask][-1], **better[mask]})
        fresh = better
    return rest


def core_of(known: Known, task: Task) -> Core:
    """What paths can pass through: nodes of more than one neighbour, and where paths begin and end."""
    near, passing = known.near, known.passing
    inside = {id_: passing(id_) for id_, around in near.items() if len(around) > 1 or id_ in task.outer}
    return {
        id_: [(other, weight * (own + inside[other]) / 2) for other, weight in near[id_].items() if other in inside]
        for id_, own in inside.items()
    }


def _hops(core: Core, task: Task) -> dict[str, int]:
    """How many hops each node is from the nearest start."""
    hops = dict.fromkeys(task.starts, 0)
    layer = list(hops)
    while layer:
        further = []
        for id_ in layer:
            for other, _ in core.get(id_, ()):
                if other not in hops:
                    hops[other] = hops[id_] + 1
                    if other not in task.ends:
                        further.append(other)
        layer = further
    return hops
