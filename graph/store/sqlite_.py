"""The embedded store: one SQLite file, nothing to install, readers go on while a load writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from graph.model import Changes, Node, Relation, Source
from graph.store import sqlite_said, sqlite_vectors
from graph.store.base import Between, undisturbed
from graph.store.sqlite_file import Pool, check, create
from graph.store.sqlite_view import SqliteView
from graph.store.sqlite_writer import SqliteWriter
from graph.store.unload import loaded


class SqliteStore:
    """A graph in one file. The file is made by the first load; until then reads raise StoreMissing.

    Raises StoreForeign (StoreError) at once for a file that is there but cannot be used. Threads may share a store.
    """

    atomic = True

    def __init__(self, path: Path) -> None:
        self.url = f"sqlite:///{path}"
        self._path = path
        self._pool = Pool(path)
        self._shelves = sqlite_vectors.Shelves()
        if path.exists():
            check(path)

    def identity(self) -> str:
        return str(self._path.resolve())

    def view(self) -> SqliteView:
        if not self._path.exists():
            check(self._path)
        return SqliteView(self._pool, self._shelves)

    def writer(self, source: Source, *, loaded_at: str, between: Between = undisturbed) -> SqliteWriter:
        create(self._path)
        check(self._path)
        return SqliteWriter(self._path, source, loaded_at=loaded_at, between=between)

    def marks(self, model: str) -> dict[str, frozenset[str]]:
        if not self._path.exists():
            return {}
        with self._pool.reading() as db:
            return sqlite_vectors.marks(db, model)

    def keep_vectors(self, model: str, vectors: Mapping[str, Mapping[str, bytes | None]]) -> None:
        check(self._path)
        sqlite_vectors.keep(self._path, model, vectors)

    def said(self, source_id: str) -> Iterator[Node | Relation]:
        check(self._path)
        with self._pool.reading() as db:
            yield from sqlite_said.said_by(db, source_id)

    def unload(self, source_id: str, *, between: Between = undisturbed) -> tuple[Changes, Changes]:
        status = loaded(self.view(), source_id)
        with self.writer(status.source, loaded_at=status.loaded_at, between=between) as writer:
            return writer.forget()

    def close(self) -> None:
        self._pool.close()
