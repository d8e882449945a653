"""Force-directed positions, the same for the same graph and quick enough to ask for while a reader waits.

Each component by itself: first distances from a few pivots (Brandes and Pich 2006, "Eigensolver Methods for Progressive
Multidimensional Scaling"), then some rounds of Fruchterman and Reingold (1991) with all pairs at once as matrices, then
labels are pushed off one another. Components are set beside each other, the largest first.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ui.layout.room import ROOM_X, ROOM_Y, Spot

Points = NDArray[np.float32]

#: Pivots that distances are taken from, rounds of forces, rounds of pushing labels apart.
PIVOTS, ROUNDS, PUSHES = 24, 60, 60
#: Past so many nodes fewer rounds have to do: a round takes time with their square.
MANY = 500
#: Nodes whose pushes are reckoned at a time.
BLOCK = 64
_GOLDEN = math.pi * (3 - math.sqrt(5))


def force(nodes: Sequence[str], links: Sequence[tuple[str, str]]) -> dict[str, Spot]:
    """Where each of `nodes` stands; `links` between other names are left out."""
    near: dict[str, list[str]] = {name: [] for name in nodes}
    for start, end in links:
        if start in near and end in near and start != end:
            near[start].append(end)
            near[end].append(start)
    return _beside([(part, _component(part, near)) for part in _components(near)])


def _components(near: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The parts that hang together, largest first, in the order of their first node."""
    seen: set[str] = set()
    parts = []
    for name in near:
        if name not in seen:
            part = list(_steps(name, near))
            seen.update(part)
            parts.append(part)
    return sorted(parts, key=len, reverse=True)


