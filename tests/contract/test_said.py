"""What a source says can be read back, whatever the day: the facts that its loads left standing."""

from __future__ import annotations

from contextlib import closing

from graph.model import Node, Relation
from graph.store.address import open_store
from tests.contract.facts import OTHER, SOURCE, doc, load, tie, unit


def _plain(facts):
    return sorted(
        ((fact.id, fact.kind, fact.document, dict(fact.props)) for fact in facts), key=lambda one: repr(one[:3])
    )


def test_facts_come_back_as_they_were_put(store):
    facts = [
        unit("a", "skog", doc("d1", "2024-01-01", "2024-02-01"), employees=12, type="agency"),
        unit("a", "hav", doc("d2")),
        unit("b", "fremtid", doc("d3", "2999-01-01")),
        tie("a", "part_of", "b", doc("d2"), valid_from="2020-01-01"),
    ]
    load(store, *facts)
    assert _plain(store.said(SOURCE.id)) == _plain(facts)


def test_only_the_source_asked_for_speaks(store):
    load(store, unit("a"), tie("a", "part_of", "b"))
    load(store, unit("a", "hav", doc("o")), unit("b", document=doc("o")), source=OTHER)
    assert {fact.document.id for fact in store.said(OTHER.id)} == {"o"}
    assert not list(store.said("nobody"))


def test_a_relation_whose_end_nobody_knows_is_said_all_the_same(store):
    load(store, unit("a"), tie("a", "part_of", "nobody"))
    assert [fact.to_id for fact in store.said(SOURCE.id) if isinstance(fact, Relation)] == ["nobody"]


def test_what_was_withdrawn_is_said_no_more(store):
    load(store, unit("a"), unit("b"))
    load(store, unit("b"))
    assert [fact.id for fact in store.said(SOURCE.id)] == ["b"]


def test_more_than_a_page_of_nodes_and_relations(store):
    count = 2_100
    units = [unit(f"u{place:05}") for place in range(count)]
    load(store, *units, *(tie(one.id, "part_of", "u00000") for one in units[1:]))
    facts = list(store.said(SOURCE.id))
    assert len({fact.id for fact in facts if isinstance(fact, Node)}) == count
    assert len({fact.id for fact in facts if isinstance(fact, Relation)}) == count - 1


def test_saying_it_to_another_store_gives_the_same_graph(store, tmp_path):
    load(store, unit("a", former_ids=["old"]), unit("b"), tie("a", "part_of", "b"))
    load(store, unit("a", "hav", doc("o")), source=OTHER)
    with closing(open_store(f"sqlite:///{tmp_path / 'second.db'}")) as second:
        for source in (SOURCE, OTHER):
            load(second, *store.said(source.id), source=source)
            assert _plain(second.said(source.id)) == _plain(store.said(source.id))
