"""Questions keep the collector of garbage away while they last, and no longer."""

from __future__ import annotations

import gc

import pytest

from graph import collector
from graph.collector import paused


def test_it_is_away_until_the_last_question_is_answered() -> None:
    with paused():
        with paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_comes_back_after_a_question_that_failed() -> None:
    with pytest.raises(ValueError, match="lost"), paused():
        raise ValueError("lost")
    assert gc.isenabled()


def test_who_put_it_away_before_finds_it_so() -> None:
    gc.disable()
    try:
        with paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_questions_that_overlap_without_end_do_not_keep_it_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collector, "_LONGEST", -1.0)
    first, later = paused(), paused()
    first.__enter__()
    later.__enter__()
    first.__exit__(None, None, None)
    assert gc.isenabled()
    later.__exit__(None, None, None)
    assert gc.isenabled()
