"""The read side of a graph in Neo4j. See `graph.store.base.View` for what each question means."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec

from graph.model import Claim, Node, Relation, Source, SourceStatus
from graph.schema import schema
from graph.store import (
    layers,
    neo4j_around,
    neo4j_cited,
    neo4j_kinds,
    neo4j_search,
    neo4j_vectors,
    neo4j_walk,
    neo4j_words,
)
from graph.store.base import DEGREE_CAP, Counts, Found, Neighbours, Subgraph, Ties
from graph.store.moment import Moment
from graph.store.neo4j_claims import decode
from graph.store.neo4j_ids import as_node, claims_of
from graph.store.neo4j_server import Server
from graph.when import On


class Neo4jView:
    """A view of the graph as it stands at each read. Threads may share it."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._at = server.layout

    def state(self) -> str:
        """The graph and how often it was written to (see `graph.store.state`)."""
        return self._server.state()

    def get(self, ids: Iterable[str], on: On) -> dict[str, Node]:
        moment = Moment.of(on)
        made: dict[str, Node | None] = {}
        found = {}
        for asked, (id_, claims) in claims_of(self._server, ids, moment).items():
            if id_ not in made:
                made[id_] = as_node(id_, claims, moment)
            node = made[id_]
            if node is not None:
                found[asked] = node
        return found

    def claims(self, ids: Iterable[str], on: On) -> dict[str, list[Claim]]:
        return neo4j_cited.claims(self._server, ids, Moment.of(on))

    def search(self, tokens: Sequence[str], *, kinds: Collection[str], on: On, limit: int) -> Found:
        names = sorted(set(kinds) & schema().nodes.keys())
        return neo4j_search.search(self._server, tokens, names, Moment.of(on), limit)

    def neighbours(
        self, ids: Iterable[str], *, kinds: Collection[str] | None = None, direction: str = "both", on: On, cap: int
    ) -> Neighbours:
        return neo4j_around.neighbours(
            self._server, ids, kinds=kinds, direction=direction, moment=Moment.of(on), cap=cap
        )

    def ties(self, ids: Iterable[str], *, kinds: Collection[str] | None = None, on: On, cap: int) -> Ties:
        return neo4j_around.ties(self._server, ids, kinds=kinds, moment=Moment.of(on), cap=cap)

    def kinds_at(self, ids: Iterable[str], on: On) -> dict[str, frozenset[str]]:
        return neo4j_kinds.kinds_at(self._server, ids, Moment.of(on))

    def degrees(self, ids: Iterable[str], on: On, *, most: int = DEGREE_CAP) -> dict[str, int]:
        return neo4j_around.degrees(self._server, ids, Moment.of(on), min(most, DEGREE_CAP))

    def subgraph(
        self, ids: Iterable[str], *, depth: int, cap: int, on: On, kinds: Collection[str] | None = None
    ) -> Subgraph:
        return layers.subgraph(self, ids, depth=depth, cap=cap, on=on, kinds=kinds)

    def scan(self, kind: str, on: On, *, type: str | None = None) -> Iterator[Node]:
        return neo4j_walk.nodes(self._server, kind, Moment.of(on), type) if kind in schema().nodes else iter(())

    def scan_relations(self, kind: str, on: On) -> Iterator[Relation]:
        return neo4j_walk.relations(self._server, kind, Moment.of(on)) if kind in schema().relations else iter(())

    def scan_ends(self, kind: str, on: On) -> Iterator[tuple[str, str]]:
        return neo4j_walk.ends(self._server, kind, Moment.of(on)) if kind in schema().relations else iter(())

    def nearest(
        self, vector: Sequence[float], *, model: str, kinds: Collection[str], k: int, on: On
    ) -> list[tuple[str, float]]:
        moment = Moment.of(on)
        return neo4j_vectors.nearest(self._server, self, vector, model=model, kinds=kinds, k=k, moment=moment)

    def read_ahead(self, kinds: Collection[str], on: On) -> None:
        neo4j_words.read_ahead(self._server, sorted(set(kinds) & schema().nodes.keys()), Moment.of(on))

    def counts(self, on: On) -> Counts:
        return neo4j_walk.counts(self._server, Moment.of(on))

    def sources(self, on: On) -> list[SourceStatus]:  # noqa: ARG002 — a source is loaded or not, whatever the day asked of
        rows = self._server.read(
            f"MATCH (s:{self._at.source}) WITH s ORDER BY s.id",
            "s.declared, s.loaded_at, s.state, s.nodes, s.relations, s.report",
        )
        return [
            SourceStatus(msgspec.json.decode(declared, type=Source), loaded_at, state, nodes, relations, decode(report))
            for declared, loaded_at, state, nodes, relations, report in rows
        ]
