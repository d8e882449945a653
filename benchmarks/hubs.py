"""What it takes of memory to read back all that a source says from a real Neo4j server, where much is said of few.

    python benchmarks/hubs.py [--hubs 200] [--notices 600]

Municipalities with so many notices each, made up: every notice is a document that speaks of it, of its buyer and of what that
is part of. What a municipality is depends on the day. They are loaded, read back as `inngang copy`, a preview and a backup do,
and counted, each in a process of its own of which the highest memory is told. Asks the server that INNGANG_TEST_NEO4J names,
else starts one.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import click
from measure import machine, table

from graph.model import Document, Node, Relation, Source
from graph.schema import checked
from graph.store.address import open_store
from graph.store.base import Store
from graph.when import On
from tests.neo4j_server import launcher
from tests.neo4j_server.namespace import Space

SOURCE = Source("made-up", {"en": "Made up"}, "nobody", "none")


def facts(hubs: int, notices: int) -> Iterator[Node | Relation]:
    """Every notice with what it says of its buyer."""
    for hub in range(hubs):
        buyer = f"municipality-{hub:04}"
        for number in range(notices):
            name = f"notice-{hub:04}-{number:05}"
            document = Document(
                name, f"Notice {number} of municipality {hub}", f"https://example.no/{name}", "2024-01-01"
            )
            yield Node(name, "notice", {"title": {"nb": f"Kjøp av tjeneste {number}"}}, document)
            yield Node(buyer, "unit", {"name": {"nb": f"Kommune {hub}"}, "type": "municipality"}, document)
            if number == 0:
                once = Document(f"once-{hub:04}", f"Municipality {hub} as it once was", None, "2023-01-01")
                yield Node(buyer, "supplier", {"name": f"Kommune {hub}"}, once)
            yield Relation(buyer, "part_of", "county", {}, document)
            yield Relation(buyer, "published", name, {}, document)


def fill(store: Store, hubs: int, notices: int) -> None:
    """Loads all of it."""
    with store.writer(SOURCE, loaded_at="2024-01-01") as writer:
        writer.put(map(checked, facts(hubs, notices)))
        writer.finish({})


@click.command()
@click.option("--hubs", default=200, show_default=True)
@click.option("--notices", default=600, show_default=True)
@click.option("--asked", hidden=True)
def main(hubs: int, notices: int, asked: str | None) -> None:
    """Loads, and measures each step."""
    steps: dict[str, Callable[[Store], object]] = {
        "loaded": lambda store: fill(store, hubs, notices),
        "only opened": lambda store: store.view(),
        "read back": lambda store: sum(1 for _ in store.said(SOURCE.id)),
        "counted": lambda store: store.view().counts(On.today()),
    }
    if asked:
        with closing(open_store(os.environ["INNGANG_STORE"])) as store:
            steps[asked](store)
        click.echo(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
        return
    with ExitStack() as stack:
        url = os.environ.get("INNGANG_TEST_NEO4J")
        if not url:
            os.environ |= {"NEO4J_USERNAME": launcher.USER, "NEO4J_PASSWORD": launcher.PASSWORD}
            home = stack.enter_context(tempfile.TemporaryDirectory())
            running = launcher.start(Path(home), heap="2g")
            stack.callback(running.stop)
            url = running.url
        space = Space(url, "Hubs")
        stack.callback(space.drop)
        call = [sys.executable, __file__, "--hubs", str(hubs), "--notices", str(notices), "--asked"]
        told = {**os.environ, "INNGANG_STORE": space.url}
        peaks = [
            (step, subprocess.run([*call, step], env=told, check=True, capture_output=True, text=True).stdout.strip())
            for step in steps
        ]
    click.echo(machine())
    click.echo(table([f"{hubs} hubs of {notices} notices", "highest memory, MB"], peaks))


if __name__ == "__main__":
    main()
