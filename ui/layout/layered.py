"""Positions in columns from left to right: who, what they must or did, what it is about."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from ui.layout.room import ROOM_X, ROOM_Y, Spot

#: Past this many in one layer, the layer becomes two columns, and so on; every other one stands half a line lower, so that
#: long labels pass between each other.
TALLEST = 8


def layers(nodes: Sequence[str], rank: Mapping[str, int], links: Sequence[tuple[str, str]]) -> dict[str, Spot]:
    """Columns from left to right by `rank`, neighbours near each other (two barycentre sweeps, Sugiyama 1981)."""
    columns: dict[int, list[str]] = {}
    for name in nodes:
        columns.setdefault(rank.get(name, 0), []).append(name)
    near: dict[str, list[str]] = {name: [] for name in nodes}
    for start, end in links:
        near[start].append(end)
        near[end].append(start)
    height = {name: float(index) for column in columns.values() for index, name in enumerate(column)}
    for _ in range(2):
        for column in (columns[key] for key in sorted(columns)):
            column.sort(key=lambda name: (_mean([height[other] for other in near[name]], height[name]), name))
            height.update({name: index - len(column) / 2 for index, name in enumerate(column)})
    return _spots([columns[key] for key in sorted(columns)])


def _spots(columns: Sequence[Sequence[str]]) -> dict[str, Spot]:
    spots: dict[str, Spot] = {}
    x = 0.0
    for column in columns:
        parts = max(1, math.ceil(len(column) / max(TALLEST, math.isqrt(len(column)) * 2)))
        tall = math.ceil(len(column) / parts)
        for index, name in enumerate(column):
            part, line = divmod(index, tall)
            spots[name] = (x + part * ROOM_X, (line - (tall - 1) / 2 + part % 2 / 2) * ROOM_Y)
        x += parts * ROOM_X + ROOM_X * 0.6
    return spots


def _mean(values: Sequence[float], default: float) -> float:
    return sum(values) / len(values) if values else default
