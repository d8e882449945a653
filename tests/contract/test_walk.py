"""Everything of a kind, how much there is, and what was loaded."""

from __future__ import annotations

from graph.model import Node
from graph.store.base import Store
from tests.contract.conftest import ViewOf
from tests.contract.facts import OTHER, SOURCE, TODAY, doc, load, tie, unit

FACTS = [
    unit("u2", type="agency"),
    unit("u1", type="borough"),
    Node("s", "supplier", {"name": "firma"}, doc()),
    unit("u3", type="agency"),
    unit("u"),
    tie("u1", "part_of", "u3"),
    tie("u", "part_of", "u2"),
    tie("u1", "part_of", "u2"),
    tie("u1", "buys_for", "u2"),
    tie("u1", "part_of", "nobody"),
]


def test_scan_hands_out_a_kind_in_order_of_id(view_of: ViewOf) -> None:
    view = view_of(*FACTS)
    assert [node.id for node in view.scan("unit", TODAY)] == ["u", "u1", "u2", "u3"]
    assert [node.id for node in view.scan("unit", TODAY, type="agency")] == ["u2", "u3"]
    assert [node.id for node in view.scan("supplier", TODAY)] == ["s"]
    assert list(view.scan("person", TODAY)) == []
    assert list(view.scan("no such", TODAY)) == []


def test_scan_relations_goes_by_ends(view_of: ViewOf) -> None:
    view = view_of(*FACTS)
    assert [one.id for one in view.scan_relations("part_of", TODAY)] == [
        "u|part_of|u2",
        "u1|part_of|u2",
        "u1|part_of|u3",
    ]
    assert list(view.scan_relations("no such", TODAY)) == []
    assert list(view.scan_ends("part_of", TODAY)) == [("u", "u2"), ("u1", "u2"), ("u1", "u3")]
    assert list(view.scan_ends("no such", TODAY)) == []


def test_counts_are_by_kind_and_leave_out_what_lacks_an_end(view_of: ViewOf) -> None:
    counts = view_of(*FACTS).counts(TODAY)
    assert counts.nodes == {"supplier": 1, "unit": 4}
    assert counts.relations == {"buys_for": 1, "part_of": 3}


def test_nothing_is_near_where_no_vectors_are_kept(view_of: ViewOf) -> None:
    assert view_of(*FACTS).nearest([1.0, 0.0], model="toy", kinds=["unit"], k=3, on=TODAY) == []


def test_sources_tell_what_was_loaded_when_and_how_much(store: Store) -> None:
    load(store, unit("x"), source=OTHER)
    load(store, unit("x"), unit("y"), tie("x", "part_of", "y"))
    first, second = store.view().sources(TODAY)
    assert (first.source, second.source) == (SOURCE, OTHER)
    assert (first.nodes, first.relations, second.nodes, second.relations) == (2, 1, 1, 0)
    assert (first.loaded_at, first.state, first.report) == ("2024-01-01", "loaded", {"facts": 3})
