"""The offering's rarer words in all that a unit has published: BM25 with each unit's notices as one document.

A word of the offering counts once. How rare it is among units counts far more than in a search for one notice
(`data/match.toml`, `[vocabulary]`): what few write of tells who they are. Where there are few notices at all it says less.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.match.offering import Offering, covers, rarity
from graph.match.publishers import Publishers
from graph.match.settings import settings
from graph.match.sightings import Sighting
from graph.store.base import Found, Hit
from graph.text.bm25 import idf, weigh
from graph.text.tokens import tokens

#: Words that are told of one unit.
TOLD = 3
_AROUND = ".,;:!?()«»\"'/"


@dataclass(frozen=True, slots=True)
class Held:
    """value in (0, 1]; words: those of the offering that tell most, as it writes them; seen: the notice that holds most."""

    value: float
    words: tuple[str, ...]
    seen: Sighting


def vocabulary(
    offering: Offering, told: Found, known: Publishers, by_unit: Mapping[str, Sequence[Sighting]]
) -> dict[str, Held]:
    """What of the offering's words each unit's notices hold, by unit id. told: the notices that hold any; by_unit: the
    notices of each unit that were read, one of which is cited.
    """
    documents = _documents(told.hits, known)
    among = Counter(token for counts, _ in documents.values() for token in counts)
    said, units = settings()["vocabulary"], len(known.counts)
    rare = {token: idf(times, units) ** said["rarity_power"] for token, times in among.items()}
    average = sum(length for _, length in documents.values()) / max(len(documents), 1)
    scores = {id_: weigh(counts, length, rare, average) for id_, (counts, length) in documents.items()}
    best = max(scores.values(), default=0.0)
    telling = rarity(offering, told, "notice")
    covered = max(covers((counts for counts, _ in documents.values()), telling), default=0.0)
    sure = min(1.0, covered / settings()["similar"]["sure"]) * known.sure
    hits, written = {hit.id: hit for hit in told.hits}, _as_written(offering.text)
    found: dict[str, Held] = {}
    for id_, listed in by_unit.items():
        if scores.get(id_, 0.0) > 0.0:
            held = {one.thing.id: _weight(hits.get(one.thing.id), rare) for one in listed}
            seen = max(listed, key=lambda one: (held[one.thing.id], one.thing.id))
            if held[seen.thing.id]:
                found[id_] = Held(sure * scores[id_] / best, _told(documents[id_][0], rare, written), seen)
    return found


def _documents(hits: Sequence[Hit], known: Publishers) -> dict[str, tuple[Mapping[str, int], int]]:
    """Counts of the words asked for in all that each unit published, and how long all of that is: what no hit tells of is taken
    to be as long as the hits are on average.
    """
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    lengths: dict[str, list[int]] = defaultdict(list)
    for hit in hits:
        for unit in known.of_notice.get(hit.id, ()):
            held = counts[unit]
            for token, times in hit.counts.items():
                held[token] = held.get(token, 0) + times
            lengths[unit].append(hit.length)
    usual = sum(hit.length for hit in hits) / max(len(hits), 1)
    return {
        id_: (held, sum(lengths[id_]) + round(usual * max(known.counts[id_] - len(lengths[id_]), 0)))
        for id_, held in counts.items()
    }


def _weight(hit: Hit | None, rare: Mapping[str, float]) -> float:
    return sum(rare.get(token, 0.0) for token in sorted(hit.counts)) if hit else 0.0


def _told(counts: Mapping[str, int], rare: Mapping[str, float], written: Mapping[str, str]) -> tuple[str, ...]:
    order = sorted((token for token in counts if token in written), key=lambda token: (-rare.get(token, 0.0), token))
    return tuple(dict.fromkeys(written[token] for token in order))[:TOLD]


def _as_written(text: str) -> dict[str, str]:
    """The word of the text, by each of its tokens; the first where several have it."""
    found: dict[str, str] = {}
    for word in text.split():
        for token in tokens(word):
            found.setdefault(token, word.strip(_AROUND))
    return found
