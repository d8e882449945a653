"""What stands around nodes in Neo4j: whole relations, ties and degrees of many nodes, one round trip each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from graph.errors import BadInput
from graph.model import Relation
from graph.store.base import Neighbours, Tie, Ties
from graph.store.moment import Moment
from graph.store.neo4j_ids import node_there, relation_there, resolved
from graph.store.neo4j_links import (
    BOTH,
    Link,
    Shortened,
    Sides,
    bare,
    degree_of,
    hold,
    links_of_n,
    ordered,
    sides_of,
    size_of,
    whole,
)
from graph.store.neo4j_server import Server

_WAYS = {"out": ("out",), "in": ("in",), "both": BOTH}
#: A node of so few relations is read with all of them when they are to be counted.
_FEW = 200
#: More relations than any node has.
_NO_END = 1 << 62


def neighbours(
    server: Server, ids: Iterable[str], *, kinds: Collection[str] | None, direction: str, moment: Moment, cap: int
) -> Neighbours:
    """See `View.neighbours`."""
    if direction not in _WAYS:
        raise BadInput("store_bad_direction", direction=direction)
    ways = _WAYS[direction]
    met: dict[str, Relation] = {}
    truncated = set()
    for node, sides in _sides(server, ids, ways, kinds, moment, cap).items():
        for way, links in zip(ways, sides, strict=True):
            if len(links) > cap:
                truncated.add(node)
            for link in links[:cap]:
                found = bare(node, way, link)
                if found.id not in met:
                    met[found.id] = whole(found, link, moment)
    return Neighbours(list(met.values()), frozenset(truncated))


def ties(server: Server, ids: Iterable[str], *, kinds: Collection[str] | None, moment: Moment, cap: int) -> Ties:
    """See `View.ties`."""
    at: dict[str, list[Tie]] = {}
    truncated = set()
    shortened = Shortened(moment)
    for node, sides in _sides(server, ids, BOTH, kinds, moment, cap).items():
        at[node] = [
            shortened.tie(node, way, link) for way, links in zip(BOTH, sides, strict=True) for link in links[:cap]
        ]
        if any(len(links) > cap for links in sides):
            truncated.add(node)
    return Ties({node: some for node, some in at.items() if some}, frozenset(truncated))


def degrees(server: Server, ids: Iterable[str], moment: Moment, most: int) -> dict[str, int]:
    """See `View.degrees`. Of nodes of few relations these are read at once, and kept: a search for paths asks for them next."""
    few = most <= _FEW + 1
    links = ", ".join(links_of_n(way, None, moment, first=False) for way in BOTH) if few else ""
    query = (
        f"UNWIND ids AS id MATCH (n:{server.layout.node} {{id: id}}) WHERE {node_there('n', moment)}"
        f" WITH id, n, {'COUNT { (n)--() } <= $few' if few else 'false'} AS few"
        f" CALL (n, few) {{ WITH n, few WHERE NOT few MATCH (n)-[r]-(m)"
        f" WHERE {relation_there('r', moment)} AND {node_there('m', moment)}"
        " WITH r LIMIT $most RETURN count(r) AS degree }"
    )
    name = ("degree", moment)

    def ask(some: Sequence[str]) -> dict[str, int]:
        def kept(state: str) -> dict[str, int]:
            known = server.kept(state, name, some)
            return {id_: min(many, most) for id_, (many, up_to) in known.items() if many < up_to or most <= up_to}

        columns = f"id, degree, CASE WHEN few THEN [{links}] END"
        state, found, rows = server.read_rest(query, columns, some, kept, day=moment.day, most=most, few=_FEW)
        around = {id_: ordered(sides, _FEW + 1) for id_, _, sides in rows if sides is not None}
        server.keep(state, _name(BOTH, None, moment), {id_: (sides, size_of(sides)) for id_, sides in around.items()})
        counted = {id_: degree_of(id_, around[id_]) if id_ in around else degree for id_, degree, _ in rows}
        up_to = {id_: _NO_END if id_ in around else most for id_ in counted}
        server.keep(state, name, {id_: ((many, up_to[id_]), 1) for id_, many in counted.items()})
        return found | {id_: min(many, most) for id_, many in counted.items()}

    return {asked: degree for asked, (_, degree) in resolved(server, ids, moment, ask).items()}


def _sides(
    server: Server,
    ids: Iterable[str],
    ways: tuple[str, ...],
    kinds: Collection[str] | None,
    moment: Moment,
    cap: int,
) -> dict[str, Sequence[Sequence[Link]]]:
    """By present id, for each way the first `cap` + 1 relations at least, as far as there are so many: newest first, then by
    kind, other end and key.
    """
    query = f"UNWIND ids AS id MATCH (n:{server.layout.node} {{id: id}}) WHERE {node_there('n', moment)}"
    columns = ", ".join(["id", *(links_of_n(way, kinds, moment) for way in ways)])
    name = _name(ways, kinds, moment)

    def sides(row: Sequence[Any]) -> tuple[Sides, int]:
        found = sides_of(row[1:], cap + 1)
        return found, size_of(found)

    def ask(some: Sequence[str]) -> dict[str, Sides]:
        return server.read_kept(
            query, columns, some, name, sides, lambda kept: hold(kept, cap), day=moment.day, most=cap + 1
        )

    return {id_: found[1:] for id_, found in resolved(server, ids, moment, ask).values()}


def _name(ways: tuple[str, ...], kinds: Collection[str] | None, moment: Moment) -> tuple[Any, ...]:
    """What relations are kept as."""
    return ways, None if kinds is None else frozenset(kinds), moment
