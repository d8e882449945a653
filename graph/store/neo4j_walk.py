"""Everything of a kind in Neo4j, and how much there is: page by page, so that little is held at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from graph.model import Node, Relation
from graph.store.base import Counts
from graph.store.merge import relation_on
from graph.store.moment import Moment
from graph.store.neo4j_claims import relation_claims
from graph.store.neo4j_ids import as_node, node_there, relation_there
from graph.store.neo4j_layout import kind_label, kind_labels, relation_kinds, relation_type
from graph.store.neo4j_server import Server

#: Nodes, and relations, read at a time; of nodes few at first: some only ask whether there is one.
_FIRST, _NODES, _RELATIONS = 20, 1_000, 2_000
#: Relations of which only the ends are read at a time.
_ENDS = 50_000


def nodes(server: Server, kind: str, moment: Moment, unit_type: str | None) -> Iterator[Node]:
    """See `View.scan`."""
    at, there = server.layout, node_there("n", moment)
    # What comes and goes may be of this kind on the day, or what has several claims of this type.
    ids = server.read(
        f"CALL {{ MATCH (n:{at.node}:{kind_label(kind)}) RETURN n UNION MATCH (n:{at.varying}) RETURN n }}"
        f" WITH n WHERE ($type IS NULL OR n.type = $type OR n._many) AND {there} WITH n.id AS id ORDER BY id",
        "id",
        day=moment.day,
        type=unit_type,
    )
    start, size = 0, _FIRST
    while page := ids[start : start + size]:
        start, size = start + size, _NODES
        rows = server.read(
            f"UNWIND $ids AS id MATCH (n:{at.node} {{id: id[0]}}) WHERE {there}",
            "n.id, n._claims",
            ids=page,
            day=moment.day,
        )
        for id_, claims in rows:
            node = as_node(id_, claims, moment)
            if node is not None and node.kind == kind and unit_type in (None, node.props.get("type")):
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
    varying = server.read(f"MATCH (n:{at.varying}) WHERE {there}", "n.id, n._claims", day=moment.day)
    made = (as_node(id_, claims, moment) for id_, claims in varying)
    found.update(node.kind for node in made if node is not None)
    tied = server.read(
        f"MATCH (n:{at.node})-[r]->(m) WHERE {relation_there('r', moment)} AND {there} AND {node_there('m', moment)}"
        " WITH type(r) AS type, count(*) AS many",
        "type, many",
        day=moment.day,
    )
    return Counts(dict(sorted(found.items())), dict(sorted((relation_kinds()[type_], many) for type_, many in tied)))


def _pages(rows: Iterable[list[object]], most: int) -> Iterator[list[object]]:
    """Ids in pages of about `most` relations."""
    page, size = [], 0
    for id_, many in rows:
        page.append(id_)
        size += int(str(many))
        if size >= most:
            yield page
            page, size = [], 0
    if page:
        yield page
