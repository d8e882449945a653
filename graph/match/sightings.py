"""Needs → things that happened, and the units behind them: purchases, pilots, agreements, statements.

All reads are batched and bounded: the newest of each category, and the units at most `OWNERS` at each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.match.acts import OWNERS, Acts, acts
from graph.match.keep import kept
from graph.match.needs import Needs
from graph.match.settings import settings
from graph.model import Node, Relation
from graph.store.base import View
from graph.when import On

#: Pilots of one unit, the newest, that are told.
PILOTS = 20


@dataclass(frozen=True, slots=True)
class Sighting:
    """Something a unit did that bears on the offering.

    thing: notice, pilot, agreement or statement. tie: the unit's relation to it. fit in (0, 1]. before: the ended unit
    that did it, where the unit it counts for took over from it.
    """

    thing: Node
    tie: Relation
    fit: float
    before: Node | None = None

    @property
    def cites(self) -> tuple[str, ...]:
        """The ids whose sources stand behind it."""
        return self.thing.id, self.tie.id

    @property
    def day(self) -> str | None:
        """The day it became known, as far as known."""
        return str(self.thing.props.get("published") or self.thing.published or "") or None


Sightings = Mapping[str, Sequence[Sighting]]


def sightings(view: View, needs: Needs, on: On, known: Acts | None = None) -> dict[str, list[Sighting]]:
    """What each unit did that bears on the offering, by unit id; best and newest first.

    known: what was read of it (`bearing`) beyond what came with the needs, for callers that read more at once.
    """
    fits = bearing(needs)
    known = known or acts(view, fits, on, needs.done)
    about = _statements(view, needs, on)
    found: dict[str, list[Sighting]] = defaultdict(list)
    for id_ in sorted(fits.keys() & known.things.keys()):
        for tie in known.ties.get(id_, ()):
            if tie.props.get("role") != "supplier":
                found[tie.from_id].append(Sighting(known.things[id_], tie, fits[id_]))
    for thing, tie, fit in about:
        found[tie.to_id].append(Sighting(thing, tie, fit))
    return {unit: _once(listed) for unit, listed in sorted(found.items())}


def research(view: View, on: On) -> Sightings:
    """Research purchases of whatever kind, the newest of each research code, by the unit that published them."""
    return kept(view, on, "research", lambda: _research(view, on))


def trials(view: View, on: On) -> Sightings:
    """The pilots of every unit that has any, whatever they were about."""
    return kept(view, on, "trials", lambda: _trials(view, on))


def _research(view: View, on: On) -> Sightings:
    said = settings()["innovation"]
    codes = [f"cpv-{code}" for code in said["research_codes"]]
    cap = said["per_code"]
    relations = view.neighbours(codes, kinds=["classified_as"], direction="in", on=on, cap=cap).relations
    things = view.get({relation.from_id for relation in relations}, on)
    notices = {id_: node for id_, node in things.items() if node.kind == "notice"}
    ties = view.neighbours(notices, kinds=["published"], direction="in", on=on, cap=OWNERS).relations if notices else ()
    found: dict[str, list[Sighting]] = defaultdict(list)
    for tie in ties:
        found[tie.from_id].append(Sighting(notices[tie.to_id], tie, 0.0))
    return {unit: _once(listed) for unit, listed in found.items()}


def _trials(view: View, on: On) -> Sightings:
    pilots = {node.id: node for node in view.scan("pilot", on)}
    ties = view.neighbours(pilots, kinds=["piloted"], direction="in", on=on, cap=OWNERS).relations if pilots else ()
    units = sorted({tie.from_id for tie in ties})
    ties = view.neighbours(units, kinds=["piloted"], direction="out", on=on, cap=PILOTS).relations if units else ()
    found: dict[str, list[Sighting]] = defaultdict(list)
    for tie in ties:
        if tie.to_id in pilots:
            found[tie.from_id].append(Sighting(pilots[tie.to_id], tie, 0.0))
    return {unit: _once(listed) for unit, listed in found.items()}


def bearing(needs: Needs) -> dict[str, float]:
    """What may bear on the offering, by id, with how well it fits: by what it is classified as, or by its own words."""
    fits: dict[str, float] = defaultdict(float)
    for relation in needs.classified:
        fits[relation.from_id] = max(fits[relation.from_id], needs.codes.get(relation.to_id, 0.0))
    words = settings()["demand"]["words"]
    for id_, fit in (*needs.notices.items(), *needs.pilots.items()):
        fits[id_] = max(fits[id_], words * fit)
    return fits


def _statements(view: View, needs: Needs, on: On) -> list[tuple[Node, Relation, float]]:
    if not needs.statements:
        return []
    things = view.get(needs.statements, on)
    ties = view.neighbours(things, kinds=["about"], direction="out", on=on, cap=20).relations
    return [(things[tie.from_id], tie, needs.statements[tie.from_id]) for tie in ties if tie.from_id in things]


def _once(listed: Iterable[Sighting]) -> list[Sighting]:
    """Each procedure once (its notices share a folder), what fits best first, then the newest, then by id."""
    order = sorted(listed, key=lambda seen: seen.thing.id)
    order.sort(key=lambda seen: seen.day or "", reverse=True)
    order.sort(key=lambda seen: -seen.fit)
    first: dict[str, Sighting] = {}
    for seen in order:
        first.setdefault(str(seen.thing.props.get("procedure_folder") or seen.thing.id), seen)
    return list(first.values())
