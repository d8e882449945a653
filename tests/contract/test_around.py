"""What stands around things: neighbours, degrees, bounded subgraphs."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import pytest

from graph.errors import BadInput
from graph.store.base import Ties, View
from graph.store.ties import kinds_at, ties
from graph.when import On
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


def seen(view: View, *ids: str, on: On = TODAY, cap: int = 9, kinds: list[str] | None = None) -> Ties:
    """The ties as both this store and any view tells them, which must be the same; sorted."""
    found, plain = (ask(ids, kinds=kinds, on=on, cap=cap) for ask in (view.ties, partial(ties, view)))
    told, wanted = (
        Ties({id_: sorted(some, key=repr) for id_, some in one.at.items()}, one.truncated) for one in (found, plain)
    )
    assert told == wanted
    return told


def test_ties_are_the_neighbours_as_each_end_sees_them(view_of: ViewOf) -> None:
    view = view_of(*UNITS, *TIES)
    found = seen(view, "a", "b", "nobody").at
    assert sorted((one.kind, one.other) for one in found["a"] if one.forward) == [
        ("buys_for", "b"),
        ("buys_for", "d"),
        ("part_of", "b"),
        ("part_of", "c"),
        ("replaced_by", "e"),
    ]
    assert {one.other for one in found["a"] if not one.forward} == {"b", "f"}
    assert {(one.other, one.forward) for one in found["b"]} == {("a", True), ("a", False)}
    assert {one.kind for one in seen(view, "a", kinds=["buys_for", "no such"]).at["a"]} == {"buys_for"}


def test_ties_are_cut_like_neighbours(view_of: ViewOf) -> None:
    view = view_of(*UNITS, *TIES)
    for cap in range(1, 6):
        found = seen(view, "a", "b", "f", cap=cap)
        assert found.truncated == view.neighbours(["a", "b", "f"], on=TODAY, cap=cap).truncated
        assert sum(one.forward for one in found.at["a"]) == cap


def test_ties_tell_what_the_age_of_a_relation_is_told_by(view_of: ViewOf) -> None:
    told = doc("told", "2020", "2020-01-01")
    view = view_of(
        *map(unit, "abcde"),
        tie("a", "buys_for", "b", told),
        tie("a", "buys_for", "c", told, valid_to="2021"),
        tie("a", "part_of", "d", doc("later", "2023", "2023-01-01")),
        tie("a", "part_of", "d", told, valid_to="2022"),
        tie("a", "part_of", "e"),
    )
    dated = {
        day: {one.other: (one.held, one.ended) for one in seen(view, "a", on=On.at(day)).at["a"]}
        for day in ("2021-06-01", "2024-01-01")
    }
    assert dated["2021-06-01"] == {
        "b": ("2020-12-31", False),
        "c": ("2020-12-31", False),
        "d": ("2020-12-31", False),
        "e": (None, False),
    }
    assert dated["2024-01-01"] == {
        "b": ("2020-12-31", False),
        "c": ("2020-12-31", True),
        "d": ("2023-12-31", True),
        "e": (None, False),
    }


def test_the_kinds_at_a_node_are_those_of_its_relations(view_of: ViewOf) -> None:
    view = view_of(*UNITS, unit("alone"), *TIES)
    for on, wanted in ((TODAY, {"part_of", "buys_for", "replaced_by"}), (On.at("2021"), {"part_of", "buys_for"})):
        found = view.kinds_at(["a", "alone", "nobody"], on)
        assert found == {"a": wanted, "alone": frozenset()} == kinds_at(view, ["a", "alone", "nobody"], on)


def test_degrees_are_counted_no_further_than_asked(view_of: ViewOf) -> None:
    view = view_of(*UNITS, *TIES)
    assert view.degrees(["a", "b"], TODAY, most=4) == {"a": 4, "b": 3}


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
