"""Text search in an embedded store: postings of the rarest tokens, then what stands in each candidate's words."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import nlargest

from graph.store import candidates
from graph.store.base import FREQUENCY_CAP, POSTING_BUDGET, Found
from graph.store.entries import shielded
from graph.store.moment import Moment
from graph.store.sqlite_claims import encoded
from graph.store.sqlite_entries import Span, entries, spans_of
from graph.store.sqlite_file import Reader
from graph.store.sqlite_text import newest_first

_COUNT = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?)"
_READ = "SELECT rowid FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?"
_NEWEST = f"{_READ} ORDER BY rowid DESC LIMIT ?"
_FIRST = (
    "SELECT o.id FROM json_each(?) j CROSS JOIN entry o ON o.id = j.value CROSS JOIN name m ON m.id = o.node"
    " ORDER BY m.text LIMIT ?"
)


def search(db: Reader, tokens: Sequence[str], kinds: Sequence[int], moment: Moment, limit: int) -> Found:
    """See `View.search`; kinds: codes.

    Words are read only of entries that may be among the best: what of the tokens stands in the others is known from the postings.
    """
    asked = {shielded(token): token for token in sorted(set(tokens))}
    kept = entries(db)
    few = kept.few(db, kinds[0], moment) if len(kinds) == 1 and asked else None
    if few is not None:
        return few.search(asked, limit)
    spans = [span for kind in kinds for span in spans_of(kind, moment)]
    frequencies = {word: _frequency(db, word, spans) for word in asked}
    postings = _postings(db, frequencies, spans)
    met = set().union(*postings.values()) if postings else _newest(db, frequencies, spans)
    likely = _likely(db, postings, frequencies, limit, kept.several) if postings and len(met) > limit else met
    hits = candidates.hits(kept.known(db, likely, kinds, moment), asked)
    if len(hits) < limit and len(likely) < len(met):
        hits = candidates.hits(kept.known(db, met, kinds, moment), asked)
    told = {asked[word]: count for word, count in frequencies.items()}
    return Found(candidates.best(hits, told, limit), told)


def _frequency(db: sqlite3.Connection, word: str, spans: Iterable[Span]) -> int:
    count = 0
    for low, high in spans:
        count += db.execute(_COUNT, (_quoted(word), low, high, FREQUENCY_CAP - count)).fetchone()[0]
        if count >= FREQUENCY_CAP:
            break
    return count


def _postings(db: sqlite3.Connection, frequencies: dict[str, int], spans: Sequence[Span]) -> dict[str, set[int]]:
    """The numbers of the entries to look at, at most POSTING_BUDGET, by word: of a common word those where a rare one stands too."""
    rare = candidates.taken(frequencies)
    if not rare:
        return {}
    among = " OR ".join(map(_quoted, rare))
    common = [word for word, count in frequencies.items() if count and word not in rare]
    queries = {word: _quoted(word) for word in rare} | {word: f"{_quoted(word)} AND ({among})" for word in common}
    return {
        word: {number for low, high in spans for (number,) in db.execute(_READ, (query, low, high))}
        for word, query in queries.items()
    }


def _newest(db: sqlite3.Connection, frequencies: dict[str, int], spans: Sequence[Span]) -> set[int]:
    """Where every word is too common to be read whole: the newest entries of the two rarest, at most POSTING_BUDGET."""
    found: set[int] = set()
    rarest = candidates.rarest_first(frequencies)[:2]
    for query in (" AND ".join(map(_quoted, rarest)), _quoted(rarest[0])) if rarest else ():
        newest = [
            number for low, high in spans for (number,) in db.execute(_NEWEST, (query, low, high, POSTING_BUDGET))
        ]
        newest.sort(key=newest_first)
        found.update(newest[: POSTING_BUDGET - len(found)])
    return found


def _likely(
    db: sqlite3.Connection,
    postings: Mapping[str, set[int]],
    frequencies: Mapping[str, int],
    limit: int,
    several: Mapping[int, Sequence[int]],
) -> set[int]:
    """The entries of the nodes that may be among the `limit` whose words weigh most.

    A node of one entry holds those words whose postings it stands in. One of several entries may hold more of the common words in
    another of them: it is kept if it would be among the best with all of these. Of nodes that weigh as much as the last one the
    first by id are kept.
    """
    weights = candidates.weights(frequencies)
    common = weights.keys() - candidates.taken(frequencies)
    least: dict[int, float] = defaultdict(float)
    for word, numbers in postings.items():
        weight = weights[word]
        for number in numbers:
            least[number] += weight
    most = dict(least)
    beside = {number for number in most if number in several}
    held: dict[int, list[str]] = defaultdict(list)
    for word, numbers in postings.items():
        for number in numbers & beside:
            held[number].append(word)
    for met in _by_node(beside, several):
        words = {word for number in met for word in held[number]}
        for number in met:
            del least[number]
            most[number] = sum(weights[word] for word in words | common)
        least[met[0]] = sum(weights[word] for word in words)
    if len(least) <= limit:
        return set(most)
    bar = nlargest(limit, least.values())[-1]
    kept = {number for number, weight in most.items() if weight >= bar - candidates.EQUAL}
    tied = {number for number in kept - beside if most[number] <= bar + candidates.EQUAL}
    if len({most[number] for number in tied}) != 1:
        return kept
    left = limit - sum(weight > bar + candidates.EQUAL for weight in least.values())
    return kept - tied | {number for (number,) in db.execute(_FIRST, (encoded(list(tied)), left))}


def _by_node(numbers: Collection[int], several: Mapping[int, Sequence[int]]) -> Iterator[list[int]]:
    """These entries by their node."""
    for number in numbers:
        met = [other for other in several[number] if other in numbers]
        if number == met[0]:
            yield met


def _quoted(word: str) -> str:
    return f'"{word}"'
