"""Node-link JSON, written as a stream, for `networkx.node_link_graph`. Properties and sources keep their shape."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

import msgspec

from graph.export.contents import Contents, NodeRow, RelationRow


def write(contents: Contents, out: BinaryIO) -> tuple[int, int]:
    """Writes `contents` and returns how many nodes and relations there were."""
    out.write(b'{"directed": true, "multigraph": true, "graph": {}, "nodes": [')
    nodes = _lines(out, map(_node, contents.nodes()))
    out.write(b'], "edges": [')
    relations = _lines(out, map(_relation, contents.relations()))
    out.write(b"]}\n")
    return nodes, relations


def _lines(out: BinaryIO, records: Iterable[dict[str, Any]]) -> int:
    count = 0
    for count, record in enumerate(records, 1):
        out.write(b",\n" if count > 1 else b"\n")
        out.write(_json(record))
    return count


def _node(row: NodeRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.kind,
        "label": row.name,
        "current": row.current,
        "newest": row.newest,
        "props": dict(row.props),
        "sources": msgspec.to_builtins(row.sources),
    }


def _relation(row: RelationRow) -> dict[str, Any]:
    return {
        "source": row.from_id,
        "target": row.to_id,
        "key": row.id,
        "kind": row.kind,
        "current": row.current,
        "newest": row.newest,
        "props": dict(row.props),
        "sources": msgspec.to_builtins(row.sources),
    }


def _json(record: dict[str, Any]) -> bytes:
    """UTF-8; a half of a surrogate pair, which UTF-8 cannot hold, is escaped with all the rest of its record."""
    try:
        return json.dumps(record, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(record).encode()
