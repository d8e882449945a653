"""What `unit` answers: a unit as its page shows it."""

from __future__ import annotations

from typing import Any

from graph.answers.base import Answer, SourceRef
from graph.answers.find import PostRef
from graph.answers.plan import Ally


class Property(Answer, frozen=True):
    name: str
    label: str
    value: Any
    sources: list[SourceRef]


class UnitRef(Answer, frozen=True):
    """A unit with how it stands to the one asked: since, until, current; why (similar units say by what).

    lang: the language of the name, "" where nobody says.
    """

    id: str
    name: str
    type: str
    valid_from: str | None = None
    valid_to: str | None = None
    current: bool | None = None
    why: str = ""
    score: float | None = None
    lang: str = ""
    sources: list[SourceRef] = []


class NoticeRef(Answer, frozen=True):
    """A notice that a unit published. lang: the language of the title, "" where nobody says."""

    id: str
    title: str
    published: str | None
    type: str
    deadline: str | None = None
    value: float | None = None
    currency: str | None = None
    winners: list[str] = []
    categories: list[str] = []
    url: str | None = None
    lang: str = ""
    sources: list[SourceRef] = []


class Bought(Answer, frozen=True):
    """Procedures for a purchase class. sources: of the newest of its notices."""

    code: str
    label: str
    count: int
    newest: str | None = None
    sources: list[SourceRef] = []


class AgreementRef(Answer, frozen=True):
    """lang: the language of the name, "" where nobody says."""

    id: str
    name: str
    subject: str
    owner: str
    state: str
    valid_from: str | None = None
    valid_to: str | None = None
    current: bool | None = None
    sources: list[SourceRef] = []
    lang: str = ""


class DutyOf(Answer, frozen=True):
    id: str
    name: str
    rule: str
    sources: list[SourceRef] = []


class UnitAnswer(Answer, frozen=True):
    """A unit as its page shows it. part_of: from the unit upwards, nearest first; truncated: lists that were cut.

    lang: the language of the name, "" where nobody says.
    """

    id: str
    name: str
    type: str
    type_label: str
    orgnr: str | None
    current: bool | None
    properties: dict[str, Property]
    part_of: list[UnitRef]
    children: list[UnitRef]
    buyers: list[UnitRef]
    replaced_by: list[UnitRef]
    replaces: list[UnitRef]
    posts: list[PostRef]
    notices: list[NoticeRef]
    bought: list[Bought]
    similar: list[UnitRef]
    agreements: list[AgreementRef]
    duties: list[DutyOf]
    pilots: list[Ally]
    statements: list[Property]
    truncated: list[str] = []
    lang: str = ""
