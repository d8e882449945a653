"""What a hop costs: weight of its kind × age × how busy the nodes beside it are (table: `data/paths.toml`)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

from graph.model import Relation
from graph.store.ties import last_held
from graph.tables import table
from graph.when import On

_DAYS_A_YEAR = 365.25


def relation_cost(relation: Relation, on: On, settings: Mapping[str, Any] | None = None) -> float:
    """The weight × age of one relation as of the day. Raises KeyError for a kind without a weight."""
    held = last_held(relation.props, relation.published)
    return tie_cost(relation.kind, held, on, settings or table("paths"), ended=relation.current is False)


def tie_cost(kind: str, held: str | None, on: On, settings: Mapping[str, Any], *, ended: bool) -> float:
    """The same of a relation in short (`Tie`). Raises KeyError for a kind without a weight.

    Age runs from when it happened, else from when a source last said it; see the table for what is undated or ended.
    """
    weight, age = float(settings["weight"][kind]), settings["age"]
    if ended:
        return weight * float(age["ended"])
    if kind in age["timeless"]:
        return weight
    if held is None:
        return weight * float(age["undated"])
    years = max(0, (date.fromisoformat(on.day) - date.fromisoformat(held)).days) / _DAYS_A_YEAR
    return weight * (2.0 - math.pow(0.5, years / float(age["half_life_years"])))


def busy(degree: int) -> float:
    """How dear it is to pass through a node of so many relations: log(2 + degree)."""
    return math.log(2 + degree)
