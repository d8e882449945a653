"""Ways in: open, closed or not known, why, and by which paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from graph.answers import RouteRef
from graph.routes import ordered
from ui.cited import cite, readers_days
from ui.here import Here
from ui.markup import Safe, el


def route(here: Here, way: RouteRef) -> Safe:
    """One way in as a block."""
    state = {True: "open", False: "closed", None: "unknown"}[way.open]
    lead = here.word("lead_time", days=way.lead_time_days) if way.lead_time_days else ""
    return el(
        "div",
        el(
            "div",
            el("b", way.name),
            el("span", here.word(f"route_{state}"), class_=f"state {state}"),
            class_="route-head",
        ),
        el("p", readers_days(way.why, here.lang)) if way.why else None,
        el("p", here.word("route_after", what=way.after), class_="muted") if way.after else None,
        el("p", " · ".join(filter(None, [way.rule, lead])), class_="muted") if way.rule or lead else None,
        cite(here, way.sources),
        class_=f"route {state}",
    )


def routes(here: Here, ways: Sequence[RouteRef]) -> Safe:
    """All ways in, the open ones first."""
    return el("div", *[route(here, way) for way in ordered(ways)], class_="routes")
