"""Where a reference from the first unit leads: siblings, who buys the same, who buys for it, who stands above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.answers import Next, Result
from graph.cite import joined, refs
from graph.match.roll import may_be_offered
from graph.match.sightings import Sighting
from graph.model import Node, Relation
from graph.schema import caption
from graph.store.base import View
from graph.when import On
from graph.wording import say

#: A unit, the kind of step to it, why, and the ids whose sources stand behind that.
Row = tuple[str, str, str, tuple[str, ...]]
#: Siblings, units that bought the same, and buyers named; relations read at one unit; levels climbed.
SIBLINGS, BOUGHT, BUYERS, CAP, LEVELS = 20, 5, 5, 300, 5


def next_units(view: View, first: Result, seen: Mapping[str, Sequence[Sighting]], on: On, lang: str) -> list[Next]:
    """The units to go to after `first`, each once, with why and sources: siblings, same purchases, buyers, parents.

    seen: what each unit did that bears on the offering, by unit id. Ended units and auditors are left out.
    """
    climbed = above(view, first.id, on)
    parents = [relation.to_id for relation in climbed]
    listed: list[Row] = []
    listed += _siblings(view, first, climbed[:1], seen, on, lang=lang)
    listed += bought(seen, lang)[:BOUGHT]
    listed += _buyers(view, [first.id, *parents], on, lang)
    listed += [
        (relation.to_id, "parent", say(lang, "plan_next_parent", first=first.name), (relation.id,))
        for relation in climbed[:1]
    ]
    return _told(view, listed, first.id, on, lang)


def above(view: View, id_: str, on: On) -> list[Relation]:
    """The relations from a unit to its parent, from that to its own and so on; ended ones are not climbed."""
    climbed: list[Relation] = []
    met = {id_}
    while len(climbed) < LEVELS:
        relations = view.neighbours([id_], kinds=["part_of"], direction="out", on=on, cap=CAP).relations
        up = next((one for one in relations if one.current is not False and one.to_id not in met), None)
        if up is None:
            break
        climbed.append(up)
        id_ = up.to_id
        met.add(id_)
    return climbed


def bought(seen: Mapping[str, Sequence[Sighting]], lang: str) -> list[Row]:
    """The units that asked the market for the same: best fit first, then newest, then by id."""
    rows = []
    for unit, things in seen.items():
        mine = [one for one in things if one.tie.kind == "published"]
        if mine:
            newest = max(mine, key=lambda one: (one.fit, one.day or "", one.thing.id))
            rows.append((newest.fit, newest.day or "", unit, newest))
    rows.sort(key=lambda row: row[2])
    rows.sort(key=lambda row: row[:2], reverse=True)
    return [(unit, "same_purchase", _what(one, lang), one.cites) for _, _, unit, one in rows]


def _what(one: Sighting, lang: str) -> str:
    return say(lang, "plan_next_bought", thing=caption(one.thing, lang), day=one.day or say(lang, "plan_undated"))


def _siblings(
    view: View, first: Result, up: Sequence[Relation], seen: Mapping[str, Sequence[Sighting]], on: On, *, lang: str
) -> list[Row]:
    """Units of the same type under the same parent; those that did something like it first, then by id."""
    if not up:
        return []
    parent = up[0].to_id
    relations = view.neighbours([parent], kinds=["part_of"], direction="in", on=on, cap=CAP).relations
    down = {relation.from_id: relation for relation in relations if relation.current is not False}
    nodes = view.get([parent, *down], on)
    same = [id_ for id_ in down if id_ in nodes and nodes[id_].props.get("type") == first.type and id_ != first.id]
    same.sort(key=lambda id_: (id_ not in seen, id_))
    name = caption(nodes[parent], lang) if parent in nodes else parent
    why = say(lang, "plan_next_sibling", parent=name, first=first.name)
    return [(id_, "sibling", why, (down[id_].id,)) for id_ in same[:SIBLINGS]]


def _buyers(view: View, ids: Sequence[str], on: On, lang: str) -> list[Row]:
    """Who buys for the unit or for what it is part of, the nearest first."""
    relations = view.neighbours(ids, kinds=["buys_for"], direction="in", on=on, cap=CAP).relations
    holding = sorted((ids.index(one.to_id), one.from_id, one) for one in relations if one.current is not False)
    names = {id_: caption(node, lang) for id_, node in view.get(ids, on).items()}
    return [
        (id_, "central_buyer", say(lang, "plan_next_buyer", for_whom=names.get(one.to_id, one.to_id)), (one.id,))
        for _, id_, one in holding[:BUYERS]
    ]


def _told(view: View, listed: Sequence[Row], first: str, on: On, lang: str) -> list[Next]:
    nodes: Mapping[str, Node] = view.get({row[0] for row in listed}, on)
    cited = refs(view, {id_ for row in listed for id_ in row[3]}, on)
    once: dict[str, Next] = {}
    for id_, kind, why, cites in listed:
        node = nodes.get(id_)
        if node and node.id != first and may_be_offered(node) and node.id not in once:
            once[node.id] = Next(
                id=node.id,
                name=caption(node, lang),
                type=str(node.props.get("type") or ""),
                why=why,
                kind=kind,
                sources=joined(*(cited[one] for one in cites)),
            )
    return list(once.values())
