"""Sources, dates and amounts as HTML: what stands beside every piece of evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.amounts import money
from graph.answers import SourceRef
from ui.here import Here
from ui.markup import Safe, el, join, web_link

MONTHS = {
    "nb": ("jan.", "feb.", "mars", "april", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
#: A whole ISO date; a Norwegian organisation number has nine digits.
_DAY, _ORGNR = 10, 9
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


def span(here: Here, start: str | None, end: str | None, *, current: bool | None) -> str:
    """How long something held: "2019–2023", "from 2019", "until 2023", "last seen 2023" never invented."""
    since, until = day(start, here.lang), day(end, here.lang)
    if since and until:
        return f"{since} – {until}"
    if since:
        return here.word("since", day=since)
    if until:
        return here.word("until", day=until)
    return here.word("ended") if current is False else ""


def amount(value: float | None, lang: str, currency: str | None = "NOK") -> str:
    """An amount, or nothing where none is known."""
    return "" if value is None else money(value, lang, currency or "NOK")


def spaced(number: str) -> str:
    """An organisation number in its usual three parts."""
    return f"{number[:3]} {number[3:6]} {number[6:]}" if len(number) == _ORGNR else number


def cite(here: Here, sources: Sequence[SourceRef], *, named: bool = False) -> Safe:
    """The sources, folded to one line that opens. Says loudly where nothing was verified.

    named: the line names the first source and its date.
    """
    if not sources:
        return Safe("")
    unsure = not any(source.verified for source in sources)
    count = here.word("source_one") if len(sources) == 1 else here.word("source_many", count=len(sources))
    line = join(
        _first(here, sources) if named else count,
        el("span", here.word("not_verified"), class_="flag") if unsure else None,
    )
    return el("details", el("summary", line), el("ul", *[_source(here, one) for one in sources]), class_="cite")


def _first(here: Here, sources: Sequence[SourceRef]) -> str:
    """The first source with its date, and how many more there are."""
    first, rest = sources[0], len(sources) - 1
    dated = day(first.published or first.retrieved_at, here.lang)
    return " · ".join(filter(None, [first.title, dated, here.word("rest", count=rest) if rest else ""]))


def _source(here: Here, source: SourceRef) -> Safe:
    dates = [
        here.word("published_on", day=day(source.published, here.lang)) if source.published else "",
        here.word("read_on", day=day(source.retrieved_at, here.lang)) if source.retrieved_at else "",
        "" if source.verified else here.word("not_verified"),
    ]
    return el("li", web_link(source.url, source.title), el("span", " · ".join(filter(None, dates)), class_="when"))
