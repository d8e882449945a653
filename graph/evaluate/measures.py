"""Measures of a ranking with ties, each its exact expectation when the order within a tie is drawn at random.

A ranking is a sequence of ties, best first; a tie is the items that stand equal. Items that no tie holds were not found.
McSherry and Najork, "Computing information retrieval performance measures efficiently in the presence of tied scores", 2008.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from math import comb, log2

Ranking = Sequence[Sequence[str]]


def reciprocal_rank(ranking: Ranking, relevant: Collection[str], depth: int | None = None) -> float:
    """1 / rank of the first relevant item, expected; 0 where none stands among the first `depth` (None: all)."""
    for before, tie in _places(ranking):
        good = sum(item in relevant for item in tie)
        if good:
            size = len(tie)
            return sum(
                comb(size - at, good - 1) / comb(size, good) / (before + at)
                for at in range(1, size - good + 2)
                if depth is None or before + at <= depth
            )
    return 0.0


def hit(ranking: Ranking, relevant: Collection[str], depth: int) -> float:
    """The probability that a relevant item stands among the first `depth`."""
    for before, tie in _places(ranking):
        good = sum(item in relevant for item in tie)
        if good:
            inside = min(max(depth - before, 0), len(tie))
            return 1.0 - comb(len(tie) - good, inside) / comb(len(tie), inside)
    return 0.0


def recall(ranking: Ranking, relevant: Collection[str], depth: int) -> float:
    """The share of the relevant items expected among the first `depth`; 0 where nothing is relevant."""
    found = 0.0
    for before, tie in _places(ranking):
        inside = min(max(depth - before, 0), len(tie))
        found += sum(item in relevant for item in tie) * inside / len(tie)
    return found / len(relevant) if relevant else 0.0


def ndcg(ranking: Ranking, grades: Mapping[str, float], depth: int) -> float:
    """Normalised discounted cumulative gain of the first `depth`, expected: gain 2^grade - 1, discount log2(rank + 1).

    Järvelin and Kekäläinen 2002, with the gain of Burges et al. 2005. 0 where nothing has a grade above 0.
    """
    best = sorted((_gain(grade) for grade in grades.values()), reverse=True)[:depth]
    ideal = sum(gain * _discount(place) for place, gain in enumerate(best, 1))
    found = 0.0
    for before, tie in _places(ranking):
        mean = sum(_gain(grades.get(item, 0.0)) for item in tie) / len(tie)
        found += mean * sum(_discount(before + at) for at in range(1, len(tie) + 1) if before + at <= depth)
    return found / ideal if ideal else 0.0


def _places(ranking: Ranking) -> Iterator[tuple[int, Sequence[str]]]:
    """Each tie with the number of items before it."""
    before = 0
    for tie in ranking:
        if tie:
            yield before, tie
            before += len(tie)


def _gain(grade: float) -> float:
    return float(2.0**grade - 1.0) if grade > 0 else 0.0


def _discount(place: int) -> float:
    return 1.0 / log2(place + 1)
