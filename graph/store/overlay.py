"""One view laid over another: what a person keeps for themself (contacts, whom they know), over the graph that all share.

The overlay answers every read as one store would that held both; nothing is written to the store beneath. It serves one
answer or page: which ends of its relations are there is looked up once a day asked of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from heapq import merge
from itertools import groupby

from graph.errors import BadInput
from graph.model import Claim, Node, Relation, SourceStatus
from graph.schema import schema
from graph.store import candidates, layers, ties
from graph.store.base import DEGREE_CAP, FREQUENCY_CAP, Counts, Found, Neighbours, Subgraph, Ties, View
from graph.store.held import HeldFacts, Sides, at_ends, newest_first
from graph.store.state import state_of
from graph.when import On

_SIDES = {"out": (0,), "in": (1,), "both": (0, 1)}


class Overlay:
    """`held` over `base`."""

    def __init__(self, base: View, held: HeldFacts) -> None:
        self.base = base
        self.held = held
        self._ends: dict[tuple[On, frozenset[str] | None], dict[str, Sides]] = {}
        self._relations: dict[On, dict[str, tuple[Relation, list[Claim]]]] = {}

    def state(self) -> str | None:
        """That of the graph beneath: what is kept of a graph is worked out from kinds that no overlay holds."""
        return state_of(self.base)

    def get(self, ids: Iterable[str], on: On) -> dict[str, Node]:
        asked = list(dict.fromkeys(ids))
        beneath = [id_ for id_ in asked if id_ not in self.held]
        found = self.base.get(beneath, on) if beneath else {}
        own = {id_: node for id_ in asked if (node := self.held.node(id_, on))}
        return {id_: own.get(id_) or found[id_] for id_ in asked if id_ in own or id_ in found}

    def claims(self, ids: Iterable[str], on: On) -> dict[str, list[Claim]]:
        asked = list(dict.fromkeys(ids))
        own = {id_: said for id_ in asked if (said := self.held.claims(id_, on))}
        own |= self._relation_claims([id_ for id_ in asked if "|" in id_], on)
        beneath = [id_ for id_ in asked if id_ not in own and id_ not in self.held]
        found = self.base.claims(beneath, on) if beneath else {}
        return {id_: own.get(id_) or found[id_] for id_ in asked if id_ in own or id_ in found}

    def search(self, tokens: Sequence[str], *, kinds: Collection[str], on: On, limit: int) -> Found:
        found = self.base.search(tokens, kinds=kinds, on=on, limit=limit)
        own = self.held.hits(tokens, kinds, on)
        if not own:
            return found
        counted = {
            token: min(FREQUENCY_CAP, count + sum(token in hit.counts for hit in own))
            for token, count in found.frequencies.items()
        }
        return Found(candidates.best([*found.hits, *own], counted, limit), counted)

    def neighbours(
        self, ids: Iterable[str], *, kinds: Collection[str] | None = None, direction: str = "both", on: On, cap: int
    ) -> Neighbours:
        if direction not in _SIDES:
            raise BadInput("store_bad_direction", direction=direction)

        def beneath(ids: Iterable[str]) -> Neighbours:
            below = [id_ for id_ in ids if id_ not in self.held]
            asked = partial(self.base.neighbours, kinds=kinds, direction=direction, on=on, cap=cap)
            return asked(below) if below else Neighbours()

        near = self._near(kinds, on)
        asked = list(dict.fromkeys(ids))
        present = self._present(asked, on) if near else {}
        answers: list[Neighbours] = []
        for touched, some in groupby(asked, key=lambda id_: present.get(id_) in near):
            if touched:
                answers += [_joined(present[id_], beneath([id_]), near, _SIDES[direction], cap) for id_ in some]
            else:
                answers.append(beneath(some))
        met: dict[str, Relation] = {}
        for answer in answers:
            for one in answer.relations:
                met.setdefault(one.id, one)
        return Neighbours(list(met.values()), frozenset[str]().union(*(answer.truncated for answer in answers)))

    def ties(self, ids: Iterable[str], *, kinds: Collection[str] | None = None, on: On, cap: int) -> Ties:
        near = self._near(kinds, on)
        asked = list(dict.fromkeys(ids))
        present = self._present(asked, on) if near else {}
        plain = [id_ for id_ in asked if id_ not in self.held and present.get(id_) not in near]
        told = [ties.ties(self, [id_], kinds=kinds, on=on, cap=cap) for id_ in asked if present.get(id_) in near]
        if plain:
            told.append(self.base.ties(plain, kinds=kinds, on=on, cap=cap))
        at = {id_: some for one in told for id_, some in one.at.items()}
        return Ties(at, frozenset[str]().union(*(one.truncated for one in told)))

    def kinds_at(self, ids: Iterable[str], on: On) -> dict[str, frozenset[str]]:
        near = self._near(None, on)
        asked = list(dict.fromkeys(ids))
        found = self.base.kinds_at([id_ for id_ in asked if id_ not in self.held], on)
        return {
            id_: found.get(id_, frozenset()) | {one.kind for side in near.get(end, ()) for one in side}
            for id_, end in self._present(asked, on).items()
        }

    def degrees(self, ids: Iterable[str], on: On, *, most: int = DEGREE_CAP) -> dict[str, int]:
        near = self._near(None, on)
        asked = list(dict.fromkeys(ids))
        found = self.base.degrees([id_ for id_ in asked if id_ not in self.held], on, most=most)
        return {
            id_: min(found.get(id_, 0) + sum(map(len, near.get(end, ()))), most, DEGREE_CAP)
            for id_, end in self._present(asked, on).items()
        }

    def subgraph(
        self, ids: Iterable[str], *, depth: int, cap: int, on: On, kinds: Collection[str] | None = None
    ) -> Subgraph:
        return layers.subgraph(self, ids, depth=depth, cap=cap, on=on, kinds=kinds)

    def scan(self, kind: str, on: On, *, type: str | None = None) -> Iterator[Node]:
        own = (node for node in self.held.nodes(kind, on) if type in (None, node.props.get("type")))
        return merge(self.base.scan(kind, on, type=type), own, key=lambda node: node.id)

    def scan_relations(self, kind: str, on: On) -> Iterator[Relation]:
        def place(relation: Relation) -> tuple[str, str, str]:
            return relation.from_id, relation.to_id, relation.key

        return merge(self.base.scan_relations(kind, on), sorted(self._own_of(kind, on), key=place), key=place)

    def scan_ends(self, kind: str, on: On) -> Iterator[tuple[str, str]]:
        return merge(self.base.scan_ends(kind, on), sorted((one.from_id, one.to_id) for one in self._own_of(kind, on)))

    def _own_of(self, kind: str, on: On) -> list[Relation]:
        return [one for one, _ in self._own_relations(on).values() if one.kind == kind]

    def nearest(
        self, vector: Sequence[float], *, model: str, kinds: Collection[str], k: int, on: On
    ) -> list[tuple[str, float]]:
        return self.base.nearest(vector, model=model, kinds=kinds, k=k, on=on)

    def read_ahead(self, kinds: Collection[str], on: On) -> None:
        self.base.read_ahead(kinds, on)

    def counts(self, on: On) -> Counts:
        found = self.base.counts(on)
        own = Counter(node.kind for kind in schema().nodes for node in self.held.nodes(kind, on))
        own_relations = Counter(one.kind for one, _ in self._own_relations(on).values())
        nodes, relations = own + Counter(found.nodes), own_relations + Counter(found.relations)
        return Counts(dict(sorted(nodes.items())), dict(sorted(relations.items())))

    def sources(self, on: On) -> list[SourceStatus]:
        own = self.held.status()
        return sorted([*self.base.sources(on), *([own] if own else [])], key=lambda status: status.source.id)

    def _present(self, asked: Iterable[str], on: On) -> dict[str, str]:
        """The present id of each of these that is there on the day."""
        return {id_: node.id for id_, node in self.get(asked, on).items()}

    def _own_relations(self, on: On) -> Mapping[str, tuple[Relation, list[Claim]]]:
        """The relations laid over whose ends are both there on the day, by id, with who says so."""
        if on not in self._relations:
            ends = self.base.get(self.held.foreign, on) if self.held.foreign else {}
            self._relations[on] = {one.id: (one, said) for one, said in self.held.relations(on, ends)}
        return self._relations[on]

    def _relation_claims(self, ids: Sequence[str], on: On) -> dict[str, list[Claim]]:
        """Who says the relations laid over, by the id asked: its ends may be former ids."""
        own = self._own_relations(on) if ids else {}
        parts = {id_: id_.split("|") for id_ in ids if own}
        present = self._present([end for part in parts.values() for end in part[:3:2]], on) if parts else {}
        asked = {id_: "|".join(present.get(text, text) for text in part) for id_, part in parts.items()}
        return {id_: own[there][1] for id_, there in asked.items() if there in own}

    def _near(self, kinds: Collection[str] | None, on: On) -> Mapping[str, Sides]:
        """What is laid over at each id that has any of it."""
        wanted = None if kinds is None else frozenset(kinds)
        if (on, wanted) not in self._ends:
            own = self._own_relations(on).values()
            self._ends[on, wanted] = at_ends(one for one, _ in own if wanted is None or one.kind in wanted)
        return self._ends[on, wanted]


def _joined(end: str, beneath: Neighbours, near: Mapping[str, Sides], sides: Sequence[int], cap: int) -> Neighbours:
    """The relations at one id, those beneath and those laid over, cut to the cap on each side."""
    found: list[Relation] = []
    truncated = set(beneath.truncated)
    for side in sides:
        below = [one for one in beneath.relations if (one.from_id, one.to_id)[side] == end]
        here = newest_first([*below, *near[end][side]], end)
        if len(here) > cap:
            truncated.add(end)
        found += here[:cap]
    return Neighbours(found, frozenset(truncated))
