"""The text index of an embedded store: which words stand in which node, and from which day.

An entry is a set of words that claims of a node hold; words said twice are entered once, for the earliest day. Its
number is made of kind, day and a hash of the node's id, so that one range of numbers is "this kind, known by that day",
and newest first is the same order in every store. Words live in an FTS5 table without contents, cut into tokens by us.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from hashlib import blake2b

from graph.model import Props
from graph.store.days import UNDATED
from graph.store.merge import Rules
from graph.store.sqlite_schema import node_codes

#: Days of entries: what lasts, what counts only with undated facts, then ordinals of days (all are greater).
LASTING, UNDATED_ONLY = 0, 1
_DAY_BITS, _SPREAD_BITS = 20, 38
_SPREAD = (1 << _SPREAD_BITS) - 1
_BATCH = 5_000
_ENTER = "INSERT INTO entry SELECT id, node, words FROM entry_new ORDER BY id"

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


def words_of(claims: Sequence[tuple[str, int, Props, Rules]]) -> list[tuple[int, int, str]]:
    """The entries (kind, day, words) that a node's claims (kind, day, properties, rules of the kind) make."""
    codes = node_codes()
    if len(claims) == 1 and claims[0][1] != UNDATED:
        kind, day, props, _ = claims[0]
        words = _words(kind, props)
        return [(codes[kind], day, words)] if words else []
    earliest: dict[tuple[str, str], set[int]] = {}
    for kind, day, props, rules in claims:
        for since, some in ((day, props),) if day != UNDATED else _undated_parts(props, rules):
            words = _words(kind, some)
            if words:
                earliest.setdefault((kind, words), set()).add(since)
    found: list[tuple[int, int, str]] = []
    for (kind, words), days in earliest.items():
        kept = (
            {LASTING} if LASTING in days else {min(days - {UNDATED_ONLY}, default=UNDATED_ONLY)} | days & {UNDATED_ONLY}
        )
        found.extend((codes[kind], day, words) for day in sorted(kept))
    return found


def _words(kind: str, props: Props) -> str:
    """The tokens of searchable properties as the index holds them (`graph.text.entry.entry_tokens`, shielded)."""
    from graph.text.entry import entry_texts  # noqa: PLC0415 — the stemmers load only where something is written
    from graph.text.tokens import pieces  # noqa: PLC0415

    held: list[str] = []
    for lang, text in entry_texts(kind, props):
        held.extend(map(_held(lang).__getitem__, pieces(text)))
    return " ".join(filter(None, held))


@lru_cache(maxsize=16)
def _held(lang: str | None) -> Mapping[str, str]:
    """By piece of text, what the index holds for it: its tokens, shielded, a space between."""
    from graph.text.tokens import ByPiece, tokens  # noqa: PLC0415 — as above

    return ByPiece(lambda piece: " ".join(map(shielded, tokens(piece, lang))))


def _undated_parts(props: Props, rules: Rules) -> list[tuple[int, dict[str, object]]]:
    lasting = rules.lasting or frozenset()
    return [
        (LASTING, {name: value for name, value in props.items() if name in lasting}),
        (UNDATED_ONLY, {name: value for name, value in props.items() if name not in lasting}),
    ]


class EntryWriter:
    """Gathers what changes in the index during a load; writes it at the end, in order of number, as FTS5 wants it."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._new: list[tuple[int, int, str]] = []
        db.execute("CREATE TEMP TABLE entry_new (id INTEGER, node INTEGER, words TEXT)")
        db.execute("CREATE TEMP TABLE entry_old (id INTEGER PRIMARY KEY, words TEXT)")

    def enter(self, node: int, node_id: str, entries: Iterable[tuple[int, int, str]]) -> None:
        """The entries of a node that has none yet."""
        self._add(node, node_id, {(first_number(kind, day), words) for kind, day, words in entries})

    def replace(self, node: int, node_id: str, entries: Iterable[tuple[int, int, str]]) -> None:
        """These are the node's entries from now on, whatever the file holds."""
        wanted = {(first_number(kind, day), words) for kind, day, words in entries}
        for number, words in self._db.execute("SELECT id, words FROM entry WHERE node = ?", (node,)).fetchall():
            start = number & ~_SPREAD
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
            self._new.append((start | (place + nth) & _SPREAD, node, words))
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
                free = free & ~_SPREAD | (free + 1) & _SPREAD
            db.execute("UPDATE entry_new SET id = ? WHERE rowid = ?", (free, row))
