"""What vectors cost at 100,000 notices: the file, the memory, the first question and the following ones.

    python benchmarks/vectors.py [--notices 100000] [--folder DIR]

The vectors are drawn at random: what they say has no bearing on what they cost. How long the model takes for one text is measured apart,
on the bundled notices.
"""

from __future__ import annotations

import resource
import time
from pathlib import Path

import click
import numpy as np
from measure import machine, p, table
from national import NATIONAL, facts

from graph.store.address import open_store
from graph.store.base import Store
from graph.text.embed import default_embedder
from graph.text.embedder import mark
from graph.text.meant import meant
from graph.when import On
from loaders.run import run_load

DIMENSION, BATCH, ASKED = 384, 5_000, 200
MODEL = "drawn at random"


@click.command()
@click.option("--notices", type=int, default=100_000, show_default=True)
@click.option("--folder", type=click.Path(path_type=Path), default=Path("build"), show_default=True)
def main(notices: int, folder: Path) -> None:
    """Prints two tables: of the store's vectors, and of the model."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"vectors-{notices}.db"
    path.unlink(missing_ok=True)
    print(machine())
    store = open_store(f"sqlite:///{path}")
    with store.writer(NATIONAL, loaded_at="2026-01-01") as writer:
        writer.put(facts(notices * 20 // 17))
        writer.prune()
        writer.finish({})
    bare = path.stat().st_size
    kept, seconds = filled(store)
    grown = path.stat().st_size - bare
    print(table(["what", "measured"], [
        ["vectors kept", f"{kept} of {DIMENSION} dimensions, drawn at random"],
        ["the store without them", f"{bare / 1e6:.0f} MB"],
        ["what they add to the file", f"{grown / 1e6:.1f} MB ({grown / kept:.0f} bytes each)"],
        ["keeping them, processor time", f"{seconds:.1f} s"],
        *asked(store),
    ]))  # fmt: skip
    print(table(["text", "texts", "median ms", "p95 ms"], modelled(folder)))


def filled(store: Store) -> tuple[int, float]:
    """Keeps a random vector for every notice: how many, and the seconds of processor time it took."""
    rng = np.random.default_rng(1)
    marks = [(node.id, mark(meant(node)[0][1])) for node in store.view().scan("notice", On.today())]
    started = time.process_time()
    for first in range(0, len(marks), BATCH):
        part = marks[first : first + BATCH]
        bits = np.clip(np.round(rng.standard_normal((len(part), DIMENSION)) * 20), -127, 127).astype(np.int8)
        store.keep_vectors(MODEL, {id_: {text: row.tobytes()} for (id_, text), row in zip(part, bits, strict=True)})
    return len(marks), time.process_time() - started


def asked(store: Store) -> list[list[str]]:
    """Lines of what asking costs: in processor time, and in memory."""
    rng = np.random.default_rng(2)
    before = resident()
    seconds = []
    for _ in range(ASKED + 1):
        vector = rng.standard_normal(DIMENSION)
        started = time.process_time()
        found = store.view().nearest(
            (vector / np.linalg.norm(vector)).tolist(), model=MODEL, kinds=["notice"], k=40, on=On.today()
        )
        seconds.append(time.process_time() - started)
        assert len(found) == 40  # noqa: PLR2004 — as asked
    first, *rest = seconds
    return [
        ["the first question, which reads them all", f"{first * 1000:.0f} ms"],
        [f"the {ASKED} nearest 40 after it", f"median {p(rest, 0.5):.0f} ms, p95 {p(rest, 0.95):.0f} ms"],
        ["memory they take once read", f"{(resident() - before) / 1e6:.0f} MB"],
    ]


def resident() -> int:
    """The most memory the process has had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def modelled(folder: Path) -> list[list[object]]:
    """Lines of what the model takes for one text of each sort, in processor time; none without a model."""
    embedder = default_embedder()
    if embedder is None:
        return []
    path = folder / "bundled.db"
    path.unlink(missing_ok=True)
    store = open_store(f"sqlite:///{path}")
    run_load(store, "oslo")
    view, rows = store.view(), []
    for kind in ("duty", "unit", "notice"):
        texts = [text for node in view.scan(kind, On.today()) for _, text in meant(node)][:100]
        seconds = []
        for text in texts:
            started = time.process_time()
            embedder.passages([text])
            seconds.append(time.process_time() - started)
        rows.append([kind, len(texts), f"{p(seconds, 0.5):.0f}", f"{p(seconds, 0.95):.0f}"])
    return rows


if __name__ == "__main__":
    main()
