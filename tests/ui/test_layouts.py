"""Where nodes stand: every one somewhere, no two on each other, the same each time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations, pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ui.layout.beside import beside
from ui.layout.force import force
from ui.layout.layered import layers
from ui.layout.room import ROOM_X, ROOM_Y, Spot
from ui.layout.tree import tree

Links = Sequence[tuple[str, str]]
LAYOUTS: Mapping[str, Callable[[list[str], Links], dict[str, Spot]]] = {
    "force": force,
    "layers": lambda names, links: layers(names, {name: len(name) % 3 for name in names}, links),
    "tree": lambda names, links: tree(names, dict(links), links),
}
NAMES = [f"n{number}" * (number % 3 + 1) for number in range(12)]


def together(spots: Mapping[str, Spot], *, x: float = ROOM_X * 0.5, y: float = ROOM_Y * 0.5) -> int:
    """Pairs that stand on each other."""
    return sum(abs(a[0] - b[0]) < x and abs(a[1] - b[1]) < y for a, b in combinations(spots.values(), 2))


@pytest.mark.parametrize("layout", LAYOUTS)
@given(links=st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=30))
@settings(max_examples=40, deadline=None)
def test_every_node_has_a_place_of_its_own(layout: str, links: Links) -> None:
    spots = LAYOUTS[layout](NAMES, links)
    assert set(spots) == set(NAMES)
    assert together(spots) == 0
    assert LAYOUTS[layout](NAMES, links) == spots


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_thousand_nodes_stand_apart(layout: str) -> None:
    graph = nx.barabasi_albert_graph(1_000, 2, seed=3)
    names = [f"n{node}" for node in graph]
    spots = LAYOUTS[layout](names, [(f"n{a}", f"n{b}") for a, b in graph.edges])
    assert len(spots) == 1_000
    assert together(spots) <= 10


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_and_one_and_a_long_chain(layout: str) -> None:
    assert LAYOUTS[layout]([], []) == {}
    assert len(LAYOUTS[layout](["a"], [])) == 1
    chain = [f"c{number}" for number in range(1_500)]
    assert len(LAYOUTS[layout](chain, list(pairwise(chain)))) == 1_500


def test_linked_nodes_are_nearer_than_others_by_force() -> None:
    graph = nx.grid_2d_graph(6, 6)
    spots = force([str(node) for node in graph], [(str(a), str(b)) for a, b in graph.edges])

    def far(a: object, b: object) -> float:
        one, other = spots[str(a)], spots[str(b)]
        return ((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5

    linked = sum(far(a, b) for a, b in graph.edges) / graph.number_of_edges()
    others = [far(a, b) for a, b in combinations(graph.nodes, 2)]
    assert linked < 0.5 * sum(others) / len(others)


def test_a_tree_grows_to_the_right() -> None:
    spots = tree(["child", "city", "part", "post"], {"part": "city", "child": "part"}, [("post", "child")])
    assert spots["city"][0] < spots["part"][0] < spots["child"][0] < spots["post"][0]


def test_what_joins_a_picture_finds_room_and_moves_nothing() -> None:
    places = {"a": (0.0, 0.0), "b": (190.0, 0.0)}
    new = [f"new{number}" for number in range(25)]
    spots = beside(places, "b", new)
    assert list(spots) == new
    assert together({**places, **spots}) == 0
    assert beside(places, "b", new) == spots
    assert together({**places, **beside(places, "unknown", new)}) == 0
    assert len(beside({}, None, new)) == 25
