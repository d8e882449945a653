"""How fast a graph gets into a real Neo4j server, beside the best load one can write by hand, and how fast it answers.

    python benchmarks/neo4j_store.py [--nodes 200000] [--heap 2g]

Hand-written: the very nodes and relations that the store made, with all their properties, claims and words of the text index
included, grouped by label and type and sent 10,000 at a time through `UNWIND … CREATE`, relations after their ends are found by the
constraint. Only sending is timed, so it has nothing to work out. Row by row: a sample of the same, one statement each.
Questions are asked of both stores, by the clock; of the server twice, the second time as another program, which has kept nothing.
Asks the server that INNGANG_TEST_NEO4J names, else starts one.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Self

import click
from measure import machine, p, table
from national import NATIONAL, facts
from questions import APART, OFFERINGS, ask, built, pairs

from graph.match.needs import SEARCHED
from graph.paths import paths
from graph.store.address import open_store
from graph.store.base import Store
from graph.text.space import query_vector
from graph.when import On
from loaders.run import run_load
from tests.neo4j_server import launcher
from tests.neo4j_server.namespace import Space

BATCH = 10_000
#: Nodes read at a time, with what leaves them.
STRETCH = 5_000
#: Nodes, and relations, of the sample that goes row by row.
SAMPLE = 500
#: Nodes loaded both ways beforehand: a server that was just started takes some five times as much of the processor.
WARM_UP = 20_000


class Watch:
    """Seconds by the clock, and of the server's processor where it was started here, summed over what is done inside it."""

    def __init__(self, pid: int | None) -> None:
        self.pid = pid
        self.clock = self.server = 0.0

    def __enter__(self) -> Self:
        self._since = time.perf_counter(), self._used()
        return self

    def __exit__(self, *_: object) -> None:
        self.clock += time.perf_counter() - self._since[0]
        self.server += self._used() - self._since[1]

    def told(self, facts: int) -> list[str]:
        """Facts a second, and microseconds of the server for each."""
        return [f"{facts / self.clock:.0f}", f"{self.server / facts * 1e6:.0f}" if self.pid else "–"]

    def _used(self) -> float:
        if self.pid is None:
            return 0.0
        user, system = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@click.command()
@click.option("--nodes", type=int, default=200_000, show_default=True)
@click.option("--heap", default="2g", show_default=True, help="The server's heap, as Java takes it.")
@click.option("--questions", type=int, default=120, show_default=True, help="How many offerings and pairs are asked.")
@click.option("--only", type=click.Choice(["loads", "questions"]), help="Of the two tables one.")
def main(nodes: int, heap: str, questions: int, only: str | None) -> None:
    """Prints a table of loads and one of questions."""
    print(machine())
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "home", heap) as (server, pid):
        ours, hand = Space(server, "BenchOurs"), Space(server, "BenchHand")
        warm(server)
        with closing(open_store(ours.url)) as store:
            busy("before the loads")
            count, by_store = loaded(store, nodes, pid)
            busy("after ours")
            if only != "questions":
                compared(ours, hand, count, by_store)
            if only != "loads":
                run_load(store, "oslo")
                with closing(built(Path(folder) / "national.db", nodes)) as file:
                    busy("before the questions")
                    asked = [*answered("Neo4j, just started", store, nodes, questions)]
                    busy("after those to Neo4j")
                    with closing(open_store(ours.url)) as again:
                        asked += answered("Neo4j, another program", again, nodes, questions)
                    busy("after those of another program")
                    asked += answered("embedded", file, nodes, questions)
                    busy("after those to the embedded store")
                print(table(["question", "store", "asked", "first ms", "median ms", "p95 ms", "max ms"], asked))
        ours.drop()


def compared(ours: Space, hand: Space, count: int, by_store: Watch) -> None:
    """Prints the table of loads."""
    by_hand = copied(ours, hand, by_store.pid)
    busy("after the load by hand")
    by_row = rows_one_by_one(ours, hand, by_store.pid)
    head = ["load", "facts/s", "server µs/fact", "the store's is"]
    lines = [["through the store", *by_store.told(count), ""]]
    for name, facts_, watch in (("by hand", count, by_hand), ("row by row", 2 * SAMPLE, by_row)):
        faster = (count / by_store.clock) / (facts_ / watch.clock)
        lines.append([name, *watch.told(facts_), f"{faster:.2f} × as fast"])
    print(table(head, lines))
    hand.drop()


@contextmanager
def served(home: Path, heap: str) -> Iterator[tuple[str, int | None]]:
    """The address of a server, and its process where it was started here."""
    if given := os.environ.get("INNGANG_TEST_NEO4J"):
        yield given, None
        return
    os.environ |= {"NEO4J_USERNAME": launcher.USER, "NEO4J_PASSWORD": launcher.PASSWORD}
    running = launcher.start(home, heap=heap, cache=1024)
    try:
        yield running.url, running.pid
    finally:
        running.stop()


def warm(server: str) -> None:
    """Loads a little both ways, so that neither pays for a server that was just started."""
    first, second = Space(server, "BenchWarm"), Space(server, "BenchWarmHand")
    with closing(open_store(first.url)) as store:
        loaded(store, WARM_UP, None)
    copied(first, second, None)
    first.drop()
    second.drop()


def loaded(store: Store, nodes: int, pid: int | None) -> tuple[int, Watch]:
    """How many facts were loaded through the store, and what it took; prints what it took of this process."""
    made = list(facts(nodes))
    gc.freeze()  # else the collector walks the whole list again and again, which no load has in memory
    before, worked = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    with Watch(pid) as watch, store.writer(NATIONAL, loaded_at="2026-01-01") as writer:
        writer.put(made)
        writer.prune()
        writer.finish({})
    worked = time.process_time() - worked
    gc.unfreeze()
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(
        f"{len(made)} facts in {watch.clock:.1f} s, {worked:.1f} s of processor time in the loader's own process,"
        f" whose memory grew by {grown:.0f} MiB at most beyond the facts themselves"
    )
    return len(made), watch


