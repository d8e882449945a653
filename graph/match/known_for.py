"""What notices and names make of units: who published the like, how much at all, whom the offering names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.match.candidate import Candidate
from graph.match.likeness import Like, Likeness, likeness
from graph.match.naming import Named, named
from graph.match.offering import Offering
from graph.match.publishers import Publishers, publishers
from graph.match.settings import settings
from graph.model import Node
from graph.store.base import View
from graph.when import On


@dataclass(frozen=True, slots=True)
class KnownFor:
    """likeness: what notices like the offering say; named: the units that it names."""

    likeness: Likeness
    publishers: Publishers
    named: Named

    @property
    def units(self) -> set[str]:
        """The units that published something near enough to be looked at for it."""
        least = settings()["similar"]["least"]
        return {id_ for id_, like in self.likeness.units.items() if like.nearest.fit >= least}

    def give(self, found: Mapping[str, Candidate], heirs: Mapping[str, Sequence[Node]]) -> None:
        """Hands each candidate what it is known for; what an ended unit published counts for those that took over."""
        for id_, like in self.likeness.units.items():
            for target in (id_, *(heir.id for heir in heirs.get(id_, ()))):
                if target in found:
                    _keep(found[target], like)
        for id_, candidate in found.items():
            candidate.kind = self.likeness.kinds.get(candidate.type)
            candidate.published = self.publishers.counts.get(id_, 0)
            candidate.named = self.named.get(id_)


def known_for(view: View, offering: Offering, on: On) -> KnownFor:
    """What the offering meets among notices and names, as known on the day."""
    known = publishers(view, on)
    return KnownFor(likeness(view, offering, known, on), known, named(view, offering.text, known, on))


def _keep(candidate: Candidate, like: Like) -> None:
    if candidate.like is None or like.nearest.fit > candidate.like.nearest.fit:
        candidate.like = like
