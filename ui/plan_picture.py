"""The plan in the picture: the first unit, where its reference leads and who wants the same, and what ties them."""

from __future__ import annotations

import streamlit as st

from graph.store.base import View
from ui.answered import Planned, kept
from ui.here import Here
from ui.markup import el
from ui.pictures import plan_graph
from ui.widget import draw
from ui.widget.scene import Shown

#: Units that are drawn for one reason: the lists beside name them all.
OF_A_KIND = 6


def plan_picture(here: Here, graph: View, made: Planned) -> None:
    """Draws the plan; nothing where it has no first unit."""
    plan = made.plan
    if plan.first is None:
        return
    kinds: dict[str, list[str]] = {}
    for step in plan.then:
        kinds.setdefault(step.kind, []).append(step.id)
    for ally in plan.allies:
        kinds.setdefault(ally.by, []).append(ally.id)
    steps = [plan.first.id, *(id_ for some in kinds.values() for id_ in some[:OF_A_KIND])]
    duties = [duty.id for duty in made.answer.duties]
    about = ("picture of a plan", steps, duties, here.on)
    shown = kept(graph, about, lambda: plan_graph(graph, steps, duties, here.on))
    st.html(el("h2", here.word("plan_picture")))
    start = Shown(shown, focus=[plan.first.id], offering=plan.offering)
    title = here.word("plan_picture_alt", name=plan.first.name)
    draw(here, graph, start, key="plan_picture", title=title, name="inngang-plan")
