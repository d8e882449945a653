"""The head of a unit's page: where it belongs, its name, what it is, whether it is still there, and where to go from it."""

from __future__ import annotations

from collections.abc import Iterator

from graph.answers import UnitAnswer, UnitRef
from ui.address import Params
from ui.cited import cite, day, spaced, span
from ui.here import Here
from ui.links import go, go_unit
from ui.markup import Safe, el, join
from ui.tongue import said_in

#: Pages that begin at a unit, and the part of their address that names it.
_FROM_HERE = {"paths": "to", "plan": "unit", "explore": "id"}


def head(here: Here, answer: UnitAnswer) -> Safe:
    """Everything above the columns."""
    state = here.word("unit_ended") if answer.current is False else ""
    number = here.word("orgnr", number=spaced(answer.orgnr)) if answer.orgnr else here.word("no_orgnr")
    on = here.word("as_of", day=day(here.day, here.lang)) if here.day else ""
    told = " · ".join(filter(None, [answer.type_label, number, state, on]))
    return join(
        _breadcrumb(here, answer),
        el("h1", said_in(here, answer.name, answer.lang)),
        el("p", told, class_="muted lead"),
        _other_names(here, answer),
        _ended(here, answer),
        _came_of(here, answer),
        _from_here(here, answer),
    )


def _breadcrumb(here: Here, answer: UnitAnswer) -> Safe | None:
    above = [parent for parent in reversed(answer.part_of) if parent.current is not False]
    if not above:
        return None
    items = [el("li", go_unit(here, parent.id, said_in(here, parent.name, parent.lang))) for parent in above]
    own = el("li", el("span", said_in(here, answer.name, answer.lang), aria_current="page"))
    return el("nav", el("ol", *items, own), class_="breadcrumb", aria_label=here.word("breadcrumb"))


def _other_names(here: Here, answer: UnitAnswer) -> Safe | None:
    """What it is called elsewhere, and what it was called before."""
    found = [answer.properties[name] for name in ("register_name", "aliases") if name in answer.properties]
    names = [name for said in found for name in (said.value if isinstance(said.value, list) else [said.value])]
    others = [str(name) for name in dict.fromkeys(names) if name and name != answer.name]
    if not others:
        return None
    sources = list(dict.fromkeys(source for said in found for source in said.sources))
    return el("div", el("span", here.word("also_called", names=", ".join(others)), class_="muted"), cite(here, sources))


def _ended(here: Here, answer: UnitAnswer) -> Safe | None:
    """That the unit is gone, since when, and who took over."""
    if answer.current is not False:
        return None
    end = answer.properties.get("valid_to")
    title = here.word("unit_ended_on", day=day(str(end.value), here.lang)) if end else here.word("unit_ended_some_day")
    return el(
        "section",
        el("h2", title),
        el("p", here.word("replaced_by" if answer.replaced_by else "no_successor")),
        el("ul", *_told(here, answer.replaced_by)) if answer.replaced_by else None,
        cite(here, end.sources) if end else None,
        class_="notice",
        role="status",
    )


def _came_of(here: Here, answer: UnitAnswer) -> Safe | None:
    followed = answer.replaced_by if answer.current is not False else []
    parts = [
        el("div", el("h2", here.word(name)), el("ul", *_told(here, found)))
        for name, found in (("replaced_by", followed), ("replaces", answer.replaces))
        if found
    ]
    return el("section", *parts, class_="came-of") if parts else None


def _told(here: Here, found: list[UnitRef]) -> Iterator[Safe]:
    for unit in found:
        time = span(here, unit.valid_from, unit.valid_to, current=unit.current)
        name = go_unit(here, unit.id, said_in(here, unit.name, unit.lang))
        yield el("li", name, el("span", f" {time}", class_="muted") if time else None, cite(here, unit.sources))


def _from_here(here: Here, answer: UnitAnswer) -> Safe | None:
    links = []
    for page, part in _FROM_HERE.items():
        if page in here.pages:
            params: Params = {part: answer.id, **({"on": here.day} if here.day else {})}
            links.append(go(here, page, params, here.word(f"unit_{page}"), class_="act"))
    return el("nav", *links, class_="actions from-here", aria_label=here.word("from_here")) if links else None
