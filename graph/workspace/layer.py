"""A person's contacts as facts laid over the graph: "me" knows contacts, who know people, units and suppliers.

Contacts who know nothing in the graph lead nowhere and are left out. What a contact says counts from the day on which
they were written down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from graph.errors import UnknownThing
from graph.lookup import find_one
from graph.model import Document, Node, Relation, Source
from graph.schema import schema
from graph.store.base import View
from graph.store.held import HeldFacts
from graph.store.overlay import Overlay
from graph.when import On
from graph.wording import LANGUAGES, say
from graph.workspace.records import Contact, Tie
from graph.workspace.workspace import Workspace

#: The id of the person whose workspace it is.
ME = "me"
SOURCE_ID = "own"
#: What is cited where a contact is the reason, in whatever language it is read.
_TITLE = "Egne kontakter · Own contacts"


def with_contacts(view: View, workspace: Workspace | None) -> View:
    """`view` with the contacts of a workspace laid over it; the view itself where there is no workspace.

    Raises StoreError where the workspace cannot be read.
    """
    return Overlay(view, _held(workspace.path, workspace.state())) if workspace else view


def as_named(view: View, names: Iterable[str], on: On) -> View:
    """Of a view that contacts are laid over, what a question about `names` is asked of.

    The overlay where one of them is private ("me", a contact), else the graph beneath: between two units, what the
    reader's own acquaintances join is no answer.
    """
    if not isinstance(view, Overlay) or any(_is_private(view, name, on) for name in names):
        return view
    return view.base


def known_at(
    contacts: Sequence[Contact], view: View, node_ids: Iterable[str], on: On
) -> dict[str, list[tuple[Contact, Tie]]]:
    """Whom among `contacts` the reader knows at each of these nodes, and how, by the id asked; only ids that have any."""
    asked = list(dict.fromkeys(node_ids))
    named = list(dict.fromkeys(tie.to for contact in contacts for tie in contact.knows))
    present = {id_: node.id for id_, node in view.get([*asked, *named], on).items()} if named else {}
    at: dict[str, list[tuple[Contact, Tie]]] = {}
    for contact in contacts:
        for tie in contact.knows:
            at.setdefault(present.get(tie.to, tie.to), []).append((contact, tie))
    return {id_: at[end] for id_ in asked if (end := present.get(id_, id_)) in at}


def facts(contacts: Iterable[Contact]) -> Iterator[Node | Relation]:
    """The contacts, and whom they know, as facts."""
    props: dict[str, object] = {"label": _words("workspace_me"), "former_ids": ["meg", "Me", "Meg"]}
    yield Node(ME, "contact", props, Document(ME, _TITLE))
    for contact in contacts:
        if not contact.knows:
            continue
        document = Document(contact.id, _TITLE, published=contact.added)
        props = {"name": contact.name, "company": contact.company, "position": contact.position}
        yield Node(contact.id, "contact", props, document)
        known = {"strength": contact.strength, "valid_from": contact.connected_on}
        yield Relation(ME, "knows", contact.id, known, document)
        for tie in contact.knows:
            if tie.to not in (contact.id, ME):
                known = {"strength": tie.strength, "valid_from": tie.since}
                yield Relation(contact.id, "knows", tie.to, known, document)


@lru_cache(maxsize=8)
def _held(path: Path, state: str) -> HeldFacts:  # noqa: ARG001 — other contacts, another state
    source = Source(SOURCE_ID, dict.fromkeys(LANGUAGES, _TITLE), "", "", mode="documents")
    return HeldFacts(source, facts(Workspace(path).contacts()))


def _words(key: str) -> dict[str, str]:
    return {lang: say(lang, key) for lang in LANGUAGES}


def _is_private(view: View, name: str, on: On) -> bool:
    try:
        return schema().nodes[find_one(view, name, on).kind].private
    except UnknownThing:
        return False
