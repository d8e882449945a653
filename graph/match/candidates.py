"""Needs → the units that could be entry points, each with all that bears on it: what the features look at.

Units with evidence of their own stand alone. The many of a type that have nothing but the duty of their kind stand
together, as far as nothing that is scored parts them: they are looked at once, whatever their number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.match.above import parents, successors
from graph.match.acts import acts
from graph.match.alike import Binding, Buying, Common, alike
from graph.match.around import Bought
from graph.match.candidate import Alike, Brake, Candidate, Duty
from graph.match.duties import DutyFit
from graph.match.known_for import known_for
from graph.match.likeness import likeness, nearest_notices
from graph.match.needs import Needs
from graph.match.publishers import publishers
from graph.match.question import Question
from graph.match.reach import Reached, reached
from graph.match.roll import Member, Roll, may_be_offered, roll
from graph.match.settings import settings
from graph.match.sightings import Sighting, bearing, research, sightings, trials
from graph.model import Node
from graph.store.base import View
from graph.when import On


def candidates(view: View, needs: Needs, question: Question) -> list[Alike]:
    """Every unit that the graph ties to the offering. Ended units hand on what they did."""
    on = question.on
    known = publishers(view, on)
    nearest = nearest_notices(needs, known.notices)
    done = acts(view, {*bearing(needs), *nearest}, on, needs.done)
    seen = sightings(view, needs, on, done)
    market = known_for(view, needs, likeness(needs, nearest, done, known), known, on)
    named = _obliged(view, needs, on)
    near = reached(view, question.near, on)
    there = view.get(sorted({*seen, *named, *needs.mandates, *market.units}), on)
    rolls, duties = _of_types(view, needs, seen, there, question)
    more = [id_ for id_ in near if id_ not in there and any(id_ in listed.members for listed in rolls.values())]
    there |= view.get(more, on) if more else {}
    nodes = {id_: node for id_, node in there.items() if node.kind == "unit" and id_ == node.id}
    heirs = successors(view, [node for node in nodes.values() if node.current is False], on)
    nodes.update({heir.id: heir for listed in heirs.values() for heir in listed})
    found = {id_: Candidate(node) for id_, node in sorted(nodes.items()) if may_be_offered(node)}
    _give_duties(found, duties, rolls, named, heirs)
    for id_, fit in needs.mandates.items():
        if id_ in found:
            found[id_].mandate = fit
    for id_, listed in seen.items():
        _give_sightings(found, nodes.get(id_), listed, heirs)
    bound = Common(duties, {}, Binding({}, {}), trials(view, on), research(view, on), market, Bought({}, {}))
    common = _surround(view, found, rolls, near, bound, on)
    market.give(found, heirs)
    own = [Alike(one, [Member.of(one.unit, one.above)]) for one in found.values()]
    return [*own, *alike(rolls, found, common)]


def each(view: View, pairs: Sequence[tuple[Alike, Member]], on: On) -> list[Candidate | None]:
    """The single units behind members, in their order: like the sample, each with its own node and what it tried.

    None for one that is not there any more, because a load came between.
    """
    many = [member.id for group, member in pairs if not _is_sample(group, member)]
    nodes = view.get(many, on)
    tried, bought = trials(view, on), research(view, on)
    found: list[Candidate | None] = []
    for group, member in pairs:
        if _is_sample(group, member):
            found.append(group.sample)
        elif member.id not in nodes:
            found.append(None)
        else:
            own = list(tried.get(member.id, ())), list(bought.get(member.id, ()))
            unit = nodes[member.id]
            found.append(replace(group.sample, unit=unit, above=member.above, pilots=own[0], research=own[1]))
    return found


def _is_sample(group: Alike, member: Member) -> bool:
    """Whether the member is the only one, and all that the group knows is its own."""
    return len(group.members) == 1 and group.sample.unit.id == member.id


def _of_types(
    view: View,
    needs: Needs,
    seen: Mapping[str, Sequence[Sighting]],
    there: Mapping[str, Node],
    question: Question,
) -> tuple[dict[str, Roll], dict[str, list[DutyFit]]]:
    """The units of each type that a duty applies to or that a buyer's peers have; and the duties of each type.

    there: the units that are known of.
    """
    duties: dict[str, list[DutyFit]] = defaultdict(list)
    for duty in needs.duties:
        for unit_type in duty.node.props.get("applies_to", ()):
            duties[unit_type].append(duty)
    buyers = [there[id_] for id_, listed in seen.items() if id_ in there and any(map(_is_purchase, listed))]
    peers = {str(node.props.get("type")) for node in buyers} & set(settings()["peers"]["types"])
    wanted = sorted((set(duties) | peers) & set(question.types or (set(duties) | peers)))
    return {name: roll(view, name, question.on) for name in wanted}, duties


def _obliged(view: View, needs: Needs, on: On) -> dict[str, list[Duty]]:
    """The duties that a relation gives to single units, by unit id."""
    by_id = {duty.node.id: duty for duty in needs.duties}
    cap = settings()["bounds"]["units_of_duty"]
    ties = view.neighbours(by_id, kinds=["obliged_to"], direction="in", on=on, cap=cap).relations if by_id else ()
    named: dict[str, list[Duty]] = defaultdict(list)
    for tie in ties:
        named[tie.from_id].append(Duty(by_id[tie.to_id], tie.id))
    return named


def _give_duties(
    found: Mapping[str, Candidate],
    duties: Mapping[str, Sequence[DutyFit]],
    rolls: Mapping[str, Roll],
    named: Mapping[str, Sequence[Duty]],
    heirs: Mapping[str, Sequence[Node]],
) -> None:
    for id_, listed in named.items():
        for heir in [id_, *(heir.id for heir in heirs.get(id_, ()))]:
            if heir in found:
                found[heir].duties.extend(listed)
    for id_, candidate in found.items():
        if candidate.type in rolls and id_ in rolls[candidate.type].members:
            known = {duty.found.node.id for duty in candidate.duties}
            candidate.duties += [Duty(d, None) for d in duties.get(candidate.type, ()) if d.node.id not in known]
        candidate.duties.sort(key=_best_first)


def _best_first(duty: Duty) -> tuple[float, str]:
    return -duty.found.fit, duty.found.node.id


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
    view: View,
    found: Mapping[str, Candidate],
    rolls: Mapping[str, Roll],
    near: Mapping[str, Reached],
    common: Common,
    on: On,
) -> Common:
    """Adds what lies around the candidates: units above, agreements that bind those, peers, other trials, reach.

    Returns `common` with the agreements and peers that the candidates bring for the others.
    """
    enrolled = {id_: member for listed in rolls.values() for id_ in found if (member := listed.members.get(id_))}
    above = parents(view, [id_ for id_ in found if id_ not in enrolled], on)
    for id_, candidate in found.items():
        candidate.above = enrolled[id_].above if id_ in enrolled else above[id_]
        known = {seen.thing.id for seen in candidate.pilots}
        candidate.pilots += [seen for seen in common.tried.get(id_, ()) if seen.thing.id not in known]
        own = {seen.thing.id: seen for seen in candidate.purchases}
        candidate.research = [own.get(seen.thing.id, seen) for seen in common.bought.get(id_, ())]
        candidate.reached = near.get(id_)
    binding = Binding.of(found)
    buying = {name: Buying.of(rolls[name], found) for name in settings()["peers"]["types"] if name in rolls}
    for id_, candidate in found.items():
        owned = {seen.thing.id for seen in candidate.purchases}
        candidate.brakes = binding.on((id_, *candidate.above), owned)
        if id_ in enrolled and candidate.type in buying:
            candidate.peers = buying[candidate.type].beside(id_)
    lines = Bought.of(found)
    for id_, candidate in found.items():
        candidate.around = lines.around(id_, candidate.above)
    return replace(common, binding=binding, buying=buying, lines=lines)
