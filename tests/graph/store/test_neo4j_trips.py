"""What is one round trip to a Neo4j server, whatever is asked of how many: text search, neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import pairwise

import neo4j
import pytest

from graph.store import candidates, neo4j_last, neo4j_words, words
from graph.store.address import open_store
from graph.store.base import View
from tests.contract.facts import OTHER, TODAY, doc, load, tie, unit

pytestmark = pytest.mark.neo4j

CHAIN = [f"n{number}" for number in range(6)]
FACTS = [
    *(unit(name, f"skog {name}") for name in CHAIN),
    *(tie(low, "part_of", high) for low, high in pairwise(CHAIN)),
    unit("late", "skog tolk", doc("late", "2023-01-01"), former_ids=["early"]),
]
READS: dict[str, Callable[[View], object]] = {
    "search": lambda view: view.search(["skog", "tolk", "ukjent"], kinds=["unit"], on=TODAY, limit=9).hits,
    "neighbours": lambda view: view.neighbours(CHAIN, on=TODAY, cap=9).relations,
    "ties": lambda view: view.ties(CHAIN, on=TODAY, cap=9).at,
    "degrees": lambda view: view.degrees(CHAIN, TODAY),
    "get": lambda view: view.get(CHAIN, TODAY),
}


@pytest.fixture
def view(neo4j_url: str) -> Iterator[View]:
    with closing(open_store(neo4j_url)) as store:
        load(store, *FACTS)
        yield store.view()


@pytest.fixture
def sent(view: View, monkeypatch: pytest.MonkeyPatch) -> list[str]:  # noqa: ARG001 — what is loaded is sent before
    """Every query sent to the server from now on."""
    queries: list[str] = []
    run = neo4j.ManagedTransaction.run

    def noted(transaction: neo4j.ManagedTransaction, query: str, *rest: object, **values: object) -> neo4j.Result:
        queries.append(query)
        return run(transaction, query, *rest, **values)

    monkeypatch.setattr(neo4j.ManagedTransaction, "run", noted)
    return queries


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_a_read_is_one_round_trip(view: View, sent: list[str], read: Callable[[View], object]) -> None:
    assert read(view)
    assert len(sent) == 1


def test_a_search_for_common_words_is_one_too(view: View, sent: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "POSTING_BUDGET", 3)
    assert len(view.search(["skog"], kinds=["unit"], on=TODAY, limit=9).hits) == 3
    assert len(sent) == 1


def test_an_id_of_former_days_costs_further_ones(view: View, sent: list[str]) -> None:
    assert view.get(["early"], TODAY)["early"].id == "late"
    assert len(sent) > 1


def test_what_is_kept_of_a_hub_is_used_only_while_the_graph_stands(
    view: View, sent: list[str], neo4j_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process writes between two reads: the second one, still a single round trip, sees it."""
    monkeypatch.setattr(neo4j_last, "KEPT", 0.0)
    first = view.neighbours(["n1"], on=TODAY, cap=1)
    with closing(open_store(neo4j_url)) as other:
        load(other, tie("n1", "buys_for", "n5", doc("new", "2024-01-01")), source=OTHER)
    del sent[:]
    second = view.neighbours(["n1"], on=TODAY, cap=1)
    assert len(sent) == 1
    assert [one.id for one in first.relations] != [one.id for one in second.relations]
    assert second.relations[0].id == "n1|buys_for|n5"


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind is too large to be read by the way, and more than a page."""
    monkeypatch.setattr(words, "FEW", 2)
    monkeypatch.setattr(neo4j_words, "PAGE", 3)
    monkeypatch.setattr(neo4j_last, "KEPT", 60.0)


@pytest.mark.usefixtures("large")
def test_a_kind_that_was_read_ahead_is_searched_without_any(view: View, sent: list[str]) -> None:
    before = READS["search"](view)
    view.read_ahead(["unit"], TODAY)
    del sent[:]
    assert READS["search"](view) == before
    assert not sent


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("bound", ["MANY", "MOST", "DIFFERENT"])
def test_a_kind_of_too_many_words_to_be_read_ahead_is_searched_where_it_lies(
    view: View, sent: list[str], monkeypatch: pytest.MonkeyPatch, bound: str
) -> None:
    before = READS["search"](view)
    monkeypatch.setattr(words, bound, 3)
    view.read_ahead(["unit"], TODAY)
    del sent[:]
    assert READS["search"](view) == before
    assert len(sent) == 1


@pytest.mark.usefixtures("large")
def test_words_read_ahead_while_the_graph_changed_are_not_kept(
    view: View, sent: list[str], neo4j_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A load comes when the first page of words has been read."""
    assert READS["search"](view)
    made = words.Words.of

    def meanwhile(kind: str, rows: Iterable[words.Row], most: int) -> words.Words | None:
        told = iter(rows)
        first = next(told)
        with closing(open_store(neo4j_url)) as other:
            load(other, unit("more", "skog"), source=OTHER)
        return made(kind, [first, *told], most)

    monkeypatch.setattr(words.Words, "of", meanwhile)
    view.read_ahead(["unit"], TODAY)
    del sent[:]
    assert "more" in {hit.id for hit in READS["search"](view)}
    assert sent
