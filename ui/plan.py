"""Plan: from an offering and an amount to the first unit, the ways in, where its reference leads, and allies."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby

import streamlit as st

from graph.amounts import money
from graph.answers import Ally, Next, PlanAnswer, Result
from graph.export.plan_files import FORMATS, plan_file
from graph.match.question import Question
from graph.schema import caption
from graph.store.base import View
from ui.address import Params, one
from ui.answered import planned
from ui.cited import cite, day, readers_days, spaced
from ui.find_form import examples
from ui.graph_store import view
from ui.here import Here
from ui.links import lead, wait_to_be_left
from ui.markup import Safe, el, join, plain
from ui.posts import posts
from ui.print import print_button
from ui.routes import routes
from ui.states import notice
from ui.tongue import said_in
from ui.typed import amount_of, asked_day, shown_amount, shown_day, trouble

_MIMES = {".html": "text/html", ".md": "text/markdown"}
#: Units of one reason that are named before the rest are folded.
NAMED = 8


def page(here: Here) -> None:
    """The page: the question, then the plan, which can be printed or taken along."""
    graph = view(here)
    graph.sources(here.on)
    offering, within = one(here.query, "q"), _within(here, graph)
    if not offering:
        with st.container(key="hero"):
            st.html(el("h1", here.word("plan_title")) + el("p", here.word("plan_lead"), class_="lead"))
    _question(here, offering, within)
    if not offering:
        examples(here, {name: one(here.query, name) for name in ("unit", "on") if one(here.query, name)})
        return
    value = one(here.query, "value")
    asked = Question(offering, here.on, value=amount_of(value), places=tuple(within))
    with st.spinner(here.word("plan_making"), show_time=False):
        answer = planned(here, graph, asked)
    if answer.first is None:
        notice(here.word("plan_none"), answer.reason or "", [here.word("plan_none_hint")])
        return
    _told(here, answer, answer.first)


def _within(here: Here, graph: View) -> dict[str, str]:
    """The unit that the plan must begin with or within, by id with its name; none where the address names none."""
    id_ = one(here.query, "unit")
    node = graph.get([id_], here.on).get(id_) if id_ else None
    if id_ and (node is None or node.kind != "unit"):
        notice(here.word("unit_unknown"), here.word("unit_unknown_text", text=id_), [here.word("plan_unit_dropped")])
        return {}
    return {node.id: caption(node, here.lang)} if node else {}


def _question(here: Here, offering: str, within: dict[str, str]) -> None:
    """The fields; making a plan goes to the address that holds them."""
    value, on = one(here.query, "value"), one(here.query, "on")
    with st.form("plan_form", border=False):
        with st.container(key="offering"):
            text = st.text_input(here.word("offering"), offering, placeholder=here.word("offering_hint"), max_chars=500)
        with st.container(key="details", horizontal=True, vertical_alignment="bottom", gap="small"):
            worth = st.text_input(
                here.word("value"), shown_amount(value, here.lang), placeholder=here.word("value_hint"), width=190
            )
            when = st.text_input(here.word("on"), shown_day(on, here.lang), placeholder=here.word("on_hint"), width=190)
            sent = st.form_submit_button(here.word("plan_ask"), type="primary")
    trouble(here, value=value, on=on)
    for id_, name in within.items():
        with st.container(key="within", horizontal=True, gap="small", vertical_alignment="center"):
            st.html(el("span", here.word("plan_within"), class_="muted"), width="content")
            here.unit_link(id_, name)
            here.page_link("plan", here.word("plan_within_drop"), _params(here, unit=""))
    if sent and text.strip():
        lead(here, "plan", _params(here, q=text.strip(), value=worth.strip(), on=asked_day(when)))
        wait_to_be_left()


def _params(here: Here, **changed: str) -> Params:
    said = {name: one(here.query, name) for name in ("q", "value", "on", "unit")} | changed
    return {name: text for name, text in said.items() if text}


def _told(here: Here, answer: PlanAnswer, first: Result) -> None:
    with st.container(key="plan_sheet"):
        st.html(_heading(here, answer))
        _take_along(here, answer)
        left, right = st.columns([1, 1], gap="large")
        with left:
            _first(here, first)
            _onward(here, "plan_then", answer.then)
            _onward(here, "plan_allies", answer.allies)
        with right:
            st.html(el("h2", here.word("plan_routes")))
            st.html(routes(here, answer.routes))
        notes = [el("p", readers_days(note, here.lang)) for note in answer.notes]
        st.html(el("section", el("h2", here.word("plan_notes")), *notes, class_="notice"))


def _heading(here: Here, answer: PlanAnswer) -> Safe:
    worth = here.word("plan_worth", amount=money(answer.value, here.lang)) if answer.value is not None else ""
    on = here.word("as_of", day=day(here.day, here.lang)) if here.day else ""
    told = " · ".join(filter(None, [worth, on]))
    title = el("h1", here.word("plan_for", offering=answer.offering), class_="plan-title")
    return join(title, el("p", told, class_="muted") if told else None)


def _take_along(here: Here, answer: PlanAnswer) -> None:
    """To paper, or as a file that needs nothing of ours."""
    with st.container(key="downloads_plan", horizontal=True, gap="small", vertical_alignment="center"):
        print_button(here.word("plan_print"), key="print_plan")
        for ending in FORMATS:
            st.download_button(
                here.word(f"plan_as_{ending[1:]}"),
                data=partial(plan_file, answer, ending, here.lang),
                file_name=f"plan{ending}",
                mime=_MIMES[ending],
                key=f"plan_as_{ending[1:]}",
                on_click="ignore",
            )


def _first(here: Here, first: Result) -> None:
    st.html(el("h2", here.word("plan_first")))
    with st.container(key="title_first"):
        here.unit_link(first.id, first.name)
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
    st.html(el("h2", here.word(title)))
    alike = groupby(steps, key=lambda step: (step.why, step.outcome if isinstance(step, Ally) else ""))
    for place, ((why, outcome), group) in enumerate(alike):
        units = list(group)
        with st.container(key=f"{title}_{place}", gap=None):
            _names(here, f"{title}_{place}", units)
            sources = list(dict.fromkeys(source for unit in units for source in unit.sources))
            ended = el("p", outcome, class_="outcome", lang="en") if outcome else None
            st.html(el("div", el("p", readers_days(why, here.lang), class_="muted"), ended, cite(here, sources)))


def _names(here: Here, key: str, units: Sequence[Next | Ally]) -> None:
    def links(some: Sequence[Next | Ally], part: str) -> None:
        with st.container(key=f"names_{part}_{key}", horizontal=True, gap="small"):
            for unit in some:
                if isinstance(unit, Next) or unit.kind == "unit":
                    here.unit_link(unit.id, unit.name)
                else:
                    st.html(el("b", said_in(here, unit.name, unit.lang), f" · {unit.year}" if unit.year else None))

    links(units[:NAMED], "first")
    if len(units) > NAMED:
        with st.expander(plain(here.word("rest", count=len(units) - NAMED)), key=f"rest_{key}"):
            links(units[NAMED:], "rest")
