"""A workspace as one JSON file, and the way back: what is taken in is merged with what is there, and nothing is lost."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from graph.errors import BadInput
from graph.store.base import View
from graph.when import On
from graph.workspace.connections import Connections, Progress, companies
from graph.workspace.records import Contact, Listed, Record, SavedView, Step, ViewFile, WorkspaceFile
from graph.workspace.workspace import (
    CONTACT,
    LISTED,
    VIEW,
    Changing,
    Workspace,
    joined_contact,
    person,
    prove_days,
    stepped,
    today,
)

#: Bytes of a file that are read: more is no workspace of one person.
LARGEST = 20_000_000
#: The newest form of file that this version reads.
VERSION = 1
_PLACE = re.compile(r" - at `\$\.?(?P<place>.*)`$")
R = TypeVar("R", bound=Record)


@dataclass(slots=True)
class Tally:
    """What taking in did to records of one kind."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    def count(self, old: object, new: object) -> bool:
        """Counts a record; whether it has to be written."""
        if old is None:
            self.added += 1
        elif old != new:
            self.changed += 1
        else:
            self.unchanged += 1
        return old != new


@dataclass(frozen=True, slots=True)
class Merged:
    """What taking in a file did."""

    contacts: Tally = field(default_factory=Tally)
    shortlist: Tally = field(default_factory=Tally)
    views: Tally = field(default_factory=Tally)


@dataclass(frozen=True, slots=True)
class Imported:
    """What taking in connections did. tied: contacts whose company is in the graph; several: names that mean more than one."""

    contacts: Tally
    tied: int
    several: Sequence[str]
    read: Connections


def exported(workspace: Workspace) -> bytes:
    """All of a workspace as one JSON file."""
    held = WorkspaceFile(
        exported=today(), contacts=workspace.contacts(), shortlist=workspace.shortlist(), views=workspace.views()
    )
    return _written(held)


def exported_view(view: SavedView) -> bytes:
    """One saved view as a JSON file that somebody else can open."""
    return _written(ViewFile(view=view))


def take_in(workspace: Workspace, data: bytes, name: str) -> Merged:
    """Merges a file that `exported` or `exported_view` made into a workspace, all of it or nothing.

    name: what the file is called, for people. Of a contact both know, what the file says counts where it says anything,
    and the ties of both are kept; of a unit both list, every change of status and both notes; a view of one id that
    differs comes beside the other. Raises BadInput in one line where the file cannot be taken.
    """
    held = _read(data, name)
    done = Merged()
    with workspace.changing() as change:
        _merge_contacts(change, held.contacts, done.contacts)
        for listed in held.shortlist:
            old = change.get(LISTED, Listed, listed.id)
            new = _joined_listed(old, listed) if old else msgspec.structs.replace(listed, steps=stepped(listed.steps))
            if done.shortlist.count(old, new):
                change.put(LISTED, new)
        known = {_content(one) for one in change.all(VIEW, SavedView)}
        for view in held.views:
            there = change.get(VIEW, SavedView, view.id)
            if _content(view) in known:
                done.views.unchanged += 1
                continue
            done.views.added += 1
            change.put(VIEW, msgspec.structs.replace(view, id=secrets.token_hex(5)) if there else view)
    return done


def take_in_connections(
    workspace: Workspace, read: Connections, view: View, on: On, *, lang: str, progress: Progress | None = None
) -> Imported:
    """Takes connections in as contacts, tied to the unit or supplier that their company is called like.

    Somebody who is there already gets the company and position of the file. A tie that the person made or removed stays
    so, unless the company is another one now.
    """
    ties, several = companies(view, (row.company for row in read.rows), on, lang, progress)
    tally = Tally()
    tied = 0
    with workspace.changing() as change:
        there = {person(one): one for one in change.all(CONTACT, Contact)}
        for row in read.rows:
            new = Contact(
                id=change.contact_id(row.name, row.connected_on or row.company),
                name=row.name,
                company=row.company,
                position=row.position,
                connected_on=row.connected_on,
                added=today(),
                knows=[ties[row.company]] if row.company in ties else [],
            )
            tied += bool(new.knows)
            old = there.get(person(new))
            new = _moved(old, new) if old else new
            if tally.count(old, new):
                change.put(CONTACT, new)
            there[person(new)] = new
    return Imported(tally, tied, several, read)


def _moved(old: Contact, new: Contact) -> Contact:
    """A contact who is there already, with the company and position of a newer file."""
    if old.company == new.company:
        return msgspec.structs.replace(old, position=new.position or old.position)
    kept = [tie for tie in old.knows if tie.by == "own"]
    added = [tie for tie in new.knows if tie.to not in {one.to for one in kept}]
    return msgspec.structs.replace(old, company=new.company, position=new.position, knows=[*added, *kept])


def _merge_contacts(change: Changing, contacts: Iterable[Contact], tally: Tally) -> None:
    by_id = {one.id: one for one in change.all(CONTACT, Contact)}
    by_person = {person(one): one for one in by_id.values()}
    for contact in contacts:
        old = by_id.get(contact.id) or by_person.get(person(contact))
        new = joined_contact(old, contact) if old else contact
        if tally.count(old, new):
            change.put(CONTACT, new)
        by_id[new.id] = by_person[person(new)] = new


def _joined_listed(old: Listed, new: Listed) -> Listed:
    left: list[Step] = [step for step in new.steps if step not in old.steps]
    apart = new.note.strip() and new.note.strip() not in old.note
    note = "\n".join(filter(None, (old.note, new.note))) if apart and old.note.strip() not in new.note else ""
    longest = max(old.note, new.note, key=len)
    return msgspec.structs.replace(old, note=note or longest, steps=stepped(old.steps, *left))


def _content(view: SavedView) -> tuple[str, str, bytes]:
    return view.name, view.page, msgspec.json.encode(view.query, order="sorted")


def _read(data: bytes, name: str) -> WorkspaceFile:
    """The file's records. Raises BadInput where it is none of ours, newer than this version, or holds a bad value."""
    if len(data) > LARGEST:
        raise BadInput("exchange_too_large", file=name, most=LARGEST // 1_000_000)
    try:
        head = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise BadInput("exchange_not_json", file=name) from None
    form = head.get("format") if isinstance(head, dict) else None
    if form not in ("inngang-workspace", "inngang-view"):
        raise BadInput("exchange_foreign", file=name)
    if isinstance(head.get("version"), int) and head["version"] > VERSION:
        raise BadInput("exchange_newer", file=name, found=head["version"], known=VERSION)
    if form == "inngang-view":
        view = _converted(data, ViewFile, name).view
        return WorkspaceFile(exported=view.created, views=[view])
    return _converted(data, WorkspaceFile, name)


def _converted(data: bytes, form: type[R], name: str) -> R:
    try:
        held = msgspec.json.decode(data, type=form)
    except msgspec.ValidationError as error:
        found = _PLACE.search(str(error))
        place = found["place"] if found else ""
        raise BadInput("exchange_bad_value", file=name, place=place or "$", why=_PLACE.sub("", str(error))) from None
    for part in ("contacts", "shortlist", "views"):
        for number, record in enumerate(getattr(held, part, ())):
            try:
                prove_days(record)
            except ValueError as error:
                raise BadInput("exchange_bad_value", file=name, place=f"{part}[{number}]", why=str(error)) from None
    return held


def _written(held: Record) -> bytes:
    return msgspec.json.format(msgspec.json.encode(held), indent=2) + b"\n"
