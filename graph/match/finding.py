"""What a feature says of a unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from graph.answers import RouteRef
from graph.when import On, last_day

if TYPE_CHECKING:
    from graph.match.candidate import Candidate

DAYS_A_YEAR = 365.25


class Finding(Struct, frozen=True):
    """value in [-1, 1]. key, values: the sentence (`data/messages/match.toml`) and what fills it: text, numbers, nodes.

    cites: ids of nodes and relations whose sources stand behind it. sources_of: a route, whose sources it carries.
    day: ISO date of the evidence, where it has one.
    """

    value: float
    key: str
    values: Mapping[str, Any] = {}
    cites: tuple[str, ...] = ()
    route: RouteRef | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """What the features need beside the unit. value: NOK without VAT, if known; route_for: (unit, amount) → the
    first way in that is open; words: how many different words the offering has.
    """

    on: On
    value: float | None
    route_for: Callable[[Candidate, float | None], RouteRef | None]
    words: int = 0


def decay(day: str | None, on: On, half_life_years: float) -> float:
    """How much something that became known on `day` still counts on the day asked: 1 today, ½ after the half-life.

    What has no date counts as one half-life old: it is neither fresh nor forgotten.
    """
    return _decayed(day, on.day, half_life_years) if day else 0.5


@lru_cache(maxsize=20_000)
def _decayed(day: str, today: str, half_life_years: float) -> float:
    age = (date.fromisoformat(today) - date.fromisoformat(last_day(day))).days / DAYS_A_YEAR
    return float(0.5 ** (max(age, 0.0) / half_life_years))


def together(shares: list[float]) -> float:
    """Several pieces of evidence as one value in [0, 1): each adds its share of what is left to 1."""
    left = 1.0
    for share in shares:
        left *= 1.0 - min(max(share, 0.0), 1.0)
    return 1.0 - left
