"""From the address of a graph in Neo4j to server, database and namespace."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, unquote, urlencode, urlsplit

from graph.errors import StoreError
from graph.store.neo4j_layout import Layout
from graph.store.shown_address import shown

#: What a server takes for the name of a database.
_DATABASE = re.compile(r"[A-Za-z][A-Za-z0-9.-]{0,62}")
_NAMESPACE = "Inngang"
_OPTIONS = ("database", "namespace")
#: Options that other programs know: what follows is nobody else's business.
_SECRETS = {"user", "username", "password", "passwd", "pass", "pwd", "auth"}


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
        Raises StoreError for what may be a password in the address, for options that are none, for an address without a host and
        for the server's own database; none of them says more than `shown` does.
        """
        parts, port, options = _parts(url)
        said = shown(url)
        if "@" in unquote(url) or any(name.lower() in _SECRETS for name in options):
            raise StoreError("neo4j_secret_in_address", server=said)
        if not parts.hostname or port == 0 or parts.path not in ("", "/") or parts.fragment:
            raise StoreError("neo4j_bad_address", url=said)
        if odd := sorted(options.keys() - set(_OPTIONS)):
            named = ", ".join(name if options[name] else "…" for name in odd)
            raise StoreError("neo4j_unknown_option", server=said, options=named, known=", ".join(_OPTIONS))
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        uri = f"{parts.scheme}://{host}" + (f":{port}" if port else "")
        kept = urlencode(sorted((name, value) for name, value in options.items() if value))
        database = options.get("database") or environment.get("NEO4J_DATABASE") or None
        if database and database.lower() == "system":
            raise StoreError("neo4j_system_database", server=uri)
        if database and not _DATABASE.fullmatch(database):
            raise StoreError("neo4j_bad_address", url=said)
        return cls(
            url=f"{uri}?{kept}" if kept else uri,
            uri=uri,
            database=database,
            layout=Layout.of(options.get("namespace") or _NAMESPACE),
            user=environment.get("NEO4J_USERNAME"),
            password=environment.get("NEO4J_PASSWORD"),
        )


def _parts(url: str) -> tuple[SplitResult, int | None, dict[str, str]]:
    """The parts of an address, its port (0 for one that is none) and its options. Raises StoreError where it has no parts."""
    try:
        parts = urlsplit(url)
        options = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
    except ValueError:
        raise StoreError("neo4j_bad_address", url=shown(url)) from None  # the cause repeats the address
    try:
        return parts, parts.port, options
    except ValueError:
        return parts, 0, options
