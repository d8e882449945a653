"""Notices like the offering, by words and by meaning, and what they say of who buys.

A notice is near by its tokens (BM25) and by meaning (cosine), each beside the nearest of all and as far as that is near
at all; `data/match.toml`, `[similar]`, mixes the two. Each notice then has a share in what is like the offering, which
falls off steeply. How notices are phrased, and what rarer words a unit's notices hold, stands beside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from math import exp, log

from graph.match import meaning
from graph.match.acts import Acts
from graph.match.needs import Needs
from graph.match.offering import Offering, covers, rarity
from graph.match.phrasing import phrased
from graph.match.publishers import Publishers
from graph.match.settings import settings
from graph.match.sightings import Sighting
from graph.match.vocabulary import Held, vocabulary
from graph.store.base import Found
from graph.text.bm25 import idf, weigh


@dataclass(frozen=True, slots=True)
class Like:
    """What of a unit is like the offering. nearest: its nearest notice, how near it is as the fit; share: of all that is
    like it, in [0, 1]; count of the `of` nearest notices are the unit's. phrased: its notice phrased most alike, how much
    as the fit, if any; held: the words of the offering that its notices hold, if any. enough: as `Publishers` says.
    """

    nearest: Sighting
    share: float
    count: int
    of: int
    enough: float
    phrased: Sighting | None = None
    held: Held | None = None


@dataclass(frozen=True, slots=True)
class KindLike:
    """How much more of what is like the offering a type of unit published than of all notices. lift in [-1, 1].

    count of the `of` nearest notices are theirs; nearest: the nearest of them, if any.
    """

    lift: float
    count: int
    of: int
    nearest: Sighting | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """units: by unit id; kinds: by type of unit."""

    units: Mapping[str, Like] = field(default_factory=dict)
    kinds: Mapping[str, KindLike] = field(default_factory=dict)


def likeness(needs: Needs, near: Mapping[str, float], done: Acts, known: Publishers) -> Likeness:
    """What the notices like the offering, as known on the day, say of units and of kinds of units.

    near: as `nearest_notices` gives them; done: what was read of them.
    """
    offering, told = needs.offering, needs.told
    things = {id_: done.things[id_] for id_ in near if id_ in done.things and done.things[id_].kind == "notice"}
    seen = [
        Sighting(thing, tie, near[id_])
        for id_, thing in things.items()
        for tie in done.ties.get(id_, ())
        if tie.kind == "published"
    ]
    seen.sort(key=lambda one: (-one.fit, one.thing.id))
    among = frozenset(islice(near, settings()["similar"]["told"]))
    by_unit: dict[str, list[Sighting]] = defaultdict(list)
    for one in seen:
        by_unit[one.tie.from_id].append(one)
    units = _units(by_unit, among, known.enough)
    _beside(units, by_unit, phrased(offering.text, things), vocabulary(offering, told, known, by_unit))
    return Likeness(units, _kinds(by_unit, among, known))


def _beside(
    units: dict[str, Like],
    by_unit: Mapping[str, Sequence[Sighting]],
    phrases: Mapping[str, float],
    words: Mapping[str, Held],
) -> None:
    """Puts beside what is like the offering how it is phrased and which of its words stand there."""
    for id_, listed in by_unit.items():
        best = max(listed, key=lambda one: (phrases.get(one.thing.id, 0.0), one.thing.id))
        fit = phrases.get(best.thing.id, 0.0)
        units[id_] = replace(units[id_], phrased=replace(best, fit=fit) if fit else None, held=words.get(id_))


def nearest_notices(needs: Needs, notices: int) -> dict[str, float]:
    """How near the nearest notices are, in (0, 1], best first: by words and by meaning, or by words alone where nobody has
    meaning. notices: how many have a publisher.
    """
    near = _near(needs, notices) if notices else {}
    best = sorted(near, key=lambda id_: (-near[id_], id_))
    return {id_: near[id_] for id_ in best[: settings()["similar"]["read"]]}


def _near(needs: Needs, notices: int) -> dict[str, float]:
    said = settings()["similar"]
    words = _by_words(needs.offering, needs.told, notices)
    full = max(needs.near.values(), default=0.0)
    if full <= 0.0:
        return words
    share = said["meaning"] / (said["meaning"] + said["tokens"])
    sure = share * meaning.telling(full, "notice")
    both = {id_: sure * max(cosine, 0.0) / full for id_, cosine in needs.near.items()}
    for id_, near in words.items():
        both[id_] = both.get(id_, 0.0) + (1.0 - share) * near
    return both


def _by_words(offering: Offering, found: Found, notices: int) -> dict[str, float]:
    """BM25 beside that of the best notice, as far as the offering's words are covered at all."""
    rare = {token: idf(min(times, notices), notices) for token, times in found.frequencies.items()}
    average = sum(hit.length for hit in found.hits) / max(len(found.hits), 1)
    scores = {hit.id: weigh(hit.counts, hit.length, rare, average) for hit in found.hits}
    telling = rarity(offering, found, "notice")
    covered = max(covers((hit.counts for hit in found.hits), telling), default=0.0)
    best = max(scores.values(), default=0.0)
    sure = min(1.0, covered / settings()["similar"]["sure"])
    return {id_: sure * score / best for id_, score in scores.items()} if best else {}


def _units(by_unit: Mapping[str, Sequence[Sighting]], told: Collection[str], enough: float) -> dict[str, Like]:
    total = sum(map(_steep, (one.fit for listed in by_unit.values() for one in listed)))
    return {
        id_: Like(listed[0], sum(_steep(one.fit) for one in listed) / total, _among(listed, told), len(told), enough)
        for id_, listed in by_unit.items()
    }


def _kinds(by_unit: Mapping[str, Sequence[Sighting]], told: Collection[str], known: Publishers) -> dict[str, KindLike]:
    """For each type that published: how much more it has of what is like the offering than of all notices (log ratio)."""
    said = settings()["kind"]
    of_type: dict[str, list[Sighting]] = defaultdict(list)
    for id_, listed in by_unit.items():
        of_type[known.of.get(id_, "other")] += listed
    like = {name: sum(_steep(one.fit) for one in listed) for name, listed in of_type.items()}
    total = sum(like.values())
    lifts = {
        name: known.sure
        * log((like.get(name, 0.0) / total + said["smooth"]) / (published / known.notices + said["smooth"]))
        / said["full"]
        for name, published in known.types.items()
        if total
    }
    return {
        name: KindLike(
            max(-1.0, min(1.0, lift)),
            _among(of_type.get(name, ()), told),
            len(told),
            max(of_type.get(name, ()), key=lambda one: (one.fit, one.thing.id), default=None),
        )
        for name, lift in lifts.items()
        if name not in said["apart"]
    }


def _steep(near: float) -> float:
    """The weight of a notice among those like the offering: it falls off by e for every 1 / `steep` of nearness."""
    return exp(settings()["similar"]["steep"] * (near - 1.0))


def _among(listed: Sequence[Sighting], told: Collection[str]) -> int:
    return sum(one.thing.id in told for one in listed)
