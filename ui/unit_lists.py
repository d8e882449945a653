"""Units that stand near a unit, as links: buyers, similar ones, what it consists of."""

from __future__ import annotations

from collections.abc import Sequence

from graph.answers import UnitRef
from ui.cited import cite, span
from ui.here import Here
from ui.links import go_unit
from ui.markup import Safe, el
from ui.tongue import said_in

#: A longer list is folded.
OPEN = 10


def units(here: Here, name: str, found: Sequence[UnitRef]) -> Safe:
    """A heading and its units; the first OPEN at once, the rest folded. Nothing where there is none."""
    if not found:
        return Safe("")
    lines = [_line(here, unit) for unit in found]
    rest = el(
        "details",
        el("summary", here.word("rest", count=len(lines) - OPEN)),
        el("ul", *lines[OPEN:], class_="units"),
        data_key=f"rest-{name}",
    )
    return el(
        "section",
        el("h2", here.word(name)),
        el("ul", *lines[:OPEN], class_="units"),
        rest if len(lines) > OPEN else None,
    )


def _line(here: Here, unit: UnitRef) -> Safe:
    time = span(here, unit.valid_from, unit.valid_to, current=unit.current)
    told = " · ".join(filter(None, [unit.why, time]))
    return el(
        "li",
        go_unit(here, unit.id, said_in(here, unit.name, unit.lang)),
        el("span", told, class_="muted") if told else None,
        cite(here, unit.sources),
    )
