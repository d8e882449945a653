"""What a picture shows: nodes and relations as the widget takes them, with colours, shapes, words and places."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from graph.model import Node, Relation
from graph.schema import caption, schema
from graph.store.base import Subgraph, View
from graph.unit_types import type_label
from graph.when import On
from graph.wording import pick
from ui.cited import span
from ui.here import Here
from ui.layouts import layers, spring

#: As many as stay legible beside the cards; the widget says what was left out.
MOST_NODES = 90
#: Relations of one kind and direction that a unit's picture shows.
OF_A_KIND = 6
#: From left to right: who, what they must or did, what it is about.
_COLUMN = {
    "unit": 1,
    "person": 0,
    "post": 0,
    "notice": 2,
    "duty": 2,
    "agreement": 2,
    "pilot": 2,
    "programme": 3,
    "statement": 2,
    "category": 3,
    "theme": 3,
    "supplier": 3,
    "rule": 3,
    "route": 3,
}


def answer_graph(view: View, units: Sequence[str], reasons: Collection[str], on: On) -> Subgraph:
    """Why these units: the units, the `reasons` (duties, categories) and their pilots, and the notices between."""
    wanted = set(reasons)
    direct = view.neighbours(
        units, kinds=["obliged_to", "published", "piloted"], direction="out", on=on, cap=60
    ).relations
    codes = [name for name in wanted if name.startswith("cpv-")]
    classed = view.neighbours(codes, kinds=["classified_as"], direction="in", on=on, cap=200).relations if codes else ()
    notices = {relation.to_id for relation in direct if relation.kind == "published"} & {one.from_id for one in classed}
    kept = [
        relation
        for relation in [*direct, *classed]
        if relation.kind == "piloted"
        or (relation.kind == "obliged_to" and relation.to_id in wanted)
        or (relation.kind == "published" and relation.to_id in notices)
        or (relation.kind == "classified_as" and relation.from_id in notices)
    ]
    return bounded(view, units, kept, on)


def neighbourhood(view: View, unit: str, on: On) -> Subgraph:
    """What stands at a unit: of each kind of relation the newest few, the others counted as left out."""
    told: dict[tuple[str, bool], list[Relation]] = {}
    found = view.neighbours([unit], on=on, cap=MOST_NODES * 2).relations
    for relation in found:
        if relation.current is not False:
            told.setdefault((relation.kind, relation.from_id == unit), []).append(relation)
    kept = [relation for same in told.values() for relation in same[:OF_A_KIND]]
    graph = bounded(view, [unit], kept, on)
    return Subgraph(graph.nodes, graph.relations, frozenset(one.other(unit) for one in found) - graph.nodes.keys())


def bounded(view: View, first: Sequence[str], relations: Sequence[Relation], on: On) -> Subgraph:
    """The nodes of `relations`, those in `first` before others, at most MOST_NODES, and the relations among them."""
    ordered = dict.fromkeys([*first, *(end for relation in relations for end in (relation.from_id, relation.to_id))])
    nodes = {node.id: node for node in view.get(list(ordered)[:MOST_NODES], on).values()}
    among = {one.id: one for one in relations if one.from_id in nodes and one.to_id in nodes}
    return Subgraph(nodes, list(among.values()), frozenset(list(ordered)[MOST_NODES:]))


def picture(here: Here, graph: Subgraph, *, focus: Collection[str]) -> dict[str, Any]:
    """The widget's data: nodes, links (parallel ones merged), kinds for the legend, positions of two layouts."""
    names = sorted(graph.nodes, key=lambda name: (name not in focus, graph.nodes[name].kind, name))
    links = [(one.from_id, one.to_id) for one in graph.relations]
    kinds = {node.kind for node in graph.nodes.values()}
    return {
        "nodes": [_node(here, graph.nodes[name], focus=name in focus) for name in names],
        "links": _links(here, graph.relations),
        "kinds": [_kind(here, kind) for kind in schema().nodes if kind in kinds],
        "places": {
            "layers": layers(names, {name: _column(graph.nodes[name], focus) for name in names}, links),
            "spring": spring(names, links),
        },
        "left_out": len(graph.truncated),
    }


def _column(node: Node, focus: Collection[str]) -> int:
    above = node.kind == "unit" and node.id not in focus
    return 0 if above else _COLUMN.get(node.kind, 2)


def _node(here: Here, node: Node, *, focus: bool) -> dict[str, Any]:
    kind = schema().nodes[node.kind]
    told = type_label(node.props.get("type"), here.lang) if node.kind == "unit" else pick(dict(kind.title), here.lang)
    return {
        "id": node.id,
        "kind": node.kind,
        "name": caption(node, here.lang),
        "told": told,
        "shape": kind.shape,
        "colour": kind.colour,
        "focus": focus,
        "ended": node.current is False,
        "href": here.href("unit", here.unit_params(node.id)) if node.kind == "unit" else None,
    }


def _links(here: Here, relations: Sequence[Relation]) -> list[dict[str, Any]]:
    merged: dict[tuple[str, str, str], list[Relation]] = {}
    for relation in relations:
        merged.setdefault((relation.from_id, relation.kind, relation.to_id), []).append(relation)
    return [
        {
            "id": "|".join(ends),
            "from": ends[0],
            "to": ends[2],
            "kind": ends[1],
            "says": pick(dict(schema().relations[ends[1]].title), here.lang),
            "back": pick(dict(schema().relations[ends[1]].inverse), here.lang),
            "when": _time(here, same[0]),
            "count": len(same),
            "ended": all(one.current is False for one in same),
        }
        for ends, same in merged.items()
    ]


def _time(here: Here, relation: Relation) -> str:
    props: Mapping[str, Any] = relation.props
    return span(here, props.get("valid_from"), props.get("valid_to"), current=relation.current)


def _kind(here: Here, kind: str) -> dict[str, str]:
    said = schema().nodes[kind]
    return {"kind": kind, "name": pick(dict(said.title), here.lang), "shape": said.shape, "colour": said.colour}
