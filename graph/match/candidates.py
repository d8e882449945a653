"""Needs → the units that could be entry points, each with all that bears on it: what the features look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from graph.match.above import parents, successors
from graph.match.duties import DutyFit
from graph.match.needs import Needs
from graph.match.question import Question
from graph.match.reach import Reached, reached
from graph.match.settings import settings
from graph.match.sightings import Sighting, pilots_of, research, sightings
from graph.model import Node
from graph.store.base import View
from graph.when import On


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty of a unit. tie: id of the relation that says so; None where it follows from the unit's type."""

    found: DutyFit
    tie: str | None


@dataclass(frozen=True, slots=True)
class Peers:
    """Units of the same kind: how many of `total` bought (the unit itself apart), and the best of what they bought."""

    buying: int
    total: int
    best: Sighting


@dataclass(frozen=True, slots=True)
class Brake:
    """A joint agreement that covers the need. owner: the unit that owns it, where it is in the graph."""

    seen: Sighting
    owner: Node | None


@dataclass(slots=True)
class Candidate:
    """A unit and what bears on it. above: the ids of the units it is part of, nearest first."""

    unit: Node
    duties: list[Duty] = field(default_factory=list)
    mandate: float = 0.0
    statements: list[Sighting] = field(default_factory=list)
    purchases: list[Sighting] = field(default_factory=list)
    pilots: list[Sighting] = field(default_factory=list)
    research: list[Sighting] = field(default_factory=list)
    brakes: list[Brake] = field(default_factory=list)
    peers: Peers | None = None
    reached: Reached | None = None
    above: tuple[str, ...] = ()

    @property
    def type(self) -> str:
        """The unit's type; "other" where nobody says."""
        return str(self.unit.props.get("type") or "other")


def candidates(view: View, needs: Needs, question: Question) -> list[Candidate]:
    """Every unit that the graph ties to the offering, in order of id. Ended units hand on what they did."""
    on = question.on
    seen = sightings(view, needs, on)
    by_type, duties = _of_types(view, needs, seen, question)
    named = _obliged(view, needs, on)
    ids = {*seen, *named, *needs.mandates, *(unit.id for units in by_type.values() for unit in units)}
    nodes = {id_: node for id_, node in view.get(sorted(ids), on).items() if node.kind == "unit" and id_ == node.id}
    heirs = successors(view, [node for node in nodes.values() if node.current is False], on)
    nodes.update({heir.id: heir for listed in heirs.values() for heir in listed})
    found = {id_: Candidate(node) for id_, node in sorted(nodes.items()) if may_be_offered(node)}
    _give_duties(found, duties, by_type, named, heirs)
    for id_, fit in needs.mandates.items():
        if id_ in found:
            found[id_].mandate = fit
    for id_, listed in seen.items():
        _give_sightings(found, nodes.get(id_), listed, heirs)
    return _surround(view, found, by_type, question)


def may_be_offered(unit: Node) -> bool:
    """Whether a unit can be an entry point: it has not ended, and is neither an auditor nor an ombud."""
    names = unit.props.get("name") or {}
    text = " ".join(names.values() if isinstance(names, Mapping) else [str(names)]).casefold()
    return unit.current is not False and not any(word in text for word in settings()["never"]["words"])


def _of_types(
    view: View, needs: Needs, seen: Mapping[str, Sequence[Sighting]], question: Question
) -> tuple[dict[str, list[Node]], dict[str, list[DutyFit]]]:
    """The units of each type that a duty applies to or that a buyer's peers have; and the duties of each type."""
    duties: dict[str, list[DutyFit]] = defaultdict(list)
    for duty in needs.duties:
        for unit_type in duty.node.props.get("applies_to", ()):
            duties[unit_type].append(duty)
    buyers = view.get([id_ for id_, listed in seen.items() if any(_is_purchase(one) for one in listed)], question.on)
    peers = {str(node.props.get("type")) for node in buyers.values()} & set(settings()["peers"]["types"])
    bounds = settings()["bounds"]
    cap = bounds["units_of_type"] if question.limit else bounds["units_of_type_all"]
    wanted = sorted((set(duties) | peers) & set(question.types or (set(duties) | peers)))
    return {name: list(islice(view.scan("unit", question.on, type=name), cap)) for name in wanted}, duties


def _obliged(view: View, needs: Needs, on: On) -> dict[str, list[Duty]]:
    """The duties that a relation gives to single units, by unit id."""
    by_id = {duty.node.id: duty for duty in needs.duties}
    cap = settings()["bounds"]["units_of_type"]
    ties = view.neighbours(by_id, kinds=["obliged_to"], direction="in", on=on, cap=cap).relations if by_id else ()
    named: dict[str, list[Duty]] = defaultdict(list)
    for tie in ties:
        named[tie.from_id].append(Duty(by_id[tie.to_id], tie.id))
    return named


