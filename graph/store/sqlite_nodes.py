"""The end of a load, nodes: what is there from when, merged, with the words the text index holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from graph.model import Changes, Props
from graph.store.days import NEVER
from graph.store.entries import words_of
from graph.store.merge import Rules, alone, full_from, merge, spells
from graph.store.sqlite_claims import Row, as_said, decode, encoded
from graph.store.sqlite_schema import node_codes
from graph.store.sqlite_text import EntryWriter

_OPEN = 1
_BATCH = 5_000
_CLAIMS = """
SELECT c.entity, c.kind, c.props, s.name, s.trust, d.name, d.title, d.url, d.published, d.retrieved_at, d.verified,
    d.id, n.text
FROM {which} JOIN document d ON d.id = c.document JOIN source s ON s.id = d.source JOIN name n ON n.id = c.entity
ORDER BY c.entity
"""
_TOUCHED = "touched_node t CROSS JOIN node_claim c ON c.entity = t.entity"
NODE_ROW = "INTO node VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


@dataclass(slots=True)
class _Tally:
    made: int = 0
    changed: int = 0
    removed: int = 0


def lone_row(entity: int, code: int, props: Props, text: str, day: int, rules: Rules) -> Row:
    """The row of a node of one claim. code: of its kind; text: its properties as JSON."""
    return (entity, code, props.get("type"), 0, text, day, *alone(day, props, rules), None)


def settle_nodes(db: sqlite3.Connection, entries: EntryWriter, *, newest: int) -> Changes:
    """Works out every node whose claims were touched, and notes whose relations must be laid again in `relink`.

    newest: the highest number before the load. Nodes above it were counted when they were made; others are counted here.
    """
    tally = _Tally()
    if db.execute("SELECT 1 FROM touched_node WHERE entity > ? LIMIT 1", (newest,)).fetchone():
        entries.forget("SELECT entity FROM touched_node")
    batch: list[Row] = []
    for entity, rows in groupby(db.execute(_CLAIMS.format(which=_TOUCHED)), key=itemgetter(0)):
        batch.append(_settled(entity, list(rows), entries, db))
        if len(batch) >= _BATCH:
            _write(db, batch, tally, newest)
            batch = []
    _write(db, batch, tally, newest)
    _remove(db, entries, tally)
    entries.apply()
    return Changes(made=tally.made, changed=tally.changed, removed=tally.removed)


def _settled(entity: int, rows: Sequence[Row], entries: EntryWriter, db: sqlite3.Connection) -> Row:
    """The node's row; its words and former ids are noted on the way."""
    name = rows[0][12]
    former = [
        (old, entity, row[11])
        for row in rows
        if '"former_ids"' in row[2]
        for old in decode(row[2]).get("former_ids", ())
    ]
    db.executemany("INSERT OR IGNORE INTO former VALUES (?, ?, ?)", former)
    claims = as_said("node_claim", name, [row[:11] for row in rows])
    entries.replace(entity, name, words_of([(one.kind, one.day, one.claim.props, one.rules) for one in claims]))
    best = claims[0]
    code = node_codes()[best.kind]
    if len(claims) == 1:
        return lone_row(entity, code, best.claim.props, rows[0][2], best.day, best.rules)
    kinds = [one for one in claims if one.kind == best.kind]
    props = merge(best.rules.props, (one.claim.props for one in kinds))
    spans = {mode: spells(claims, undated=mode == "u") for mode in "du"}
    simple = len(kinds) == len(claims) and all(
        not span or (span[_OPEN:] == () and span[0][1] == NEVER) for span in spans.values()
    )
    lows = [spans[mode][0][0] if spans[mode] else NEVER for mode in "du"]
    full = [full_from(claims, undated=undated) for undated in (False, True)]
    day = max(one.day for one in kinds)
    told = None if simple else encoded(spans)
    return (entity, code, props.get("type"), 1, encoded(props), day, *lows, *full, told)


def _write(db: sqlite3.Connection, batch: Sequence[Row], tally: _Tally, newest: int) -> None:
    before = _before(db, [row[0] for row in batch])
    altered, relink = [], []
    for row in batch:
        if row[0] > newest:
            continue
        old = before.get(row[0])
        if old is None:
            tally.made += 1
            altered.append((row[0],))
        elif (old[1], old[4], old[5]) != (row[1], row[4], row[5]):
            tally.changed += 1
            altered.append((row[0],))
        if old is None or (old[6], old[7], old[10]) != (row[6], row[7], row[10]):
            relink.append((row[0],))
    db.executemany(f"INSERT OR REPLACE {NODE_ROW}", batch)
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
        entries.replace(entity, name, [])
    ids: list[tuple[Any]] = [(entity,) for entity, _ in gone]
    for sql in (
        "DELETE FROM node WHERE id = ?",
        "DELETE FROM former WHERE node = ?",
        "INSERT OR IGNORE INTO relink VALUES (?)",
    ):
        db.executemany(sql, ids)
    tally.removed += len(gone)
