"""The question of the Plan page: what Find was asked goes along, limits and all, with the unit that the plan begins with."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from graph.schema import caption
from graph.store.base import View
from graph.workspace.workspace import Workspace
from ui.address import Asked, Params, one
from ui.find_form import amount_and_day, asking, details
from ui.here import Here
from ui.limits import limits, unlimited
from ui.links import go, lead, wait_to_be_left
from ui.markup import el, join
from ui.states import notice
from ui.typed import asked_day, trouble


def begun_at(here: Here, graph: View) -> tuple[str, str]:
    """The unit that the plan must begin with or within, its id and name; both empty where the address names none."""
    id_ = one(here.query, "unit")
    node = graph.get([id_], here.on).get(id_) if id_ else None
    if id_ and (node is None or node.kind != "unit"):
        notice(here.word("unit_unknown"), here.word("unit_unknown_text", text=id_), [here.word("plan_unit_dropped")])
        return "", ""
    return (node.id, caption(node, here.lang)) if node else ("", "")


def plan_form(here: Here, question: Asked, graph: View) -> None:
    """The fields; making a plan goes to the address that holds them."""
    with st.form("plan_form", border=False):
        text, sent = asking(here, question, "plan_ask")
        with details(here, unlimited(question), graph):
            worth, when = amount_and_day(here, question, 190, 190)
    trouble(here, value=question.value, on=question.on)
    if sent and text.strip():
        asked = replace(question.of(text.strip()), value=worth.strip(), on=asked_day(when))
        lead(here, "plan", plan_params(asked, one(here.query, "unit")))
        wait_to_be_left()


def bounds(here: Here, question: Asked, graph: View, begin: tuple[str, str], own: Workspace | None) -> None:
    """Where the plan begins and what else bounds it, each with the way out."""
    id_, name = begin
    if id_:
        with st.container(key="within", horizontal=True, gap="small", vertical_alignment="center"):
            st.html(el("span", here.word("plan_within"), class_="muted"), width="content")
            here.unit_link(id_, name)
            here.page_link("plan", here.word("plan_within_drop"), plan_params(question))
    told = list(limits(here, question, graph))
    known = sum(bool(contact.knows) for contact in own.contacts()) if own else 0
    near = el("p", here.word("plan_near", count=known), class_="muted") if known else None
    if told:
        change = go(here, "find", question.params(), here.word("plan_limits_change"), class_="act")
        drop = go(here, "plan", plan_params(unlimited(question), id_), here.word("plan_limits_drop"), class_="act")
        said = el("p", here.word("plan_limits"), " ", el("b", " · ".join(told)))
        st.html(el("div", said, near, el("p", change, drop, class_="actions"), class_="limits"))
    elif near:
        st.html(join(near))


def plan_params(question: Asked, unit: str = "") -> Params:
    """The query of the address of a plan for a question that begins with a unit."""
    return {**question.params(), **({"unit": unit} if unit else {})}
