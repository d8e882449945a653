"""Who held a post when, as bars over years: the list of posts beside it says the same in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from graph.answers import Holder, PostRef
from graph.errors import BadInput
from graph.when import first_day, last_day
from ui.cited import span
from ui.here import Here
from ui.markup import Safe, el

#: Marks on the axis at most.
MARKS = 6


def timeline(here: Here, found: Sequence[PostRef]) -> Safe:
    """The posts with dated holders, a row each; nothing where no holder has a date."""
    rows = [(post, [one for one in post.holders if _from(one) is not None]) for post in found]
    rows = [(post, holders) for post, holders in rows if holders]
    if not rows:
        return Safe("")
    today = date.fromisoformat(here.on.day).toordinal()
    first = min(_from(one) or today for _, holders in rows for one in holders)
    axis = _Axis(first, max(today, first + 366))
    lines = [
        el(
            "div",
            el("span", post.title, class_="row-name"),
            el("span", *_bars(here, axis, holders), class_="row-bars"),
            class_="row",
        )
        for post, holders in rows
    ]
    marks = [el("span", str(year), style=f"left:{axis.at(date(year, 1, 1).toordinal()):.1f}%") for year in axis.years()]
    return el(
        "figure",
        *lines,
        el("div", *marks, class_="axis"),
        class_="timeline",
        role="img",
        aria_label=here.word("timeline_alt", count=len(rows)),
    )


class _Axis:
    """From one day to another, as shares of the width."""

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last

    def at(self, day: int) -> float:
        """How far along a day lies, in percent."""
        return 100 * (min(max(day, self.first), self.last) - self.first) / (self.last - self.first)

    def years(self) -> list[int]:
        """The years whose first day gets a mark."""
        begin, end = date.fromordinal(self.first).year + 1, date.fromordinal(self.last).year
        step = max(1, round((end - begin + 1) / MARKS))
        return list(range(begin, end + 1, step))


def _bars(here: Here, axis: _Axis, holders: Sequence[Holder]) -> Iterator[Safe]:
    """A bar a holder. Where nobody says when it ended, it is faint from the day it was last seen to the next holder."""
    order = sorted(holders, key=lambda one: _from(one) or axis.first)
    starts = [axis.at(_from(one) or axis.first) for one in order]
    for one, start, following in zip(order, starts, [*starts[1:], 100.0], strict=True):
        known = _day(one.valid_to, last=True)
        stop = following if known is None else axis.at(known)
        time = span(here, one.valid_from, one.valid_to, current=one.current)
        yield el(
            "span",
            one.name,
            class_="held" if known is not None or one.current else "held open",
            style=f"left:{start:.1f}%;width:{max(stop - start, 1.0):.1f}%",
            title=f"{one.name}: {time}",
        )


def _from(one: Holder) -> int | None:
    return _day(one.valid_from, last=False)


def _day(text: str | None, *, last: bool) -> int | None:
    if not text:
        return None
    try:
        return date.fromisoformat(last_day(text) if last else first_day(text)).toordinal()
    except BadInput:
        return None
