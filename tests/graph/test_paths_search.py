"""The search for paths against brute force: every simple path of small random graphs, weighed one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Node, Relation
from graph.paths_cost import busy, relation_cost
from graph.paths_known import Known, Task
from graph.paths_search import explore
from graph.store.base import DEGREE_CAP, Neighbours, Ties
from graph.store.ties import kinds_at, ties
from graph.tables import table
from graph.when import On

TODAY = On("2026-11-24", undated=True)
KINDS = ("part_of", "holds", "obliged_to", "classified_as", "published")
NAMES = "abcdefgh"


class Drawn:
    """The reads that the search makes, over relations drawn by hand or by hypothesis."""

    def __init__(self, relations: Collection[Relation]) -> None:
        self.relations = relations
        self.asked: list[str] = []

    def neighbours(
        self, ids: Iterable[str], *, kinds: Collection[str] | None = None, direction: str = "both", on: On, cap: int
    ) -> Neighbours:
        assert direction == "both"
        assert on == TODAY
        ids = set(ids)
        self.asked += sorted(ids)
        wanted = [r for r in self.relations if kinds is None or r.kind in kinds]
        found = [r for r in wanted if {r.from_id, r.to_id} & ids]
        cut = {id_ for id_ in ids if sum(r.from_id == id_ for r in wanted) > cap}
        return Neighbours([r for r in found if not {r.from_id, r.to_id} & cut], frozenset(cut))

    def ties(self, ids: Iterable[str], *, kinds: Collection[str] | None = None, on: On, cap: int) -> Ties:
        return ties(self, ids, kinds=kinds, on=on, cap=cap)  # type: ignore[arg-type]

    def kinds_at(self, ids: Iterable[str], on: On) -> dict[str, frozenset[str]]:
        return kinds_at(self, ids, on)  # type: ignore[arg-type]

    def get(self, ids: Iterable[str], on: On) -> dict[str, Node]:
        assert on == TODAY
        return {id_: Node(id_, "unit", {}) for id_ in ids}

    def degrees(self, ids: Iterable[str], on: On, *, most: int = DEGREE_CAP) -> dict[str, int]:
        assert on == TODAY
        return {id_: min(most, sum(id_ in {r.from_id, r.to_id} for r in self.relations)) for id_ in ids}


@st.composite
def drawn(draw: st.DrawFn) -> list[Relation]:
    ends = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] != pair[1])
    days = st.sampled_from([None, "2026-11-01", "2020-01-01", "2011-05-05"])
    rows = draw(st.lists(st.tuples(ends, st.sampled_from(KINDS), days, st.booleans()), max_size=22))
    made = [Relation(a, kind, b, published=day, current=False if over else None) for (a, b), kind, day, over in rows]
    return list({relation.id: relation for relation in made}.values())


def brute(relations: Collection[Relation], task: Task) -> list[tuple[float, tuple[str, ...]]]:
    """Greedily the cheapest different paths, out of all simple paths that the task allows, in order of cost and ids."""
    degree = Drawn(relations).degrees(NAMES, TODAY)
    whole = nx.Graph()
    whole.add_nodes_from(NAMES)
    for relation in relations:
        if task.avoid.isdisjoint((relation.from_id, relation.to_id)):
            cost = relation_cost(relation, TODAY)
            held = whole.get_edge_data(relation.from_id, relation.to_id)
            if held is None or cost < held["cost"]:
                whole.add_edge(relation.from_id, relation.to_id, cost=cost)
    outer = task.starts | task.ends

    def price(nodes: Iterable[str]) -> float:
        return sum(
            whole.edges[one, other]["cost"] * sum(busy(0 if n in outer else degree[n]) for n in (one, other)) / 2
            for one, other in pairwise(nodes)
        )

    every = [
        tuple(nodes)
        for start in task.starts
        for end in task.ends
        for nodes in nx.all_simple_paths(whole, start, end, cutoff=task.max_hops)
        if outer.isdisjoint(nodes[1:-1]) and set(task.via) <= set(nodes)
    ]
    chosen: list[tuple[float, tuple[str, ...]]] = []
    for cost, nodes in sorted((round(price(nodes), 9), nodes) for nodes in every):
        inner = set(nodes[1:-1])
        if len(chosen) < task.k and all(2 * len(inner & set(old[1:-1])) <= len(inner) for _, old in chosen):
            chosen.append((cost, nodes))
    return chosen


@given(
    relations=drawn(),
    starts=st.frozensets(st.sampled_from("ab"), min_size=1),
    ends=st.frozensets(st.sampled_from("cd"), min_size=1),
    via=st.lists(st.sampled_from("aefg"), max_size=2, unique=True),
    avoid=st.frozensets(st.sampled_from("gh"), max_size=1),
    max_hops=st.integers(1, 7),
    batch=st.integers(1, 4),
)
@settings(max_examples=150, deadline=None)
def test_paths_are_those_of_brute_force(relations, starts, ends, via, avoid, max_hops, batch):
    task = Task(starts=starts, ends=ends, via=tuple(via), avoid=avoid, max_hops=max_hops, k=4)
    setup = table("paths")
    known = Known(Drawn(relations), TODAY, task, {**setup, "search": {**setup["search"], "batch": batch, "grow": 1}})
    tracks, whole = explore(known, task)
    expected = brute(relations, task)
    assert whole
    assert [track.cost for track in tracks] == pytest.approx([cost for cost, _ in expected])
    assert [track.nodes for track in tracks] == [nodes for _, nodes in expected]


def test_a_hub_is_a_poor_bridge():
    leaves = [Relation(f"leaf{n}", "part_of", "hub", published="2026-01-01") for n in range(200)]
    over_hub = [Relation(end, "part_of", "hub", published="2026-01-01") for end in "ab"]
    around = [Relation(*ends, published="2026-01-01") for ends in (("a", "part_of", "x"), ("x", "part_of", "y"))]
    relations = [*leaves, *over_hub, *around, Relation("b", "part_of", "y", published="2026-01-01")]
    task = Task(starts=frozenset("a"), ends=frozenset("b"), k=2)
    tracks, whole = explore(Known(Drawn(relations), TODAY, task, table("paths")), task)
    assert whole
    assert [track.nodes for track in tracks] == [("a", "x", "y", "b"), ("a", "hub", "b")]


def test_it_reads_no_more_than_it_needs():
    chain = [Relation(f"n{n}", "part_of", f"n{n + 1}", published="2026-01-01") for n in range(300)]
    view = Drawn(chain)
    task = Task(starts=frozenset(["n150"]), ends=frozenset(["n153"]), k=1)
    tracks, _ = explore(Known(view, TODAY, task, table("paths")), task)
    assert [track.nodes for track in tracks] == [("n150", "n151", "n152", "n153")]
    assert len(view.asked) < 20


def star(hub: str, leaves: int) -> list[Relation]:
    return [Relation(hub, "published", f"{hub}-{n}") for n in range(leaves)]


def searched(relations: Collection[Relation], start: str, end: str, **asked: int) -> tuple[list[tuple[str, ...]], bool]:
    task = Task(starts=frozenset([start]), ends=frozenset([end]), **asked)
    tracks, whole = explore(Known(Drawn(relations), TODAY, task, table("paths")), task)
    return [track.nodes for track in tracks], whole


def test_what_lies_behind_a_hub_that_was_not_read_is_told():
    between = [Relation("one-3", "part_of", "two-7"), *star("one", 400), *star("two", 400)]
    hidden = [*between, Relation("a", "part_of", "one"), Relation("two", "part_of", "b")]
    assert searched(hidden, "a", "b")[1] is False


def test_a_hub_with_nothing_behind_it_is_not_read():
    task = Task(starts=frozenset(["hub-1"]), ends=frozenset(["hub-2"]))
    view = Drawn(star("hub", 400))
    tracks, whole = explore(Known(view, TODAY, task, table("paths")), task)
    assert ([track.nodes for track in tracks], whole) == ([("hub-1", "hub", "hub-2")], True)
    assert view.asked == ["hub-1", "hub-2"]
