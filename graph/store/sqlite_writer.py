"""One load into an embedded store: one transaction, from the first fact to the last removal."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from graph.errors import UnknownThing
from graph.model import Changes, Document, Node, Relation, Source
from graph.store.days import begins, known_from
from graph.store.merge import Rules, merge, node_rules, relation_rules
from graph.store.sqlite_file import connect, told
from graph.store.sqlite_links import settle_relations
from graph.store.sqlite_nodes import settle_nodes
from graph.store.sqlite_schema import node_codes, relation_codes

#: Facts written in one go, and names or documents remembered between them.
_BATCH = 5_000
_REMEMBERED = 300_000
#: What the writer's connection may keep of the file in memory, in KiB.
_CACHE = 256 * 1024

_encode = msgspec.json.Encoder(order="deterministic").encode

_TOUCHED = """
CREATE TEMP TABLE loaded (document INTEGER PRIMARY KEY);
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
_SAY = """
INSERT INTO {table} (entity, document, kind, load, begins, part, props) {values}
ON CONFLICT (entity, document) DO UPDATE SET
    props = CASE load WHEN excluded.load THEN joined_{table}(kind, props, excluded.props) ELSE excluded.props END,
    begins = CASE load WHEN excluded.load THEN coalesce(nullif(begins, 0), excluded.begins) ELSE excluded.begins END,
    part = CASE load WHEN excluded.load THEN CASE part WHEN excluded.part THEN part ELSE 2 END ELSE excluded.part END,
    kind = excluded.kind, load = excluded.load
WHERE load <> excluded.load OR kind = excluded.kind
"""
_SAY_NODE = _SAY.format(table="node_claim", values="VALUES (?, ?, ?, ?, ?, ?, ?)")
_SAY_RELATION = _SAY.format(
    table="relation_claim",
    values="SELECT id, ?, ?, ?, ?, ?, ? FROM relation WHERE from_ = ? AND kind = ? AND to_ = ? AND key = ?",
)


