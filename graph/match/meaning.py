"""How near an offering is in meaning to purchase classes, duties and what the graph holds, by vectors.

An offering of several sentences is compared as a whole and sentence by sentence, and the nearest counts: two needs in
one offering are both kept. Classes are compared in a space of their own (`graph/text/space.py`, `in_class_space`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

from graph.match.settings import settings
from graph.match.shelves import Shelves, shelves
from graph.store.base import View
from graph.text.embed import default_embedder
from graph.text.space import in_class_space, query_vector, space_name
from graph.when import On

#: An offering of fewer letters says nothing.
LEAST_LETTERS = 2
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Nearness:
    """Cosines in [-1, 1], empty without a model.

    phrases: the mean of a class's best phrases and pitches, by four digits; pitches: of its best pitches; labels: of its
    nearest label; duties: by id. sure: how much the nearest class says at all, in [0, 1].
    """

    phrases: Mapping[str, float] = field(default_factory=dict)
    pitches: Mapping[str, float] = field(default_factory=dict)
    labels: Mapping[str, float] = field(default_factory=dict)
    duties: Mapping[str, float] = field(default_factory=dict)
    sure: float = 0.0
    labelled: Sequence[float] = ()
    held: Shelves | None = None

    def codes(self, classes: Iterable[str], count: int) -> dict[str, list[str]]:
        """The `count` codes of each of these classes (four digits) whose labels are nearest, best first.

        They are told by `labelled`, the cosine of each code of `held`.
        """
        if self.held is None:
            return {}
        found = {}
        for name in classes:
            codes = self.held.codes.get(name, ())
            best = sorted(codes, key=lambda place: (-self.labelled[place], place))[:count]
            found[name] = [self.held.labels.keys[place] for place in best]
        return found


NOTHING = Nearness()
#: Where the model reads the parts of an offering side by side: it needs none of Python's one lock.
_READERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="reader")


def nearness(text: str) -> Nearness:
    """How near `text`, in any language, is to every class and duty that has vectors."""
    embedder = default_embedder()
    held = shelves(embedder.name) if embedder else None
    if embedder is None or held is None or sum(map(str.isalpha, text)) < LEAST_LETTERS:
        return NOTHING
    import numpy as np  # noqa: PLC0415  (a tenth of a second that words alone do without)

    said = settings()["meaning"]
    vectors = np.stack([*_READERS.map(partial(query_vector, embedder), _parts(text))])
    asked = in_class_space(vectors)
    near = held.said.cosines(asked)
    phrases = held.phrases.best(near, said["best_phrases"])
    labelled = held.labels.nearest(held.labelled.cosines(asked))
    return Nearness(
        phrases=phrases,
        pitches=held.pitches.best(near, said["best_pitches"]),
        labels={name: max(map(labelled.__getitem__, codes)) for name, codes in held.codes.items()},
        duties=held.duties.best(held.due.cosines(vectors), 1),
        sure=_sure(max(phrases.values())),
        labelled=labelled,
        held=held,
    )


def nearest(view: View, text: str, kind: str, on: On, *, limit: int) -> dict[str, float]:
    """The nodes of a kind nearest in meaning to `text`, as known on the day: cosine by id, nearest first.

    Empty without a model, and where the store keeps no vectors of it.
    """
    embedder = default_embedder()
    if embedder is None or not text.strip():
        return {}
    return dict(view.nearest(query_vector(embedder, text), model=space_name(embedder), kinds=[kind], k=limit, on=on))


def telling(cosine: float, of: str) -> float:
    """How much a cosine says, in [0, 1], by `data/match.toml`, `[meaning]`. of: "class", "duty", "notice" or "unit"."""
    said = settings()["meaning"]
    none, full = float(said[f"{of}_none"]), float(said[f"{of}_full"])
    return min(max((cosine - none) / (full - none), 0.0), 1.0)


def installed() -> bool:
    """Whether meaning is taken in: a model is there, and the vectors it made."""
    embedder = default_embedder()
    return embedder is not None and shelves(embedder.name) is not None


def _parts(text: str) -> list[str]:
    """The text, and its sentences where there are several that say enough to be a need; a bounded number of them."""
    said = settings()["meaning"]
    sentences = [part for part in _SENTENCE.split(text) if len(part.split()) >= said["sentence_words"]]
    return [text, *sentences[: said["sentences"]]] if len(sentences) > 1 else [text]


def _sure(cosine: float) -> float:
    """How sure the nearest class is: 0 where the offering lies no nearer than nonsense does."""
    says = telling(cosine, "class")
    return min(1.0, 0.5 + says) if says >= settings()["meaning"]["class_least"] else 0.0
