"""The reader's own workspace on the pages: whose it is, and the small pieces that every page may show.

    own = workspace(here)                       None where there is none: `say_off(here)` says why
    listing = listed(here, own, graph)          what is on the reader's list, by present id
    status_field(here, own, listing, id, name)  "my list": puts a unit on the list, shows and changes its status
    known = known_here(here, own, graph, ids)   whom the reader knows at each of these nodes, as HTML
    save_field(here, own)                       keeps the page as it stands under a name
    view_file(here, view)                       a button that hands out a saved view as a file
    keep_long(here, name, text)                 keeps a state that is too long for an address, and says so
    long_state(here, name)                      that state again, where the address opens such a view
    opened(query)                               what the address asks for, a saved view (`?view=ID`) opened

Nothing of it goes into a file or to anyone: `graph.export` leaves out what is private, and a page that makes a file of
an answer asks the graph itself (`ui.graph_store.view`), not `with_contacts`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

import streamlit as st

from graph.answers import ListedRef
from graph.errors import InngangError, UnknownThing
from graph.store.base import View
from graph.wording import say
from graph.workspace.exchange import exported_view
from graph.workspace.layer import known_at
from graph.workspace.places import workspace_path
from graph.workspace.records import STATUSES, Contact, SavedView, Tie
from graph.workspace.shortlist import beside
from graph.workspace.workspace import Workspace, today
from ui.address import one
from ui.cited import day
from ui.graph_store import reached_from_here_alone
from ui.here import Here
from ui.markup import Safe, el, join
from ui.signing import person, way_in

#: Where a visit remembers the view that it keeps for a state too long for an address.
_KEPT = "kept_view"
#: Where a visit remembers what went wrong in a change, until the page is drawn again.
_TROUBLE = "own_trouble"
#: Contacts named at a unit before it says how many more there are.
NAMED = 3


def workspace(here: Here) -> Workspace | None:
    """The reader's workspace: their own where they signed in, the machine's where only it can reach the app, else None."""
    return _workspace(here.store_url)


def say_off(here: Here) -> None:
    """Says that there is no workspace here, and why; with the way to sign in, where there is one."""
    st.html(
        el(
            "section",
            el("h2", here.word("own_off")),
            el("p", here.word("own_off_text")),
            class_="notice",
            role="status",
        )
    )
    way_in(here)


def opened(
    query: Mapping[str, Sequence[str]], store_url: str
) -> tuple[Mapping[str, Sequence[str]], InngangError | None]:
    """The address's query with the saved view that it names opened, and what was wrong with it, if anything."""
    view_id = one(query, "view")
    if not view_id:
        return query, None
    try:
        own = _workspace(store_url)
        if own is None:
            raise UnknownThing("workspace_no_view", id=view_id[:40])
        return {**own.view(view_id[:40]).query, **query}, None
    except InngangError as error:
        return query, error


def listed(here: Here, own: Workspace | None, graph: View) -> dict[str, ListedRef]:
    """What is on the reader's list and in the graph, by present id."""
    found = beside(graph, own.shortlist(), here.on, here.lang) if own else []
    return {one.now: one for one in found if one.now}


def status_field(
    here: Here, own: Workspace | None, listing: Mapping[str, ListedRef], node_id: str, name: str, *, place: str = ""
) -> None:
    """A field that puts a unit on the reader's list and says how far they have come with it; nothing where there is no list.

    place: tells apart two fields for one unit on a page.
    """
    if own is None:
        return
    there = listing.get(node_id)
    status = there.status if there else None
    key = f"mylist_{place}_{node_id}_{status}"
    st.selectbox(
        here.word("own_list"),
        STATUSES,
        STATUSES.index(status) if status else None,
        format_func=partial(status_word, here),
        placeholder=here.word("own_list_add"),
        key=key,
        on_change=_noted,
        args=(own, key, there.id if there else node_id, name),
        width=190,
    )


def status_word(here: Here, status: str) -> str:
    """A status as the reader's language says it."""
    return say(here.lang, f"workspace_status_{status}").capitalize()


def known_here(here: Here, own: Workspace | None, graph: View, node_ids: Iterable[str]) -> dict[str, Safe]:
    """Whom the reader knows at each of these nodes, in words; only nodes where they know someone."""
    if own is None:
        return {}
    found = known_at(own.contacts(), graph, node_ids, here.on)
    return {node_id: _known(here, some) for node_id, some in found.items()}


