"""Everything of a kind in Neo4j, and how much there is: page by page, so that little is held at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from graph.model import Node, Relation
from graph.store.base import Counts
from graph.store.merge import relation_on
from graph.store.moment import Moment
from graph.store.neo4j_claims import relation_claims
from graph.store.neo4j_ids import as_node, node_there, relation_there
from graph.store.neo4j_layout import kind_label, kind_labels, relation_kinds, relation_type
from graph.store.neo4j_server import Server

#: Claims of nodes, and relations, read at a time unless one node has more; of nodes few at first: some only ask whether there is one.
_FIRST, _CLAIMS, _RELATIONS = 20, 1_000, 2_000
#: How many claims a node `n` has.
_SIZE = "CASE WHEN n._many THEN size(n._claims) ELSE 1 END"
#: Relations of which only the ends are read at a time.
_ENDS = 50_000


def nodes(server: Server, kind: str, moment: Moment, unit_type: str | None) -> Iterator[Node]:
    """See `View.scan`."""
    at, there = server.layout, node_there("n", moment)
    # What comes and goes may be of this kind on the day, or what has several claims of this type.
    ids = server.read(
        f"CALL {{ MATCH (n:{at.node}:{kind_label(kind)}) RETURN n UNION MATCH (n:{at.varying}) RETURN n }}"
        f" WITH n WHERE ($type IS NULL OR n.type = $type OR n._many) AND {there} WITH n.id AS id, {_SIZE} AS many ORDER BY id",
        "id, many",
        day=moment.day,
        type=unit_type,
    )
    for node in chain(_made(server, ids[:_FIRST], moment), _made(server, ids[_FIRST:], moment)):
        if node.kind == kind and unit_type in (None, node.props.get("type")):
            yield node


def relations(server: Server, kind: str, moment: Moment) -> Iterator[Relation]:
    """See `View.scan_relations`."""
    for from_id, to_id, key, claims in _tied(server, kind, moment, "id, other, key, r._claims", _RELATIONS):
        bare = Relation(from_id, kind, to_id, key=key)
        yield relation_on(bare, relation_claims(bare.id, claims), moment.on) or bare


def ends(server: Server, kind: str, moment: Moment) -> Iterator[tuple[str, str]]:
    """See `View.scan_ends`."""
    return ((from_id, to_id) for from_id, to_id in _tied(server, kind, moment, "id, other", _ENDS))


def _tied(server: Server, kind: str, moment: Moment, columns: str, most: int) -> Iterator[list[Any]]:
    """Columns of the relations `r` of a kind that are there with both ends, in order of `id`, `other` and `key`, about `most` at a time."""
    tied = f"(n:{server.layout.node})-[r:{relation_type(kind)}]->(m)"
    there = " AND ".join([relation_there("r", moment), node_there("n", moment), node_there("m", moment)])
    from_ids = server.read(f"MATCH {tied} WITH n.id AS id, count(r) AS many ORDER BY id", "id, many")
    for page in _pages(from_ids, most):
        yield from server.read(
            f"UNWIND $ids AS id MATCH {tied} WHERE n.id = id AND {there}"
            " WITH id, m.id AS other, coalesce(r._key, '') AS key, r ORDER BY id, other, key",
            columns,
            ids=page,
            day=moment.day,
        )


def counts(server: Server, moment: Moment) -> Counts:
    """See `View.counts`."""
    at, there = server.layout, node_there("n", moment)
    found: Counter[str] = Counter()
    kinds = kind_labels()
    for labels, count in server.read(
        f"MATCH (n:{at.node}) WHERE NOT n:{at.varying} AND {there} WITH labels(n) AS labels, count(*) AS many",
        "labels, many",
        day=moment.day,
    ):
        found[next(kinds[label] for label in labels if label in kinds)] += count
    varying = server.read(
        f"MATCH (n:{at.varying}) WHERE {there} WITH n.id AS id, {_SIZE} AS many ORDER BY id", "id, many", day=moment.day
    )
    found.update(node.kind for node in _made(server, varying, moment))
    tied = server.read(
        f"MATCH (n:{at.node})-[r]->(m) WHERE {relation_there('r', moment)} AND {there} AND {node_there('m', moment)}"
        " WITH type(r) AS type, count(*) AS many",
        "type, many",
        day=moment.day,
    )
    return Counts(dict(sorted(found.items())), dict(sorted((relation_kinds()[type_], many) for type_, many in tied)))


def _made(server: Server, sizes: Iterable[list[Any]], moment: Moment) -> Iterator[Node]:
    """The nodes of ids as they are on the day, those that are there. sizes: ids with their numbers of claims."""
    query = f"UNWIND $ids AS id MATCH (n:{server.layout.node} {{id: id}}) WHERE {node_there('n', moment)}"
    for page in _pages(sizes, _CLAIMS):
        for id_, claims in server.read(query, "n.id, n._claims", ids=page, day=moment.day):
            node = as_node(id_, claims, moment)
            if node is not None:
                yield node


def _pages(rows: Iterable[list[Any]], most: int) -> Iterator[list[Any]]:
    """Ids in pages of `most` relations or claims; an id that has more is a page by itself."""
    page: list[Any] = []
    size = 0
    for id_, many in rows:
        if page and size + many > most:
            yield page
            page, size = [], 0
        page.append(id_)
        size += many
    if page:
        yield page
