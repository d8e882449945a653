"""Sources, dates and amounts as HTML: what stands beside every piece of evidence."""

from __future__ import annotations

from collections.abc import Sequence

from graph.amounts import money
from graph.answers import SourceRef
from graph.dates import MONTHS as MONTHS  # noqa: PLC0414  (part of this room: what the pages say of days)
from graph.dates import day as day  # noqa: PLC0414
from graph.dates import readers_days as readers_days  # noqa: PLC0414
from graph.ids import spaced as spaced  # noqa: PLC0414
from ui.here import Here
from ui.markup import Safe, el, join, web_link


def span(here: Here, start: str | None, end: str | None, *, current: bool | None) -> str:
    """How long something held: "2019–2023", "from 2019", "until 2023", "last seen 2023" never invented."""
    since, until = day(start, here.lang), day(end, here.lang)
    if since and until:
        return since if since == until else f"{since} – {until}"
    if since:
        return here.word("since", day=since)
    if until:
        return here.word("until", day=until)
    return here.word("ended") if current is False else ""


def amount(value: float | None, lang: str, currency: str | None = "NOK") -> str:
    """An amount, or nothing where none is known."""
    return "" if value is None else money(value, lang, currency or "NOK")


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
