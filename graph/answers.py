"""What the questions answer, field by field: the stable JSON of the terminal and what the pages show.

Every answer is already in the reader's language; `msgspec.to_builtins(answer)` is its JSON. Schemas in docs/json come from here.
Amounts are NOK without VAT unless a currency stands beside them; dates are ISO dates; scores have no unit.
"""

from __future__ import annotations

from typing import Any

import msgspec


class Answer(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """What all answers share: frozen, fields by name, `from_` written as `from`."""


class SourceRef(Answer, frozen=True):
    """Where a piece comes from. source: the loaded source's id; verified False: seen second hand or general knowledge."""

    source: str
    title: str
    url: str | None = None
    published: str | None = None
    retrieved_at: str | None = None
    verified: bool = True


# --- find ------------------------------------------------------------------------------------------------------


class CategoryRef(Answer, frozen=True):
    """A purchase category the offering fits. code: the four-digit class, padded ("79540000"); codes: its best codes."""

    code: str
    label: str
    score: float
    codes: list[str] = []


class DutyRef(Answer, frozen=True):
    """A duty the offering helps with."""

    id: str
    name: str
    law: str
    section: str
    score: float


class Evidence(Answer, frozen=True):
    """One reason. contribution = weight × value, value in [-1, 1]; text says it in a sentence."""

    feature: str
    weight: float
    value: float
    contribution: float
    text: str
    sources: list[SourceRef] = []


class RouteRef(Answer, frozen=True):
    """A way in, open or not for a unit, an amount and a day. rule: law and paragraph."""

    route: str
    name: str
    open: bool | None
    why: str
    rule: str
    lead_time_days: int | None = None
    after: str = ""
    sources: list[SourceRef] = []


class Holder(Answer, frozen=True):
    name: str
    valid_from: str | None = None
    valid_to: str | None = None
    current: bool | None = None
    last_seen: str | None = None
    sources: list[SourceRef] = []


class PostRef(Answer, frozen=True):
    id: str
    title: str
    role: str
    holders: list[Holder] = []
    sources: list[SourceRef] = []


class Group(Answer, frozen=True):
    """Units whose evidence is equal. told_apart_by: what could tell them apart."""

    id: str
    label: str
    size: int
    told_apart_by: list[str] = []


class Result(Answer, frozen=True):
    """An entry point. Contributions sum to the score; rank is shared inside a group; newest: date of the newest evidence."""

    rank: int
    id: str
    name: str
    type: str
    type_label: str
    orgnr: str | None
    score: float
    why: str
    evidence: list[Evidence]
    route: RouteRef | None = None
    posts: list[PostRef] = []
    group: Group | None = None
    newest: str | None = None


class FindAnswer(Answer, frozen=True):
    """total: units with evidence; results may hold fewer. reason: set when there are none, with what to try in `hints`."""

    offering: str
    on: str
    store: str
    categories: list[CategoryRef]
    duties: list[DutyRef]
    results: list[Result]
    weights: dict[str, float]
    total: int = 0
    value: float | None = None
    notes: list[str] = []
    reason: str | None = None
    hints: list[str] = []


# --- paths -----------------------------------------------------------------------------------------------------


class NodeRef(Answer, frozen=True):
    id: str
    kind: str
    name: str
    type: str | None = None


class Step(Answer, frozen=True):
    """One hop, told in words in the direction walked. from_ and to are ids; relation: its kind; weakest: the costliest hop."""

    from_: str
    relation: str
    to: str
    text: str
    valid_from: str | None = None
    valid_to: str | None = None
    current: bool | None = None
    forward: bool = True
    cost: float = 0.0
    weakest: bool = False
    sources: list[SourceRef] = []


class Path(Answer, frozen=True):
    cost: float
    hops: int
    nodes: list[NodeRef]
    steps: list[Step]


class PathsAnswer(Answer, frozen=True):
    """reason: None | "same" | "none" — with `nearest` what stands nearest where there is no path, and `text` that says it."""

    from_: list[NodeRef]
    to: list[NodeRef]
    on: str
    paths: list[Path]
    reason: str | None = None
    text: str = ""
    nearest: list[NodeRef] = []
    truncated: bool = False


# --- plan ------------------------------------------------------------------------------------------------------


class Next(Answer, frozen=True):
    """Where a reference from the first unit leads: a unit and why."""

    id: str
    name: str
    type: str
    why: str
    kind: str
    sources: list[SourceRef] = []


class Ally(Answer, frozen=True):
    """A unit that wants the same (by: theme, duty, category), a pilot or a programme. outcome: how a pilot ended."""

    id: str
    name: str
    kind: str
    by: str
    why: str
    outcome: str = ""
    year: str = ""
    sources: list[SourceRef] = []


class PlanAnswer(Answer, frozen=True):
    """first: the unit to begin with, as find gives it; notes hold "not legal advice"."""

    offering: str
    on: str
    value: float | None
    routes: list[RouteRef]
    first: Result | None
    then: list[Next]
    allies: list[Ally]
    notes: list[str] = []
    reason: str | None = None


# --- unit, search ----------------------------------------------------------------------------------------------


class Property(Answer, frozen=True):
    name: str
    label: str
    value: Any
    sources: list[SourceRef]


class UnitRef(Answer, frozen=True):
    """A unit with how it stands to the one asked: since, until, current; why (similar units say by what)."""

    id: str
    name: str
    type: str
    valid_from: str | None = None
    valid_to: str | None = None
    current: bool | None = None
    why: str = ""
    score: float | None = None
    sources: list[SourceRef] = []


class NoticeRef(Answer, frozen=True):
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
    sources: list[SourceRef] = []


class Bought(Answer, frozen=True):
    code: str
    label: str
    count: int
    newest: str | None = None


class AgreementRef(Answer, frozen=True):
    id: str
    name: str
    subject: str
    owner: str
    state: str
    valid_from: str | None = None
    valid_to: str | None = None
    current: bool | None = None
    sources: list[SourceRef] = []


class DutyOf(Answer, frozen=True):
    id: str
    name: str
    rule: str
    sources: list[SourceRef] = []


class UnitAnswer(Answer, frozen=True):
    """A unit as its page shows it. part_of: from the unit upwards, nearest first; truncated: lists that were cut."""

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


class SearchResult(Answer, frozen=True):
    id: str
    kind: str
    name: str
    type: str | None
    score: float


class SearchAnswer(Answer, frozen=True):
    query: str
    results: list[SearchResult]


# --- keeping the graph -----------------------------------------------------------------------------------------


class ChangesRef(Answer, frozen=True):
    made: int
    changed: int
    unchanged: int
    removed: int


class Said(Answer, frozen=True):
    """Something skipped or warned of: where (file, line or element) and why."""

    where: str
    why: str


class LoadAnswer(Answer, frozen=True):
    """left_out: what the source holds but the load does not take, by reason, with counts."""

    source: str
    nodes: ChangesRef
    relations: ChangesRef
    skipped: list[Said]
    skipped_count: int
    warnings: list[Said]
    left_out: list[Said] = []
    seconds: float = 0.0


class SourceState(Answer, frozen=True):
    id: str
    title: str
    publisher: str
    licence: str
    url: str
    loaded_at: str
    state: str
    nodes: int
    relations: int
    skipped: int


class StatusAnswer(Answer, frozen=True):
    """waiting: unit types that duties name and no unit has yet, with how many duties wait for them."""

    store: str
    schema: int
    nodes: dict[str, int]
    relations: dict[str, int]
    sources: list[SourceState]
    waiting: dict[str, int] = {}


class ExportAnswer(Answer, frozen=True):
    """files: what was written (csv makes two); truncated: the file holds less than was asked for."""

    out: str
    format: str
    nodes: int
    relations: int
    truncated: bool = False
    files: list[str] = []


class UnloadAnswer(Answer, frozen=True):
    """What withdrawing a source changed."""

    source: str
    nodes: ChangesRef
    relations: ChangesRef


class SourceChoice(Answer, frozen=True):
    """A source that can be loaded; loaded_at: when it was, None if it is not."""

    id: str
    title: str
    publisher: str
    licence: str
    url: str
    format: str
    frequency: str
    loaded_at: str | None = None


class SourcesAnswer(Answer, frozen=True):
    sources: list[SourceChoice]
