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
from graph.unit_types import unit_types

#: Removes those of the nodes `n` that nobody claims and no relation holds on to.
_UNNEEDED = "WITH DISTINCT n WHERE n._claims IS NULL AND NOT EXISTS { (n)--() } DELETE n"
#: A relation's name: from, kind, to, key.
Name = tuple[str, str, str, str]


@dataclass(slots=True)
class Batch:
    """What is to be written. spoken: how many more nodes and relations the source speaks of after it."""

    made: defaultdict[tuple[tuple[str, ...], bool], list[Row]] = field(default_factory=lambda: defaultdict(list))
    waited_for: list[str] = field(default_factory=list)
    tied: defaultdict[str, list[list[Any]]] = field(default_factory=lambda: defaultdict(list))
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
        self.made[row.labels, row.varying].append(row.props)
        self._beside(row)

    def change(self, row: NodeRow) -> None:
        """A node that is, or whose name is."""
        self.changed.append([row.props["id"], list(row.labels), row.varying, row.props])
        self._beside(row)

    def tie(self, name: Name, row: Row) -> None:
        """A relation that is not in the database; its ends are, or are made in this batch."""
        self.tied[name[1]].append([name[0], name[2], row])
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
        for query, rows in self._queries(layout):
            if rows:
                transaction.run(f"UNWIND $rows AS row {query}", rows=rows).consume()

    def _queries(self, at: Layout) -> Iterator[tuple[str, Sequence[Any]]]:
        node, every = f"MATCH (n:{at.node} {{id: row[0]}})", f"{_every_label()}:{at.varying}"
        ends = f"MATCH (a:{at.node} {{id: row[0]}}) MATCH (b:{at.node} {{id: row[1]}})"
        waiting = f"_lo_d: {NEVER}, _lo_u: {NEVER}"
        for (labels, varying), rows in sorted(self.made.items()):
            said = ":".join((at.node, *labels, *([at.varying] if varying else [])))
            yield f"CREATE (n:{said}) SET n = row", rows
        labelled = f"SET n:$(CASE WHEN row[2] THEN row[1] + '{at.varying}' ELSE row[1] END)"
        yield f"{node} REMOVE n:{every} SET n = row[3] {labelled}", self.changed
        yield f"MERGE (n:{at.node} {{id: row}}) ON CREATE SET n += {{{waiting}}}", self.waited_for
        for kind, relations in sorted(self.tied.items()):
            yield f"{ends} CREATE (a)-[r:{relation_type(kind)}]->(b) SET r = row[2]", relations
        for kind, relations in sorted(self.retied.items()):
            yield f"{_found(at, kind)} SET r = row[3]", relations
        for kind, relations in sorted(self.untied.items()):
            yield f"{_found(at, kind)} DELETE r WITH DISTINCT a, b UNWIND [a, b] AS n {_UNNEEDED}", relations
        old = [[id_] for id_ in (*self.gone, *(row[0] for row in self.changed))]
        for label in (at.words, at.former):
            yield f"MATCH (n:{label} {{_of: row[0]}}) DELETE n", old
        yield f"CREATE (n:{at.words}) SET n = row", self.words
        yield f"CREATE (n:{at.former}) SET n = row", self.former
        gone = [[id_] for id_ in self.gone]
        yield f"{node} REMOVE n:{every} SET n = {{id: row[0], {waiting}}}", gone
        yield f"{node} WITH n {_UNNEEDED}", gone


def _found(at: Layout, kind: str) -> str:
    """Finds a relation by its name, in `row`."""
    return (
        f"MATCH (a:{at.node} {{id: row[0]}})-[r:{relation_type(kind)}]->(b:{at.node} {{id: row[1]}})"
        " WHERE coalesce(r._key, '') = row[2]"
    )


@cache
def _every_label() -> str:
    """Every label that a kind or type may give a node, as a query names them."""
    return ":".join(sorted({*kind_labels(), *filter(None, map(type_label, unit_types()))}))