def busy(when: str) -> None:
    """Says how busy the machine is."""
    print(f"load average {when}: {os.getloadavg()[0]:.1f}", flush=True)


def copied(ours: Space, hand: Space, pid: int | None) -> Watch:
    """What it takes to send what the store made once more, by hand, into another namespace."""
    for index in hand.layout.definitions().values():
        hand.run(index.statement)
    hand.run("CALL db.awaitIndexes(300)")
    watch = Watch(pid)
    for labels, page in node_pages(ours):
        sent(hand, create_nodes(hand, labels), page, watch)
    for type_, page in relation_pages(ours):
        sent(hand, create_relations(hand, type_), page, watch)
    return watch


def rows_one_by_one(ours: Space, hand: Space, pid: int | None) -> Watch:
    """What it takes, one statement each, of a sample. It is added to what was sent in bulk, under other ids."""
    (labels, nodes), (type_, relations) = next(node_pages(ours)), next(relation_pages(ours))
    watch = Watch(pid)
    for row in nodes[:SAMPLE]:
        sent(hand, create_nodes(hand, labels), [row | {"id": f"again-{row['id']}"}], watch)
    for row in relations[:SAMPLE]:
        sent(hand, create_relations(hand, type_), [row], watch)
    return watch


def sent(space: Space, query: str, rows: Iterable[object], watch: Watch) -> None:
    """Sends one statement."""
    with watch:
        space.run(query, rows=rows)


def create_nodes(space: Space, labels: str) -> str:
    """The statement that makes nodes."""
    return f"UNWIND $rows AS row CREATE (n:{space.layout.node}:{labels}) SET n = row"


def create_relations(space: Space, type_: str) -> str:
    """The statement that makes relations between nodes that are there."""
    at = space.layout.node
    return (
        f"UNWIND $rows AS row MATCH (a:{at} {{id: row[0]}}) MATCH (b:{at} {{id: row[1]}})"
        f" CREATE (a)-[r:{type_}]->(b) SET r = row[2]"
    )


def node_pages(space: Space) -> Iterator[tuple[str, list[Any]]]:
    """Labels, and the properties of up to BATCH nodes that have them; those that only wait for relations have one of their own."""
    at = space.layout.node
    found = f"MATCH (n:{at}) WHERE n.id > $after AND n.id <= $last"
    for labels, page in grouped(space, f"{found} RETURN labels(n), properties(n)"):
        yield ":".join(sorted(set(labels) - {at})) or "Waiting", page


def relation_pages(space: Space) -> Iterator[tuple[str, list[Any]]]:
    """A type, and (from, to, properties) of up to BATCH relations of it."""
    found = f"MATCH (a:{space.layout.node})-[r]->(b) WHERE a.id > $after AND a.id <= $last"
    return grouped(space, f"{found} RETURN type(r), [a.id, b.id, properties(r)]")


def grouped(space: Space, query: str) -> Iterator[tuple[Any, list[Any]]]:
    """What a query finds, (group, value), of all ids in turn: values of one group at a time, up to BATCH."""
    held: defaultdict[Any, list[Any]] = defaultdict(list)
    after = ""
    while ids := space.run(
        f"MATCH (n:{space.layout.node}) WHERE n.id > $after WITH n.id AS id ORDER BY id LIMIT {STRETCH} RETURN max(id)",
        after=after,
    )[0][0]:
        for group, value in space.run(query, after=after, last=ids):
            key = tuple(group) if isinstance(group, list) else group
            held[key].append(value)
            if len(held[key]) == BATCH:
                yield key, held.pop(key)
        after = str(ids)
    yield from held.items()


def answered(name: str, store: Store, nodes: int, most: int) -> Iterator[list[object]]:
    """A line of the table for `find`, one for paths. After the first offering words are read ahead, as the app does; of texts that
    were read before nothing is kept.
    """
    view, today = store.view(), On.today()
    query_vector.cache_clear()
    offerings = [json.loads(line)["offering"] for line in OFFERINGS.read_text("utf-8").splitlines()][:most]
    first = timed(lambda: ask(view, store.url, offerings[0]))
    started = time.perf_counter()
    view.read_ahead(SEARCHED, today)
    print(f"{name}: words read ahead in {time.perf_counter() - started:.1f} s", flush=True)
    rest = [timed(lambda text=text: ask(view, store.url, text)) for text in offerings[1:]]
    yield line("find", name, [first, *rest])

    def way(start: str, end: str) -> bool:
        found = paths(view, [start], [end], on=today, k=3, lang="en").paths
        return bool(found) and found[0].hops in APART

    yield line("3 paths, 2–6 hops apart", name, [timed(lambda pair=pair: way(*pair)) for pair in pairs(nodes)[:most]])


def timed(question: Callable[[], object]) -> float | None:
    """Seconds that an answer took; None where there was none."""
    started = time.perf_counter()
    found = question()
    return time.perf_counter() - started if found else None


def line(question: str, name: str, taken: list[float | None]) -> list[object]:
    """A line of the table. The first question of a process, for which servers plan and readers fill what they keep, is told apart."""
    first, *rest = [seconds for seconds in taken if seconds is not None]
    return [
        question,
        name,
        len(rest) + 1,
        f"{first * 1000:.0f}",
        f"{p(rest, 0.5):.0f}",
        f"{p(rest, 0.95):.0f}",
        f"{max(rest) * 1000:.0f}",
    ]


if __name__ == "__main__":
    main()
