"""What a Norwegian body is, read off its name, by `unit_names.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_suffix(".toml")


@cache
def unit_type(name: str, country_code: str) -> str:
    """The unit type a Norwegian buyer's name gives away, else "other"."""
    low = name.casefold().strip()
    if country_code == "NO":
        for row in tomllib.loads(_TABLE.read_text("utf-8"))["unit_type"]:
            if low.endswith(tuple(row["ends"])) and low.startswith(tuple(row.get("starts", [""]))):
                return str(row["type"])
    return "other"
