"""Where the nodes of a picture stand, computed here once: nothing moves in the browser unless a person moves it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import networkx as nx

Spot = tuple[float, float]

#: Room a node and its label take, in the picture's own units.
ROOM_X, ROOM_Y = 190.0, 92.0
#: Past this many in one layer, the layer becomes two columns, and so on.
TALLEST = 8


def spring(nodes: Sequence[str], links: Sequence[tuple[str, str]]) -> dict[str, Spot]:
    """Force-directed positions, the same for the same graph (Fruchterman and Reingold 1991, seeded)."""
    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(links)
    if not nodes:
        return {}
    side = 120 * math.sqrt(len(nodes)) + 60
    placed = nx.spring_layout(graph, seed=7, iterations=120, k=2.2 / math.sqrt(len(nodes)))
    return {name: (float(x) * side * 1.35, float(y) * side) for name, (x, y) in placed.items()}


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
        parts = max(1, math.ceil(len(column) / TALLEST))
        tall = math.ceil(len(column) / parts)
        for index, name in enumerate(column):
            part, line = divmod(index, tall)
            spots[name] = (x + part * ROOM_X, (line - (tall - 1) / 2) * ROOM_Y)
        x += parts * ROOM_X + ROOM_X * 0.25
    return spots


def _mean(values: Sequence[float], default: float) -> float:
    return sum(values) / len(values) if values else default
