"""Notices like the offering, by words and by meaning, and what they say of who buys.

A notice is near by its tokens (BM25), by meaning (cosine), and by its very wording (BM25 over words as they are written),
each beside the nearest of all and as far as that is near at all; `data/match.toml`, `[similar]`, mixes the three. Each
notice then has a share in what is like the offering, which falls off steeply.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log

from graph.match import meaning
from graph.match.offering import Offering, cover, rarity
from graph.match.publishers import Publishers
from graph.match.settings import settings
from graph.match.sightings import OWNERS, Sighting
from graph.model import Node
from graph.store.base import POSTING_BUDGET, View
from graph.text.bm25 import idf, weigh
from graph.text.entry import entry_texts
from graph.text.tokens import TEXT_CAP
from graph.when import On

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Like:
    """What of a unit is like the offering. nearest: its nearest notice, how near it is as the fit; share: of all that is
    like it, in [0, 1]; count of the `of` nearest notices are the unit's.
    """

    nearest: Sighting
    share: float
    count: int
    of: int


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


def likeness(view: View, offering: Offering, known: Publishers, on: On) -> Likeness:
    """What the notices like the offering, as known on the day, say of units and of kinds of units."""
    said = settings()["similar"]
    near = _near(view, offering, known.notices, on)
    first = sorted(near, key=lambda id_: (-near[id_], id_))[: said["read"]]
    things = {id_: node for id_, node in view.get(first, on).items() if node.kind == "notice"}
    near |= _worded(offering.text, things, near)
    first.sort(key=lambda id_: (-near[id_], id_))
    ties = view.neighbours(things, kinds=["published"], direction="in", on=on, cap=OWNERS).relations if things else ()
    seen = [Sighting(things[tie.to_id], tie, near[tie.to_id]) for tie in ties if tie.to_id in things]
    seen.sort(key=lambda one: (-one.fit, one.thing.id))
    told = frozenset(first[: said["told"]])
    by_unit: dict[str, list[Sighting]] = defaultdict(list)
    for one in seen:
        by_unit[one.tie.from_id].append(one)
    return Likeness(_units(by_unit, told), _kinds(by_unit, told, known))


def _near(view: View, offering: Offering, notices: int, on: On) -> dict[str, float]:
    """How near each notice is, in (0, 1]: by words and by meaning, or by words alone where nobody has meaning."""
    if not notices:
        return {}
    said = settings()["similar"]
    words = _by_words(view, offering, notices, on)
    cosines = meaning.nearest(view, offering.text, "notice", on, limit=said["read"])
    full = max(cosines.values(), default=0.0)
    if full <= 0.0:
        return words
    share = said["meaning"] / (said["meaning"] + said["tokens"])
    sure = share * meaning.telling(full, "notice")
    both = {id_: sure * max(cosine, 0.0) / full for id_, cosine in cosines.items()}
    for id_, near in words.items():
        both[id_] = both.get(id_, 0.0) + (1.0 - share) * near
    return both


def _worded(text: str, things: Mapping[str, Node], near: Mapping[str, float]) -> dict[str, float]:
    """How near each of the notices read is when its very words count too: inflections and small words, as it is written."""
    asked = set(_written(text))
    held = {
        id_: Counter(_written(" ".join(said for _, said in entry_texts("notice", node.props))))
        for id_, node in things.items()
    }
    among = Counter(word for words in held.values() for word in words.keys() & asked)
    rare = {word: idf(times, len(held)) for word, times in among.items()}
    average = sum(words.total() for words in held.values()) / max(len(held), 1)
    scores = {
        id_: weigh({word: words[word] for word in words.keys() & asked}, words.total(), rare, average)
        for id_, words in held.items()
    }
    full, best = max(scores.values(), default=0.0), max(near.values(), default=0.0)
    share = settings()["similar"]["wording"]
    return (
        {id_: (1.0 - share) * near[id_] + share * best * score / full for id_, score in scores.items()} if full else {}
    )


def _written(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text[:TEXT_CAP])]


def _by_words(view: View, offering: Offering, notices: int, on: On) -> dict[str, float]:
    """BM25 beside that of the best notice, as far as the offering's words are covered at all."""
    if not offering.tokens:
        return {}
    found = view.search(offering.tokens, kinds=["notice"], on=on, limit=POSTING_BUDGET)
    rare = {token: idf(min(times, notices), notices) for token, times in found.frequencies.items()}
    average = sum(hit.length for hit in found.hits) / max(len(found.hits), 1)
    scores = {hit.id: weigh(hit.counts, hit.length, rare, average) for hit in found.hits}
    telling = rarity(offering, found, "notice")
    covered = max((cover(hit.counts, telling) for hit in found.hits), default=0.0)
    best = max(scores.values(), default=0.0)
    sure = min(1.0, covered / settings()["similar"]["sure"])
    return {id_: sure * score / best for id_, score in scores.items()} if best else {}


def _units(by_unit: Mapping[str, Sequence[Sighting]], told: Collection[str]) -> dict[str, Like]:
    total = sum(map(_steep, (one.fit for listed in by_unit.values() for one in listed)))
    return {
        id_: Like(listed[0], sum(_steep(one.fit) for one in listed) / total, _among(listed, told), len(told))
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
    sure = known.notices / (known.notices + said["few"])
    lifts = {
        name: sure
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
