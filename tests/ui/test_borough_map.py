"""The steps of colour on the map."""

from __future__ import annotations

from ui.borough_map import LEVELS, levels


def test_few_scores_have_a_colour_each_the_best_the_deepest() -> None:
    steps = levels([3.4, 3.3, 3.4])
    assert [(step.low, step.high, step.level) for step in steps] == [(3.3, 3.3, LEVELS - 1), (3.4, 3.4, LEVELS)]


def test_many_scores_share_colours_and_none_is_left_out() -> None:
    scores = [place / 10 for place in range(17)]
    steps = levels(scores)
    assert len(steps) <= LEVELS
    assert steps[0].low == min(scores)
    assert all(any(step.low - 1e-9 <= score <= step.high + 1e-9 for step in steps) for score in scores)


def test_one_score_is_the_deepest_colour() -> None:
    assert [step.level for step in levels([2.0])] == [LEVELS]
