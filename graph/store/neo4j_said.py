"""What a source says, read back from a Neo4j server as the facts it put there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from graph.model import Document, Node, Relation
from graph.store.neo4j_claims import begins_with, decode
from graph.store.neo4j_server import Server

#: Nodes read at a time, and those whose relations are.
_NODES, _FROM = 2_000, 200


def said_by(server: Server, source_id: str) -> Iterator[Node | Relation]:
    """The facts of a source, nodes first, streamed: a page of ids at a time, so that memory stays bounded."""
    node, begin = server.layout.node, begins_with(source_id)
    page = f"MATCH (n:{node}) WHERE n.id > $after WITH n ORDER BY n.id LIMIT $most"
    nodes = f"{page} WITH n, [c IN n._claims WHERE c STARTS WITH $begin] AS said"
    for id_, claims in _paged(lambda after: server.read(nodes, "n.id, said", after=after, most=_NODES, begin=begin)):
        for claim in claims or ():
            kind, props, document = _parts(claim)
            yield Node(id_, kind, props, document)
    ties = (
        f"{page} OPTIONAL MATCH (n)-[r]->(m:{node}) WHERE any(c IN r._claims WHERE c STARTS WITH $begin)"
        " WITH n, collect([m.id, coalesce(r._key, ''), [c IN r._claims WHERE c STARTS WITH $begin]]) AS said"
    )
    for id_, relations in _paged(lambda after: server.read(ties, "n.id, said", after=after, most=_FROM, begin=begin)):
        for to_id, key, claims in relations:
            for claim in claims or ():
                kind, props, document = _parts(claim)
                yield Relation(id_, kind, to_id, props, document, key)


def _paged(read: Callable[[str], list[list[Any]]]) -> Iterator[list[Any]]:
    """Row after row, page after page; each row begins with its id, by which the next page is asked for."""
    after = ""
    while rows := read(after):
        yield from sorted(rows, key=lambda row: str(row[0]))
        after = max(str(row[0]) for row in rows)


def _parts(claim: str) -> tuple[str, Any, Document]:
    """The kind, the properties and the document of a claim."""
    head, _, props = claim.partition("\t")
    _, name, kind, _, title, url, published, retrieved_at, verified = decode(head)
    return kind, decode(props), Document(name, title, url, published, retrieved_at, verified)
