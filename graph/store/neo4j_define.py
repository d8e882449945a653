"""The constraints and indexes of a graph in Neo4j, made where they are missing; what others made is left alone."""

from __future__ import annotations

from neo4j import Session, exceptions

from graph.errors import StoreForeign
from graph.store.neo4j_index import CONSTRAINTS, INDEXES, Standing
from graph.store.neo4j_server import Server
from graph.store.neo4j_told import told

_AWAIT = "CALL db.awaitIndexes(300)"
#: Another process made the same meanwhile: the server looks for it first, but not in the same step.
_THERE = "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists"


def define(server: Server) -> None:
    """Makes the constraints and indexes that are missing, and waits until they can be used.

    Raises StoreForeign where the name of one, or of the index of vectors, is taken by something else: nothing is made then.
    """
    at, there = server.layout, _standing(server)
    wanted = at.definitions()
    for name, index in wanted.items():
        if name in there and not index.matches(there[name]):
            raise _taken(server, there[name])
    if at.vector_index in there and not at.vectors(0).covers(there[at.vector_index]):
        raise _taken(server, there[at.vector_index])
    _do(server, [one.statement for name, one in wanted.items() if name not in there or one.lacks(there[name])])


def index_vectors(server: Server, dimension: int) -> None:
    """Makes the index of vectors of this many dimensions, unless it is there, and waits for it. One of ours for others goes.

    Raises StoreForeign where its name is taken by something else.
    """
    wanted = server.layout.vectors(dimension)
    there = _standing(server).get(wanted.name)
    if there is None:
        _do(server, [wanted.statement])
    elif not wanted.covers(there):
        raise _taken(server, there)
    elif not wanted.matches(there):
        _do(server, [f"DROP INDEX {wanted.name} IF EXISTS", wanted.statement])


def _standing(server: Server) -> dict[str, Standing]:
    """Every index and constraint of the database, by its name."""
    constraints = server.read("SHOW CONSTRAINTS YIELD *", CONSTRAINTS)
    indexes = server.read("SHOW INDEXES YIELD *", INDEXES)
    return {row[0]: Standing(*row) for row in (*constraints, *indexes)}


def _taken(server: Server, there: Standing) -> StoreForeign:
    return StoreForeign("neo4j_name_taken", server=server.address.uri, name=there.name, by=str(there))


def _do(server: Server, statements: list[str]) -> None:
    if not statements:
        return
    with told(server.address), server.session() as session:
        for statement in statements:
            _make(session, statement)
        session.run(_AWAIT).consume()


def _make(session: Session, statement: str) -> None:
    try:
        session.execute_write(lambda transaction: transaction.run(statement).consume())
    except exceptions.ClientError as error:
        if error.code != _THERE:
            raise
