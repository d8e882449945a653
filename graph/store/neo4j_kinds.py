"""Which kinds of relations nodes in Neo4j have, however many of each there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.store.moment import Moment
from graph.store.neo4j_ids import node_there, relation_there, resolved
from graph.store.neo4j_layout import relation_kinds
from graph.store.neo4j_server import Server

#: What a query says of a type of relation at a node: none in the database, surely one that is there on the day, or not known.
_NONE, _SURE, _UNKNOWN = range(3)
#: The same kinds for every node that has them: some hundred sets in all.
Kinds = frozenset[str]


def kinds_at(server: Server, ids: Iterable[str], moment: Moment) -> dict[str, Kinds]:
    """See `View.kinds_at`. One round trip; two where what comes and goes, or is not there yet, stands at one of the nodes."""

    def ask(some: Sequence[str]) -> dict[str, Kinds]:
        told = _at_a_glance(server, some, moment)
        unknown = [id_ for id_, kinds in told.items() if kinds is None]
        found = {id_: kinds for id_, kinds in told.items() if kinds is not None}
        return found | (_looked_through(server, unknown, moment) if unknown else {})

    return {asked: kinds for asked, (_, kinds) in resolved(server, ids, moment, ask).items()}


def _at_a_glance(server: Server, ids: Sequence[str], moment: Moment) -> Mapping[str, Kinds | None]:
    """The kinds at each node that is there; None where the first look does not tell.

    One step for a type that a node has not, one or two for one it has. That a thing comes and goes is left out here, as the
    server takes several times as long to plan the query with it.
    """
    low = f"_{moment.lo}"
    types = [
        f"CASE WHEN COUNT {{ (n)-[:{type_}]-() }} = 0 THEN {_NONE}"
        f" WHEN EXISTS {{ MATCH (n)-[r:{type_}]-(m) WHERE 0 <= r.{low} <= $day AND 0 <= m.{low} <= $day }} THEN {_SURE}"
        f" ELSE {_UNKNOWN} END"
        for type_ in relation_kinds()
    ]
    names = [*relation_kinds().values()]

    def kinds(row: Sequence[Any]) -> tuple[tuple[Kinds | None], int]:
        sure = frozenset(kind for kind, said in zip(names, row[1], strict=True) if said == _SURE)
        return (None if _UNKNOWN in row[1] else sure,), 1

    query = f"UNWIND ids AS id MATCH (n:{server.layout.node} {{id: id}}) WHERE {node_there('n', moment)}"
    told = server.read_kept(query, f"id, [{', '.join(types)}]", ids, ("kinds", moment), kinds, day=moment.day)
    return {id_: found for id_, (found,) in told.items()}


def _looked_through(server: Server, ids: Sequence[str], moment: Moment) -> dict[str, Kinds]:
    """The kinds at each node that is there: every relation is looked at."""
    query = (
        f"UNWIND ids AS id MATCH (n:{server.layout.node} {{id: id}}) WHERE {node_there('n', moment)}"
        f" CALL (n) {{ MATCH (n)-[r]-(m) WHERE {relation_there('r', moment)} AND {node_there('m', moment)}"
        " RETURN collect(DISTINCT type(r)) AS types }"
    )
    names = relation_kinds()

    def kinds(row: Sequence[Any]) -> tuple[Kinds, int]:
        return frozenset(names[type_] for type_ in row[1]), 1

    return server.read_kept(query, "id, types", ids, ("all kinds", moment), kinds, day=moment.day)
