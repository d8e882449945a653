"""The words of a kind of few nodes, as a store keeps them in memory for a state of the graph: most searches ask for such a kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.store import candidates
from graph.store.base import FREQUENCY_CAP, Found, Hit
from graph.store.entries import spread

#: A kind of more entries is searched where it lies.
FEW = 20_000
#: Words that take as much memory as a relation, each with its place in the list of those that hold it.
_WORDS = 30
Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Words:
    """The entries of a kind that are known on a day.

    ids: the node of each; there: whether that is one of the kind then; days, lengths: from when it counts, of how many words it
    is. nodes: each entry's node as a number; several: whether that node has others. places: words by their place in `starts`, which
    says where among `entries` those that hold the word begin; `times` how often each holds it.
    """

    kind: str
    ids: Sequence[str]
    there: Flags
    days: Sequence[int]
    lengths: Sequence[int]
    nodes: Numbers
    several: Flags
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
        numbers: dict[str, int] = {}
        nodes = np.array([numbers.setdefault(row[0], len(numbers)) for row in rows], np.int64)
        return cls(
            kind,
            [row[0] for row in rows],
            np.array([row[3] for row in rows], bool),
            [row[1] for row in rows],
            lengths,
            nodes,
            np.bincount(nodes)[nodes] > 1,
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
        looked_at, weight = np.zeros(len(self.ids), bool), np.zeros(len(self.ids))
        taken = candidates.taken(frequencies)
        for word in taken:
            looked_at[holding[word][0]] = True
        if not taken:
            looked_at[self._newest([holding[word][0] for word in candidates.rarest_first(frequencies)[:2]])] = True
        for word, one in candidates.weights(frequencies).items():
            weight[holding[word][0]] += one
        likely = self._likely(looked_at & self.there, weight, limit)
        told = {token: frequencies[word] for word, token in asked.items()}
        return Found(candidates.best(self._hits(likely, holding, asked), told, limit), told)

    def _hits(
        self, likely: Flags, holding: Mapping[str, tuple[Numbers, Numbers]], asked: Mapping[str, str]
    ) -> list[Hit]:
        """The nodes of these entries, with what of the words asked for stands in them."""
        counts: dict[int, dict[str, int]] = {entry: {} for entry in np.flatnonzero(likely).tolist()}
        for word, token in sorted(asked.items(), key=lambda pair: pair[1]):
            entries, times = holding[word]
            kept = likely[entries]
            for entry, count in zip(entries[kept].tolist(), times[kept].tolist(), strict=True):
                counts[entry][token] = count
        ids, lengths, kind = self.ids, self.lengths, self.kind
        beside: list[int] = np.flatnonzero(likely & self.several).tolist()
        parts = [(ids[e], kind, self.days[e], {candidates.LENGTH: lengths[e], **counts.pop(e)}) for e in beside]
        return [*(Hit(ids[e], kind, held, lengths[e]) for e, held in counts.items()), *candidates.merged(parts)]

    def _holding(self, word: str) -> tuple[Numbers, Numbers]:
        """The entries that hold a word, and how often."""
        place = self.places.get(word)
        span = slice(0, 0) if place is None else slice(self.starts[place], self.starts[place + 1])
        return self.entries[span], self.times[span]

    def _newest(self, rarest: Sequence[Numbers]) -> list[int]:
        """Where every word is too common to be read whole: the newest entries of the two rarest, first those that hold both."""
        found: dict[int, None] = {}
        for entries in (reduce(np.intersect1d, rarest), rarest[0]) if rarest else ():
            newest = sorted(entries.tolist(), key=lambda entry: (-self.days[entry], -spread(self.ids[entry])))
            found |= dict.fromkeys(newest[: candidates.budget() - len(found)])
        return list(found)

    def _likely(self, looked_at: Flags, weight: NDArray[np.float64], limit: int) -> Flags:
        """Of the nodes looked at those entries that may be among the `limit` whose words weigh most, and all of nodes of several."""
        lone = looked_at & ~self.several
        met = np.zeros(len(self.ids), bool)
        met[self.nodes[looked_at & self.several]] = True
        beside = self.several & met[self.nodes]
        if np.count_nonzero(lone) > limit:
            lone &= weight >= np.partition(weight[lone], -limit)[-limit] - candidates.EQUAL
        return lone | beside
