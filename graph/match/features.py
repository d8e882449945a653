"""What speaks for a unit, and against it: pure functions from a candidate to findings, each with its detail.

`FEATURES` lists them in the order a reader sees them. Missing data is neutral: no finding, or one of value 0.
"""

from __future__ import annotations

from collections.abc import Callable
from math import log
from statistics import median

from graph.match.candidate import Candidate
from graph.match.finding import Finding, Ground, decay, together
from graph.match.market import around, kind, place, remit, similar, timing, vocabulary, wording
from graph.match.roll import employees as employees_of
from graph.match.settings import settings
from graph.match.sightings import Sighting
from graph.match.sizes import size_of_kind
from graph.routes import rule_text

#: Duties and statements of one unit that are told.
TOLD = 3


def need(unit: Candidate, ground: Ground) -> list[Finding]:
    """What the unit must do by statute or mandate, or is said to need, that the offering helps with.

    A kind of unit has dozens of duties and one is easily met by chance, so a duty of the whole kind has to fit better
    than one of the unit's own. A long text meets many too: what it meets counts less the more words it has beyond a
    founder's few.
    """
    said = settings()["need"]
    sure = min(1.0, said["words"] / max(ground.words, 1)) ** said["fall"]
    told: list[tuple[float, Finding]] = []
    for duty in unit.duties:
        node = duty.found.node
        rule = rule_text(str(node.props.get("law", "")), str(node.props.get("section", "")))
        cites = (node.id, duty.tie) if duty.tie else (node.id,)
        key = "match_need_duty" if rule else "match_need_task"
        fit = duty.found.fit ** (said["of_kind"] if node.props.get("applies_to") else 1.0)
        told.append((said["duty"] * fit, Finding(0, key, {"duty": node, "rule": rule}, cites)))
    if unit.mandate >= said["least_mandate"]:
        told.append((said["mandate"] * unit.mandate, Finding(0, "match_need_mandate", {}, (unit.unit.id,))))
    for seen in unit.statements:
        finding = Finding(0, "match_need_statement", {"text": seen.thing}, seen.cites, day=seen.day)
        told.append((said["statement"] * seen.fit, finding))
    told = [(sure * share, finding) for share, finding in sorted(told, key=lambda pair: -pair[0])[:TOLD]]
    return _adding_up(told, said["second"])


def demand(unit: Candidate, ground: Ground) -> list[Finding]:
    """What the unit itself, or one it took over from, bought of the kind; the older the less."""
    said = settings()["demand"]
    if not unit.purchases:
        return [Finding(0.0, "match_demand_none")] if unit.duties or unit.mandate or unit.peers else []
    shares = [said["one"] * s.fit * decay(s.day, ground.on, said["half_life_years"]) for s in unit.purchases]
    best = max(zip(shares, unit.purchases, strict=True), key=lambda pair: pair[0])[1]
    key = "match_demand_owner" if best.thing.kind == "agreement" else "match_demand"
    key = f"{key}_before" if best.before else f"{key}_many" if len(unit.purchases) > 1 else key
    values = {
        "count": len(unit.purchases),
        "title": best.thing,
        "day": best.day or "",
        "before": best.before or "",
    }
    return [Finding(together(shares), key, values, best.cites, day=best.day)]


def peers(unit: Candidate, ground: Ground) -> list[Finding]:
    """How many units of the same kind bought of the kind: what they need, this one is likely to need."""
    if unit.peers is None:
        return []
    best, said = unit.peers.best, settings()["demand"]
    share = unit.peers.buying / max(unit.peers.total - 1, 1)
    value = best.fit * share**0.5 * decay(best.day, ground.on, 2 * said["half_life_years"])
    values = {
        "count": unit.peers.buying,
        "total": max(unit.peers.total - 1, 1),
        "types": unit.type,
        "title": best.thing,
        "day": best.day or "",
    }
    return [Finding(value, "match_peers", values, best.cites, day=best.day)]


def size(unit: Candidate, _: Ground) -> list[Finding]:
    """Smaller first: by the kind of unit, and by its employees where they are known."""
    said = settings()["size"]
    value = said["types"].get(unit.type, 0.0)
    key = f"match_size_{size_of_kind(value)}"
    employees, year = employees_of(unit.unit)
    if employees is None:
        return [Finding(value, key, {"type": unit.type}, (unit.unit.id,))]
    span = log(said["employees_large"] / said["employees_small"])
    place = log(max(employees, 1) / said["employees_small"]) / span
    value += said["employees_weight"] * (1 - 2 * min(max(place, 0.0), 1.0))
    values = {"type": unit.type, "employees": employees, "year": year}
    return [Finding(max(-1.0, min(1.0, value)), f"{key}_employees", values, (unit.unit.id,))]


