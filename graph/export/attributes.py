"""Properties as flat attributes that GraphML and GEXF can hold, and back again.

Text, numbers and yes/no stand under their own name. Lists, maps, nothing (None), and text that XML cannot carry stand
as JSON under `<name>_json`. So nothing is lost, and a reader without this module sees plain values where there are any.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec

from graph.export.contents import NodeRow, RelationRow
from graph.schema import NodeKind, RelationKind, schema

JSON = "_json"
STRING, DOUBLE, BOOLEAN = "string", "double", "boolean"
#: What XML 1.0 cannot hold, and the carriage return, which its readers turn into a line feed.
NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TYPES = {"number": DOUBLE, "bool": BOOLEAN, "text": STRING, "date": STRING}
_OWN_NODE = {"kind": STRING, "label": STRING, "current": BOOLEAN, "newest": STRING, "sources": STRING, "id": STRING}
_OWN_RELATION = {"kind": STRING, "relation_key": STRING, "current": BOOLEAN, "newest": STRING, "sources": STRING}


def node_columns(kinds: Collection[str]) -> dict[str, str]:
    """Every attribute that nodes of these kinds may have, with its type."""
    return _columns(_OWN_NODE, [schema().nodes[kind] for kind in kinds])


def relation_columns(kinds: Collection[str]) -> dict[str, str]:
    """Every attribute that relations of these kinds may have, with its type."""
    return _columns(_OWN_RELATION, [schema().relations[kind] for kind in kinds])


def node_attributes(row: NodeRow, columns: Mapping[str, str]) -> dict[str, Any]:
    """A node's attributes; an id that XML cannot hold stands as it was under `id_json`."""
    own: dict[str, Any] = {"kind": row.kind, "label": row.name, "current": row.current, "newest": row.newest}
    if xml_id(row.id) != row.id:
        own["id"] = row.id
    own["sources"] = _sources(row.sources)
    return flatten(_present(own), columns) | flatten(row.props, columns)


def relation_attributes(row: RelationRow, columns: Mapping[str, str]) -> dict[str, Any]:
    """A relation's attributes."""
    own: dict[str, Any] = {"kind": row.kind, "current": row.current, "newest": row.newest}
    own["relation_key"] = row.key or None
    own["sources"] = _sources(row.sources)
    return flatten(_present(own), columns) | flatten(row.props, columns)


def flatten(values: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, Any]:
    """`values` as attributes of the types `columns` says; what does not fit one becomes JSON."""
    flat: dict[str, Any] = {}
    for name, value in values.items():
        if _fits(value, columns.get(name)):
            flat[name] = value
        else:
            flat[name + JSON] = xml_json(value)
    return flat


def unflatten(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """The values that `flatten` was given. A category's `label` by language takes the place of its label for people."""
    plain = {name: value for name, value in attributes.items() if not name.endswith(JSON)}
    return plain | {
        name.removesuffix(JSON): json.loads(text) for name, text in attributes.items() if name.endswith(JSON)
    }


def xml_id(text: str) -> str:
    """An id with what XML cannot hold written as %hex."""
    return NOT_XML.sub(lambda found: f"%{ord(found.group()):02X}", text)


def xml_json(value: Any) -> str:
    """`value` as JSON that XML can hold: readable, save where a character has to be escaped."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return json.dumps(value, sort_keys=True) if NOT_XML.search(text) else text


def _columns(own: Mapping[str, str], kinds: Sequence[NodeKind | RelationKind]) -> dict[str, str]:
    columns: dict[str, str] = dict(own)
    for kind in kinds:
        for prop in kind.props.values():
            columns.setdefault(prop.name, _TYPES.get(prop.type, STRING))
    return columns | {name + JSON: STRING for name in columns}


def _fits(value: Any, column: str | None) -> bool:
    if isinstance(value, bool):
        return column == BOOLEAN
    if isinstance(value, int | float):
        return column == DOUBLE and float(value) == value
    return isinstance(value, str) and column == STRING and value.strip() != "" and not NOT_XML.search(value)


def _present(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _sources(sources: Sequence[Any]) -> list[dict[str, Any]]:
    return [_present(msgspec.to_builtins(source)) for source in sources]
