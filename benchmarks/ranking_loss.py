"""Weights of features under which the right unit comes first as often as can be.

Two steps. First those of a conditional logit (McFadden 1974), under which what is wanted is likeliest, half of it the buyer, half
all who then bought under the same class; none below 0, a ridge towards 0. It spreads its care over all places of a ranking. From
there, held to it by a second ridge, the reciprocal rank of the buyer is raised, with ranks made smooth: each other unit counts as
before the buyer by a logistic function of how far its score is ahead (as in Qin, Liu and Li 2010).
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

    def late(weights: Any) -> Any:
        return HELD * (weights - likeliest) + sum(_late(one, weights) for one in answers) / len(answers)

    return _descended(late, likeliest)


def _unlikely(one: Asked, weights: Any) -> Any:
    """The slope of how unlikely what is wanted is."""
    score = one.values @ weights + one.rest
    chance = np.exp(score - score.max())
    return one.values.T @ (chance / chance.sum() - one.wanted)


def _late(one: Asked, weights: Any) -> Any:
    """The slope of how far the smooth reciprocal rank of the buyer is from 1."""
    right = one.units.index(one.right)
    ahead = one.values - one.values[right]
    before = 1.0 / (1.0 + np.exp(-np.clip((ahead @ weights + one.rest - one.rest[right]) / WIDTH, -_FAR, _FAR)))
    before[right] = 0.0
    return ahead.T @ (before * (1.0 - before)) / WIDTH / (1.0 + before.sum()) ** 2


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
