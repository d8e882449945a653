"""Text search in an embedded store: postings of the rarest tokens, then what stands in each candidate's words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from graph.store import candidates
from graph.store.base import FREQUENCY_CAP, POSTING_BUDGET, Found, Hit
from graph.store.entries import LASTING, UNDATED_ONLY, shielded
from graph.store.moment import Moment
from graph.store.sqlite_claims import encoded, node_kinds
from graph.store.sqlite_text import day_of, first_number, newest_first

_COUNT = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?)"
_READ = "SELECT rowid FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?"
_NEWEST = f"{_READ} ORDER BY rowid DESC LIMIT ?"

#: A range of entry numbers, both ends inside.
Span = tuple[int, int]


def search(db: sqlite3.Connection, tokens: Sequence[str], kinds: Sequence[int], moment: Moment, limit: int) -> Found:
    """See `View.search`; kinds: codes."""
    spans = [span for kind in kinds for span in _spans(kind, moment)]
    asked = {shielded(token): token for token in sorted(set(tokens))}
    frequencies = {word: _frequency(db, word, spans) for word in asked}
    entries = _entries(db, frequencies, spans)
    hits = _hits(db, entries, asked, set(kinds), moment)
    told = {asked[word]: count for word, count in frequencies.items()}
    return Found(candidates.best(hits, told, limit), told)


def _spans(kind: int, moment: Moment) -> list[Span]:
    """The numbers of entries of a kind that are known on the day."""
    last = first_number(kind, moment.day + 1) - 1
    if moment.on.undated:
        return [(first_number(kind, LASTING), last)]
    return [
        (first_number(kind, LASTING), first_number(kind, UNDATED_ONLY) - 1),
        (first_number(kind, UNDATED_ONLY + 1), last),
    ]


def _frequency(db: sqlite3.Connection, word: str, spans: Iterable[Span]) -> int:
    count = 0
    for low, high in spans:
        count += db.execute(_COUNT, (_quoted(word), low, high, FREQUENCY_CAP - count)).fetchone()[0]
        if count >= FREQUENCY_CAP:
            break
    return count


def _entries(db: sqlite3.Connection, frequencies: dict[str, int], spans: Sequence[Span]) -> set[int]:
    """The numbers of the entries to look at: at most POSTING_BUDGET."""
    found: set[int] = set()
    for word in candidates.taken(frequencies):
        for low, high in spans:
            found.update(number for (number,) in db.execute(_READ, (_quoted(word), low, high)))
    if found:
        return found
    rarest = candidates.rarest_first(frequencies)[:2]
    for query in (" AND ".join(map(_quoted, rarest)), _quoted(rarest[0])) if rarest else ():
        newest = [
            number for low, high in spans for (number,) in db.execute(_NEWEST, (query, low, high, POSTING_BUDGET))
        ]
        newest.sort(key=newest_first)
        found.update(newest[: POSTING_BUDGET - len(found)])
    return found


def _hits(
    db: sqlite3.Connection, entries: Iterable[int], asked: dict[str, str], kinds: set[int], moment: Moment
) -> list[Hit]:
    """The nodes of the entries with what of the tokens stands in their words, as far as known on the day."""
    rows = db.execute(
        f"SELECT e.node, e.id, e.words, m.text, n.kind, n.{moment.lo}, n.spells FROM"  # noqa: S608 — a column of ours
        " (SELECT DISTINCT o.node AS id FROM json_each(?) j CROSS JOIN entry o ON o.id = j.value) w"
        " CROSS JOIN node n ON n.id = w.id CROSS JOIN entry e ON e.node = n.id CROSS JOIN name m ON m.id = n.id",
        (encoded(sorted(entries)),),
    )
    return candidates.hits(_known(rows, kinds, moment), asked)


def _known(rows: Iterable[tuple[Any, ...]], kinds: set[int], moment: Moment) -> Iterator[candidates.Entry]:
    for _, number, words, name, kind, low, spells in rows:
        day = day_of(number)
        if day > moment.day or (day == UNDATED_ONLY and not moment.on.undated):
            continue
        if kind not in kinds or (low > moment.day if spells is None else not moment.within(spells)):
            continue
        if first_number(kind, 0) <= number < first_number(kind + 1, 0):
            yield candidates.Entry(name, node_kinds()[kind], day, words)


def _quoted(word: str) -> str:
    return f'"{word}"'
