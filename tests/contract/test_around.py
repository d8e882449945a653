"""What stands around things: neighbours, degrees, bounded subgraphs."""

from __future__ import annotations

from itertools import pairwise

import pytest

from graph.errors import BadInput
from tests.contract.conftest import ViewOf
from tests.contract.facts import TODAY, doc, tie, unit

UNITS = [unit(name) for name in "abcdef"]
OLD, NEW = doc("old", "2020-01-01"), doc("new", "2023-01-01")
TIES = [
    tie("a", "part_of", "b"),
    tie("a", "part_of", "c", OLD),
    tie("a", "buys_for", "d", OLD),
    tie("a", "buys_for", "b", OLD),
    tie("a", "replaced_by", "e", NEW),
    tie("f", "part_of", "a", NEW),
    tie("b", "part_of", "a"),
]
OUT = ["a|replaced_by|e", "a|buys_for|b", "a|buys_for|d", "a|part_of|c", "a|part_of|b"]
IN = ["f|part_of|a", "b|part_of|a"]


def test_neighbours_come_newest_first_then_by_kind_and_other_end(view_of: ViewOf) -> None:
    view = view_of(*UNITS, *TIES)
    for direction, wanted in (("out", OUT), ("in", IN), ("both", OUT + IN)):
        found = view.neighbours(["a"], direction=direction, on=TODAY, cap=9)
        assert [one.id for one in found.relations] == wanted
        assert not found.truncated
    newest = view.neighbours(["a"], on=TODAY, cap=9).relations[0]
    assert (newest.from_id, newest.kind, newest.to_id, newest.published) == ("a", "replaced_by", "e", "2023-01-01")


def test_neighbours_of_some_kinds(view_of: ViewOf) -> None:
    view = view_of(*UNITS, *TIES)
    assert [one.id for one in view.neighbours(["a"], kinds=["buys_for", "no such"], on=TODAY, cap=9).relations] == OUT[
        1:3
    ]
    assert not view.neighbours(["a"], kinds=[], on=TODAY, cap=9).relations


def test_the_cap_cuts_each_id_and_direction_and_says_so(view_of: ViewOf) -> None:
    view = view_of(*UNITS, *TIES)
    found = view.neighbours(["a", "f"], on=TODAY, cap=2)
    assert [one.id for one in found.relations] == [*OUT[:2], *IN]
    assert found.truncated == {"a"}
    assert not view.neighbours(["a"], direction="in", on=TODAY, cap=2).truncated


def test_each_relation_is_handed_out_once_and_unknown_ids_have_none(view_of: ViewOf) -> None:
    view = view_of(*UNITS, *TIES)
    found = [one.id for one in view.neighbours(["a", "b", "nobody"], on=TODAY, cap=9).relations]
    assert sorted(found) == sorted(OUT + IN)
    assert not view.neighbours(["nobody"], on=TODAY, cap=9).relations


def test_a_direction_that_is_none_is_refused(view_of: ViewOf) -> None:
    with pytest.raises(BadInput):
        view_of(*UNITS).neighbours(["a"], direction="up", on=TODAY, cap=9)


def test_degrees_count_both_directions(view_of: ViewOf) -> None:
    view = view_of(*UNITS, unit("alone"), *TIES)
    assert view.degrees(["a", "b", "alone", "nobody"], TODAY) == {"a": 7, "b": 3, "alone": 0}


def chain(length: int) -> list:
    names = [f"n{number}" for number in range(length)]
    return [*map(unit, names), *(tie(low, "part_of", high) for low, high in pairwise(names))]


def test_a_subgraph_grows_by_depth_and_holds_all_relations_among_its_nodes(view_of: ViewOf) -> None:
    view = view_of(*chain(5), tie("n0", "buys_for", "n1"), tie("n2", "buys_for", "n1"))
    assert list(view.subgraph(["n0"], depth=0, cap=9, on=TODAY).nodes) == ["n0"]
    found = view.subgraph(["n0", "nobody"], depth=2, cap=9, on=TODAY)
    assert list(found.nodes) == ["n0", "n1", "n2"]
    assert [one.id for one in found.relations] == [
        "n0|buys_for|n1",
        "n0|part_of|n1",
        "n1|part_of|n2",
        "n2|buys_for|n1",
    ]
    assert not found.truncated
    some = view.subgraph(["n0"], depth=4, cap=9, on=TODAY, kinds=["buys_for"])
    assert list(some.nodes) == ["n0", "n1", "n2"]


def test_the_cap_of_a_subgraph_names_who_was_not_followed(view_of: ViewOf) -> None:
    found = view_of(*chain(5)).subgraph(["n0"], depth=4, cap=3, on=TODAY)
    assert list(found.nodes) == ["n0", "n1", "n2"]
    assert found.truncated == {"n2"}
