"""What pictures begin with: the part of the graph that explains an answer, or that stands at a unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from graph.around import Wanted, around
from graph.model import Relation
from graph.store.base import Subgraph, View
from graph.when import On
from ui.widget.scene import Shown

#: As many as a picture begins with; the widget says what was left out, and grows up to more.
MOST_NODES = 300
#: Relations of one kind and direction that a unit's picture shows.
OF_A_KIND = 6
#: Neighbours of the one node that an exploration begins with.
BEGUN = 12


def answer_graph(view: View, units: Sequence[str], reasons: Collection[str], on: On) -> Subgraph:
    """Why these units: the units, the `reasons` (duties, categories) and their pilots, and the notices between."""
    wanted = set(reasons)
    direct = view.neighbours(
        units, kinds=["obliged_to", "published", "piloted"], direction="out", on=on, cap=60
    ).relations
    codes = [name for name in wanted if name.startswith("cpv-")]
    classed = view.neighbours(codes, kinds=["classified_as"], direction="in", on=on, cap=200).relations if codes else ()
    notices = {relation.to_id for relation in direct if relation.kind == "published"} & {one.from_id for one in classed}
    kept = [
        relation
        for relation in [*direct, *classed]
        if relation.kind == "piloted"
        or (relation.kind == "obliged_to" and relation.to_id in wanted)
        or (relation.kind == "published" and relation.to_id in notices)
        or (relation.kind == "classified_as" and relation.from_id in notices)
    ]
    return bounded(view, units, kept, on)


def plan_graph(view: View, steps: Sequence[str], reasons: Collection[str], on: On) -> Subgraph:
    """What ties the `steps` of a plan, by id, best first: the relations among them, and the `reasons` that tie two of them."""
    there = list(dict.fromkeys([*steps, *sorted(reasons)]))
    among = view.subgraph(there, depth=0, cap=len(there), on=on).relations
    ties = Counter(end for one in among for end in (one.from_id, one.to_id))
    shared = {one for one in reasons if ties[one] > 1} | set(steps)
    kept = [one for one in among if {one.from_id, one.to_id} <= shared]
    return bounded(view, steps[:1], kept, on)


def neighbourhood(view: View, unit: str, on: On) -> Subgraph:
    """What stands at a unit: of each kind of relation the newest few, the others counted as left out."""
    told: dict[tuple[str, bool], list[Relation]] = {}
    found = view.neighbours([unit], on=on, cap=MOST_NODES).relations
    for relation in found:
        if relation.current is not False:
            told.setdefault((relation.kind, relation.from_id == unit), []).append(relation)
    kept = [relation for same in told.values() for relation in same[:OF_A_KIND]]
    graph = bounded(view, [unit], kept, on)
    return Subgraph(graph.nodes, graph.relations, frozenset(one.other(unit) for one in found) - graph.nodes.keys())


def beginning(view: View, ids: Sequence[str], on: On) -> Shown:
    """The few nodes that somebody wants to begin with; of a single one also the most relevant of what stands around it."""
    found = view.get(ids, on)
    known = {node.id: node for node in found.values()}
    focus = list(dict.fromkeys(found[id_].id if id_ in found else id_ for id_ in ids))
    if len(known) == 1:
        known |= {node.id: node for node in around(view, next(iter(known)), on, Wanted(most=BEGUN)).nodes}
    among = view.subgraph(list(known), depth=0, cap=len(known), on=on).relations if known else ()
    return Shown(Subgraph(known, among), focus=focus, layout="force")


def bounded(view: View, first: Sequence[str], relations: Sequence[Relation], on: On) -> Subgraph:
    """The nodes of `relations`, those in `first` before others, at most MOST_NODES, and the relations among them."""
    ordered = dict.fromkeys([*first, *(end for relation in relations for end in (relation.from_id, relation.to_id))])
    nodes = {node.id: node for node in view.get(list(ordered)[:MOST_NODES], on).values()}
    among = {one.id: one for one in relations if one.from_id in nodes and one.to_id in nodes}
    return Subgraph(nodes, list(among.values()), frozenset(list(ordered)[MOST_NODES:]))
