"""The vectors that ship for purchase classes and duties, grouped by what they are about, and how near a text is to each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph.text.space import FOLDER

#: The tables of `data/vectors` that an offering is compared with. Phrases and pitches of classes are compared together.
TABLES = ("phrases", "pitches", "labels", "duties")


@dataclass(frozen=True, slots=True)
class Shelf:
    """Some texts by what they are about. A text may be about several things.

    rows: the row of each text in the matrix that its shelf is made of, once for each of its keys, rows of one key together;
    groups: the place in `keys` of each row's key; starts: the first row of each key.
    """

    keys: tuple[str, ...]
    rows: Any
    groups: Any
    starts: Any

    def best(self, cosines: Any, count: int) -> dict[str, float]:
        """For each key the mean of the cosines of its `count` nearest texts. cosines: of every text of the matrix."""
        import numpy as np  # noqa: PLC0415  (a tenth of a second that words alone do without)

        if count == 1:
            return dict(zip(self.keys, self.nearest(cosines), strict=True))
        near = cosines[self.rows]
        # One key to sort by: cosines lie within [-1, 1], so groups stay apart.
        order = np.argsort(4.0 * self.groups - near)
        first = np.arange(len(near)) - self.starts[self.groups] < count
        sums = np.add.reduceat(np.where(first, near[order], 0.0), self.starts)
        counts = np.add.reduceat(first.astype(np.float32), self.starts)
        return dict(zip(self.keys, (sums / counts).tolist(), strict=True))

    def nearest(self, cosines: Any) -> list[float]:
        """For each key, in their order, the cosine of its nearest text."""
        import numpy as np  # noqa: PLC0415

        found: list[float] = np.maximum.reduceat(cosines[self.rows], self.starts).tolist()
        return found


@dataclass(frozen=True, slots=True)
class Matrix:
    """Vectors: float32 (texts, dimension), and the length of each, float32 (texts)."""

    vectors: Any
    lengths: Any

    def cosines(self, asked: Any) -> Any:
        """float32 array (texts): the cosine of each text with the nearest of `asked` (n, dimension), of length 1."""
        import numpy as np  # noqa: PLC0415

        # One thread: idle workers of the matrix library cost more than they save.
        near = [np.einsum("ij,j->i", self.vectors, vector) for vector in asked]
        return np.max(near, axis=0) / self.lengths


@dataclass(frozen=True, slots=True)
class Shelves:
    """said: vectors of phrases and pitches of classes; phrases: both kinds by class, pitches: pitches alone, of that matrix.

    codes: the places of a class's codes among the keys of `labels`, by four digits.
    """

    said: Matrix
    phrases: Shelf
    pitches: Shelf
    labelled: Matrix
    labels: Shelf
    codes: Mapping[str, Sequence[int]]
    due: Matrix
    duties: Shelf


@cache
def shelves(model: str) -> Shelves | None:
    """The shipped vectors; None where another model made them, or none ship."""
    import numpy as np  # noqa: PLC0415

    keys: dict[str, list[str]] = {}
    vectors: dict[str, Any] = {}
    for name in TABLES:
        index = FOLDER / f"{name}.tsv"
        lines = index.read_text("utf-8").splitlines() if index.exists() else [""]
        if lines[0] != model:
            return None
        keys[name] = [line.split("\t", 1)[0] for line in lines[1:]]
        vectors[name] = np.load(FOLDER / f"{name}.npy")
    both = keys["phrases"] + keys["pitches"]
    labels = _shelf(keys["labels"], 0)
    codes: dict[str, list[int]] = defaultdict(list)
    for place, code in enumerate(labels.keys):
        codes[code[:4]].append(place)
    return Shelves(
        said=_matrix(vectors["phrases"], vectors["pitches"]),
        phrases=_shelf(both, 0),
        pitches=_shelf(both, len(keys["phrases"])),
        labelled=_matrix(vectors["labels"]),
        labels=labels,
        codes=codes,
        due=_matrix(vectors["duties"]),
        duties=_shelf(keys["duties"], 0),
    )


def _matrix(*tables: Any) -> Matrix:
    import numpy as np  # noqa: PLC0415

    vectors = np.concatenate(tables).astype(np.float32)
    return Matrix(vectors, np.sqrt(np.einsum("ij,ij->i", vectors, vectors)))


def _shelf(keys: Sequence[str], first: int) -> Shelf:
    """keys: of each row of a matrix, with spaces between those of one row; first: the row that the shelf begins with."""
    import numpy as np  # noqa: PLC0415

    pairs = sorted((key, row) for row in range(first, len(keys)) for key in keys[row].split())
    names = tuple(dict.fromkeys(key for key, _ in pairs))
    places = {key: place for place, key in enumerate(names)}
    groups = np.array([places[key] for key, _ in pairs])
    return Shelf(names, np.array([row for _, row in pairs]), groups, np.searchsorted(groups, np.arange(len(names))))
