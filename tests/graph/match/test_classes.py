"""What an offering is classified as: founders' words in several languages, two needs in one, and what says nothing."""

from __future__ import annotations

import pytest

from graph.match.classes import bought
from graph.match.meaning import installed
from graph.match.needs import needs_of
from graph.match.question import Question
from graph.store.base import Store
from graph.when import On

ON = On.at("2026-11-01")
FIRST = 5
by_meaning = pytest.mark.skipif(not installed(), reason="no model of meaning is installed here")


def classes(store: Store, offering: str, on: On = ON) -> list[str]:
    return [found.code for found in needs_of(store.view(), Question(offering, on)).classes]


@by_meaning
@pytest.mark.parametrize(
    "offering",
    [
        "Book an interpreter on video",
        "Bestill en tolk på skjerm",
        "Tinging av tolk på skjerm",
        "Zamów tłumacza na wideo",
        "Замовте перекладача по відео",
    ],
)
def test_an_offering_finds_its_class_whatever_its_language(oslo_store: Store, offering: str) -> None:
    assert "7954" in classes(oslo_store, offering)[:FIRST]


@by_meaning
def test_an_offering_with_two_needs_keeps_both(oslo_store: Store) -> None:
    found = classes(oslo_store, "We clear snow from pavements at night. We also wash linen for nursing homes.")
    assert {"9062", "9831"} <= set(found[:10])


@pytest.mark.parametrize("nothing", ["x", "qwerty uiop", "!!!", "zzzzzzzz", "привет", "1234567890"])
def test_what_says_nothing_has_no_class(oslo_store: Store, nothing: str) -> None:
    assert classes(oslo_store, nothing) == []


def test_how_often_a_class_is_bought_counts_from_the_day_it_was_known() -> None:
    assert bought(On.at("2020-09-30"))["7222"] > 0
    assert bought(On.at("2020-09-29")) == {}
