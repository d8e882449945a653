"""What a hop costs: weight of its kind × age × how busy the nodes beside it are (table: `data/paths.toml`)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

from graph.errors import BadInput
from graph.model import Relation
from graph.tables import table
from graph.when import On, last_day

_DAYS_A_YEAR = 365.25


def relation_cost(relation: Relation, on: On, settings: Mapping[str, Any] | None = None) -> float:
    """The weight × age of one relation as of the day. Raises KeyError for a kind without a weight.

    Age runs from when it happened, else from when a source last said it; see the table for what is undated or ended.
    """
    said = settings or table("paths")
    weight, age = float(said["weight"][relation.kind]), said["age"]
    if relation.current is False:
        return weight * float(age["ended"])
    if relation.kind in age["timeless"]:
        return weight
    day = _day(relation)
    if day is None:
        return weight * float(age["undated"])
    years = max(0, (date.fromisoformat(on.day) - date.fromisoformat(day)).days) / _DAYS_A_YEAR
    return weight * (2.0 - math.pow(0.5, years / float(age["half_life_years"])))


def busy(degree: int) -> float:
    """How dear it is to pass through a node of so many relations: log(2 + degree)."""
    return math.log(2 + degree)


def _day(relation: Relation) -> str | None:
    """The last day on which the relation is known to have held or happened."""
    for name in ("date", "year"):
        if relation.props.get(name):
            try:
                return last_day(str(relation.props[name]))
            except BadInput:
                continue
    return relation.published
