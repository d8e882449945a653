"""One load into an embedded store: one transaction, from the first fact to the last removal."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from graph.model import Changes, Node, Relation, Source
from graph.store.sqlite_claims import encoded
from graph.store.sqlite_facts import Facts
from graph.store.sqlite_file import connect, told
from graph.store.sqlite_links import settle_relations
from graph.store.sqlite_nodes import settle_nodes
from graph.store.sqlite_numbers import Documents, Names
from graph.store.sqlite_text import EntryWriter

#: Facts written in one go.
_BATCH = 20_000
#: What the writer's connection may keep of the file in memory, in KiB.
_CACHE = 256 * 1024

_TOUCHED = """
CREATE TEMP TABLE moved (document INTEGER PRIMARY KEY, day INTEGER);
CREATE TEMP TABLE touched_node (entity INTEGER PRIMARY KEY);
CREATE TEMP TABLE touched_relation (entity INTEGER PRIMARY KEY, before TEXT);
CREATE TEMP TABLE altered_node_claim (entity INTEGER PRIMARY KEY);
CREATE TEMP TABLE altered_relation_claim (entity INTEGER PRIMARY KEY);
CREATE TEMP TABLE relink (node INTEGER PRIMARY KEY);
"""
# Of things that are new in this load, those with more than one claim are noted by `sqlite_facts`; the others need no note.
# Inside an upsert, SQLite overrides OR IGNORE in a trigger: hence NOT EXISTS.
# What a relation was before the load is noted when its claims are first touched.
_TRIGGERS = """
CREATE TEMP TRIGGER node_said AFTER INSERT ON main.node_claim
WHEN new.entity <= {node}
BEGIN INSERT OR IGNORE INTO touched_node VALUES (new.entity); END;
CREATE TEMP TRIGGER node_resaid AFTER UPDATE ON main.node_claim
WHEN (old.props <> new.props OR old.kind <> new.kind)
    AND NOT EXISTS (SELECT 1 FROM touched_node WHERE entity = new.entity)
BEGIN INSERT INTO touched_node VALUES (new.entity); END;
CREATE TEMP TRIGGER node_unsaid AFTER DELETE ON main.node_claim
BEGIN INSERT OR IGNORE INTO touched_node VALUES (old.entity); END;
CREATE TEMP TRIGGER relation_said AFTER INSERT ON main.relation_claim
WHEN new.entity <= {relation}
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


