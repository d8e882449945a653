"""How long `find` and three paths take on a made-up national graph, and how that grows with its size.

    python benchmarks/questions.py [--nodes 200000 --nodes 1000000] [--folder DIR]

Asked with the offerings of the evaluation set where it lies beside the checkout. A store already in the folder is used again.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import click
from measure import machine, p, table
from national import NATIONAL, ROOT, Size, facts

from graph.match.find import find
from graph.match.question import Question
from graph.paths import paths
from graph.store.address import open_store
from graph.store.base import DEGREE_CAP, Store, View
from graph.when import On
from loaders.run import run_load

OFFERINGS = ROOT.parent / "shared" / "eval" / "offerings.jsonl"
PAIRS = 120
APART = range(2, 7)


@click.command()
@click.option("--nodes", multiple=True, type=int, default=(200_000, 1_000_000), show_default=True)
@click.option("--folder", type=click.Path(path_type=Path), default=Path("build"), show_default=True)
def main(nodes: tuple[int, ...], folder: Path) -> None:
    """Prints a table of milliseconds of processor time by size."""
    folder.mkdir(parents=True, exist_ok=True)
    print(machine())
    rows = []
    for size in nodes:
        store = built(folder / f"national-{size}.db", size)
        rows.extend(measured(store, size))
        store.close()
    print(table(["question", "nodes", "asked", "answered", "median ms", "p95 ms", "max ms", "size of answers"], rows))


def built(path: Path, size: int) -> Store:
    """The store at `path`: the bundled graph and a made-up one of `size` nodes beside it, made if it is not there."""
    fresh = not path.exists()
    store = open_store(f"sqlite:///{path}")
    if fresh:
        run_load(store, "oslo")
        started = time.perf_counter()
        with store.writer(NATIONAL, loaded_at="2026-01-01") as writer:
            writer.put(facts(size))
            writer.prune()
            writer.finish({})
        print(
            f"{size} nodes: made and loaded in {time.perf_counter() - started:.0f} s, {path.stat().st_size / 1e6:.0f} MB"
        )
    view, today = store.view(), On.today()
    counts = view.counts(today)
    hubs = [f"unit-made-{number}" for number in range(3)]
    degrees = view.degrees(hubs, today)
    print(f"{size}: {sum(counts.nodes.values())} nodes, {sum(counts.relations.values())} relations")
    print(f"degrees (counted up to {DEGREE_CAP}): {degrees}")
    return store


def measured(store: Store, size: int) -> Iterator[list[object]]:
    """One row for `find`, one for paths."""
    view = store.view()
    offerings = [json.loads(line)["offering"] for line in OFFERINGS.read_text("utf-8").splitlines()]
    started = time.process_time()
    ask(view, store.url, offerings[0])
    print(f"{size}: the first question of the process took {time.process_time() - started:.1f} s of processor time")
    seconds, sizes = [], []
    for offering in offerings:
        started = time.process_time()
        sizes.append(ask(view, store.url, offering))
        seconds.append(time.process_time() - started)
    yield row("find", size, seconds, sizes)
    seconds, sizes = [], []
    for start, end in pairs(size):
        started = time.process_time()
        answer = paths(view, [start], [end], on=On.today(), k=3, lang="en")
        took = time.process_time() - started
        if answer.paths and answer.paths[0].hops in APART:
            seconds.append(took)
            sizes.append(len(answer.paths))
        else:
            sizes.append(0)
    yield row("3 paths, 2–6 hops apart", size, seconds, sizes)


def ask(view: View, url: str, offering: str) -> int:
    """How many results `find` gives."""
    return len(find(view, Question(offering=offering, on=On.today()), lang="en", store=url).results)


def pairs(nodes: int) -> list[tuple[str, str]]:
    """Ends of all sorts, drawn once: units, posts, suppliers."""
    rng = random.Random(7)
    size = Size(nodes)
    ends = [f"unit-made-{rng.randrange(10, size.units)}" for _ in range(PAIRS)]
    kinds = {"unit": size.units, "post": size.posts, "supplier": size.suppliers}
    others = [f"{kind}-made-{rng.randrange(10, many)}" for _ in range(PAIRS // 3) for kind, many in kinds.items()]
    return list(zip(ends, others, strict=True))


def row(name: str, size: int, seconds: list[float], sizes: list[int]) -> list[object]:
    """A line of the table. sizes: results of each answer, 0 where there was none."""
    answered = sum(1 for count in sizes if count)
    figures = (
        [f"{p(seconds, 0.5):.0f}", f"{p(seconds, 0.95):.0f}", f"{max(seconds) * 1000:.0f}"] if seconds else ["–"] * 3
    )
    return [
        name,
        size,
        len(sizes),
        f"{answered} ({answered / len(sizes):.0%})",
        *figures,
        f"{sum(sizes) / max(1, answered):.1f}",
    ]


if __name__ == "__main__":
    main()
