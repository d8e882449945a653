"""The first way in for a kind of unit, an amount and a class of purchase: the same for every question of a day."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from graph.answers import RouteRef
from graph.match.keep import kept
from graph.match.settings import settings
from graph.routes import routes_within
from graph.rulebook import Limits, Rulebook
from graph.store.base import View
from graph.when import On

#: Cases remembered: few amounts and classes of contract are asked of again and again.
_REMEMBERED = 2_000


@dataclass(frozen=True, slots=True)
class Ways:
    """What the rules of a day say of each case that was asked about. Threads may share it."""

    book: Rulebook
    on: On
    lang: str
    _limits: dict[tuple[str, str], Limits] = field(default_factory=dict)
    _known: dict[tuple[Limits, float | None], RouteRef | None] = field(default_factory=dict)

    def first(self, unit_type: str, amount: float | None, code: str) -> RouteRef | None:
        """Of the ways in that are not closed, the one with least procedure. code: of eight digits, or empty."""
        limits = self._limits.get((unit_type, code))
        if limits is None:
            limits = self._limits[unit_type, code] = self.book.limits(unit_type, [code] if code else [])
        case = limits, amount
        with suppress(KeyError):
            return self._known[case]
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        found = self._known[case] = _least(routes_within(self.book, limits, amount, self.on, self.lang))
        return found


def ways(view: View, on: On, lang: str) -> Ways:
    """What the rules that `view` knows on the day say, in a language; kept for a state of the graph."""

    def read() -> Ways:
        return Ways(kept(view, on, "rules", lambda: Rulebook.read(view, on)), on, lang)

    return kept(view, on, f"ways {lang}", read)


def _least(all_: Sequence[RouteRef]) -> RouteRef | None:
    """By `data/match.toml`, `[procedure.routes]`."""
    open_ = {route.route: route for route in reversed(all_) if route.open is not False}
    return next((open_[name] for name in settings()["procedure"]["routes"] if name in open_), None)
