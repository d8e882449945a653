"""What a load touches: the tables that note it, and the watch over claims that fills them."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator

_TABLES = """
CREATE TEMP TABLE moved (document INTEGER PRIMARY KEY, day INTEGER);
CREATE TEMP TABLE touched_node (entity INTEGER PRIMARY KEY);
CREATE TEMP TABLE touched_relation (entity INTEGER PRIMARY KEY, before TEXT);
CREATE TEMP TABLE altered_node_claim (entity INTEGER PRIMARY KEY);
CREATE TEMP TABLE altered_relation_claim (entity INTEGER PRIMARY KEY);
CREATE TEMP TABLE relink (node INTEGER PRIMARY KEY);
"""
# Inside an upsert, SQLite overrides OR IGNORE in a trigger: hence NOT EXISTS.
# What a relation was before the load is noted when its claims are first touched.
_TRIGGERS = """
CREATE TEMP TRIGGER node_said AFTER INSERT ON main.node_claim
BEGIN INSERT OR IGNORE INTO touched_node VALUES (new.entity); END;
CREATE TEMP TRIGGER node_resaid AFTER UPDATE ON main.node_claim
WHEN (old.props <> new.props OR old.kind <> new.kind)
    AND NOT EXISTS (SELECT 1 FROM touched_node WHERE entity = new.entity)
BEGIN INSERT INTO touched_node VALUES (new.entity); END;
CREATE TEMP TRIGGER node_unsaid AFTER DELETE ON main.node_claim
BEGIN INSERT OR IGNORE INTO touched_node VALUES (old.entity); END;
CREATE TEMP TRIGGER relation_said AFTER INSERT ON main.relation_claim
BEGIN INSERT OR IGNORE INTO touched_relation VALUES (new.entity, coalesce(
    (SELECT props FROM merged WHERE relation = new.entity),
    (SELECT props FROM relation_claim WHERE entity = new.entity AND document <> new.document LIMIT 1))); END;
CREATE TEMP TRIGGER relation_resaid AFTER UPDATE ON main.relation_claim
WHEN old.props <> new.props AND NOT EXISTS (SELECT 1 FROM touched_relation WHERE entity = new.entity)
BEGIN INSERT INTO touched_relation VALUES (new.entity, coalesce(
    (SELECT props FROM merged WHERE relation = new.entity), old.props)); END;
CREATE TEMP TRIGGER relation_unsaid AFTER DELETE ON main.relation_claim
BEGIN INSERT OR IGNORE INTO touched_relation VALUES (old.entity, coalesce(
    (SELECT props FROM merged WHERE relation = old.entity), old.props)); END;
"""
_TRIGGER_NAMES = [f"{what}_{how}" for what in ("node", "relation") for how in ("said", "resaid", "unsaid")]
# A document of another day, or read later, may change what wins: what it speaks of is looked at again.
_MOVED = """
INSERT OR IGNORE INTO touched_node
SELECT c.entity FROM moved m CROSS JOIN node_claim c ON c.document = m.document CROSS JOIN node n ON n.id = c.entity
WHERE n.many OR m.day;
INSERT OR IGNORE INTO touched_relation
SELECT c.entity, coalesce(g.props, c.props) FROM moved m CROSS JOIN relation_claim c ON c.document = m.document
LEFT JOIN merged g ON g.relation = c.entity WHERE g.relation IS NOT NULL OR m.day;
"""


def make_tables(db: sqlite3.Connection) -> None:
    """The tables of one load, gone with its connection."""
    _run(db, _TABLES)


@contextlib.contextmanager
def watched(db: sqlite3.Connection) -> Iterator[None]:
    """While this lasts, every claim that comes, changes or goes touches what it speaks of.

    Only for what may need it: under watch, writing a claim takes three times as long.
    """
    _run(db, _TRIGGERS)
    yield
    for name in _TRIGGER_NAMES:
        db.execute(f"DROP TRIGGER temp.{name}")


def touch_moved(db: sqlite3.Connection) -> None:
    """Touches what the documents in `moved` speak of."""
    _run(db, _MOVED)


def _run(db: sqlite3.Connection, script: str) -> None:
    """Runs the statements of a script one by one: `executescript` would commit the load."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""
