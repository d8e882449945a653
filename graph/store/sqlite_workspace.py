"""The file of a workspace: records by kind and id, each a JSON text. Small, private, safe with several at once.

A workspace is read whole and changed a record at a time, so records are kept as they are exchanged: no column repeats
what `graph.workspace.records` says of their form.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from graph.errors import StoreError, StoreForeign
from graph.store.sqlite_file import told

#: "innw" in ASCII, in the file's header.
_APPLICATION_ID = 0x696E6E77
_VERSION = 1
#: Seconds a change waits for another one to end: each takes milliseconds.
_PATIENCE = 10.0
_TABLES = """
CREATE TABLE record (kind TEXT NOT NULL, id TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES ('changes', 0);
"""


class Change:
    """One change of a workspace, whole or not at all."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def all(self, kind: str) -> dict[str, bytes]:
        """The records of a kind by id, as they stand in the midst of the change."""
        return dict(self._db.execute("SELECT id, body FROM record WHERE kind = ? ORDER BY id", (kind,)))

    def get(self, kind: str, record_id: str) -> bytes | None:
        """A record, None where there is none."""
        row = self._db.execute("SELECT body FROM record WHERE kind = ? AND id = ?", (kind, record_id)).fetchone()
        return row[0] if row else None

    def put(self, kind: str, record_id: str, body: bytes) -> None:
        """Writes a record in place of the one of its kind and id."""
        self._db.execute("INSERT OR REPLACE INTO record VALUES (?, ?, ?)", (kind, record_id, body))

    def drop(self, kind: str, record_id: str) -> bool:
        """Removes a record; whether it was there."""
        return bool(self._db.execute("DELETE FROM record WHERE kind = ? AND id = ?", (kind, record_id)).rowcount)

    def secret(self) -> bytes:
        """32 random bytes of this file, made when first asked for."""
        self._db.execute("INSERT OR IGNORE INTO meta VALUES ('secret', ?)", (os.urandom(32),))
        return bytes(self._db.execute("SELECT value FROM meta WHERE key = 'secret'").fetchone()[0])


class RecordFile:
    """Records in a file that is made by the first change, readable by its owner alone.

    Raises StoreForeign for a file that is no workspace of this version, StoreBusy or StoreError where it cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def all(self, kind: str) -> dict[str, bytes]:
        """The records of a kind by id; none where no file is there yet."""
        with self._open() as db:
            return Change(db).all(kind) if db else {}

    def state(self) -> str:
        """A text that differs after every change, and from that of every other file."""
        with self._open() as db:
            count = db.execute("SELECT value FROM meta WHERE key = 'changes'").fetchone()[0] if db else 0
        return f"{self.path} {self.path.stat().st_ino if count else ''} {count}"

    @contextlib.contextmanager
    def change(self) -> Iterator[Change]:
        """A change that others see when it is left without an error."""
        self._make()
        with self._open() as db:
            if db is None:
                raise StoreError("workspace_not_made", path=self.path, why="")
            db.execute("BEGIN IMMEDIATE")
            try:
                yield Change(db)
                db.execute("UPDATE meta SET value = value + 1 WHERE key = 'changes'")
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection | None]:
        """A connection to the file; None where there is none."""
        if not self.path.exists():
            yield None
            return
        with told(self.path, "workspace"), contextlib.closing(self._connected()) as db:
            if db.execute("PRAGMA application_id").fetchone()[0] != _APPLICATION_ID:
                raise StoreForeign("workspace_foreign", path=self.path)
            found = db.execute("PRAGMA user_version").fetchone()[0]
            if found != _VERSION:
                raise StoreForeign("workspace_version", path=self.path, found=found, needed=_VERSION)
            yield db

    def _make(self) -> None:
        """Makes the file unless it is there; a name beside it is used until it is whole."""
        if self.path.exists():
            return
        draft = self.path.with_name(f".{self.path.name}.{os.getpid()}.{os.urandom(4).hex()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            with contextlib.closing(sqlite3.connect(draft, isolation_level=None)) as db:
                db.execute("PRAGMA journal_mode = WAL")
                db.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
                db.execute(f"PRAGMA user_version = {_VERSION}")
                db.executescript(f"BEGIN; {_TABLES} COMMIT")
            with contextlib.suppress(FileExistsError):
                os.link(draft, self.path)
        except (OSError, sqlite3.Error) as error:
            why = error.strerror if isinstance(error, OSError) else str(error)
            raise StoreError("workspace_not_made", path=self.path, why=why) from None
        finally:
            draft.unlink(missing_ok=True)

    def _connected(self) -> sqlite3.Connection:
        uri = f"{self.path.absolute().as_uri()}?mode=rw"
        return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_PATIENCE, check_same_thread=False)
