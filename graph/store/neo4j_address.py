"""From the address of a graph in Neo4j to server, database and namespace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

from graph.errors import StoreError
from graph.store.neo4j_layout import Layout

_NAMESPACE = "Inngang"
_OPTIONS = {"database", "namespace"}


@dataclass(frozen=True, slots=True)
class Address:
    """Where a graph is. uri: as the driver takes it; database: None is the user's own; url: all of it, without secrets."""

    url: str
    uri: str
    database: str | None
    layout: Layout
    user: str | None
    password: str | None

    @classmethod
    def of(cls, url: str, environment: Mapping[str, str]) -> Address:
        """Reads "neo4j://host:7687?database=name&namespace=Name"; name and password come from the environment.

        NEO4J_USERNAME and NEO4J_PASSWORD say who asks, NEO4J_DATABASE names the database where the address does not.
        Raises StoreError for a password in the address, for options that are none, and for an address without a host.
        """
        parts = urlsplit(url)
        if parts.username or parts.password:
            raise StoreError("neo4j_secret_in_address", server=f"{parts.scheme}://{parts.hostname}")
        options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        try:
            port = parts.port
        except ValueError:
            port = 0
        if not parts.hostname or port == 0 or parts.path not in ("", "/") or not options.keys() <= _OPTIONS:
            raise StoreError("neo4j_bad_address", url=url)
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        uri = f"{parts.scheme}://{host}" + (f":{port}" if port else "")
        kept = urlencode(sorted(options.items()))
        return cls(
            url=f"{uri}?{kept}" if kept else uri,
            uri=uri,
            database=options.get("database") or environment.get("NEO4J_DATABASE") or None,
            layout=Layout.of(options.get("namespace", _NAMESPACE)),
            user=environment.get("NEO4J_USERNAME"),
            password=environment.get("NEO4J_PASSWORD"),
        )
