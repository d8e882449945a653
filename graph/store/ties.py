"""Relations as a search for paths needs them: who stands at the other end, and what their age is told by; nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from graph.errors import BadInput
from graph.model import Props, Relation
from graph.schema import schema
from graph.store.base import Tie, Ties, View
from graph.store.days import known_from
from graph.when import On, current, last_day


def ties(view: View, ids: Iterable[str], *, kinds: Collection[str] | None = None, on: On, cap: int) -> Ties:
    """See `View.ties`: made of `View.neighbours`, for stores that have no shorter way."""
    asked = list(dict.fromkeys(ids))
    found = view.neighbours(asked, kinds=kinds, direction="both", on=on, cap=cap)
    ends = {end for relation in found.relations for end in (relation.from_id, relation.to_id)}
    bare = [id_ for id_ in asked if id_ not in ends]
    former = {id_: node.id for id_, node in view.get(bare, on).items()} if bare else {}
    near: dict[str, None] = dict.fromkeys(former.get(id_, id_) for id_ in asked)
    sides: defaultdict[str, tuple[list[Relation], list[Relation]]] = defaultdict(lambda: ([], []))
    for relation in found.relations:
        for way, end in enumerate((relation.from_id, relation.to_id)):
            if end in near:
                sides[end][way].append(relation)
    at = {id_: [tie(one, id_) for side in sides[id_] for one in _newest(side, cap)] for id_ in near if id_ in sides}
    return Ties(at, found.truncated)


def kinds_at(view: View, ids: Iterable[str], on: On) -> dict[str, frozenset[str]]:
    """See `View.kinds_at`: made of `View.ties`, one read for each kind, for stores that have no shorter way."""
    nodes = {asked: node.id for asked, node in view.get(ids, on).items()}
    met: defaultdict[str, set[str]] = defaultdict(set)
    for kind in schema().relations if nodes else ():
        for id_ in view.ties(nodes, kinds=[kind], on=on, cap=1).at:
            met[id_].add(kind)
    return {asked: frozenset(met[id_]) for asked, id_ in nodes.items()}


def tie(relation: Relation, near: str) -> Tie:
    """A relation as its end `near` sees it."""
    held = last_held(relation.props, relation.published)
    other = relation.other(near)
    return Tie(other, relation.kind, near == relation.from_id, relation.key, held, relation.current is False)


def told_by(props: Props, on: On) -> tuple[str | None, bool]:
    """The day of its own that a relation of these properties names, and whether it was over on the day asked."""
    return last_held(props, None), current(props, on) is False


def last_held(props: Props, published: str | None) -> str | None:
    """The last day on which a relation is known to have held or happened: its own date or year, else when it was told."""
    return next(_days(props), published)


def _days(props: Props) -> Iterator[str]:
    for name in ("date", "year"):
        if props.get(name):
            try:
                yield last_day(str(props[name]))
            except BadInput:
                continue


def _newest(relations: Collection[Relation], cap: int) -> list[Relation]:
    """The newest `cap` of relations on one side of a node: more come where the other ends were asked for too."""
    if len(relations) <= cap:
        return list(relations)
    by_name = sorted(relations, key=lambda one: (one.kind, one.from_id, one.to_id, one.key))
    return sorted(by_name, key=lambda one: known_from(one.published), reverse=True)[:cap]
