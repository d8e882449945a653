"""What a source says, read back from an embedded store as the facts it put there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from graph.model import Document, Node, Relation
from graph.store.sqlite_claims import decode, node_kinds, relation_kinds

_FROM = """
FROM {table} c JOIN document d ON d.id = c.document JOIN source s ON s.id = d.source
"""
_DOCUMENT = "d.name, d.title, d.url, d.published, d.retrieved_at, d.verified"
_NODES = f"""
SELECT n.text, c.kind, c.props, {_DOCUMENT} {_FROM.format(table="node_claim")} JOIN name n ON n.id = c.entity WHERE s.name = ?
"""
_RELATIONS = f"""
SELECT a.text, c.kind, b.text, r.key, c.props, {_DOCUMENT} {_FROM.format(table="relation_claim")}
JOIN relation r ON r.id = c.entity JOIN name a ON a.id = r.from_ JOIN name b ON b.id = r.to_ WHERE s.name = ?
"""


def said_by(db: sqlite3.Connection, source_id: str) -> Iterator[Node | Relation]:
    """The facts of a source, nodes first, streamed."""
    kinds = node_kinds()
    for id_, kind, props, *paper in db.execute(_NODES, (source_id,)):
        yield Node(id_, kinds[kind], decode(props), _document(paper))
    kinds = relation_kinds()
    for from_id, kind, to_id, key, props, *paper in db.execute(_RELATIONS, (source_id,)):
        yield Relation(from_id, kinds[kind], to_id, decode(props), _document(paper), key)


def _document(paper: Sequence[Any]) -> Document:
    name, title, url, published, retrieved_at, verified = paper
    return Document(name, title, url, published, retrieved_at, bool(verified))
