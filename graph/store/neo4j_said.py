"""What a source says, read back from a Neo4j server as the facts it put there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph.model import Document, Node, Relation
from graph.store.neo4j_claims import decode
from graph.store.neo4j_server import Server
from graph.store.neo4j_spoken import OWN, Spoken


def said_by(server: Server, source_id: str) -> Iterator[Node | Relation]:
    """The facts of a source, nodes first, streamed: a part at a time, so that memory stays bounded."""
    spoken = Spoken(server, source_id, OWN)
    for page in spoken.nodes():
        for id_, claims in page:
            for claim in claims:
                kind, props, document = _parts(claim)
                yield Node(id_, kind, props, document)
    for page in spoken.relations():
        for from_id, to_id, _, key, claims in page:
            for claim in claims:
                kind, props, document = _parts(claim)
                yield Relation(from_id, kind, to_id, props, document, key)


def _parts(claim: str) -> tuple[str, Any, Document]:
    """The kind, the properties and the document of a claim."""
    head, _, props = claim.partition("\t")
    _, name, kind, _, title, url, published, retrieved_at, verified = decode(head)
    return kind, decode(props), Document(name, title, url, published, retrieved_at, verified)
