"""The words of a kind of few nodes, read from Neo4j once for a state of the graph: most searches ask for such a kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.store import candidates
from graph.store.base import FREQUENCY_CAP, Found
from graph.store.entries import spread
from graph.store.moment import Moment
from graph.store.neo4j_ids import node_there
from graph.store.neo4j_server import Server

#: A kind of more entries is searched by the server.
_FEW = 20_000
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
        counts = {entry: {candidates.LENGTH: self.lengths[entry]} for entry in np.flatnonzero(likely).tolist()}
        for word, (entries, times) in holding.items():
            kept = likely[entries]
            for entry, count in zip(entries[kept].tolist(), times[kept].tolist(), strict=True):
                counts[entry][asked[word]] = count
        counted = ((self.ids[entry], self.kind, self.days[entry], held) for entry, held in counts.items())
        told = {token: frequencies[word] for word, token in asked.items()}
        return Found(candidates.best(candidates.merged(counted), told, limit), told)

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


def words_of(server: Server, kind: str, moment: Moment, known: str) -> Words | None:
    """The entries of a kind; None where they are too many to be kept. known: whether an entry `e` is known on the day, in a query."""
    name = "words", moment
    if server.kept_then(name, [kind]).get(kind, kind) is None:
        return None
    query = (
        "UNWIND ids AS id CALL (id) { CALL db.index.fulltext.queryNodes($index, '_kind:\"' + id + '\"') YIELD node AS e"
        f" WHERE e._words IS NOT NULL AND {known} WITH e LIMIT {_FEW + 1} RETURN collect(e) AS found }}"
        f" CALL (id, found) {{ UNWIND CASE WHEN size(found) > {_FEW} THEN [] ELSE found END AS e"
        f" OPTIONAL MATCH (n:{server.layout.node} {{id: coalesce(e._of, e.id)}}) WHERE n._kind = id AND {node_there('n', moment)}"
        " RETURN collect([coalesce(e._of, e.id), e._words_day, e._words, n IS NOT NULL]) AS rows }"
    )

    def made(row: Sequence[Any]) -> tuple[Words | None, int]:
        _, many, rows = row
        words = Words.of(kind, rows) if many <= _FEW else None
        return words, words.size if words else 1

    return server.read_kept(
        query,
        "id, size(found), rows",
        [kind],
        name,
        made,
        index=server.layout.index,
        day=moment.day,
        undated=moment.on.undated,
    ).get(kind)
