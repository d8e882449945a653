"""Where the bundled data lies, and how its tables are read."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "data"


@cache
def table(name: str) -> dict[str, Any]:
    """The table `data/<name>.toml`. Raises FileNotFoundError where it does not exist."""
    return tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))
