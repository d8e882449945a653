"""What tells apart nodes of a picture that have the same name: a post's unit, or what it decides; of others the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.model import Node
from graph.schema import caption
from graph.store.base import View
from ui.cited import day
from ui.here import Here


def marks(here: Here, view: View, nodes: Mapping[str, Node]) -> dict[str, str]:
    """A few words for each of `nodes` whose kind and name another one has too, where something tells them apart."""
    same: dict[tuple[str, str], list[Node]] = {}
    for node in nodes.values():
        same.setdefault((node.kind, caption(node, here.lang)), []).append(node)
    groups = [group for group in same.values() if len(group) > 1]
    units = _units(here, view, [node for group in groups for node in group if node.kind == "post"])
    return {id_: mark for group in groups for id_, mark in _group(here, group, units).items() if mark}


def _group(here: Here, group: Sequence[Node], units: Mapping[str, str]) -> dict[str, str]:
    """The first kind of mark that is not the same for all; both together where neither alone tells all of them apart."""
    unit = {node.id: units.get(node.id, "") for node in group}
    other = {
        node.id: here.word(f"role_{node.props.get('role')}", missing="")
        if node.kind == "post"
        else day(node.published, here.lang)
        for node in group
    }
    telling = [one for one in (unit, other) if len(set(one.values())) > 1]
    if telling and len(set(telling[0].values())) == len(group):
        telling = telling[:1]
    return {node.id: ", ".join(filter(None, (one[node.id] for one in telling))) for node in group}


def _units(here: Here, view: View, posts: Sequence[Node]) -> dict[str, str]:
    """The name of the unit that each post is in."""
    if not posts:
        return {}
    found = view.neighbours(
        [post.id for post in posts], kinds=["post_in"], direction="out", on=here.on, cap=1
    ).relations
    known = view.get(list(dict.fromkeys(one.to_id for one in found)), here.on)
    return {one.from_id: caption(known[one.to_id], here.lang) for one in found if one.to_id in known}
