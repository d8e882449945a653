"""Search by tokens: a store retrieves and counts, in the same way everywhere; it never ranks."""

from __future__ import annotations

import random

import pytest

from graph.model import Node, Relation
from graph.schema import schema
from graph.store import candidates, sqlite_entries, words
from graph.store.base import POSTING_BUDGET, Found, Store, View
from graph.when import On
from tests.contract.conftest import ViewOf
from tests.contract.facts import TODAY, doc, load, unit

EARLY = On("2021-06-01", undated=False)


@pytest.fixture(autouse=True, params=["few", "many", "ahead"])
def view_of(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, view_of: ViewOf) -> ViewOf:
    """A store may search a kind of few nodes in another way than one of many, one asked for again, and one that was read ahead."""
    monkeypatch.setattr(sqlite_entries, "ONCE", 0)
    if request.param != "few":
        monkeypatch.setattr(words, "FEW", 0)

    def view(*facts: Node | Relation) -> View:
        found = view_of(*facts)
        if request.param == "ahead":
            for on in (EARLY, TODAY):
                found.read_ahead(schema().nodes, on)
        return found

    return view


def brought(found: Found) -> dict[str, dict[str, int]]:
    return {hit.id: dict(hit.counts) for hit in found.hits}


def test_hits_tell_how_often_each_token_stands_and_come_by_id(view_of: ViewOf) -> None:
    view = view_of(
        unit("c", "tolk"),
        unit("b", "skog skog tolk"),
        unit("a", "skog", mandate={"nb": "tolk"}),
        unit("d", "brann"),
    )
    found = view.search(["skog", "tolk", "tolk", "ukjent"], kinds=["unit"], on=TODAY, limit=9)
    assert brought(found) == {"a": {"skog": 1, "tolk": 1}, "b": {"skog": 2, "tolk": 1}, "c": {"tolk": 1}}
    assert [hit.id for hit in found.hits] == ["a", "b", "c"]
    assert {hit.id: hit.length for hit in found.hits} == {"a": 2, "b": 3, "c": 1}
    assert {hit.kind for hit in found.hits} == {"unit"}
    assert found.frequencies["skog"] == 2
    assert found.frequencies["ukjent"] == 0


def test_the_same_words_said_twice_count_once(view_of: ViewOf) -> None:
    view = view_of(
        unit("a", "skog", doc("d1", "2020-01-01")),
        unit("a", "skog", doc("d2", "2021-01-01")),
        unit("a", "skog skog tolk", doc("d3", "2023-01-01")),
    )
    assert brought(view.search(["skog"], kinds=["unit"], on=TODAY, limit=9)) == {"a": {"skog": 2}}
    early = view.search(["skog", "tolk"], kinds=["unit"], on=EARLY, limit=9)
    assert brought(early) == {"a": {"skog": 1}}
    assert (early.hits[0].length, early.frequencies["tolk"]) == (1, 0)


def test_only_kinds_asked_for_are_found_or_counted(view_of: ViewOf) -> None:
    view = view_of(
        unit("a"), Node("s", "supplier", {"name": "skog"}, doc()), Node("p", "person", {"name": "skog"}, doc())
    )
    found = view.search(["skog"], kinds=["supplier", "person", "no such"], on=TODAY, limit=9)
    assert sorted(brought(found)) == ["p", "s"]
    assert found.frequencies == {"skog": 2}
    assert view.search(["skog"], kinds=[], on=TODAY, limit=9).frequencies == {"skog": 0}
    assert view.search([], kinds=["unit"], on=TODAY, limit=9) == Found([], {})


def test_the_limit_keeps_those_whose_tokens_weigh_most(view_of: ViewOf) -> None:
    view = view_of(unit("a"), unit("b"), unit("c"), unit("z", "tolk"), unit("y", "skog tolk"))
    assert list(brought(view.search(["skog", "tolk"], kinds=["unit"], on=TODAY, limit=2))) == ["y", "z"]
    assert list(brought(view.search(["skog"], kinds=["unit"], on=TODAY, limit=2))) == ["a", "b"]


def test_words_that_do_not_last_are_found_only_when_undated_facts_count(view_of: ViewOf) -> None:
    view = view_of(unit("a", "skog", mandate={"nb": "tolk"}))
    dated = view.search(["skog", "tolk"], kinds=["unit"], on=EARLY, limit=9)
    assert brought(dated) == {"a": {"skog": 1}}
    assert dated.frequencies == {"skog": 1, "tolk": 0}


def test_a_rare_token_spares_the_common_one_its_postings(view_of: ViewOf) -> None:
    late, first = doc("late", "2023-01-01"), doc("first", "2020-01-01")
    view = view_of(
        *(unit(f"n{number:04}", "skog", late) for number in range(POSTING_BUDGET)),
        *(unit(f"old{number}", "skog", first) for number in range(5)),
        unit("both", "skog tolk", first),
        unit("rare", "tolk", first),
    )
    found = view.search(["skog", "tolk"], kinds=["unit"], on=TODAY, limit=9_999)
    assert brought(found) == {"both": {"skog": 1, "tolk": 1}, "rare": {"tolk": 1}}
    assert found.frequencies == {"skog": POSTING_BUDGET + 6, "tolk": 2}
    common = view.search(["skog"], kinds=["unit"], on=TODAY, limit=9_999)
    assert sorted(brought(common)) == [f"n{number:04}" for number in range(POSTING_BUDGET)]
    before = view.search(["skog"], kinds=["unit"], on=EARLY, limit=9_999)
    assert len(before.hits) == before.frequencies["skog"] == 6


def test_the_best_by_a_limit_are_those_of_the_whole_whatever_was_read(
    view_of: ViewOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "POSTING_BUDGET", 60)
    rng = random.Random(3)  # noqa: S311 — the same facts every time
    words = ["skog"] * 6 + ["hund"] * 4 + ["tolk", "bil", "hus", "vann"]
    facts = []
    for number in range(120):
        name = " ".join(rng.sample(words, 2))
        facts.append(unit(f"u{rng.randrange(10**6)}", name, doc(f"d{number}", rng.choice([None, "2020"]))))
        if rng.random() < 0.2:
            said = doc(f"e{number}", rng.choice([None, "2021"]))
            facts.append(unit(facts[-1].id, name, said, mandate={"nb": rng.choice(words)}))
    view = view_of(*facts)
    for tokens in (["skog", "tolk"], ["skog", "hund", "bil"], ["tolk", "bil", "hus", "vann", "skog", "hund"], ["skog"]):
        whole = view.search(tokens, kinds=["unit"], on=TODAY, limit=1000)
        weights = candidates.weights(whole.frequencies)
        order = sorted(whole.hits, key=lambda hit: (-sum(weights[word] for word in sorted(hit.counts)), hit.id))
        for limit in (1, 5, 17, 40):
            found = view.search(tokens, kinds=["unit"], on=TODAY, limit=limit)
            assert found.hits == sorted(order[:limit], key=lambda hit: hit.id)


def test_what_was_read_ahead_is_not_asked_once_the_graph_is_another(store: Store, view_of: ViewOf) -> None:
    view = view_of(unit("a", "skog"), unit("b", "tolk"))
    assert brought(view.search(["skog"], kinds=["unit"], on=TODAY, limit=9)) == {"a": {"skog": 1}}
    load(store, unit("b", "skog skog"), unit("c", "tolk"))
    later = store.view().search(["skog", "tolk"], kinds=["unit"], on=TODAY, limit=9)
    assert brought(later) == {"b": {"skog": 2}, "c": {"tolk": 1}}
