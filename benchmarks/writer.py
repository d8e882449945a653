"""The writer against bare `executemany` of the same rows into the same tables, in one run; memory beside it.

    python benchmarks/writer.py [--nodes 100000]

Both sides write a new file in one transaction, committed and checkpointed, with the same cache. The writer is timed from
opening the load to its end: it gets ready records (`Node`, `Relation`), made beforehand chunk by chunk, and works out all
else. The bare side gets the finished rows of every table, its indexes in place, each table read in its own order (by
key, so that most rows land at the end), and the words as the text index takes them; reading them is not timed. Seconds
are of the processor, on the clock beside them; the ratio is of processor time. Peak memory is of the whole process when
the writer is done, the generator's records of one chunk among it.
"""

from __future__ import annotations

import resource
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import click
from measure import machine, table
from national import NATIONAL, facts

from graph.store.address import open_store
from graph.store.sqlite_writer import CACHE

CHUNK = 20_000


HEAD = ["facts", "writer s (clock)", "facts/s", "bare s (clock)", "bare/writer", "peak memory MiB"]


class Watch:
    """Seconds of processor and clock, summed over what is done inside it."""

    def __init__(self) -> None:
        self.processor = self.clock = 0.0

    def __enter__(self) -> None:
        self._started = time.process_time(), time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self.processor += time.process_time() - self._started[0]
        self.clock += time.perf_counter() - self._started[1]

    def __str__(self) -> str:
        return f"{self.processor:.1f} ({self.clock:.1f})"


@click.command()
@click.option("--nodes", type=int, default=100_000, show_default=True)
def main(nodes: int) -> None:
    """Prints seconds, the ratio and the peak of memory."""
    with tempfile.TemporaryDirectory() as folder:
        made, bare = Path(folder) / "made.db", Path(folder) / "bare.db"
        count, ours = written(made, nodes)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        theirs = copied(made, bare)
    print(machine())
    speed, ratio = count / ours.processor, theirs.processor / ours.processor
    print(table(HEAD, [[count, ours, f"{speed:.0f}", theirs, f"{ratio:.2f}", f"{peak:.0f}"]]))


def written(path: Path, nodes: int) -> tuple[int, Watch]:
    """How many facts were written to a new store at `path`, and in how many seconds."""
    store = open_store(f"sqlite:///{path}")
    count, watch, rest = 0, Watch(), facts(nodes)
    with watch:
        writer = store.writer(NATIONAL, loaded_at="2026-01-01")
    with writer:
        while chunk := list(islice(rest, CHUNK)):
            with watch:
                writer.put(chunk)
            count += len(chunk)
        with watch:
            writer.prune()
            writer.finish({})
    store.close()
    return count, watch


def copied(made: Path, bare: Path) -> Watch:
    """Seconds to write the rows of every table of `made`, its text index too, into the same tables of a new file."""
    source, target = sqlite3.connect(made), sqlite3.connect(bare, isolation_level=None)
    for setting in ("journal_mode = WAL", "synchronous = NORMAL", "mmap_size = 0", f"cache_size = -{CACHE}"):
        target.execute(f"PRAGMA {setting}")
    # The shadow tables of the text index are filled through it.
    shadows = "name NOT LIKE 'sqlite_%' AND name NOT LIKE 'words%'"
    laid = f"SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND {shadows} ORDER BY rowid"  # noqa: S608 — fixed text
    for (statement,) in source.execute(laid):
        target.execute(statement)
    target.execute(source.execute("SELECT sql FROM sqlite_master WHERE name = 'words'").fetchone()[0])
    names = [name for (name,) in source.execute(f"SELECT name FROM sqlite_master WHERE type = 'table' AND {shadows}")]  # noqa: S608
    read = {name: f"SELECT * FROM {name}" for name in names} | {"words (rowid, text)": "SELECT id, words FROM entry"}  # noqa: S608
    watch = Watch()
    target.execute("BEGIN")
    for name, sql in read.items():
        for rows in _chunks(source, sql):
            marks = ", ".join("?" * len(rows[0]))
            with watch:
                target.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608 — names of our own tables
    with watch:
        target.execute("COMMIT")
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return watch


def _chunks(source: sqlite3.Connection, sql: str) -> Iterator[list[tuple[object, ...]]]:
    cursor = source.execute(sql)
    while rows := cursor.fetchmany(CHUNK):
        yield rows


if __name__ == "__main__":
    main()
