"""The check of a map before any row is read: against the schema, and of what belongs together. One clear line a fault."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from difflib import get_close_matches

from graph.errors import BadInput
from graph.schema import Prop, ends_fit, node_kind, schema
from loaders.table.mapping import NodeSpec, RelationSpec, Said, Spec, TableMap, spec_of, specs_of

#: People are never taken from a table; nor is a column that holds how to reach them.
_NO_PEOPLE = "person"
_REACH = re.compile(
    r"(?:^|[\W_])(?:e-?post|e-?mail|telefon|tlf|tel|phone|mobil(?:nummer|nr|telefon)?|mobile|fax|kontakt(?:person)?|contact(?:_?person)?)(?:$|[\W_])",
    re.IGNORECASE,
)
#: Kinds that a name and a number identify, and the one that its code does.
NAMED, CODED = ("unit", "supplier"), "category"
#: A relation's end that is no node of the map is an id of the graph.
_ID = re.compile(r"[a-z]+-[\w.-]+")


def prove(table: TableMap, path: str) -> None:
    """Raises BadInput for the first thing in the map that cannot work, naming its place."""
    for name, node in table.nodes.items():
        _prove_node(f"nodes.{name}", node, path)
    for nth, relation in enumerate(table.relations, start=1):
        _prove_relation(f"relations[{nth}]", relation, table, path)
    for place, spec in table.specs():
        _prove_spec(place, spec, path)
    for place, spec in table.specs():
        for column in spec.columns():
            if _REACH.search(column):
                raise BadInput("table_private_column", path=path, place=place, column=column)
    published = table.document.published
    if published is not None and table.document.id is None and spec_of(published).value is None:
        raise BadInput("table_dated_file", path=path)


def _prove_node(place: str, node: NodeSpec, path: str) -> None:
    if node.kind == _NO_PEOPLE:
        raise BadInput("table_no_people", path=path, place=place)
    _known(node.kind, schema().nodes, f"{place}.kind", path)
    ways = {
        "id": node.id is not None,
        "called": node.called is not None or node.number is not None,
        "code": node.code is not None,
    }
    fitting = "called" if node.kind in NAMED else "code" if node.kind == CODED else "id"
    if sum(ways.values()) != 1 or not (ways["id"] or ways[fitting]):
        raise BadInput("table_how_identified", path=path, place=place, kind=node.kind, way=fitting)
    _prove_props(f"{place}.props", node.props, node_kind(node.kind).props, path)


def _prove_relation(place: str, relation: RelationSpec, table: TableMap, path: str) -> None:
    _known(relation.kind, schema().relations, f"{place}.kind", path)
    kinds = []
    for field, end in (("from", relation.from_), ("to", relation.to)):
        if end not in table.nodes and not _ID.fullmatch(end):
            _known(end, table.nodes, f"{place}.{field}", path)
        kinds.append(table.nodes[end].kind if end in table.nodes else None)
    if kinds[0] and kinds[1] and not ends_fit(relation.kind, kinds[0], kinds[1]):
        raise BadInput(
            "table_wrong_ends", path=path, place=place, relation=relation.kind, from_kind=kinds[0], to_kind=kinds[1]
        )
    known = schema().relations[relation.kind].props
    _prove_props(f"{place}.props", relation.props, known, path)
    for name in relation.add:
        _known(
            name, [prop for prop in relation.props if known[prop].type == "number"] or ["amount"], f"{place}.add", path
        )
    if relation.add and table.document.id is not None:
        raise BadInput("table_added_rows", path=path, place=f"{place}.add")


def _prove_props(place: str, props: Mapping[str, Said], known: Mapping[str, Prop], path: str) -> None:
    for name, said in props.items():
        _known(name, known, f"{place}.{name}", path)
        form = known[name].type
        if form == "records":
            raise BadInput("table_no_records", path=path, place=f"{place}.{name}")
        if len(specs_of(said)) > 1 and form not in {"words", "wordlists", "texts"}:
            raise BadInput("table_one_value", path=path, place=f"{place}.{name}")


def _prove_spec(place: str, spec: Spec, path: str) -> None:
    if sum(part is not None for part in (spec.column, spec.text, spec.value)) != 1:
        raise BadInput("table_one_origin", path=path, place=place)


def _known(name: str, known: Collection[str], place: str, path: str) -> None:
    if name not in known:
        near = get_close_matches(name, list(known), n=1, cutoff=0.0)
        raise BadInput("table_unknown_in_map", path=path, place=place, name=name, near=near[0], known=", ".join(known))
