"""BM25 over what a store found."""

from graph.store.base import FREQUENCY_CAP, Found, Hit
from graph.text import bm25


def hit(name: str, counts: dict[str, int], length: int = 20) -> Hit:
    return Hit(name, "notice", counts, length)


def test_rare_words_repeated_words_and_short_entries_weigh_more() -> None:
    found = Found(
        [
            hit("rare", {"drone": 1}),
            hit("common", {"service": 1}),
            hit("twice", {"service": 2}),
            hit("long", {"service": 1}, 200),
        ],
        {"drone": 3, "service": 5_000},
    )
    scores = bm25.score(found)
    assert scores["rare"] > scores["twice"] > scores["common"] > scores["long"] > 0


def test_a_word_past_the_cap_weighs_as_at_the_cap() -> None:
    at = bm25.score(Found([hit("a", {"x": 1})], {"x": FREQUENCY_CAP}))
    past = bm25.score(Found([hit("a", {"x": 1})], {"x": FREQUENCY_CAP * 3}))
    assert at == past
    assert at["a"] > 0


def test_nothing_found_has_no_scores() -> None:
    assert bm25.score(Found()) == {}
