"""What notices and names make of units: who published the like, how much at all, whom the offering names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.match import meaning
from graph.match.candidate import Candidate
from graph.match.likeness import Like, Likeness
from graph.match.naming import Named, named
from graph.match.needs import Needs
from graph.match.publishers import Publishers
from graph.match.settings import settings
from graph.model import Node
from graph.store.base import View
from graph.when import On

#: Units whose mandate is looked at, nearest in meaning first.
UNITS = 200


@dataclass(frozen=True, slots=True)
class KnownFor:
    """likeness: what notices like the offering say; named: the units that it names; remits: how near in meaning the mandate
    of a unit is, in [0, 1], by unit id.
    """

    likeness: Likeness
    named: Named
    remits: Mapping[str, float]

    def remit(self, unit_id: str, unit_type: str) -> float:
        """How near the unit's remit is; 0 for kinds that all do the same: their mandates tell no two of them apart."""
        return 0.0 if unit_type in settings()["peers"]["types"] else self.remits.get(unit_id, 0.0)

    @property
    def units(self) -> set[str]:
        """The units that published something near enough to be looked at for it, or whose remit is."""
        said = settings()
        alike = {id_ for id_, like in self.likeness.units.items() if like.nearest.fit >= said["similar"]["least"]}
        return alike | {id_ for id_, near in self.remits.items() if near >= said["remit"]["least"]}

    def give(self, found: Mapping[str, Candidate], heirs: Mapping[str, Sequence[Node]]) -> None:
        """Hands each candidate what it is known for; what an ended unit published counts for those that took over."""
        for id_, like in self.likeness.units.items():
            for target in (id_, *(heir.id for heir in heirs.get(id_, ()))):
                if target in found:
                    _keep(found[target], like)
        for id_, candidate in found.items():
            candidate.kind = self.likeness.kinds.get(candidate.type)
            candidate.named = self.named.get(id_)
            candidate.remit = self.remit(id_, candidate.type)


def known_for(view: View, needs: Needs, likes: Likeness, known: Publishers, on: On) -> KnownFor:
    """What the offering meets among notices and names, as known on the day. likes: what notices like it say of units."""
    text = needs.offering.text
    near = meaning.nearest(view, text, "unit", on, limit=UNITS)
    remits = {id_: telling for id_, cosine in near.items() if (telling := meaning.telling(cosine, "unit"))}
    return KnownFor(likes, named(view, text, known, on), remits)


def _keep(candidate: Candidate, like: Like) -> None:
    if candidate.like is None or like.nearest.fit > candidate.like.nearest.fit:
        candidate.like = like
