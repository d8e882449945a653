"""How long a call from the shell takes, as a person waits for it: help, a question, the first load and the same load again.

    python benchmarks/shell.py [--runs 5]

Python keeps its compiled modules between calls; the first call, which makes them, is not counted.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import click
from measure import machine, table

ROOT = Path(__file__).resolve().parent.parent
OFFERING = "digital interpreting service for municipal services"


@click.command()
@click.option("--runs", type=int, default=5, show_default=True)
def main(runs: int) -> None:
    """Prints a table of seconds by the clock and of processor time."""
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        store = f"sqlite:///{folder}/graph.db"
        load, find = ["load", "oslo", "--no-vectors"], ["find", OFFERING]
        rows = [
            row("inngang --help", [timed(["--help"], store) for _ in range(runs + 1)][1:]),
            row("inngang load oslo, facts alone", [timed(load, store)]),
            row("the same again", [timed(load, store) for _ in range(runs)]),
            row("inngang embed after it", [timed(["embed"], store)]),
            row("inngang find", [timed(find, store) for _ in range(runs + 1)][1:]),
        ]
    print(table(["call", "times", "least s", "most s", "least s of processor time"], rows))


def timed(args: Sequence[str], store: str) -> tuple[float, float]:
    """(seconds by the clock, seconds of processor time) of a call."""
    before, started = used(), time.perf_counter()
    call = [sys.executable, "-m", "cli", *args]
    subprocess.run(call, cwd=ROOT, env={**os.environ, "INNGANG_STORE": store}, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started, used() - before


def used() -> float:
    """Seconds of processor time of all calls that have ended."""
    said = resource.getrusage(resource.RUSAGE_CHILDREN)
    return said.ru_utime + said.ru_stime


def row(name: str, took: Sequence[tuple[float, float]]) -> list[object]:
    """A line of the table."""
    clock, processor = zip(*took, strict=True)
    return [
        f"`{name}`" if name.startswith("inngang") else name,
        len(took),
        *(f"{x:.2f}" for x in (min(clock), max(clock), min(processor))),
    ]


if __name__ == "__main__":
    main()
