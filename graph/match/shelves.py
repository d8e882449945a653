"""The vectors that ship for purchase classes and duties, grouped by what they are about, and how near a text is to each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from graph.text.space import FOLDER

#: The tables of `data/vectors` that an offering is compared with.
TABLES = ("phrases", "pitches", "labels", "duties")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The vectors of one table. matrix: float32 (texts, dimension), lengths: float32 (texts); rows grouped by key.

    groups: the place in `keys` of each row's key; starts: the first row of each key.
    """

    keys: tuple[str, ...]
    matrix: Any
    lengths: Any
    groups: Any
    starts: Any

    def cosines(self, vectors: Any) -> Any:
        """float32 array (texts): the cosine of each text with the nearest of `vectors` (n, dimension), of length 1."""
        import numpy as np  # noqa: PLC0415  (a tenth of a second that words alone do without)

        # One thread: idle workers of the matrix library cost more than they save.
        near = [np.einsum("ij,j->i", self.matrix, vector) for vector in vectors]
        return np.max(near, axis=0) / self.lengths

    def best(self, near: Any, count: int) -> dict[str, float]:
        """For each key the mean of the cosines `near` of its `count` nearest texts."""
        import numpy as np  # noqa: PLC0415

        if count == 1:
            return dict(zip(self.keys, np.maximum.reduceat(near, self.starts).tolist(), strict=True))
        # One key to sort by: cosines lie within [-1, 1], so groups stay apart.
        order = np.argsort(4.0 * self.groups - near)
        first = np.arange(len(near)) - self.starts[self.groups] < count
        sums = np.add.reduceat(np.where(first, near[order], 0.0), self.starts)
        counts = np.add.reduceat(first.astype(np.float32), self.starts)
        return dict(zip(self.keys, (sums / counts).tolist(), strict=True))


@cache
def shelves(model: str) -> dict[str, Shelf]:
    """The shipped vectors by table, phrases and pitches together beside pitches alone; none where another model made them."""
    import numpy as np  # noqa: PLC0415

    rows: dict[str, tuple[list[str], Any]] = {}
    for name in TABLES:
        index = FOLDER / f"{name}.tsv"
        lines = index.read_text("utf-8").splitlines() if index.exists() else [""]
        if lines[0] != model:
            return {}
        matrix = np.load(FOLDER / f"{name}.npy").astype(np.float32)
        rows[name] = [line.split("\t", 1)[0] for line in lines[1:]], matrix
    (phrases, matrix), (pitches, more) = rows["phrases"], rows["pitches"]
    rows["phrases"] = phrases + pitches, np.concatenate([matrix, more])
    return {name: _grouped(*held) for name, held in rows.items()}


def _grouped(keys: list[str], matrix: Any) -> Shelf:
    import numpy as np  # noqa: PLC0415

    order = sorted(range(len(keys)), key=lambda place: keys[place])
    matrix = matrix[order]
    names = tuple(dict.fromkeys(keys[place] for place in order))
    places = {key: place for place, key in enumerate(names)}
    groups = np.array([places[keys[place]] for place in order])
    lengths = np.sqrt(np.einsum("ij,ij->i", matrix, matrix))
    return Shelf(names, matrix, lengths, groups, np.searchsorted(groups, np.arange(len(names))))
