"""The text index of an embedded store: which words stand in which node, and from which day.

An entry is a set of words that claims of a node hold; words said twice are entered once, for the earliest day. Its
number is made of kind, day and a hash of the node's id, so that one range of numbers is "this kind, known by that day",
and newest first is the same order in every store. Words live in an FTS5 table without contents, cut into tokens by us.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b

from graph.store.days import UNDATED
from graph.store.merge import Said
from graph.store.sqlite_schema import node_codes

#: Days of entries: what lasts, what counts only with undated facts, then ordinals of days (all are greater).
LASTING, UNDATED_ONLY = 0, 1
_DAY_BITS, _SPREAD_BITS = 20, 38
_SPREAD = (1 << _SPREAD_BITS) - 1
_BATCH = 5_000

#: FTS5's ascii tokenizer splits at ASCII signs: our tokens keep theirs as private-use characters.
_SHIELD = {code: 0xE000 + code for code in range(128) if not chr(code).isalnum()}


@cache
def shielded(token: str) -> str:
    """A token as the index holds it: one word whatever signs it has."""
    return token.translate(_SHIELD)


def spread(node_id: str) -> int:
    """A number from an id, the same everywhere and always, that orders ids without favour."""
    return int.from_bytes(blake2b(node_id.encode(), digest_size=8).digest()) & _SPREAD


def first_number(kind: int, day: int) -> int:
    """The lowest number of an entry of `kind` and `day`."""
    return ((kind << _DAY_BITS) | day) << _SPREAD_BITS


def day_of(number: int) -> int:
    """The day in an entry's number."""
    return (number >> _SPREAD_BITS) & ((1 << _DAY_BITS) - 1)


def newest_first(number: int) -> tuple[int, int]:
    """Sorts entries of any kinds: newest first, then by the hash of the id."""
    return -day_of(number), -(number & _SPREAD)


def words_of(claims: Sequence[Said]) -> list[tuple[int, int, str]]:
    """The entries (kind, day, words) that a node's claims make."""
    from graph.text.entry import entry_tokens  # noqa: PLC0415 — the stemmers load only where something is written

    earliest: dict[tuple[str, str], set[int]] = {}
    for one in claims:
        parts = [(one.day, one.claim.props)] if one.day != UNDATED else _undated_parts(one)
        for day, props in parts:
            words = " ".join(map(shielded, entry_tokens(one.kind, props)))
            if words:
                earliest.setdefault((one.kind, words), set()).add(day)
    codes = node_codes()
    found: list[tuple[int, int, str]] = []
    for (kind, words), days in earliest.items():
        kept = (
            {LASTING} if LASTING in days else {min(days - {UNDATED_ONLY}, default=UNDATED_ONLY)} | days & {UNDATED_ONLY}
        )
        found.extend((codes[kind], day, words) for day in sorted(kept))
    return found


def _undated_parts(one: Said) -> list[tuple[int, dict[str, object]]]:
    lasting = one.rules.lasting or frozenset()
    props = one.claim.props
    return [
        (LASTING, {name: value for name, value in props.items() if name in lasting}),
        (UNDATED_ONLY, {name: value for name, value in props.items() if name not in lasting}),
    ]


class EntryWriter:
    """Gathers what changes in the index during a load; writes it at the end, in order of number, as FTS5 wants it."""

    def __init__(self, db: sqlite3.Connection, *, fresh: bool) -> None:
        self._db = db
        self._fresh = fresh
        self._new: list[tuple[int, int, str]] = []
        db.execute("CREATE TEMP TABLE IF NOT EXISTS entry_new (id INTEGER, node INTEGER, words TEXT)")
        db.execute("CREATE TEMP TABLE IF NOT EXISTS entry_old (id INTEGER PRIMARY KEY, words TEXT)")

    def set(self, node: int, node_id: str, entries: Sequence[tuple[int, int, str]]) -> None:
        """These are the node's entries from now on."""
        wanted = {(first_number(kind, day), words) for kind, day, words in entries}
        if not self._fresh:
            for number, words in self._db.execute("SELECT id, words FROM entry WHERE node = ?", (node,)).fetchall():
                start = number & ~_SPREAD
                if (start, words) in wanted:
                    wanted.discard((start, words))
                else:
                    self._db.execute("INSERT OR IGNORE INTO entry_old VALUES (?, ?)", (number, words))
        place = spread(node_id)
        for nth, (start, words) in enumerate(sorted(wanted)):
            self._new.append((start | (place + nth) & _SPREAD, node, words))
        if len(self._new) >= _BATCH:
            self._stage()

    def apply(self) -> None:
        """Writes all of it."""
        self._stage()
        db = self._db
        db.execute("INSERT INTO words (words, rowid, text) SELECT 'delete', id, words FROM entry_old ORDER BY id")
        db.execute("DELETE FROM entry WHERE id IN (SELECT id FROM entry_old)")
        self._make_room()
        db.execute("INSERT INTO entry SELECT id, node, words FROM entry_new ORDER BY id")
        db.execute("INSERT INTO words (rowid, text) SELECT id, words FROM entry_new ORDER BY id")

    def _stage(self) -> None:
        self._db.executemany("INSERT INTO entry_new VALUES (?, ?, ?)", self._new)
        self._new = []

    def _make_room(self) -> None:
        """Two entries may fall on one number: the later takes the next free one."""
        db = self._db
        db.execute("CREATE INDEX temp.entry_new_id ON entry_new (id)")
        taken = db.execute(
            "SELECT n.rowid, n.id FROM entry_new n WHERE EXISTS (SELECT 1 FROM entry e WHERE e.id = n.id)"
            " OR EXISTS (SELECT 1 FROM entry_new m WHERE m.id = n.id AND m.rowid < n.rowid) ORDER BY n.rowid"
        ).fetchall()
        for row, number in taken:
            free = number
            while db.execute(
                "SELECT 1 FROM entry WHERE id = ?1 UNION ALL SELECT 1 FROM entry_new WHERE id = ?1", (free,)
            ).fetchone():
                free = free & ~_SPREAD | (free + 1) & _SPREAD
            db.execute("UPDATE entry_new SET id = ? WHERE rowid = ?", (free, row))
