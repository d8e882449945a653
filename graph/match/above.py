"""What units are part of, and who took over from those that have ended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.model import Node
from graph.store.base import View
from graph.when import On

#: Levels climbed, and take-overs followed; a circle in the data ends here at the latest.
LEVELS = 6
#: Units directly above one, or that took over from one.
FEW = 10


def parents(view: View, ids: Iterable[str], on: On) -> dict[str, tuple[str, ...]]:
    """The ids of all units above each of `ids`, nearest first; ended memberships are not climbed."""
    asked = list(ids)
    up: dict[str, list[str]] = {}
    level = asked
    for _ in range(LEVELS):
        level = sorted({id_ for id_ in level if id_ not in up})
        if not level:
            break
        up.update({id_: [] for id_ in level})
        for tie in view.neighbours(level, kinds=["part_of"], direction="out", on=on, cap=FEW).relations:
            if tie.current is not False:
                up[tie.from_id].append(tie.to_id)
        level = [parent for id_ in level for parent in up[id_]]
    # Whatever stands right below the same units has the same above it, unless the data goes in a circle.
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    found = {}
    for id_ in asked:
        next_ = tuple(up[id_])
        if next_ not in known:
            known[next_] = _above(next_, up)
        found[id_] = known[next_] if id_ not in known[next_] else _above(next_, up, without=id_)
    return found


def successors(view: View, ended: Sequence[Node], on: On) -> dict[str, list[Node]]:
    """The units that stand in the place of each ended one today, by its id; empty where nobody took over."""
    next_: dict[str, list[str]] = {}
    level = sorted(node.id for node in ended)
    met: dict[str, Node] = {node.id: node for node in ended}
    for _ in range(LEVELS):
        level = [id_ for id_ in level if id_ not in next_]
        if not level:
            break
        next_.update({id_: [] for id_ in level})
        for tie in view.neighbours(level, kinds=["replaced_by"], direction="out", on=on, cap=FEW).relations:
            next_[tie.from_id].append(tie.to_id)
        met.update(view.get([heir for id_ in level for heir in next_[id_]], on))
        level = sorted({heir for id_ in level for heir in next_[id_] if heir in met and met[heir].current is False})
    return {node.id: [met[id_] for id_ in _heirs(node.id, next_, met)] for node in ended}


def _above(parents: Iterable[str], up: dict[str, list[str]], without: str = "") -> tuple[str, ...]:
    """These and all above them, nearest first, but for the unit `without`."""
    order: dict[str, None] = {}
    next_: Iterable[str] = parents
    for _ in range(LEVELS):
        level = sorted({parent for parent in next_ if parent != without and parent not in order})
        order.update(dict.fromkeys(level))
        next_ = [parent for one in level for parent in up.get(one, ())]
    return tuple(order)


def _heirs(id_: str, next_: dict[str, list[str]], met: dict[str, Node]) -> list[str]:
    """The heirs that have not ended themselves, at the end of each chain of take-overs."""
    found: set[str] = set()
    level, seen = {id_}, {id_}
    while level:
        heirs = {heir for one in level for heir in next_.get(one, ()) if heir in met} - seen
        found |= {heir for heir in heirs if met[heir].current is not False}
        seen |= heirs
        level = {heir for heir in heirs if met[heir].current is False}
    return sorted(found)
