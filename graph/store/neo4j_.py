"""A graph in a Neo4j server: one's own, a cluster, or Aura. Only the modules named neo4j_* know the driver."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from graph.model import Changes, Node, Relation, Source
from graph.store import neo4j_vectors
from graph.store.base import Between, undisturbed
from graph.store.neo4j_address import Address
from graph.store.neo4j_said import said_by
from graph.store.neo4j_server import Server
from graph.store.neo4j_view import Neo4jView
from graph.store.neo4j_writer import Neo4jWriter
from graph.store.unload import loaded


class Neo4jStore:
    """A graph in a database. The first load makes what it needs there; until then reads raise StoreMissing.

    url: as `graph.store.neo4j_address` reads it, with name and password from NEO4J_USERNAME and NEO4J_PASSWORD. Nothing is
    asked of the server before the first read or load: those raise StoreError where it cannot be used. Threads may share a
    store.
    """

    atomic = False

    def __init__(self, url: str) -> None:
        address = Address.of(url, os.environ)
        self.url = address.url
        self._server = Server(address)

    def identity(self) -> str:
        return self._server.identity()

    def view(self) -> Neo4jView:
        self._server.find()
        return Neo4jView(self._server)

    def writer(self, source: Source, *, loaded_at: str, between: Between = undisturbed) -> Neo4jWriter:
        return Neo4jWriter(self._server, source, loaded_at=loaded_at, between=between)

    def marks(self, model: str) -> dict[str, frozenset[str]]:
        return neo4j_vectors.marks(self._server, model)

    def keep_vectors(self, model: str, vectors: Mapping[str, Mapping[str, bytes | None]]) -> None:
        neo4j_vectors.keep(self._server, model, vectors)

    def said(self, source_id: str) -> Iterator[Node | Relation]:
        self._server.find()
        return said_by(self._server, source_id)

    def unload(self, source_id: str, *, between: Between = undisturbed) -> tuple[Changes, Changes]:
        status = loaded(self.view(), source_id)
        with self.writer(status.source, loaded_at=status.loaded_at, between=between) as writer:
            return writer.forget()

    def close(self) -> None:
        self._server.close()
