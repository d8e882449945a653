"""Positions as a tree that grows to the right: units under what they are part of, the rest beside what they belong to."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from ui.layout.room import ROOM_X, ROOM_Y, Spot

#: Leaves of one node that stand in one column; more of them stand in a block.
TALLEST = 10


def tree(nodes: Sequence[str], above: Mapping[str, str], links: Sequence[tuple[str, str]]) -> dict[str, Spot]:
    """A spot for each of `nodes`. above: what each node is part of; nodes without hang on the first they are linked to.

    Cycles in `above` are cut at their first node.
    """
    below = _hung(nodes, above, links)
    hung = {name for names in below.values() for name in names}
    order = [name for name in nodes if name not in hung]
    for name in order:
        order += below.get(name, ())
    room: dict[str, float] = {}
    for name in reversed(order):
        inner = sum(room[child] for child in below.get(name, ()) if child in below)
        room[name] = max(ROOM_Y, _block(_leaves(name, below))[1] * ROOM_Y + inner)
    corner: dict[str, Spot] = {}
    spots: dict[str, Spot] = {}
    top = 0.0
    for name in order:
        if name not in corner and name not in spots:
            corner[name] = (0.0, top)
            top += room[name] + ROOM_Y * 0.4
        if name not in spots:
            _place(name, corner, room, below, spots)
    return spots


def _leaves(name: str, below: Mapping[str, Sequence[str]]) -> list[str]:
    return [child for child in below.get(name, ()) if child not in below]


def _block(leaves: Sequence[str]) -> tuple[int, int]:
    """How many columns and lines the leaves of one node take."""
    wide = max(1, math.ceil(len(leaves) / max(TALLEST, math.isqrt(len(leaves)))))
    return wide, math.ceil(len(leaves) / wide)


def _place(
    name: str,
    corner: dict[str, Spot],
    room: Mapping[str, float],
    below: Mapping[str, Sequence[str]],
    spots: dict[str, Spot],
) -> None:
    """Places a node in the middle of its room, its leaves in a block, and says where the rooms of the others begin."""
    left, top = corner[name]
    spots[name] = (left, top + (room[name] - ROOM_Y) / 2)
    leaves = _leaves(name, below)
    wide, high = _block(leaves)
    for index, leaf in enumerate(leaves):
        line, column = divmod(index, wide)
        spots[leaf] = (left + (1 + column) * ROOM_X, top + line * ROOM_Y)
    top += high * ROOM_Y
    for child in below.get(name, ()):
        if child in below:
            corner[child] = (left + ROOM_X * 1.25, top)
            top += room[child]


def _hung(nodes: Sequence[str], above: Mapping[str, str], links: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    """The nodes below each node: a forest in which every node stands once."""
    known = set(nodes)
    parent = {name: up for name, up in above.items() if name in known and up in known}
    for name in list(parent):
        if name in _line(name, parent):
            del parent[name]
    near: dict[str, list[str]] = {name: [] for name in nodes}
    for start, end in links:
        near[start].append(end)
        near[end].append(start)
    reached = [name for name in nodes if name in parent or name in parent.values()]
    seen = set(reached)
    for first in [*reached, *nodes]:
        queue = [first]
        seen.add(first)
        for name in queue:
            for other in near[name]:
                if other not in seen:
                    seen.add(other)
                    parent[other] = name
                    queue.append(other)
    below: dict[str, list[str]] = {}
    for name in nodes:
        if name in parent:
            below.setdefault(parent[name], []).append(name)
    return below


def _line(name: str, parent: Mapping[str, str]) -> set[str]:
    """Everything above `name`; it holds `name` itself where the line comes back to it."""
    line: set[str] = set()
    while (up := parent.get(name)) is not None and up not in line:
        line.add(up)
        name = up
    return line
