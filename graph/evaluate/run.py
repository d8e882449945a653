"""Questions with known answers → how well `find` answers them, beside a baseline, on one state of the graph."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from graph.answers import FindAnswer
from graph.answers.evaluate import Ceiling, EvaluateAnswer, FailedLine, Measured, Row
from graph.errors import InngangError
from graph.evaluate import measures
from graph.evaluate.bm25 import Bm25Baseline, tied
from graph.evaluate.intervals import mean_of, ratio_of
from graph.evaluate.measures import Ranking
from graph.evaluate.queries import TYPE, Query, scrubbed
from graph.match.find import find
from graph.match.needs import needs_of
from graph.match.question import Question
from graph.schema import caption
from graph.store.base import View
from graph.when import On
from graph.wording import say

#: Classes that are looked at for the reciprocal rank, and the depths of the other measures.
CLASS_DEPTH = 50
FIRST, FEW, PAGE = 1, 5, 10
OURS, CLASSES, UNITS = "find", "classes", "units"
Told = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True)
class Scored:
    """One question's measures under one ranker. parts: the groups of questions that it counts in."""

    task: str
    ranker: str
    parts: Sequence[str]
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Right:
    """The units that are right, by present id or type. known, seen: whether one is in the graph, and had bought."""

    answers: frozenset[str]
    grades: Mapping[str, float]
    known: bool
    seen: bool


def evaluate(
    view: View,
    lines: Iterable[tuple[int, Query]],
    on: On,
    *,
    duties: bool,
    scrub: bool,
    baseline: bool,
    store: str,
    lang: str,
    told: Told,
) -> EvaluateAnswer:
    """Asks every question as of the day and measures the classes and the units that come.

    lines: numbers from 1 with questions. duties False: what a statute asks of units plays no part. scrub: words of the
    right units' names are struck from the question first. baseline: BM25 is measured on the same questions. told: stage,
    done, total. A question that cannot be answered is listed with its line and the rest goes on.
    """
    asked = list(lines)
    beside = Bm25Baseline(view, on, lambda done, total: told("read", done, total)) if baseline else None
    scored: list[Scored] = []
    rights: list[Right] = []
    failed: list[FailedLine] = []
    for done, (line, query) in enumerate(asked, 1):
        try:
            right = _right(view, query, on)
            offering = scrubbed(query.offering, _names(view, query, right, on)) if scrub else query.offering
            answer = _answer(view, Question(offering, on, limit=0), duties=duties, lang=lang, store=store)
            scored += _scores(query, right, OURS, _classes(answer), _doors(view, query, right, _units(answer), on))
            if beside:
                units = _doors(view, query, right, beside.units(offering), on)
                scored += _scores(query, right, beside.name, beside.classes(offering), units)
            rights += [right] if right.answers else []
        except InngangError as error:
            failed.append(FailedLine(line=line, error=error.text(lang)))
        told("evaluate", done, len(asked))
    return EvaluateAnswer(
        on=on.day,
        store=store,
        queries=len(asked) - len(failed),
        languages=dict(sorted(Counter(query.lang for _, query in asked).items())),
        guessed=sum(query.guessed for _, query in asked),
        duties=duties,
        scrubbed=say(lang, "evaluate_scrubbed" if scrub else "evaluate_not_scrubbed"),
        depth=CLASS_DEPTH,
        rows=_rows(scored),
        ceilings=_ceilings(scored, rights),
        baseline=beside.said() if beside else None,
        failed=failed,
    )


def _answer(view: View, question: Question, *, duties: bool, lang: str, store: str) -> FindAnswer:
    needs = needs_of(view, question)
    needs = needs if duties else replace(needs, duties=(), bought_as={})
    return find(view, question, lang=lang, store=store, needs=needs)


def _right(view: View, query: Query, on: On) -> Right:
    """The answers by the ids that the graph knows them by on the day."""
    keys = [key for key in {*query.answers, *query.grades} if not key.startswith(TYPE)]
    nodes = view.get(keys, on)
    present = {key: nodes[key].id if key in nodes else key for key in keys}
    answers = frozenset(present.get(key, key) for key in query.answers)
    known = {present[key] for key in query.answers if key in nodes}
    types = {key for key in answers if key.startswith(TYPE)}
    known |= {key for key in types if next(iter(view.scan("unit", on, type=key.removeprefix(TYPE))), None)}
    sold = view.neighbours(known - types, kinds=["published"], direction="out", on=on, cap=1).relations
    grades = {present.get(key, key): grade for key, grade in query.grades.items()}
    return Right(answers, grades, bool(known), bool(sold) or bool(known & types))


