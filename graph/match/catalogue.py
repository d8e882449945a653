"""The purchase codes that a graph holds: which lie below which, and what classes are called. The same for every offering."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.match import meaning
from graph.match.keep import kept
from graph.model import Node
from graph.schema import node_kind
from graph.store.base import View
from graph.when import On


@dataclass(frozen=True, slots=True)
class Catalogue:
    """below: the ids right below each code, by id; classes: the classes that are there, with their captions alone, by id;
    asked: the ids of classes of which it is known whether they are there.
    """

    below: Mapping[str, Sequence[str]]
    classes: Mapping[str, Node]
    asked: frozenset[str]


def catalogue(view: View, on: On) -> Catalogue:
    """The codes that are known on the day; read once for a state of the graph."""
    return kept(view, on, "catalogue", lambda: _read(view, on))


def class_nodes(view: View, ids: Iterable[str], on: On) -> dict[str, Node]:
    """Those of these classes that are there, by id; with nothing said of them but what they are called."""
    known = catalogue(view, on)
    asked = list(ids)
    others = [id_ for id_ in asked if id_ not in known.asked]
    more = view.get(others, on) if others else {}
    return {id_: node for id_ in asked if (node := known.classes.get(id_) or more.get(id_))}


def class_id(code: str) -> str:
    """The id of the class that a code belongs to, which begins with four digits."""
    return f"cpv-{code[:4].ljust(8, '0')}"


def _read(view: View, on: On) -> Catalogue:
    below: dict[str, list[str]] = defaultdict(list)
    for code, above in view.scan_ends("broader", on):
        below[above].append(code)
    ids = {class_id(id_.removeprefix("cpv-")) for codes in below.values() for id_ in codes}
    ids.update(map(class_id, meaning.known_classes()))
    nodes = view.get(sorted(ids), on)
    return Catalogue(below, {id_: _called(node) for id_, node in nodes.items()}, frozenset(ids))


def _called(node: Node) -> Node:
    """The node with what it is called alone: thousands of phrases of classes are nothing to keep."""
    return replace(node, props={name: said for name in node_kind(node.kind).caption if (said := node.props.get(name))})
