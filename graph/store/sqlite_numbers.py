"""The numbers of ids and documents during a load: asked of the file once each, remembered within bounds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.errors import UnknownThing
from graph.model import Document, Node, Relation
from graph.store.days import known_from
from graph.store.sqlite_claims import encoded

#: Ids and documents remembered (about 200 and 400 bytes each); past that, all are forgotten and asked for anew.
_NAMES = 1_200_000
_DOCUMENTS = 200_000


class Names:
    """Ids to numbers. newest: the highest number before the load; what is above it nobody had spoken of."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.newest = highest(db, "name")
        self._next = self.newest + 1
        self._known: dict[str, int] = {}
        self._all_known = not self.newest

    def learn(self, texts: set[str]) -> Mapping[str, int]:
        """Numbers by id, these among them."""
        if len(self._known) > _NAMES:
            self._known.clear()
            self._all_known = False
        new = sorted(texts.difference(self._known))
        if new and not self._all_known:
            sql = "SELECT n.text, n.id FROM json_each(?) j CROSS JOIN name n ON n.text = j.value"
            self._known.update(self._db.execute(sql, (encoded(new),)))
            new = [text for text in new if text not in self._known]
        numbered = list(zip(new, range(self._next, self._next + len(new)), strict=True))
        self._db.executemany("INSERT INTO name (text, id) VALUES (?, ?)", numbered)
        self._known.update(numbered)
        self._next += len(new)
        return self._known


class Documents:
    """Documents of a source to (number, day). newest: the highest number before the load."""

    def __init__(self, db: sqlite3.Connection, *, source: int, load: int) -> None:
        self._db = db
        self._source = source
        self._load = load
        self.newest = highest(db, "document")
        self._next = self.newest + 1
        self._known: dict[str, tuple[int, int]] = {}
        self._all_known = db.execute("SELECT 1 FROM document WHERE source = ? LIMIT 1", (source,)).fetchone() is None

    def learn(self, facts: Iterable[Node | Relation]) -> Sequence[tuple[int, int]]:
        """The number and day of each fact's document. The first fact of a load that names one says what it is."""
        if len(self._known) > _DOCUMENTS:
            self._known.clear()
            self._all_known = False
        known = self._known
        new: dict[str, Document] = {}
        ids: list[str] = []
        for fact in facts:
            document = fact.document
            if document is None:
                raise UnknownThing("schema_no_document", entity=fact.id)
            ids.append(document.id)
            if document.id not in known:
                new.setdefault(document.id, document)
        if new and not self._all_known:
            self._recall(new)
        self._add([document for name, document in new.items() if name not in known])
        return [known[name] for name in ids]

    def _recall(self, said: Mapping[str, Document]) -> None:
        """Brings those up to date that the file holds; `moved` notes what may change which claim wins."""
        rows = self._db.execute(
            "SELECT d.name, d.id, d.load, d.retrieved_at, d.day FROM json_each(?) j"
            " CROSS JOIN document d ON d.source = ? AND d.name = j.value",
            (encoded(list(said)), self._source),
        ).fetchall()
        for name, number, load, retrieved_at, old_day in rows:
            if load == self._load:
                self._known[name] = (number, old_day)
                continue
            *fields, day = _fields(said[name])
            self._db.execute(
                "UPDATE document SET title = ?, url = ?, published = ?, retrieved_at = ?, verified = ?, day = ?, load = ?"
                " WHERE id = ?",
                (*fields, day, self._load, number),
            )
            if day != old_day or retrieved_at != said[name].retrieved_at:
                self._db.execute("INSERT OR REPLACE INTO moved VALUES (?, ?)", (number, int(day != old_day)))
            self._known[name] = (number, day)

    def _add(self, documents: Iterable[Document]) -> None:
        rows = [
            (number, self._source, document.id, *_fields(document), self._load)
            for number, document in enumerate(documents, start=self._next)
        ]
        self._db.executemany(
            "INSERT INTO document (id, source, name, title, url, published, retrieved_at, verified, day, load)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        self._known.update((row[2], (row[0], row[8])) for row in rows)
        self._next += len(rows)


def highest(db: sqlite3.Connection, table: str) -> int:
    """The highest number in a table of ours; 0 where it is empty."""
    return int(db.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0])  # noqa: S608 — a table of ours


def _fields(document: Document) -> tuple[Any, ...]:
    """(title, url, published, retrieved_at, verified, day)."""
    verified, day = int(document.verified), known_from(document.published)
    return document.title, document.url, document.published, document.retrieved_at, verified, day