class SqliteWriter:
    """See `graph.store.base.Writer`. Holds the file's one write lock from its making to its end."""

    atomic = True

    def __init__(self, path: Path, source: Source, *, loaded_at: str) -> None:
        self._path = path
        self._source = source
        self._loaded_at = loaded_at
        self._node_codes = node_codes()
        self._relation_codes = relation_codes()
        self._names: dict[str, int] = {}
        self._documents: dict[str, tuple[int, int]] = {}
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
                self._put(batch)

    def prune(self, documents: Collection[str] | None = None) -> None:
        with told(self._path):
            if documents is None:
                which: Iterable[tuple[int]] = self._db.execute(
                    "SELECT id FROM document WHERE source = ?", (self._source_id,)
                ).fetchall()
            else:
                which = [found for name in sorted(set(documents)) if (found := self._document_row(name)[:1])]
            for table in ("node_claim", "relation_claim"):
                sql = f"DELETE FROM {table} WHERE document = ? AND load <> ?"  # noqa: S608 — two fixed names
                self._db.executemany(sql, ((document, self._load) for (document,) in which))
            self._db.executemany(
                "DELETE FROM document WHERE id = ? AND load <> ?", ((document, self._load) for (document,) in which)
            )

    def finish(self, report: Mapping[str, Any]) -> tuple[Changes, Changes]:
        with told(self._path):
            self._touch_moved()
            nodes = settle_nodes(self._db, fresh=self._fresh)
            relations = settle_relations(self._db, fresh=self._fresh, newest=self._newest_relation)
            self._db.execute(
                "DELETE FROM name WHERE id IN (SELECT node FROM relink) AND id NOT IN (SELECT id FROM node)"
                " AND NOT EXISTS (SELECT 1 FROM link WHERE node = name.id)"
            )
            self._note(report)
            unchanged = [self._unchanged(table) for table in ("node_claim", "relation_claim")]
            self._db.execute("COMMIT")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return replace(nodes, unchanged=unchanged[0]), replace(relations, unchanged=unchanged[1])

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
        db.create_function("joined_node_claim", 3, self._join_nodes, deterministic=True)
        db.create_function("joined_relation_claim", 3, self._join_relations, deterministic=True)
        db.execute("BEGIN IMMEDIATE")
        self._fresh = db.execute("SELECT 1 FROM document LIMIT 1").fetchone() is None
        for statement in _statements(_TOUCHED if self._fresh else _TOUCHED + _TRIGGERS):
            db.execute(statement)
        db.execute("INSERT OR IGNORE INTO meta VALUES ('load', '0')")
        db.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'load'")
        self._load = int(db.execute("SELECT value FROM meta WHERE key = 'load'").fetchone()[0])
        self._newest_relation = db.execute("SELECT coalesce(max(id), 0) FROM relation").fetchone()[0]
        self._forgotten = False
        self._declare()

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

    def _put(self, facts: Sequence[Node | Relation]) -> None:
        self._intern(
            {fact.id for fact in facts if isinstance(fact, Node)}.union(
                *((fact.from_id, fact.to_id) for fact in facts if isinstance(fact, Relation))
            )
        )
        nodes, relations, ends = [], [], []
        for fact in facts:
            if fact.document is None:
                raise UnknownThing("schema_no_document", entity=fact.id)
            document, day = self._documents.get(fact.document.id) or self._document(fact.document)
            props = _encode(fact.props).decode()
            first = begins(fact.props.get("valid_from"))
            if isinstance(fact, Node):
                kind, rules = self._node_codes[fact.kind], node_rules(fact.kind)
                said = (document, kind, self._load, first, _part(fact.props, rules), props)
                nodes.append((self._names[fact.id], *said))
            else:
                kind, rules = self._relation_codes[fact.kind], relation_rules(fact.kind)
                end = (self._names[fact.from_id], kind, self._names[fact.to_id], fact.key)
                ends.append((*end, day))
                relations.append((document, kind, self._load, first, int(rules.lasting is None), props, *end))
        self._db.executemany(_SAY_NODE, nodes)
        self._db.executemany("INSERT OR IGNORE INTO relation (from_, kind, to_, key, day) VALUES (?, ?, ?, ?, ?)", ends)
        self._db.executemany(_SAY_RELATION, relations)

    def _intern(self, texts: set[str]) -> None:
        if len(self._names) > _REMEMBERED:
            self._names.clear()
        new = sorted(texts.difference(self._names))
        self._db.executemany("INSERT OR IGNORE INTO name (text) VALUES (?)", ((text,) for text in new))
        self._names.update(
            self._db.execute("SELECT text, id FROM name WHERE text IN (SELECT value FROM json_each(?))", (_text(new),))
        )

    def _document(self, document: Document) -> tuple[int, int]:
        """The number and day of a document. The first fact of a load that names it says what it is."""
        if len(self._documents) > _REMEMBERED:
            self._documents.clear()
        day = known_from(document.published)
        said = (document.title, document.url, document.published, document.retrieved_at, int(document.verified), day)
        known = self._document_row(document.id)
        if not known:
            made = self._db.execute(
                "INSERT INTO document (source, name, title, url, published, retrieved_at, verified, day, load)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (self._source_id, document.id, *said, self._load),
            )
            number = int(made.lastrowid or 0)
        else:
            number, load, retrieved_at, old_day = known
            if load == self._load:
                day = old_day
            else:
                self._db.execute(
                    "UPDATE document SET title = ?, url = ?, published = ?, retrieved_at = ?, verified = ?, day = ?,"
                    " load = ? WHERE id = ?",
                    (*said, self._load, number),
                )
                if day != old_day or retrieved_at != document.retrieved_at:
                    self._db.execute("INSERT OR REPLACE INTO moved VALUES (?, ?)", (number, int(day != old_day)))
        self._db.execute("INSERT OR IGNORE INTO loaded VALUES (?)", (number,))
        self._documents[document.id] = (number, day)
        return number, day

    def _document_row(self, name: str) -> tuple[Any, ...]:
        found = self._db.execute(
            "SELECT id, load, retrieved_at, day FROM document WHERE source = ? AND name = ?", (self._source_id, name)
        ).fetchone()
        return tuple(found) if found else ()

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

    def _unchanged(self, table: str) -> int:
        """How many entities the load speaks of that are as they were."""
        if self._fresh:
            return 0
        sql = (
            f"SELECT count(DISTINCT entity) FROM loaded l JOIN {table} c ON c.document = l.document"  # noqa: S608 — fixed names
            f" WHERE c.load = ? AND c.entity NOT IN (SELECT entity FROM altered_{table})"
        )
        return int(self._db.execute(sql, (self._load,)).fetchone()[0])

    def _note(self, report: Mapping[str, Any]) -> None:
        if self._forgotten:
            self._db.execute("DELETE FROM source WHERE id = ?", (self._source_id,))
            return
        counts = [
            self._db.execute(
                f"SELECT count(DISTINCT c.entity) FROM document d JOIN {table} c ON c.document = d.id WHERE d.source = ?",  # noqa: S608 — fixed names
                (self._source_id,),
            ).fetchone()[0]
            for table in ("node_claim", "relation_claim")
        ]
        self._db.execute(
            "UPDATE source SET declared = ?, trust = ?, loaded_at = ?, state = 'loaded', report = ?, nodes = ?, relations = ?"
            " WHERE id = ?",
            (_text(self._source), self._source.trust, self._loaded_at, _text(report), *counts, self._source_id),
        )

    def _join_nodes(self, kind: int, first: str, second: str) -> str:
        return _joined(node_rules(sorted(self._node_codes)[kind]), first, second)

    def _join_relations(self, kind: int, first: str, second: str) -> str:
        return _joined(relation_rules(sorted(self._relation_codes)[kind]), first, second)


def _joined(rules: Rules, first: str, second: str) -> str:
    return _text(merge(rules.props, [msgspec.json.decode(first), msgspec.json.decode(second)]))


def _part(props: Mapping[str, Any], rules: Rules) -> int:
    """How much of a claim lasts: nothing (0), all (1), some (2)."""
    lasting = sum(name in rules.lasting for name in props) if rules.lasting is not None else len(props)
    return 0 if not lasting else 1 if lasting == len(props) else 2


def _text(value: Any) -> str:
    return _encode(value).decode()


def _statements(script: str) -> list[str]:
    """The statements of a script, one by one: `executescript` would commit the load."""
    found, rest = [], ""
    for line in script.splitlines(keepends=True):
        rest += line
        if sqlite3.complete_statement(rest):
            found.append(rest)
            rest = ""
    return found
