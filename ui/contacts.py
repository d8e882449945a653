"""The reader's contacts on My list: whom they know, where those work, LinkedIn's file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from graph.errors import InngangError
from graph.lookup import find_one, normal
from graph.schema import caption, schema
from graph.store.base import View
from graph.wording import say
from graph.workspace.connections import read_connections
from graph.workspace.exchange import Imported, Tally, take_in_connections
from graph.workspace.records import STRENGTHS, Contact, Tie
from graph.workspace.workspace import Workspace
from ui.here import Here
from ui.markup import Safe, el
from ui.own import attempt

#: Contacts shown at once; a search finds the others.
SHOWN = 12
#: Megabytes of a file of connections that are taken.
_MOST_MB = 20


def contacts(here: Here, own: Workspace, graph: View, say_done: Callable[..., None]) -> None:
    """The section of contacts. say_done: told what an action did, it draws the page anew."""
    st.html(el("h2", here.word("contacts")) + el("p", here.word("contacts_lead"), class_="muted"))
    known = own.contacts()
    if known:
        _table(here, own, graph, known)
    _add(here, own, graph, say_done)
    _connections(here, own, graph, say_done)


def _table(here: Here, own: Workspace, graph: View, known: Sequence[Contact]) -> None:
    tied = sum(bool(one.knows) for one in known)
    st.html(el("p", here.word("contacts_count", count=len(known), tied=tied)))
    wanted = ""
    if len(known) > SHOWN:
        wanted = st.text_input(here.word("contacts_search"), key="contacts_search", max_chars=100, width=360) or ""
    asked = normal(wanted)
    found = [one for one in known if asked in normal(f"{one.name} {one.company} {one.position}")]
    shown = sorted(found, key=lambda one: not one.knows)[:SHOWN]
    for one in shown:
        with st.container(key=f"contact_{one.id}", horizontal=True, vertical_alignment="center", gap="small"):
            st.html(_told(here, graph, one))
            with st.popover(here.word("contact_change"), key=f"change_{one.id}"):
                _change(here, own, graph, one)
    if len(found) > len(shown):
        st.html(el("p", here.word("contacts_more", count=len(found) - len(shown)), class_="muted"))


def _told(here: Here, graph: View, one: Contact) -> Safe:
    about = " · ".join(filter(None, (one.position, one.company)))
    nodes = graph.get([tie.to for tie in one.knows], here.on) if one.knows else {}
    ties = []
    for tie in one.knows:
        node = nodes.get(tie.to)
        name = caption(node, here.lang) if node else tie.name or tie.to
        strength = f" ({_strength(here, tie.strength)})" if tie.strength else ""
        gone = el("span", here.word("mylist_gone"), class_="flag") if node is None else None
        linked = node is not None and node.kind == "unit"
        label = (
            el("a", name, href=here.href("unit", here.unit_params(node.id)), target="_self")
            if linked and node
            else name
        )
        ties.append(el("li", label, strength, gone))
    return el(
        "div",
        el("b", one.name),
        el("span", f" – {about}", class_="muted") if about else None,
        el("ul", *ties, class_="ties", aria_label=here.word("contact_knows")) if ties else None,
    )


def _change(here: Here, own: Workspace, graph: View, one: Contact) -> None:
    """The fields of one contact: how well they are known, one more tie, forgetting them."""
    with st.form(f"change_form_{one.id}", border=False):
        company = st.text_input(here.word("contact_company"), one.company, max_chars=300)
        position = st.text_input(here.word("contact_position"), one.position, max_chars=300)
        strength = _strength_field(here, one.strength)
        kept = st.multiselect(
            here.word("contact_knows"),
            [tie.to for tie in one.knows],
            [tie.to for tie in one.knows],
            format_func=partial(_name_of, {tie.to: tie.name for tie in one.knows}),
            placeholder=here.word("contact_knows_none"),
        )
        more = st.text_input(here.word("contact_knows_more"), placeholder=here.word("paths_hint"), max_chars=200)
        sent = st.form_submit_button(here.word("contact_save"))
    st.button(here.word("contact_forget"), key=f"forget_{one.id}", on_click=attempt, args=(own.remove_contact, one.id))
    if not sent:
        return
    tie = _tie_of(here, graph, more)
    if more.strip() and tie is None:
        return
    ties = [old for old in one.knows if old.to in kept and (tie is None or old.to != tie.to)]
    own.change_contact(
        one.id,
        company=company.strip(),
        position=position.strip(),
        strength=strength or "",
        knows=[*ties, *([tie] if tie else [])],
    )
    st.rerun()


def _add(here: Here, own: Workspace, graph: View, say_done: Callable[..., None]) -> None:
    with st.expander(here.word("contact_add"), key="contact_add"), st.form("contact_add_form", border=False):
        name = st.text_input(here.word("contact_name"), max_chars=300)
        company = st.text_input(here.word("contact_company"), max_chars=300)
        position = st.text_input(here.word("contact_position"), max_chars=300)
        knows = st.text_input(here.word("contact_knows_who"), placeholder=here.word("paths_hint"), max_chars=200)
        strength = _strength_field(here, "")
        if not st.form_submit_button(here.word("add")):
            return
        if not name.strip():
            st.html(el("p", here.word("contact_no_name"), class_="field-error", role="alert"))
            return
        tie = _tie_of(here, graph, knows)
        if knows.strip() and tie is None:
            return
    ties = [tie] if tie else []
    own.add_contact(name, company=company, position=position, strength=strength or "", knows=ties)
    say_done("contact_added", name=name.strip())


def _connections(here: Here, own: Workspace, graph: View, say_done: Callable[..., None]) -> None:
    with st.expander(here.word("connections"), key="connections"):
        st.html(el("p", here.word("connections_lead"), class_="muted"))
        with st.form("connections_form", border=False, clear_on_submit=True):
            file = st.file_uploader(here.word("connections_file"), type="csv", max_upload_size=_MOST_MB)
            sent = st.form_submit_button(here.word("connections_do"))
        if not sent:
            return
        if file is None:
            st.html(el("p", here.word("mylist_no_file"), class_="field-error", role="alert"))
            return
        bar = st.progress(0.0, text=here.word("connections_matching"))

        def tell(done: int, total: int) -> None:
            bar.progress(done / total, text=here.word("connections_matching"))

        try:
            read = read_connections(file.getvalue(), file.name)
            done = take_in_connections(own, read, graph, here.on, lang=here.lang, progress=tell)
        except InngangError as error:
            bar.empty()
            told = " ".join(filter(None, (error.text(here.lang), error.hint(here.lang))))
            st.html(el("p", told, class_="field-error", role="alert"))
            return
    say_done("connections_done", **_done(here, done))


def _done(here: Here, done: Imported) -> dict[str, object]:
    rest = []
    if done.read.nameless:
        rest.append(here.word("connections_nameless", count=done.read.nameless))
    if done.read.unread:
        rest.append(here.word("connections_unread", count=len(done.read.unread)))
    if done.several:
        rest.append(here.word("connections_several", names=", ".join(done.several[:5])))
    return {"tally": tally_in_words(here, done.contacts), "tied": done.tied, "rest": " ".join(rest)}


def _tie_of(here: Here, graph: View, text: str) -> Tie | None:
    """What a name means in the graph, as a tie; None, and said on the page, where it means nothing."""
    if not text.strip():
        return None
    try:
        kinds = sorted(schema().relations["knows"].to - {"contact"})
        node = find_one(graph, text, here.on, kinds=kinds)
    except InngangError as error:
        st.html(el("p", error.text(here.lang), class_="field-error", role="alert"))
        return None
    return Tie(to=node.id, name=caption(node, here.lang))


def tally_in_words(here: Here, tally: Tally) -> str:
    """How many records were added, changed, left as they were."""
    return here.word("tally", added=tally.added, changed=tally.changed, unchanged=tally.unchanged)


def _strength_field(here: Here, strength: str) -> str | None:
    return st.selectbox(
        here.word("contact_strength"),
        STRENGTHS,
        STRENGTHS.index(strength) if strength else None,
        format_func=partial(_strength, here),
        placeholder=here.word("contact_strength_none"),
    )


def _strength(here: Here, strength: str) -> str:
    return say(here.lang, f"workspace_strength_{strength}")


def _name_of(names: dict[str, str], node_id: str) -> str:
    return names[node_id] or node_id
