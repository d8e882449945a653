"""Weights of features under which the right unit comes first, and those who buy alike come soon, as often as can be.

Two steps. First those of a conditional logit (McFadden 1974), under which what is wanted is likeliest, half of it the buyer, half
all who then bought under the same class; none below 0, a ridge towards 0. It spreads its care over all places of a ranking. From
there, held to it by a second ridge, two measures are raised together, with ranks made smooth (as in Qin, Liu and Li 2010): the
reciprocal rank of the buyer, and the gain, discounted by rank, of all who bought alike. Each other unit counts as before one by a
logistic function of how far its score is ahead.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

STEPS, RATE = 400, 0.05
#: The ridge of the logit, over all questions; and of the second step, for each.
RIDGE, HELD = 1.0, 0.001
#: By how much score a unit must be ahead to count as three quarters before another.
WIDTH = 0.25
#: How much of the second step is the discounted gain of all who bought alike; the rest is the reciprocal rank of the buyer.
ALIKE = 0.5
#: Places of a ranking that the ideal gain counts; units, the likeliest by the first step, that the second looks at.
PAGE, NEAR = 10, 100
_FAR = 30.0


@dataclass(frozen=True)
class Asked:
    """A question answered: values of what is learned by unit (units, features), the score of all else (units), and what is wanted
    (units, sums to 1). right: the buyer.
    """

    units: Sequence[str]
    values: Any
    rest: Any
    wanted: Any
    right: str


def learned_weights(answers: Sequence[Asked], features: int) -> Any:
    """Array (features): the weights, none below 0."""

    def unlikely(weights: Any) -> Any:
        return (RIDGE * weights + sum(_unlikely(one, weights) for one in answers)) / len(answers)

    likeliest = _descended(unlikely, np.ones(features))
    near = [_near(one, likeliest) for one in answers]

    def late(weights: Any) -> Any:
        slopes = sum((1.0 - ALIKE) * _late(one, weights) + ALIKE * _apart(one, weights) for one in near)
        return HELD * (weights - likeliest) + slopes / len(near)

    return _descended(late, likeliest)


def _near(one: Asked, weights: Any) -> Asked:
    """The answer with its best units alone, and all that are wanted."""
    score = one.values @ weights + one.rest
    kept = np.union1d(np.argsort(-score, kind="stable")[:NEAR], np.flatnonzero(one.wanted))
    return Asked([one.units[place] for place in kept], one.values[kept], one.rest[kept], one.wanted[kept], one.right)


def _unlikely(one: Asked, weights: Any) -> Any:
    """The slope of how unlikely what is wanted is."""
    score = one.values @ weights + one.rest
    chance = np.exp(score - score.max())
    return one.values.T @ (chance / chance.sum() - one.wanted)


def _late(one: Asked, weights: Any) -> Any:
    """The slope of how far the smooth reciprocal rank of the buyer is from 1."""
    ranks, steep = _smooth_ranks(one, weights, np.array([one.units.index(one.right)]))
    return _moved(one, steep / ranks[:, None] ** 2, np.array([one.units.index(one.right)]))


def _apart(one: Asked, weights: Any) -> Any:
    """The slope of how far the smooth discounted gain of all that is wanted, each as much, is from the best it can be."""
    good = np.flatnonzero(one.wanted)
    ranks, steep = _smooth_ranks(one, weights, good)
    best = (1.0 / np.log2(np.arange(2, min(len(good), PAGE) + 2))).sum()
    fall = 1.0 / (np.log2(1.0 + ranks) ** 2 * (1.0 + ranks) * np.log(2.0) * best)
    return _moved(one, steep * fall[:, None], good)


def _smooth_ranks(one: Asked, weights: Any, places: Any) -> tuple[Any, Any]:
    """The smooth ranks of the units at `places`, and how fast each rises as another unit (units along axis 1) comes ahead."""
    score = one.values @ weights + one.rest
    ahead = (score[None, :] - score[places, None]) / WIDTH
    before = 1.0 / (1.0 + np.exp(-np.clip(ahead, -_FAR, _FAR)))
    before[np.arange(len(places)), places] = 0.0
    return 1.0 + before.sum(axis=1), before * (1.0 - before) / WIDTH


def _moved(one: Asked, steep: Any, places: Any) -> Any:
    """The slope, by weight, of a sum that rises by `steep` (places, units) as each unit comes ahead of the one at a place."""
    return one.values.T @ steep.sum(axis=0) - one.values[places].T @ steep.sum(axis=1)


def _descended(slope: Callable[[Any], Any], start: Any) -> Any:
    """Where Adam (Kingma and Ba 2015) comes from `start`, nothing below 0."""
    weights = start.copy()
    mean, spread = np.zeros_like(start), np.zeros_like(start)
    for step in range(1, STEPS + 1):
        down = slope(weights)
        mean, spread = 0.9 * mean + 0.1 * down, 0.999 * spread + 0.001 * down**2
        weights = weights - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
        weights = np.maximum(weights, 0.0)
    return weights
