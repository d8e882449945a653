"""How fast a graph gets into a real Neo4j server, beside the best load one can write by hand, and how fast it answers.

    python benchmarks/neo4j_store.py [--nodes 200000] [--heap 2g]

Hand-written: the very nodes and relations that the store made, with all their properties, claims and words of the text index
included, grouped by label and type and sent 10,000 at a time through `UNWIND … CREATE`, relations after their ends are found by the
constraint. Only sending is timed, so it has nothing to work out. Row by row: a sample of the same, one statement each.
Questions are asked of both stores, by the clock. Asks the server that INNGANG_TEST_NEO4J names, else starts one.
"""

from __future__ import annotations

import gc
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click
from measure import machine, p, table
from national import NATIONAL, facts
from questions import APART, OFFERINGS, ask, built, pairs

from graph.paths import paths
from graph.store.address import open_store
from graph.store.base import Store
from graph.when import On
from loaders.run import run_load
from tests.neo4j_server import launcher
from tests.neo4j_server.namespace import Space

BATCH = 10_000
#: Nodes, and relations, of the sample that goes row by row.
SAMPLE = 500
WARM_UP = 2_000


@click.command()
@click.option("--nodes", type=int, default=200_000, show_default=True)
@click.option("--heap", default="2g", show_default=True, help="The server's heap, as Java takes it.")
@click.option("--questions", type=int, default=120, show_default=True, help="How many offerings and pairs are asked.")
def main(nodes: int, heap: str, questions: int) -> None:
    """Prints a table of loads and one of questions."""
    print(machine())
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "home", heap) as server:
        ours, hand = Space(server, "BenchOurs"), Space(server, "BenchHand")
        warm(server)
        with closing(open_store(ours.url)) as store:
            count, seconds = loaded(store, nodes)
            by_hand = copied(ours, hand)
            by_row = rows_one_by_one(ours, hand)
            rate, hand_rate = count / seconds, count / by_hand
            print(
                table(
                    ["facts", "ours facts/s", "hand-written facts/s", "ratio", "row by row facts/s", "ratio"],
                    [
                        [
                            count,
                            f"{rate:.0f}",
                            f"{hand_rate:.0f}",
                            f"{rate / hand_rate:.2f}",
                            f"{by_row:.0f}",
                            f"{rate / by_row:.0f}",
                        ]
                    ],
                )
            )
            hand.drop()
            run_load(store, "oslo")
            with closing(built(Path(folder) / "national.db", nodes)) as file:
                asked = [*answered("Neo4j", store, nodes, questions), *answered("embedded", file, nodes, questions)]
            print(table(["question", "store", "asked", "first ms", "median ms", "p95 ms", "max ms"], asked))
        ours.drop()


@contextmanager
def served(home: Path, heap: str) -> Iterator[str]:
    """The address of a server."""
    if given := os.environ.get("INNGANG_TEST_NEO4J"):
        yield given
        return
    os.environ |= {"NEO4J_USERNAME": launcher.USER, "NEO4J_PASSWORD": launcher.PASSWORD}
    running = launcher.start(home, heap=heap, cache=1024)
    try:
        yield running.url
    finally:
        running.stop()


def warm(server: str) -> None:
    """Loads a little both ways, so that neither pays for a server that was just started."""
    first, second = Space(server, "BenchWarm"), Space(server, "BenchWarmHand")
    with closing(open_store(first.url)) as store:
        loaded(store, WARM_UP)
    copied(first, second)
    first.drop()
    second.drop()


def loaded(store: Store, nodes: int) -> tuple[int, float]:
    """How many facts were loaded through the store, and in how many seconds."""
    made = list(facts(nodes))
    gc.freeze()  # else the collector walks the whole list again and again, which no load has in memory
    started = time.perf_counter()
    with store.writer(NATIONAL, loaded_at="2026-01-01") as writer:
        writer.put(made)
        writer.prune()
        writer.finish({})
    seconds = time.perf_counter() - started
    gc.unfreeze()
    return len(made), seconds


def copied(ours: Space, hand: Space) -> float:
    """Seconds to send what the store made once more, by hand, into another namespace."""
    for statement in hand.layout.definitions().values():
        hand.run(statement)
    hand.run("CALL db.awaitIndexes(300)")
    nodes = sum(sent(hand, create_nodes(hand, labels), page) for labels, page in node_pages(ours))
    return nodes + sum(sent(hand, create_relations(hand, type_), page) for type_, page in relation_pages(ours))


def rows_one_by_one(ours: Space, hand: Space) -> float:
    """Facts a second, one statement each, of a sample. They are added to what was sent in bulk, under other ids."""
    (labels, nodes), (type_, relations) = next(node_pages(ours)), next(relation_pages(ours))
    some = [row | {"id": f"again-{row['id']}"} for row in nodes[:SAMPLE]]
    seconds = sum(sent(hand, create_nodes(hand, labels), [row]) for row in some)
    seconds += sum(sent(hand, create_relations(hand, type_), [row]) for row in relations[:SAMPLE])
    return (len(some) + len(relations[:SAMPLE])) / seconds


def sent(space: Space, query: str, rows: Iterable[object]) -> float:
    """Seconds that one statement took."""
    started = time.perf_counter()
    space.run(query, rows=rows)
    return time.perf_counter() - started


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


def node_pages(space: Space) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """Labels, and the properties of up to BATCH nodes that have them; a placeholder has no claims and is left out."""
    at = space.layout.node
    sets = space.run(f"MATCH (n:{at}) WHERE n._claims IS NOT NULL RETURN DISTINCT labels(n)")
    for (labels,) in sorted(sets):
        names = sorted(str(label) for label in labels if label != at)  # type: ignore[union-attr]
        among = f"MATCH (n:{at}:{':'.join(names)}) WHERE size(labels(n)) = {len(names) + 1}"
        for page in paged(space, f"{among} WITH n ORDER BY n.id", "properties(n)"):
            yield ":".join(names), page
    waiting = [
        {"id": id_, "_lo_d": day, "_lo_u": day}
        for id_, day in space.run(f"MATCH (n:{at}) WHERE n._claims IS NULL RETURN n.id, n._lo_d")
    ]
    if waiting:
        yield "Waiting", waiting


def relation_pages(space: Space) -> Iterator[tuple[str, list[object]]]:
    """A type, and (from, to, properties) of up to BATCH relations of it."""
    at = space.layout.node
    for (type_,) in space.run(f"MATCH (:{at})-[r]->() RETURN DISTINCT type(r) AS type ORDER BY type"):
        for page in paged(space, f"MATCH (a:{at})-[r:{type_}]->(b) WITH a, r, b", "[a.id, b.id, properties(r)]"):
            yield str(type_), page


def paged(space: Space, match: str, value: str) -> Iterator[list]:
    """What a query finds, BATCH at a time, in a stable order as nobody writes."""
    start = 0
    while page := space.run(f"{match} SKIP {start} LIMIT {BATCH} RETURN collect({value})")[0][0]:
        yield page
        start += BATCH


def answered(name: str, store: Store, nodes: int, most: int) -> Iterator[list[object]]:
    """A line of the table for `find`, one for paths."""
    view, today = store.view(), On.today()
    offerings = [json.loads(line)["offering"] for line in OFFERINGS.read_text("utf-8").splitlines()][:most]
    yield line("find", name, [timed(lambda text=text: ask(view, store.url, text)) for text in offerings])

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
