"""Where a unit stands: what it is part of, what it contains, who buys for it, what it took over or was replaced by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.answers import UnitRef
from graph.cite import refs
from graph.model import Node, Relation
from graph.schema import caption, caption_language
from graph.store.base import View
from graph.when import On
from graph.wording import say

#: Levels climbed; a cycle in the data ends here at the latest.
HIGHEST = 12
#: Parents of one unit, present and past, and buyers of one unit.
FEW = 50
#: Units inside one unit that a profile lists.
CHILDREN_SHOWN = 300


def breadcrumb(view: View, id_: str, on: On, lang: str) -> list[UnitRef]:
    """The units above `id_`, nearest first. What holds comes in the order of the climb; what has ended stands after it.

    Ended relations are shown but not climbed, unless the unit has ended itself and nothing else leads up.
    """
    relations = _climb(view, id_, on)
    holding = [relation for relation in relations if relation.current is not False]
    levels = _levels(id_, holding)
    ended = {r.to_id: r for r in relations if r.current is False and r.from_id == id_ and r.to_id not in levels}
    first: dict[str, Relation] = {}
    for relation in holding:
        first.setdefault(relation.to_id, relation)
    order = sorted(first, key=lambda unit: (levels[unit], unit))
    past = sorted(ended.values(), key=lambda r: (str(r.props.get("valid_to") or ""), r.to_id), reverse=True)
    return _units(view, [*((unit, first[unit]) for unit in order), *((r.to_id, r) for r in past)], on, lang)


def _climb(view: View, id_: str, on: On) -> list[Relation]:
    """Every part_of met on the way up, a level at a time."""
    met: list[Relation] = []
    seen, level = {id_}, [id_]
    for _ in range(HIGHEST):
        found = view.neighbours(level, kinds=["part_of"], direction="out", on=on, cap=FEW).relations
        met += [relation for relation in found if relation.to_id != id_]
        upward = [r.to_id for r in found if r.current is not False]
        level = sorted({unit for unit in upward if unit not in seen})
        seen.update(level)
        if not level:
            break
    return met


def _levels(id_: str, relations: Sequence[Relation]) -> dict[str, int]:
    """How far up each unit stands by the longest climb: a department comes before the city it is also part of."""
    levels = {id_: 0}
    for _ in range(HIGHEST):
        before = dict(levels)
        for relation in relations:
            if relation.from_id in levels and relation.to_id != id_:
                levels[relation.to_id] = max(levels.get(relation.to_id, 0), levels[relation.from_id] + 1)
        if levels == before:
            break
    return levels


def children(view: View, id_: str, on: On, lang: str, cut: list[str]) -> list[UnitRef]:
    """The units directly inside `id_`: what holds first, by type and name, then what has ended."""
    found = view.neighbours([id_], kinds=["part_of"], direction="in", on=on, cap=CHILDREN_SHOWN)
    if found.truncated:
        cut.append("children")
    units = _units(view, [(relation.from_id, relation) for relation in found.relations], on, lang)
    return sorted(units, key=lambda unit: (unit.current is False, unit.type, unit.name, unit.id))


def buyers(view: View, ids: Sequence[str], on: On, lang: str) -> list[UnitRef]:
    """Who buys for the first of `ids`, directly or because it buys for one of the units above, which follow it."""
    relations = view.neighbours(ids, kinds=["buys_for"], direction="in", on=on, cap=FEW).relations
    nearest: dict[str, Relation] = {}
    for relation in sorted(relations, key=lambda r: (ids.index(r.to_id) if r.to_id in ids else len(ids), r.from_id)):
        if relation.from_id != ids[0]:
            nearest.setdefault(relation.from_id, relation)
    names = {key: caption(node, lang) for key, node in view.get({r.to_id for r in nearest.values()}, on).items()}
    why = {
        unit: "" if r.to_id == ids[0] else say(lang, "unit_buys_for_parent", parent=names.get(r.to_id, r.to_id))
        for unit, r in nearest.items()
    }
    return _units(view, nearest.items(), on, lang, why=why)


def replacements(view: View, id_: str, on: On, lang: str, *, direction: str) -> list[UnitRef]:
    """The units that took over from `id_` (direction "out") or from which it took over ("in")."""
    relations = view.neighbours([id_], kinds=["replaced_by"], direction=direction, on=on, cap=FEW).relations
    return _units(view, [(relation.other(id_), relation) for relation in relations], on, lang)


def _units(
    view: View, pairs: Iterable[tuple[str, Relation]], on: On, lang: str, *, why: dict[str, str] | None = None
) -> list[UnitRef]:
    """Units with the relation that leads to each: its dates, whether it holds, its sources."""
    listed = list(pairs)
    nodes = view.get([unit for unit, _ in listed], on)
    cited = refs(view, [relation.id for _, relation in listed], on)
    return [
        UnitRef(
            id=nodes[unit].id,
            name=caption(nodes[unit], lang),
            type=str(nodes[unit].props.get("type", "")),
            valid_from=relation.props.get("valid_from"),
            valid_to=relation.props.get("valid_to") or _end(nodes[unit]),
            current=False if nodes[unit].current is False else relation.current,
            why=(why or {}).get(unit, ""),
            lang=caption_language(nodes[unit], lang),
            sources=cited[relation.id],
        )
        for unit, relation in listed
        if unit in nodes
    ]


def _end(node: Node) -> str | None:
    """The day a unit itself ended, where it has."""
    return node.props.get("valid_to") if node.current is False else None
