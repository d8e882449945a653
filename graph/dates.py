"""Days as readers of each language write them."""

from __future__ import annotations

import re

MONTHS = {
    "nb": ("jan.", "feb.", "mars", "april", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
#: A whole ISO date.
_DAY = 10
_ISO = re.compile(r"(?<![\d-])\d{4}-\d{2}-\d{2}(?![\d-])")


def day(text: str | None, lang: str) -> str:
    """A date as readers write it: nb "5. mars 2021", en "5 Mar 2021"; a year or month alone stays as it is."""
    if not text or len(text) < _DAY:
        return text or ""
    year, month, number = text[:4], text[5:7], text[8:10]
    if not (month.isdecimal() and number.isdecimal() and 1 <= int(month) <= len(MONTHS[lang])):
        return text
    dot = "." if lang == "nb" else ""
    return f"{int(number)}{dot} {MONTHS[lang][int(month) - 1]} {year}"


def readers_days(text: str, lang: str) -> str:
    """A sentence with the whole dates in it as its reader writes them."""
    return _ISO.sub(lambda found: day(found[0], lang), text)
