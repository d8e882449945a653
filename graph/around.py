"""What stands around a node, the most relevant of it first: how a picture grows without becoming a hairball."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.model import Node, Relation
from graph.store.base import View
from graph.store.ties import last_held
from graph.text.entry import entry_tokens
from graph.text.tokens import tokens
from graph.when import On

#: Neighbours shown at once unless more are asked for.
RELEVANT = 25
#: Relations read at a node, in each direction, newest first: past it a hub is told by its number alone.
READ = 2_000
#: What holds now stands before what nobody knows the end of, and that before what is over.
_HOLDS = {True: 0, None: 1, False: 2}

#: A kind of relation as one end sees it: (kind, "out") where it goes from there, (kind, "in") where it comes to it.
Side = tuple[str, str]
#: Kinds by "kind" (of node) and "relation".
Hidden = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which neighbours to show.

    sides: only these kinds and directions, empty for all. hidden: kinds of node and of relation that are not to come.
    fewest, most_ties: how many relations a neighbour itself may have. since, until: ISO days between which a relation last
    held; what names no day is left out where one is given. offering: neighbours whose words meet it come first. most: how many.
    """

    sides: frozenset[Side] = frozenset()
    hidden: Hidden = field(default_factory=dict)
    fewest: int = 0
    most_ties: int | None = None
    since: str | None = None
    until: str | None = None
    offering: str = ""
    most: int = RELEVANT


@dataclass(frozen=True, slots=True)
class Around:
    """Neighbours of a node. total: its relations, counted up to the store's cap; sides: how many of each of those read.

    capped: the node holds more than were read. fitting: how many neighbours fit what was wanted; nodes: the most
    relevant of them, in that order, with their relations to the node. kept_back: those that would fit were they not of
    hidden kinds, each with these: ("kind", …) or ("relation", …).
    """

    total: int
    sides: Mapping[Side, int]
    capped: bool
    fitting: int
    nodes: Sequence[Node] = ()
    relations: Sequence[Relation] = field(default=())
    kept_back: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)


def around(view: View, id_: str, on: On, wanted: Wanted, *, without: Collection[str] = ()) -> Around:
    """The neighbours of `id_` that fit, at most `wanted.most` of them, those in `without` left out; empty for no node.

    Order: more words of the offering, then what holds now before what is over, then the newest, ties by id; and of that
    order one relation kind after another in turn, so that hundreds of notices do not hide the one parent.
    """
    found = view.neighbours([id_], on=on, cap=READ)
    sides = Counter(_side(one, id_) for one in found.relations)
    at: dict[str, list[Relation]] = {}
    for one in found.relations:
        if one.other(id_) != id_ and _fits(one, id_, wanted):
            at.setdefault(one.other(id_), []).append(one)
    all_fitting = _by_ties(view, [other for other in at if other not in without], on, wanted)
    kept_back = _kept_back(view, {other: at[other] for other in all_fitting}, on, wanted.hidden)
    fitting = [other for other in all_fitting if other not in kept_back]
    nodes = _matched(view, fitting, on, wanted.offering)
    chosen = list(_in_turn(_ordered({other: at[other] for other in fitting}, nodes), at, id_))[: wanted.most]
    known = view.get(chosen, on)
    return Around(
        total=view.degrees([id_], on).get(id_, 0),
        sides=sides,
        capped=bool(found.truncated),
        fitting=len(fitting),
        nodes=[known[other] for other in chosen if other in known],
        relations=[one for other in chosen if other in known for one in at[other]],
        kept_back=kept_back,
    )


def _side(relation: Relation, id_: str) -> Side:
    return relation.kind, "out" if relation.from_id == id_ else "in"


def _fits(relation: Relation, id_: str, wanted: Wanted) -> bool:
    if wanted.sides and _side(relation, id_) not in wanted.sides:
        return False
    if not (wanted.since or wanted.until):
        return True
    held = _held(relation)
    return bool(held) and (wanted.since or "") <= held and (not wanted.until or held <= wanted.until)


def _held(relation: Relation) -> str:
    """The day on which a relation last held as far as anyone says, "" where nobody does."""
    return last_held(relation.props, relation.published) or ""


def _by_ties(view: View, ids: Sequence[str], on: On, wanted: Wanted) -> list[str]:
    if not ids or (wanted.fewest <= 1 and wanted.most_ties is None):
        return list(ids)
    ties = view.degrees(ids, on)
    most = float("inf") if wanted.most_ties is None else wanted.most_ties
    return [one for one in ids if wanted.fewest <= ties.get(one, 0) <= most]


def _kept_back(
    view: View, at: Mapping[str, Sequence[Relation]], on: On, hidden: Hidden
) -> dict[str, frozenset[tuple[str, str]]]:
    """The neighbours that are of hidden kinds, or tied by hidden relations alone: what hides each."""
    kinds, ties = hidden.get("kind", ()), hidden.get("relation", ())
    nodes = view.get(at, on) if kinds else {}
    back = {other: {("kind", node.kind)} for other, node in nodes.items() if node.kind in kinds}
    for other, relations in at.items():
        if all(one.kind in ties for one in relations):
            back.setdefault(other, set()).update(("relation", one.kind) for one in relations)
    return {other: frozenset(why) for other, why in back.items()}


def _matched(view: View, ids: Sequence[str], on: On, offering: str) -> Mapping[str, int]:
    """How many different words of the offering each node holds."""
    asked = frozenset(tokens(offering)) if offering else frozenset()
    if not asked:
        return {}
    return {
        other: len(asked.intersection(entry_tokens(node.kind, node.props))) for other, node in view.get(ids, on).items()
    }


def _ordered(at: Mapping[str, Sequence[Relation]], words: Mapping[str, int]) -> list[str]:
    by_name = sorted(at)
    newest = sorted(by_name, key=lambda other: max(map(_held, at[other])), reverse=True)
    return sorted(newest, key=lambda other: (-words.get(other, 0), min(_HOLDS[one.current] for one in at[other])))


def _in_turn(ordered: Sequence[str], at: Mapping[str, Sequence[Relation]], id_: str) -> Iterator[str]:
    """One of each side after another, each side in the order given."""
    lines: dict[Side, list[str]] = {}
    for other in ordered:
        lines.setdefault(_side(at[other][0], id_), []).append(other)
    for turn in range(max(map(len, lines.values()), default=0)):
        yield from (line[turn] for line in lines.values() if turn < len(line))
