"""What a search for paths reads next: as few relations as will tell whether anything unread is cheaper."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from graph.paths_known import Known
from graph.paths_reach import Front, Open, Reach

#: Costs that differ by less are the same: a path as dear as the last one chosen may come before it in order of ids.
SAME = 1e-9
#: Relations that a node is taken to have until they are counted; and a hub, which is read only where nothing else is left.
_GUESS, _HUB = 8, 10**9


def chosen(reach: Reach, front: Front, aim: float, room: int) -> list[str]:
    """Nodes to read so that no path of a cost up to `aim` can be missed, cheapest first, about `room` of them.

    None where nothing is left to read, or, of a finite aim, only hubs.
    """
    known = reach.known
    if aim < math.inf:
        return [node.id for node in _cover(known, front, aim) if _easy(known, node.id)][:room]
    around = [sorted((side.cost[id_], id_) for id_ in side.open) for side in reach.sides[2:]]
    needed = {node.id for side in front.sides for node in side}
    lists = [
        *([node.id for node in side] for side in front.sides),
        *([id_ for _, id_ in side if id_ in needed] for side in around),
    ]
    easy = [[id_ for id_ in ids if _easy(known, id_)][:room] for ids in lists]
    if not any(easy):
        easy = [[id_ for id_ in ids if id_ not in known.cut][:room] for ids in lists]
    return list(dict.fromkeys(id_ for ids in easy for id_ in ids))


def hubs_between(reach: Reach, front: Front, aim: float) -> list[str]:
    """Hubs of which a path up to `aim` may lead over two, and over what was not read between them."""
    return [node.id for node in _cover(reach.known, front, aim)]


def _easy(known: Known, id_: str) -> bool:
    return id_ not in known.hubs and id_ not in known.cut


def _cover(known: Known, front: Front, aim: float) -> list[Open]:
    """Of each two open nodes that a path up to `aim` may lead over at least one, so that few relations are read in all.

    One side is read up to some cost, the other up to what is then left of `aim`.
    """
    sides = [[node for node in side if node.bound + node.partner <= aim + SAME] for side in front.sides]
    sums = [[0, *accumulate(_weight(known, node.id) for node in side)] for side in sides]
    one, other = sides
    bounds = [node.bound for node in other]
    best, cut = math.inf, (0, 0)
    for many in range(len(one) + 1):
        left = bisect_right(bounds, aim + SAME - one[many].bound) if many < len(one) else 0
        total = sums[0][many] + sums[1][left]
        if total < best:
            best, cut = total, (many, left)
    return sorted([*one[: cut[0]], *other[: cut[1]]])


def _weight(known: Known, id_: str) -> int:
    return known.degree(id_) if _easy(known, id_) and id_ in known.busy else _GUESS if _easy(known, id_) else _HUB
