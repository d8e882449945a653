"""The steps of colour on the map."""

from __future__ import annotations

import pytest

from ui.borough_map import LEVELS, levels


def test_scores_that_hardly_differ_have_one_colour_and_the_legend_their_span() -> None:
    assert [(step.low, step.high, step.level) for step in levels([3.4, 3.35, 3.4], 3.4)] == [(3.35, 3.4, LEVELS)]


def test_boroughs_far_below_the_best_of_the_answer_are_pale() -> None:
    assert [step.level for step in levels([1.0, 1.9], 8.0)] == [1, 2]


@pytest.mark.parametrize("best", [1.6, 4.0])
def test_every_score_has_a_step_that_holds_it(best: float) -> None:
    scores = [place / 10 for place in range(17)]
    steps = levels(scores, best)
    assert (steps[0].low, steps[-1].high) == (min(scores), max(scores))
    assert all(any(step.low <= score <= step.high for step in steps) for score in scores)
    assert [step.level for step in steps] == sorted({step.level for step in steps})
    assert {step.level for step in steps} <= set(range(1, LEVELS + 1))
