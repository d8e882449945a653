"""What `evaluate` answers: how well questions with known answers were answered."""

from __future__ import annotations

from graph.answers.base import Answer


class Measured(Answer, frozen=True):
    """A mean over questions with its 95 % bootstrap interval."""

    value: float
    low: float
    high: float


class Row(Answer, frozen=True):
    """The measures of one ranker on one part of the questions.

    task: "classes" (purchase classes, four digits) or "units". part: "all", "seen" or "unseen" (units that had, or had
    not, published anything before the day), or "lang:<code>". ranker: "find" or the baseline's name. ratio: the
    measures over the baseline's, on the row of "find".
    """

    task: str
    part: str
    ranker: str
    queries: int
    measures: dict[str, Measured]
    ratio: dict[str, Measured] = {}


class Ceiling(Answer, frozen=True):
    """How many questions could be answered at all: known, whose answer is in the graph; seen, whose answer had bought."""

    task: str
    queries: int
    known: int
    seen: int


class Baseline(Answer, frozen=True):
    """The baseline, said so that another can build it."""

    name: str
    formula: str
    k1: float
    b: float
    tokeniser: str
    fields: list[str]
    documents: dict[str, int]


class FailedLine(Answer, frozen=True):
    """A line that could not be asked. line: its number from 1."""

    line: int
    error: str


class EvaluateAnswer(Answer, frozen=True):
    """languages: how many questions of each language; guessed: how many of those languages nobody named.

    scrubbed: what was struck from the questions before any ranker saw them, in words; depth: classes looked at for MRR.
    """

    on: str
    store: str
    queries: int
    languages: dict[str, int]
    guessed: int
    duties: bool
    scrubbed: str
    depth: int
    rows: list[Row]
    ceilings: list[Ceiling]
    baseline: Baseline | None = None
    failed: list[FailedLine] = []
