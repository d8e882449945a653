"""How large a unit is, in three steps: by its employees where somebody counted them, else by its kind."""

from __future__ import annotations

from graph.match.roll import employees
from graph.match.settings import settings
from graph.model import Node

SIZES = ("small", "middle", "large")


def size_of(unit: Node) -> str | None:
    """Which of SIZES a unit is; None where neither its employees nor its kind tell (`data/match.toml`, `[size]`)."""
    said = settings()["size"]
    count, _ = employees(unit)
    if count is not None:
        return "small" if count <= said["small_until"] else "middle" if count <= said["middle_until"] else "large"
    value = said["types"].get(str(unit.props.get("type") or ""))
    return None if value is None else size_of_kind(value)


def size_of_kind(value: float) -> str:
    """Which of SIZES a kind of unit is, by how small it counts (`[size.types]`)."""
    said = settings()["size"]
    return "small" if value > said["small_kind"] else "large" if value < said["large_kind"] else "middle"
