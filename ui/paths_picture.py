"""The paths of an answer in the picture: what they pass through, one path lit at a time where the reader wants."""

from __future__ import annotations

import streamlit as st

from graph.answers import Path, PathsAnswer
from graph.model import Relation
from graph.store.base import Subgraph, View
from ui.here import Here
from ui.markup import el
from ui.paths_told import path_name
from ui.widget import draw
from ui.widget.scene import Shown


def paths_picture(here: Here, graph: View, answer: PathsAnswer) -> None:
    """Draws all paths of `answer` as one picture."""
    ways = {path_name(here, number): _relations(path) for number, path in enumerate(answer.paths, 1)}
    nodes = graph.get(dict.fromkeys(node.id for path in answer.paths for node in path.nodes), here.on)
    relations = {relation.id: relation for way in ways.values() for relation in way}
    focus = [path[end].id for path in (answer.paths[0].nodes,) for end in (0, -1)]
    shown = Shown(Subgraph(nodes, list(relations.values())), focus=focus, paths=ways)
    title = here.word("paths_picture_alt", start=answer.from_[0].name, end=answer.to[0].name)
    st.html(el("h2", here.word("paths_picture")))
    draw(here, graph, shown, key="paths_picture", title=title, name="inngang-paths")


def _relations(path: Path) -> list[Relation]:
    """The hops of a path as the relations they are."""
    return [
        Relation(
            *((step.from_, step.relation, step.to) if step.forward else (step.to, step.relation, step.from_)),
            props={"valid_from": step.valid_from, "valid_to": step.valid_to},
            current=step.current,
        )
        for step in path.steps
    ]
