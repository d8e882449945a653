"""What a source speaks of in a Neo4j server, in order of ids and in parts of bounded size, however much is said of a node."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph.store.neo4j_claims import begins_with
from graph.store.neo4j_server import Server

#: Nodes looked through at a time; relations, and claims of nodes (some 500 bytes each), unless one node has more.
PAGE, TIES, CLAIMS = 2_000, 10_000, 10_000
#: The claims of what is found: those of every source, and those of this one.
ALL, OWN = "r._claims", "[claim IN r._claims WHERE claim STARTS WITH $begins]"
Page = list[list[Any]]


class Spoken:
    """The nodes and relations that a source speaks of. claims: ALL or OWN."""

    def __init__(self, server: Server, source_id: str, claims: str) -> None:
        self._server = server
        self._at = server.layout
        self._begins = begins_with(source_id)
        self._claims = claims

    def nodes(self) -> Iterator[Page]:
        """Rows of id and claims."""
        for after, last, _ in self._stretches("coalesce(size(n._claims), 0)", CLAIMS):
            yield self._found(
                f"MATCH (r:{self._at.node}) WHERE r.id > $after AND r.id <= $last", "r.id", after=after, last=last
            )

    def relations(self) -> Iterator[Page]:
        """Rows of the two ids, type, key and claims; of a hub a part at a time."""
        tied = f"MATCH (n:{self._at.node})-[r]->(m) WHERE n.id"
        names = "n.id, m.id, type(r), coalesce(r._key, '')"
        for after, last, many in self._stretches("COUNT { (n)-->() }", TIES):
            if many <= TIES:
                yield self._found(f"{tied} > $after AND n.id <= $last", names, after=after, last=last)
                continue
            for low, high in self._parts(last):
                yield self._found(
                    f"{tied} = $hub AND m.id > $low AND m.id <= $high", names, hub=last, low=low, high=high
                )

    def _found(self, found: str, names: str, **asked: str) -> Page:
        """Of what is found, called `r`, that which the source speaks of."""
        query = f"{found} AND any(claim IN r._claims WHERE claim STARTS WITH $begins)"
        return self._server.read(query, f"{names}, {self._claims}", begins=self._begins, **asked)

    def _stretches(self, weight: str, most: int) -> Iterator[tuple[str, str, int]]:
        """The ids of all nodes, in order and in stretches of little weight: after which, up to which, how much they weigh.

        A stretch that weighs more than `most` is one node.
        """
        after = ""
        while ids := self._server.read(
            f"MATCH (n:{self._at.node}) WHERE n.id > $after WITH n ORDER BY n.id LIMIT {PAGE}"
            f" WITH n.id AS id, {weight} AS many ORDER BY id",
            "id, many",
            after=after,
        ):
            last, held = after, 0
            for id_, many in ids:
                if held + many > most and last != after:
                    yield after, last, held
                    after, held = last, 0
                last, held = id_, held + many
            yield after, last, held
            after = last

    def _parts(self, hub: str) -> Iterator[tuple[str, str]]:
        """The ids that relations of a hub go to, in order and in stretches: after which, up to which."""
        low = ""
        while found := self._server.read(
            f"MATCH (:{self._at.node} {{id: $hub}})-->(m) WHERE m.id > $low WITH m.id AS id ORDER BY id LIMIT {TIES}"
            " WITH max(id) AS high WHERE high IS NOT NULL",
            "high",
            hub=hub,
            low=low,
        ):
            yield low, found[0][0]
            low = found[0][0]
