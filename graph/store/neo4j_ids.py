"""What is there on a day, as a query says it, and from the ids people use, former ones too, to nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from graph.model import Node
from graph.store.days import UNDATED, iso
from graph.store.merge import node_on
from graph.store.moment import Moment
from graph.store.neo4j_claims import decode, lone_claim, node_claims
from graph.store.neo4j_server import Server
from graph.when import begun, current

#: Letters of claims that take as much memory as a relation.
_LETTERS = 500
T = TypeVar("T")


def node_there(name: str, moment: Moment) -> str:
    """Whether a node, called `name` in a query, is there on `$day`."""
    low, spans = f"{name}._{moment.lo}", f"{name}._spans_{moment.lo[-1]}"
    return (
        f"{low} <= $day AND ({low} >= 0 OR any(i IN range(0, coalesce(size({spans}), 0) - 1, 2)"
        f" WHERE {spans}[i] <= $day AND $day <= {spans}[i + 1]))"
    )


def relation_there(name: str, moment: Moment) -> str:
    """Whether a relation, called `name` in a query, would be there on `$day` if its ends are."""
    low, spans = f"{name}._{moment.lo}", f"{name}._spans_{moment.lo[-1]}"
    return (
        f"{low} <= $day AND ({low} >= 0 OR any(i IN range(0, coalesce(size({spans}), 0) - 1, 3)"
        f" WHERE {spans}[i] <= $day AND $day <= {spans}[i + 1]))"
    )


def newest_day(name: str, moment: Moment) -> str:
    """The newest day of a claim known on `$day` of a relation that is there, called `name` in a query."""
    low, spans = f"{name}._{moment.lo}", f"{name}._spans_{moment.lo[-1]}"
    return (
        f"CASE WHEN {low} >= 0 THEN {name}._day ELSE head([i IN range(0, coalesce(size({spans}), 0) - 1, 3)"
        f" WHERE {spans}[i] <= $day AND $day <= {spans}[i + 1] | {spans}[i + 2]]) END"
    )


def claims_of(server: Server, ids: Iterable[str], moment: Moment) -> dict[str, tuple[str, Sequence[str]]]:
    """The nodes that are there by these ids or once had them: by the id asked, the present id and the claims."""
    query = f"UNWIND ids AS id MATCH (n:{server.layout.node} {{id: id}}) WHERE {node_there('n', moment)}"

    def told(row: Sequence[Any]) -> tuple[tuple[str, ...], int]:
        return tuple(row[1]), 1 + sum(map(len, row[1])) // _LETTERS

    def ask(some: Sequence[str]) -> dict[str, tuple[str, ...]]:
        return server.read_kept(query, "id, n._claims", some, ("node", moment), told, day=moment.day)

    return resolved(server, ids, moment, ask)


def resolved(
    server: Server, ids: Iterable[str], moment: Moment, ask: Callable[[Sequence[str]], Mapping[str, T]]
) -> dict[str, tuple[str, T]]:
    """What `ask` says of the nodes that are there by these ids or once had them, by the id asked, with the present id.

    ask: tells of some present ids, of those that are there. A second round trip only where an id is not a present one.
    """
    asked = list(dict.fromkeys(ids))
    if not asked:
        return {}
    told = ask(asked)
    present = {id_: id_ for id_ in asked if id_ in told}
    missing = [id_ for id_ in asked if id_ not in told]
    former = _former(server, missing, moment) if missing else {}
    more = [id_ for id_ in dict.fromkeys(former.values()) if id_ not in told]
    if more:
        told = {**told, **ask(more)}
    present |= former
    return {id_: (present[id_], told[present[id_]]) for id_ in asked if present.get(id_) in told}


def _former(server: Server, ids: Sequence[str], moment: Moment) -> dict[str, str]:
    """The present ids of nodes that say on the day that they once had one of these; of several the first."""
    at = server.layout
    query = (
        f"UNWIND ids AS id MATCH (f:{at.former} {{id: id}}) MATCH (n:{at.node} {{id: f._of}})"
        f" WHERE {node_there('n', moment)} WITH DISTINCT id, n ORDER BY n.id WITH id, collect([n.id, n._claims]) AS nodes"
    )

    def present(row: Sequence[Any]) -> tuple[str | None, int]:
        nodes = (as_node(id_, claims, moment) for id_, claims in row[1])
        said = (node.id for node in nodes if node is not None and row[0] in node.props.get("former_ids", ()))
        return next(said, None), 1

    return server.read_kept(query, "id, nodes", ids, ("former", moment), present, day=moment.day)


def as_node(id_: str, claims: Sequence[str], moment: Moment) -> Node | None:
    """The node that its claims make on the day."""
    if len(claims) > 1:
        return node_on(id_, node_claims(id_, claims), moment.on)
    kind, day, said = lone_claim(claims[0])
    if day == UNDATED:
        return node_on(id_, node_claims(id_, claims), moment.on)
    props = decode(said)
    if day > moment.day or not begun(props, moment.on):
        return None
    return Node(id_, kind, props, published=iso(day), current=current(props, moment.on))
