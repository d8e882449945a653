"""What answers about a person's own workspace hold."""

from __future__ import annotations

from graph.answers.base import Answer
from graph.answers.keep import Said
from graph.workspace.records import Contact, Step


class ContactsAnswer(Answer, frozen=True):
    contacts: list[Contact]


class ListedRef(Answer, frozen=True):
    """A unit on the shortlist. id: as it was listed; now: its present id, None where it has left the graph.

    name: its present name, or the last one known; status since `since`, the last of `steps`.
    """

    id: str
    now: str | None
    kind: str
    name: str
    status: str
    since: str
    note: str
    steps: list[Step]


class ShortlistAnswer(Answer, frozen=True):
    shortlist: list[ListedRef]


class TallyRef(Answer, frozen=True):
    """How many records of a kind were added, changed or left as they were."""

    added: int
    changed: int
    unchanged: int


class MergedAnswer(Answer, frozen=True):
    """What taking in a workspace's file did."""

    file: str
    contacts: TallyRef
    shortlist: TallyRef
    views: TallyRef


class ConnectionsAnswer(Answer, frozen=True):
    """What taking in LinkedIn's connections did.

    tied: rows whose company is in the graph; several: companies whose name means more than one thing there; nameless:
    rows without a name, left out; unread: dates that are none.
    """

    file: str
    contacts: TallyRef
    tied: int
    several: list[str]
    nameless: int
    unread: list[Said]
