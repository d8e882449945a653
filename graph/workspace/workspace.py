"""One person's own workspace: what they keep beside the graph, for themself."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec

from graph.errors import BadInput, UnknownThing
from graph.lookup import normal
from graph.store.sqlite_workspace import Change, RecordFile
from graph.workspace.records import STATUSES, Contact, Listed, Query, Record, SavedView, Step, Tie

CONTACT, LISTED, VIEW = "contact", "listed", "view"
R = TypeVar("R", bound=Record)


class Workspace:
    """A workspace in a file, which the first change makes; until then it is empty. Threads and processes may share it.

    Every method may raise StoreError or StoreForeign (the file), every change BadInput (a value that cannot be).
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = RecordFile(path)

    def state(self) -> str:
        """A text that differs after every change."""
        return self._file.state()

    # --- contacts

    def contacts(self) -> list[Contact]:
        """All contacts, by name."""
        return sorted(self._all(CONTACT, Contact), key=lambda one: (one.name.casefold(), one.id))

    def add_contact(
        self,
        name: str,
        *,
        company: str = "",
        position: str = "",
        connected_on: str | None = None,
        strength: str = "",
        knows: Sequence[Tie] = (),
    ) -> Contact:
        """Writes a contact down. Someone of that name and company who is there already gets the new ties beside the old."""
        with self.changing() as change:
            there = {person(one): one for one in change.all(CONTACT, Contact)}
            new = checked(
                Contact(
                    id=change.contact_id(name, connected_on or company),
                    name=name.strip(),
                    company=company.strip(),
                    position=position.strip(),
                    connected_on=connected_on,
                    strength=strength,
                    added=today(),
                    knows=list(knows),
                )
            )
            old = there.get(person(new))
            kept = joined_contact(old, new) if old else new
            change.put(CONTACT, kept)
            return kept

    def change_contact(self, contact_id: str, **fields: object) -> Contact:
        """Puts other values in a contact's `fields`. Raises UnknownThing for a contact that is not there."""
        return self._edit(CONTACT, Contact, contact_id, lambda one: msgspec.structs.replace(one, **fields))

    def remove_contact(self, contact_id: str) -> None:
        """Forgets a contact. Raises UnknownThing for one that is not there."""
        self._drop(CONTACT, contact_id)

    # --- shortlist

    def shortlist(self) -> list[Listed]:
        """All units on the list: by how far they have come, then the one that was changed last."""
        newest = sorted(self._all(LISTED, Listed), key=lambda one: (one.since, one.name), reverse=True)
        return sorted(newest, key=lambda one: STATUSES.index(one.status))

    def enlist(
        self,
        node_id: str,
        *,
        name: str,
        kind: str = "unit",
        status: str = STATUSES[0],
        day: str | None = None,
        note: str = "",
    ) -> Listed:
        """Puts a thing of the graph on the list; one that is there already stays, with the new status if it differs."""
        step = Step(status=status, day=day or today())

        def changed(change: Changing) -> Listed:
            old = change.get(LISTED, Listed, node_id)
            if old is None:
                return Listed(id=node_id, kind=kind, name=name, note=note, steps=[step])
            steps = old.steps if old.status == status else stepped(old.steps, step)
            return msgspec.structs.replace(old, name=name or old.name, steps=steps, note=note or old.note)

        with self.changing() as change:
            listed = checked(changed(change))
            change.put(LISTED, listed)
            return listed

    def set_status(self, node_id: str, status: str, day: str | None = None) -> Listed:
        """Notes how far it has come since `day` (today). Raises UnknownThing for what is not on the list."""
        step = Step(status=status, day=day or today())

        def changed(one: Listed) -> Listed:
            steps = one.steps if one.status == status else stepped(one.steps, step)
            return msgspec.structs.replace(one, steps=steps)

        return self._edit(LISTED, Listed, node_id, changed)

    def set_note(self, node_id: str, note: str) -> Listed:
        """Puts a note in place of the one before. Raises UnknownThing for what is not on the list."""
        return self._edit(LISTED, Listed, node_id, lambda one: msgspec.structs.replace(one, note=note))

    def unlist(self, node_id: str) -> None:
        """Takes a thing off the list. Raises UnknownThing for what is not on it."""
        self._drop(LISTED, node_id)

    # --- saved views

    def views(self) -> list[SavedView]:
        """All saved views, the newest first."""
        return sorted(self._all(VIEW, SavedView), key=lambda one: (one.created, one.name, one.id), reverse=True)

    def view(self, view_id: str) -> SavedView:
        """A saved view. Raises UnknownThing for one that is not there."""
        found = next((one for one in self._all(VIEW, SavedView) if one.id == view_id), None)
        if found is None:
            raise UnknownThing("workspace_no_view", id=view_id)
        return found

    def save_view(self, name: str, page: str, query: Query, *, view_id: str | None = None) -> SavedView:
        """Keeps a page as its address says it, in place of the view `view_id` if one is named, else beside the others."""
        said = {key: list(values) for key, values in query.items()}
        view = checked(
            SavedView(id=view_id or secrets.token_hex(5), name=name.strip(), page=page, query=said, created=today())
        )
        with self.changing() as change:
            change.put(VIEW, view)
        return view

    def rename_view(self, view_id: str, name: str) -> SavedView:
        """Gives a saved view another name. Raises UnknownThing for one that is not there."""
        return self._edit(VIEW, SavedView, view_id, lambda one: msgspec.structs.replace(one, name=name.strip()))

    def remove_view(self, view_id: str) -> None:
        """Forgets a saved view. Raises UnknownThing for one that is not there."""
        self._drop(VIEW, view_id)

    # ---

    @contextmanager
    def changing(self) -> Iterator[Changing]:
        """One change of several records, seen by others when it is left without an error."""
        with self._file.change() as change:
            yield Changing(change)

    def _all(self, kind: str, form: type[R]) -> list[R]:
        return decoded(self._file.all(kind), form)

    def _edit(self, kind: str, form: type[R], record_id: str, edit: Callable[[R], R]) -> R:
        with self.changing() as change:
            old = change.get(kind, form, record_id)
            if old is None:
                raise UnknownThing(f"workspace_no_{kind}", id=record_id)
            new = checked(edit(old))
            change.put(kind, new)
            return new

    def _drop(self, kind: str, record_id: str) -> None:
        with self.changing() as change:
            if not change.drop(kind, record_id):
                raise UnknownThing(f"workspace_no_{kind}", id=record_id)


