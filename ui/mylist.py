"""My list: what the reader keeps for themself — units by how far they have come, contacts, saved views, and the file of it all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import groupby
from pathlib import Path

import streamlit as st

from graph.answers import ListedRef
from graph.errors import InngangError
from graph.store.base import View
from graph.workspace.exchange import LARGEST, Merged, exported, take_in
from graph.workspace.records import STATUSES, SavedView, Step
from graph.workspace.shortlist import beside
from graph.workspace.workspace import Workspace
from ui.cited import day
from ui.contacts import contacts, tally_in_words
from ui.graph_store import view
from ui.here import Here
from ui.markup import el, plain
from ui.own import attempt, say_off, status_word, trouble, view_file, workspace
from ui.signing import way_out
from ui.typed import day_of

_STYLE = Path(__file__).with_suffix(".css")
#: Where a visit remembers what the last action did, until the page is drawn again.
_SAID = "mylist_said"


def page(here: Here) -> None:
    """The page."""
    graph = view(here)
    graph.sources(here.on)
    st.html(_STYLE)
    st.html(el("h1", here.word("page_mylist")) + el("p", here.word("mylist_lead"), class_="lead"))
    own = workspace(here)
    if own is None:
        say_off(here)
        return
    way_out(here)
    trouble(here)
    said = st.session_state.pop(_SAID, None)
    if said:
        st.html(el("p", said, class_="said", role="status"))
    _shortlist(here, own, graph)
    contacts(here, own, graph, partial(_say, here))
    _views(here, own)
    _file(here, own)


def _say(here: Here, key: str, **values: object) -> None:
    """Notes what an action did and draws the page anew, which says it."""
    st.session_state[_SAID] = here.word(key, missing=None, **values)
    st.rerun()


# --- the shortlist


def _shortlist(here: Here, own: Workspace, graph: View) -> None:
    st.html(el("h2", here.word("mylist_units")))
    units = beside(graph, own.shortlist(), here.on, here.lang)
    if not units:
        st.html(el("p", here.word("mylist_none"), class_="muted"))
        here.page_link("find", here.word("mylist_find"), {})
    for status, some in groupby(units, key=lambda one: one.status):
        group = list(some)
        st.html(el("h3", status_word(here, status), el("span", str(len(group)), class_="tally")))
        for one in group:
            _unit(here, own, one)


def _unit(here: Here, own: Workspace, one: ListedRef) -> None:
    with st.container(key=f"listed_{one.id}"):
        left, right = st.columns([5, 7], gap="medium")
        with left:
            _standing(here, own, one)
        with right:
            key = f"note_{one.id}_{hash(one.note)}"
            st.text_area(
                here.word("mylist_note"),
                one.note,
                key=key,
                height=96,
                max_chars=20_000,
                placeholder=here.word("mylist_note_hint"),
                on_change=_changed,
                args=(own.set_note, one.id, key),
            )
            _history(here, own, one)


def _standing(here: Here, own: Workspace, one: ListedRef) -> None:
    """What it is, how far it has come and since when."""
    with st.container(key=f"listed_name_{one.id}", gap=None):
        if one.now and one.kind == "unit":
            here.unit_link(one.now, one.name)
        else:
            gone = el("span", here.word("mylist_gone"), class_="flag") if one.now is None else None
            st.html(el("p", el("b", one.name), gone))
        st.html(el("p", here.word("own_since", day=day(one.since, here.lang)), class_="muted"))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        key = f"status_{one.id}_{one.status}"
        st.selectbox(
            here.word("mylist_status"),
            STATUSES,
            STATUSES.index(one.status),
            format_func=partial(status_word, here),
            key=key,
            on_change=_changed,
            args=(own.set_status, one.id, key),
            width=170,
        )
        st.button(here.word("mylist_remove"), key=f"unlist_{one.id}", on_click=attempt, args=(own.unlist, one.id))


def _history(here: Here, own: Workspace, one: ListedRef) -> None:
    with st.expander(plain(here.word("mylist_history", count=len(one.steps))), key=f"history_{one.id}"):
        st.html(el("ol", *[el("li", _step(here, step)) for step in one.steps], class_="steps"))
        with st.form(f"step_{one.id}", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
            status = st.selectbox(
                here.word("mylist_status"), STATUSES, format_func=partial(status_word, here), width=170
            )
            typed = st.text_input(here.word("mylist_day"), placeholder=here.word("on_hint"), max_chars=40, width=170)
            sent = st.form_submit_button(here.word("mylist_step_add"))
        if sent:
            iso = day_of(typed) if typed.strip() else here.on.day
            if iso is None or len(iso) < len("2026-01-01"):
                st.html(el("p", here.word("mylist_day_bad", text=typed), class_="field-error", role="alert"))
            else:
                own.set_status(one.id, status, iso)
                st.rerun()


def _step(here: Here, step: Step) -> str:
    return f"{day(step.day, here.lang)}: {status_word(here, step.status)}"


def _changed(change: Callable[[str, str], object], record_id: str, key: str) -> None:
    """What a field says now, written down."""
    attempt(change, record_id, st.session_state[key])


# --- saved views


def _views(here: Here, own: Workspace) -> None:
    st.html(el("h2", here.word("mylist_views")))
    views = own.views()
    if not views:
        st.html(el("p", here.word("mylist_no_views"), class_="muted"))
    for one in views:
        with st.container(key=f"view_view_{one.id}", horizontal=True, vertical_alignment="center", gap="small"):
            with st.container(gap=None):
                if one.page in here.pages:
                    here.page_link(one.page, one.name, {"view": one.id})
                else:
                    st.html(el("b", one.name))
                page = here.word(f"page_{one.page}", missing=one.page)
                st.html(el("p", f"{page} · {day(one.created, here.lang)}", class_="muted"))
            _view_actions(here, own, one)


def _view_actions(here: Here, own: Workspace, one: SavedView) -> None:
    with st.popover(here.word("view_rename"), key=f"rename_{one.id}"), st.form(f"rename_form_{one.id}", border=False):
        name = st.text_input(here.word("view_name"), one.name, max_chars=200)
        if st.form_submit_button(here.word("view_keep")) and name.strip() and name.strip() != one.name:
            own.rename_view(one.id, name)
            st.rerun()
    view_file(here, one)
    st.button(here.word("mylist_remove"), key=f"drop_{one.id}", on_click=attempt, args=(own.remove_view, one.id))


# --- the one file


def _file(here: Here, own: Workspace) -> None:
    st.html(
        el("h2", here.word("mylist_file")) + el("p", here.word("mylist_file_text", path=own.path.name), class_="muted")
    )
    st.download_button(
        here.word("mylist_export"),
        data=partial(exported, own),
        file_name="inngang-workspace.json",
        mime="application/json",
        key="export_workspace",
        on_click="ignore",
    )
    with st.form("take_in", border=False, clear_on_submit=True):
        file = st.file_uploader(here.word("mylist_import"), type="json", max_upload_size=LARGEST // 1_000_000)
        sent = st.form_submit_button(here.word("mylist_import_do"))
    if not sent:
        return
    if file is None:
        st.html(el("p", here.word("mylist_no_file"), class_="field-error", role="alert"))
        return
    try:
        done = take_in(own, file.getvalue(), file.name)
    except InngangError as error:
        told = " ".join(filter(None, (error.text(here.lang), error.hint(here.lang))))
        st.html(el("p", told, class_="field-error", role="alert"))
        return
    _say(here, "mylist_imported", **_merged(here, done))


def _merged(here: Here, done: Merged) -> dict[str, str]:
    """What taking in a file did, in words by kind of record."""
    return {name: tally_in_words(here, getattr(done, name)) for name in ("contacts", "shortlist", "views")}
