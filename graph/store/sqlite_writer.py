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
from graph.store.base import Between, undisturbed
from graph.store.sqlite_claims import encoded
from graph.store.sqlite_facts import Facts
from graph.store.sqlite_file import connect, told
from graph.store.sqlite_links import settle_relations
from graph.store.sqlite_nodes import settle_nodes
from graph.store.sqlite_numbers import Documents, Names
from graph.store.sqlite_text import EntryWriter
from graph.store.sqlite_touched import make_tables, touch_moved, watched

#: Facts written in one go.
_BATCH = 20_000
#: What the writer's connection may keep of the file in memory, in KiB.
CACHE = 256 * 1024


class SqliteWriter:
    """See `graph.store.base.Writer`. Holds the file's one write lock from its making to its end."""

    def __init__(self, path: Path, source: Source, *, loaded_at: str, between: Between = undisturbed) -> None:
        self._path = path
        self._between = between
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
        self._between()
        with told(self._path):
            sql = "SELECT id FROM document WHERE source = ? AND id <= ?"
            values: list[Any] = [self._source_id, self._documents.newest]
            if documents is not None:
                sql += " AND name IN (SELECT value FROM json_each(?))"
                values.append(encoded(sorted(set(documents))))
            which = [(document, self._load) for (document,) in self._db.execute(sql, values)]
            if which:
                with watched(self._db):
                    for table in ("node_claim", "relation_claim"):
                        sql = f"DELETE FROM {table} WHERE document = ? AND load <> ?"  # noqa: S608 — two fixed names
                        self._db.executemany(sql, which)
            self._db.executemany("DELETE FROM document WHERE id = ? AND load <> ?", which)

    def finish(self, report: Mapping[str, Any], *, keep: bool = True) -> tuple[Changes, Changes]:
        self._between()
        with told(self._path):
            touch_moved(self._db)
            nodes = settle_nodes(self._db, self._entries, newest=self._names.newest)
            nodes = replace(nodes, made=nodes.made + self._facts.made)
            self._between()
            relations = settle_relations(self._db, newest=self._facts.newest_relation)
            self._db.execute(
                "DELETE FROM name WHERE id IN (SELECT node FROM relink) AND id NOT IN (SELECT id FROM node)"
                " AND NOT EXISTS (SELECT 1 FROM link WHERE node = name.id)"
            )
            self._note(report, self._facts.made, relations.made)
            nodes = replace(nodes, unchanged=self._unchanged("node_claim", self._names.newest))
            relations = replace(relations, unchanged=self._unchanged("relation_claim", self._facts.newest_relation))
            self._between()
            self._db.execute("COMMIT" if keep else "ROLLBACK")
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
        db.execute(f"PRAGMA cache_size = -{CACHE}")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA mmap_size = 0")
        db.execute("BEGIN IMMEDIATE")
        make_tables(db)
        db.execute("INSERT OR IGNORE INTO meta VALUES ('load', '0')")
        db.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'load'")
        self._load = int(db.execute("SELECT value FROM meta WHERE key = 'load'").fetchone()[0])
        self._forgotten = False
        self._declare()
        self._names = Names(db)
        self._documents = Documents(db, source=self._source_id, load=self._load)
        self._entries = EntryWriter(db)
        self._facts = Facts(db, self._names, self._documents, self._entries, load=self._load)

    def _declare(self) -> None:
        known = self._db.execute("SELECT id, trust FROM source WHERE name = ?", (self._source.id,)).fetchone()
        if known is None:
            made = self._db.execute(
                "INSERT INTO source (name, declared, trust, loaded_at, state, report, nodes, relations)"
                " VALUES (?, '', ?, '', 'loaded', '{}', 0, 0)",
                (self._source.id, self._source.trust),
            )
            self._source_id = int(made.lastrowid or 0)
            return
        self._source_id, trust = known
        if trust != self._source.trust:
            self._db.execute("UPDATE source SET trust = ? WHERE id = ?", (self._source.trust, self._source_id))
            self._db.execute("INSERT INTO moved SELECT id, 0 FROM document WHERE source = ?", (self._source_id,))

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
