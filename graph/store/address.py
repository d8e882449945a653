"""From an address to a store."""

from __future__ import annotations

from pathlib import Path

from graph.errors import StoreError
from graph.store.base import Store
from graph.store.shown_address import shown

#: How the address of an embedded store begins; its path follows.
SQLITE = "sqlite:///"
#: How the address of a graph in a Neo4j server begins; +s: encrypted, +ssc: with a certificate that nobody vouches for.
_NEO4J = tuple(f"{scheme}{safe}://" for scheme in ("neo4j", "bolt") for safe in ("", "+s", "+ssc"))
KNOWN = (f"{SQLITE}PATH", *(f"{scheme}HOST" for scheme in _NEO4J))


def open_store(url: str) -> Store:
    """The store at `url`: "sqlite:///graph.db" is a file in the present folder, "sqlite:////srv/graph.db" one with a full path.

    "neo4j://host:7687?database=name" is a database of a Neo4j server; name and password come from NEO4J_USERNAME and
    NEO4J_PASSWORD. Raises StoreError for any other form of address, and for a file that is there but is no store of this
    version; a server is asked first when the store is used. What is not there yet is made by the first load.
    """
    if url.startswith(SQLITE) and len(url) > len(SQLITE):
        from graph.store.sqlite_ import SqliteStore  # noqa: PLC0415 — each store brings its own driver

        return SqliteStore(Path(url.removeprefix(SQLITE)))
    if url.lower().startswith(_NEO4J):
        from graph.store.neo4j_ import Neo4jStore  # noqa: PLC0415 — as above; the driver takes up to 1.5 s to import

        return Neo4jStore(url)
    raise StoreError("store_unknown_scheme", url=shown(url), known=", ".join(KNOWN))
