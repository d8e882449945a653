"""From rows of vectors to the nodes nearest in meaning, the same whatever store the rows come from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from itertools import islice
from typing import TypeVar

from graph.model import Node
from graph.text.embedder import mark
from graph.text.meant import meant

Key = TypeVar("Key", bound=Hashable)
#: Cosines are told apart up to this many digits; what is equal by them stands in order of id.
_DIGITS = 6
_EQUAL = 10**-_DIGITS


def nearest_nodes(
    rows: Iterator[tuple[Key, str, float]], read: Callable[[Collection[Key]], Mapping[Key, Node]], k: int
) -> list[tuple[str, float]]:
    """See `graph.store.base.View.nearest`.

    rows: (the store's own key of a node, mark of a text, cosine), nearest first. read: the nodes there on the day asked; a row
    whose text its node does not say then is passed over.
    """
    kept: dict[str, float] = {}
    while batch := list(islice(rows, 2 * k)):
        nodes = read(list(dict.fromkeys(key for key, _, _ in batch)))
        said = {key: {mark(text) for _, text in meant(node)} for key, node in nodes.items()}
        for key, text, cosine in batch:
            if text in said.get(key, ()):
                kept.setdefault(nodes[key].id, cosine)
        if len(kept) >= k and sorted(kept.values())[-k] > batch[-1][2] + _EQUAL:
            break
    best = sorted(kept.items(), key=lambda found: (-round(found[1], _DIGITS), found[0]))
    return best[:k]
