"""The weights and bounds of the match, as `data/match.toml` has them."""

from __future__ import annotations

from typing import Any

from graph.tables import table


def settings() -> dict[str, Any]:
    """The whole table, by section."""
    return table("match")
