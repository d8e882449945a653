"""The many units of a type that have nothing but the duty of their kind, parted by what is scored and by nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.match.around import Bought
from graph.match.candidate import Alike, Brake, Candidate, Duty, Peers
from graph.match.duties import DutyFit
from graph.match.known_for import KnownFor
from graph.match.roll import Member, Roll, SizeClass
from graph.match.sightings import Sighting
from graph.model import Node

Sightings = Mapping[str, Sequence[Sighting]]


@dataclass(frozen=True, slots=True)
class Buying:
    """Who of a type bought of the kind, out of `total` units. best: purchases by unit, the best first."""

    total: int
    best: Sequence[tuple[str, Sighting]]

    @classmethod
    def of(cls, listed: Roll, found: Mapping[str, Candidate]) -> Buying:
        bought = [(id_, one.purchases[0]) for id_, one in found.items() if one.purchases and id_ in listed.members]
        bought.sort(key=lambda pair: (pair[1].fit, pair[1].day or "", pair[1].thing.id), reverse=True)
        return cls(len(listed.members), bought)

    def beside(self, id_: str | None) -> Peers | None:
        """What the others bought, for the unit `id_`, or for one that bought nothing."""
        own = any(buyer == id_ for buyer, _ in self.best)
        best = next((seen for buyer, seen in self.best if buyer != id_), None)
        return Peers(len(self.best) - own, self.total, best) if best else None


@dataclass(frozen=True, slots=True)
class Binding:
    """Joint agreements that cover the need: those that bind a unit itself, by its id, and who owns each."""

    direct: Mapping[str, Sequence[Brake]]
    owners: Mapping[str, Node]

    @classmethod
    def of(cls, found: Mapping[str, Candidate]) -> Binding:
        owners = {
            seen.thing.id: candidate.unit
            for candidate in found.values()
            for seen in candidate.purchases
            if seen.tie.props.get("role") == "owner"
        }
        return cls({id_: list(one.brakes) for id_, one in found.items() if one.brakes}, owners)

    def on(self, units: Iterable[str], owned: Collection[str] = ()) -> list[Brake]:
        """What binds a unit, given with those above it, nearest first: all that binds one of them and it does not own."""
        if not self.direct:
            return []
        first: dict[str, Brake] = {}
        for brake in (brake for id_ in units for brake in self.direct.get(id_, ())):
            if brake.seen.thing.id not in owned:
                first.setdefault(brake.seen.thing.id, replace(brake, owner=self.owners.get(brake.seen.thing.id)))
        return [first[id_] for id_ in sorted(first)]


@dataclass(frozen=True, slots=True)
class Common:
    """What units have without doing anything for it: duties of their type, peers by type, agreements that bind those
    above, what units above and below bought; what they are known for; and what any of them tried or
    researched about something else, by unit.
    """

    duties: Mapping[str, Sequence[DutyFit]]
    buying: Mapping[str, Buying]
    binding: Binding
    tried: Sightings
    bought: Sightings
    market: KnownFor
    lines: Bought


def alike(rolls: Mapping[str, Roll], apart: Collection[str], common: Common) -> Iterator[Alike]:
    """All units on the rolls that are not in `apart`, put together by what is scored."""
    parting = _Parting(apart, common)
    for unit_type, listed in rolls.items():
        duties = [Duty(found, None) for found in common.duties.get(unit_type, ())]
        buying = common.buying.get(unit_type)
        peers = buying.beside(None) if buying else None
        if not duties and not peers:
            continue
        for size in listed.classes:
            for members in parting.parts(unit_type, size):
                first = members[0]
                yield Alike(
                    Candidate(
                        size.sample,
                        duties=duties,
                        pilots=list(common.tried.get(first.id, ())),
                        research=list(common.bought.get(first.id, ())),
                        brakes=common.binding.on(first.above),
                        peers=peers,
                        above=first.above,
                        kind=common.market.likeness.kinds.get(unit_type),
                        named=common.market.named.get(first.id),
                        remit=common.market.remit(first.id, unit_type),
                        around=common.lines.around(first.id, first.above),
                    ),
                    members,
                )


Key = tuple[object, ...]


class _Parting:
    """Members with and without a record of trying new things, by the agreements that bind those above them, by what those and units
    below bought, by whether they are named and what they are there for.
    """

    def __init__(self, apart: Collection[str], common: Common) -> None:
        self._apart, self._common = apart, common
        market, below = common.market, common.lines.below
        #: Those that stand apart, or of whom more is known than of all others in the same place.
        self._own = {*apart, *common.tried, *common.bought, *market.named, *market.remits, *below}
        self._keys: dict[tuple[str, ...], Key] = {}

    def parts(self, unit_type: str, size: SizeClass) -> Iterator[Sequence[Member]]:
        """The members that do not stand apart, part by part, whoever comes first before the others."""
        members = size.members
        own = {size.places[id_]: members[size.places[id_]] for id_ in size.places.keys() & self._own}
        parts: dict[Key, list[int]] = defaultdict(list)
        for above, places in size.lines.items():
            alike = places if own.keys().isdisjoint(places) else [place for place in places if place not in own]
            if alike:
                parts[self._usual(above, unit_type)] += alike
        for place, one in own.items():
            if one.id not in self._apart:
                parts[self._key(one.id, one.above, unit_type)].append(place)
        for some in sorted((sorted(places) for places in parts.values()), key=lambda places: places[0]):
            yield members if len(some) == len(members) else [members[place] for place in some]

    def _usual(self, above: tuple[str, ...], unit_type: str) -> Key:
        """What parts a unit of which nothing is known but where it stands: the same for all types."""
        if above not in self._keys:
            self._keys[above] = self._key("", above, unit_type)
        return self._keys[above]

    def _key(self, id_: str, above: tuple[str, ...], unit_type: str) -> Key:
        """What parts a unit from others of its type and size; the id is empty for any of which nothing is known."""
        common = self._common
        bound = common.binding.direct.keys()
        by = tuple(one for one in above if one in bound) if bound else ()
        around = common.lines.around(id_, above)
        bought = (around.other.id, around.above) if around else None
        market = common.market.named.get(id_), common.market.remit(id_, unit_type)
        return (id_ in common.tried or id_ in common.bought, by, bought, *market)
