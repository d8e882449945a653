"""Whatever is loaded, and in what order: a graph in a file and one in a Neo4j server answer every read alike, byte for byte."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path
from unittest import mock

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.model import Changes, Node, Relation, Source
from graph.schema import checked, schema
from graph.store import (
    neo4j_around,
    neo4j_facts,
    neo4j_spoken,
    neo4j_vectors,
    neo4j_walk,
    neo4j_words,
    neo4j_writer,
    sqlite_entries,
    words,
)
from graph.store.address import open_store
from graph.store.base import COSINE_TOLERANCE, Store
from graph.text.embedder import mark
from graph.text.meant import meant
from graph.when import On
from tests.contract.reads import every_read
from tests.contract.test_vectors import eight
from tests.contract.wide_facts import FORMER, IDS, facts, vectors
from tests.graph.store.random_facts import ASKED, SOURCES, documents
from tests.neo4j_server.namespace import Space

WORDS = ["tolk", "skol", "renovasjon", "firm"]
MODEL = "toy"
#: What is read and written at a time, so small that every read and load goes over a border.
SMALL = (
    (neo4j_writer, {"BATCH": 3}),
    (neo4j_spoken, {"PAGE": 2, "TIES": 2, "CLAIMS": 2}),
    (neo4j_walk, {"_FIRST": 1, "_CLAIMS": 2, "_RELATIONS": 2, "_ENDS": 2}),
    (neo4j_words, {"PAGE": 2}),
    (neo4j_vectors, {"_FIRST": 1, "_DROPPED": 1}),
    (neo4j_around, {"_FEW": 1}),
    (neo4j_facts, {"_DOCUMENTS": 1}),
)
#: As many as a run has time for; INNGANG_EXAMPLES asks for more.
EXAMPLES = int(os.environ.get("INNGANG_EXAMPLES", "25"))
_encode = msgspec.json.Encoder(order="deterministic").encode
loads = st.lists(st.tuples(st.sampled_from(SOURCES), facts, documents), min_size=1, max_size=4)


@pytest.mark.neo4j
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    said=loads,
    unloaded=st.booleans(),
    few=st.sampled_from([0, 20_000]),
    once=st.sampled_from([0, 1]),
    ahead=st.booleans(),
    small=st.booleans(),
    directions=vectors,
    moments=st.lists(st.sampled_from(ASKED), min_size=1, max_size=2, unique=True),
)
def test_two_stores_answer_alike(
    neo4j_space: Space,
    said: list,
    unloaded: bool,
    few: int,
    once: int,
    ahead: bool,
    small: bool,
    directions: list[tuple[int, ...]],
    moments: list[On],
) -> None:
    with (
        both(neo4j_space) as (file, server),
        mock.patch.object(words, "FEW", few),
        mock.patch.object(sqlite_entries, "ONCE", once),
        ExitStack() as patched,
    ):
        for module, values in SMALL if small else ():
            patched.enter_context(mock.patch.multiple(module, **values))
        relations = set()
        for which, pairs, known in said:
            some = [checked(replace(fact, document=known[name])) for fact, name in pairs]
            relations |= {fact.id for fact in some if isinstance(fact, Relation)}
            assert loaded(server, which, some) == loaded(file, which, some)
            keep_vectors((server, file), directions)
        if unloaded:
            assert server.unload(said[0][0].id) == file.unload(said[0][0].id)
        for source in SOURCES:
            there, here = (sorted(map(_encode, store.said(source.id))) for store in (server, file))
            assert there == here
        for store in (server, file):
            store.keep_vectors(MODEL, {})
        assert server.marks(MODEL) == file.marks(MODEL)
        for on in moments:
            asked = {"ids": [*IDS, *FORMER, "nowhere"], "relations": sorted(relations), "words": WORDS}
            if ahead:
                server.view().read_ahead(schema().nodes, on)
            of_server, of_file = (every_read(store.view(), on, **asked) for store in (server, file))
            for one, other in zip(of_server, of_file, strict=True):
                assert _encode(one) == _encode(other)
            for k in (1, 2, 9):
                there, here = (near(store, directions[0], k, on) for store in (server, file))
                assert [id_ for id_, _ in there] == [id_ for id_, _ in here]
                assert [cosine for _, cosine in there] == pytest.approx(
                    [cosine for _, cosine in here], abs=COSINE_TOLERANCE
                )
        assert server.view().sources(on) == file.view().sources(on)


def keep_vectors(stores: tuple[Store, Store], directions: list[tuple[int, ...]]) -> None:
    """Gives every text that is said on the last day a vector, one of `directions` by its mark."""
    nodes = stores[1].view().get(IDS, ASKED[-1])
    marks = {node.id: {mark(text) for _, text in meant(node)} for node in nodes.values()}
    bits = {
        id_: {one: eight(*directions[int(one, 16) % len(directions)]) for one in said} for id_, said in marks.items()
    }
    for store in stores:
        store.keep_vectors(MODEL, bits)


def near(store: Store, direction: tuple[int, ...], k: int, on: On) -> list[tuple[str, float]]:
    """The nearest to a direction, with their cosines."""
    length = sum(part * part for part in direction) ** 0.5
    vector = [part / length for part in direction]
    return store.view().nearest(vector, model=MODEL, kinds=["unit", "notice"], k=k, on=on)


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
