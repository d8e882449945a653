"""What a search inside a picture means: what has a name or number like that, else what the graph knows by likeness."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from graph.lookup import names, normal, numbers
from graph.model import Node
from graph.schema import caption

#: Names of a node that are looked at, and characters of each.
MOST_NAMES, LONGEST = 30, 200


def known_by(node: Node, lang: str) -> tuple[list[str], list[str]]:
    """The names of a node in every language, as names are compared, the one that is shown first; and its numbers."""
    called = dict.fromkeys(normal(name)[:LONGEST] for name in (caption(node, lang), *names(node)))
    return [name for name in called if name][:MOST_NAMES], numbers(node)[:MOST_NAMES]


def sought(nodes: Mapping[str, Node], find: str, lang: str, found: Collection[str]) -> set[str]:
    """Which of `nodes` a search for `find` leaves, as `matches` and `sought` in light.js have it.

    found: what the graph's search gives for the same words.
    """
    asked = normal(find)
    if not asked:
        return set()
    number = asked.replace(" ", "")
    named = {
        id_
        for id_, (called, known) in ((id_, known_by(node, lang)) for id_, node in nodes.items())
        if any(asked in name for name in called) or any(one.startswith(number) for one in known)
    }
    return named or nodes.keys() & set(found)
