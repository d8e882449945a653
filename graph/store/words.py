"""The words of a kind of few nodes, as a store keeps them in memory for a state of the graph: most searches ask for such a kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.store import candidates
from graph.store.base import FREQUENCY_CAP, Found, Hit
from graph.store.entries import UNDATED_ONLY, spread

#: A kind of more entries is searched where it lies.
FEW = 20_000
#: Words that take as much memory as a relation, each with its place in the list of those that hold it.
_WORDS = 30
Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Words:
    """The entries of a kind that are known on a day.

    names: the ids of the nodes; there: whether each is one of the kind then. days, lengths: from when each entry counts, of how
    many words it is; nodes: its node, a place in `names`. places: words by their place in `starts`, which says where among
    `entries` those that hold the word begin; `times` how often each holds it.
    """

    kind: str
    names: Sequence[str]
    there: Flags
    days: Numbers
    lengths: Numbers
    nodes: Numbers
    places: Mapping[str, int]
    starts: Numbers
    entries: Numbers
    times: Numbers

    @classmethod
    def of(cls, kind: str, rows: Sequence[Sequence[Any]]) -> Words:
        """rows: id, day, words, whether the node is there."""
        places: dict[str, int] = {}
        held: list[int] = []
        lengths = []
        for _, _, words, _ in rows:
            some = words.split(" ")
            lengths.append(len(some))
            held.extend([places.setdefault(word, len(places)) for word in some])
        many = max(len(rows), 1)
        of_entry = np.repeat(np.arange(len(rows)), lengths)
        pairs, times = np.unique(np.array(held, np.int64) * many + of_entry, return_counts=True)
        there = {id_: held for id_, _, _, held in rows}
        numbers = {id_: number for number, id_ in enumerate(there)}
        return cls(
            kind,
            [*there],
            np.array([*there.values()], bool),
            np.array([row[1] for row in rows], np.int64),
            np.array(lengths, np.int64),
            np.array([numbers[row[0]] for row in rows], np.int64),
            places,
            np.searchsorted(pairs, np.arange(len(places) + 1) * many),
            pairs % many,
            times,
        )

    @property
    def size(self) -> int:
        """How much memory it takes, in relations."""
        return 1 + len(self.entries) // _WORDS

    def search(self, asked: Mapping[str, str], limit: int) -> Found:
        """See `View.search`. asked: the tokens by how the index holds them."""
        holding = {word: self._holding(word) for word in asked}
        frequencies = {word: min(len(entries), FREQUENCY_CAP) for word, (entries, _) in holding.items()}
        looked_at, weight = np.zeros(len(self.names), bool), np.zeros(len(self.names))
        taken = candidates.taken(frequencies)
        for word in taken:
            looked_at[self.nodes[holding[word][0]]] = True
        if not taken:
            rarest = [holding[word][0] for word in candidates.rarest_first(frequencies)[:2]]
            looked_at[self.nodes[self._newest(rarest)]] = True
        for word, one in candidates.weights(frequencies).items():
            told = np.zeros(len(self.names))
            told[self.nodes[holding[word][0]]] = one
            weight += told
        likely = looked_at & self.there
        if np.count_nonzero(likely) > limit:
            likely &= weight >= np.partition(weight[likely], -limit)[-limit] - candidates.EQUAL
        counted = {token: frequencies[word] for word, token in asked.items()}
        return Found(candidates.best(self._hits(likely, holding, asked), counted, limit), counted)

    def _hits(
        self, likely: Flags, holding: Mapping[str, tuple[Numbers, Numbers]], asked: Mapping[str, str]
    ) -> Iterator[Hit]:
        """These nodes, with what of the words asked for stands in them as `candidates.hits` counts it, for all of them at once."""
        words = sorted(asked, key=lambda word: asked[word])
        found: list[tuple[Numbers, Numbers]] = []
        for entries, times in (holding[word] for word in words):
            among = likely[self.nodes[entries]]
            found.append((entries[among], times[among]))
        # How long an entry is stands as one more word, after all others.
        own = np.flatnonzero(likely[self.nodes])
        found.append((own, self.lengths[own]))
        entry, count = (np.concatenate(some) for some in zip(*found, strict=True))
        word = np.repeat(np.arange(len(found)), [len(entries) for entries, _ in found])
        key = self.nodes[entry] * len(found) + word
        part, count = _by_key(2 * key + (self.days[entry] == UNDATED_ONLY), count, np.maximum)
        key, count = _by_key(part // 2, count, np.add)
        counts: dict[str, int] = {}
        for place, many in zip(key.tolist(), count.tolist(), strict=True):
            node, nth = divmod(place, len(found))
            if nth < len(words):
                counts[asked[words[nth]]] = many
                continue
            yield Hit(self.names[node], self.kind, counts, many)
            counts = {}

    def _holding(self, word: str) -> tuple[Numbers, Numbers]:
        """The entries that hold a word, and how often."""
        place = self.places.get(word)
        span = slice(0, 0) if place is None else slice(self.starts[place], self.starts[place + 1])
        return self.entries[span], self.times[span]

    def _newest(self, rarest: Sequence[Numbers]) -> list[int]:
        """Where every word is too common to be read whole: the newest entries of the two rarest, first those that hold both."""

        def newest_first(entry: int) -> tuple[int, int]:
            return -int(self.days[entry]), -spread(self.names[self.nodes[entry]])

        found: dict[int, None] = {}
        for entries in (reduce(np.intersect1d, rarest), rarest[0]) if rarest else ():
            newest = sorted(entries.tolist(), key=newest_first)
            found |= dict.fromkeys(newest[: candidates.budget() - len(found)])
        return list(found)


def _by_key(keys: Numbers, values: Numbers, of: np.ufunc) -> tuple[Numbers, Numbers]:
    """The different keys in order, and of the values of each their sum, or whatever `of` makes of them."""
    order = np.argsort(keys, kind="stable")
    keys, values = keys[order], values[order]
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    return keys[first], of.reduceat(values, first) if len(first) else values
