"""What stands around nodes in Neo4j: whole relations, ties and degrees of many nodes, one round trip each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from graph.errors import BadInput
from graph.model import Relation
from graph.schema import schema
from graph.store.base import Neighbours, Tie, Ties
from graph.store.days import iso
from graph.store.merge import relation_on
from graph.store.moment import Moment
from graph.store.neo4j_claims import decode, relation_claims
from graph.store.neo4j_ids import newest_day, node_there, relation_there, resolved
from graph.store.neo4j_layout import relation_kinds, relation_type
from graph.store.neo4j_server import Server
from graph.store.ties import tie, told_by

_BOTH = ("out", "in")
_WAYS = {"out": ("out",), "in": ("in",), "both": _BOTH}
_ARROWS = {"out": "(n)-[r{types}]->(m)", "in": "(n)<-[r{types}]-(m)"}
#: A node of so many relations is a hub: what was counted at it is kept.
_HUB = 200
#: A relation as a query hands it out: type, other end, key, claims, newest day known.
Link = list[Any]
#: By node, for each way the relations there.
Sides = Mapping[str, Sequence[Sequence[Link]]]


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
                bare = _bare(node, way, link)
                if bare.id not in met:
                    met[bare.id] = _whole(bare, link[3], moment)
    return Neighbours(list(met.values()), frozenset(truncated))


def ties(server: Server, ids: Iterable[str], *, kinds: Collection[str] | None, moment: Moment, cap: int) -> Ties:
    """See `View.ties`."""
    at: dict[str, list[Tie]] = {}
    truncated = set()
    made: dict[str, tuple[str | None, bool]] = {}
    names = relation_kinds()
    for node, sides in _sides(server, ids, _BOTH, kinds, moment, cap).items():
        found = at[node] = []
        for way, links in zip(_BOTH, sides, strict=True):
            if len(links) > cap:
                truncated.add(node)
            for link in links[:cap]:
                type_, other, key, claims, day = link
                if len(claims) > 1:
                    found.append(tie(_whole(_bare(node, way, link), claims, moment), node))
                    continue
                props = claims[0].partition("\t")[2]
                said = made.get(props) or made.setdefault(props, told_by(decode(props), moment.on))
                found.append(Tie(other, names[type_], way == "out", key, said[0] or iso(day), said[1]))
    return Ties({node: some for node, some in at.items() if some}, frozenset(truncated))


def degrees(server: Server, ids: Iterable[str], moment: Moment, most: int) -> dict[str, int]:
    """See `View.degrees`."""
    query = (
        f"UNWIND ids AS id MATCH (n:{server.layout.node} {{id: id}}) WHERE {node_there('n', moment)}"
        f" CALL (n) {{ MATCH (n)-[r]-(m) WHERE {relation_there('r', moment)} AND {node_there('m', moment)}"
        " WITH r LIMIT $most RETURN count(r) AS degree }"
    )

    def kept(state: str, id_: str) -> int | None:
        counted, up_to = server.kept.get(state, ("degree", id_, moment)) or (0, 0)
        return min(counted, most) if counted < up_to or most <= up_to else None

    def ask(some: Sequence[str]) -> dict[str, int]:
        state, found, rows = server.read_rest(query, "id, degree", some, kept, day=moment.day, most=most)
        for id_, degree in rows:
            found[id_] = degree
            if degree >= _HUB:
                server.kept.keep(state, ("degree", id_, moment), (degree, most), 1)
        return found

    return {asked: degree for asked, (_, degree) in resolved(server, ids, moment, ask).items()}


def kinds_at(server: Server, ids: Iterable[str], moment: Moment) -> dict[str, frozenset[str]]:
    """See `View.kinds_at`. One step or two for each kind, however many relations of it there are."""
    there = f"WHERE {relation_there('r', moment)} AND {node_there('m', moment)}"
    names = relation_kinds()
    some = ", ".join(f"CASE WHEN EXISTS {{ MATCH (n)-[r:{type_}]-(m) {there} }} THEN '{type_}' END" for type_ in names)
    query = f"UNWIND $ids AS id MATCH (n:{server.layout.node} {{id: id}}) WHERE {node_there('n', moment)}"

    def ask(some_ids: Sequence[str]) -> dict[str, list[str | None]]:
        return dict(server.read(query, f"id, [{some}]", ids=some_ids, day=moment.day))

    return {
        asked: frozenset(names[type_] for type_ in types if type_)
        for asked, (_, types) in resolved(server, ids, moment, ask).items()
    }


def relation_of(from_id: str, kind: str, to_id: str, key: str, claims: Sequence[str], moment: Moment) -> Relation:
    """A relation that is there on the day."""
    return _whole(Relation(from_id, kind, to_id, key=key), claims, moment)


def _sides(
    server: Server,
    ids: Iterable[str],
    ways: tuple[str, ...],
    kinds: Collection[str] | None,
    moment: Moment,
    cap: int,
) -> Sides:
    """By present id, for each way the first `cap` + 1 relations, newest first, then by kind, other end and key."""
    query = f"UNWIND ids AS id MATCH (n:{server.layout.node} {{id: id}}) WHERE {node_there('n', moment)}"
    found = ", ".join(["id", *(_links_of_n(way, kinds, moment) for way in ways)])

    def kept(state: str, id_: str) -> Sequence[Sequence[Link]] | None:
        sides: Sequence[Sequence[Link]] | None = server.kept.get(state, (found, id_, moment, cap))
        return sides

    def ask(some: Sequence[str]) -> dict[str, Sequence[Sequence[Link]]]:
        state, told, rows = server.read_rest(query, found, some, kept, day=moment.day, most=cap + 1)
        for id_, *sides in rows:
            told[id_] = sides
            size = sum(map(len, sides))
            if size > cap:
                server.kept.keep(state, (found, id_, moment, cap), sides, size)
        return told

    return dict(resolved(server, ids, moment, ask).values())


def _links_of_n(way: str, kinds: Collection[str] | None, moment: Moment) -> str:
    """An expression of a query: the first $most relations one way at the node `n`, each a `Link`.

    One text for each set of kinds asked for together; all that varies more is a parameter, so that plans are kept.
    """
    types = None if kinds is None else sorted(map(relation_type, set(kinds) & schema().relations.keys()))
    if types == []:
        return "[]"
    arrow = _ARROWS[way].format(types="" if types is None else ":" + "|".join(types))
    return (
        f"COLLECT {{ MATCH {arrow} WHERE {relation_there('r', moment)} AND {node_there('m', moment)}"
        f" WITH r, m, {newest_day('r', moment)} AS day, coalesce(r._key, '') AS key"
        " ORDER BY day DESC, toLower(type(r)), m.id, key LIMIT $most RETURN [type(r), m.id, key, r._claims, day] }"
    )


def _bare(node: str, way: str, link: Link) -> Relation:
    type_, other, key, *_ = link
    ends = (node, other) if way == "out" else (other, node)
    return Relation(ends[0], relation_kinds()[type_], ends[1], key=key)


def _whole(bare: Relation, claims: Sequence[str], moment: Moment) -> Relation:
    found = relation_on(bare, relation_claims(bare.id, claims), moment.on)
    return found if found is not None else bare
