"""The words of a kind of nodes, as a store keeps them in memory for a state of the graph: of few nodes once they are asked for, of
many where somebody reads ahead.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.store import candidates
from graph.store.base import FREQUENCY_CAP, Found, Hit
from graph.store.entries import UNDATED_ONLY, spread

#: A kind of more entries is searched where it lies, unless it was read ahead.
FEW = 20_000
#: A kind of more entries, of more words in them (each counted once an entry), or of more different words is not read ahead either:
#: any of the three takes some 30 to 50 MB.
MANY, MOST, DIFFERENT = 300_000, 8_000_000, 300_000
#: Bytes that what is kept counts as a relation (`graph.store.neo4j_kept`), and that an id or a word takes with its number.
_RELATION, _ID = 500, 120
Numbers = NDArray[np.int64]
Small = NDArray[np.int32]
Flags = NDArray[np.bool_]
#: An entry: the id of its node, its day, its words, whether the node is there and of the kind.
Row = Sequence[Any]


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
    lengths: Small
    nodes: Small
    places: Mapping[str, int]
    starts: Numbers
    entries: Small
    times: NDArray[Any]

    @classmethod
    def of(cls, kind: str, rows: Iterable[Row], most: int) -> Words | None:
        """The words of these entries; None where the entries are more than `most`, or their words too many."""
        places: dict[str, int] = {}
        numbers: dict[str, int] = {}
        there: list[bool] = []
        held, times, different, lengths, nodes, days = (array(type_) for type_ in "iiiiiq")
        for id_, day, words, is_there in rows:
            some = words.split(" ")
            counts = Counter(some)
            held.extend([places.setdefault(word, len(places)) for word in counts])
            if len(lengths) == most or len(held) > MOST or len(places) > DIFFERENT:
                return None
            times.extend(counts.values())
            different.append(len(counts))
            lengths.append(len(some))
            days.append(day)
            nodes.append(numbers.setdefault(id_, len(numbers)))
            if len(numbers) > len(there):
                there.append(is_there)
        by_word = np.argsort(held, kind="stable")
        told = np.asarray(times, np.min_scalar_type(max(times, default=0)))
        return cls(
            kind,
            (*numbers,),
            np.array(there, bool),
            np.asarray(days, np.int64),
            np.asarray(lengths, np.int32),
            np.asarray(nodes, np.int32),
            places,
            np.cumsum([0, *np.bincount(held, minlength=len(places))]),
            np.repeat(np.arange(len(different), dtype=np.int32), different)[by_word],
            told[by_word],
        )

    @property
    def size(self) -> int:
        """How much memory it takes, in relations."""
        arrays = self.there, self.days, self.lengths, self.nodes, self.starts, self.entries, self.times
        return 1 + (sum(one.nbytes for one in arrays) + _ID * (len(self.names) + len(self.places))) // _RELATION

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
        self, likely: Flags, holding: Mapping[str, tuple[Small, NDArray[Any]]], asked: Mapping[str, str]
    ) -> Iterator[Hit]:
        """These nodes, with what of the words asked for stands in them as `candidates.hits` counts it, for all of them at once."""
        words = sorted(asked, key=lambda word: asked[word])
        found: list[tuple[Numbers | Small, NDArray[Any]]] = []
        for entries, times in (holding[word] for word in words):
            among = likely[self.nodes[entries]]
            found.append((entries[among], times[among]))
        # How long an entry is stands as one more word, after all others.
        own = np.flatnonzero(likely[self.nodes])
        found.append((own, self.lengths[own]))
        entry, count = (np.concatenate(some) for some in zip(*found, strict=True))
        word = np.repeat(np.arange(len(found)), [len(entries) for entries, _ in found])
        key = self.nodes[entry].astype(np.int64) * len(found) + word
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

    def _holding(self, word: str) -> tuple[Small, NDArray[Any]]:
        """The entries that hold a word, and how often."""
        place = self.places.get(word)
        span = slice(0, 0) if place is None else slice(self.starts[place], self.starts[place + 1])
        return self.entries[span], self.times[span]

    def _newest(self, rarest: Sequence[Small]) -> list[int]:
        """Where every word is too common to be read whole: the newest entries of the two rarest, first those that hold both."""

        def newest_first(entry: int) -> tuple[int, int]:
            return -int(self.days[entry]), -spread(self.names[self.nodes[entry]])

        found: dict[int, None] = {}
        for entries in (reduce(np.intersect1d, rarest), rarest[0]) if rarest else ():
            room = candidates.budget() - len(found)
            newest = sorted(self._of_last_days(entries, room).tolist(), key=newest_first)
            found |= dict.fromkeys(newest[:room])
        return list(found)

    def _of_last_days(self, entries: Small, most: int) -> Small:
        """Of these entries those of the last days, of as many days as hold `most` of them."""
        if not 0 < most < len(entries):
            return entries
        days = self.days[entries]
        last: Small = entries[days >= np.partition(days, -most)[-most]]
        return last


def _by_key(keys: Numbers, values: Small, of: np.ufunc) -> tuple[Numbers, Small]:
    """The different keys in order, and of the values of each their sum, or whatever `of` makes of them."""
    order = np.argsort(keys, kind="stable")
    keys, values = keys[order], values[order]
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    return keys[first], of.reduceat(values, first) if len(first) else values
