"""Questions with known answers: what is read from a line, what is refused, what is struck from an offering."""

from __future__ import annotations

from typing import Any

import pytest

from graph.errors import BadInput
from graph.evaluate.queries import read_query, scrubbed
from graph.text.language import UNKNOWN, guess

ALNA = "970534644"


def test_who_published_counts_for_the_rank_and_the_grades_for_the_gain() -> None:
    query = read_query(
        {
            "offering": "Vi tolker på video",
            "orgnr": "970 534 644",
            "cpv": "79540000-1",
            "relevant": [{"type": "borough", "grade": 2}, {"id": "unit-x"}],
        }
    )
    assert query.answers == {"no-orgnr-970534644"}
    assert query.grades == {"no-orgnr-970534644": 1.0, "type:borough": 2.0, "unit-x": 1.0}
    assert query.classes == {"7954"}
    assert (query.lang, query.guessed) == ("nb", True)


def test_without_who_published_all_that_is_graded_above_nothing_is_right() -> None:
    query = read_query(
        {"offering": "x", "lang": "en", "relevant": [{"orgnr": ALNA, "grade": 2}, {"id": "y", "grade": 0}]}
    )
    assert query.answers == {f"no-orgnr-{ALNA}"}
    assert (query.lang, query.guessed) == ("en", False)


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"offering": " ", "cpv": "79540000"},
        {"offering": "tolk"},
        {"offering": "tolk", "cpv": "tolking"},
        {"offering": "tolk", "cpv": [True]},
        {"offering": "tolk", "orgnr": "12"},
        {"offering": "tolk", "relevant": "970534644"},
        {"offering": "tolk", "relevant": [{"grade": 1}]},
        {"offering": "tolk", "relevant": [{"id": "a", "type": "borough"}]},
        {"offering": "tolk", "relevant": [{"type": "nothing"}]},
        {"offering": "tolk", "relevant": [{"id": "a", "grade": -1}]},
        {"offering": "tolk", "relevant": [{"id": "a", "grade": float("nan")}]},
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_line(record: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as error:
        read_query(record)
    assert all("\n" not in error.value.text(lang) and error.value.text(lang) for lang in ("nb", "en"))


def test_names_are_struck_whatever_their_case_and_other_words_stay() -> None:
    struck = scrubbed("Renhold for FRØYA kommune, Frøyas skoler og kommunene", "Frøya kommune")
    assert struck.split() == ["Renhold", "for", ",", "skoler", "og", "kommunene"]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("We help the police with interpreting that works without an app", "en"),
        ("Vi leverer renhold og kantine til skoler som ikke har egne ansatte", "nb"),
        ("Eg tilbyr reinhald til skular som ikkje har eigne tilsette, når dei treng det frå hausten", "nn"),
        ("Wir bauen Brücken und Tunnel für die Gemeinden", "de"),
        ("Pomagamy gminom, które nie mają tłumaczy, oraz szkołom", "pl"),
        ("12345 !!!", UNKNOWN),
    ],
)
def test_the_language_is_known_by_its_small_words(text: str, lang: str) -> None:
    assert guess(text) == lang
