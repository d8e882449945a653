"""The read side of an embedded store. See `graph.store.base.View` for what each question means."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

import msgspec

from graph.model import Claim, Node, Relation, Source, SourceStatus
from graph.store import layers, sqlite_around, sqlite_search, sqlite_ties
from graph.store.base import DEGREE_CAP, Counts, Found, Neighbours, Subgraph, Ties
from graph.store.days import iso
from graph.store.merge import Said, known, node_on
from graph.store.moment import Moment
from graph.store.near import nearest_nodes
from graph.store.sqlite_claims import claims_of, decode, encoded, node_kinds, relation_kinds
from graph.store.sqlite_file import Pool, state
from graph.store.sqlite_ids import resolve
from graph.store.sqlite_schema import node_codes, relation_codes
from graph.store.sqlite_vectors import Shelves, codes_of
from graph.when import On, current

_CHUNK = 1_000
# Three index ranges. One condition with OR would walk through every name in the file.
_OF_KIND = """
SELECT w.id, m.text FROM (
    SELECT id FROM node WHERE kind = ?1 AND type = ?2
    UNION SELECT id FROM node WHERE kind = ?1 AND (?2 IS NULL OR many)
    UNION SELECT id FROM node WHERE spells IS NOT NULL
) w CROSS JOIN name m ON m.id = w.id ORDER BY m.text
"""


class SqliteView:
    """A view of the file as it stands at each read. Threads may share it."""

    def __init__(self, pool: Pool, shelves: Shelves) -> None:
        self._pool = pool
        self._shelves = shelves

    def state(self) -> str:
        """See `sqlite_file.state`."""
        with self._pool.reading() as db:
            return state(db)

    def get(self, ids: Iterable[str], on: On) -> dict[str, Node]:
        moment = Moment.of(on)
        with self._pool.reading() as db:
            found = resolve(db, ids, moment)
            nodes = _nodes(db, dict(found.values()), moment)
        return {asked: nodes[number] for asked, (number, _) in found.items() if number in nodes}

    def claims(self, ids: Iterable[str], on: On) -> dict[str, list[Claim]]:
        moment = Moment.of(on)
        asked = list(dict.fromkeys(ids))
        with self._pool.reading() as db:
            found = _node_claims(db, [text for text in asked if "|" not in text], moment)
            found |= _relation_claims(db, [text for text in asked if "|" in text], moment)
        return {text: found[text] for text in asked if text in found}

    def search(self, tokens: Sequence[str], *, kinds: Collection[str], on: On, limit: int) -> Found:
        codes = sorted(node_codes()[kind] for kind in set(kinds) if kind in node_codes())
        with self._pool.reading() as db:
            return sqlite_search.search(db, tokens, codes, Moment.of(on), limit)

    def neighbours(
        self, ids: Iterable[str], *, kinds: Collection[str] | None = None, direction: str = "both", on: On, cap: int
    ) -> Neighbours:
        moment = Moment.of(on)
        with self._pool.reading() as db:
            nodes = dict(resolve(db, ids, moment).values())
            return sqlite_around.neighbours(db, nodes, kinds=kinds, direction=direction, moment=moment, cap=cap)

    def ties(self, ids: Iterable[str], *, kinds: Collection[str] | None = None, on: On, cap: int) -> Ties:
        moment = Moment.of(on)
        with self._pool.reading() as db:
            nodes = dict(resolve(db, ids, moment).values())
            return sqlite_ties.ties(db, nodes, kinds=kinds, moment=moment, cap=cap)

    def kinds_at(self, ids: Iterable[str], on: On) -> dict[str, frozenset[str]]:
        moment = Moment.of(on)
        with self._pool.reading() as db:
            found = resolve(db, ids, moment)
            return {asked: sqlite_ties.kinds_at(db, number, moment) for asked, (number, _) in found.items()}

    def degrees(self, ids: Iterable[str], on: On, *, most: int = DEGREE_CAP) -> dict[str, int]:
        moment = Moment.of(on)
        with self._pool.reading() as db:
            found = resolve(db, ids, moment)
            counted = sqlite_ties.degrees(db, [number for number, _ in found.values()], moment, min(most, DEGREE_CAP))
        return {asked: counted[number] for asked, (number, _) in found.items()}

    def subgraph(
        self, ids: Iterable[str], *, depth: int, cap: int, on: On, kinds: Collection[str] | None = None
    ) -> Subgraph:
        return layers.subgraph(self, ids, depth=depth, cap=cap, on=on, kinds=kinds)

    def scan(self, kind: str, on: On, *, type: str | None = None) -> Iterator[Node]:
        moment = Moment.of(on)
        with self._pool.reading() as db:
            rows = db.execute(
                _OF_KIND,
                (node_codes().get(kind), type),
            )
            while chunk := dict(islice(rows, _CHUNK)):
                for node in _nodes(db, chunk, moment).values():
                    if node.kind == kind and type in (None, node.props.get("type")):
                        yield node

    def scan_relations(self, kind: str, on: On) -> Iterator[Relation]:
        moment = Moment.of(on)
        code = relation_codes().get(kind)
        with self._pool.reading() as db:
            rows = db.execute(
                f"SELECT l.day, l.kind, l.other, l.key, l.relation, l.many, m.text, 0 FROM name m JOIN link l ON l.node = m.id"  # noqa: S608 — a column of ours
                f" AND l.way = 0 AND l.kind = ?1 AND l.{moment.lo} <= ?2 AND l.hi >= ?2 ORDER BY m.text, l.other, l.key",
                (code, moment.day),
            )
            while chunk := list(islice(rows, _CHUNK)):
                yield from sqlite_around.relations(db, [sqlite_around.Link._make(row) for row in chunk], moment)

    def scan_ends(self, kind: str, on: On) -> Iterator[tuple[str, str]]:
        moment = Moment.of(on)
        with self._pool.reading() as db:
            rows = db.execute(
                f"SELECT m.text, l.other FROM name m JOIN link l ON l.node = m.id AND l.way = 0 AND l.kind = ?1"  # noqa: S608 — a column of ours
                f" AND l.{moment.lo} <= ?2 AND l.hi >= ?2 ORDER BY m.text, l.other, l.key",
                (relation_codes().get(kind), moment.day),
            )
            while chunk := rows.fetchmany(_CHUNK):
                yield from chunk

    def nearest(
        self, vector: Sequence[float], *, model: str, kinds: Collection[str], k: int, on: On
    ) -> list[tuple[str, float]]:
        moment = Moment.of(on)
        with self._pool.reading() as db:
            shelf = self._shelves.shelf(db, model) if k > 0 else None
            if shelf is None:
                return []
            rows = shelf.best(vector, codes_of(kinds), moment)
            return nearest_nodes(rows, lambda numbers: _nodes(db, _named(db, numbers), moment), k)

    def read_ahead(self, kinds: Collection[str], on: On) -> None:
        """Nothing: measured, words in memory save no time beside those in the file."""

    def counts(self, on: On) -> Counts:
        moment = Moment.of(on)
        with self._pool.reading() as db:
            nodes = Counter(
                dict(
                    db.execute(
                        f"SELECT kind, count(*) FROM node WHERE {moment.lo} <= ? GROUP BY kind",  # noqa: S608 — a column of ours
                        (moment.day,),
                    )
                )
            )
            odd = db.execute(
                f"SELECT id, '', kind, {moment.lo} <= ? FROM node WHERE spells IS NOT NULL",  # noqa: S608 — a column of ours
                (moment.day,),
            ).fetchall()
            there = _nodes(db, {row[0]: row[1] for row in odd}, moment)
            nodes.subtract(row[2] for row in odd if row[3])
            nodes.update(node_codes()[node.kind] for node in there.values())
            relations = db.execute(
                f"SELECT kind, count(*) FROM link WHERE way = 0 AND {moment.lo} <= ?1 AND hi >= ?1 GROUP BY kind",  # noqa: S608 — a column of ours
                (moment.day,),
            ).fetchall()
        return Counts(
            {node_kinds()[code]: count for code, count in sorted(nodes.items()) if count},
            {relation_kinds()[code]: count for code, count in sorted(relations)},
        )

    def sources(self, on: On) -> list[SourceStatus]:  # noqa: ARG002 — a source is loaded or not, whatever the day asked of
        with self._pool.reading() as db:
            rows = db.execute(
                "SELECT declared, loaded_at, state, nodes, relations, report FROM source ORDER BY name"
            ).fetchall()
        return [
            SourceStatus(msgspec.json.decode(declared, type=Source), loaded_at, state, nodes, relations, decode(report))
            for declared, loaded_at, state, nodes, relations, report in rows
        ]


def _nodes(db: sqlite3.Connection, numbers: Mapping[int, str], moment: Moment) -> dict[int, Node]:
    """The nodes of these numbers that are there on the day, in the order given."""
    rows = {
        row[0]: row
        for row in db.execute(
            f"SELECT id, kind, props, day, {moment.lo}, {moment.full}, spells FROM node"  # noqa: S608 — columns of ours
            " WHERE id IN (SELECT value FROM json_each(?))",
            (encoded(list(numbers)),),
        )
    }
    late = [number for number, row in rows.items() if row[6] is not None or row[5] > moment.day >= row[4]]
    claims = claims_of(db, "node_claim", late, numbers) if late else {}
    found = {}
    for number, name in numbers.items():
        if number in claims:
            node = node_on(name, claims[number], moment.on)
            if node is not None:
                found[number] = node
        elif number in rows and rows[number][4] <= moment.day:
            _, kind, text, day, *_ = rows[number]
            props = decode(text)
            found[number] = Node(name, node_kinds()[kind], props, None, iso(day), current(props, moment.on))
    return found


def _named(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, str]:
    """The ids of the nodes of these numbers."""
    asked = encoded(list(numbers))
    return dict(db.execute("SELECT id, text FROM name WHERE id IN (SELECT value FROM json_each(?))", (asked,)))


def _node_claims(db: sqlite3.Connection, ids: Sequence[str], moment: Moment) -> dict[str, list[Claim]]:
    found = resolve(db, ids, moment)
    claims = claims_of(db, "node_claim", {number for number, _ in found.values()}, dict(found.values()))
    return {asked: _counting(claims[number], moment) for asked, (number, _) in found.items()}


def _relation_claims(db: sqlite3.Connection, ids: Sequence[str], moment: Moment) -> dict[str, list[Claim]]:
    """By relation id; its ends may be former ids."""
    parts = {text: [*text.split("|", 3), ""][:4] for text in ids if text.count("|") > 1}
    ends = resolve(db, [end for part in parts.values() for end in (part[0], part[2])], moment)
    numbers: dict[str, int] = {}
    names: dict[int, str] = {}
    for text, (from_id, kind, to_id, key) in parts.items():
        if from_id not in ends or to_id not in ends:
            continue
        row = db.execute(
            "SELECT id FROM relation WHERE from_ = ? AND kind = ? AND to_ = ? AND key = ?",
            (ends[from_id][0], relation_codes().get(kind, -1), ends[to_id][0], key),
        ).fetchone()
        if row:
            numbers[text] = row[0]
            names[row[0]] = Relation(ends[from_id][1], kind, ends[to_id][1], key=key).id
    claims = claims_of(db, "relation_claim", names, names)
    found = {text: _counting(claims[number], moment) for text, number in numbers.items()}
    return {text: some for text, some in found.items() if some}


def _counting(claims: Sequence[Said], moment: Moment) -> list[Claim]:
    return [one.claim for one in known(claims, on_day=moment.day, undated=moment.on.undated)]
