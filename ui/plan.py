"""Plan: from an offering and an amount to the first unit, the ways in, where its reference leads, and allies."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby

import streamlit as st

from graph.amounts import money
from graph.answers import Ally, Equal, Equals, Next, PlanAnswer, Result
from graph.export.plan_files import FORMATS, plan_file
from graph.plan import without_contacts
from graph.store.base import View
from graph.workspace.workspace import Workspace
from ui.address import asked
from ui.answered import Planned, planned, to_ask
from ui.cited import cite, day, readers_days, spaced
from ui.find_form import examples
from ui.graph_store import view
from ui.here import Here
from ui.links import go_unit
from ui.markup import Safe, el, join
from ui.own import save_field, workspace
from ui.plan_picture import plan_picture
from ui.plan_question import begun_at, bounds, plan_form, plan_params
from ui.posts import posts
from ui.print import print_button
from ui.routes import routes
from ui.states import notice
from ui.tongue import said_in

_MIMES = {".html": "text/html", ".md": "text/markdown"}
#: Units of one reason that are named before the rest are folded.
NAMED = 8


def page(here: Here) -> None:
    """The page: the question, then the plan, which can be printed, kept or taken along."""
    graph = view(here)
    graph.sources(here.on)
    question, own = asked(here.query).carried(), workspace(here)
    begin = begun_at(here, graph)
    if not question.offering:
        with st.container(key="hero"):
            st.html(el("h1", here.word("plan_title")) + el("p", here.word("plan_lead"), class_="lead"))
    plan_form(here, question, graph)
    if not question.offering:
        examples(here, plan_params(question, begin[0]))
        return
    bounds(here, question, graph, begin, own)
    with st.spinner(here.word("plan_making"), show_time=False):
        made = planned(here, graph, to_ask(here, question, own), own, begin=begin[0])
    if made.plan.first is None:
        notice(here.word("plan_none"), made.plan.reason or "", [here.word("plan_none_hint")])
        return
    _told(here, graph, made, made.plan.first, own)


def _told(here: Here, graph: View, made: Planned, first: Result, own: Workspace | None) -> None:
    answer = made.plan
    with st.container(key="plan_sheet"):
        st.html(_heading(here, answer))
        _take_along(here, answer, own)
        left, right = st.columns([1, 1], gap="large")
        with left:
            _first(here, first, answer.equals)
            _onward(here, "plan_then", answer.then)
            _onward(here, "plan_allies", answer.allies)
        with right:
            st.html(el("h2", here.word("plan_routes")))
            st.html(routes(here, answer.routes))
            plan_picture(here, graph, made)
        notes = [el("p", readers_days(note, here.lang)) for note in answer.notes]
        st.html(el("section", el("h2", here.word("plan_notes")), *notes, class_="notice"))


def _heading(here: Here, answer: PlanAnswer) -> Safe:
    worth = here.word("plan_worth", amount=money(answer.value, here.lang)) if answer.value is not None else ""
    on = here.word("as_of", day=day(here.day, here.lang)) if here.day else ""
    told = " · ".join(filter(None, [worth, on]))
    title = el("h1", here.word("plan_for", offering=answer.offering), class_="plan-title")
    return join(title, el("p", told, class_="muted") if told else None)


def _take_along(here: Here, answer: PlanAnswer, own: Workspace | None) -> None:
    """Kept as a view, to paper, or as a file that needs nothing of ours and says nothing of whom the reader knows."""
    shared = without_contacts(answer)
    with st.container(key="downloads_plan", horizontal=True, gap="small", vertical_alignment="center"):
        save_field(here, own)
        print_button(here.word("plan_print"), key="print_plan")
        for ending in FORMATS:
            st.download_button(
                here.word(f"plan_as_{ending[1:]}"),
                data=partial(plan_file, shared, ending, here.lang),
                file_name=f"plan{ending}",
                mime=_MIMES[ending],
                key=f"plan_as_{ending[1:]}",
                on_click="ignore",
            )


def _first(here: Here, first: Result, equals: Equals | None) -> None:
    st.html(el("h2", here.word("plan_first")))
    with st.container(key="title_first"):
        st.html(go_unit(here, first.id, first.name))
    if equals:
        with st.container(key="equals"):
            st.html(el("p", equals.told) + _names(here, "equals", equals.units))
    number = here.word("orgnr", number=spaced(first.orgnr)) if first.orgnr else ""
    reasons = [
        el("li", el("p", readers_days(piece.text, here.lang), class_="why"), cite(here, piece.sources))
        for piece in first.evidence
    ]
    deciding = el("section", el("h3", here.word("who_decides")), posts(here, first.posts)) if first.posts else None
    told = " · ".join(filter(None, [first.type_label, number]))
    st.html(el("div", el("p", told, class_="muted"), el("ul", *reasons, class_="reasons"), deciding))


def _onward(here: Here, title: str, steps: Sequence[Next | Ally]) -> None:
    """Units of one reason together, the reason said once, each unit a link."""
    if not steps:
        return
    alike = groupby(steps, key=lambda step: (step.why, step.outcome if isinstance(step, Ally) else ""))
    groups = [
        _group(here, f"{title}-{place}", why, outcome, list(group))
        for place, ((why, outcome), group) in enumerate(alike)
    ]
    st.html(el("h2", here.word(title)) + join(*groups))


def _group(here: Here, key: str, why: str, outcome: str | None, units: Sequence[Next | Ally]) -> Safe:
    sources = list(dict.fromkeys(source for unit in units for source in unit.sources))
    ended = el("p", outcome, class_="outcome", lang="en") if outcome else None
    reason = el("p", readers_days(why, here.lang), class_="muted")
    return el("div", _names(here, key, units), reason, ended, cite(here, sources), class_="onward")


def _names(here: Here, key: str, units: Sequence[Next | Ally | Equal]) -> Safe:
    """Units as links, the first few to be seen. key: tells apart what is folded, which stays open when it is drawn anew."""

    def links(some: Sequence[Next | Ally | Equal]) -> Safe:
        return el("ul", *[el("li", _name(here, unit)) for unit in some], class_="names")

    if len(units) <= NAMED:
        return links(units)
    rest = el("summary", here.word("rest", count=len(units) - NAMED))
    folded = el("details", rest, links(units[NAMED:]), class_="more", data_key=f"rest-{key}")
    return join(links(units[:NAMED]), folded)


def _name(here: Here, unit: Next | Ally | Equal) -> Safe:
    if isinstance(unit, Ally) and unit.kind != "unit":
        return el("b", said_in(here, unit.name, unit.lang), f" · {unit.year}" if unit.year else None)
    return go_unit(here, unit.id, unit.name)
