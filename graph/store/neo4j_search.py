"""Text search in Neo4j: its text index over our tokens says where they stand; what is looked at is decided as everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.store import candidates
from graph.store.base import FREQUENCY_CAP, POSTING_BUDGET, Found
from graph.store.entries import UNDATED_ONLY, shielded, spread
from graph.store.moment import Moment
from graph.store.neo4j_ids import node_there
from graph.store.neo4j_server import Server

#: Tokens in one query of the index.
_TOGETHER = 500
_KNOWN = f"e._words_day <= $day AND ($undated OR e._words_day <> {UNDATED_ONLY})"


def search(server: Server, tokens: Sequence[str], kinds: Sequence[str], moment: Moment, limit: int) -> Found:
    """See `View.search`."""
    asked = {shielded(token): token for token in sorted(set(tokens))}
    index = _Index(server, kinds, moment)
    frequencies = index.frequencies([*asked]) if kinds else dict.fromkeys(asked, 0)
    told = {asked[word]: count for word, count in frequencies.items()}
    hits = candidates.hits(index.entries(frequencies), asked)
    return Found(candidates.best(hits, told, limit), told)


class _Index:
    """The text index for some kinds on a day."""

    def __init__(self, server: Server, kinds: Sequence[str], moment: Moment) -> None:
        self._server = server
        self._at = server.layout
        self._moment = moment
        self._kinds = kinds
        among = " OR ".join(f"_kind:{_quoted(kind)}" for kind in kinds)
        self._among = f" AND ({among})"
        self._values = {"index": self._at.index, "day": moment.day, "undated": moment.on.undated}

    def frequencies(self, words: Sequence[str]) -> dict[str, int]:
        """In how many entries each word stands, counted up to FREQUENCY_CAP."""
        rows = self._server.read(
            "UNWIND $words AS word CALL (word) { CALL db.index.fulltext.queryNodes($index, word[1]) YIELD node AS e"
            f" WHERE {_KNOWN} WITH e LIMIT {FREQUENCY_CAP} RETURN count(e) AS many }}",
            "word[0], many",
            words=[[word, f"_words:{_quoted(word)}{self._among}"] for word in words],
            **self._values,
        )
        return dict(rows)

    def entries(self, frequencies: Mapping[str, int]) -> Iterator[candidates.Entry]:
        """All entries, known on the day, of the nodes to look at: those of at most POSTING_BUDGET entries."""
        taken = candidates.taken(frequencies)
        if taken:
            return self._read(self._holders(taken))
        rarest = candidates.rarest_first(frequencies)[:2]
        return self._read(self._newest(rarest)) if rarest else iter(())

    def _holders(self, words: Sequence[str]) -> list[str]:
        """The ids of the nodes in whose entries any of the words stands."""
        found: dict[str, None] = {}
        for start in range(0, len(words), _TOGETHER):
            any_of = " OR ".join(map(_quoted, words[start : start + _TOGETHER]))
            rows = self._server.read(
                f"CALL db.index.fulltext.queryNodes($index, $query) YIELD node AS e WHERE {_KNOWN}"
                " WITH DISTINCT coalesce(e._of, e.id) AS id",
                "id",
                query=f"_words:({any_of}){self._among}",
                **self._values,
            )
            found |= dict.fromkeys(id_ for (id_,) in rows)
        return list(found)

    def _newest(self, rarest: Sequence[str]) -> list[str]:
        """The ids of the nodes of the newest entries: first of those that hold all of these words, then the first of them."""
        found: dict[str, str] = {}
        for words in (rarest, rarest[:1]):
            both = " AND ".join(map(_quoted, words))
            rows = self._server.read(
                f"CALL db.index.fulltext.queryNodes($index, $query) YIELD node AS e WHERE {_KNOWN}",
                "coalesce(e._of, e.id), e._words_day, elementId(e)",
                query=f"_words:({both}){self._among}",
                **self._values,
            )
            rows.sort(key=lambda row: (-row[1], -spread(row[0])))
            found |= {entry: id_ for id_, _, entry in rows[: POSTING_BUDGET - len(found)]}
        return list(dict.fromkeys(found.values()))

    def _read(self, ids: Iterable[str]) -> Iterator[candidates.Entry]:
        """The entries of nodes that are there on the day and are of one of the kinds; of each those of its own kind."""
        rows = self._server.read(
            f"UNWIND $ids AS id MATCH (n:{self._at.node} {{id: id}}) WHERE n._kind IN $kinds AND {node_there('n', self._moment)}",
            "id, n._kind, n._words_day, n._words, n._more",
            ids=list(ids),
            kinds=list(self._kinds),
            day=self._moment.day,
        )
        undated = self._moment.on.undated
        for id_, kind, day, words, more in rows:
            for since, held in _entries(day, words, more):
                if since <= self._moment.day and (undated or since != UNDATED_ONLY):
                    yield candidates.Entry(id_, kind, since, held)


def _entries(day: int | None, words: str, more: Sequence[str] | None) -> Iterator[tuple[int, str]]:
    """The days and words of a node's entries of its own kind."""
    if day is not None:
        yield day, words
    for entry in more or ():
        since, _, held = entry.partition(" ")
        yield int(since), held


def _quoted(word: str) -> str:
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'
