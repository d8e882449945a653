"""The end of a load, nodes: what is there from when, merged, with the words the text index holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from graph.model import Changes
from graph.store.days import NEVER
from graph.store.merge import Said, counts, merge, spells
from graph.store.sqlite_claims import Row, as_said, decode, encoded
from graph.store.sqlite_schema import node_codes
from graph.store.sqlite_text import EntryWriter, words_of

_OPEN = 1
_BATCH = 5_000
_CLAIMS = """
SELECT c.entity, c.kind, c.props, s.name, s.trust, d.name, d.title, d.url, d.published, d.retrieved_at, d.verified,
    d.day, c.begins, c.part, d.id, n.text
FROM {which} JOIN document d ON d.id = c.document JOIN source s ON s.id = d.source JOIN name n ON n.id = c.entity
ORDER BY c.entity
"""
_ALL = "node_claim c"
_TOUCHED = "touched_node t CROSS JOIN node_claim c ON c.entity = t.entity"
_ROW = "INSERT OR REPLACE INTO node VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


@dataclass(slots=True)
class _Tally:
    made: int = 0
    changed: int = 0
    removed: int = 0


def settle_nodes(db: sqlite3.Connection, *, fresh: bool) -> Changes:
    """Works out every node whose claims were touched, and notes whose relations must be laid again in `relink`."""
    tally = _Tally()
    entries = EntryWriter(db, fresh=fresh)
    sql = _CLAIMS.format(which=_ALL if fresh else _TOUCHED)
    batch: list[Row] = []
    groups = groupby(db.execute(sql), key=itemgetter(0))
    for entity, rows in groups:
        batch.append(_settled(entity, list(rows), entries, db))
        if len(batch) >= _BATCH:
            _write(db, batch, tally, fresh=fresh)
            batch = []
    _write(db, batch, tally, fresh=fresh)
    if not fresh:
        _remove(db, entries, tally)
    entries.apply()
    return Changes(made=tally.made, changed=tally.changed, removed=tally.removed)


def _settled(entity: int, rows: Sequence[Row], entries: EntryWriter, db: sqlite3.Connection) -> Row:
    """The node's row; its words and former ids are noted on the way."""
    name = rows[0][15]
    plain = [row[:11] for row in rows]
    claims = as_said("node_claim", name, plain)
    entries.set(entity, name, words_of(claims))
    former = [
        (old, entity, row[14])
        for row in rows
        if '"former_ids"' in row[2]
        for old in decode(row[2]).get("former_ids", ())
    ]
    if former:
        db.executemany("INSERT OR IGNORE INTO former VALUES (?, ?, ?)", former)
    kinds = [one for one in claims if one.kind == claims[0].kind]
    single = len(rows) == 1
    props = rows[0][2] if single else encoded(merge(claims[0].rules.props, (one.claim.props for one in kinds)))
    spans = {mode: spells(claims, undated=mode == "u") for mode in "du"}
    simple = len(kinds) == len(claims) and all(
        not span or (span[_OPEN:] == () and span[0][1] == NEVER) for span in spans.values()
    )
    lows = [spans[mode][0][0] if spans[mode] else NEVER for mode in "du"]
    return (
        entity,
        node_codes()[claims[0].kind],
        decode(props).get("type"),
        int(not single),
        props,
        max(one.day for one in kinds),
        *lows,
        full_from(claims, undated=False),
        full_from(claims, undated=True),
        None if simple else encoded(spans),
    )


def full_from(claims: Sequence[Said], *, undated: bool) -> int:
    """The day from which every claim counts in full; NEVER where one of them never does."""
    for one in claims:
        if counts(one.day, one.claim.props, one.rules, on_day=NEVER, undated=undated) is not one.claim.props and not (
            one.rules.lasting is not None and one.claim.props and one.rules.lasting.issuperset(one.claim.props)
        ):
            return NEVER
    return max(one.day for one in claims)


def _write(db: sqlite3.Connection, batch: Sequence[Row], tally: _Tally, *, fresh: bool) -> None:
    before = {} if fresh else _before(db, [row[0] for row in batch])
    altered, relink = [], []
    for row in batch:
        old = before.get(row[0])
        if old is None:
            tally.made += 1
            altered.append((row[0],))
        elif (old[1], old[4], old[5]) != (row[1], row[4], row[5]):
            tally.changed += 1
            altered.append((row[0],))
        if old is None or (old[6], old[7], old[10]) != (row[6], row[7], row[10]):
            relink.append((row[0],))
    db.executemany(_ROW, batch)
    if not fresh:
        db.executemany("INSERT OR IGNORE INTO altered_node_claim VALUES (?)", altered)
        db.executemany("INSERT OR IGNORE INTO relink VALUES (?)", relink)


def _before(db: sqlite3.Connection, entities: Sequence[int]) -> dict[int, Row]:
    text = encoded(entities)
    db.execute(
        "DELETE FROM former WHERE node IN (SELECT value FROM json_each(?1)) AND NOT EXISTS"
        " (SELECT 1 FROM node_claim c, json_each(c.props, '$.former_ids') f WHERE c.entity = former.node"
        " AND c.document = former.document AND f.value = former.text)",
        (text,),
    )
    rows = db.execute("SELECT * FROM node WHERE id IN (SELECT value FROM json_each(?))", (text,))
    return {row[0]: row for row in rows}


def _remove(db: sqlite3.Connection, entries: EntryWriter, tally: _Tally) -> None:
    """Nodes that nobody claims any more."""
    gone = db.execute(
        "SELECT n.id, m.text FROM touched_node t JOIN node n ON n.id = t.entity JOIN name m ON m.id = n.id"
        " WHERE NOT EXISTS (SELECT 1 FROM node_claim c WHERE c.entity = t.entity)"
    ).fetchall()
    for entity, name in gone:
        entries.set(entity, name, [])
    ids: list[tuple[Any]] = [(entity,) for entity, _ in gone]
    for sql in (
        "DELETE FROM node WHERE id = ?",
        "DELETE FROM former WHERE node = ?",
        "INSERT OR IGNORE INTO relink VALUES (?)",
    ):
        db.executemany(sql, ids)
    tally.removed += len(gone)
