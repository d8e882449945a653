"""Loading: what a source said again, no longer says, or takes back; and what became of it."""

from __future__ import annotations

import pytest

from graph.errors import UnknownThing
from graph.model import Changes, Node
from graph.schema import checked
from graph.store.base import Store
from tests.contract.facts import OTHER, SOURCE, TODAY, bare, doc, load, tie, unit


def ids(store: Store) -> list[str]:
    return [node.id for node in store.view().scan("unit", TODAY)]


def ties(store: Store) -> list[str]:
    return [one.id for one in store.view().scan_relations("part_of", TODAY)]


def test_a_first_load_makes_and_a_second_leaves_as_it_is(store: Store) -> None:
    facts = [unit("a"), unit("b"), tie("a", "part_of", "b")]
    assert load(store, *facts) == (Changes(made=2), Changes(made=1))
    assert load(store, *reversed(facts)) == (Changes(unchanged=2), Changes(unchanged=1))


def test_a_fact_put_twice_in_one_load_is_one(store: Store) -> None:
    assert load(store, unit("a"), unit("a")) == (Changes(made=1), Changes())
    assert len(store.view().claims(["a"], TODAY)["a"]) == 1


def test_a_snapshot_withdraws_what_it_does_not_repeat(store: Store) -> None:
    load(store, unit("a"), unit("b"), unit("c"), tie("a", "part_of", "b"), tie("b", "part_of", "c"))
    changes = load(store, unit("a", "ny"), unit("b"), tie("a", "part_of", "b"))
    assert changes == (Changes(changed=1, unchanged=1, removed=1), Changes(unchanged=1, removed=1))
    assert (ids(store), ties(store)) == (["a", "b"], ["a|part_of|b"])
    assert store.view().get(["a"], TODAY)["a"].props["name"] == {"nb": "ny"}
    assert not store.view().search(["c"], kinds=["unit"], on=TODAY, limit=9).hits


def test_old_words_are_not_found_any_more(store: Store) -> None:
    load(store, unit("a", "tolk"))
    load(store, unit("a", "skog"))
    found = store.view().search(["skog", "tolk"], kinds=["unit"], on=TODAY, limit=9)
    assert (dict(found.hits[0].counts), found.frequencies) == ({"skog": 1}, {"skog": 1, "tolk": 0})


def test_documents_are_replaced_one_by_one(store: Store) -> None:
    load(store, unit("a", document=doc("d1")), unit("b", document=doc("d2")), source=OTHER, documents=["d1", "d2"])
    load(store, unit("c", document=doc("d1")), source=OTHER, documents=["d1"])
    assert ids(store) == ["b", "c"]
    load(store, source=OTHER, documents=["d2", "never seen"])
    assert ids(store) == ["c"]


def test_a_load_replaces_what_its_own_source_said_only(store: Store) -> None:
    load(store, unit("a", "en"), unit("b"))
    load(store, bare("a", seat="Oslo"), unit("c"), source=OTHER)
    load(store, unit("b"))
    assert ids(store) == ["a", "b", "c"]
    assert store.view().get(["a"], TODAY)["a"].props == {"seat": "Oslo"}
    load(store, source=OTHER)
    assert ids(store) == ["b"]


def test_a_relation_waits_for_its_end(store: Store) -> None:
    load(store, unit("a"), tie("a", "part_of", "b"))
    view = store.view()
    assert (ties(store), view.degrees(["a"], TODAY)) == ([], {"a": 0})
    assert view.claims(["a|part_of|b"], TODAY) == {}
    load(store, unit("b"), source=OTHER)
    assert (ties(store), view.degrees(["a"], TODAY)) == (["a|part_of|b"], {"a": 1})
    load(store, source=OTHER)
    assert (ties(store), view.counts(TODAY).relations) == ([], {})


def test_a_relation_may_come_before_its_ends(store: Store) -> None:
    with store.writer(SOURCE, loaded_at="2024-01-01") as writer:
        for fact in (tie("a", "part_of", "b"), unit("b"), unit("a")):
            writer.put([checked(fact)])
        writer.finish({})
    assert ties(store) == ["a|part_of|b"]


