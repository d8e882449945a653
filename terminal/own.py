"""What the terminal does with a person's own workspace: contacts, the shortlist, the file that takes it all along."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from graph.answers import ConnectionsAnswer, ContactsAnswer, MergedAnswer, Said, ShortlistAnswer, TallyRef
from graph.errors import BadInput, UnknownThing
from graph.lookup import find_one, normal
from graph.schema import caption, schema
from graph.store.base import View
from graph.when import On, last_day
from graph.workspace.connections import Connections, read_connections
from graph.workspace.exchange import LARGEST, Tally, exported, take_in, take_in_connections
from graph.workspace.places import workspace_path
from graph.workspace.records import Contact, Listed, Tie
from graph.workspace.shortlist import beside
from graph.workspace.workspace import Workspace
from terminal.door import Door
from terminal.own_shown import shown_connections, shown_contacts, shown_merged, shown_shortlist


def own(door: Door) -> Workspace:
    """The workspace beside the graph that the call names."""
    return Workspace(workspace_path(door.store))


def list_contacts(door: Door) -> None:
    """Answers `inngang contacts`; exit 1 where there are none."""
    found = own(door).contacts()
    door.answer(ContactsAnswer(contacts=found), shown_contacts)
    if not found:
        door.none()


def add_contact(door: Door, name: str, said: Mapping[str, Any]) -> None:
    """Answers `inngang contacts add`: the contact as it stands now."""
    with _graph(door) as view:
        kinds = sorted(schema().relations["knows"].to - {"contact"})
        nodes = [find_one(view, text, On.today(), kinds=kinds) for text in said["knows"]]
    contact = own(door).add_contact(
        name,
        company=said["company"],
        position=said["position"],
        connected_on=last_day(said["since"]) if said["since"] else None,
        strength=said["strength"] or "",
        knows=[Tie(to=node.id, name=caption(node, door.lang)) for node in nodes],
    )
    door.answer(ContactsAnswer(contacts=[contact]), shown_contacts)


def remove_contact(door: Door, text: str) -> None:
    """Answers `inngang contacts remove`: who was forgotten."""
    mine = own(door)
    contact = _contact(mine.contacts(), text)
    mine.remove_contact(contact.id)
    door.note("cli_contact_removed", name=contact.name)
    door.answer(ContactsAnswer(contacts=[contact]), shown_contacts)


def import_connections(door: Door, file: Path) -> None:
    """Answers `inngang contacts import`."""
    read = read_connections(_content(file), file.name)
    with _graph(door) as view:
        done = take_in_connections(own(door), read, view, On.today(), lang=door.lang)
    answer = ConnectionsAnswer(
        file=str(file),
        contacts=_tally(done.contacts),
        tied=done.tied,
        several=list(done.several),
        nameless=read.nameless,
        unread=_unread(door, file.name, read),
    )
    door.answer(answer, shown_connections)


def list_units(door: Door) -> None:
    """Answers `inngang shortlist`; exit 1 where it is empty."""
    listed = own(door).shortlist()
    _show_units(door, listed)
    if not listed:
        door.none()


def add_unit(door: Door, text: str, *, status: str, note: str, day: str | None) -> None:
    """Answers `inngang shortlist add`: the unit as it stands on the list now."""
    with _graph(door) as view:
        node = find_one(view, text, On.today())
    listed = own(door).enlist(
        _on_list(door, node.id),
        name=caption(node, door.lang),
        kind=node.kind,
        status=status,
        note=note,
        day=last_day(day) if day else None,
    )
    _show_units(door, [listed])


def set_status(door: Door, text: str, status: str, day: str | None) -> None:
    """Answers `inngang shortlist status`: the unit as it stands on the list now."""
    _show_units(door, [own(door).set_status(_on_list(door, text), status, last_day(day) if day else None)])


def set_note(door: Door, text: str, note: str) -> None:
    """Answers `inngang shortlist note`: the unit as it stands on the list now."""
    _show_units(door, [own(door).set_note(_on_list(door, text), note)])


def remove_unit(door: Door, text: str) -> None:
    """Answers `inngang shortlist remove`: what is left on the list."""
    mine = own(door)
    mine.unlist(_on_list(door, text))
    _show_units(door, mine.shortlist())


def export_workspace(door: Door, file: Path) -> None:
    """Answers `inngang workspace export`: writes the file, readable by its owner alone; the old one stands until it is whole."""
    data = exported(own(door))
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as stream:
            stream.write(data)
        draft.replace(file)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise BadInput("export_cannot_write", file=str(file), reason=error.strerror or str(error)) from None
    door.note("cli_workspace_written", file=str(file))


def import_workspace(door: Door, file: Path) -> None:
    """Answers `inngang workspace import`."""
    done = take_in(own(door), _content(file), file.name)
    answer = MergedAnswer(
        file=str(file), contacts=_tally(done.contacts), shortlist=_tally(done.shortlist), views=_tally(done.views)
    )
    door.answer(answer, shown_merged)


@contextmanager
def _graph(door: Door) -> Iterator[View]:
    with door.asking() as store:
        yield store.view()


def _show_units(door: Door, listed: Sequence[Listed]) -> None:
    with _graph(door) as view:
        answer = ShortlistAnswer(shortlist=beside(view, listed, On.today(), door.lang))
    door.answer(answer, shown_shortlist)


def _on_list(door: Door, text: str) -> str:
    """The id under which something is on the list, by any id or name of it; its present id where it is not on it."""
    with _graph(door) as view:
        listed = beside(view, own(door).shortlist(), On.today(), door.lang)
        for one in listed:
            if text in (one.id, one.now) or normal(one.name) == normal(text):
                return one.id
        node = find_one(view, text, On.today())
    return next((one.id for one in listed if one.now == node.id), node.id)


def _contact(contacts: Sequence[Contact], text: str) -> Contact:
    """The contact of this id or name. Raises UnknownThing, and BadInput where several have the name."""
    found = [one for one in contacts if one.id == text] or [one for one in contacts if normal(one.name) == normal(text)]
    if not found:
        raise UnknownThing("workspace_no_contact", id=text)
    if len(found) > 1:
        raise BadInput("workspace_several_contacts", name=text, ids=", ".join(one.id for one in found))
    return found[0]


def _content(file: Path) -> bytes:
    """What a file holds, no further than one byte past what is read at all."""
    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError as error:
        raise BadInput("cli_cannot_read", file=str(file), reason=error.strerror or str(error)) from None


def _tally(tally: Tally) -> TallyRef:
    return TallyRef(added=tally.added, changed=tally.changed, unchanged=tally.unchanged)


def _unread(door: Door, file: str, read: Connections) -> list[Said]:
    return [Said(where=f"{file}:{line}", why=door.say("connections_bad_date", text=text)) for line, text in read.unread]
