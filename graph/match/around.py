"""What units above and below one bought: a need seen in the same line of command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.match.candidate import Around, Candidate


@dataclass(frozen=True, slots=True)
class Bought:
    """The best purchase of the kind by each unit that has any, and the best by those right below each; by unit id."""

    own: Mapping[str, Around]
    below: Mapping[str, Around]

    @classmethod
    def of(cls, found: Mapping[str, Candidate]) -> Bought:
        own = {id_: Around(one.purchases[0], one.unit, above=True) for id_, one in found.items() if one.purchases}
        below: dict[str, Around] = {}
        for id_, bought in sorted(own.items()):
            for parent in found[id_].above[:1]:
                if parent not in below or bought.seen.fit > below[parent].seen.fit:
                    below[parent] = replace(bought, above=False)
        return cls(own, below)

    def around(self, id_: str, above: Sequence[str]) -> Around | None:
        """What the nearest of the units above bought, else what those below did; None where none of them did."""
        return next((self.own[one] for one in above if one in self.own), None) or self.below.get(id_)
