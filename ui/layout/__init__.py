"""Where the nodes of a picture stand, computed here: nothing moves in the browser unless a person moves it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from graph.model import Node, Relation
from ui.layout.force import force
from ui.layout.layered import layers
from ui.layout.room import Spot
from ui.layout.tree import tree

#: The layouts there are, the usual one first.
LAYOUTS = ("layers", "tree", "force")
#: From left to right: who, what they must or did, what it is about.
_COLUMN = {
    "contact": 0,
    "person": 0,
    "post": 0,
    "unit": 1,
    "programme": 3,
    "category": 3,
    "theme": 3,
    "supplier": 3,
    "rule": 3,
    "route": 3,
}
_BETWEEN = 2


def laid_out(
    layout: str, nodes: Mapping[str, Node], relations: Sequence[Relation], focus: Collection[str]
) -> dict[str, Spot]:
    """A spot for each of `nodes`, those in `focus` first: the same for the same nodes and relations.

    layout: one of LAYOUTS; units are ordered by what they are part of in "tree".
    """
    names = sorted(nodes, key=lambda name: (name not in focus, nodes[name].kind, name))
    links = [(one.from_id, one.to_id) for one in relations if one.from_id in nodes and one.to_id in nodes]
    if layout == "force":
        return force(names, links)
    if layout == "tree":
        above = {one.from_id: one.to_id for one in relations if one.kind == "part_of" and one.to_id in nodes}
        return tree(names, above, links)
    return layers(names, {name: _column(nodes[name], focus) for name in names}, links)


def _column(node: Node, focus: Collection[str]) -> int:
    above = node.kind == "unit" and bool(focus) and node.id not in focus
    return 0 if above else _COLUMN.get(node.kind, _BETWEEN)
