"""Days, deadlines and terms as eForms writes them: "2024-03-11+01:00" beside "12:00:00+01:00"."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import Any

from loaders.eforms.codes import period
from loaders.eforms.tree import Part

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})?(?:T.*)?")
_TIME = re.compile(r"(\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?")
#: Months in the units of time that count in months.
_MONTHS = {"year": 12, "month": 1}
#: Days in the units that count in days.
_DAYS = {"week": 7, "day": 1}


def day(text: str) -> str | None:
    """The ISO date `text` begins with, its time zone dropped; None if it is no date that exists."""
    match = _DAY.fullmatch(text.strip())
    if not match:
        return None
    try:
        return date.fromisoformat(match[1]).isoformat()
    except ValueError:
        return None


def moment(day_text: str, time_text: str) -> str | None:
    """A deadline as ISO 8601 with the zone given ("2024-04-18T12:00:00+02:00"); the day alone where no time is."""
    found = day(day_text)
    if found is None:
        return None
    zone = _DAY.fullmatch(day_text.strip())
    time = _TIME.fullmatch(time_text.strip())
    if not time:
        return found
    clock = time[1] if len(time[1]) > len("12:00") else f"{time[1]}:00"
    offset = time[2] or (zone[2] if zone else "") or ""
    return f"{found}T{clock}{'+00:00' if offset == 'Z' else offset}"


def planned(project: Part) -> dict[str, Any]:
    """The term of a lot: start and end (BT-536, BT-537), duration and its unit (BT-36), whether without end (BT-538).

    An end that start and duration give is worked out, and marked `end_worked_out`.
    """
    term: dict[str, Any] = {}
    for found in project.all("PlannedPeriod"):
        start, end = day(found.says("StartDate")), day(found.says("EndDate"))
        term |= {name: value for name, value in (("start", start), ("end", end)) if value}
        if found.says("DescriptionCode") == "UNLIMITED":
            term["unlimited"] = True
        measure = found.first("DurationMeasure")
        amount = _whole(measure.text) if measure else None
        if measure and amount:
            term |= {"duration": amount, "duration_unit": period(measure.attribute("unitCode"))}
    if "start" in term and "end" not in term and term.get("duration_unit"):
        end = _after(term["start"], term["duration"], term["duration_unit"])
        if end:
            term |= {"end": end, "end_worked_out": True}
    return term


def _after(start: str, amount: int, unit: str) -> str | None:
    """The last day of `amount` units that begin on `start`; None for working days and beyond the calendar."""
    first = date.fromisoformat(start)
    try:
        if unit in _DAYS:
            return (first + timedelta(days=amount * _DAYS[unit] - 1)).isoformat()
        if unit not in _MONTHS:
            return None
        months = first.month - 1 + amount * _MONTHS[unit]
        year, month = first.year + months // 12, months % 12 + 1
        last = calendar.monthrange(year, month)[1]
        return (date(year, month, min(first.day, last)) - timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return None


def _whole(text: str) -> int | None:
    try:
        amount = int(float(text))
    except (ValueError, OverflowError):
        return None
    return amount if amount > 0 else None
