"""Whom a notice's organisations stand for, the same on every load whatever the graph learnt from them."""

from __future__ import annotations

from dataclasses import replace

from graph.ids import supplier_id
from loaders.eforms.standing import graph_of
from loaders.resolve import Identity, normal_name, split_name
from loaders.source import Reading

_PARENTS = 10


class Identities:
    """Asks the resolver, and keeps one thing from being both a unit and a supplier in one load."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._units: set[str] = set()

    def unit(self, name: str, number: str | None, *, country: str) -> Identity:
        """The unit a buyer is, named as written unless its parent is known, which then stands apart."""
        found: Identity = self._reading.known.unit(name, number, country=country)
        self._units.add(found.id)
        parent_name, inner = split_name(name)
        if parent_name is None:
            return found
        parent = found.parent_id or self._parent_held(found.id, parent_name)
        return replace(found, parent_id=parent, name=inner if parent else " ".join(name.split()))

    def supplier(self, name: str, number: str | None, *, country: str) -> Identity:
        """The supplier a winner is; one that buys in this load too gets an id beside the unit's."""
        found: Identity = self._reading.known.supplier(name, number, country=country)
        return replace(found, id=supplier_id(found.name, "no")) if found.id in self._units else found

    def _parent_held(self, unit: str, name: str) -> str | None:
        graph = graph_of(self._reading)
        if graph is None:
            return None
        view, on = graph
        above = view.neighbours([unit], kinds={"part_of"}, direction="out", on=on, cap=_PARENTS).relations
        for parent in view.get([relation.to_id for relation in above], on).values():
            if normal_name(name) in {normal_name(text) for text in parent.props.get("name", {}).values()}:
                return parent.id
        return None
