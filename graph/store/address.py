"""From an address to a store."""

from __future__ import annotations

from pathlib import Path

from graph.errors import StoreError
from graph.store.base import Store

#: How the address of an embedded store begins; its path follows.
SQLITE = "sqlite:///"
KNOWN = (f"{SQLITE}PATH",)


def open_store(url: str) -> Store:
    """The store at `url`: "sqlite:///graph.db" is a file in the present folder, "sqlite:////srv/graph.db" one with a full path.

    Raises StoreError for any other form of address, and for a file that is there but is no store of this version.
    A file that is not there yet is made by the first load.
    """
    if url.startswith(SQLITE) and len(url) > len(SQLITE):
        from graph.store.sqlite_ import SqliteStore  # noqa: PLC0415 — each store brings its own driver

        return SqliteStore(Path(url.removeprefix(SQLITE)))
    raise StoreError("store_unknown_scheme", url=url, known=", ".join(KNOWN))
