"""The file under an embedded store: made whole or not at all, checked before use, read through a pool of connections."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from threading import Lock

from graph.errors import StoreBusy, StoreError, StoreForeign, StoreMissing
from graph.store.sqlite_schema import APPLICATION_ID, SCHEMA_VERSION, TABLES, kinds_print

#: How long (seconds) a connection waits for another one's lock before it says busy.
PATIENCE = 0.5
_POOLS = count()


def create(path: Path) -> None:
    """Makes an empty store at `path` unless a file is there. A name beside it is used until the file is whole."""
    if path.exists():
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        with contextlib.closing(sqlite3.connect(draft, isolation_level=None)) as db:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            db.executescript(f"BEGIN; {TABLES} COMMIT")
            db.execute("INSERT INTO meta VALUES ('kinds', ?)", (kinds_print(),))
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    except (OSError, sqlite3.Error) as error:
        raise StoreError("store_not_made", path=path, why=_why(error)) from None
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def check(path: Path) -> None:
    """Raises StoreMissing, StoreForeign or StoreError where `path` is not a store of this version."""
    if path.is_dir():
        raise StoreForeign("store_is_folder", path=path)
    # Not by opening it: closing a file by hand drops the locks that SQLite holds on it elsewhere in the process, and another
    # process then takes itself for the last one and removes the log under our readers.
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise StoreMissing("store_missing", path=path) from None
    except OSError as error:
        raise StoreError("store_unreadable", path=path, why=_why(error)) from None
    if not size:
        raise StoreForeign("store_empty_file", path=path)
    with told(path), contextlib.closing(connect(path)) as db:
        if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise StoreForeign("store_foreign", path=path)
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version != SCHEMA_VERSION:
            raise StoreForeign("store_version", path=path, found=version, needed=SCHEMA_VERSION)
        if db.execute("SELECT value FROM meta WHERE key = 'kinds'").fetchone() != (kinds_print(),):
            raise StoreForeign("store_kinds", path=path)


def connect(path: Path, *, write: bool = False) -> Reader:
    """A connection to the file. For reading it works on a file, or in a folder, that may not be written too."""
    uri = path.absolute().as_uri()
    if write:
        return _opened(f"{uri}?mode=rw")
    last: sqlite3.Error | None = None
    for mode in ("mode=rw", "mode=ro", "immutable=1"):
        if mode == "immutable=1" and _has_log(path):
            break
        try:
            db = _opened(f"{uri}?{mode}")
            db.execute("PRAGMA query_only = 1")
            db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except sqlite3.OperationalError as error:
            last = error
        else:
            return db
    raise last or sqlite3.OperationalError("unable to open database file")


@contextlib.contextmanager
def told(path: Path, words: str = "store") -> Iterator[None]:
    """What SQLite complains of, as one line of ours: a sentence `<words>_…`."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise StoreBusy(f"{words}_busy", path=path) from None
        if name.startswith("SQLITE_READONLY"):
            raise StoreError(f"{words}_read_only", path=path) from None
        if name.startswith("SQLITE_FULL"):
            raise StoreError(f"{words}_disk_full", path=path) from None
        if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            raise StoreForeign(f"{words}_damaged", path=path) from None
        if isinstance(error, sqlite3.OperationalError):
            raise StoreError(f"{words}_unreadable", path=path, why=_why(error)) from None
        raise


class Reader(sqlite3.Connection):
    """A connection that knows which file it reads: `Pool.mark` as it was when the connection was borrowed."""

    mark = ""


class Pool:
    """Connections for reading: each read borrows one, so that threads never share one at the same time.

    Where another file comes to lie at the path (a graph built anew), the next read is of that one.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        #: Tells what was read before from what lies at the path now, and this pool from every other of the process.
        self.mark = ""
        self._file: tuple[int, int] | None = None
        self._idle: list[Reader] = []
        self._lock = Lock()
        self._closed = False

    @contextlib.contextmanager
    def reading(self) -> Iterator[Reader]:
        """A connection inside a read transaction: the graph as it stands at the first read. Raises StoreError."""
        with told(self.path):
            db = self._borrow()
            try:
                db.execute("BEGIN")
                yield db
            finally:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                self._give_back(db)

    def close(self) -> None:
        """Closes what is idle now, and what is still borrowed when it comes back."""
        with self._lock:
            self._closed = True
            self._close_idle()

    def _borrow(self) -> Reader:
        with self._lock:
            if self._closed:
                raise StoreError("store_closed", path=self.path)
            there = self._there()
            if there is None or there != self._file:
                self._close_idle()
                self._file = None
                check(self.path)
                self._file, self.mark = there, f"{self.path} {next(_POOLS)}"
            if self._idle:
                return self._idle.pop()
            mark = self.mark
        db = connect(self.path)
        db.mark = mark
        return db

    def _give_back(self, db: Reader) -> None:
        with self._lock:
            if not self._closed and db.mark == self.mark:
                self._idle.append(db)
                return
        db.close()

    def _there(self) -> tuple[int, int] | None:
        """Which file lies at the path; None where there is none."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _close_idle(self) -> None:
        idle, self._idle = self._idle, []
        for db in idle:
            db.close()


def _opened(uri: str) -> Reader:
    db = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=PATIENCE, check_same_thread=False, factory=Reader)
    db.execute("PRAGMA mmap_size = 2147418112")
    return db


def _has_log(path: Path) -> bool:
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def _why(error: Exception) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)


def state(db: Reader) -> str:
    """The file as this process has it open, and its number of loads (see `graph.store.state`)."""
    row = db.execute("SELECT value FROM meta WHERE key = 'load'").fetchone()
    return f"{db.mark} {row[0] if row else 0}"
