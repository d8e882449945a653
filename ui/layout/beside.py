"""Spots for nodes that join a picture: near the node they came from, where there is room, and nothing else moves."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from ui.layout.room import ROOM_X, ROOM_Y, Spot

#: Rings around a node that are searched for room; what finds none stands on the last.
RINGS = 60


def beside(places: Mapping[str, Spot], anchor: str | None, new: Sequence[str]) -> dict[str, Spot]:
    """A spot for each of `new`, rings around `anchor`, first on the side that turns away from the picture's middle.

    anchor: None, or not in `places`, means the picture's lower edge. The same for the same picture.
    """
    taken = np.array(list(places.values()) or [(1e9, 1e9)], dtype=float)
    middle = taken.mean(0) if places else np.zeros(2)
    foot = (float(middle[0]), float(taken[:, 1].max()) + ROOM_Y) if places else (0.0, 0.0)
    centre = places.get(anchor, foot) if anchor else foot
    away = math.atan2(centre[1] - middle[1], centre[0] - middle[0])
    spots: dict[str, Spot] = {}
    waiting = list(new)
    for spot in _candidates(centre, away):
        if not waiting:
            break
        apart = np.abs(taken - spot)
        if not ((apart[:, 0] < ROOM_X * 0.8) & (apart[:, 1] < ROOM_Y * 0.7)).any():
            spots[waiting.pop(0)] = (round(spot[0], 1), round(spot[1], 1))
            taken = np.vstack([taken, spot])
    for number, name in enumerate(waiting):
        spots[name] = (round(centre[0] + number * ROOM_X, 1), round(centre[1] + RINGS * ROOM_Y, 1))
    return spots


def _candidates(centre: Spot, away: float) -> Iterator[tuple[float, float]]:
    """The centre, then spots on ellipses around it, each ring from the side `away` (an angle) to both hands."""
    yield centre[0], centre[1]
    for ring in range(1, RINGS + 1):
        count = 6 * ring + 2
        for index in range(count):
            turn = away + (1 if index % 2 else -1) * math.ceil(index / 2) * 2 * math.pi / count
            yield (
                centre[0] + math.cos(turn) * ring * ROOM_X * 0.95,
                centre[1] + math.sin(turn) * ring * ROOM_Y * 1.25,
            )
