"""A bounded subgraph, found layer by layer on any view."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graph.model import Relation
from graph.store.base import Subgraph, View
from graph.when import On

#: Relations read at each node and side when a subgraph is drawn: past it the node is named as truncated.
RELATIONS_CAP = 1_000


def subgraph(
    view: View, ids: Iterable[str], *, depth: int, cap: int, on: On, kinds: Collection[str] | None = None
) -> Subgraph:
    """See `View.subgraph`. Within a layer nodes come in the order in which the relations of the layer before name them."""
    asked = view.get(ids, on)
    layer = list(dict.fromkeys(node.id for node in asked.values()))[:cap]
    inside = dict.fromkeys(layer)
    met: dict[str, Relation] = {}
    truncated: set[str] = set()
    for step in range(depth + 1):
        found = view.neighbours(layer, kinds=kinds, on=on, cap=RELATIONS_CAP)
        truncated |= found.truncated
        met |= {relation.id: relation for relation in found.relations}
        if step == depth:
            break
        layer = _next(found.relations, inside, truncated, cap)
        if not layer:
            break
    nodes = view.get(inside, on)
    among = (relation for relation in met.values() if relation.from_id in nodes and relation.to_id in nodes)
    return Subgraph(nodes, sorted(among, key=lambda relation: relation.id), frozenset(truncated & set(nodes)))


def _next(relations: Iterable[Relation], inside: dict[str, None], truncated: set[str], cap: int) -> list[str]:
    """The other ends that are new, added to `inside` up to `cap`; who loses one for the cap's sake goes to `truncated`."""
    layer = []
    before = set(inside)
    for relation in relations:
        for near, far in ((relation.from_id, relation.to_id), (relation.to_id, relation.from_id)):
            if near not in before or far in inside:
                continue
            if len(inside) >= cap:
                truncated.add(near)
                continue
            inside[far] = None
            layer.append(far)
    return layer