class SqliteWriter:
    """See `graph.store.base.Writer`. Holds the file's one write lock from its making to its end."""

    atomic = True

    def __init__(self, path: Path, source: Source, *, loaded_at: str) -> None:
        self._path = path
        self._source = source
        self._loaded_at = loaded_at
        with told(path):
            self._db = connect(path, write=True)
            try:
                self._begin()
            except BaseException:
                self._db.close()
                raise

    def put(self, facts: Iterable[Node | Relation]) -> None:
        with told(self._path):
            rest = iter(facts)
            while batch := list(islice(rest, _BATCH)):
                self._facts.put(batch)

    def prune(self, documents: Collection[str] | None = None) -> None:
        with told(self._path):
            sql = "SELECT id FROM document WHERE source = ? AND id <= ?"
            values: list[Any] = [self._source_id, self._documents.newest]
            if documents is not None:
                sql += " AND name IN (SELECT value FROM json_each(?))"
                values.append(encoded(sorted(set(documents))))
            which = [row for row in self._db.execute(sql, values)]
            for table in ("node_claim", "relation_claim"):
                sql = f"DELETE FROM {table} WHERE document = ? AND load <> ?"  # noqa: S608 — two fixed names
                self._db.executemany(sql, [(document, self._load) for (document,) in which])
            self._db.executemany(
                "DELETE FROM document WHERE id = ? AND load <> ?", [(document, self._load) for (document,) in which]
            )

    def finish(self, report: Mapping[str, Any]) -> tuple[Changes, Changes]:
        with told(self._path):
            self._touch_moved()
            nodes = settle_nodes(self._db, self._entries, newest=self._names.newest)
            nodes = replace(nodes, made=nodes.made + self._facts.made)
            relations = settle_relations(self._db, newest=self._facts.newest_relation)
            self._db.execute(
                "DELETE FROM name WHERE id IN (SELECT node FROM relink) AND id NOT IN (SELECT id FROM node)"
                " AND NOT EXISTS (SELECT 1 FROM link WHERE node = name.id)"
            )
            self._note(report, self._facts.made, relations.made)
            nodes = replace(nodes, unchanged=self._unchanged("node_claim", self._names.newest))
            relations = replace(relations, unchanged=self._unchanged("relation_claim", self._facts.newest_relation))
            self._db.execute("COMMIT")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return nodes, relations

    def forget(self) -> tuple[Changes, Changes]:
        """Withdraws all the source said, and the source. Ends the load as `finish` does."""
        with told(self._path):
            self.prune()
            self._forgotten = True
        return self.finish({})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(sqlite3.Error):
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
        self._db.close()

    def _begin(self) -> None:
        db = self._db
        db.execute(f"PRAGMA cache_size = -{_CACHE}")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA mmap_size = 0")
        db.execute("BEGIN IMMEDIATE")
        for statement in _statements(_TOUCHED):
            db.execute(statement)
        db.execute("INSERT OR IGNORE INTO meta VALUES ('load', '0')")
        db.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'load'")
        self._load = int(db.execute("SELECT value FROM meta WHERE key = 'load'").fetchone()[0])
        self._forgotten = False
        self._declare()
        self._names = Names(db)
        self._documents = Documents(db, self._source_id, self._load)
        self._entries = EntryWriter(db)
        self._facts = Facts(db, self._names, self._documents, self._entries, load=self._load)
        for statement in _statements(_TRIGGERS.format(node=self._names.newest, relation=self._facts.newest_relation)):
            db.execute(statement)

    def _declare(self) -> None:
        known = self._db.execute("SELECT id, trust FROM source WHERE name = ?", (self._source.id,)).fetchone()
        if known is None:
            made = self._db.execute(
                "INSERT INTO source (name, declared, trust, loaded_at, state, report, nodes, relations)"
                " VALUES (?, '', ?, '', 'loaded', '{}', 0, 0)",
                (self._source.id, self._source.trust),
            )
            self._source_id = made.lastrowid
            return
        self._source_id, trust = known
        if trust != self._source.trust:
            self._db.execute("UPDATE source SET trust = ? WHERE id = ?", (self._source.trust, self._source_id))
            self._db.execute("INSERT INTO moved SELECT id, 0 FROM document WHERE source = ?", (self._source_id,))

    def _touch_moved(self) -> None:
        """A document of another day, or read later, may change what wins: look at what it speaks of again."""
        self._db.execute(
            "INSERT OR IGNORE INTO touched_node SELECT c.entity FROM moved m JOIN node_claim c ON c.document = m.document"
            " JOIN node n ON n.id = c.entity WHERE n.many OR m.day"
        )
        self._db.execute(
            "INSERT OR IGNORE INTO touched_relation SELECT c.entity, coalesce(g.props, c.props) FROM moved m"
            " JOIN relation_claim c ON c.document = m.document LEFT JOIN merged g ON g.relation = c.entity"
            " WHERE g.relation IS NOT NULL OR m.day"
        )

    def _spoken_of(self, table: str, newest: int, condition: str = "") -> int:
        """How many entities the store held before are claimed by the source (and `condition` holds)."""
        sql = (
            f"SELECT count(DISTINCT c.entity) FROM document d CROSS JOIN {table} c ON c.document = d.id AND c.entity <= :newest"  # noqa: S608 — fixed names
            f" WHERE d.source = :source {condition}"
        )
        values = {"source": self._source_id, "newest": newest, "load": self._load}
        return int(self._db.execute(sql, values).fetchone()[0])

    def _unchanged(self, table: str, newest: int) -> int:
        """How many entities the load speaks of that are as they were."""
        altered = f"(SELECT entity FROM altered_{table})"  # noqa: S608 — fixed names
        return self._spoken_of(table, newest, f"AND d.load = :load AND c.load = :load AND c.entity NOT IN {altered}")

    def _note(self, report: Mapping[str, Any], nodes: int, relations: int) -> None:
        """nodes, relations: how many the load made with numbers of its own."""
        if self._forgotten:
            self._db.execute("DELETE FROM source WHERE id = ?", (self._source_id,))
            return
        nodes += self._spoken_of("node_claim", self._names.newest)
        relations += self._spoken_of("relation_claim", self._facts.newest_relation)
        self._db.execute(
            "UPDATE source SET declared = ?, trust = ?, loaded_at = ?, state = 'loaded', report = ?, nodes = ?, relations = ?"
            " WHERE id = ?",
            (
                encoded(self._source),
                self._source.trust,
                self._loaded_at,
                encoded(report),
                nodes,
                relations,
                self._source_id,
            ),
        )


def _statements(script: str) -> list[str]:
    """The statements of a script, one by one: `executescript` would commit the load."""
    found, rest = [], ""
    for line in script.splitlines(keepends=True):
        rest += line
        if sqlite3.complete_statement(rest):
            found.append(rest)
            rest = ""
    return found