def _give_duties(
    found: Mapping[str, Candidate],
    duties: Mapping[str, Sequence[DutyFit]],
    by_type: Mapping[str, Sequence[Node]],
    named: Mapping[str, Sequence[Duty]],
    heirs: Mapping[str, Sequence[Node]],
) -> None:
    for id_, listed in named.items():
        for heir in [id_, *(heir.id for heir in heirs.get(id_, ()))]:
            if heir in found:
                found[heir].duties.extend(listed)
    for unit_type, units in by_type.items():
        for unit in units:
            if unit.id in found:
                known = {duty.found.node.id for duty in found[unit.id].duties}
                found[unit.id].duties += [Duty(d, None) for d in duties.get(unit_type, ()) if d.node.id not in known]
    for candidate in found.values():
        candidate.duties.sort(key=lambda duty: (-duty.found.fit, duty.found.node.id))


def _give_sightings(
    found: Mapping[str, Candidate], unit: Node | None, listed: Sequence[Sighting], heirs: Mapping[str, Sequence[Node]]
) -> None:
    """Hands what a unit did to the unit, or to those that took over from it."""
    if unit is None:
        return
    ended = unit.current is False
    for target in heirs.get(unit.id, ()) if ended else [unit]:
        candidate = found.get(target.id)
        if candidate is None:
            continue
        for seen in listed:
            one = Sighting(seen.thing, seen.tie, seen.fit, unit) if ended else seen
            if _is_purchase(one):
                candidate.purchases.append(one)
            elif one.thing.kind == "pilot":
                candidate.pilots.append(one)
            elif one.thing.kind == "statement":
                candidate.statements.append(one)
            elif one.tie.props.get("role") == "bound":
                candidate.brakes.append(Brake(one, None))


def _is_purchase(seen: Sighting) -> bool:
    """A notice the unit published, or an agreement it owns or bought through."""
    return seen.tie.kind == "published" or (seen.tie.kind == "party_to" and seen.tie.props.get("role") != "bound")


def _surround(
    view: View, found: dict[str, Candidate], by_type: Mapping[str, Sequence[Node]], question: Question
) -> list[Candidate]:
    """Adds what lies around the candidates: units above, agreements that bind those, peers, other trials, reach."""
    on = question.on
    above = parents(view, found, on)
    trials, bought = pilots_of(view, found, on), research(view, on)
    near = reached(view, question.near, on)
    for id_, candidate in found.items():
        candidate.above = above.get(id_, ())
        known = {seen.thing.id for seen in candidate.pilots}
        candidate.pilots += [seen for seen in trials.get(id_, ()) if seen.thing.id not in known]
        own = {seen.thing.id: seen for seen in candidate.purchases}
        candidate.research = [own.get(seen.thing.id, seen) for seen in bought.get(id_, ())]
        candidate.reached = near.get(id_)
    _bind_parts(found)
    _name_owners(found)
    _count_peers(found, by_type)
    return list(found.values())


def _bind_parts(found: Mapping[str, Candidate]) -> None:
    """An agreement that binds a unit binds what is part of it, except its owner."""
    direct = {id_: list(candidate.brakes) for id_, candidate in found.items()}
    for candidate in found.values():
        owned = {seen.thing.id for seen in candidate.purchases}
        brakes = [brake for id_ in (candidate.unit.id, *candidate.above) for brake in direct.get(id_, ())]
        first = {brake.seen.thing.id: brake for brake in reversed(brakes) if brake.seen.thing.id not in owned}
        candidate.brakes = [first[id_] for id_ in sorted(first)]


def _name_owners(found: Mapping[str, Candidate]) -> None:
    owners: dict[str, Node] = {}
    for candidate in found.values():
        for seen in candidate.purchases:
            if seen.tie.props.get("role") == "owner":
                owners[seen.thing.id] = candidate.unit
    for candidate in found.values():
        candidate.brakes = [Brake(b.seen, owners.get(b.seen.thing.id)) for b in candidate.brakes]


def _count_peers(found: Mapping[str, Candidate], by_type: Mapping[str, Iterable[Node]]) -> None:
    for unit_type in settings()["peers"]["types"]:
        there = [unit.id for unit in by_type.get(unit_type, ()) if unit.id in found]
        buying = {id_: found[id_].purchases[0] for id_ in there if found[id_].purchases}
        for id_ in there:
            others = [seen for other, seen in buying.items() if other != id_]
            if others:
                best = max(others, key=lambda seen: (seen.fit, seen.day or "", seen.thing.id))
                found[id_].peers = Peers(len(others), len(there), best)
