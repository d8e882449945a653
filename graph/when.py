"""The day a question is asked of, and what was known and held on it.

A claim counts on day D if it was published on or before D; undated claims count only where `undated` is set, or for
what the schema calls lasting. A thing or relation that begins after D is not there; one that ended before D is there, as ended.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.errors import BadInput

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class On:
    """day: ISO date. undated: whether facts that name no date count."""

    day: str
    undated: bool

    @classmethod
    def today(cls) -> On:
        return cls(date.today().isoformat(), undated=True)

    @classmethod
    def at(cls, day: str | date | None, undated: bool = False) -> On:
        """`day` as the last day it covers ("2021" is 2021-12-31); None is today. Today counts undated facts always."""
        today = date.today().isoformat()
        asked = today if day is None else last_day(day.isoformat() if isinstance(day, date) else day)
        return cls(asked, undated or asked == today)


def first_day(text: str) -> str:
    """The first day that "2021", "2021-03" or "2021-03-05" covers, as an ISO date. Raises BadInput if it is no date."""
    year, month, day = _parts(text)
    return _checked(text, year, month or 1, day or 1)


def last_day(text: str) -> str:
    """The last day that "2021", "2021-03" or "2021-03-05" covers, as an ISO date. Raises BadInput if it is no date."""
    year, month, day = _parts(text)
    if month is None:
        return _checked(text, year, 12, 31)
    if day is None:
        if not 1 <= month <= 12 or year == 0:  # noqa: PLR2004 — months
            raise BadInput("bad_date", text=text)
        return _checked(text, year, month, calendar.monthrange(year, month)[1])
    return _checked(text, year, month, day)


def begun(props: Mapping[str, Any], on: On) -> bool:
    """Whether what `props` describe had begun on the day: no valid_from, or one on or before it."""
    start = props.get("valid_from")
    return not start or first_day(start) <= on.day


def current(props: Mapping[str, Any], on: On) -> bool | None:
    """True: an end is named and not yet past. False: it has ended. None: no source names an end."""
    end = props.get("valid_to")
    if not end:
        return None
    return on.day <= last_day(end)


def _parts(text: str) -> tuple[int, int | None, int | None]:
    match = _FORM.fullmatch(text.strip())
    if not match:
        raise BadInput("bad_date", text=text)
    year, month, day = match.groups()
    return int(year), int(month) if month else None, int(day) if day else None


def _checked(text: str, year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise BadInput("bad_date", text=text) from None
