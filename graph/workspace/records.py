"""What a person keeps for themself: contacts and whom they know, a shortlist, saved views. Also the form of their JSON.

Days are ISO dates. Ids of units, people and suppliers are those of the graph, as they were when the record was made: a
look-up resolves them through former ids. Frozen: a record is not edited, another takes its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from msgspec import Meta, Struct

#: How far it has come with a unit, in order.
STATUSES = ("to_contact", "contacted", "meeting", "pilot", "won", "lost")
#: How well someone is known, best first; "" where nobody said.
STRENGTHS = ("close", "good", "slight")

Id = Annotated[str, Meta(min_length=1, max_length=300, pattern=r"^[^\s|]+$")]
Line = Annotated[str, Meta(max_length=500)]
Named = Annotated[str, Meta(min_length=1, max_length=500, pattern=r"\S")]
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Status = Annotated[str, Meta(pattern=f"^({'|'.join(STATUSES)})$")]
Strength = Annotated[str, Meta(pattern=f"^({'|'.join(STRENGTHS)}|)$")]


class Record(Struct, frozen=True, forbid_unknown_fields=True):
    """What all records share."""


class Tie(Record, frozen=True, kw_only=True):
    """Someone or something that a contact knows. to: an id of the graph; name: what it was called when it was said.

    by: "company" where the contact's company was found to be it, "own" where the person said so.
    """

    to: Id
    name: Line = ""
    strength: Strength = ""
    since: Day | None = None
    by: Annotated[str, Meta(pattern="^(own|company)$")] = "own"


class Contact(Record, frozen=True, kw_only=True):
    """Someone the person knows. added: the day on which they were written down; connected_on: since when they are known."""

    id: Id
    name: Named
    company: Line = ""
    position: Line = ""
    connected_on: Day | None = None
    strength: Strength = ""
    added: Day
    knows: list[Tie] = []


class Step(Record, frozen=True, kw_only=True):
    """A change of status."""

    status: Status
    day: Day


class Listed(Record, frozen=True, kw_only=True):
    """A unit on the shortlist. id, kind, name: as it was when it was listed; steps: in order of their days, never empty."""

    id: Id
    kind: Id = "unit"
    name: Line = ""
    note: Annotated[str, Meta(max_length=20_000)] = ""
    steps: Annotated[list[Step], Meta(min_length=1)]

    @property
    def status(self) -> str:
        """How far it has come."""
        return self.steps[-1].status

    @property
    def since(self) -> str:
        """The day of the last change."""
        return self.steps[-1].day


class SavedView(Record, frozen=True, kw_only=True):
    """A page as it was seen. query: what its address says, names to values, however long."""

    id: Id
    name: Named
    page: Annotated[str, Meta(min_length=1, max_length=40, pattern="^[a-z]+$")]
    query: dict[Line, list[Annotated[str, Meta(max_length=1_000_000)]]] = {}
    created: Day


class WorkspaceFile(Record, frozen=True, kw_only=True):
    """The one file that holds a workspace. format and version tell what it is; exported: the day it was written."""

    format: Annotated[str, Meta(pattern="^inngang-workspace$")] = "inngang-workspace"
    version: int = 1
    exported: Day
    contacts: list[Contact] = []
    shortlist: list[Listed] = []
    views: list[SavedView] = []


class ViewFile(Record, frozen=True, kw_only=True):
    """The file of one saved view, for somebody else to open."""

    format: Annotated[str, Meta(pattern="^inngang-view$")] = "inngang-view"
    version: int = 1
    view: SavedView


Query = Mapping[str, Sequence[str]]
