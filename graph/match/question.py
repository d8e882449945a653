"""What is asked of the match."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.errors import BadInput, UnknownThing
from graph.match.settings import settings
from graph.match.sizes import SIZES
from graph.unit_types import unit_types
from graph.when import On


@dataclass(frozen=True, slots=True)
class Question:
    """An offering in its founder's own words, and what is known around it.

    on: the day asked of. value: what one purchase would cost, NOK without VAT. types: only units of these types.
    near: ids of people or units the founder knows. weights: by feature, in place of those in data/match.toml.
    limit: how many groups of units to answer with, 0 for all. categories, without_categories: CPV codes or classes the
    user added or struck out ("79540000", "7954"); duties, without_duties: ids of duties, likewise. places: ids of units,
    only they and what lies in them; sizes: only units of these sizes, and those of unknown size.
    Raises BadInput or UnknownThing for an amount, limit, weight or type that cannot be.
    """

    offering: str
    on: On
    value: float | None = None
    types: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    limit: int = 10
    without_categories: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    without_duties: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.value is not None and not (math.isfinite(self.value) and self.value >= 0):
            raise BadInput("match_bad_value", value=self.value)
        if self.limit < 0:
            raise BadInput("match_bad_limit", limit=self.limit)
        for feature, weight in self.weights.items():
            if feature not in settings()["weights"]:
                raise UnknownThing("match_unknown_feature", feature=feature, known=", ".join(settings()["weights"]))
            if not math.isfinite(weight):
                raise BadInput("match_bad_weight", feature=feature, weight=weight)
        _all_known("type", self.types, unit_types())
        _all_known("size", self.sizes, SIZES)
        for code in (*self.categories, *self.without_categories):
            class_of(code)

    def weighed(self) -> dict[str, float]:
        """The weight of every feature: the table's, or the user's own."""
        return {feature: float(self.weights.get(feature, said)) for feature, said in settings()["weights"].items()}

    def struck_out(self) -> frozenset[str]:
        """The classes (four digits) that the user does not mean."""
        return frozenset(class_of(code) for code in self.without_categories)

    def added(self) -> tuple[str, ...]:
        """The classes (four digits) that the user means."""
        return tuple(dict.fromkeys(class_of(code) for code in self.categories))


def _all_known(what: str, words: Sequence[str], known: Sequence[str]) -> None:
    for word in words:
        if word not in known:
            raise UnknownThing(f"match_unknown_{what}", known=", ".join(known), **{what: word})


def class_of(code: str) -> str:
    """The class of a CPV code: its first four digits. Raises BadInput for what is no code."""
    digits = code.strip().removeprefix("cpv-").split("-")[0]
    if not (digits.isascii() and digits.isdigit() and 4 <= len(digits) <= 8):  # noqa: PLR2004  (class to full code)
        raise BadInput("match_bad_category", code=code)
    return digits[:4]
