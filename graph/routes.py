"""The ways in that are open to a unit for an amount and a purchase on a day, each with its reason and paragraph.

What is open follows the rules in `data/` (see `graph.rulebook` and `graph.routes_open`). None of it is legal advice.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from graph.answers import RouteRef, SourceRef
from graph.cite import joined
from graph.errors import BadInput
from graph.model import Node
from graph.routes_open import JUDGES, Case, Verdict, verdict
from graph.rulebook import Limits, Rulebook
from graph.schema import caption
from graph.store.base import View
from graph.when import On
from graph.wording import pick


def ordered(ways: Iterable[RouteRef]) -> list[RouteRef]:
    """Ways in as they are best read: the open ones, those to be settled, the closed ones."""
    return sorted(ways, key=lambda way: (True, None, False).index(way.open))


def routes(
    view: View,
    *,
    unit_type: str | None,
    value: float | None,
    cpv: Sequence[str],
    on: On,
    lang: str = "nb",
) -> list[RouteRef]:
    """Every way in known on the day, those open first, then those that hang on something unsaid, then those closed.

    unit_type: None if unknown; value: NOK without VAT, None if unknown; cpv: eight-digit codes, the main one first.
    Raises BadInput for an amount below 0 or not finite.
    """
    if value is not None and (not math.isfinite(value) or value < 0):
        raise BadInput("routes_bad_value", value=value)
    book = Rulebook.read(view, on)
    return routes_within(book, book.limits(unit_type, cpv), value, on, lang)


def routes_within(book: Rulebook, limits: Limits, value: float | None, on: On, lang: str) -> list[RouteRef]:
    """As `routes`, where the limits of the case are known."""
    case = _case(book, limits, value, on, lang)
    found = [(node, verdict(node, case)) for node in book.routes]
    found.sort(key=lambda pair: _place(*pair))
    classes = case.limits.ids
    rests_on = [[node.id, *said.ids, *(classes if said.ids else ())] for node, said in found]
    return [
        _ref(node, said, joined(*(book.sources[id_] for id_ in ids)), lang)
        for (node, said), ids in zip(found, rests_on, strict=True)
    ]


def rule_text(law: str, section: str) -> str:
    """Law and paragraph as one line; `;` parts laws and, in the same order, their sections."""
    sections = [part.strip() for part in section.split(";")]
    laws = [part.strip() for part in law.split(";")]
    pairs = (f"{name} {sections[place] if place < len(sections) else ''}".strip() for place, name in enumerate(laws))
    return "; ".join(pair for pair in pairs if pair)


def _case(book: Rulebook, limits: Limits, value: float | None, on: On, lang: str) -> Case:
    """The case with what is known of programmes: open if a source says so, unsure if one says that nobody knows."""
    known = [node for node in book.programmes if node.props.get("status") == "open"]
    unsure = [node for node in book.programmes if node.props.get("status") == "unknown"]
    return Case(limits=limits, value=value, day=on.day, lang=lang, programmes=known, unsure=unsure)


def _place(node: Node, said: Verdict) -> tuple[int, int, str]:
    places = list(JUDGES)
    route = node.props.get("route", "")
    return {True: 0, None: 1, False: 2}[said.open], places.index(route) if route in places else len(places), node.id


def _ref(node: Node, said: Verdict, sources: list[SourceRef], lang: str) -> RouteRef:
    days = node.props.get("lead_time_days")
    return RouteRef(
        route=node.props.get("route", node.id),
        name=caption(node, lang),
        open=said.open,
        why=said.why,
        rule=rule_text(node.props.get("law", ""), node.props.get("section", "")),
        lead_time_days=None if days is None else int(days),
        after=pick(node.props.get("after"), lang),
        sources=sources,
    )