def procedure(unit: Candidate, ground: Ground) -> list[Finding]:
    """How little procedure the amount calls for under the limits in force on the day."""
    amount, typical = ground.value, False
    if amount is None:
        known = [value for seen in unit.purchases if (value := _amount(seen)) is not None]
        amount, typical = (float(median(known)), True) if known else (None, False)
    route = ground.route_for(unit, amount)
    if route is None:
        return []
    value = settings()["procedure"]["routes"].get(route.route, 0.0) if amount is not None else 0.0
    key = "match_procedure_typical" if typical else "match_procedure"
    return [Finding(value, key, {"why": route.why, "route": route.name, "amount": amount or 0.0}, route=route)]


def innovation(unit: Candidate, ground: Ground) -> list[Finding]:
    """Pilots, research purchases and notices that seek something new: as far as they fit the offering.

    Those about something else say nothing here: they only order units of equal evidence (`graph.match.score`).
    """
    said = settings()["innovation"]
    known = {one.thing.id for one in unit.research}
    marked = [one for one in unit.purchases if one.thing.props.get("innovation") and one.thing.id not in known]
    seen = [*unit.pilots, *marked, *unit.research]
    told = [(_worth(one, ground, said["half_life_years"]), one) for one in seen]
    value = together([share for share, _ in told])
    if value <= 0.0:
        return []
    best = max(told, key=lambda pair: pair[0])[1]
    outcome, day = str(best.thing.props.get("outcome") or ""), _began(best)
    key = "match_innovation_notice" if best.thing.kind == "notice" else "match_innovation_pilot"
    key = f"{key}_ended" if outcome else key
    key = key if day or best.thing.kind == "notice" else f"{key}_undated"
    return [Finding(value, key, {"title": best.thing, "outcome": outcome, "day": day}, best.cites, day=best.day)]


def reach(unit: Candidate, _: Ground) -> list[Finding]:
    """How near the unit stands to the people and units the founder named."""
    if unit.reached is None:
        return []
    steps = unit.reached.steps
    value = 1.0 - settings()["reach"]["per_step"] * steps
    key = "match_reach_own" if steps == 0 else "match_reach_one" if steps == 1 else "match_reach"
    cites = (unit.reached.tie,) if unit.reached.tie else (unit.unit.id,)
    return [Finding(value, key, {"steps": steps, "named": unit.reached.named}, cites)]


def agreement(unit: Candidate, _: Ground) -> list[Finding]:
    """A joint agreement that covers the need and binds the unit: a brake, as long as it has not ended."""
    said = settings()["agreement"]
    told: list[tuple[float, Finding]] = []
    for brake in unit.brakes:
        thing = brake.seen.thing
        ended = thing.current is False or thing.props.get("state") == "cancelled"
        if ended or brake.seen.fit < said["least_fit"]:
            continue
        state = "in_force" if thing.current else "announced" if thing.props.get("state") == "announced" else "unknown"
        owner = brake.owner or str(thing.props.get("owner_text") or "")
        key = f"match_agreement_{state}" if owner else "match_agreement_ownerless"
        values = {"name": thing, "owner": owner, "until": str(thing.props.get("valid_to") or "")}
        told.append((said[state] * brake.seen.fit, Finding(0, key, values, brake.seen.cites, day=brake.seen.day)))
    told.sort(key=lambda pair: (-pair[0], pair[1].cites))
    return [Finding(-share, found.key, found.values, found.cites, None, found.day) for share, found in told[:1]]


Feature = Callable[[Candidate, Ground], list[Finding]]

FEATURES: dict[str, Feature] = {
    "need": need,
    "demand": demand,
    "similar": similar,
    "wording": wording,
    "vocabulary": vocabulary,
    "peers": peers,
    "kind": kind,
    "around": around,
    "place": place,
    "remit": remit,
    "timing": timing,
    "innovation": innovation,
    "agreement": agreement,
    "procedure": procedure,
    "reach": reach,
    "size": size,
}


def _adding_up(told: list[tuple[float, Finding]], second: float) -> list[Finding]:
    """The first finding counts whole, each further one for `second` of its share of what is left to 1."""
    found: list[Finding] = []
    total = 0.0
    for rank, (share, finding) in enumerate(told):
        value = min(share, 1.0) if rank == 0 else second * share * (1.0 - total)
        total += value
        found.append(Finding(value, finding.key, finding.values, finding.cites, None, finding.day))
    return found


def _worth(seen: Sighting, ground: Ground, half_life_years: float) -> float:
    """How well it fits, the older the less."""
    return seen.fit * decay(_began(seen) or None, ground.on, half_life_years) if seen.fit else 0.0


def _began(seen: Sighting) -> str:
    """The year or day of a pilot or notice; empty where nobody says."""
    return str(seen.thing.props.get("year") or seen.day or "")


def _amount(seen: Sighting) -> float | None:
    """What a purchase was estimated at or cost, in NOK; None where nobody says, or in another currency."""
    props = seen.thing.props
    if props.get("currency", "NOK") != "NOK":
        return None
    value = props.get("estimated_value") or props.get("awarded_value")
    return float(value) if isinstance(value, int | float) else None
