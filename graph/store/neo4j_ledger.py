"""What a load has met so far, and what became of it: so that nothing is asked of the server that is known here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graph.model import Changes
from graph.store.merge import Said
from graph.store.neo4j_rows import print_of
from graph.store.neo4j_seen import Seen


@dataclass(slots=True)
class Tally:
    """What a load did to nodes, or to relations.

    altered: by hash of what was there before and is another now, the hash of the print it had then, and whether the load speaks
    of it: some 160 bytes each, the one thing held here that grows with what a load changes.
    """

    made: int = 0
    removed: int = 0
    mentioned: int = 0
    altered: dict[int, tuple[int, bool]] = field(default_factory=dict)

    def note(self, place: int, before: Sequence[Said], after: Sequence[Said], *, mentioned: bool) -> None:
        """Something that was there before the load is now what `after` says. mentioned: the load speaks of it."""
        first, spoken = self.altered.pop(place, (0, False))
        first = first or hash(print_of(before))
        if not after:
            self.removed += 1
        elif hash(print_of(after)) != first:
            self.altered[place] = (first, spoken or mentioned)

    def changes(self) -> Changes:
        """All of it."""
        unchanged = self.mentioned - sum(mentioned for _, mentioned in self.altered.values())
        return Changes(made=self.made, changed=len(self.altered), unchanged=unchanged, removed=self.removed)


class Ledger:
    """Hashes of what a load met.

    empty: the graph held nothing before. made: nodes of this load, those that only wait included; there: nodes that were
    there before, as far as asked; fresh: nodes and relations that nobody claimed before; touched: those that were
    claimed and that the load speaks of; said: what it said of those, by document.
    """

    def __init__(self, *, empty: bool) -> None:
        self.empty = empty
        self.made, self.there, self.fresh, self.touched, self.said = (Seen() for _ in range(5))
        self.nodes, self.relations = Tally(), Tally()

    def unknown(self, ids: Iterable[str]) -> list[str]:
        """Those of `ids` of which nobody knows here whether the database holds them; none where it was empty."""
        return [] if self.empty else sorted(self.new(ids))

    def new(self, ids: Iterable[str]) -> set[str]:
        """Those of `ids` that no node has yet; `unknown` ones must have been asked for before."""
        places = {hash(id_): id_ for id_ in ids}
        known = self.made.among([*places]) | self.there.among([*places])
        return {id_ for place, id_ in places.items() if place not in known}
