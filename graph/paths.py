"""Who leads to whom: up to k different paths between two things, cheapest first, each hop told in words and cited."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from graph.answers import NodeRef, Path, PathsAnswer, Step
from graph.cite import joined, ref
from graph.collector import paused
from graph.errors import BadInput
from graph.hops import hop
from graph.lookup import caption, find_one
from graph.model import Claim, Node, Relation
from graph.paths_known import Known, Task
from graph.paths_none import why_none
from graph.paths_search import Track, explore
from graph.paths_weak import why_weak
from graph.schema import relation_kind
from graph.store.base import View
from graph.store.merge import relation_said
from graph.tables import table
from graph.when import On
from graph.wording import say

#: More paths, or longer ones, are refused: nobody reads them, and their number grows beyond any bound.
MOST_PATHS, MOST_HOPS = 20, 12


@paused()
def paths(
    view: View,
    from_ids: str | Iterable[str],
    to_ids: str | Iterable[str],
    *,
    on: On,
    k: int = 3,
    via: Iterable[str] = (),
    avoid: Iterable[str] = (),
    max_hops: int = 6,
    relations: Collection[str] | None = None,
    lang: str = "nb",
) -> PathsAnswer:
    """Up to `k` paths (1-20) of at most `max_hops` (1-12) from any of `from_ids` to any of `to_ids`, as of a day.

    via: every path passes all of these; avoid: none of these; relations: only these kinds. Ids, former ids, numbers or
    exact names. The first path is the cheapest, each next one the cheapest that shares at most half the nodes it passes
    through with each before it (see `data/paths.toml` for the cost). No start or end is passed through.
    Raises UnknownThing and AmbiguousName for what is not one thing in the graph, BadInput for counts out of range.
    """
    _check(k, MOST_PATHS)
    _check(max_hops, MOST_HOPS)
    starts, ends, over, around = (_resolved(view, ids, on) for ids in (from_ids, to_ids, via, avoid))
    if not starts or not ends:
        raise BadInput("lookup_empty")
    answer = partial(PathsAnswer, from_=_node_refs(starts, lang), to=_node_refs(ends, lang), on=on.day)
    same = sorted(starts.keys() & ends.keys())
    if same:
        text = say(lang, "paths_same", name=caption(starts[same[0]], lang))
        return answer(paths=[], reason="same", text=text)
    task = Task(
        starts=frozenset(starts) - around.keys(),
        ends=frozenset(ends) - around.keys(),
        via=tuple(over),
        avoid=frozenset(around),
        relations=_kinds(relations),
        max_hops=max_hops,
        k=k,
    )
    settings = table("paths")
    known = Known(view, on, task, settings)
    tracks, whole = explore(known, task)
    truncated = not whole
    if not tracks:
        text, nearest = why_none(known, task, list(starts.values()), list(ends.values()), lang)
        return answer(paths=[], reason="none", text=text, nearest=nearest, truncated=truncated)
    found = told(known, tracks, lang)
    return answer(paths=found, text=_remark(found, task, lang, truncated=truncated), truncated=truncated)


def told(known: Known, tracks: Sequence[Track], lang: str) -> list[Path]:
    """The paths as people read them: names, a sentence for each hop, sources; two reads for all of them."""
    view, on = known.view, known.on
    hops = {pair: known.relation(*pair) for track in tracks for pair in pairwise(track.nodes)}
    nodes = view.get(dict.fromkeys(id_ for track in tracks for id_ in track.nodes), on)
    claims = view.claims((bare.id for bare in hops.values()), on)
    whole = {pair: relation_said(bare, claims.get(bare.id, ()), on) or bare for pair, bare in hops.items()}
    return [_path(known, track, nodes, whole, claims, lang) for track in tracks]


def node_ref(node: Node, lang: str) -> NodeRef:
    """A node as answers name it."""
    return NodeRef(id=node.id, kind=node.kind, name=caption(node, lang), type=node.props.get("type"))


def _path(
    known: Known,
    track: Track,
    nodes: Mapping[str, Node],
    relations: Mapping[tuple[str, str], Relation],
    claims: Mapping[str, Sequence[Claim]],
    lang: str,
) -> Path:
    pairs = list(pairwise(track.nodes))
    costs = [known.cost(one, other) for one, other in pairs]
    weakest = costs.index(max(costs))
    steps = []
    for place, (one, other) in enumerate(pairs):
        relation = relations[one, other]
        steps.append(
            Step(
                from_=one,
                relation=relation.kind,
                to=other,
                text=hop(relation, nodes[one], nodes[other], lang),
                valid_from=relation.props.get("valid_from"),
                valid_to=relation.props.get("valid_to"),
                current=relation.current,
                forward=relation.from_id == one,
                cost=round(costs[place], 4),
                weakest=place == weakest,
                because=why_weak(known, relation, nodes, lang) if place == weakest else "",
                sources=joined(map(ref, claims.get(relation.id, ()))),
            )
        )
    refs_ = [node_ref(nodes[id_], lang) for id_ in track.nodes]
    return Path(cost=round(track.cost, 4), hops=len(steps), nodes=refs_, steps=steps)


def _resolved(view: View, ids: str | Iterable[str], on: On) -> dict[str, Node]:
    """The nodes by their present id, in the order asked."""
    asked = [ids] if isinstance(ids, str) else list(dict.fromkeys(ids))
    there = view.get(asked, on) if asked else {}
    nodes = [there.get(id_) or find_one(view, id_, on) for id_ in asked]
    return {node.id: node for node in nodes}


def _kinds(relations: Collection[str] | None) -> tuple[str, ...] | None:
    return tuple(sorted(relation_kind(name).name for name in relations)) if relations else None


def _check(value: int, most: int) -> None:
    if not 1 <= value <= most:
        raise BadInput("paths_bad_count", value=value, most=most)


def _node_refs(nodes: Mapping[str, Node], lang: str) -> list[NodeRef]:
    return [node_ref(node, lang) for node in nodes.values()]


def _remark(found: Sequence[Any], task: Task, lang: str, *, truncated: bool) -> str:
    if truncated:
        return say(lang, "paths_truncated")
    if len(found) < task.k:
        return say(lang, "paths_fewer", found=len(found), hops=task.max_hops, asked=task.k)
    return ""
