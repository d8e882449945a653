"""Vectors in Neo4j: a node each beside those of the graph, with the vector as a list, in an index of the server's own.

_of    the id of the node it belongs to;  _kind: that node's kind
mark   which of the node's texts it was made of (`graph.text.embedder.mark`)
vector a list of floats, from the same eight bits that an embedded store keeps
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial

import neo4j

from graph.model import Node
from graph.store.base import View
from graph.store.moment import Moment
from graph.store.near import nearest_nodes
from graph.store.neo4j_define import index_vectors
from graph.store.neo4j_ids import node_there
from graph.store.neo4j_layout import Layout
from graph.store.neo4j_server import Server

#: Rows asked of the index at first; each time too few of them count, four times as many.
_FIRST, _MORE = 256, 4
#: Vectors deleted in one transaction.
_DROPPED = 5_000


def marks(server: Server, model: str) -> dict[str, frozenset[str]]:
    """See `graph.store.base.Store.marks`."""
    if not _holds(server, model):
        return {}
    rows = server.read(f"MATCH (v:{server.layout.vector}) WITH v._of AS of, collect(v.mark) AS marks", "of, marks")
    return {id_: frozenset(said) for id_, said in rows}


def keep(server: Server, model: str, vectors: Mapping[str, Mapping[str, bytes | None]]) -> None:
    """See `graph.store.base.Store.keep_vectors`."""
    size = next((len(bits) for said in vectors.values() for bits in said.values() if bits is not None), None)
    if not _holds(server, model):
        server.write(partial(_hold, server.layout, None))
        _drop(server, "true")
    if not vectors:
        _drop(server, f"NOT EXISTS {{ MATCH (n:{server.layout.node} {{id: v._of}}) WHERE n._claims IS NOT NULL }}")
        size = _size(server)
    if size is not None:
        index_vectors(server, size)
    server.write(partial(_write, server.layout, model, vectors))


def nearest(
    server: Server, view: View, vector: Sequence[float], *, model: str, kinds: Collection[str], k: int, moment: Moment
) -> list[tuple[str, float]]:
    """See `View.nearest`."""
    if k <= 0 or not kinds or not server.holds_vectors(model):
        return []

    def read(ids: Collection[str]) -> Mapping[str, Node]:
        return view.get(ids, moment.on)

    return nearest_nodes(_rows(server, [float(part) for part in vector], sorted(kinds), moment), read, k)


def _rows(server: Server, vector: list[float], kinds: list[str], moment: Moment) -> Iterator[tuple[str, str, float]]:
    """(id, mark, cosine) of what may be there on the day, nearest first, as far as it is read.

    The index hands out the nearest of all kinds and days, about; the cosine is worked out anew.
    """
    at, asked = server.layout, _FIRST
    seen: set[tuple[str, str]] = set()
    (total,) = server.read(f"MATCH (v:{at.vector}) WITH count(v) AS many", "many")[0]
    while total:
        rows = server.read(
            f"CALL db.index.vector.queryNodes($index, $asked, $vector) YIELD node AS v WHERE v._kind IN $kinds"
            f" MATCH (n:{at.node} {{id: v._of}}) WHERE {node_there('n', moment)}",
            "v._of, v.mark, 2 * vector.similarity.cosine(v.vector, $vector) - 1",
            index=at.vector_index,
            asked=min(asked, total),
            vector=vector,
            kinds=kinds,
            day=moment.day,
        )
        fresh = [row for row in rows if (row[0], row[1]) not in seen]
        seen.update((id_, mark) for id_, mark, _ in fresh)
        yield from sorted(map(tuple, fresh), key=lambda row: (-row[2], row[0], row[1]))
        if asked >= total:
            return
        asked *= _MORE


def _holds(server: Server, model: str) -> bool:
    """Whether what the graph keeps is of this model."""
    rows = server.read(f"MATCH (t:{server.layout.state} {{of: 'graph'}})", "t.vectors")
    return bool(rows) and rows[0][0] == model


def _size(server: Server) -> int | None:
    """The dimensions of the vectors that are kept; None where there are none."""
    rows = server.read(f"MATCH (v:{server.layout.vector}) WITH v LIMIT 1", "size(v.vector)")
    return rows[0][0] if rows else None


def _drop(server: Server, which: str) -> None:
    """Deletes the vectors `v` of which this is true, some thousands in a transaction."""
    some = f"MATCH (v:{server.layout.vector}) WHERE {which} WITH v LIMIT {_DROPPED} DELETE v RETURN count(v)"
    while server.write(lambda transaction: transaction.run(some).single(strict=True)[0]) == _DROPPED:
        pass


def _hold(at: Layout, model: str | None, transaction: neo4j.ManagedTransaction) -> None:
    """Says of which model the vectors are, None: of none. Others that keep vectors wait until the transaction ends."""
    transaction.run(f"MATCH (t:{at.state} {{of: 'graph'}}) SET t.vectors = $model", model=model).consume()


def _write(
    at: Layout, model: str, vectors: Mapping[str, Mapping[str, bytes | None]], transaction: neo4j.ManagedTransaction
) -> None:
    """Doing it twice does no harm: what it made the first time goes before it is made again."""
    _hold(at, model, transaction)
    if not vectors:
        return
    transaction.run(
        f"UNWIND $rows AS row MATCH (v:{at.vector} {{_of: row[0]}}) WHERE NOT v.mark IN row[1] DELETE v",
        rows=[[id_, [mark for mark, bits in said.items() if bits is None]] for id_, said in vectors.items()],
    ).consume()
    transaction.run(
        f"UNWIND $rows AS row MATCH (n:{at.node} {{id: row[0]}}) WHERE n._claims IS NOT NULL"
        f" CREATE (:{at.vector} {{_of: row[0], _kind: n._kind, mark: row[1], vector: row[2]}})",
        rows=[
            [id_, mark, [float(part) for part in array("b", bits)]]
            for id_, said in vectors.items()
            for mark, bits in said.items()
            if bits is not None and any(bits)
        ],
    ).consume()
