"""How sure a mean over questions is: percentile bootstrap (Efron and Tibshirani 1993), the same draw each time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.answers.evaluate import Measured

#: Draws of the bootstrap, its level, and the seed that makes it repeatable.
DRAWS, LEVEL, SEED = 2_000, 0.95, 20_200_930
_DECIMALS = 4


def mean_of(values: Sequence[float]) -> Measured:
    """The mean of a measure over questions with its interval. values: at least one."""
    import numpy as np  # noqa: PLC0415  (a tenth of a second that other questions do without)

    said = np.asarray(values, dtype=float)
    return _measured(float(said.mean()), said[_draws(len(said))].mean(axis=1))


def ratio_of(values: Sequence[float], baseline: Sequence[float]) -> Measured | None:
    """The mean of `values` over that of `baseline`, question by question the same; None where the baseline's is 0."""
    import numpy as np  # noqa: PLC0415

    ours, theirs = np.asarray(values, dtype=float), np.asarray(baseline, dtype=float)
    if not theirs.sum():
        return None
    draws = _draws(len(ours))
    below = theirs[draws].mean(axis=1)
    return _measured(float(ours.mean() / theirs.mean()), ours[draws].mean(axis=1)[below > 0] / below[below > 0])


def _draws(count: int) -> Any:
    """Which questions each draw holds: int array (DRAWS, count)."""
    import numpy as np  # noqa: PLC0415

    return np.random.default_rng(SEED).integers(0, count, size=(DRAWS, count))


def _measured(value: float, drawn: Any) -> Measured:
    import numpy as np  # noqa: PLC0415

    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Measured(value=round(value, _DECIMALS), low=round(float(low), _DECIMALS), high=round(float(high), _DECIMALS))
