"""The constraints and indexes of a graph in Neo4j, made where they are missing."""

from __future__ import annotations

from neo4j import Session, exceptions

from graph.store.neo4j_server import Server
from graph.store.neo4j_told import told

_AWAIT = "CALL db.awaitIndexes(300)"
#: Another process made the same meanwhile: the server looks for it first, but not in the same step.
_THERE = "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists"


def define(server: Server) -> None:
    """Makes the constraints and indexes that are missing, and waits until they can be used."""
    names = {name for (name,) in server.read("SHOW INDEXES YIELD name", "name")}
    missing = [statement for name, statement in server.layout.definitions().items() if name not in names]
    if missing:
        with told(server.address), server.session() as session:
            for statement in missing:
                _make(session, statement)
            session.run(_AWAIT).consume()


def index_vectors(server: Server, dimension: int | None) -> None:
    """Makes the index of vectors of this many dimensions, unless it is there, and waits for it; None: takes it away."""
    if server.dimension == dimension and dimension is not None:
        return
    drop = f"DROP INDEX {server.layout.vector_index} IF EXISTS"
    with told(server.address), server.session() as session:
        _make(session, drop if dimension is None else server.layout.vector_definition(dimension))
        session.run(_AWAIT).consume()
    server.dimension = dimension


def _make(session: Session, statement: str) -> None:
    try:
        session.execute_write(lambda transaction: transaction.run(statement).consume())
    except exceptions.ClientError as error:
        if error.code != _THERE:
            raise
