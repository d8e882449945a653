"""What a search for paths reads next: as few relations as will tell whether anything unread is cheaper."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from graph.paths_known import Known
from graph.paths_reach import SAME, Front, Open, Reach

#: Relations that a node is taken to have until they are counted; and a hub, which is read only where nothing else is left.
_GUESS, _HUB = 8, 10**9


class Ahead(NamedTuple):
    """A node to read, unless its bound from the side at `place` turns out to be over `limit`."""

    id: str
    place: int
    limit: float


def chosen(reach: Reach, front: Front, aim: float, room: int) -> list[Ahead]:
    """Nodes to read so that no path of a cost up to `aim` can be missed, about `room` of them, cheapest first.

    None where nothing is left to read, or, of a finite aim, only hubs.
    """
    if aim < math.inf:
        return _cover(reach.known, front, aim)[:room]
    needed = {node.id for side in front.sides for node in side}
    lists = [[node.id for node in side] for side in front.sides]
    lists += [sorted(needed & side.open, key=lambda id_: (side.cost[id_], id_)) for side in reach.sides[2:]]
    known = reach.known
    for shut in (known.hubs | known.cut, known.cut):
        found = [
            ahead
            for place, ids in enumerate(lists)
            for ahead in _cheapest(reach, place, [id_ for id_ in ids if id_ not in shut][:room])
        ]
        if found:
            return found
    return []


def read(reach: Reach, ahead: Sequence[Ahead]) -> bool:
    """Reads the nodes, those apart that turn out to be hubs or dearer than they seemed. Whether any was read."""
    fresh = set(reach.look_at(node.id for node in ahead))
    ids = [
        node.id
        for node in ahead
        if node.id not in fresh or (_easy(reach.known, node.id) and reach.bound(node.place, node.id) <= node.limit)
    ]
    reach.expand(list(dict.fromkeys(ids)))
    return bool(ids)


def hubs_between(front: Front, aim: float) -> list[str]:
    """Open nodes of which a path up to `aim` may lead over two, and over what was not read between them."""
    return list({node.id: None for side in front.sides for node in _within(side, aim)})


def _cheapest(reach: Reach, place: int, ids: Sequence[str]) -> list[Ahead]:
    limit = max((reach.bound(place, id_) for id_ in ids), default=math.inf)
    return [Ahead(id_, place, limit) for id_ in ids]


def _within(side: Iterable[Open], aim: float) -> list[Open]:
    return [node for node in side if node.bound + node.partner <= aim + SAME]


def _easy(known: Known, id_: str) -> bool:
    return id_ not in known.hubs and id_ not in known.cut


def _cover(known: Known, front: Front, aim: float) -> list[Ahead]:
    """Of each two open nodes that a path up to `aim` may lead over at least one, so that few relations are read in all.

    One side is read up to some cost, the other up to what is then left of `aim`.
    """
    one, other = (_within(side, aim) for side in front.sides)
    sums = [[0, *accumulate(_weight(known, node.id) for node in side)] for side in (one, other)]
    bounds = [node.bound for node in other]
    best, cut = math.inf, (0, 0)
    for many in range(len(one) + 1):
        left = bisect_right(bounds, aim + SAME - one[many].bound) if many < len(one) else 0
        total = sums[0][many] + sums[1][left]
        if total < best:
            best, cut = total, (many, left)
    nodes = sorted((node, place) for place, side in enumerate((one[: cut[0]], other[: cut[1]])) for node in side)
    return [Ahead(node.id, place, aim + SAME - node.partner) for node, place in nodes if _easy(known, node.id)]


def _weight(known: Known, id_: str) -> int:
    if not _easy(known, id_):
        return _HUB
    return known.degree(id_) if id_ in known.busy else _GUESS
