"""A picture after a reader's steps: which nodes stand where, worked out anew from the graph each time it is asked for.

The same steps on the same graph give the same scene, in any browser.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from graph.around import around
from graph.model import Node, Relation
from graph.store.base import Subgraph, View
from graph.when import On
from ui.layout import laid_out
from ui.layout.beside import beside
from ui.layout.room import Spot
from ui.widget.state import State, Step, wanted

#: More nodes than this no picture holds: the rest is told in numbers.
MOST_NODES = 1_000


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows at first. focus: what it is about; paths: ways through it, by name; layout: the first one.

    offering: what the reader offers: neighbours that meet it come first. `graph.truncated`: what was left out already.
    """

    graph: Subgraph
    focus: Sequence[str] = ()
    paths: Mapping[str, Sequence[Relation]] = field(default_factory=dict)
    layout: str = "layers"
    offering: str = ""


@dataclass(slots=True)
class Scene:
    """nodes and places by id; pinned, hidden, light as the steps say; gone: ids the graph does not know (any more).

    left_out: nodes that would be there but for the cap, whether they joined since or not; joined: nodes among which every
    relation is there already.
    """

    nodes: dict[str, Node]
    relations: list[Relation]
    places: dict[str, Spot]
    layout: str
    left_out: set[str]
    gone: dict[str, None] = field(default_factory=dict)
    pinned: dict[str, None] = field(default_factory=dict)
    hidden: dict[str, dict[str, None]] = field(default_factory=lambda: {"kind": {}, "relation": {}})
    light: tuple[str, Any] = ("all", None)
    joined: frozenset[str] = frozenset()

    def copy(self) -> Scene:
        """The same, to be changed by itself."""
        return replace(
            self,
            nodes=dict(self.nodes),
            relations=list(self.relations),
            places=dict(self.places),
            left_out=set(self.left_out),
            gone=dict(self.gone),
            pinned=dict(self.pinned),
            hidden={what: dict(names) for what, names in self.hidden.items()},
        )


@dataclass(frozen=True, slots=True)
class Made:
    """A scene worked out: after which steps, as the next step begins with it (`bare`), and as it is drawn (`whole`)."""

    steps: tuple[Step, ...]
    bare: Scene
    whole: Scene


def made_on(before: Made | None, view: View, shown: Shown, state: State, on: On) -> Made:
    """The picture `shown` after the steps of `state`; only those are taken that `before`, a scene of it, does not hold yet."""
    known = before if before and state.steps[: len(before.steps)] == before.steps else None
    bare = known.bare.copy() if known else _begun(shown)
    taken = _Taken(view, shown, on, bare)
    for step in state.steps[len(known.steps) if known else 0 :]:
        taken.take(step)
    whole = bare.copy()
    _join(view, whole, _first(shown), on)
    return Made(state.steps, bare, whole)


def scene(view: View, shown: Shown, state: State, on: On) -> Scene:
    """The picture `shown` after the steps of `state`, asked of `view` as known on a day."""
    return made_on(None, view, shown, state, on).whole


def _first(shown: Shown) -> frozenset[str]:
    """The nodes that the picture begins with."""
    return frozenset(islice(shown.graph.nodes, MOST_NODES))


def _begun(shown: Shown) -> Scene:
    """The picture before any step."""
    graph = shown.graph
    first = dict(islice(graph.nodes.items(), MOST_NODES))
    left_out = {*graph.truncated, *graph.nodes} - first.keys()
    relations = [one for one in graph.relations if one.from_id in first and one.to_id in first]
    made = Scene(first, relations, {}, shown.layout, left_out, {id_: None for id_ in shown.focus if id_ not in first})
    made.places = laid_out(made.layout, made.nodes, made.relations, shown.focus)
    if shown.paths:
        made.light = ("dim", 0)
    _place(made, None, list(made.gone))
    return made


@dataclass(frozen=True, slots=True)
class _Taken:
    """Takes steps, one by one, each changing `made`."""

    view: View
    shown: Shown
    on: On
    made: Scene

    def take(self, step: Step) -> None:
        getattr(self, f"_{step[0]}")(step)

    def _add(self, step: Step) -> None:
        found = self.view.get(step[1], self.on)
        self._bring([node for node in found.values() if node.id not in self.made.nodes], [], None)
        lost = [id_ for id_ in step[1] if id_ not in found and id_ not in self.made.gone]
        self.made.gone |= dict.fromkeys(lost)
        _place(self.made, None, lost)

    def _grow(self, step: Step) -> None:
        _, id_, _ = step
        asked = wanted(step, self.shown.offering, self.made.hidden)
        found = around(self.view, id_, self.on, asked, without=self.made.nodes)
        self._bring(found.nodes, found.relations, id_)

    def _bring(self, nodes: Sequence[Node], relations: Sequence[Relation], anchor: str | None) -> None:
        room = nodes[: max(0, MOST_NODES - len(self.made.nodes))]
        self.made.left_out |= {node.id for node in nodes[len(room) :]}
        self.made.nodes |= {node.id: node for node in room}
        self.made.relations += [one for one in relations if {one.from_id, one.to_id} <= self.made.nodes.keys()]
        _place(self.made, anchor, [node.id for node in room])

    def _away(self, step: Step) -> None:
        for id_ in step[1]:
            for part in (self.made.nodes, self.made.places, self.made.gone, self.made.pinned):
                part.pop(id_, None)
        self.made.relations = [one for one in self.made.relations if {one.from_id, one.to_id} <= self.made.nodes.keys()]
        self.made.joined -= set(step[1])

    def _move(self, step: Step) -> None:
        self.made.places |= {id_: (at[0], at[1]) for id_, at in step[1].items() if id_ in self.made.places}

    def _pin(self, step: Step) -> None:
        self.made.pinned |= {id_: None for id_ in step[1] if id_ in self.made.places}

    def _unpin(self, step: Step) -> None:
        for id_ in step[1]:
            self.made.pinned.pop(id_, None)

    def _layout(self, step: Step) -> None:
        made = self.made
        made.layout = step[1]
        kept = {id_: made.places[id_] for id_ in made.pinned}
        _join(self.view, made, _first(self.shown), self.on)
        made.places = laid_out(step[1], made.nodes, made.relations, self.shown.focus) | kept
        _place(made, None, [id_ for id_ in made.gone if id_ not in made.places])

    def _hide(self, step: Step) -> None:
        self.made.hidden[step[1]][step[2]] = None

    def _show(self, step: Step) -> None:
        self.made.hidden[step[1]].pop(step[2], None)

    def _light(self, step: Step) -> None:
        self.made.light = (step[1], step[2])


def _place(made: Scene, anchor: str | None, new: Sequence[str]) -> None:
    if new:
        made.places |= beside(made.places, anchor, new)


def _join(view: View, made: Scene, first: frozenset[str], on: On) -> None:
    """Adds the relations between what joined the picture and all that stands in it."""
    joined = [id_ for id_ in made.nodes if id_ not in first]
    if not joined or made.nodes.keys() <= made.joined:
        return
    known = {one.id for one in made.relations}
    among = view.subgraph(list(made.nodes), depth=0, cap=MOST_NODES, on=on).relations
    made.relations += [
        one
        for one in among
        if one.id not in known
        and not {one.from_id, one.to_id} <= first
        and {one.from_id, one.to_id} <= made.nodes.keys()
    ]
    made.joined = frozenset(made.nodes)
