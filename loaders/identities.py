"""Whom the bodies in a notice or a row stand for, the same on every load whatever the graph learnt from them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from graph.ids import supplier_id
from loaders.resolve import BAD_NUMBER, SAME_NAME, SECOND_NUMBER, Identity, normal_name, split_name
from loaders.source import Reading
from loaders.standing import graph_of

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


def number_props(identity: Identity, said: str, country: str) -> dict[str, Any]:
    """The number as the body's own; beside it, with a flag, where it fails its check or is a second one.

    said: the number as the source writes it; country: two letters, "" is Norway.
    """
    beside = identity.flag in {BAD_NUMBER, SECOND_NUMBER}
    number = None if beside else identity.number
    return {
        "orgnr": number,
        "scheme": "NO-BRC" if number and country in {"NO", ""} else None,
        "numbers": [said] if beside and said else [],
        "number_flag": None if identity.flag == SAME_NAME else identity.flag,
    }
