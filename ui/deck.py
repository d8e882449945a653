"""What every card of an answer is drawn with: who asks, what, and what this workspace knows of the units."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ui.address import MOST_COMPARED, Asked
from ui.here import Here
from ui.links import go
from ui.markup import Safe, el


@dataclass(frozen=True, slots=True)
class Deck:
    """widest: the sum of positive parts that fills a bar."""

    here: Here
    question: Asked
    widest: float

    def compare_link(self, id_: str, name: str) -> Safe:
        """A link that puts a unit beside others, or takes it away again; a word where there is room for no more."""
        compared = self.question.compared
        chosen = id_ in compared
        if not chosen and len(compared) >= MOST_COMPARED:
            return el("span", self.here.word("compare_full"), class_="muted")
        units = tuple(one for one in compared if one != id_) if chosen else (*compared, id_)
        label = self.here.word("compare_drop" if chosen else "compare_add")
        return go(
            self.here,
            "find",
            replace(self.question, compared=units).params(),
            label,
            key=f"compare-{id_}",
            class_="act chosen" if chosen else "act",
            aria_label=f"{label}: {name}",
        )
