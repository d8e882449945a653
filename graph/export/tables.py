"""A pair of CSV tables, nodes and relations with names filled in, safe to open in a spreadsheet.

UTF-8 with a byte order mark, which spreadsheets need for æ, ø and å (read it elsewhere as "utf-8-sig"). Lists and maps
are JSON. Text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from graph.answers import SourceRef
from graph.export.contents import Contents
from graph.schema import NodeKind, RelationKind, schema

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_NODE = ("id", "kind", "name", "current", "newest")
_RELATION = ("from", "from_name", "relation", "to", "to_name", "key", "current", "newest")


@dataclass(frozen=True, slots=True)
class Table:
    """A table for a spreadsheet: one row an entity, every value safe to open (see `cell`)."""

    header: Sequence[str]
    rows: Iterable[Sequence[Any]]


def write_nodes(contents: Contents, out: BinaryIO) -> int:
    """The table of nodes as CSV. Returns how many rows."""
    return _write(out, node_table(contents))


def write_relations(contents: Contents, out: BinaryIO) -> int:
    """The table of relations as CSV. Returns how many rows."""
    return _write(out, relation_table(contents))


def node_table(contents: Contents) -> Table:
    """Nodes, with a column for each property that the kinds present may have."""
    props = _props([schema().nodes[kind] for kind in contents.node_kinds], taken=_NODE)
    rows = (
        [n.id, n.kind, n.name, n.current, n.newest, *(n.props.get(prop) for prop in props), sources_text(n.sources)]
        for n in contents.nodes()
    )
    return _table([*_NODE, *(_header(prop, _NODE) for prop in props), "sources"], rows)


def relation_table(contents: Contents) -> Table:
    """Relations with the names of their ends, and a column for each property that the kinds present may have."""
    props = _props([schema().relations[kind] for kind in contents.relation_kinds], taken=_RELATION)
    rows = (
        [
            *(r.from_id, r.from_name, r.kind, r.to_id, r.to_name, r.key, r.current, r.newest),
            *(r.props.get(prop) for prop in props),
            sources_text(r.sources),
        ]
        for r in contents.relations()
    )
    return _table([*_RELATION, *(_header(prop, _RELATION) for prop in props), "sources"], rows)


def cell(value: Any) -> Any:
    """A value as a cell: text defused, lists and maps as JSON, yes/no as true/false, nothing as an empty cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return value
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = text.encode("utf-8", "backslashreplace").decode()
    return f"'{text}" if text.startswith(FORMULA) else text


def sources_text(sources: Sequence[SourceRef]) -> str:
    """Sources in one line: title, date and address of each."""
    return " | ".join(
        " ".join(part for part in (ref.title, f"({ref.published})" if ref.published else "", ref.url or "") if part)
        for ref in sources
    )


def _props(kinds: Sequence[NodeKind | RelationKind], taken: Collection[str]) -> list[str]:
    found = dict.fromkeys(prop for kind in kinds for prop in kind.props)
    return sorted(found, key=lambda prop: (prop in taken, list(found).index(prop)))


def _header(prop: str, taken: Collection[str]) -> str:
    """A property's column; one that bears the name of a column of ours is told apart."""
    return f"property_{prop}" if prop in taken else prop


def _table(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Table:
    return Table(header, ([cell(value) for value in row] for row in rows))


def _write(out: BinaryIO, table: Table) -> int:
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
    lines = csv.writer(text)
    lines.writerow(table.header)
    count = 0
    for count, row in enumerate(table.rows, 1):  # noqa: B007 — the last one says how many
        lines.writerow(row)
    text.flush()
    text.detach()
    return count
