"""A plan in short for an offering: the ways in, where the first reference leads next, and allies."""

from __future__ import annotations

import streamlit as st

from graph.answers import PlanAnswer, UnitAnswer
from graph.match.question import Question
from graph.plan import plan
from graph.store.base import View
from ui.address import one
from ui.cited import cite
from ui.here import Here
from ui.markup import Safe, el
from ui.routes import routes
from ui.typed import amount_of

#: Lines of each list that the page shows.
MOST = 8


def plan_form(here: Here, answer: UnitAnswer, graph: View) -> None:
    """Asks for an offering and an amount, and shows the plan that begins with units of this type."""
    with st.container(key="plan"):
        st.html(el("h2", here.word("plan")) + el("p", here.word("plan_lead"), class_="muted"))
        with st.form("plan_form", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
            offering = st.text_input(
                here.word("offering"), one(here.query, "q"), placeholder=here.word("offering_hint"), max_chars=500
            )
            value = st.text_input(
                here.word("value"), one(here.query, "value"), placeholder=here.word("value_hint"), width=190
            )
            sent = st.form_submit_button(here.word("plan_ask"))
        if sent and offering.strip():
            params = {**here.unit_params(answer.id), "q": offering.strip(), "value": value.strip()}
            st.switch_page(
                here.pages["unit"], query_params=here.with_lang({name: said for name, said in params.items() if said})
            )
        if one(here.query, "q"):
            asked = Question(
                offering=one(here.query, "q"),
                on=here.on,
                value=amount_of(one(here.query, "value")),
                types=(answer.type,),
            )
            _show(here, plan(graph, asked, lang=here.lang, store=here.store_url))


def _show(here: Here, found: PlanAnswer) -> None:
    if found.reason:
        st.html(el("p", found.reason, class_="notice", role="status"))
        return
    if found.first:
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.html(el("b", here.word("plan_first")), width="content")
            here.unit_link(found.first.id, found.first.name)
        st.html(el("p", found.first.why))
    st.html(
        el(
            "div",
            _ways(here, found),
            _then(here, found),
            _allies(here, found),
            *[el("p", one, class_="muted") for one in found.notes],
        )
    )


def _ways(here: Here, found: PlanAnswer) -> Safe | None:
    return el("section", el("h3", here.word("plan_routes")), routes(here, found.routes)) if found.routes else None


def _then(here: Here, found: PlanAnswer) -> Safe | None:
    items = [
        el("li", el("b", step.name), el("span", step.why, class_="muted"), cite(here, step.sources))
        for step in found.then[:MOST]
    ]
    return el("section", el("h3", here.word("plan_then")), el("ol", *items, class_="posts")) if items else None


def _allies(here: Here, found: PlanAnswer) -> Safe | None:
    items = [
        el(
            "li",
            el("b", ally.name),
            el("span", ally.why, class_="muted"),
            el("span", ally.outcome, class_="outcome") if ally.outcome else None,
            cite(here, ally.sources),
        )
        for ally in found.allies[:MOST]
    ]
    return el("section", el("h3", here.word("plan_allies")), el("ul", *items, class_="posts")) if items else None
