"""How near an offering is in meaning to purchase classes and duties, by the vectors that ship in `data/vectors`.

A class is as near as the mean of its best phrases, plus its label; a duty as its nearest text. Offering and texts are
centred on the mean of their language first: uncentred, all pairs look alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph.match.settings import settings
from graph.store.base import View
from graph.text.embed import default_embedder
from graph.text.space import FOLDER, query_vector, space_name
from graph.when import On


@dataclass(frozen=True, slots=True)
class Nearness:
    """classes: by four digits; duties: by id; each a cosine in [-1, 1], empty without a model.

    sure: how much the nearest class says at all, in [0, 1].
    """

    classes: Mapping[str, float]
    duties: Mapping[str, float]
    sure: float = 0.0


NOTHING = Nearness({}, {})


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

    def best(self, vector: Any, count: int) -> dict[str, float]:
        """For each key the mean of the cosines of its `count` nearest texts."""
        import numpy as np  # noqa: PLC0415  (a tenth of a second that words alone do without)

        near = np.einsum("ij,j->i", self.matrix, vector) / self.lengths
        if count == 1:
            return dict(zip(self.keys, np.maximum.reduceat(near, self.starts).tolist(), strict=True))
        # One key to sort by: cosines lie within [-1, 1], so groups stay apart.
        order = np.argsort(4.0 * self.groups - near)
        first = np.arange(len(near)) - self.starts[self.groups] < count
        sums = np.add.reduceat(np.where(first, near[order], 0.0), self.starts)
        counts = np.add.reduceat(first.astype(np.float32), self.starts)
        return dict(zip(self.keys, (sums / counts).tolist(), strict=True))


def nearness(text: str) -> Nearness:
    """How near `text`, in any language, is to every class and duty that has vectors."""
    embedder = default_embedder()
    shelves = _shelves(embedder.name) if embedder else {}
    if embedder is None or not shelves or not text.strip():
        return NOTHING
    vector = query_vector(embedder, text)
    said = settings()["meaning"]
    phrases = shelves["phrases"].best(vector, said["best_phrases"])
    labels = shelves["labels"].best(vector, 1)
    classes = {key: near + said["label"] * labels.get(key, 0.0) for key, near in phrases.items()}
    return Nearness(classes, shelves["duties"].best(vector, 1), _sure(max(phrases.values())))


def nearest_notices(view: View, text: str, on: On, *, limit: int) -> dict[str, float]:
    """The notices nearest in meaning to `text`, as known on the day: cosine by id, nearest first.

    Empty without a model, and where the store keeps no vectors of it.
    """
    embedder = default_embedder()
    if embedder is None or not text.strip():
        return {}
    vector = query_vector(embedder, text)
    return dict(view.nearest(vector, model=space_name(embedder), kinds=["notice"], k=limit, on=on))


def telling(cosine: float, nothing: str = "none") -> float:
    """How much a cosine says, in [0, 1], by `data/match.toml`, `[meaning]`; nothing: the entry that says none."""
    said = settings()["meaning"]
    none, full = float(said[nothing]), float(said["full"])
    return min(max((cosine - none) / (full - none), 0.0), 1.0)


def _sure(cosine: float) -> float:
    """How sure the nearest class is: 0 where the offering lies no nearer than nonsense does."""
    says = telling(cosine)
    return min(1.0, 0.5 + says) if says >= settings()["meaning"]["least"] else 0.0


def installed() -> bool:
    """Whether meaning is taken in: a model is there, and the vectors it made."""
    embedder = default_embedder()
    return embedder is not None and bool(_shelves(embedder.name))


@cache
def _shelves(model: str) -> dict[str, Shelf]:
    """The shipped vectors by table; none where another model made them."""
    found = {}
    for name in ("phrases", "labels", "duties"):
        index = FOLDER / f"{name}.tsv"
        lines = index.read_text("utf-8").splitlines() if index.exists() else [""]
        if lines[0] != model:
            return {}
        found[name] = _shelf([line.split("\t")[0] for line in lines[1:]], name)
    return found


def _shelf(keys: list[str], name: str) -> Shelf:
    import numpy as np  # noqa: PLC0415

    order = sorted(range(len(keys)), key=lambda place: keys[place])
    matrix = np.load(FOLDER / f"{name}.npy")[order].astype(np.float32)
    names = tuple(dict.fromkeys(keys[place] for place in order))
    places = {key: place for place, key in enumerate(names)}
    groups = np.array([places[keys[place]] for place in order])
    lengths = np.sqrt(np.einsum("ij,ij->i", matrix, matrix))
    return Shelf(names, matrix, lengths, groups, np.searchsorted(groups, np.arange(len(names))))
