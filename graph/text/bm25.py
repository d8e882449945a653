"""How well found entries fit a question's words: Okapi BM25 (Robertson and Zaragoza 2009).

Everything that depends on the collection as a whole is either fixed here or counted as of the day asked, so that what
is added to the graph later, or dated after the day, changes no score.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import log

from graph.store.base import FREQUENCY_CAP, Found

#: How fast repeating a word stops paying.
K1 = 1.2
#: How much a long entry is held back.
B = 0.5
#: The number of entries a collection is taken to have. A word in FREQUENCY_CAP or more of them weighs least.
ENTRIES = 4 * FREQUENCY_CAP
#: The length in tokens an entry is taken to have on average.
AVERAGE_LENGTH = 30.0


def score(found: Found) -> dict[str, float]:
    """The BM25 score (> 0) of each hit by id, from its counts and length and the frequencies that came with it."""
    rarity = {token: idf(min(times, FREQUENCY_CAP)) for token, times in found.frequencies.items()}
    return {hit.id: weigh(hit.counts, hit.length, rarity) for hit in found.hits}


def idf(frequency: int, entries: int = ENTRIES) -> float:
    """How much a token says that stands in `frequency` of `entries` entries; above 0."""
    return log(1 + (entries - frequency + 0.5) / (frequency + 0.5))


def weigh(
    counts: Mapping[str, int], length: int, rarity: Mapping[str, float], average: float = AVERAGE_LENGTH
) -> float:
    """One entry's score: counts of the asked tokens in it, its length in tokens, and the idf of each token."""
    held_back = K1 * (1 - B + B * length / average)
    total = 0.0
    for token, times in sorted(counts.items()) if len(counts) > 1 else counts.items():
        if token in rarity:
            total += rarity[token] * times * (K1 + 1) / (times + held_back)
    return total
