"""What of a picture is to be seen, as a graph for a file."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

import networkx as nx

from graph.model import Node, Relation
from graph.store.base import Subgraph
from ui.widget.scene import Scene

Way = tuple[set[str], set[frozenset[str]]]


def seen(made: Scene, paths: Mapping[str, Sequence[Relation]]) -> Subgraph:
    """A scene without hidden kinds and relations, and without what stands beside the path where that is shown alone.

    paths: the ways through the picture, as in `Shown`.
    """
    nodes = {id_: node for id_, node in made.nodes.items() if node.kind not in made.hidden["kind"]}
    relations = [one for one in made.relations if one.kind not in made.hidden["relation"] and _among(one, nodes)]
    way = _way(made, list(paths.values()), relations)
    if way:
        nodes = {id_: node for id_, node in nodes.items() if id_ in way[0]}
        relations = [one for one in relations if _ends(one) in way[1]]
    return Subgraph(nodes, [one for one in relations if _among(one, nodes)])


def narrowed(part: Subgraph, ids: Collection[str]) -> Subgraph:
    """`part` with these nodes alone, as the table of the picture holds them under a search."""
    nodes = {id_: node for id_, node in part.nodes.items() if id_ in ids}
    return Subgraph(nodes, [one for one in part.relations if _among(one, nodes)])


def _way(made: Scene, paths: Sequence[Sequence[Relation]], relations: Sequence[Relation]) -> Way | None:
    """The nodes and the pairs of nodes of the path that is shown alone, if one is."""
    mode, who = made.light
    if mode != "only" or who is None:
        return None
    if isinstance(who, list):
        line = _shortest(relations, who[0], who[1])
        return {*who, *line}, {frozenset(pair) for pair in pairwise(line)}
    if who >= len(paths):
        return None
    return {end for one in paths[who] for end in _ends(one)}, {_ends(one) for one in paths[who]}


def _shortest(relations: Sequence[Relation], start: str, end: str) -> list[str]:
    """The way of fewest relations, of several the one that the picture shows: the first by the ids of its nodes."""
    graph = nx.Graph([(one.from_id, one.to_id) for one in relations])
    if start not in graph or end not in graph:
        return []
    before = dict(nx.bfs_predecessors(graph, start, sort_neighbors=sorted))
    if end not in before:
        return []
    line = [end]
    while line[-1] != start:
        line.append(before[line[-1]])
    return line


def _among(one: Relation, nodes: Mapping[str, Node]) -> bool:
    return one.from_id in nodes and one.to_id in nodes


def _ends(one: Relation) -> frozenset[str]:
    return frozenset((one.from_id, one.to_id))
