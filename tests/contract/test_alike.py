"""Whatever is loaded, and in what order: a graph in a file and one in a Neo4j server answer every read alike, byte for byte."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from unittest import mock

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.model import Changes, Node, Relation, Source
from graph.schema import checked, schema
from graph.store import sqlite_entries, words
from graph.store.address import open_store
from graph.store.base import Store
from tests.contract.reads import every_read
from tests.graph.store.random_facts import ASKED, IDS, SOURCES, documents, facts
from tests.neo4j_server.namespace import Space

WORDS = ["tolk", "skol", "renovasjon", "firm"]
_encode = msgspec.json.Encoder(order="deterministic").encode
loads = st.lists(st.tuples(st.sampled_from(SOURCES), facts, documents), min_size=1, max_size=4)


@pytest.mark.neo4j
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    said=loads,
    unloaded=st.booleans(),
    few=st.sampled_from([0, 20_000]),
    once=st.sampled_from([0, 1]),
    ahead=st.booleans(),
)
def test_two_stores_answer_alike(
    neo4j_space: Space, said: list, unloaded: bool, few: int, once: int, ahead: bool
) -> None:
    with (
        both(neo4j_space) as (file, server),
        mock.patch.object(words, "FEW", few),
        mock.patch.object(sqlite_entries, "ONCE", once),
    ):
        relations = set()
        for which, pairs, known in said:
            some = [checked(replace(fact, document=known[name])) for fact, name in pairs]
            relations |= {fact.id for fact in some if isinstance(fact, Relation)}
            assert loaded(server, which, some) == loaded(file, which, some)
        if unloaded:
            assert server.unload(said[0][0].id) == file.unload(said[0][0].id)
        for on in ASKED:
            asked = {"ids": [*IDS, "nowhere"], "relations": sorted(relations), "words": WORDS}
            if ahead:
                server.view().read_ahead(schema().nodes, on)
            of_server, of_file = (every_read(store.view(), on, **asked) for store in (server, file))
            for one, other in zip(of_server, of_file, strict=True):
                assert _encode(one) == _encode(other)
        assert server.view().sources(on) == file.view().sources(on)


@contextmanager
def both(space: Space) -> Iterator[tuple[Store, Store]]:
    """An empty graph in a file, and one in a server."""
    space.empty()
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_store(f"sqlite:///{Path(folder) / 'graph.db'}")) as file,
        closing(open_store(space.url)) as server,
    ):
        yield file, server


def loaded(store: Store, which: Source, some: list[Node | Relation]) -> tuple[Changes, Changes]:
    """What a load changes; of a source in "documents" mode the documents it names are replaced."""
    with store.writer(which, loaded_at="2024-01-01") as writer:
        writer.put(some)
        writer.prune(None if which.mode == "snapshot" else {fact.document.id for fact in some})
        return writer.finish({})
