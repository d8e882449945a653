"""The part of the graph that a search for paths has read so far: grown from its ends in batches, never the whole."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.model import Relation
from graph.paths_cost import busy, tie_cost
from graph.store.base import DEGREE_CAP, Tie, View
from graph.when import On

#: No node that is met has fewer relations than the one that led to it.
_LEAST = busy(1)


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked, ids resolved: paths from any of `starts` to any of `ends` over all of `via`, none of `avoid`."""

    starts: frozenset[str]
    ends: frozenset[str]
    via: tuple[str, ...] = ()
    avoid: frozenset[str] = frozenset()
    relations: tuple[str, ...] | None = None
    max_hops: int = 6
    k: int = 3

    @property
    def outer(self) -> frozenset[str]:
        """Where paths begin and end: none passes through one of these."""
        return self.starts | self.ends


class Leaving:
    """What half a hop from a node over a relation that was not read costs at least: the lightest weight × log(2 + degree) / 2.

    half: for the nodes of which more is known than the `least` for all.
    """

    def __init__(self, weights: Mapping[str, Any], kinds: Collection[str] | None, busy_: Mapping[str, float]) -> None:
        self.half: dict[str, float] = {}
        self.weight: dict[str, float] = {}
        self._weights = {kind: float(weights[kind]) for kind in (weights if kinds is None else kinds)}
        self._lightest = min(self._weights.values(), default=math.inf)
        self._busy = busy_
        self.least = self._lightest * _LEAST / 2

    def learn(self, id_: str, kinds: Iterable[str]) -> None:
        """Takes in which kinds of relations a node has."""
        self.weight[id_] = min((self._weights[kind] for kind in kinds if kind in self._weights), default=math.inf)
        self.weigh(id_)

    def weigh(self, id_: str) -> None:
        """Takes in how busy a node is."""
        self.half[id_] = self.weight.get(id_, self._lightest) * self._busy.get(id_, _LEAST) / 2


class Known:
    """Nodes read, and what the cheapest relation between each two of them costs.

    near: node → {neighbour: weight × age of the cheapest relation between them}; read: nodes all of whose relations are
    in it (but for `cut`, of which the newest are); exact: nodes whose relations were all counted; hubs: those of
    more relations than `cap`; nodes, relations:
    how many the store was asked for.
    """

    def __init__(self, view: View, on: On, task: Task, settings: Mapping[str, Any]) -> None:
        self.view, self.on, self.task, self.settings = view, on, task, settings
        self.cap: int = settings["search"]["cap"]
        self.near: defaultdict[str, dict[str, float]] = defaultdict(dict)
        self.read: set[str] = set()
        self.cut: set[str] = set()
        self.hubs: set[str] = set()
        self.nodes = self.relations = 0
        self._ties: dict[str, list[Tie]] = {}
        self._price: dict[tuple[str, str | None, bool], float] = {}
        self._held: defaultdict[str, int] = defaultdict(int)
        self._degree: dict[str, int] = dict.fromkeys(task.outer, 0)
        self.exact: set[str] = set(task.outer)
        self.busy: dict[str, float] = dict.fromkeys(task.outer, busy(0))
        self.leaving = Leaving(settings["weight"], task.relations, self.busy)

    def expand(self, ids: Collection[str]) -> None:
        """Reads the relations of these nodes, in one round trip."""
        if not ids:
            return
        got = self.view.ties(ids, kinds=self.task.relations, on=self.on, cap=self.cap)
        self.read.update(ids)
        self.cut |= got.truncated
        self.nodes += len(ids)
        for id_ in ids:
            self._ties[id_] = list(got.at.get(id_, ()))
            self.relations += len(self._ties[id_])
            self._add(id_)

    def learn(self, ids: Iterable[str], most: int | None = None) -> list[str]:
        """Counts how many relations these nodes have, up to `most` (just over `cap`). Those of which more is known now."""
        most = most or self.cap + 1
        asked = sorted(id_ for id_ in ids if id_ not in self.exact and self._degree.get(id_, 0) < most)
        if asked:
            told = self.view.degrees(asked, self.on, most=most)
            for id_ in asked:
                degree = self._degree[id_] = told.get(id_, 0)
                self.busy[id_] = busy(degree)
                self.leaving.weigh(id_)
                if degree > self.cap and self.task.relations is None:
                    self.hubs.add(id_)
                if degree < most or most == DEGREE_CAP:
                    self.exact.add(id_)
        return asked

    def learn_kinds(self, ids: Iterable[str]) -> bool:
        """Asks what kinds of relations these nodes have, so that what leaving them costs is better known. Whether any was new."""
        asked = sorted(id_ for id_ in ids if id_ not in self.leaving.weight)
        for id_, kinds in (self.view.kinds_at(asked, self.on) if asked else {}).items():
            self.leaving.learn(id_, kinds)
        return bool(asked)

    def exhausted(self, ids: Iterable[str]) -> list[str]:
        """Those of unread nodes whose every relation was read from its other end: counted as read from now on."""
        full = [
            id_
            for id_ in ids
            if id_ in self.exact and id_ not in self.read and 0 < self._degree[id_] <= self._held[id_]
        ]
        self.read.update(full)
        return full

    def degree(self, id_: str) -> int:
        """How many relations a node has, as far as is known: at least as many as led to it."""
        return self._degree.get(id_, 1)

    def passing(self, id_: str) -> float:
        """log(2 + degree) of a node, the ends of the search counted as 0; never too high where it is not known yet."""
        return self.busy.get(id_, _LEAST)

    def cost(self, one: str, other: str) -> float:
        """The cost of the hop between two neighbours, the same in both directions."""
        return self.near[one][other] * (self.passing(one) + self.passing(other)) / 2

    def relation(self, one: str, other: str) -> Relation:
        """The cheapest relation between two neighbours, by its ends, kind and key alone; of equal ones the first by id."""
        least = self.near[one][other]
        found = [
            _bare(near, tie)
            for near, far in ((one, other), (other, one))
            for tie in self._ties.get(near, ())
            if tie.other == far and self._cost(tie) == least
        ]
        return min(found, key=lambda relation: relation.id)

    def _add(self, id_: str) -> None:
        near, price, read, held, avoid = self.near, self._price, self.read, self._held, self.task.avoid
        own = near[id_]
        if id_ in avoid:
            return
        for tie in self._ties[id_]:
            other = tie[0]
            if other not in read:
                held[other] += 1
            if other in avoid:
                continue
            cost = price.get((tie[1], tie[4], tie[5])) or self._cost(tie)
            if cost < own.get(other, math.inf):
                own[other] = near[other][id_] = cost

    def _cost(self, tie: Tie) -> float:
        cost = self._price.get((tie.kind, tie.held, tie.ended))
        if cost is None:
            cost = tie_cost(tie.kind, tie.held, self.on, self.settings, ended=tie.ended)
            self._price[tie.kind, tie.held, tie.ended] = cost
        return cost


def _bare(near: str, tie: Tie) -> Relation:
    ends = (near, tie.other) if tie.forward else (tie.other, near)
    return Relation(ends[0], tie.kind, ends[1], key=tie.key)
