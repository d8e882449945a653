"""The text index of an embedded store: which words stand in which node, and from which day.

The number of an entry is made of kind, day and a hash of the node's id, so that one range of numbers is "this kind, known
by that day", and newest first is the same order in every store. Words live in an FTS5 table without contents, cut into
tokens by us.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from graph.store.entries import SPREAD, SPREAD_BITS, spread
from graph.store.sqlite_schema import node_codes

_DAY_BITS = 20
_BATCH = 5_000
_ENTER = "INSERT INTO entry SELECT id, node, words FROM entry_new ORDER BY id"


def first_number(kind: int, day: int) -> int:
    """The lowest number of an entry of `kind` and `day`."""
    return ((kind << _DAY_BITS) | day) << SPREAD_BITS


def day_of(number: int) -> int:
    """The day in an entry's number."""
    return (number >> SPREAD_BITS) & ((1 << _DAY_BITS) - 1)


def newest_first(number: int) -> tuple[int, int]:
    """Sorts entries of any kinds: newest first, then by the hash of the id."""
    return -day_of(number), -(number & SPREAD)


def _numbered(entries: Iterable[tuple[str, int, str]]) -> set[tuple[int, str]]:
    codes = node_codes()
    return {(first_number(codes[kind], day), words) for kind, day, words in entries}


class EntryWriter:
    """Gathers what changes in the index during a load; writes it at the end, in order of number, as FTS5 wants it."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._new: list[tuple[int, int, str]] = []
        db.execute("CREATE TEMP TABLE entry_new (id INTEGER, node INTEGER, words TEXT)")
        db.execute("CREATE TEMP TABLE entry_old (id INTEGER PRIMARY KEY, words TEXT)")

    def enter(self, node: int, node_id: str, entries: Iterable[tuple[str, int, str]]) -> None:
        """The entries of a node that has none yet."""
        self._add(node, node_id, _numbered(entries))

    def replace(self, node: int, node_id: str, entries: Iterable[tuple[str, int, str]]) -> None:
        """These are the node's entries from now on, whatever the file holds."""
        wanted = _numbered(entries)
        for number, words in self._db.execute("SELECT id, words FROM entry WHERE node = ?", (node,)).fetchall():
            start = number & ~SPREAD
            if (start, words) in wanted:
                wanted.discard((start, words))
            else:
                self._db.execute("INSERT OR IGNORE INTO entry_old VALUES (?, ?)", (number, words))
        self._add(node, node_id, wanted)

    def forget(self, nodes: str) -> None:
        """Takes back what was added for the nodes that the query `nodes` gives."""
        self._stage()
        self._db.execute(f"DELETE FROM entry_new WHERE node IN ({nodes})")  # noqa: S608 — a query of ours

    def apply(self) -> None:
        """Writes all of it."""
        self._stage()
        db = self._db
        db.execute("INSERT INTO words (words, rowid, text) SELECT 'delete', id, words FROM entry_old ORDER BY id")
        db.execute("DELETE FROM entry WHERE id IN (SELECT id FROM entry_old)")
        try:
            db.execute(_ENTER)
        except sqlite3.IntegrityError:
            self._make_room()
            db.execute(_ENTER)
        db.execute("INSERT INTO words (rowid, text) SELECT id, words FROM entry_new ORDER BY id")

    def _add(self, node: int, node_id: str, wanted: set[tuple[int, str]]) -> None:
        place = spread(node_id)
        for nth, (start, words) in enumerate(sorted(wanted)):
            self._new.append((start | (place + nth) & SPREAD, node, words))
        if len(self._new) >= _BATCH:
            self._stage()

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
                free = free & ~SPREAD | (free + 1) & SPREAD
            db.execute("UPDATE entry_new SET id = ? WHERE rowid = ?", (free, row))