class Changing:
    """The records of a workspace in the midst of a change."""

    def __init__(self, change: Change) -> None:
        self._change = change

    def all(self, kind: str, form: type[R]) -> list[R]:
        """All records of a kind, by id."""
        return decoded(self._change.all(kind), form)

    def get(self, kind: str, form: type[R], record_id: str) -> R | None:
        """A record, None where there is none."""
        body = self._change.get(kind, record_id)
        return msgspec.json.decode(body, type=form) if body is not None else None

    def put(self, kind: str, record: Contact | Listed | SavedView | Record) -> None:
        """Writes a record in place of the one of its id."""
        self._change.put(kind, getattr(record, "id"), msgspec.json.encode(record))  # noqa: B009 — every kind kept has one

    def drop(self, kind: str, record_id: str) -> bool:
        """Removes a record; whether it was there."""
        return self._change.drop(kind, record_id)

    def contact_id(self, name: str, told_by: str) -> str:
        """The id of a contact: a hash of the name and of what else tells them apart, keyed so that no id can be guessed."""
        said = "\x1f".join((normal(name), normal(told_by)))
        return f"contact-{hmac.new(self._change.secret(), said.encode('utf-8', 'replace'), hashlib.sha256).hexdigest()[:16]}"


def person(contact: Contact) -> tuple[str, str]:
    """What two records of one person have in common: the name, and since when they are known, or else the company."""
    return normal(contact.name), contact.connected_on or normal(contact.company)


def joined_contact(old: Contact, new: Contact) -> Contact:
    """One contact of two records of the same person: what the new one says, what the old one alone says, the ties of both."""
    said = {
        name: getattr(new, name) or getattr(old, name) for name in ("company", "position", "connected_on", "strength")
    }
    there = {tie.to for tie in new.knows}
    return msgspec.structs.replace(old, **said, knows=[*new.knows, *(tie for tie in old.knows if tie.to not in there)])


def stepped(steps: Iterable[Step], *new: Step) -> list[Step]:
    """Changes of status in order of their days; of one day in the order in which they were noted."""
    return sorted((*steps, *new), key=lambda step: step.day)


def decoded(bodies: Mapping[str, bytes], form: type[R]) -> list[R]:
    """Records from their JSON."""
    return [msgspec.json.decode(body, type=form) for body in bodies.values()]


def checked(record: R) -> R:
    """The record, if its values can be. Raises BadInput that names the field."""
    try:
        sound = msgspec.json.decode(msgspec.json.encode(record), type=type(record))
        prove_days(sound)
    except ValueError as error:
        raise BadInput("workspace_bad_value", why=str(error)) from None
    return sound


def today() -> str:
    """The day on which something is written down."""
    return date.today().isoformat()


def prove_days(record: Record) -> None:
    """Raises ValueError where a day of a record is in no calendar."""
    days = [getattr(record, name, None) for name in ("connected_on", "added", "created")]
    days += [step.day for step in getattr(record, "steps", ())] + [tie.since for tie in getattr(record, "knows", ())]
    for day in filter(None, days):
        date.fromisoformat(day)
