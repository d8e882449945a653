"""The evaluation as a whole, on the bundled graph: what is measured, beside what, and what is left out."""

from __future__ import annotations

from typing import Any

from graph.answers import EvaluateAnswer, Row
from graph.evaluate.queries import read_query
from graph.evaluate.run import evaluate
from graph.store.base import Store
from graph.when import On

ALNA = "970534644"


def run(store: Store, *records: dict[str, Any], **options: Any) -> EvaluateAnswer:
    options = {"duties": True, "scrub": False, "baseline": True, "lang": "en", **options}
    lines = [(number, read_query(record)) for number, record in enumerate(records, 1)]
    on = options.pop("on", On.today())
    return evaluate(store.view(), lines, on, store=store.url, told=lambda *_: None, **options)


def row(answer: EvaluateAnswer, task: str, ranker: str = "find", part: str = "all") -> Row:
    return next(one for one in answer.rows if (one.task, one.ranker, one.part) == (task, ranker, part))


def test_both_tasks_are_measured_beside_the_baseline_with_intervals_around_the_value(oslo_store: Store) -> None:
    asked = {"offering": "tolketjeneste på video", "cpv": "79540000", "relevant": [{"type": "borough"}]}
    answer = run(oslo_store, asked, {**asked, "offering": "interpreters by video for the city", "lang": "en"})
    assert {(one.task, one.ranker) for one in answer.rows} == {
        (task, ranker) for task in ("classes", "units") for ranker in ("find", "bm25")
    }
    for one in answer.rows:
        assert all(0 <= m.low <= m.value <= m.high <= 1 for m in one.measures.values())
    assert row(answer, "classes", part="lang:nb").measures["mrr"].value > 0
    assert answer.languages == {"en": 1, "nb": 1}
    assert answer.guessed == 1
    assert answer.baseline is not None
    assert answer.baseline.k1 > 0 < answer.baseline.b


def test_units_of_a_judged_kind_are_one_door(oslo_store: Store) -> None:
    boroughs = {"offering": "tolketjeneste på video", "relevant": [{"type": "borough", "grade": 3}]}
    answer = run(oslo_store, boroughs, baseline=False)
    assert answer.baseline is None
    assert row(answer, "units").measures["recall@10"].value == 1.0


def test_units_that_tie_take_the_place_they_can_expect(oslo_store: Store) -> None:
    one = run(oslo_store, {"offering": "tolketjeneste på video", "orgnr": ALNA}, baseline=False)
    assert 0 < row(one, "units").measures["hit@1"].value < 1


def test_only_what_was_known_then_counts_and_duties_can_be_left_out(oslo_store: Store) -> None:
    asked = {"offering": "tolketjeneste på video", "orgnr": ALNA, "cpv": "79540000"}
    early = run(oslo_store, asked, on=On.at("1990-01-01"))
    assert [(c.task, c.known, c.seen) for c in early.ceilings] == [("classes", 1, 1), ("units", 1, 0)]
    with_, without = run(oslo_store, asked), run(oslo_store, asked, duties=False)
    assert row(with_, "units").measures["mrr"].value > row(without, "units").measures["mrr"].value
    assert (with_.duties, without.duties) == (True, False)


def test_the_name_of_the_right_unit_can_be_struck(oslo_store: Store) -> None:
    asked = {"offering": "Bydel Alna", "orgnr": ALNA}
    assert row(run(oslo_store, asked), "units").measures["hit@1"].value > 0
    assert row(run(oslo_store, asked, scrub=True), "units").measures["mrr"].value == 0


def test_the_same_questions_give_the_same_answer_twice(oslo_store: Store) -> None:
    asked = {"offering": "renhold av skoler", "cpv": ["90910000"]}
    assert run(oslo_store, asked) == run(oslo_store, asked)
