"""Vectors in a Neo4j server: an index that is lost is told and made anew, and nothing is too much for one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from graph.errors import StoreForeign
from graph.store import neo4j_vectors
from graph.store.address import open_store
from graph.store.base import Store
from graph.store.neo4j_server import Server
from graph.text.embedder import mark
from tests.contract.facts import TODAY, load, unit
from tests.neo4j_server.namespace import Space

pytestmark = pytest.mark.neo4j
MODEL = "toy"
MARK, OTHER_MARK = mark("Gjør noe"), mark("noe annet")
NAMES = [f"u{number}" for number in range(7)]


@pytest.fixture
def store(neo4j_url: str) -> Iterator[Store]:
    """Seven units that say what they are for, each with the same vector."""
    with closing(open_store(neo4j_url)) as opened:
        load(opened, *(unit(name, mandate={"nb": "Gjør noe"}) for name in NAMES))
        opened.keep_vectors(MODEL, {name: {MARK: bytes((127, 0))} for name in NAMES})
        yield opened


def near(store: Store, *vector: float, model: str = MODEL) -> list[str]:
    return [id_ for id_, _ in store.view().nearest(vector, model=model, kinds=["unit"], k=99, on=TODAY)]


def test_a_lost_index_is_told_and_embedding_makes_it_anew_of_what_is_there(store: Store, neo4j_space: Space) -> None:
    index = neo4j_space.layout.vector_index
    neo4j_space.run(f"DROP INDEX {index}")
    with pytest.raises(StoreForeign) as told:
        near(store, 1.0, 0.0)
    assert told.value.key == "neo4j_no_vector_index"
    for lang in ("nb", "en"):
        assert index in told.value.text(lang)
        assert "inngang embed" in told.value.hint(lang)
    store.keep_vectors(MODEL, {})
    assert near(store, 1.0, 0.0) == NAMES


def test_an_index_of_other_dimensions_is_made_anew(store: Store, neo4j_space: Space) -> None:
    at = neo4j_space.layout
    neo4j_space.run(f"DROP INDEX {at.vector_index}")
    neo4j_space.run(at.vectors(3).statement)
    neo4j_space.run("CALL db.awaitIndexes(300)")
    store.keep_vectors(MODEL, {})
    assert near(store, 1.0, 0.0) == NAMES


def test_an_index_of_that_name_that_is_not_ours_is_told_and_stays(store: Store, neo4j_space: Space) -> None:
    index = neo4j_space.layout.vector_index
    neo4j_space.run(f"DROP INDEX {index}")
    neo4j_space.run(f"CREATE INDEX {index} FOR (n:ForeignToTest) ON (n.name)")
    with pytest.raises(StoreForeign) as told:
        store.keep_vectors(MODEL, {})
    assert told.value.key == "neo4j_name_taken"
    neo4j_space.run(f"DROP INDEX {index}")
    store.keep_vectors(MODEL, {})
    assert near(store, 1.0, 0.0) == NAMES


def test_keeping_vectors_twice_is_keeping_them_once(
    store: Store, neo4j_space: Space, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the driver did not hear of a commit, and does the work again."""
    write = Server.write

    def twice(server, work):
        write(server, work)
        return write(server, work)

    monkeypatch.setattr(Server, "write", twice)
    store.keep_vectors(MODEL, {"u0": {MARK: None, OTHER_MARK: bytes((0, 127))}, "u1": {MARK: bytes((0, 127))}})
    kept = neo4j_space.run(f"MATCH (v:{neo4j_space.layout.vector}) WHERE v._of < 'u2' RETURN v._of, v.mark")
    assert sorted(map(tuple, kept)) == sorted([("u0", MARK), ("u0", OTHER_MARK), ("u1", MARK)])


def test_vectors_go_some_at_a_time(store: Store, neo4j_space: Space, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of another model, or of nodes that are gone: however many they are, no transaction deletes more than so many."""
    monkeypatch.setattr(neo4j_vectors, "_DROPPED", 3)
    write, most = Server.write, []

    def counted(server, work):
        before = many(neo4j_space)
        done = write(server, work)
        most.append(before - many(neo4j_space))
        return done

    monkeypatch.setattr(Server, "write", counted)
    store.keep_vectors("other", {"u0": {MARK: bytes((0, 0, 127))}})
    assert (max(most), sum(part for part in most if part > 0)) == (3, 7)
    assert near(store, 0.0, 0.0, 1.0, model="other") == ["u0"]
    most.clear()
    monkeypatch.setattr(Server, "write", write)
    store.keep_vectors("other", {name: {MARK: bytes((0, 0, 127))} for name in NAMES})
    store.unload("a")
    monkeypatch.setattr(Server, "write", counted)
    store.keep_vectors("other", {})
    assert (max(most), sum(most)) == (3, 7)


def many(space: Space) -> int:
    ((count,),) = space.run(f"MATCH (v:{space.layout.vector}) RETURN count(v)")
    return int(str(count))
