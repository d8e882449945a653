"""`inngang evaluate`: questions with known answers, a JSON object a line, and how well they were answered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graph.amounts import number
from graph.answers.evaluate import Baseline, EvaluateAnswer, FailedLine, Measured, Row
from graph.errors import BadInput, InngangError
from graph.when import On
from graph.wording import say
from terminal.bar import Bar
from terminal.batch import lines_of, record_of
from terminal.door import Door
from terminal.tables import as_text, heading, table, wrapped

if TYPE_CHECKING:
    from graph.evaluate.queries import Query

BASELINES = ("bm25",)
MEASURES = ("hit@1", "hit@5", "mrr", "recall@10", "ndcg@10")


def measure(
    door: Door, path: Path, *, baseline: str | None, duties: bool, scrub: bool, day: str | None, undated: bool
) -> None:
    """Answers `inngang evaluate`; a line that cannot be asked is listed, the rest goes on, and the exit code is 2."""
    from graph.evaluate.run import evaluate  # noqa: PLC0415
    from graph.match.meaning import nearness  # noqa: PLC0415

    on = On.at(day, undated)
    queries, failed = _queries(door, path)
    if not queries:
        raise BadInput("evaluate_nothing", file=str(path), first=failed[0].error if failed else "–")
    nearness("")
    with door.open() as store, Bar(door) as bar:
        answer = evaluate(
            store.view(),
            queries,
            on,
            duties=duties,
            scrub=scrub,
            baseline=baseline is not None,
            store=store.url,
            lang=door.lang,
            told=bar.tell,
        )
    failed = sorted([*failed, *answer.failed], key=lambda one: one.line)
    door.answer(_with(answer, failed), shown)
    if failed:
        door.bad()


def shown(answer: EvaluateAnswer, lang: str) -> str:
    """The measures as tables, a task each, with intervals and what stands behind them."""
    languages = ", ".join(f"{code} {count}" for code, count in answer.languages.items())
    lines = wrapped(say(lang, "evaluate_title", count=answer.queries, on=answer.on))
    lines += wrapped(say(lang, "evaluate_languages", languages=languages, guessed=answer.guessed))
    lines += wrapped(say(lang, "evaluate_duties" if answer.duties else "evaluate_no_duties") + " " + answer.scrubbed)
    for task in dict.fromkeys(row.task for row in answer.rows):
        lines += heading(say(lang, f"evaluate_{task}", depth=answer.depth))
        lines += _table([row for row in answer.rows if row.task == task], lang)
    for ceiling in answer.ceilings:
        if ceiling.task == "units":
            count, known, seen = ceiling.queries, ceiling.known, ceiling.seen
            lines += ["", *wrapped(say(lang, "evaluate_ceiling", count=count, known=known, seen=seen))]
    if answer.baseline:
        lines += ["", *wrapped(_baseline(answer.baseline, lang))]
    lines += ["", *wrapped(say(lang, "evaluate_method"))]
    for one in answer.failed:
        lines += wrapped(say(lang, "evaluate_line", line=one.line, error=one.error))
    return as_text(lines)


def _baseline(said: Baseline, lang: str) -> str:
    return say(
        lang,
        "evaluate_baseline",
        formula=said.formula,
        k1=said.k1,
        b=said.b,
        tokeniser=said.tokeniser,
        fields=", ".join(said.fields),
        documents=number(said.documents["units"], lang),
    )


def _queries(door: Door, path: Path) -> tuple[list[tuple[int, Query]], list[FailedLine]]:
    from graph.evaluate.queries import read_query  # noqa: PLC0415

    queries, failed = [], []
    for line, text in enumerate(lines_of(path), 1):
        if text.strip():
            try:
                queries.append((line, read_query(record_of(text))))
            except InngangError as error:
                failed.append(FailedLine(line=line, error=error.text(door.lang)))
    return queries, failed


def _with(answer: EvaluateAnswer, failed: list[FailedLine]) -> EvaluateAnswer:
    from msgspec.structs import replace  # noqa: PLC0415

    return replace(answer, failed=failed)


def _table(rows: Sequence[Row], lang: str) -> list[str]:
    """Each ranker's values, under them their intervals; how many times the baseline for all questions, and by who bought."""
    head = [say(lang, "evaluate_part"), say(lang, "evaluate_ranker"), "n", *MEASURES]
    body: list[list[str]] = []
    for row in rows:
        values = [row.measures[name] for name in MEASURES]
        body.append([_part(row.part, lang), row.ranker, str(row.queries), *(f"{said.value:.3f}" for said in values)])
        body.append(["", "", "", *map(_interval, values)])
        if row.ratio and not row.part.startswith("lang:"):
            ratios = [row.ratio.get(name) for name in MEASURES]
            times = [f"{said.value:.2f} ×" if said else "–" for said in ratios]
            body.append(["", say(lang, "evaluate_ratio"), "", *times])
            body.append(["", "", "", *(_interval(said) if said else "" for said in ratios)])
    return table(body, head=head, right="llr" + "r" * len(MEASURES))


def _part(part: str, lang: str) -> str:
    return part.removeprefix("lang:") if part.startswith("lang:") else say(lang, f"evaluate_part_{part}")


def _interval(said: Measured) -> str:
    return f"{said.low:.2f}–{said.high:.2f}"
