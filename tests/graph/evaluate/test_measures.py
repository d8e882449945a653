"""Measures under ties: the exact expectation is what counting every order of the ties gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import permutations, product
from math import isclose, log2
from statistics import fmean

from hypothesis import given
from hypothesis import strategies as st

from graph.evaluate.measures import hit, ndcg, recall, reciprocal_rank

GRADES = {"a": 3.0, "b": 1.0, "c": 0.0, "lost": 2.0}
RIGHT = {"a", "b", "lost"}
depths = st.integers(1, 8)


@st.composite
def rankings(draw: st.DrawFn) -> list[list[str]]:
    """At most seven items in ties of at most four."""
    items = draw(st.permutations("abcdefg"))[: draw(st.integers(0, 7))]
    ties: list[list[str]] = []
    while items:
        size = draw(st.integers(1, min(4, len(items))))
        ties, items = [*ties, list(items[:size])], items[size:]
    return ties


def orders(ranking: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    for parts in product(*(permutations(tie) for tie in ranking)):
        yield [item for part in parts for item in part]


def expected(ranking: Sequence[Sequence[str]], measure: Callable[[list[str]], float]) -> float:
    return fmean(measure(order) for order in orders(ranking))


@given(rankings(), depths)
def test_reciprocal_rank(ranking: list[list[str]], depth: int) -> None:
    def plain(order: list[str]) -> float:
        return next((1 / at for at, item in enumerate(order[:depth], 1) if item in RIGHT), 0.0)

    assert isclose(reciprocal_rank(ranking, RIGHT, depth), expected(ranking, plain), abs_tol=1e-12)


@given(rankings(), depths)
def test_hit(ranking: list[list[str]], depth: int) -> None:
    assert isclose(hit(ranking, RIGHT, depth), expected(ranking, lambda o: bool(RIGHT & {*o[:depth]})), abs_tol=1e-12)


@given(rankings(), depths)
def test_recall(ranking: list[list[str]], depth: int) -> None:
    assert isclose(
        recall(ranking, RIGHT, depth), expected(ranking, lambda o: len(RIGHT & {*o[:depth]}) / 3), abs_tol=1e-12
    )


@given(rankings(), depths)
def test_ndcg(ranking: list[list[str]], depth: int) -> None:
    def gained(order: Sequence[str]) -> float:
        return sum((2 ** GRADES.get(item, 0) - 1) / log2(at + 1) for at, item in enumerate(order[:depth], 1))

    ideal = gained(sorted(GRADES, key=lambda item: -GRADES[item]))
    assert isclose(ndcg(ranking, GRADES, depth), expected(ranking, lambda o: gained(o) / ideal), abs_tol=1e-12)


def test_without_ties_the_measures_are_the_plain_ones() -> None:
    ranking = [["x"], ["a"], ["b"]]
    assert reciprocal_rank(ranking, {"a", "b"}) == 0.5
    assert (hit(ranking, {"a"}, 1), hit(ranking, {"a"}, 2)) == (0.0, 1.0)
    assert recall(ranking, {"a", "b", "q"}, 2) == 1 / 3
    assert ndcg([["a"], ["b"]], {"a": 3, "b": 1}, 10) == 1.0


def test_what_is_not_found_or_not_asked_for_gives_nothing() -> None:
    assert (
        reciprocal_rank([], {"a"}) == hit([["b"]], {"a"}, 5) == recall([["b"]], set(), 5) == ndcg([["b"]], {}, 5) == 0
    )
