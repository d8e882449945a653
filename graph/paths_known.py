"""The part of the graph that a search for paths has read so far: grown from its ends in batches, never the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.model import Relation
from graph.paths_cost import busy, relation_cost
from graph.store.base import View
from graph.when import On


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


class Known:
    """Nodes read, and the cheapest relation between each two of them.

    near: node → {neighbour: weight × age of the cheapest relation between them}; expanded: nodes all of whose relations
    are in it (but for `truncated`, whose relations were cut at the cap); nodes, read: how many nodes and relations the
    store was asked for.
    """

    def __init__(self, view: View, on: On, task: Task, settings: Mapping[str, Any]) -> None:
        self.view, self.on, self.task, self.settings = view, on, task, settings
        self.near: dict[str, dict[str, float]] = {}
        self.between: dict[tuple[str, str], Relation] = {}
        self.expanded: set[str] = set()
        self.truncated: set[str] = set()
        self.nodes = self.read = 0
        self._seen: set[str] = set()
        self._held: Counter[str] = Counter()
        self._degree: dict[str, int] = dict.fromkeys((*task.starts, *task.ends), 0)
        self._busy = {id_: busy(0) for id_ in self._degree}

    def expand(self, ids: Collection[str]) -> None:
        """Reads all relations of these nodes, in one round trip."""
        if not ids:
            return
        cap = self.settings["search"]["cap"]
        got = self.view.neighbours(ids, kinds=self.task.relations, direction="both", on=self.on, cap=cap)
        self.expanded.update(ids)
        self.truncated.update(got.truncated)
        self.nodes += len(ids)
        self.read += len(got.relations)
        for id_ in ids:
            self.near.setdefault(id_, {})
        for relation in got.relations:
            if self.task.avoid.isdisjoint((relation.from_id, relation.to_id)):
                self._add(relation)

    def learn_degrees(self, ids: Iterable[str]) -> None:
        """Asks for the degrees of these nodes, where they are not known yet; until then what is read bounds them."""
        asked = [id_ for id_ in ids if id_ not in self._degree]
        if asked:
            told = self.view.degrees(asked, self.on)
            for id_ in asked:
                self._degree[id_] = told.get(id_, 0)
                self._busy[id_] = busy(self._degree[id_])

    def close(self, ids: Iterable[str]) -> None:
        """Counts those as expanded whose every relation was read from its other end: reading them adds nothing."""
        self.expanded.update(id_ for id_ in ids if 0 < self._degree.get(id_, 0) <= self._held[id_])

    def passing(self, id_: str) -> float:
        """log(2 + degree) of a node, the ends of the search counted as 0; never too high where it is not known yet."""
        known = self._busy.get(id_)
        return busy(len(self.near[id_])) if known is None else known

    def cost(self, one: str, other: str) -> float:
        """The cost of the hop between two neighbours, the same in both directions."""
        return self.near[one][other] * (self.passing(one) + self.passing(other)) / 2

    def relation(self, one: str, other: str) -> Relation:
        """The cheapest relation between two neighbours."""
        return self.between[min(one, other), max(one, other)]

    def _add(self, relation: Relation) -> None:
        if relation.id in self._seen:
            return
        self._seen.add(relation.id)
        one, other = sorted((relation.from_id, relation.to_id))
        self._held.update((one, other))
        cost = relation_cost(relation, self.on, self.settings)
        held = self.between.get((one, other))
        if held and (self.near[one][other], held.id) <= (cost, relation.id):
            return
        self.between[one, other] = relation
        self.near.setdefault(one, {})[other] = cost
        self.near.setdefault(other, {})[one] = cost
