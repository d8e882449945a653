"""Days as numbers, so that a store compares and orders them cheaply."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from graph.when import first_day, last_day

#: The day of what names none: before every day.
UNDATED = 0
#: After every day: never.
NEVER = 9_999_999


@lru_cache(maxsize=50_000)
def known_from(published: str | None) -> int:
    """The day (ordinal) from which a document published "2021-03-05", "2021-03" or "2021" is known: the last it covers."""
    return date.fromisoformat(last_day(published)).toordinal() if published else UNDATED


@lru_cache(maxsize=50_000)
def begins(valid_from: str | None) -> int:
    """The first day (ordinal) that a `valid_from` covers; UNDATED where there is none."""
    return date.fromisoformat(first_day(valid_from)).toordinal() if valid_from else UNDATED


@lru_cache(maxsize=50_000)
def iso(day: int) -> str | None:
    """The ISO date of an ordinal; None for UNDATED."""
    return date.fromordinal(day).isoformat() if day else None
