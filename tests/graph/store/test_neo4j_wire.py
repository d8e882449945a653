"""What goes over the wire: reads as reads, each with what was written before, and no batch twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from urllib.parse import urlsplit

import pytest

from graph.errors import StoreError
from graph.store import neo4j_writer
from graph.store.address import open_store
from graph.store.base import Store
from tests.contract.facts import OTHER, SOURCE, TODAY, doc, load, tie, unit
from tests.contract.reads import every_read
from tests.neo4j_server.wire import BEGIN, RUN, Wire, listening

pytestmark = pytest.mark.neo4j

READS, MARK = b"\x84mode\x81r", b"\x89bookmarks"
FACTS = [*(unit(f"n{number}") for number in range(6)), *(tie(f"n{number}", "part_of", "n0") for number in range(1, 6))]


@pytest.fixture
def wire(neo4j_url: str) -> Iterator[Wire]:
    told = urlsplit(neo4j_url)
    with listening(told.hostname or "127.0.0.1", told.port or 7687) as heard:
        yield heard


@pytest.fixture
def store(wire: Wire, neo4j_url: str) -> Iterator[Store]:
    with closing(open_store(f"bolt://127.0.0.1:{wire.port}?{urlsplit(neo4j_url).query}")) as opened:
        yield opened


def test_every_read_goes_in_a_read_transaction_and_knows_of_the_write_before(store: Store, wire: Wire) -> None:
    """A cluster sends reads to its replicas by the first, and makes them wait for the second."""
    load(store, *FACTS)
    wire.forget()
    asked = {"ids": ["n0", "n1", "gone"], "relations": ["n1|part_of|n0"], "words": ["skog"]}
    view = store.view()
    answers = [*every_read(view, TODAY, **asked), view.sources(TODAY), view.state(), [*store.said(SOURCE.id)]]
    view.read_ahead(["unit"], TODAY)
    store.marks("toy")
    sent = wire.sent(BEGIN, RUN)
    assert len(answers) > 40
    assert len([said for said in sent if said[:2] == BEGIN]) > 40
    # Of a transaction only its beginning says how it is meant; what is asked in none says it itself.
    opening = [said for said in sent if said[:2] == BEGIN or MARK in said or b"\x84mode" in said]
    assert [said for said in opening if READS not in said or MARK not in said] == []


def test_a_load_writes_in_write_transactions(store: Store, wire: Wire) -> None:
    load(store, *FACTS)
    assert [said for said in wire.sent(BEGIN) if READS not in said]


@pytest.mark.parametrize("lost", range(1, 8))
def test_what_was_written_but_not_heard_of_is_not_written_twice(
    store: Store, wire: Wire, neo4j_url: str, monkeypatch: pytest.MonkeyPatch, lost: int
) -> None:
    """The connection ends when a COMMIT is done and its answer on the way. The load goes on, but where it had only been declared."""
    load(store, unit("before", document=doc("b")), source=OTHER)
    monkeypatch.setattr(neo4j_writer, "BATCH", 3)
    wire.cut, finished = lost, False
    with suppress(StoreError), store.writer(SOURCE, loaded_at="2024-01-01") as writer:
        writer.put(FACTS)
        writer.finish({})
        finished = True
    assert wire.cuts == 1
    with closing(open_store(neo4j_url)) as beside:
        (status,) = [one for one in beside.view().sources(TODAY) if one.source.id == SOURCE.id]
        said = [fact.id for fact in beside.said(SOURCE.id)]
        assert len(said) == len(set(said)) == status.nodes + status.relations == (len(FACTS) if finished else 0)
        load(beside, *FACTS)
        assert sorted(fact.id for fact in beside.said(SOURCE.id)) == sorted(fact.id for fact in FACTS)
        (status,) = [one for one in beside.view().sources(TODAY) if one.source.id == SOURCE.id]
        assert (status.state, status.nodes, status.relations) == ("loaded", 6, 5)


def test_a_read_whose_end_was_not_heard_of_is_read_again(store: Store, wire: Wire) -> None:
    load(store, *FACTS)
    view = store.view()
    wire.cut, wire.cuts = 1, 0
    assert view.get(["n0"], TODAY)["n0"].id == "n0"
    assert wire.cuts == 1