@pytest.mark.parametrize("first", [True, False])
def test_an_error_leaves_the_old_graph(store: Store, first: bool) -> None:
    if not first:
        load(store, unit("a"))
    if not store.atomic:
        pytest.skip("this store's loads are seen batch by batch")
    writer = store.writer(OTHER, loaded_at="2024-01-01")
    with pytest.raises(UnknownThing), writer:
        writer.put([checked(unit("b")), Node("nobody said it", "unit", {})])
    assert ids(store) == ([] if first else ["a"])
    assert [status.source.id for status in store.view().sources(TODAY)] == ([] if first else ["a"])
    load(store, unit("c"), source=OTHER)
    assert "c" in ids(store)


def test_an_error_leaves_whole_things_and_says_that_the_load_is_unfinished(store: Store) -> None:
    if store.atomic:
        pytest.skip("this store undoes a load that fails")
    load(store, unit("a", "gammel"), unit("z"))
    with store.writer(SOURCE, loaded_at="2024-02-02") as writer:
        writer.put([checked(unit("a", "ny")), checked(unit("b"))])
        with pytest.raises(UnknownThing):
            writer.put([Node("nobody said it", "unit", {})])
    (told,) = store.view().sources(TODAY)
    assert (told.state, told.loaded_at) == ("unfinished", "2024-02-02")
    assert ids(store) == ["a", "b", "z"]
    load(store, unit("a", "ny"), unit("b"))
    (told,) = store.view().sources(TODAY)
    assert (told.state, told.nodes, ids(store)) == ("loaded", 2, ["a", "b"])


def test_a_load_that_is_only_tried_says_what_it_would_do_and_does_nothing(store: Store) -> None:
    if not store.atomic:
        pytest.skip("this store cannot undo a load")
    load(store, unit("a"), unit("b"), tie("a", "part_of", "b"))
    before = store.view().sources(TODAY)
    with store.writer(SOURCE, loaded_at="2024-02-02") as writer:
        writer.put(checked(fact) for fact in (unit("a", "ny"), unit("c"), tie("a", "part_of", "c")))
        writer.prune()
        tried = writer.finish({}, keep=False)
    assert tried == (Changes(made=1, changed=1, removed=1), Changes(made=1, removed=1))
    assert (ids(store), ties(store), store.view().sources(TODAY)) == (["a", "b"], ["a|part_of|b"], before)
    assert load(store, unit("a", "ny"), unit("c"), tie("a", "part_of", "c")) == tried


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_withdrawal_that_is_broken_off_is_finished_by_the_next(store: Store, at: int) -> None:
    """at: which of the places where it may be."""
    load(store, unit("a"), unit("b"), tie("a", "part_of", "b"))
    places = iter(range(1, at))

    def between() -> None:
        if next(places, None) is None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.unload("a", between=between)
    (told,) = store.view().sources(TODAY)
    assert told.state == ("loaded" if store.atomic else "unfinished")
    assert not store.atomic or (ids(store), ties(store)) == (["a", "b"], ["a|part_of|b"])
    store.unload("a")
    assert (ids(store), ties(store), store.view().sources(TODAY)) == ([], [], [])


def test_unload_withdraws_and_forgets_a_source(store: Store) -> None:
    load(store, unit("a"), unit("b"), tie("a", "part_of", "b"))
    load(store, unit("b"), unit("c"), source=OTHER)
    assert store.unload("a") == (Changes(removed=1), Changes(removed=1))
    assert (ids(store), ties(store)) == (["b", "c"], [])
    assert [status.source.id for status in store.view().sources(TODAY)] == ["b"]
    with pytest.raises(UnknownThing):
        store.unload("a")


def test_a_more_trusted_declaration_changes_who_wins(store: Store) -> None:
    load(store, unit("a", "en"))
    load(store, unit("a", "to"), source=OTHER)
    assert store.view().get(["a"], TODAY)["a"].props["name"] == {"nb": "to"}
    raised = type(SOURCE)(SOURCE.id, SOURCE.title, SOURCE.publisher, SOURCE.licence, trust=9)
    load(store, unit("a", "en"), source=raised)
    assert store.view().get(["a"], TODAY)["a"].props["name"] == {"nb": "en"}
