"""One transaction of a load: every node and relation in it is whole before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from neo4j import ManagedTransaction

from graph.store.days import NEVER
from graph.store.neo4j_layout import Layout, kind_labels, relation_type, type_label
from graph.store.neo4j_rows import NodeRow, Row
from graph.store.neo4j_server import asking
from graph.unit_types import unit_types

#: Removes those of the nodes `n` that nobody claims and no relation holds on to.
_UNNEEDED = "WITH DISTINCT n WHERE n._claims IS NULL AND NOT EXISTS { (n)--() } DELETE n"
#: From when a node is there that relations wait for: never.
_WAITING = f"_lo_d: {NEVER}, _lo_u: {NEVER}"
#: A relation's name: from, kind, to, key.
Name = tuple[str, str, str, str]


@dataclass(slots=True)
class Batch:
    """What is to be written. ends: of `tied`, by id; spoken: how many more nodes and relations the source speaks of after it."""

    made: list[list[Any]] = field(default_factory=list)
    waited_for: list[str] = field(default_factory=list)
    tied: list[list[Any]] = field(default_factory=list)
    ends: dict[str, int] = field(default_factory=dict)
    changed: list[list[Any]] = field(default_factory=list)
    retied: defaultdict[str, list[list[Any]]] = field(default_factory=lambda: defaultdict(list))
    untied: defaultdict[str, list[list[Any]]] = field(default_factory=lambda: defaultdict(list))
    gone: list[str] = field(default_factory=list)
    words: list[Row] = field(default_factory=list)
    former: list[Row] = field(default_factory=list)
    spoken: tuple[int, int] = (0, 0)
    size: int = 0

    def make(self, row: NodeRow) -> None:
        """A node that is not in the database."""
        self.made.append([row.labels, row.varying, row.props])
        self._beside(row)

    def change(self, row: NodeRow) -> None:
        """A node that is, or whose name is."""
        self.changed.append([row.labels, row.varying, row.props])
        self._beside(row)

    def tie(self, name: Name, row: Row) -> None:
        """A relation that is not in the database; its ends are, or are made in this batch."""
        ends = self.ends
        from_, to = ends.setdefault(name[0], len(ends)), ends.setdefault(name[2], len(ends))
        self.tied.append([from_, to, relation_type(name[1]), row])
        self.size += 1

    def retie(self, name: Name, row: Row) -> None:
        """A relation that is in the database."""
        self.retied[name[1]].append([name[0], name[2], name[3], row])
        self.size += 1

    def untie(self, name: Name) -> None:
        """A relation that nobody claims any more."""
        self.untied[name[1]].append([name[0], name[2], name[3]])
        self.size += 1

    def remove(self, id_: str) -> None:
        """A node that nobody claims any more."""
        self.gone.append(id_)
        self.size += 1

    def count(self, *, nodes: int = 0, relations: int = 0) -> None:
        """How many more, or fewer, the source speaks of."""
        self.spoken = (self.spoken[0] + nodes, self.spoken[1] + relations)

    def _beside(self, row: NodeRow) -> None:
        self.size += 1
        self.words += row.words
        self.former += [{"id": old, "_of": row.props["id"]} for old in row.former]

    def write(self, transaction: ManagedTransaction, layout: Layout) -> None:
        """Sends all of it. Few texts of queries, the same at every batch, so that the server plans each of them once."""
        for query, rows in self._nodes(layout):
            _send(transaction, f"UNWIND $rows AS row {query}", rows)
        _send(transaction, _tie(layout), self.tied, ids=list(self.ends))
        for query, rows in self._rest(layout):
            _send(transaction, f"UNWIND $rows AS row {query}", rows)

    def _nodes(self, at: Layout) -> Iterator[tuple[str, Sequence[Any]]]:
        """What makes and changes nodes."""
        labelled = f"$(CASE WHEN row[1] THEN row[0] + '{at.varying}' ELSE row[0] END)"
        yield f"CREATE (n:{at.node}:{labelled}) SET n = row[2]", self.made
        found = f"MATCH (n:{at.node} {{id: row[2].id}})"
        yield f"{found} REMOVE n:{_every_label(at)} SET n = row[2] SET n:{labelled}", self.changed
        yield f"MERGE (n:{at.node} {{id: row}}) ON CREATE SET n += {{{_WAITING}}}", self.waited_for

    def _rest(self, at: Layout) -> Iterator[tuple[str, Sequence[Any]]]:
        """What changes relations, and takes away what nobody says any more."""
        for kind, relations in sorted(self.retied.items()):
            yield f"{_found(at, kind)} SET r = row[3]", relations
        for kind, relations in sorted(self.untied.items()):
            yield f"{_found(at, kind)} DELETE r WITH DISTINCT a, b UNWIND [a, b] AS n {_UNNEEDED}", relations
        old = [[id_] for id_ in (*self.gone, *(row[2]["id"] for row in self.changed))]
        for label in (at.words, at.former):
            yield f"MATCH (n:{label} {{_of: row[0]}}) DELETE n", old
        yield f"CREATE (n:{at.words}) SET n = row", self.words
        yield f"CREATE (n:{at.former}) SET n = row", self.former
        gone = [[id_] for id_ in self.gone]
        yield f"{_node(at)} REMOVE n:{_every_label(at)} SET n = {{id: row[0], {_WAITING}}}", gone
        yield f"{_node(at)} WITH n {_UNNEEDED}", gone


def _send(transaction: ManagedTransaction, query: str, rows: Sequence[Any], **values: Any) -> None:
    if rows:
        transaction.run(asking(query), of={"rows": rows, **values}).consume()


def _node(at: Layout) -> str:
    return f"MATCH (n:{at.node} {{id: row[0]}})"


def _tie(at: Layout) -> str:
    """Makes relations. Their ends are looked up once each, and are known by their place among them from there on."""
    return (
        f"UNWIND range(0, size($ids) - 1) AS place OPTIONAL MATCH (n:{at.node} {{id: $ids[place]}})"
        " WITH n, place ORDER BY place WITH collect([n]) AS ends UNWIND $rows AS row"
        " WITH ends[row[0]][0] AS a, ends[row[1]][0] AS b, row WHERE a IS NOT NULL AND b IS NOT NULL"
        " CREATE (a)-[r:$(row[2])]->(b) SET r = row[3]"
    )


def _found(at: Layout, kind: str) -> str:
    """Finds a relation by its name, in `row`."""
    return (
        f"MATCH (a:{at.node} {{id: row[0]}})-[r:{relation_type(kind)}]->(b:{at.node} {{id: row[1]}})"
        " WHERE coalesce(r._key, '') = row[2]"
    )


@cache
def _every_label(at: Layout) -> str:
    """Every label that a kind, a type or a change may give a node, as a query names them."""
    return ":".join([*sorted({*kind_labels(), *filter(None, map(type_label, unit_types()))}), at.varying])
