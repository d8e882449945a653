"""What stands around nodes of an embedded store, in short: ties and degrees of many nodes, one statement for all."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence

from graph.store.base import Tie, Ties
from graph.store.days import iso
from graph.store.moment import Moment
from graph.store.sqlite_around import Link, codes_of, kinds_known, links_at, relations
from graph.store.sqlite_claims import decode, encoded, relation_kinds
from graph.store.ties import tie, told_by

_LINKS = """
SELECT l.day, l.kind, l.other, l.key, l.relation, l.many, l.node, l.way, c.props
FROM json_each(:nodes) j CROSS JOIN link l ON l.node = j.value
    LEFT JOIN relation_claim c ON c.entity = l.relation AND NOT l.many
WHERE l.{lo} <= :day AND l.hi >= :day{kinds}
"""
_DEGREES = """
SELECT j.value, (SELECT count(*) FROM (SELECT 1 FROM link l WHERE l.node = j.value AND l.{lo} <= :day AND l.hi >= :day LIMIT :most))
FROM json_each(:nodes) j
"""


def degrees(db: sqlite3.Connection, nodes: Collection[int], moment: Moment, most: int) -> dict[int, int]:
    """How many relations each node has on the day, counted up to `most`."""
    asked = {"nodes": encoded(list(nodes)), "day": moment.day, "most": most}
    return dict(db.execute(_DEGREES.format(lo=moment.lo), asked))


def ties(
    db: sqlite3.Connection, nodes: Mapping[int, str], *, kinds: Collection[str] | None, moment: Moment, cap: int
) -> Ties:
    """See `View.ties`; nodes: numbers and ids. Only those that may hold more than the cap lets through are read side by side."""
    counted = degrees(db, nodes, moment, cap + 1)
    small = [node for node, many in counted.items() if many <= cap]
    at: dict[int, list[Tie]] = {node: [] for node in nodes}
    codes = codes_of(kinds)
    merged = _read(db, small, nodes, codes, moment, at)
    truncated = set()
    for node, many in counted.items():
        for way in (0, 1) if many > cap else ():
            links = links_at(db, node, nodes[node], way, codes, moment, cap + 1)
            if len(links) > cap:
                truncated.add(nodes[node])
            merged += links[:cap]
    numbers = {id_: node for node, id_ in nodes.items()}
    for link, relation in zip(merged, relations(db, merged, moment), strict=True):
        at[numbers[link.node]].append(tie(relation, link.node))
    return Ties({nodes[node]: some for node, some in at.items() if some}, frozenset(truncated))


def kinds_at(db: sqlite3.Connection, node: int, moment: Moment) -> frozenset[str]:
    """The kinds of the relations that a node has on the day: a step or two in the index for each."""
    there = f"SELECT 1 FROM link WHERE node = ? AND way = ? AND kind = ? AND {moment.lo} <= ? AND hi >= ? LIMIT 1"  # noqa: S608 — a column of ours
    return frozenset(
        relation_kinds()[kind]
        for way in (0, 1)
        for kind in kinds_known(db, node, way)
        if db.execute(there, (node, way, kind, moment.day, moment.day)).fetchone()
    )


def _read(
    db: sqlite3.Connection,
    numbers: Sequence[int],
    nodes: Mapping[int, str],
    codes: Sequence[int] | None,
    moment: Moment,
    at: Mapping[int, list[Tie]],
) -> list[Link]:
    """Adds to `at` the ties of these nodes that one document claims. The links of all others, which have to be merged."""
    names = relation_kinds()
    asked = {"nodes": encoded(list(numbers)), "day": moment.day, "kinds": encoded(codes)}
    among = "" if codes is None else " AND l.kind IN (SELECT value FROM json_each(:kinds))"
    sql = _LINKS.format(lo=moment.lo, kinds=among)
    merged = []
    made: dict[str, tuple[str | None, bool]] = {}
    for day, kind, other, key, relation, many, node, way, props in db.execute(sql, asked):
        if many:
            merged.append(Link(day, kind, other, key, relation, many, nodes[node], way))
            continue
        held, over = made.get(props) or made.setdefault(props, told_by(decode(props), moment.on))
        at[node].append(Tie(other, names[kind], not way, key, held or iso(day), over))
    return merged
