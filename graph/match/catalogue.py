"""The purchase codes that a graph holds: which lie below which, and what classes are called. The same for every offering."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from graph.match.keep import kept
from graph.model import Node
from graph.schema import node_kind
from graph.store.base import View
from graph.when import On

#: Codes read right below one; a class has nine at most.
_BELOW = 200


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What was asked of the codes in a state of the graph: what nobody asked about yet is read then. Threads may share it."""

    on: On
    _classes: dict[str, Node | None] = field(default_factory=dict)
    _below: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def classes(self, view: View, ids: Iterable[str]) -> dict[str, Node]:
        """Those of these classes that are there, by id; with nothing said of them but what they are called."""
        asked = list(ids)
        new = [id_ for id_ in asked if id_ not in self._classes]
        there = view.get(new, self.on) if new else {}
        self._classes.update({id_: _called(there[id_]) if id_ in there else None for id_ in new})
        return {id_: node for id_ in asked if (node := self._classes[id_])}

    def below(self, view: View, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The ids of the codes that lie below each of these classes and belong to it."""
        asked = list(ids)
        class_of = {id_: id_ for id_ in asked if id_ not in self._below}
        level = list(class_of)
        found: dict[str, list[str]] = {id_: [] for id_ in level}
        while level:
            relations = view.neighbours(level, kinds=["broader"], direction="in", on=self.on, cap=_BELOW).relations
            level = []
            for relation in relations:
                if relation.from_id[:8] == relation.to_id[:8] and relation.from_id not in class_of:
                    class_of[relation.from_id] = class_of[relation.to_id]
                    found[class_of[relation.to_id]].append(relation.from_id)
                    level.append(relation.from_id)
        self._below.update({id_: tuple(codes) for id_, codes in found.items()})
        return {id_: self._below[id_] for id_ in asked}


def catalogue(view: View, on: On) -> Catalogue:
    """The codes that are known on the day; kept for a state of the graph."""
    return kept(view, on, "catalogue", lambda: Catalogue(on))


def class_id(code: str) -> str:
    """The id of the class that a code belongs to, which begins with four digits."""
    return f"cpv-{code[:4].ljust(8, '0')}"


def _called(node: Node) -> Node:
    """The node with what it is called alone: thousands of phrases of classes are nothing to keep."""
    return replace(node, props={name: said for name in node_kind(node.kind).caption if (said := node.props.get(name))})
