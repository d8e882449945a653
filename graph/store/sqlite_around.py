"""What stands around nodes of an embedded store: whole relations. All inside one read transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from graph.errors import BadInput
from graph.model import Relation
from graph.store.base import Neighbours
from graph.store.days import NEVER, iso
from graph.store.merge import relation_on
from graph.store.moment import Moment
from graph.store.sqlite_claims import claims_of, decode, encoded, relation_kinds
from graph.store.sqlite_schema import relation_codes
from graph.when import current

_WAYS = {"out": (0,), "in": (1,), "both": (0, 1)}
#: From so many nodes on their links are read in one go, so many of each at most on average.
_MANY, _EACH = 50, 8
_LINKS = """
SELECT l.node, l.day, l.kind, l.other, l.key, l.relation, l.many FROM json_each(?) j CROSS JOIN link l ON l.node = j.value
WHERE l.way = ? AND l.kind IN (SELECT value FROM json_each(?)) AND l.day <= ? AND l.{lo} <= ? AND l.hi >= ? LIMIT ?
"""


class Link(NamedTuple):
    """A row of `link` as it is handed out, with the id at its near end; kind is a code."""

    day: int
    kind: int
    other: str
    key: str
    relation: int
    many: int
    node: str
    way: int

    def bare(self) -> Relation:
        """The relation without what is said of it."""
        kind = relation_kinds()[self.kind]
        ends = (self.node, self.other) if self.way == 0 else (self.other, self.node)
        return Relation(ends[0], kind, ends[1], key=self.key)


def ways(direction: str) -> tuple[int, ...]:
    """The sides of `link` to look at. Raises BadInput for a direction that is none."""
    try:
        return _WAYS[direction]
    except KeyError:
        raise BadInput("store_bad_direction", direction=direction) from None


def neighbours(
    db: sqlite3.Connection,
    nodes: Mapping[int, str],
    *,
    kinds: Collection[str] | None,
    direction: str,
    moment: Moment,
    cap: int,
) -> Neighbours:
    """See `View.neighbours`; nodes: numbers and ids. Each relation once, in the order in which it is met."""
    codes = codes_of(kinds)
    met: dict[int, Link] = {}
    truncated = set()
    sides = ways(direction)
    read = [_side_by_side(db, nodes, way, codes, moment) for way in sides]
    for number, node in nodes.items():
        for way, known in zip(sides, read, strict=True):
            links = known[number] if known is not None else links_at(db, number, node, way, codes, moment, cap + 1)
            if len(links) > cap:
                truncated.add(node)
            for link in links[:cap]:
                met.setdefault(link.relation, link)
    return Neighbours(relations(db, list(met.values()), moment), frozenset(truncated))


def _side_by_side(
    db: sqlite3.Connection, nodes: Mapping[int, str], way: int, codes: Sequence[int] | None, moment: Moment
) -> dict[int, list[Link]] | None:
    """All links on one side of many nodes, by node, in one go; None for few, and where some of them hold too many."""
    if codes is None or len(nodes) < _MANY:
        return None
    most = _EACH * len(nodes)
    day = moment.day
    asked = (encoded(list(nodes)), way, encoded(codes), day, day, day, most)
    rows = db.execute(_LINKS.format(lo=moment.lo), asked).fetchall()
    if len(rows) == most:
        return None
    found: dict[int, list[Link]] = {number: [] for number in nodes}
    for number, *row in rows:
        found[number].append(Link._make((*row, nodes[number], way)))
    for links in found.values():
        if len(links) > 1:
            links.sort(key=_newest_first)
    return found


def _newest_first(link: Link) -> tuple[int, int, str, str]:
    return -link.day, link.kind, link.other, link.key


def codes_of(kinds: Collection[str] | None) -> list[int] | None:
    """The numbers of kinds of relations, those that are none left out; None for all."""
    return None if kinds is None else sorted(relation_codes()[kind] for kind in set(kinds) if kind in relation_codes())


def relations(db: sqlite3.Connection, links: Sequence[Link], moment: Moment) -> list[Relation]:
    """The relations of links that are there on the day, in the same order."""
    said = _props(
        db, [link.relation for link in links if not link.many], [link.relation for link in links if link.many], moment
    )
    late = [link for link in links if link.relation not in said]
    slow = {relation.id: relation for relation in _from_claims(db, late, moment)} if late else {}
    names = relation_kinds()
    found = []
    for link in links:
        day, kind, other, key, relation, _, node, way = link
        text = said.get(relation)
        if text is None:
            found.append(slow[link.bare().id])
            continue
        props = decode(text)
        ends = (node, other) if way == 0 else (other, node)
        found.append(Relation(ends[0], names[kind], ends[1], props, None, key, iso(day), current(props, moment.on)))
    return found


def links_at(
    db: sqlite3.Connection, number: int, node: str, way: int, codes: Sequence[int] | None, moment: Moment, most: int
) -> list[Link]:
    """The first `most` links on one side of a node."""
    sql = (
        f"SELECT day, kind, other, key, relation, many FROM link WHERE node = ? AND way = ? AND kind = ? AND day <= ?"  # noqa: S608 — a column of ours
        f" AND {moment.lo} <= ? AND hi >= ? ORDER BY day DESC, other, key LIMIT ?"
    )
    day = moment.day
    found = [
        Link._make((*row, node, way))
        for kind in (kinds_known(db, number, way) if codes is None else codes)
        for row in db.execute(sql, (number, way, kind, day, day, day, most))
    ]
    found.sort(key=_newest_first)
    return found[:most]


def kinds_known(db: sqlite3.Connection, number: int, way: int) -> Iterator[int]:
    """The kinds of relations on one side of a node, whatever the day: one step in the index each."""
    kind = -1
    while True:
        row = db.execute(
            "SELECT kind FROM link WHERE node = ? AND way = ? AND kind > ? ORDER BY kind LIMIT 1", (number, way, kind)
        ).fetchone()
        if row is None:
            return
        kind = row[0]
        yield kind


def _props(db: sqlite3.Connection, single: Sequence[int], many: Sequence[int], moment: Moment) -> dict[int, str]:
    """What is said of relations as JSON, where no claim is still to come on the day."""
    found: dict[int, str] = dict(
        db.execute(
            "SELECT c.entity, c.props FROM json_each(?) j CROSS JOIN relation_claim c ON c.entity = j.value",
            (encoded(single),),
        )
    )
    if many:
        found |= dict(
            db.execute(
                f"SELECT relation, props FROM merged WHERE relation IN (SELECT value FROM json_each(?)) AND {moment.full} <= ?",  # noqa: S608 — a column of ours
                (encoded(many), moment.day if moment.day < NEVER else NEVER - 1),
            )
        )
    return found


def _from_claims(db: sqlite3.Connection, links: Sequence[Link], moment: Moment) -> list[Relation]:
    """The relations merged from the claims that count on the day."""
    claims = claims_of(db, "relation_claim", {link.relation for link in links}, {})
    merged = (relation_on(link.bare(), claims[link.relation], moment.on) for link in links)
    return [relation for relation in merged if relation is not None]
