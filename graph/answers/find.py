"""What `find` answers: what was understood, and the units with their reasons."""

from __future__ import annotations

from graph.answers.base import Answer, SourceRef


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


class Quote(Answer, frozen=True):
    """A piece of a sentence that stands there as the data has it, in a language that is not the sentence's own."""

    text: str
    lang: str


class Evidence(Answer, frozen=True):
    """One reason. contribution = weight × value, value in [-1, 1]; text says it in a sentence.

    quoted: names in the sentence that the data holds in another language only, where it says which.
    """

    feature: str
    weight: float
    value: float
    contribution: float
    text: str
    sources: list[SourceRef] = []
    quoted: list[Quote] = []


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
    """An entry point. Contributions sum to the score; rank is shared inside a group; newest: date of the newest evidence.

    employees, population (whom it serves): the newest count, None where nobody says. size: "small", "middle" or "large",
    by employees or else by kind, None where neither tells. lang: the language of the name, "" where nobody says.
    """

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
    employees: float | None = None
    population: float | None = None
    size: str | None = None
    lang: str = ""


class BoroughRef(Answer, frozen=True):
    """How a borough stands: its score, and the rank that it shares with its equals."""

    id: str
    name: str
    orgnr: str | None
    score: float
    rank: int


class FindAnswer(Answer, frozen=True):
    """total: units with evidence; results may hold fewer. reason: set when there are none, with what to try in `hints`.

    boroughs: every one with evidence, by rank, whether `results` holds it or not: what a map is coloured by.
    """

    offering: str
    on: str
    store: str
    categories: list[CategoryRef]
    duties: list[DutyRef]
    results: list[Result]
    weights: dict[str, float]
    total: int = 0
    boroughs: list[BoroughRef] = []
    value: float | None = None
    notes: list[str] = []
    reason: str | None = None
    hints: list[str] = []
