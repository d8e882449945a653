"""How near units stand to the people and units the founder names: steps over relations between people and units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import UnknownThing
from graph.match.settings import settings
from graph.model import Node
from graph.store.base import View
from graph.when import On

#: Relations that lead from one to another; sharing a purchase category or a duty is no acquaintance.
TIES = ("part_of", "buys_for", "post_in", "reports_to", "holds", "knows", "party_to", "piloted", "delivered", "joined")
#: Nodes from which the next step is taken.
FRONTIER = 400


@dataclass(frozen=True, slots=True)
class Reached:
    """steps: relations from the nearest of those named; tie: id of the last one, None for a unit named itself."""

    steps: int
    named: Node
    tie: str | None


def reached(view: View, near: Sequence[str], on: On) -> dict[str, Reached]:
    """What lies within `reach.steps` of the ids `near`, by id. Raises UnknownThing for an id nobody knows then."""
    if not near:
        return {}
    said = settings()["reach"]
    starts = view.get(near, on)
    for id_ in near:
        if id_ not in starts:
            raise UnknownThing("match_unknown_near", id=id_)
    found = {node.id: Reached(0, node, None) for node in starts.values()}
    level = sorted(found)
    for step in range(1, said["steps"] + 1):
        ties = view.neighbours(level[:FRONTIER], kinds=TIES, on=on, cap=said["cap"]).relations
        new: dict[str, Reached] = {}
        for tie in ties:
            for end, other in ((tie.from_id, tie.to_id), (tie.to_id, tie.from_id)):
                if end in found and other not in found and tie.current is not False:
                    new.setdefault(other, Reached(step, found[end].named, tie.id))
        found.update(new)
        level = sorted(new)
        if not level:
            break
    return found
