"""The day of a question as stores compare it."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.json import decode

from graph.store.days import known_from
from graph.when import On


@dataclass(frozen=True, slots=True)
class Moment:
    """The day of a question as the tables hold it. lo, full: the columns that say from when, with undated facts or without."""

    on: On
    day: int
    lo: str
    full: str

    @classmethod
    def of(cls, on: On) -> Moment:
        mode = "u" if on.undated else "d"
        return cls(on, known_from(on.day), f"lo_{mode}", f"full_{mode}")

    def within(self, spells: str) -> bool:
        """Whether the day lies in one of the spans that a node's `spells` lists for the mode."""
        return any(first <= self.day <= last for first, last in decode(spells)[self.lo[-1]])
