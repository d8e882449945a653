"""Where there is no path: what stands nearest, and what would make one."""

from __future__ import annotations

import heapq
import math
from collections.abc import Collection, Sequence
from dataclasses import replace

from graph.answers import NodeRef
from graph.lookup import caption
from graph.model import Node
from graph.paths_known import Known, Task
from graph.paths_search import explore
from graph.wording import say

#: How many of the nearest are named, and how many more hops are tried.
NAMED, FURTHER = 5, 4


def why_none(
    known: Known, task: Task, starts: Sequence[Node], ends: Sequence[Node], lang: str
) -> tuple[str, list[NodeRef]]:
    """What to say of a search that found nothing, and the things nearest to the end, best first.

    Says which end has no relations at all, or that a path exists without the limits asked for, or else what stands
    nearest to the end: a relation from the start's side to one of these would make a path.
    """
    start, end = _names(starts, lang), _names(ends, lang)
    short = "paths_none_one" if task.max_hops == 1 else "paths_none"
    lines = [say(lang, short, hops=task.max_hops, start=start, end=end)]
    near = _nearest(known, task)
    refs = [NodeRef(id=node.id, kind=node.kind, name=caption(node, lang), type=node.props.get("type")) for node in near]
    bare = [nodes for nodes in (starts, ends) if not any(known.near.get(node.id) for node in nodes)]
    limited = bool(task.via or task.avoid or task.relations)
    if bare and not limited:
        lines += [say(lang, "paths_none_bare", name=_names(nodes, lang), day=known.on.day) for nodes in bare]
        return " ".join(lines), refs
    wider = _wider(known, starts, ends, task, limited=limited)
    if wider is not None:
        lines.append(say(lang, "paths_none_unbound" if limited else "paths_none_longer", hops=wider))
    elif near:
        names = ", ".join(ref.name for ref in refs)
        lines.append(say(lang, "paths_none_nearest", end=end, start=start, near=names))
    return " ".join(lines), refs


def _nearest(known: Known, task: Task) -> list[Node]:
    """The things nearest to the end; where nothing is, those nearest to the start."""
    for side in (task.ends, task.starts):
        cost = _cheapest_from(known, side)
        best = sorted((far, id_) for id_, far in cost.items() if id_ not in task.ends | task.starts)[:NAMED]
        nodes = known.view.get([id_ for _, id_ in best], known.on)
        if nodes:
            return list(nodes.values())
    return []


def _wider(known: Known, starts: Sequence[Node], ends: Sequence[Node], task: Task, *, limited: bool) -> int | None:
    """The hops of the cheapest path without the limits asked for, or with some hops more; None where there is none."""
    free = replace(
        task,
        starts=frozenset(node.id for node in starts),
        ends=frozenset(node.id for node in ends),
        via=(),
        avoid=frozenset(),
        relations=None,
        max_hops=task.max_hops + (0 if limited else FURTHER),
        k=1,
    )
    tracks, _ = explore(Known(known.view, known.on, free, known.settings), free)
    return len(tracks[0].nodes) - 1 if tracks else None


def _names(nodes: Sequence[Node], lang: str) -> str:
    return ", ".join(caption(node, lang) for node in nodes)


def _cheapest_from(known: Known, seeds: Collection[str]) -> dict[str, float]:
    """The cost of the cheapest way from any of `seeds` to each node known (Dijkstra); 0 for the seeds themselves."""
    cost = dict.fromkeys(seeds, 0.0)
    heap = [(0.0, id_) for id_ in sorted(cost)]
    while heap:
        so_far, id_ = heapq.heappop(heap)
        if so_far > cost[id_]:
            continue
        for other in known.near.get(id_, ()):
            total = so_far + known.cost(id_, other)
            if total < cost.get(other, math.inf):
                cost[other] = total
                heapq.heappush(heap, (total, other))
    return cost