def _steps(start: str, near: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """How many relations away from `start` each node of its component is."""
    steps = {start: 0}
    queue = deque([start])
    while queue:
        name = queue.popleft()
        for other in near[name]:
            if other not in steps:
                steps[other] = steps[name] + 1
                queue.append(other)
    return steps


def _component(part: Sequence[str], near: Mapping[str, Sequence[str]]) -> Points:
    count = len(part)
    if count == 1:
        return np.zeros((1, 2), np.float32)
    number = {name: index for index, name in enumerate(part)}
    links = np.array([(number[name], number[other]) for name in part for other in near[name]])
    points = _spread(_pivoted(part, number, near))
    step = 0.12 * math.sqrt(count)
    pairs = np.empty((BLOCK, count), np.float32), np.empty((BLOCK, count), np.float32)
    rounds = ROUNDS if count <= MANY else ROUNDS * 2 // 3
    for turn in range(rounds):
        points = _round(points, links, step * (1 - turn / rounds) + 0.01, pairs)
    return _apart(points * np.array([ROOM_X * 0.8, ROOM_Y * 1.1], np.float32))


def _pivoted(part: Sequence[str], number: Mapping[str, int], near: Mapping[str, Sequence[str]]) -> Points:
    """Two dimensions that keep the distances from a few pivots, each the farthest from those before it."""
    count = len(part)
    nearest = np.full(count, np.inf)
    columns = []
    pivot = part[0]
    for _ in range(min(PIVOTS, count)):
        steps = _steps(pivot, near)
        column = np.zeros(count)
        for name, far in steps.items():
            column[number[name]] = far
        columns.append(column)
        nearest = np.minimum(nearest, column)
        pivot = part[int(np.argmax(nearest))]
    squared = np.stack(columns, axis=1) ** 2
    centred = -0.5 * (squared - squared.mean(0) - squared.mean(1, keepdims=True) + squared.mean())
    _, vectors = np.linalg.eigh(centred.T @ centred)
    axes = vectors[:, ::-1][:, :2]
    axes = axes * np.where(axes[np.abs(axes).argmax(0), np.arange(axes.shape[1])] < 0, -1, 1)
    placed = centred @ axes
    return np.pad(placed, ((0, 0), (0, 2 - placed.shape[1]))).astype(np.float32)


def _spread(points: Points) -> Points:
    """The same, as wide as its nodes need, and none on top of another."""
    count = len(points)
    wide = float(np.abs(points).max()) or 1.0
    turn = np.arange(count) * _GOLDEN
    spiral = np.stack([np.cos(turn), np.sin(turn)], axis=1) * np.sqrt(np.arange(count) / count)[:, None]
    spread: Points = (math.sqrt(count) * (points / wide * 0.7 + spiral * 0.4)).astype(np.float32)
    return spread


def _round(points: Points, links: NDArray[np.int_], step: float, pairs: tuple[Points, Points]) -> Points:
    """One round of forces: all push each other (1/d), relations pull (d²), nobody goes further than `step`.

    `pairs`: room for a number a pair of BLOCK nodes with all, twice.
    """
    moved = _pushed(points, pairs)
    along = points[links[:, 1]] - points[links[:, 0]]
    pull = along * np.linalg.norm(along, axis=1, keepdims=True)
    for axis in (0, 1):
        moved[:, axis] += np.bincount(links[:, 0], weights=pull[:, axis], minlength=len(points)).astype(np.float32)
    length = np.linalg.norm(moved, axis=1, keepdims=True)
    on: Points = points + moved / np.maximum(length, 1e-6) * np.minimum(length, step)
    on -= on.mean(0)
    return on


def _pushed(points: Points, pairs: tuple[Points, Points]) -> Points:
    """Where all nodes together push each, BLOCK nodes at a time, so that what is reckoned stays in the processor's cache.

    All of it stays in this thread: for matrices as narrow as these the workers of the matrix library cost more than they
    save.
    """
    moved = np.empty_like(points)
    x, y = np.ascontiguousarray(points.T)
    for begin in range(0, len(points), BLOCK):
        some = slice(begin, begin + BLOCK)
        push, other = (room[: len(x[some])] for room in pairs)
        for axis, out in ((x, push), (y, other)):
            np.subtract.outer(axis[some], axis, out=out)
            np.multiply(out, out, out=out)
        np.add(push, other, out=push)
        np.reciprocal(np.maximum(push, 0.01, out=push), out=push)
        weight = push.sum(1)
        for column, axis in enumerate((x, y)):
            moved[some, column] = axis[some] * weight - np.einsum("ij,j->i", push, axis)
    return moved


def _apart(points: Points) -> Points:
    """Nodes whose rooms overlap pushed apart, along the axis that takes the shorter way."""
    room = np.array([ROOM_X * 0.82, ROOM_Y * 0.72], np.float32)
    for _ in range(PUSHES):
        left, right = _overlapping(points, room)
        if not len(left):
            break
        between = points[right] - points[left]
        over = room - np.abs(between)
        upright = over[:, 1] / room[1] < over[:, 0] / room[0]
        for axis, chosen in ((0, ~upright), (1, upright)):
            push = np.where(between[:, axis] < 0, -1, 1) * over[:, axis] * chosen * 0.35
            shift = np.bincount(right, push, len(points)) - np.bincount(left, push, len(points))
            points[:, axis] += np.clip(shift, -room[axis], room[axis]).astype(np.float32)
    return points


def _overlapping(points: Points, room: Points) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
    """Pairs whose rooms overlap: each node is compared with those that follow it from left to right, until none is near."""
    order = np.lexsort((points[:, 1], points[:, 0]))
    placed = points[order]
    pairs = []
    for ahead in range(1, len(order)):
        between = np.abs(placed[ahead:] - placed[:-ahead])
        near = between[:, 0] < room[0]
        if not near.any():
            break
        hit = np.flatnonzero(near & (between[:, 1] < room[1]))
        pairs.append((order[hit], order[hit + ahead]))
    none = np.zeros(0, np.int_)
    return (
        (np.concatenate([pair[0] for pair in pairs]), np.concatenate([pair[1] for pair in pairs]))
        if pairs
        else (none, none)
    )


def _beside(parts: Sequence[tuple[Sequence[str], Points]]) -> dict[str, Spot]:
    """The components in rows, about as wide as high together."""
    boxes = [np.ptp(points, axis=0) + np.array([ROOM_X, ROOM_Y]) for _, points in parts]
    widest = max(
        [math.sqrt(sum(float(box[0] * box[1]) for box in boxes)) * 1.3, *(float(box[0]) for box in boxes)], default=0
    )
    spots: dict[str, Spot] = {}
    x = y = high = 0.0
    for (part, points), box in zip(parts, boxes, strict=True):
        if x and x + float(box[0]) > widest:
            x, y, high = 0.0, y + high, 0.0
        corner = points.min(0)
        for name, point in zip(part, points - corner, strict=True):
            spots[name] = (round(x + float(point[0]), 1), round(y + float(point[1]), 1))
        x, high = x + float(box[0]), max(high, float(box[1]))
    return spots
