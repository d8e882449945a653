"""What a load has met, in little memory: eight bytes for each thing, whatever its name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class Seen:
    """A set of hashes (64 bits, as `hash` makes them in this process), kept as sorted runs of doubling length.

    Two things of one hash are taken for one; among ten million that happens once in about 400,000 loads.
    """

    def __init__(self) -> None:
        self._runs: list[NDArray[np.int64]] = []

    def add(self, hashes: Sequence[int]) -> None:
        """Takes in hashes, known ones too."""
        run = np.unique(np.fromiter(hashes, np.int64, len(hashes)))
        while self._runs and len(self._runs[-1]) <= 2 * len(run):
            run = np.union1d(self._runs.pop(), run)
        if len(run):
            self._runs.append(run)

    def among(self, hashes: Sequence[int]) -> set[int]:
        """Those of `hashes` that are in the set."""
        if not self._runs or not hashes:
            return set()
        asked = np.fromiter(hashes, np.int64, len(hashes))
        met = np.zeros(len(asked), bool)
        for run in self._runs:
            met |= run[np.minimum(run.searchsorted(asked), len(run) - 1)] == asked
        return set(asked[met].tolist())
