"""The words of a kind of few nodes, read from Neo4j once for a state of the graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.store import words
from graph.store.moment import Moment
from graph.store.neo4j_ids import node_there
from graph.store.neo4j_server import Server
from graph.store.words import Words


def words_of(server: Server, kind: str, moment: Moment, known: str) -> Words | None:
    """The entries of a kind; None where they are too many to be kept. known: whether an entry `e` is known on the day, in a query."""
    name = "words", moment
    if server.kept_then(name, [kind]).get(kind, kind) is None:
        return None
    query = (
        "UNWIND ids AS id CALL (id) { CALL db.index.fulltext.queryNodes($index, '_kind:\"' + id + '\"') YIELD node AS e"
        f" WHERE e._words IS NOT NULL AND {known} WITH e LIMIT {words.FEW + 1} RETURN collect(e) AS found }}"
        f" CALL (id, found) {{ UNWIND CASE WHEN size(found) > {words.FEW} THEN [] ELSE found END AS e"
        f" OPTIONAL MATCH (n:{server.layout.node} {{id: coalesce(e._of, e.id)}}) WHERE n._kind = id AND {node_there('n', moment)}"
        " RETURN collect([coalesce(e._of, e.id), e._words_day, e._words, n IS NOT NULL]) AS rows }"
    )

    def made(row: Sequence[Any]) -> tuple[Words | None, int]:
        _, many, rows = row
        few = Words.of(kind, rows) if many <= words.FEW else None
        return few, few.size if few else 1

    return server.read_kept(
        query,
        "id, size(found), rows",
        [kind],
        name,
        made,
        index=server.layout.index,
        day=moment.day,
        undated=moment.on.undated,
    ).get(kind)