def save_field(here: Here, own: Workspace | None) -> None:
    """A button that opens a field for a name, and keeps the page as its address says it."""
    if own is None:
        return
    with st.popover(here.word("view_save"), key=f"save_view_{here.page}"):
        with st.form(f"save_view_form_{here.page}", border=False):
            name = st.text_input(here.word("view_name"), max_chars=200, placeholder=here.word("view_name_hint"))
            sent = st.form_submit_button(here.word("view_keep"))
        if sent and name.strip():
            own.save_view(name, here.page, address_of(here))
            st.html(el("p", here.word("view_kept", name=name.strip()), role="status"))
            here.page_link("mylist", here.word("view_all"), {})


def view_file(here: Here, view: SavedView) -> None:
    """A button that hands out a saved view as a file, which opens it in another workspace."""
    st.download_button(
        here.word("view_export"),
        data=partial(exported_view, view),
        file_name="inngang-view.json",
        mime="application/json",
        key=f"export_{view.id}",
        on_click="ignore",
    )


def keep_long(here: Here, name: str, text: str) -> None:
    """Keeps the page with a state `name` that is too long for an address as a saved view, and says so.

    The same view for as long as this visit changes it; its address goes into the bar. Where there is no workspace, that
    is said instead.
    """
    own = workspace(here)
    if own is None:
        st.html(el("p", here.word("picture_too_long"), class_="muted", role="status"))
        return
    kept = st.session_state.setdefault(_KEPT, {})
    title = here.word("view_automatic", page=here.word(f"page_{here.page}"), day=day(today(), here.lang))
    view = own.save_view(title, here.page, {**address_of(here), name: [text]}, view_id=kept.get(here.page))
    kept[here.page] = view.id
    st.query_params.from_dict({"view": view.id, "lang": here.lang})
    with st.container(key="kept", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(el("p", here.word("view_long"), class_="muted", role="status"), width="content")
        view_file(here, view)
        here.page_link("mylist", here.word("view_all"), {})


def long_state(here: Here, name: str) -> str:
    """What an opened saved view says of the state `name`, however long; "" where the address opens none."""
    return here.query.get(name, [""])[-1] if one(here.query, "view") else ""


def address_of(here: Here) -> dict[str, list[str]]:
    """What the page's address asks for, without the language."""
    return {name: list(values) for name, values in here.query.items() if name not in ("lang", "view")}


def trouble(here: Here) -> None:
    """Says what went wrong in the change that was asked for last, once."""
    error = st.session_state.pop(_TROUBLE, None)
    if error is not None:
        st.html(el("p", error.text(here.lang), class_="field-error", role="alert"))


def attempt(change: Callable[..., object], *args: object, **more: object) -> None:
    """Makes a change when a field is left; what goes wrong is told when the page is drawn again (`trouble`)."""
    try:
        change(*args, **more)
    except InngangError as error:
        st.session_state[_TROUBLE] = error


def _noted(own: Workspace, key: str, node_id: str, name: str) -> None:
    status = st.session_state.get(key)
    if status:
        attempt(own.enlist, node_id, name=name, status=status)


def _known(here: Here, found: Sequence[tuple[Contact, Tie]]) -> Safe:
    named = [_told(here, contact, tie) for contact, tie in found[:NAMED]]
    more = here.word("more_posts", count=len(found) - NAMED) if len(found) > NAMED else None
    return el(
        "p",
        el("b", here.word("known_here")),
        " ",
        join(*_between(named, ", ")),
        el("span", f" {more}") if more else None,
        class_="known",
    )


def _told(here: Here, contact: Contact, tie: Tie) -> Safe:
    how = tie.strength or contact.strength
    about = [contact.position, say(here.lang, f"workspace_strength_{how}") if how else ""]
    said = ", ".join(filter(None, about))
    return join(contact.name, el("span", f" ({said})", class_="muted") if said else None)


def _between(parts: Sequence[Safe], mark: str) -> list[str]:
    return [piece for at, part in enumerate(parts) for piece in ([mark, part] if at else [part])]


def _workspace(store_url: str) -> Workspace | None:
    signed_in = person()
    if signed_in is None and not reached_from_here_alone():
        return None
    return Workspace(workspace_path(store_url, signed_in))
