"""The writer against bare `executemany` of the same rows into the same tables, in one run; memory beside it.

    python benchmarks/writer.py [--nodes 100000]

The facts are made beforehand, chunk by chunk, and the rows are read beforehand: neither is timed.
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

CHUNK = 20_000


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
    head = ["facts", "writer s", "facts/s", "bare executemany s", "ratio bare/writer", "peak memory MiB"]
    print(
        table(
            head,
            [[count, f"{ours:.1f}", f"{count / ours:.0f}", f"{theirs:.1f}", f"{theirs / ours:.2f}", f"{peak:.0f}"]],
        )
    )


def written(path: Path, nodes: int) -> tuple[int, float]:
    """How many facts were written to a new store at `path`, and in how many seconds."""
    store = open_store(f"sqlite:///{path}")
    count, seconds, rest = 0, 0.0, facts(nodes)
    started = time.perf_counter()
    with store.writer(NATIONAL, loaded_at="2026-01-01") as writer:
        seconds += time.perf_counter() - started
        while chunk := list(islice(rest, CHUNK)):
            started = time.perf_counter()
            writer.put(chunk)
            seconds += time.perf_counter() - started
            count += len(chunk)
        started = time.perf_counter()
        writer.prune()
        writer.finish({})
    store.close()
    return count, seconds + time.perf_counter() - started


def copied(made: Path, bare: Path) -> float:
    """Seconds to write the rows of every table of `made`, its text index too, into the same tables of a new file."""
    source, target = sqlite3.connect(made), sqlite3.connect(bare, isolation_level=None)
    target.execute("PRAGMA journal_mode = WAL")
    target.execute("PRAGMA synchronous = NORMAL")
    # The shadow tables of the text index are filled through it.
    shadows = "name NOT LIKE 'sqlite_%' AND name NOT LIKE 'words%'"
    laid = f"SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND {shadows} ORDER BY rowid"  # noqa: S608 — fixed text
    for (statement,) in source.execute(laid):
        target.execute(statement)
    target.execute(source.execute("SELECT sql FROM sqlite_master WHERE name = 'words'").fetchone()[0])
    names = [name for (name,) in source.execute(f"SELECT name FROM sqlite_master WHERE type = 'table' AND {shadows}")]  # noqa: S608
    target.execute("BEGIN")
    seconds = sum(_into(target, name, rows) for name in names for rows in _chunks(source, f"SELECT * FROM {name}"))  # noqa: S608
    entries = _chunks(source, "SELECT id, words FROM entry")
    seconds += sum(_into(target, "words (rowid, text)", rows) for rows in entries)
    started = time.perf_counter()
    target.execute("COMMIT")
    return seconds + time.perf_counter() - started


def _into(target: sqlite3.Connection, name: str, rows: list[tuple[object, ...]]) -> float:
    marks = ", ".join("?" * len(rows[0]))
    started = time.perf_counter()
    target.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608 — names of our own tables
    return time.perf_counter() - started


def _chunks(source: sqlite3.Connection, sql: str) -> Iterator[list[tuple[object, ...]]]:
    cursor = source.execute(sql)
    while rows := cursor.fetchmany(CHUNK):
        yield rows


if __name__ == "__main__":
    main()
