"""Ties the notices of one procedure together: planning, competition, changes, award.

Notices belong together that name one procedure (BT-04), or of which one refers to the other (BT-125, BT-758, BT-1501).
Those of this load are tied to each other. To notices the graph held before they are tied where they refer to them; in a
load of up to FEW notices also where a notice of the same buyer names the same procedure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.model import Document, Node, Relation
from loaders.source import Reading
from loaders.standing import graph_of, standing

#: A load of more notices is not compared with what each of its buyers published before.
FEW = 2_000
#: How many of a buyer's newest notices are compared.
_NEWEST = 200


@dataclass(frozen=True, slots=True)
class _Member:
    day: str
    id: str
    document: Document | None


class Procedures:
    """Gathers notices during a load; `relations` then yields what ties them."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._folders: defaultdict[str, list[_Member]] = defaultdict(list)
        self._members: dict[str, _Member] = {}
        self._names: dict[str, str] = {}
        self._references: dict[str, list[str]] = {}
        self._buyers: set[str] = set()

    def add(self, notice: Node, references: Sequence[str], buyers: Sequence[str]) -> None:
        """Takes in a notice of this load, the ids it refers to and the ids of its buyers."""
        member = _Member(notice.props.get("published", ""), notice.id, notice.document)
        self._members[notice.id] = member
        self._names |= dict.fromkeys([notice.id, *notice.props.get("former_ids", ())], notice.id)
        if notice.props.get("procedure_folder"):
            self._folders[notice.props["procedure_folder"]].append(member)
        if references:
            self._references[notice.id] = list(references)
        self._buyers.update(buyers)

    def relations(self) -> Iterator[Relation]:
        """`same_procedure` from each notice to the next of its procedure, said by the later one."""
        self._recall()
        told: set[frozenset[str]] = set()
        for _, members in sorted(self._folders.items()):
            ordered = sorted(members, key=lambda member: (member.day, member.id))
            for earlier, later in pairwise(ordered):
                said_by = later.document or earlier.document
                told.add(frozenset({earlier.id, later.id}))
                if said_by:
                    yield Relation(earlier.id, "same_procedure", later.id, {}, said_by)
        for later_id, targets in sorted(self._references.items()):
            for target in self._found(targets):
                pair = frozenset({later_id, target})
                if target != later_id and pair not in told:
                    told.add(pair)
                    yield Relation(target, "same_procedure", later_id, {}, self._members[later_id].document)

    def _found(self, targets: Sequence[str]) -> list[str]:
        held = standing(self._reading, [target for target in targets if target not in self._names])
        found = [self._names.get(target) or (held[target].id if target in held else "") for target in targets]
        return [target for target in dict.fromkeys(found) if target]

    def _recall(self) -> None:
        """Adds notices of the same buyers and procedures that the graph held before; they say nothing in this load."""
        graph = graph_of(self._reading)
        if graph is None or not self._folders or len(self._members) > FEW:
            return
        view, on = graph
        read = view.neighbours(sorted(self._buyers), kinds={"published"}, direction="out", on=on, cap=_NEWEST)
        for node in view.get(sorted({relation.to_id for relation in read.relations}), on).values():
            folder = node.props.get("procedure_folder", "")
            if folder in self._folders and node.id not in self._members:
                member = _Member(node.props.get("published", ""), node.id, None)
                if member not in self._folders[folder]:
                    self._folders[folder].append(member)
