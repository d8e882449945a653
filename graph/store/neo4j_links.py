"""The relations at a node of Neo4j as a query hands them out, in as little as tells all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from graph.model import Claim, Document, Relation
from graph.schema import schema
from graph.store.base import Tie
from graph.store.days import UNDATED, iso
from graph.store.merge import Said, relation_on, relation_rules
from graph.store.moment import Moment
from graph.store.neo4j_claims import decode, relation_claims
from graph.store.neo4j_ids import newest_day, node_there, relation_there
from graph.store.neo4j_layout import relation_kinds, relation_type
from graph.store.ties import tie, told_by
from graph.when import current

BOTH = ("out", "in")
_ARROWS = {"out": "(n)-[r{types}]->(m)", "in": "(n)<-[r{types}]-(m)"}
#: What the only claim of a relation says, as JSON; all claims where there are several.
_TOLD = "CASE size(r._claims) WHEN 1 THEN split(r._claims[0], '\\t')[1] ELSE r._claims END"
_DOCUMENT = Document("", "")
#: A relation: type, other end, key, what it is told to be (`_TOLD`), newest day known.
Link = tuple[Any, ...]


#: The relations at a node: up to how many were read each way, then those of each way: newest first, then by kind, other end and key.
Sides = tuple[Any, ...]


def sides_of(sides: Iterable[Iterable[Sequence[Any]]], most: int) -> Sides:
    """The first `most` relations each way, in their order."""
    return most, *(tuple(map(tuple, links)) for links in sides)


def ordered(sides: Iterable[list[Sequence[Any]]], most: int) -> Sides:
    """All relations, fewer than `most` each way, in whatever order they come."""
    for links in sides:
        links.sort(key=lambda link: (-link[4], relation_kinds()[link[0]], link[1], link[2]))
    return sides_of(sides, most)


def hold(sides: Sides, cap: int) -> bool:
    """Whether the first `cap` each way are there, and whether there are more."""
    most, *links = sides
    return cap < most or all(len(side) < most for side in links)


def degree_of(id_: str, sides: Sides) -> int:
    """How many relations the node of this id has, where all of both ways are there; one to itself counts once."""
    _, out, back = sides
    return len(out) + sum(1 for _, other, *_ in back if other != id_)


def size_of(sides: Sides) -> int:
    """How many relations are there, and one for the node."""
    return 1 + sum(map(len, sides[1:]))


def links_of_n(way: str, kinds: Collection[str] | None, moment: Moment, *, first: bool = True) -> str:
    """An expression of a query: the relations one way at the node `n`, each a `Link`; first: the first $most, in order.

    One text for each set of kinds asked for together; all that varies more is a parameter, so that plans are kept.
    """
    types = None if kinds is None else sorted(map(relation_type, set(kinds) & schema().relations.keys()))
    if types == []:
        return "[]"
    arrow = _ARROWS[way].format(types="" if types is None else ":" + "|".join(types))
    order = " ORDER BY day DESC, toLower(type(r)), m.id, key LIMIT $most" if first else ""
    return (
        f"COLLECT {{ MATCH {arrow} WHERE {relation_there('r', moment)} AND {node_there('m', moment)}"
        f" WITH r, m, {newest_day('r', moment)} AS day, coalesce(r._key, '') AS key{order}"
        f" RETURN [type(r), m.id, key, {_TOLD}, day] }}"
    )


def bare(node: str, way: str, link: Link) -> Relation:
    """The ends, kind and key of a relation at a node."""
    type_, other, key, *_ = link
    ends = (node, other) if way == "out" else (other, node)
    return Relation(ends[0], relation_kinds()[type_], ends[1], key=key)


def whole(of: Relation, link: Link, moment: Moment) -> Relation:
    """The relation `of`, which is there, with all that is told of it."""
    *_, told, day = link
    if isinstance(told, str) and day != UNDATED:
        props = decode(told)
        return Relation(of.from_id, of.kind, of.to_id, props, None, of.key, iso(day), current(props, moment.on))
    if isinstance(told, str):
        claim = Claim(of.id, "", _DOCUMENT, decode(told))
        found = relation_on(of, [Said(claim, of.kind, relation_rules(of.kind), day)], moment.on)
    else:
        found = relation_on(of, relation_claims(of.id, told), moment.on)
    return found if found is not None else of


class Shortened:
    """Makes ties of links. What is told in the same words is read once."""

    def __init__(self, moment: Moment) -> None:
        self._moment = moment
        self._told: dict[str, tuple[str | None, bool]] = {}
        self._names = relation_kinds()

    def tie(self, node: str, way: str, link: Link) -> Tie:
        """The relation as the node sees it."""
        type_, other, key, told, day = link
        if not isinstance(told, str):
            return tie(whole(bare(node, way, link), link, self._moment), node)
        said = self._told.get(told) or self._told.setdefault(told, told_by(decode(told), self._moment.on))
        return Tie(other, self._names[type_], way == "out", key, said[0] or iso(day), said[1])
