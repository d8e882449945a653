"""What was done, and by whom: notices, pilots and agreements with the units behind them, in two bounded reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.model import Node, Relation
from graph.store.base import Neighbours, View
from graph.when import On

#: Units read at one notice, pilot or agreement.
OWNERS = 400
_TIES = ("published", "piloted", "party_to")


@dataclass(frozen=True, slots=True)
class Acts:
    """Notices, pilots and agreements by id, and who published, piloted or is party to each. read: every id looked up."""

    things: Mapping[str, Node] = field(default_factory=dict)
    ties: Mapping[str, Sequence[Relation]] = field(default_factory=dict)
    read: frozenset[str] = frozenset()


def acts(view: View, ids: Iterable[str], on: On, known: Acts | None = None) -> Acts:
    """What of these was done by units, and by which. known: what was read before, which is not read again."""
    known = known or Acts()
    more = sorted(frozenset(ids) - known.read)
    there = view.get(more, on) if more else {}
    things = {id_: node for id_, node in there.items() if node.kind in ("notice", "pilot", "agreement")}
    found = view.neighbours(things, kinds=_TIES, direction="in", on=on, cap=OWNERS) if things else Neighbours()
    ties: dict[str, list[Relation]] = defaultdict(list)
    for tie in found.relations:
        ties[tie.to_id].append(tie)
    return Acts({**known.things, **things}, {**known.ties, **ties}, known.read.union(more))