def _names(view: View, query: Query, right: Right, on: On) -> str:
    """All names of the right units, and those that the question brings."""
    units = view.get([key for key in right.answers if not key.startswith(TYPE)], on).values()
    return " ".join([query.names, *(caption(unit, lang) for unit in units for lang in ("nb", "en"))])


def _classes(answer: FindAnswer) -> Ranking:
    return tied({category.code[:4]: category.score for category in answer.categories})


def _units(answer: FindAnswer) -> Ranking:
    return [[result.id for result in tie] for _, tie in groupby(answer.results, key=lambda result: result.rank)]


def _doors(view: View, query: Query, right: Right, ranking: Ranking, on: On) -> Ranking:
    """The ranking as it stands; where kinds were judged, all units of a kind, and those of a tie, are one door, met once."""
    if not query.by_type:
        return ranking
    nodes = view.get([id_ for tie in ranking for id_ in tie], on)
    types = {id_: f"{TYPE}{node.props.get('type')}" for id_, node in nodes.items()}
    met: set[str] = set()
    doors = []
    for tie in ranking:
        new = dict.fromkeys(door for id_ in tie if (door := _door(id_, types, tie, right)) not in met)
        met |= new.keys()
        doors.append(list(new))
    return doors


def _door(id_: str, types: Mapping[str, str], tie: Sequence[str], right: Right) -> str:
    """What a unit counts as: itself where it was judged, else its kind where that was, else those of its kind in the tie."""
    kind = types.get(id_, "")
    if id_ in right.grades:
        return id_
    return kind if kind in right.grades else next(one for one in tie if types.get(one, "") == kind)


def _scores(query: Query, right: Right, ranker: str, classes: Ranking, units: Ranking) -> list[Scored]:
    found = []
    lang = f"lang:{query.lang}"
    if query.classes:
        values = _measured(classes, query.classes, dict.fromkeys(query.classes, 1.0), CLASS_DEPTH)
        found.append(Scored(CLASSES, ranker, ("all", lang), values))
    if right.answers:
        values = _measured(units, right.answers, right.grades, None)
        found.append(Scored(UNITS, ranker, ("all", "seen" if right.seen else "unseen", lang), values))
    return found


def _measured(
    ranking: Ranking, relevant: frozenset[str], grades: Mapping[str, float], depth: int | None
) -> dict[str, float]:
    return {
        "hit@1": measures.hit(ranking, relevant, FIRST),
        "hit@5": measures.hit(ranking, relevant, FEW),
        "mrr": measures.reciprocal_rank(ranking, relevant, depth),
        "recall@10": measures.recall(ranking, relevant, PAGE),
        "ndcg@10": measures.ndcg(ranking, grades, PAGE),
    }


def _rows(scored: Sequence[Scored]) -> list[Row]:
    """A row for every task, part and ranker: all, who bought, then languages; `find` carries its ratio to the baseline."""
    lists: dict[tuple[str, str], dict[str, list[Mapping[str, float]]]] = defaultdict(lambda: defaultdict(list))
    for one in scored:
        for part in one.parts:
            lists[one.task, part][one.ranker].append(one.values)
    rows = []
    for (task, part), rankers in sorted(lists.items(), key=_order):
        for ranker, values in rankers.items():
            means = {name: mean_of([one[name] for one in values]) for name in values[0]}
            other = next((listed for name, listed in rankers.items() if name != OURS), None)
            ratio = _ratios(values, other) if other and ranker == OURS else {}
            rows.append(Row(task=task, part=part, ranker=ranker, queries=len(values), measures=means, ratio=ratio))
    return rows


def _order(listed: tuple[tuple[str, str], Mapping[str, Sequence[object]]]) -> tuple[object, ...]:
    (task, part), rankers = listed
    return task, part.startswith("lang:"), -max(map(len, rankers.values())) if ":" in part else 0, part


def _ratios(values: Sequence[Mapping[str, float]], other: Sequence[Mapping[str, float]]) -> dict[str, Measured]:
    ratios = {name: ratio_of([one[name] for one in values], [one[name] for one in other]) for name in values[0]}
    return {name: ratio for name, ratio in ratios.items() if ratio is not None}


def _ceilings(scored: Sequence[Scored], rights: Sequence[Right]) -> list[Ceiling]:
    classes = sum(one.task == CLASSES and one.ranker == OURS for one in scored)
    found = [Ceiling(task=CLASSES, queries=classes, known=classes, seen=classes)] if classes else []
    if rights:
        known, seen = sum(right.known for right in rights), sum(right.seen for right in rights)
        found.append(Ceiling(task=UNITS, queries=len(rights), known=known, seen=seen))
    return found
